/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The clocks as they were read the second time, on 25/11/2026: each row that is new or changed, and where it ends. */
#include "domain/0_shared/calendar/term.h"
#include "domain/0_shared/law/register.h"
#include "tests/test.h"
#include <string.h>

static date day(const char *iso)
{
	date ret = DATE_NONE;

	if (iso)
		assert_true(date_parse_iso(iso, &ret));
	return ret;
}

/* ---- the rows ------------------------------------------------------------------------------ */

static const char LKN[] = "02/2011/QH13";
static const char LTCD[] = "42/2013/QH13";
static const char LTC[] = "25/2018/QH14";
static const char N124[] = "124/2020/NĐ-CP";
static const char TT06[] = "06/2025/TT-TTCP";
static const char TT01[] = "01/2024/TT-TTCP";
static const char TT05[] = "05/2021/TT-TTCP";
static const char TT07[] = "07/2014/TT-TTCP";
static const char LDC[] = "10/2022/QH15";
static const char N59[] = "59/2023/NĐ-CP";
static const char LDD[] = "31/2024/QH15";
static const char N145[] = "145/2020/NĐ-CP";

/* "" in limit: a rule without a number; to NULL: still valid */
static const struct {
	const char *id, *document, *article, *from, *to, *limit;
	bool confirmed;
} ROWS_READ[] = {
	/* acceptance and what follows a decision */
	{ "K2_until_2026", LKN, "Điều 27, Điều 36", "2012-07-01", "2026-06-30", "at most 10 calendar_day", true },
	{ "K2", LKN, "Điều 27, khoản 1 Điều 36", "2026-07-01", NULL, "at most 7 working_day", true },
	{ "K7", LKN, "khoản 1 Điều 41", "2012-07-01", NULL, "at most 7 calendar_day", true },
	{ "K11", N124, "khoản 3 Điều 29", "2020-12-10", NULL, "at least 15 calendar_day", true },
	{ "K11_publish", N124, "khoản 3 Điều 29", "2020-12-10", NULL, "at most 15 calendar_day", true },
	{ "K11_meeting", N124, "khoản 3 Điều 29", "2020-12-10", NULL, "before at least 3 calendar_day", true },
	{ "K11_media", N124, "khoản 3 Điều 29", "2020-12-10", NULL, "at least 15 calendar_day", true },
	{ "K_end", LKN, "khoản 2 Điều 11a", "2026-07-01", NULL, "", true },
	{ "K_pause", LKN, "khoản 4 Điều 11a", "2026-07-01", NULL, "", true },
	{ "K_withdraw", LKN, "Điều 10", "2026-07-01", NULL, "", true },
	{ "T_withdraw", LTC, "khoản 1 Điều 33", "2026-07-01", NULL, "", true },
	/* discipline of officials */
	{ "KD1", LKN, "Điều 48", "2012-07-01", NULL, "at most 15 calendar_day", true },
	{ "KD2", LKN, "Điều 48", "2012-07-01", NULL, "at most 10 calendar_day", true },
	{ "KD2_dismissal", LKN, "Điều 48", "2012-07-01", NULL, "at most 30 calendar_day", true },
	{ "KD3_until_2026", LKN, "Điều 50", "2012-07-01", "2026-06-30", "at most 10 calendar_day", true },
	{ "KD3", LKN, "Điều 50", "2026-07-01", NULL, "at most 7 working_day", true },
	{ "KD4", LKN, "Điều 50", "2012-07-01", NULL, "at most 30 calendar_day", true },
	{ "KD4_complex", LKN, "Điều 50", "2012-07-01", NULL, "at most 45 calendar_day", true },
	{ "KD5", N124, "điểm b khoản 2 Điều 29", "2020-12-10", NULL, "at most 3 working_day", true },
	{ "KD5_second", N124, "điểm b khoản 2 Điều 29", "2020-12-10", NULL, "at most 7 working_day", true },
	/* what law 136/2025 leaves as it was: one row, confirmed to this day */
	{ "R1", LTCD, "khoản 4 Điều 24", "2014-07-01", NULL, "before at least 5 working_day", true },
	{ "R2", LTCD, "khoản 1 Điều 28", "2014-07-01", NULL, "at most 10 working_day", true },
	{ "R5", LTCD, "khoản 2 Điều 18", "2014-07-01", NULL, "at least 1 day_per_month", true },
	{ "R6", LTCD, "điểm c khoản 2 Điều 15", "2026-07-01", NULL, "at least 2 day_per_month", true },
	{ "K1", LKN, "Điều 9", "2012-07-01", NULL, "at most 90 calendar_day", true },
	{ "K3", LKN, "Điều 28", "2012-07-01", NULL, "at most 30 calendar_day", true },
	{ "K4", LKN, "Điều 32", "2012-07-01", NULL, "at most 3 working_day", true },
	{ "K6_remote_complex", LKN, "Điều 37", "2012-07-01", NULL, "at most 70 calendar_day", true },
	{ "K13", LKN, "khoản 8 Điều 11", "2012-07-01", NULL, "at least 30 calendar_day", true },
	{ "T1", LTC, "khoản 1 Điều 24", "2019-01-01", NULL, "at most 7 working_day", true },
	{ "T4", LTC, "khoản 1 Điều 30", "2019-01-01", NULL, "at most 30 calendar_day", true },
	{ "T13", LTC, "khoản 2 Điều 26", "2019-01-01", NULL, "at most 20 calendar_day", true },
	{ "T_pause", LTC, "khoản 2 Điều 34", "2019-01-01", NULL, "", true },
	/* reports of the inspectorate */
	{ "B1", TT06, "điểm a khoản 1 Điều 7", "2025-09-30", NULL, "", true },
	{ "B1_until_2025", TT01, "", "2024-03-05", "2025-09-29", "", true },
	{ "B1_quarter", TT06, "điểm a khoản 1 Điều 7", "2025-09-30", NULL, "", true },
	{ "B2", TT06, "điểm a khoản 2 Điều 7", "2025-09-30", NULL, "at most 17 day_of_month", true },
	{ "B2_province", TT06, "điểm a khoản 2 Điều 7", "2025-09-30", NULL, "at most 20 day_of_month", true },
	{ "B3", TT06, "Điều 4", "2025-09-30", NULL, "", true },
	{ "B5_01TCD", TT06, "Biểu số 01/TCD", "2025-09-30", NULL, "", true },
	{ "B5_02XLD", TT06, "Biểu số 02/XLD", "2025-09-30", NULL, "", true },
	{ "B5_03GQKN", TT06, "Biểu số 03/GQKN", "2025-09-30", NULL, "", true },
	{ "B5_04GQTC", TT06, "Biểu số 04/GQTC", "2025-09-30", NULL, "", true },
	{ "B5_05KQTH", TT06, "Biểu số 05/KQTH", "2025-09-30", NULL, "", true },
	{ "B5_06QLKNTC", TT06, "Biểu số 06/QLKNTC", "2025-09-30", NULL, "", true },
	/* letters; nobody knows what circular 05/2021 is since July 2026 */
	{ "L1", TT05, "", "2021-11-15", NULL, "at most 10 working_day", false },
	{ "XL1_until_2026", TT05, "Điều 13", "2021-11-15", "2026-06-30", "", true },
	{ "XL1", TT05, "Điều 13", "2026-07-01", NULL, "", false },
	{ "XL7", TT07, "điểm b khoản 2 Điều 6", "2014-12-15", "2021-11-14", "", true },
	{ "XL10", TT07, "khoản 2 Điều 28", "2014-12-15", "2021-11-14", "at least 12 month", true },
	/* the workplace */
	{ "W1", "45/2019/QH14", "điểm a khoản 2 Điều 63", "2021-01-01", NULL, "at least 1 time_per_year", true },
	{ "W3", N145, "khoản 3 Điều 39", "2021-02-01", NULL, "before at least 5 working_day", true },
	{ "W5", N145, "khoản 5 Điều 39", "2021-02-01", NULL, "at most 3 working_day", true },
	{ "W7", N145, "khoản 2 Điều 40", "2021-02-01", NULL, "at most 5 working_day", true },
	{ "W8_conference", N145, "Điều 47", "2021-02-01", NULL, "at least 1 time_per_year", true },
	/* land recovery: decrees of 2025 and 2026 were not read */
	{ "LD1_until_2025", LDD, "khoản 1 Điều 85", "2024-08-01", "2025-08-14", "before at least 90 calendar_day", true },
	{ "LD1", LDD, "khoản 1 Điều 85", "2025-08-15", NULL, "before at least 90 calendar_day", false },
	{ "LD1_other", LDD, "khoản 1 Điều 85", "2025-08-15", NULL, "before at least 180 calendar_day", false },
	{ "LD4_until_2025", LDD, "khoản 3 Điều 87", "2024-08-01", "2025-08-14", "at least 30 calendar_day", true },
	{ "LD5", LDD, "khoản 3 Điều 87", "2025-08-15", NULL, "at most 60 calendar_day", false },
	{ "LD8", LDD, "điểm a khoản 3 Điều 94", "2025-08-15", NULL, "at most 30 calendar_day", false },
	{ "LD10", "254/2025/QH15", "điểm a khoản 3 Điều 3", "2026-01-01", NULL, "", false },
	/* grassroots democracy: what law 97/2025 changed was not wholly read */
	{ "D1_until_2025", LDC, "khoản 2 Điều 47", "2023-07-01", "2025-06-30", "at most 5 working_day", true },
	{ "D1", LDC, "khoản 2 Điều 47", "2025-07-01", NULL, "at most 5 working_day", false },
	{ "D2_posting", LDC, "khoản 2 Điều 13", "2025-07-01", NULL, "at least 30 calendar_day", false },
	{ "D2_loudspeaker", LDC, "khoản 3 Điều 13", "2025-07-01", NULL, "at least 3 calendar_day", false },
	{ "D4", LDC, "khoản 2 Điều 65", "2025-07-01", NULL, "at most 15 calendar_day", false },
	{ "D4_posting_until_2025", LDC, "Điều 66", "2023-07-01", "2025-06-30", "at least 20 calendar_day", true },
	{ "P1_commune", LDC, "điểm c khoản 1 Điều 40", "2025-07-01", NULL, "at most 15 calendar_day", false },
	{ "P4_until_2025", LDC, "Điều 45", "2023-07-01", "2025-06-30", "before at least 45 calendar_day", true },
	{ "V1", N59, "khoản 3, 4 Điều 3", "2025-07-01", NULL, "before at least 2 calendar_day", false },
	{ "V2_until_2025", N59, "Điều 3, 4, 5", "2023-08-15", "2025-06-30", "at most 5 working_day", true },
	{ "V3", LDC, "Điều 21", "2025-07-01", NULL, "at most 5 working_day", false },
	{ "V4_new_election", N59, "Điều 9", "2025-07-01", NULL, "at most 60 calendar_day", false },
	{ "V5_until_2025", N59, "Điều 11", "2023-08-15", "2025-06-30", "before at least 5 calendar_day", true },
	{ "V6_until_2025", "61/2023/NĐ-CP", "khoản 1 Điều 9", "2023-08-16", "2025-06-30", "at least 30 calendar_day", true },
};

