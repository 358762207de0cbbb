/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/clock/date.h"
#include "tests/test.h"

static void every_day_of_two_centuries_follows_the_one_before(void **s)
{
	(void)s;
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	date expect = date_of(1900, 1, 1);
	int weekday = 1; /* 1 January 1900 was a Monday */
	assert_int_equal(expect, -25567);
	for (int year = 1900; year <= 2100; year++) {
		bool leap = year % 4 == 0 && year != 1900 && year != 2100;
		for (int month = 1; month <= 12; month++) {
			int last = length[month - 1] + (leap && month == 2);
			for (int day = 1; day <= last; day++) {
				int y, m, d;
				assert_int_equal(date_of(year, month, day), expect);
				date_split(expect, &y, &m, &d);
				assert_int_equal(y * 10000 + m * 100 + d, year * 10000 + month * 100 + day);
				assert_int_equal(date_weekday(expect), weekday);
				weekday = weekday % 7 + 1;
				expect++;
			}
			assert_int_equal(date_month_end(year, month), expect - 1);
			assert_int_equal(date_of(year, month, last + 1), DATE_NONE);
		}
	}
	assert_int_equal(date_of(1970, 1, 1), 0);
}

static void a_day_outside_the_calendar_is_no_day(void **s)
{
	(void)s;
	static const int c[][3] = {
		{ 1899, 12, 31 }, { 2101, 1, 1 }, { 2026, 0, 1 }, { 2026, 13, 1 }, { 2026, 1, 0 }, { 2026, 1, 32 },
		{ 2026, 2, 29 },  { 2100, 2, 29 }, { 2026, -1, 5 }, { 2026, 4, 31 },
	};
	for (size_t i = 0; i < COUNT_OF(c); i++)
		assert_int_equal(date_of(c[i][0], c[i][1], c[i][2]), DATE_NONE);
	assert_int_equal(date_month_end(2026, 0), DATE_NONE);
	assert_int_equal(date_month_end(2026, 13), DATE_NONE);
}

static void days_are_read_as_people_type_them(void **s)
{
	(void)s;
	static const struct { const char *text; int near_year; const char *iso; } c[] = {
		{ "23/11/2026", 0, "2026-11-23" },
		{ "7/6/2021", 0, "2021-06-07" },
		{ "07/06/2021", 0, "2021-06-07" },
		{ "7-6-2021", 0, "2021-06-07" },
		{ "7.6.2021", 0, "2021-06-07" },
		{ "  7 / 6 / 2021 ", 0, "2021-06-07" },
		{ "2021-06-07", 0, "2021-06-07" },
		{ "7/6/21", 2021, "2021-06-07" },
		{ "31/12/99", 2021, "1999-12-31" },
		{ "1/1/70", 2021, "2070-01-01" },
		{ "1/1/72", 2021, "1972-01-01" },
		{ "1/1/02", 1999, "2002-01-01" },
		{ "7/6", 2021, "2021-06-07" },
		{ "7.6", 2021, "2021-06-07" },
		{ "29/2", 2024, "2024-02-29" },
		{ "ngày 7 tháng 6 năm 2021", 0, "2021-06-07" },
		{ "Ngày 07 tháng 06 năm 2021", 0, "2021-06-07" },
		{ "NGÀY 7 THÁNG 6 NĂM 2021", 0, "2021-06-07" },
		{ "7 tháng 6 năm 2021", 0, "2021-06-07" },
		{ "ngày 7 tháng 6", 2021, "2021-06-07" },
		{ "ngày 7/6/2021", 0, "2021-06-07" },
		{ "", 2021, NULL },
		{ "7", 2021, NULL },
		{ "7/", 2021, NULL },
		{ "7/6/", 2021, NULL },
		{ "7/6-2021", 2021, NULL },
		{ "7 6 2021", 2021, NULL },
		{ "7/6/2021x", 2021, NULL },
		{ "7/6/2021/1", 2021, NULL },
		{ "007/6/2021", 2021, NULL },
		{ "7/6/021", 2021, NULL },
		{ "7/6/1", 2021, NULL },
		{ "7/6/20211", 2021, NULL },
		{ "29/2/2021", 2021, NULL },
		{ "31/4", 2021, NULL },
		{ "0/6/2021", 2021, NULL },
		{ "7/13/2021", 2021, NULL },
		{ "7/6", 0, NULL },
		{ "1/1/0001", 2021, NULL },
		{ "-7/6/2021", 2021, NULL },
		{ "ngày", 2021, NULL },
		{ "ngày 7 tháng 6 năm", 2021, NULL },
		{ "ngày 7 tháng năm 2021", 2021, NULL },
		{ "99999999999999999999/1/2021", 2021, NULL },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		date d = DATE_NONE;
		assert_int_equal(date_parse_vn(c[i].text, c[i].near_year, &d), c[i].iso != NULL);
		if (c[i].iso)
			assert_string_equal(date_iso(&a, d), c[i].iso);
		else
			assert_int_equal(d, DATE_NONE);
	}
	date d = 5;
	assert_false(date_parse_vn(NULL, 2021, &d));
	assert_int_equal(d, 5);
}

