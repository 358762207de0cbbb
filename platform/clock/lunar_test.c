/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/clock/lunar.h"
#include "tests/test.h"
#include <stdio.h>
#include <stdlib.h>

static void tet_falls_on_its_published_day(void **s)
{
	(void)s;
	static const int tet[][3] = { /* year, month, day */
		{ 2000, 2, 5 },  { 2001, 1, 24 }, { 2002, 2, 12 }, { 2003, 2, 1 },  { 2004, 1, 22 }, { 2005, 2, 9 },
		{ 2006, 1, 29 }, { 2007, 2, 17 }, { 2008, 2, 7 },  { 2009, 1, 26 }, { 2010, 2, 14 }, { 2011, 2, 3 },
		{ 2012, 1, 23 }, { 2013, 2, 10 }, { 2014, 1, 31 }, { 2015, 2, 19 }, { 2016, 2, 8 },  { 2017, 1, 28 },
		{ 2018, 2, 16 }, { 2019, 2, 5 },  { 2020, 1, 25 }, { 2021, 2, 12 }, { 2022, 2, 1 },  { 2023, 1, 22 },
		{ 2024, 2, 10 }, { 2025, 1, 29 }, { 2026, 2, 17 }, { 2027, 2, 6 },  { 2028, 1, 26 }, { 2029, 2, 13 },
		{ 2030, 2, 2 },  { 2031, 1, 23 }, { 2032, 2, 11 }, { 2033, 1, 31 }, { 2034, 2, 19 }, { 2035, 2, 8 },
		{ 2036, 1, 28 }, { 2037, 2, 15 }, { 2038, 2, 4 },  { 2039, 1, 24 }, { 2040, 2, 12 },
		/* where Hà Nội and Beijing (one hour ahead) part */
		{ 1968, 1, 29 }, { 1985, 1, 21 }, { 2053, 2, 18 },
	};
	for (size_t i = 0; i < COUNT_OF(tet); i++)
		assert_int_equal(lunar_tet(tet[i][0]), date_of(tet[i][0], tet[i][1], tet[i][2]));
}

static void gio_to_falls_on_its_published_day(void **s)
{
	(void)s;
	static const int day[][3] = {
		{ 2021, 4, 21 }, { 2022, 4, 10 }, { 2023, 4, 29 }, { 2024, 4, 18 }, { 2025, 4, 7 }, { 2026, 4, 26 },
		{ 2027, 4, 16 }, { 2028, 4, 4 },
	};
	for (size_t i = 0; i < COUNT_OF(day); i++)
		assert_int_equal(lunar_gio_to(day[i][0]), date_of(day[i][0], day[i][1], day[i][2]));
}

static void leap_months_stand_where_almanacs_have_them(void **s)
{
	(void)s;
	static const int leap[][2] = {
		{ 1984, 0 }, { 1985, 2 }, { 1987, 7 }, { 2001, 4 }, { 2004, 2 }, { 2006, 7 }, { 2009, 5 },
		{ 2012, 4 },
		{ 2014, 9 }, { 2017, 6 }, { 2020, 4 }, { 2021, 0 }, { 2022, 0 }, { 2023, 2 }, { 2024, 0 },
		{ 2025, 6 },
		{ 2026, 0 }, { 2027, 0 }, { 2028, 5 }, { 2031, 3 }, { 2033, 11 }, { 2034, 0 },
	};
	for (size_t i = 0; i < COUNT_OF(leap); i++)
		assert_int_equal(lunar_leap_month(leap[i][0]), leap[i][1]);
}

static void a_day_knows_its_lunar_name(void **s)
{
	(void)s;
	static const struct { int y, m, d; struct lunar_day l; } c[] = {
		{ 2021, 6, 7, { 2021, 4, 27, false } },   { 2026, 11, 24, { 2026, 10, 16, false } },
		{ 2023, 3, 22, { 2023, 2, 1, true } },    { 2023, 2, 20, { 2023, 2, 1, false } },
		{ 2024, 2, 9, { 2023, 12, 30, false } },  { 2025, 7, 25, { 2025, 6, 1, true } },
		{ 2033, 12, 22, { 2033, 11, 1, true } },  { 1900, 1, 1, { 1899, 12, 1, false } },
	};
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct lunar_day l = lunar_of(date_of(c[i].y, c[i].m, c[i].d));
		assert_int_equal(l.year, c[i].l.year);
		assert_int_equal(l.month, c[i].l.month);
		assert_int_equal(l.day, c[i].l.day);
		assert_int_equal(l.leap, c[i].l.leap);
	}
}