static const char *limit_of(arena *a, const struct law_rule *r)
{
	static const char *const bounds[] = { "", "at most", "at least", "before at least" };

	return r->bound == LAW_NO_LIMIT ? "" : arena_fmt(a, "%s %d %s", bounds[r->bound], r->limit, law_unit_word(r->unit));
}

static void rows_are_those_that_were_read(void **state)
{
	(void)state;
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(ROWS_READ); i++) {
		const struct law_rule *r = rule_find(ROWS_READ[i].id);
		print_message("%s\n", ROWS_READ[i].id);
		assert_non_null(r);
		assert_string_equal(r->document, ROWS_READ[i].document);
		assert_true(str_starts(r->article, ROWS_READ[i].article));
		assert_int_equal(r->valid_from, day(ROWS_READ[i].from));
		assert_int_equal(r->valid_to, day(ROWS_READ[i].to));
		assert_string_equal(limit_of(&a, r), ROWS_READ[i].limit);
		assert_int_equal(r->confirmed, ROWS_READ[i].confirmed);
		assert_true(r->bound != LAW_NO_LIMIT || r->condition); /* a rule without a number says something */
	}
}

/* What the second reading refuted or made one row. */
static void what_was_refuted_is_gone(void **state)
{
	(void)state;
	static const char *const gone[] = { "K2_law", "K1_until_2026", "R1_until_2026", "T1_until_2026", "K7_until_2026" };
	for (size_t i = 0; i < COUNT_OF(gone); i++)
		assert_null(rule_find(gone[i]));
	for (int i = 0; i < law_rule_count; i++) {
		const struct law_rule *r = &law_rules[i];
		assert_null(strstr(r->source, "Luật 136/2025/QH15"));       /* "chưa đọc được ..." */
		assert_true(!strstr(r->source, "một bản sao duy nhất") || str_eq(r->document, "156/2026/NĐ-CP"));
		assert_false(str_eq(r->document, "01/2024/TT-TTCP") && (r->valid_to == DATE_NONE || r->valid_to >= day("2025-09-30")));
	}
}

