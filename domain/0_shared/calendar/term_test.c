/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/calendar/term.h"
#include "tests/test.h"

#define CD TERM_CALENDAR_DAY
#define WD TERM_WORKING_DAY

static date day(const char *vn)
{
	date d = DATE_NONE;
	assert_true(!*vn || date_parse_vn(vn, 0, &d));
	return d;
}

/* on; other, doubt: "" is the same day, none */
struct expect {
	const char *on, *other, *doubt_on;
	int doubt_year;
};

static void assert_end(struct term_end e, struct expect x)
{
	ARENA a = { 0 };
	assert_string_equal(date_vn(&a, e.on), x.on);
	assert_string_equal(date_vn(&a, e.other), *x.other ? x.other : x.on);
	assert_string_equal(date_vn(&a, e.doubt_on), x.doubt_on);
	assert_int_equal(e.doubt_year, x.doubt_year);
}

static void terms_end_as_the_civil_code_counts(void **s)
{
	(void)s;
	static const struct { const char *article, *start; struct term t; struct expect x; } c[] = {
		{ "LTC Đ.24.1, LAW C1: seven working days over Tết", "8/2/2021", { 7, WD },
			{ "24/02/2021", "", "", 0 } },
		{ "LKN Đ.28, LAW C3: day 30 is a holiday", "31/3/2021", { 30, CD },
			{ "04/05/2021", "", "", 0 } },
		{ "LKN Đ.27, LAW C3: day 10 is a Saturday", "24/6/2026", { 10, CD },
			{ "06/07/2026", "", "", 0 } },
		{ "LKN Đ.27 from 1/7/2026: seven working days", "1/7/2026", { 7, WD }, { "10/07/2026", "", "", 0 } },
		/* was 27/11 or 30/11: NQ 28/2026/QH16 makes 24/11 a day off */
		{ "Luật 10/2022 Đ.47.2: 24/11 is off", "20/11/2026", { 5, WD }, { "30/11/2026", "", "", 0 } },
		{ "LAW C1: the first day is not counted", "7/6/2021", { 1, CD }, { "08/06/2021", "", "", 0 } },
		{ "LAW C1: nor is it when off", "5/6/2021", { 1, WD }, { "07/06/2021", "", "", 0 } },
		{ "LAW C3: a Sunday", "3/6/2021", { 3, CD }, { "07/06/2021", "", "", 0 } },
		{ "LAW C3: 24/11 is a holiday", "14/11/2026", { 10, CD }, { "25/11/2026", "", "", 0 } },
		{ "LAW C3: an undecided holiday", "22/8/2028", { 10, CD },
			{ "01/09/2028", "06/09/2028", "01/09/2028", 2028 } },
		{ "LAW C3: a working Saturday is no day off", "12/8/2026", { 10, CD }, { "22/08/2026", "", "", 0 } },
		{ "calendar days pass over what is off", "20/11/2026", { 10, CD }, { "30/11/2026", "", "", 0 } },
		{ "calendar days pass over what is undecided", "25/8/2028", { 14, CD }, { "08/09/2028", "", "", 2028 } },
		{ "working days of a swap", "28/8/2026", { 1, WD }, { "03/09/2026", "", "", 0 } },
		{ "working days of an unconfirmed day", "30/12/2027", { 2, WD }, { "04/01/2028", "", "01/01/2028", 2027 } },
		{ "LAW C2: the same day number", "7/6/2021", { 1, TERM_MONTH }, { "07/07/2021", "", "", 0 } },
		{ "LAW C2: else the last, a Sunday moves on", "31/1/2021", { 1, TERM_MONTH },
			{ "01/03/2021", "", "", 0 } },
		{ "LAW C2: over the year", "30/11/2021", { 3, TERM_MONTH }, { "28/02/2022", "", "", 0 } },
		{ "LAW C2: a leap year", "31/8/2023", { 6, TERM_MONTH }, { "29/02/2024", "", "", 0 } },
		{ "into a year whose list was read", "28/12/2021", { 5, WD }, { "05/01/2022", "", "", 0 } },
		{ "into a year without a notice", "28/12/2026", { 5, WD }, { "05/01/2027", "", "", 2027 } },
		{ "Tết 2027 is off from 4 to 10 February", "2/2/2027", { 2, WD }, { "11/02/2027", "", "", 2027 } },
		{ "Quốc khánh 2027 is 2 and 3 September", "27/8/2027", { 5, WD }, { "07/09/2027", "", "", 2027 } },
		{ "Quốc khánh before its notice", "25/8/2028", { 5, WD },
			{ "01/09/2028", "06/09/2028", "01/09/2028", 2028 } },
		{ "a year without any row", "1/6/2029", { 10, CD }, { "11/06/2029", "", "", 2029 } },
	};
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		print_message("%s\n", c[i].article);
		assert_end(term_rule_end(&calendar_shipped, day(c[i].start), c[i].t), c[i].x);
	}
}