static void days_that_do_not_exist_have_no_date(void **s)
{
	(void)s;
	static const struct lunar_day none[] = {
		{ 2021, 2, 1, true },  { 2023, 3, 1, true },  { 2021, 13, 1, false }, { 2021, 0, 1, false },
		{ 2021, 1, 0, false }, { 2021, 1, 31, false }, { 2025, 12, 30, false }, { 1899, 11, 1, false },
		{ 2101, 1, 1, false }, { 2100, 12, 29, false },
	};
	for (size_t i = 0; i < COUNT_OF(none); i++)
		assert_int_equal(lunar_to_date(none[i]), DATE_NONE);
}

static void every_day_leads_to_its_lunar_day_and_back(void **s)
{
	(void)s;
	date first = date_of(1900, 1, 1);
	date last = date_of(2100, 12, 31);
	struct lunar_day before = lunar_of(first);
	for (date d = first; d <= last; d++) {
		struct lunar_day l = lunar_of(d);
		assert_int_equal(lunar_to_date(l), d);
		if (d > first && l.day == 1) {
			assert_in_range(before.day, 29, 30);
			bool repeated = l.leap && l.month == before.month && !before.leap;
			assert_true(repeated || (!l.leap && l.month == before.month % 12 + 1));
			assert_int_equal(l.year, before.year + (l.month == 1));
		} else if (d > first) {
			assert_int_equal(l.day, before.day + 1);
			assert_true(l.month == before.month && l.leap == before.leap && l.year == before.year);
		}
		before = l;
	}
}

/* The study's own program, another hand and another language, for all 201 years. */
static void two_centuries_agree_with_the_study(void **s)
{
	(void)s;
	ARENA a = { 0 };
	const char *folder = arena_fmt(&a, "%s/analytics/generators", str_or(getenv("SHARED"), "../shared"));
	FILE *there = fopen(arena_fmt(&a, "%s/lunar.py", folder), "r");
	if (!there) {
		print_message("skipped: no lunar.py in %s\n", folder);
		arena_end(&a); /* skip() leaves without cleaning up */
		skip();
	}
	fclose(there);
	const char *command = arena_fmt(&a, "python3 -B -c '"
		"import sys; sys.path.insert(0, \"%s\"); import lunar\n"
		"for y in range(1900, 2101):\n"
		" a, b = lunar.month11(y - 1), lunar.month11(y)\n"
		" print(y, lunar.tet(y), (lunar.leapoff(a) + 9) %% 12 + 1 if b - a > 365 else 0)'", folder);
	FILE *f = popen(command, "r");
	assert_non_null(f);
	int year, month, day, leap, lines = 0;
	while (fscanf(f, "%d %*d-%d-%d %d", &year, &month, &day, &leap) == 4) {
		assert_int_equal(lunar_tet(year), date_of(year, month, day));
		int owner = leap >= 11 ? year - 1 : year; /* the study counts from month 11 of the year before */
		if (leap)
			assert_int_equal(lunar_leap_month(owner), leap);
		lines++;
	}
	assert_int_equal(pclose(f), 0);
	assert_int_equal(lines, 201);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tet_falls_on_its_published_day),
		cmocka_unit_test(gio_to_falls_on_its_published_day),
		cmocka_unit_test(leap_months_stand_where_almanacs_have_them),
		cmocka_unit_test(a_day_knows_its_lunar_name),
		cmocka_unit_test(days_that_do_not_exist_have_no_date),
		cmocka_unit_test(every_day_leads_to_its_lunar_day_and_back),
		cmocka_unit_test(two_centuries_agree_with_the_study),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