/* Where two texts differ a note says so, with both lengths, and the row holds the earlier day. */
static void where_two_texts_differ_the_row_says_so(void **state)
{
	(void)state;
	static const struct { const char *id, *kept, *other; } c[] = {
		{ "K2_until_2026", "10 ngày", "10 ngày làm việc" },
		{ "K7", "7 ngày", "7 ngày làm việc" },
		{ "LD4", "30 ngày", "10 ngày" },
	};
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		const struct law_rule *r = rule_find(c[i].id);
		assert_non_null(r);
		assert_non_null(r->note);
		assert_non_null(strstr(r->note, c[i].kept));
		assert_non_null(strstr(r->note, c[i].other));
	}
	for (date start = day("2020-12-10"); start <= day("2026-06-30"); start++) {
		struct term_end days = term_rule_end(&calendar_shipped, start, (struct term){ 10, TERM_CALENDAR_DAY });
		struct term_end working = term_rule_end(&calendar_shipped, start, (struct term){ 10, TERM_WORKING_DAY });
		assert_true(days.on <= working.on);
	}
}

/* An act has one regime a day: rows of one act, branch and document never overlap. */
static void regimes_do_not_overlap(void **state)
{
	(void)state;
	for (int i = 0; i < law_rule_count; i++) {
		const struct law_rule *old = &law_rules[i];
		const char *mark = strstr(old->id, "_until_");
		if (!mark)
			continue;
		for (int j = 0; j < law_rule_count; j++) {
			const struct law_rule *now = &law_rules[j];
			if (strlen(now->id) != (size_t)(mark - old->id) || strncmp(now->id, old->id, strlen(now->id)) != 0)
				continue;
			assert_string_equal(old->act, now->act);
			assert_int_equal(now->valid_from, old->valid_to + 1);
		}
	}
}