static void an_organisation_settles_what_is_undecided(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct calendar_day row = { day("01/09/2028"), CALENDAR_HOLIDAY, CALENDAR_DROPPED, "", "" };
	struct calendar_year year = { 2028, true, "" };
	struct calendar own = { .days = &row, .day_count = 1, .years = &year, .year_count = 1 };
	struct term five = { 5, WD };
	struct calendar works = calendar_merge(&a, &calendar_shipped, &own);
	assert_end(term_rule_end(&works, day("25/8/2028"), five), (struct expect){ "01/09/2028", "", "", 0 });
	row.status = CALENDAR_CONFIRMED;
	struct calendar off = calendar_merge(&a, &calendar_shipped, &own);
	assert_end(term_rule_end(&off, day("30/8/2028"), (struct term){ 1, WD }), (struct expect){ "31/08/2028", "", "", 0 });
	assert_end(term_rule_end(&off, day("22/8/2028"), (struct term){ 10, CD }),
	           (struct expect){ "05/09/2028", "06/09/2028", "02/09/2028", 0 });

	/* an office that works on a day that ships as off */
	struct calendar_day culture = { day("24/11/2026"), CALENDAR_HOLIDAY, CALENDAR_DROPPED, "", "" };
	struct calendar open = { .days = &culture, .day_count = 1 };
	struct calendar worked = calendar_merge(&a, &calendar_shipped, &open);
	assert_end(term_rule_end(&worked, day("20/11/2026"), five), (struct expect){ "27/11/2026", "", "", 0 });
}

static void a_suspended_term_goes_on_with_what_was_left(void **s)
{
	(void)s;
	static const struct {
		const char *article, *start;
		struct term t;
		const char *pause[4]; /* suspended, resumed, suspended, resumed */
		struct expect x;
	} c[] = {
		{ "LAW K_pause: ten of thirty days used", "1/9/2026", { 30, CD }, { "11/9/2026", "1/10/2026" },
			{ "21/10/2026", "", "", 0 } },
		{ "LAW T_pause: working days", "7/6/2021", { 7, WD }, { "10/6/2021", "21/6/2021" },
			{ "25/06/2021", "", "", 0 } },
		{ "twice", "1/9/2026", { 30, CD }, { "11/9/2026", "1/10/2026", "6/10/2026", "12/10/2026" },
			{ "27/10/2026", "", "", 0 } },
		{ "still suspended", "1/9/2026", { 30, CD }, { "11/9/2026", "" }, { "", "", "", 0 } },
		{ "one day left", "7/6/2021", { 5, CD }, { "11/6/2021", "18/6/2021" }, { "21/06/2021", "", "", 0 } },
		{ "LAW C4: suspended on its last day, nothing was left", "7/6/2021", { 4, CD },
			{ "11/6/2021", "18/6/2021" },
			{ "11/06/2021", "", "", 0 } },
		{ "suspended after its end, not resumed", "7/6/2021", { 4, WD }, { "14/6/2021", "" },
			{ "11/06/2021", "", "", 0 } },
		{ "suspended while day off moves its end", "3/6/2021", { 2, CD }, { "6/6/2021", "21/6/2021" },
			{ "07/06/2021", "", "", 0 } },
		{ "months leave calendar days", "7/6/2021", { 1, TERM_MONTH }, { "27/6/2021", "5/7/2021" },
			{ "15/07/2021", "", "", 0 } },
		{ "24/11 was not used: it is off", "20/11/2026", { 5, WD }, { "25/11/2026", "7/12/2026" },
			{ "10/12/2026", "", "", 0 } },
		{ "24/11 lay in the pause", "19/11/2026", { 5, WD }, { "20/11/2026", "30/11/2026" },
			{ "04/12/2026", "", "", 0 } },
		{ "1/9/2028 was used, or not", "31/8/2028", { 5, WD }, { "6/9/2028", "18/9/2028" },
			{ "20/09/2028", "22/09/2028", "01/09/2028", 2028 } },
	};
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct term_pause pauses[2];
		size_t n = 0;
		for (; n < 2 && c[i].pause[2 * n]; n++)
			pauses[n] = (struct term_pause){ day(c[i].pause[2 * n]), day(c[i].pause[2 * n + 1]) };
		print_message("%s\n", c[i].article);
		assert_end(term_rule_end_paused(&calendar_shipped, day(c[i].start), c[i].t, pauses, n), c[i].x);
	}
}