static void iso_is_read_strictly(void **s)
{
	(void)s;
	static const char *const wrong[] = {
		"", "2026-11-2", "2026-11-233", " 2026-11-23", "2026-11-23 ", "2026/11/23", "26-11-23", "2026-1-23",
		"2026-02-30", "0000-00-00", "2026-11-23T00:00", "+026-11-23",
	};
	date d = 5;
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		assert_false(date_parse_iso(wrong[i], &d));
	assert_false(date_parse_iso(NULL, &d));
	assert_int_equal(d, 5);
	assert_true(date_parse_iso("2026-11-23", &d));
	assert_int_equal(d, date_of(2026, 11, 23));
}

static void days_are_written_for_people_and_for_programs(void **s)
{
	(void)s;
	ARENA a = { 0 };
	date d = date_of(2021, 6, 7);
	assert_string_equal(date_iso(&a, d), "2021-06-07");
	assert_string_equal(date_vn(&a, d), "07/06/2021");
	assert_null(date_iso(&a, DATE_NONE));
	assert_string_equal(date_vn(&a, DATE_NONE), "");
	assert_int_equal(date_year(d), 2021);
	static const char *const name[] = {
		"Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật",
	};
	for (int i = 0; i < 7; i++)
		assert_string_equal(date_weekday_vn(d + i), name[i]);
}

static void months_end_on_the_same_day_number_else_on_the_last_day(void **s)
{
	(void)s;
	static const struct { int y, m, d, months; const char *iso; } c[] = {
		{ 2021, 6, 7, 1, "2021-07-07" },    { 2021, 1, 31, 1, "2021-02-28" },
		{ 2024, 1, 31, 1, "2024-02-29" },
		{ 2021, 11, 30, 3, "2022-02-28" },  { 2021, 3, 31, -1, "2021-02-28" },
		{ 2021, 1, 15, -1, "2020-12-15" },
		{ 2021, 12, 31, 12, "2022-12-31" }, { 2024, 2, 29, 12, "2025-02-28" },
		{ 2024, 2, 29, -48, "2020-02-29" },
		{ 2021, 5, 5, 0, "2021-05-05" },    { 2100, 12, 1, 1, NULL },          { 1900, 1, 1, -1, NULL },
		{ 2021, 5, 5, INT32_MAX, NULL },    { 2021, 5, 5, INT32_MIN, NULL },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		date d = date_add_months(date_of(c[i].y, c[i].m, c[i].d), c[i].months);
		if (c[i].iso)
			assert_string_equal(date_iso(&a, d), c[i].iso);
		else
			assert_int_equal(d, DATE_NONE);
	}
}

static void a_day_moves_inside_the_calendar(void **s)
{
	(void)s;
	date first = date_of(1900, 1, 1), last = date_of(2100, 12, 31);
	assert_int_equal(date_move(first, 1), date_of(1900, 1, 2));
	assert_int_equal(date_move(first, 0), first);
	assert_int_equal(date_move(first, -1), DATE_NONE);
	assert_int_equal(date_move(last, 1), DATE_NONE);
	assert_int_equal(date_move(last, -1), date_of(2100, 12, 30));
	assert_int_equal(date_move(first, INT32_MAX), DATE_NONE);
	assert_int_equal(date_move(first, INT32_MIN), DATE_NONE);
}

static void an_instant_belongs_to_the_day_in_viet_nam(void **s)
{
	(void)s;
	ARENA a = { 0 };
	const int64_t hour = INT64_C(3600000000);
	date d = date_of(2021, 6, 7);
	int64_t start = date_start_us(d);
	assert_true(start == (int64_t)d * 24 * hour - 7 * hour); /* 17:00 UTC of the day before */
	assert_int_equal(date_of_us(start), d);
	assert_int_equal(date_of_us(start - 1), d - 1);
	assert_int_equal(date_of_us(start + 24 * hour - 1), d);
	assert_string_equal(time_vn(&a, start), "00:00");
	assert_string_equal(time_vn(&a, start - 1), "23:59");
	assert_string_equal(time_vn(&a, start + 7 * hour + hour / 4 * 3), "07:45");
	assert_string_equal(time_vn(&a, -1), "06:59");
	assert_int_equal(date_of_us(0), 0);
	assert_int_equal(date_of_us(-1), 0);
	assert_int_equal(date_of_us(-7 * hour), 0);
	assert_int_equal(date_of_us(-7 * hour - 1), -1);
	assert_int_equal(date_of_us(date_start_us(date_of(1900, 1, 1))), date_of(1900, 1, 1));
	assert_int_equal(date_of_us(INT64_MAX), 106751991);
	assert_int_equal(date_of_us(INT64_MIN), -106751991);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_day_of_two_centuries_follows_the_one_before),
		cmocka_unit_test(a_day_outside_the_calendar_is_no_day),
		cmocka_unit_test(days_are_read_as_people_type_them),
		cmocka_unit_test(iso_is_read_strictly),
		cmocka_unit_test(days_are_written_for_people_and_for_programs),
		cmocka_unit_test(months_end_on_the_same_day_number_else_on_the_last_day),
		cmocka_unit_test(a_day_moves_inside_the_calendar),
		cmocka_unit_test(an_instant_belongs_to_the_day_in_viet_nam),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