/* ---- where they end -------------------------------------------------------------------------- */

static const struct {
	const char *id, *start, *due;
} ENDS[] = {
	/* LAW K2: received on the last day of the old regime, and on the first of the new one */
	{ "K2_until_2026", "2026-06-30", "2026-07-10" },
	{ "K2", "2026-07-01", "2026-07-10" },
	{ "K2", "2026-11-20", "2026-12-02" },
	/* LAW KD3: the same change for complaints about discipline */
	{ "KD3_until_2026", "2026-06-24", "2026-07-06" },
	{ "KD3", "2026-07-01", "2026-07-10" },
	{ "KD1", "2026-11-09", "2026-11-25" }, /* day 15 is 24/11, off */
	{ "KD5", "2026-11-20", "2026-11-26" },
	{ "KD5_second", "2026-11-20", "2026-12-02" },
	/* LAW K7: days, not working days */
	{ "K7", "2026-11-18", "2026-11-25" },
	{ "K11_publish", "2027-01-26", "2027-02-11" }, /* day 15 is 10/2, the last of Tết */
	/* LAW D1: signed on Fri 20/11/2026, five working days: Mon 30/11, for 24/11 is off; was 27/11 or 30/11 */
	{ "D1", "2026-11-20", "2026-11-30" },
	{ "D1", "2027-02-01", "2027-02-15" }, /* 2 and 3, Tết from 4 to 10, then 11, 12 and 15 February */
	{ "D1", "2027-08-31", "2027-09-09" },
	{ "W5", "2026-11-20", "2026-11-26" },
	{ "R2", "2026-11-20", "2026-12-07" },
	{ "LD5", "2026-09-25", "2026-11-25" }, /* day 60 is 24/11 */
};

static struct term term_of(const struct law_rule *r)
{
	assert_int_equal(r->bound, LAW_AT_MOST);
	switch (r->unit) {
	case LAW_WORKING_DAY:
		return (struct term){ r->limit, TERM_WORKING_DAY };
	case LAW_MONTH:
		return (struct term){ r->limit, TERM_MONTH };
	default:
		assert_int_equal(r->unit, LAW_CALENDAR_DAY);
		return (struct term){ r->limit, TERM_CALENDAR_DAY };
	}
}

static void terms_end_on_the_day_of_the_row(void **state)
{
	(void)state;
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(ENDS); i++) {
		const struct law_rule *r = rule_find(ENDS[i].id);
		print_message("%s from %s\n", ENDS[i].id, ENDS[i].start);
		assert_non_null(r);
		date start = day(ENDS[i].start);
		assert_true(r->valid_from <= start && (r->valid_to == DATE_NONE || start <= r->valid_to));
		struct term_end e = term_rule_end(&calendar_shipped, start, term_of(r));
		assert_string_equal(date_iso(&a, e.on), ENDS[i].due);
		assert_int_equal(e.other, e.on);
		assert_int_equal(e.doubt_on, DATE_NONE);
		assert_int_equal(e.doubt_year, date_year(e.on) == 2027 ? 2027 : 0); /* its notice was not read */
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(rows_are_those_that_were_read),
		cmocka_unit_test(what_was_refuted_is_gone),
		cmocka_unit_test(where_two_texts_differ_the_row_says_so),
		cmocka_unit_test(regimes_do_not_overlap),
		cmocka_unit_test(terms_end_on_the_day_of_the_row),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