static void a_pause_of_no_length_changes_nothing(void **s)
{
	(void)s;
	for (date start = date_of(2021, 1, 1); start < date_of(2029, 1, 1); start += 3) {
		static const struct term terms[] = { { 30, CD }, { 10, WD }, { 3, TERM_MONTH } };
		for (size_t i = 0; i < COUNT_OF(terms); i++) {
			struct term_pause pause = { start + 4, start + 4 };
			struct term_end with = term_rule_end_paused(&calendar_shipped, start, terms[i], &pause, 1);
			struct term_end without = term_rule_end(&calendar_shipped, start, terms[i]);
			assert_int_equal(with.on, without.on);
			assert_int_equal(with.other, without.other);
			assert_true(without.on <= without.other);
			assert_int_equal(with.doubt_on, without.doubt_on);
			assert_int_equal(with.doubt_year, without.doubt_year);
		}
	}
}

static void notice_is_counted_back_from_the_event(void **s)
{
	(void)s;
	static const struct { const char *article, *event; struct term t; struct expect x; } c[] = {
		{ "LTCD Đ.24.4: schedule five working days before", "14/6/2021", { 5, WD },
			{ "07/06/2021", "", "", 0 } },
		{ "LTCD Đ.24.4: Tết lies between", "17/2/2021", { 5, WD }, { "03/02/2021", "", "", 0 } },
		{ "NĐ 59/2023 Đ.22.1.b: 24/11 is off", "27/11/2026", { 5, WD }, { "19/11/2026", "", "", 0 } },
		{ "NĐ 59/2023 Đ.22.1.b: undecided days, the earlier day is safe", "6/9/2028", { 5, WD },
			{ "25/08/2028", "29/08/2028", "01/09/2028", 2028 } },
		{ "NĐ 154/2026 Đ.23: one working day before a Monday", "6/7/2026", { 1, WD },
			{ "03/07/2026", "", "", 0 } },
		{ "NĐ 124/2020 Đ.28.1: five days before, not moved", "11/6/2021", { 5, CD },
			{ "06/06/2021", "", "", 0 } },
		{ "a month before", "31/3/2021", { 1, TERM_MONTH }, { "28/02/2021", "", "", 0 } },
	};
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		print_message("%s\n", c[i].article);
		assert_end(term_rule_before(&calendar_shipped, day(c[i].event), c[i].t), c[i].x);
	}
}

static void before_a_day_is_the_day_before(void **s)
{
	(void)s;
	static const struct { enum term_limit l; const char *words, *named, *last; } c[] = {
		{ TERM_BEFORE, "trước ngày", "11/6/2021", "10/06/2021" },
		{ TERM_BEFORE, "trước ngày", "7/6/2021", "06/06/2021" }, /* a Sunday stays */
		{ TERM_BEFORE, "trước ngày", "1/1/2022", "31/12/2021" },
		{ TERM_AT_LATEST, "chậm nhất ngày", "11/6/2021", "11/06/2021" },
		{ TERM_UNTIL, "đến ngày", "11/11/2021", "11/11/2021" },
		{ TERM_BEFORE, "trước ngày", "1/1/1900", "" }, /* outside of the calendar */
		{ TERM_AT_LATEST, "chậm nhất ngày", "1/1/1900", "01/01/1900" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		assert_string_equal(term_limit_vn(c[i].l), c[i].words);
		assert_string_equal(date_vn(&a, term_rule_limit(c[i].l, day(c[i].named))), c[i].last);
	}
}

/* LAW B1: 15 December to 14 December. */
static void a_report_year_runs_from_mid_december(void **s)
{
	(void)s;
	date first, last;
	term_rule_report_year(2026, &first, &last);
	assert_int_equal(first, day("15/12/2025"));
	assert_int_equal(last, day("14/12/2026"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(terms_end_as_the_civil_code_counts),
		cmocka_unit_test(an_organisation_settles_what_is_undecided),
		cmocka_unit_test(a_suspended_term_goes_on_with_what_was_left),
		cmocka_unit_test(a_pause_of_no_length_changes_nothing),
		cmocka_unit_test(notice_is_counted_back_from_the_event),
		cmocka_unit_test(before_a_day_is_the_day_before),
		cmocka_unit_test(a_report_year_runs_from_mid_december),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
