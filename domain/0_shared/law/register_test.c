/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/law/register.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "tests/test.h"

static date day(const char *iso)
{
	date ret = DATE_NONE;

	if (iso)
		assert_true(date_parse_iso(iso, &ret));
	return ret;
}

/* ---- what the documents of the plan of 22/3/2021 were then, and are on 23/11/2026 ------------- */

static const char *const PLAN_DAY = "2021-03-22";
static const char *const TODAY = "2026-11-23";

static const struct {
	const char *number, *issued_on, *then, *today, *replaced_by;
} PLAN[] = {
	{ "246-CV/TU", "2021-02-08", "unconfirmed", "unconfirmed", NULL },
	{ "10-KH/BDVTU-BCSĐUBND", "2021-01-11", "unconfirmed", "unconfirmed", NULL },
	{ "38/KH-UBND", "2021-03-04", "unconfirmed", "unconfirmed", NULL },
	{ "25-KL/TU", "2020-11-27", "unconfirmed", "unconfirmed", NULL },
	{ "120-KL/TW", "2016-01-07", "in_force", "unconfirmed", NULL },
	{ "114-KL/TW", "2015-07-14", "in_force", "unconfirmed", NULL },
	{ "16/CT-TTg", "2016-05-16", "in_force", "unconfirmed", NULL },
	{ "436/QĐ-UBND", "2019-06-11", "unconfirmed", "unconfirmed", NULL },
	{ "737/QĐ-UBND", "2019-09-27", "unconfirmed", "unconfirmed", NULL },
	{ "644/QĐ-UBND", "2020-05-06", "unconfirmed", "unconfirmed", NULL },
	{ "416/QĐ-TTg", "2020-03-25", "in_force", "unconfirmed", NULL },
	{ "37-CT/TW", "2019-09-03", "in_force", "unconfirmed", NULL },
	{ "1856-QĐ/TU", "2011-10-20", "unconfirmed", "unconfirmed", NULL },
	{ "18-NQ/TW", "2017-10-25", "in_force", "unconfirmed", NULL },
	{ "125-KH/TU", "2018-04-05", "unconfirmed", "unconfirmed", NULL },
	{ "04/2015/NĐ-CP", "2015-01-09", "in_force", "superseded", "10/2022/QH15" },
	{ "149/2018/NĐ-CP", "2018-11-07", "expired", "expired", "145/2020/NĐ-CP" },
	{ "159/2016/NĐ-CP", "2016-11-29", "in_force", "expired", "59/2023/NĐ-CP" },
};

static void plan_documents(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(PLAN); i++) {
		const struct law_document *document = register_find(PLAN[i].number, day(PLAN[i].issued_on));
		if (!document)
			fail_msg("%s is not in the register", PLAN[i].number);
		struct law_state then = register_status(document, day(PLAN_DAY));
		struct law_state today = register_status(document, day(TODAY));
		assert_string_equal(document->number, PLAN[i].number);
		assert_string_equal(law_status_word(then.status), PLAN[i].then);
		assert_string_equal(law_status_word(today.status), PLAN[i].today);
		assert_true(str_eq(today.replaced_by, PLAN[i].replaced_by));
	}
}

/* ---- the edges of a status -------------------------------------------------------------------- */

static const struct {
	const char *number, *on, *status;
	bool not_yet, confirmed;
	const char *replaced_by, *since;
} DAYS[] = {
	{ "149/2018/NĐ-CP", "2018-11-06", "unconfirmed", true, true, NULL, "2019-01-01" },
	{ "149/2018/NĐ-CP", "2018-12-31", "unconfirmed", true, true, NULL, "2019-01-01" },
	{ "149/2018/NĐ-CP", "2019-01-01", "in_force", false, true, NULL, "2019-01-01" },
	{ "149/2018/NĐ-CP", "2021-01-31", "in_force", false, true, NULL, "2019-01-01" },
	{ "149/2018/NĐ-CP", "2021-02-01", "expired", false, true, "145/2020/NĐ-CP", "2021-02-01" },
	/* two copies, two first days: in force all the same, and not confirmed */
	{ "04/2015/NĐ-CP", "2015-02-25", "in_force", false, false, NULL, "2015-02-25" },
	{ "04/2015/NĐ-CP", "2023-06-30", "in_force", false, false, NULL, "2015-02-25" },
	{ "04/2015/NĐ-CP", "2023-07-01", "superseded", false, true, "10/2022/QH15", "2023-07-01" },
	{ "159/2016/NĐ-CP", "2023-08-07", "in_force", false, false, NULL, "2017-02-01" },
	{ "159/2016/NĐ-CP", "2023-08-08", "expired", false, true, "59/2023/NĐ-CP", "2023-08-08" },
	{ "145/2020/NĐ-CP", "2020-12-31", "unconfirmed", true, true, NULL, "2021-02-01" },
	{ "10/2022/QH15", "2022-11-10", "unconfirmed", true, true, NULL, "2023-07-01" },
	{ "10/2022/QH15", "2026-11-23", "in_force", false, true, NULL, "2023-07-01" },
	{ "64/2014/NĐ-CP", "2026-06-30", "in_force", false, true, NULL, "2014-08-15" },
	{ "64/2014/NĐ-CP", "2026-07-01", "expired", false, true, "154/2026/NĐ-CP", "2026-07-01" },
	{ "34/2007/PL-UBTVQH11", "2023-06-30", "in_force", false, false, NULL, "2007-07-01" },
	{ "34/2007/PL-UBTVQH11", "2023-07-01", "expired", false, true, "10/2022/QH15", "2023-07-01" },
	{ "60/2013/NĐ-CP", "2019-01-01", "expired", false, true, "149/2018/NĐ-CP", "2019-01-01" },
	{ "71/1998/NĐ-CP", "2015-02-24", "in_force", false, true, NULL, "1998-09-23" },
	{ "71/1998/NĐ-CP", "2015-02-25", "expired", false, false, "04/2015/NĐ-CP", "2015-02-25" },
	{ "13/2023/NĐ-CP", "2026-01-01", "expired", false, true, "356/2025/NĐ-CP", "2026-01-01" },
	{ "05/2021/TT-TTCP", "2026-11-23", "unconfirmed", false, false, NULL, "2026-07-01" },
	/* the second reading, 25/11/2026 */
	{ "01/2024/TT-TTCP", "2025-09-29", "in_force", false, true, NULL, "2024-03-05" },
	{ "01/2024/TT-TTCP", "2025-09-30", "expired", false, true, "06/2025/TT-TTCP", "2025-09-30" },
	{ "06/2025/TT-TTCP", "2025-09-29", "unconfirmed", true, true, NULL, "2025-09-30" },
	{ "06/2025/TT-TTCP", "2025-09-30", "in_force", false, true, NULL, "2025-09-30" },
	{ "124/2020/NĐ-CP", "2020-12-10", "in_force", false, true, NULL, "2020-12-10" },
	{ "75/2012/NĐ-CP", "2020-12-10", "expired", false, true, "124/2020/NĐ-CP", "2020-12-10" },
	{ "28/2026/QH16", "2026-07-01", "in_force", false, true, NULL, "2026-07-01" },
	{ "113/2025/NĐ-CP", "2025-07-21", "in_force", false, true, NULL, "2025-07-21" },
	{ "02/2025/TT-TTCP", "2025-09-30", "partly_expired", false, true, "06/2025/TT-TTCP", "2025-09-30" },
	{ "85/2016/NĐ-CP", "2026-07-01", "unconfirmed", false, false, NULL, "2026-07-01" },
	/* not confirmed, and still expired */
	{ "29/1998/NĐ-CP", "2021-03-22", "expired", false, false, "79/2003/NĐ-CP", "2003-07-07" },
};

static void status_on_a_day(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(DAYS); i++) {
		struct law_state got = register_status(register_find(DAYS[i].number, DATE_NONE), day(DAYS[i].on));
		if (!str_eq(law_status_word(got.status), DAYS[i].status) || got.not_yet != DAYS[i].not_yet ||
		    got.confirmed != DAYS[i].confirmed || got.since != day(DAYS[i].since) ||
		    !str_eq(got.replaced_by, DAYS[i].replaced_by))
			fail_msg("%s on %s is %s", DAYS[i].number, DAYS[i].on, law_status_word(got.status));
	}
}

/* The mark never changes the word, nor the word the mark, but that nothing vouches for what is unknown. */
static void the_word_is_that_of_the_row(void **state)
{
	int kept = 0;

	(void)state;
	for (int i = 0; i < law_document_count; i++) {
		const struct law_document *document = &law_documents[i];
		for (int j = 0; j < document->change_count; j++) {
			const struct law_change *row = &document->changes[j];
			struct law_state got = register_status(document, row->from);
			assert_int_equal(got.status, row->status);
			assert_int_equal(got.confirmed, row->confirmed && row->status != LAW_UNCONFIRMED);
			assert_false(got.not_yet);
			kept += !row->confirmed && row->status != LAW_UNCONFIRMED;
		}
		struct law_state before = register_status(document, document->changes[0].from - 1);
		assert_true(before.not_yet);
		assert_int_equal(before.status, LAW_UNCONFIRMED);
		assert_int_equal(before.confirmed, document->changes[0].confirmed);
	}
	assert_true(kept > 0);
	struct law_state directive = register_status(register_find("16/CT-TTg", day("2016-05-16")), day("2020-06-01"));
	assert_int_equal(directive.status, LAW_IN_FORCE);
	assert_false(directive.confirmed);
}

static void nothing_known(void **state)
{
	(void)state;
	struct law_state unknown = register_status(NULL, day("2026-11-23"));
	assert_int_equal(unknown.status, LAW_UNCONFIRMED);
	assert_false(unknown.confirmed);
	assert_false(unknown.not_yet);
	assert_int_equal(unknown.since, DATE_NONE);
	assert_int_equal(register_status(&law_documents[0], DATE_NONE).status, LAW_UNCONFIRMED);
}

/* ---- one document, many spellings ------------------------------------------------------------- */

static const struct {
	const char *number, *issued_on, *found;
} SPELLINGS[] = {
	{ "4/2015/NĐ-CP", NULL, "04/2015/NĐ-CP" },
	{ "004/2015/nđ-cp", NULL, "04/2015/NĐ-CP" },
	{ "04/2015/ND-CP", NULL, "04/2015/NĐ-CP" },
	{ "04/2015/NĐ/CP", NULL, "04/2015/NĐ-CP" },
	{ "04/2015/NĐ–CP", NULL, "04/2015/NĐ-CP" },
	{ "04/2015/NĐ — CP", NULL, "04/2015/NĐ-CP" },
	{ "04-2015/NĐ-CP", NULL, "04/2015/NĐ-CP" },
	{ " 04 / 2015 / NĐ - CP ", NULL, "04/2015/NĐ-CP" },
	{ "04/2015/NĐ-CP.", NULL, "04/2015/NĐ-CP" },
	{ "04/2015/\u00d0\u00a0-CP", NULL, NULL },
	{ "04/2015/N\u00d0-CP", NULL, "04/2015/NĐ-CP" },
	{ "04/2015/N\u0110\u00a0\u2011\u00a0CP", NULL, "04/2015/NĐ-CP" },
	{ "04/2015/NĐCP", NULL, "04/2015/NĐ-CP" },
	{ "04/2015/NĐ-CP", "2015-01-19", "04/2015/NĐ-CP" }, /* the number is enough, the day may be a slip */
	{ "10/2022/qh15", NULL, "10/2022/QH15" },
	{ "10/2022/QH 15", NULL, "10/2022/QH15" },
	{ "10/2022/QH14", NULL, NULL },
	{ "10/2022/QH1", NULL, NULL },
	{ "042015/NĐ-CP", NULL, NULL },
	{ "040/2015/NĐ-CP", NULL, NULL },
	{ "40/2015/NĐ-CP", NULL, NULL },
	{ "04/2015/TT-BNV", NULL, NULL },
	{ "04/2015", NULL, NULL },
	{ "", NULL, NULL },
	{ " / - ", NULL, NULL },
	{ "0", NULL, NULL },
	{ "149/2018/NĐ-CP/149/2018/NĐ-CP/149/2018/NĐ-CP/149/2018/NĐ-CP/149/2018/NĐ-CP", NULL, NULL },
	/* numbers that begin anew each year: found by the year of issue, never without it */
	{ "16/CT-TTg", "2016-05-16", "16/CT-TTg" },
	{ "16/CT-TTG", "2016-05-16", "16/CT-TTg" },
	{ "16-CT/TTg", "2016-05-16", "16/CT-TTg" },
	{ "16/CT-TTg", "2016-06-15", "16/CT-TTg" },
	{ "16/CT-TTg", "2020-03-31", NULL },
	{ "16/CT-TTg", NULL, NULL },
	{ "18-NQ/TW", "2022-06-16", NULL }, /* on land, not on the apparatus */
	{ "120/KL-TW", "2016-01-07", "120-KL/TW" },
	{ "120-KL/TW", "2011-01-07", NULL },
	/* local numbers: the day itself */
	{ "436/QĐ-UBND", "2019-06-11", "436/QĐ-UBND" },
	{ "436/qd-ubnd", "2019-06-11", "436/QĐ-UBND" },
	{ "436/QĐ-UBND", "2019-06-12", NULL },
	{ "436/QĐ-UBND", "2021-06-11", NULL },
	{ "436/QĐ-UBND", NULL, NULL },
	{ "38/KH-UBND", "2021-03-05", NULL },
	{ "10-KH/BDVTU-BCSDUBND", "2021-01-11", "10-KH/BDVTU-BCSĐUBND" },
};

static void spellings(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(SPELLINGS); i++) {
		const struct law_document *found = register_find(SPELLINGS[i].number, day(SPELLINGS[i].issued_on));
		const char *number = found ? found->number : NULL;
		if (!str_eq(number, SPELLINGS[i].found))
			fail_msg("'%s' gives %s", SPELLINGS[i].number, str_or(number, "nothing"));
	}
	assert_null(register_find(NULL, DATE_NONE));
}

static void key_fits_or_fails(void **state)
{
	char key[16] = "untouched";

	(void)state;
	assert_true(register_key("004/2015/NĐ-CP", sizeof key, key));
	assert_string_equal(key, "4/2015NDCP");
	assert_false(register_key("10-KH/BDVTU-BCSĐUBND", sizeof key, key));
	assert_true(register_key("0/2015", sizeof key, key));
	assert_string_equal(key, "0/2015");
}

/* ---- the table itself --------------------------------------------------------------------------- */

/* The generator folds numbers in Python, the register in C: one fold, or nothing is ever found. */
static void table_is_sorted_and_whole(void **state)
{
	(void)state;
	assert_true(law_document_count >= 40);
	for (int i = 0; i < law_document_count; i++) {
		const struct law_document *document = &law_documents[i];
		char key[64];
		assert_true(register_key(document->number, sizeof key, key));
		assert_string_equal(key, document->key);
		assert_true(i == 0 || strcmp(law_documents[i - 1].key, document->key) <= 0);
		assert_true(document->change_count > 0);
		assert_ptr_equal(register_find(document->number, document->issued_on), document);
	}
}

/* What was found must be the row a person would pick reading from top to bottom. */
static const struct law_document *linear_find(const char *number, date issued_on)
{
	const struct law_document *by_year = NULL;
	char key[64];

	if (!register_key(number, sizeof key, key))
		return NULL;
	for (int i = 0; i < law_document_count; i++) {
		const struct law_document *document = &law_documents[i];
		if (strcmp(document->key, key) != 0)
			continue;
		if (document->issued_on == issued_on)
			return document;
		int year = 0, other_year = -1, month, dom;
		date_split(document->issued_on, &year, &month, &dom);
		if (issued_on != DATE_NONE)
			date_split(issued_on, &other_year, &month, &dom);
		bool fits = document->match == LAW_BY_NUMBER ||
		            (document->match == LAW_BY_YEAR && year == other_year);
		if (fits && !by_year)
			by_year = document;
	}
	return by_year;
}

static uint32_t next_random(uint32_t *seed)
{
	*seed = *seed * 1664525u + 1013904223u;
	return *seed >> 8;
}

/* A number spelt as a tired clerk may: other case, other dashes, spaces, sometimes a wrong character. */
static void spell(const char *number, uint32_t *seed, size_t size, char *ret)
{
	static const char *const between[] = { "-", "/", "–", " - ", " /", " ", "" };
	size_t n = 0;

	for (const char *s = number; *s && n + 8 < size; s++) {
		if (*s == '-') {
			const char *dash = between[next_random(seed) % COUNT_OF(between)];
			n += (size_t)snprintf(ret + n, size - n, "%s", dash);
		} else if (next_random(seed) % 60 == 0) {
			ret[n++] = (char)('0' + next_random(seed) % 10);
		} else {
			ret[n++] = next_random(seed) % 3 ? *s : (char)tolower((unsigned char)*s);
		}
	}
	ret[n] = 0;
}

static void lookup_agrees_with_linear_scan(void **state)
{
	uint32_t seed = 20210322;
	int found = 0;

	(void)state;
	for (int i = 0; i < 1000; i++) {
		uint32_t row = next_random(&seed) % (uint32_t)law_document_count;
		const struct law_document *document = &law_documents[row];
		char number[160];
		spell(document->number, &seed, sizeof number, number);
		date issued_on = document->issued_on;
		switch (next_random(&seed) % 4) {
		case 0:
			issued_on = DATE_NONE;
			break;
		case 1:
			issued_on += (date)(next_random(&seed) % 800) - 400;
			break;
		}
		const struct law_document *got = register_find(number, issued_on);
		if (got != linear_find(number, issued_on))
			fail_msg("case %d: '%s'", i, number);
		found += got != NULL;
	}
	assert_in_range(found, 400, 950);
}

/* ---- words and clocks --------------------------------------------------------------------------- */

static void words(void **state)
{
	enum legal_status got = LAW_EXPIRED;

	(void)state;
	for (int i = LAW_UNCONFIRMED; i <= LAW_SUPERSEDED; i++) {
		assert_true(law_status_parse(law_status_word((enum legal_status)i), &got));
		assert_int_equal(got, i);
	}
	assert_false(law_status_parse("gone", &got));
	assert_int_equal(got, LAW_SUPERSEDED);
	assert_string_equal(law_status_vn(LAW_EXPIRED), "hết hiệu lực");
	assert_string_equal(register_words((struct law_state){ .not_yet = true }), "chưa có hiệu lực");
	assert_string_equal(register_words((struct law_state){ .status = LAW_IN_FORCE }), "còn hiệu lực");
}

static const struct {
	const char *id;
	int limit;
	const char *unit, *from, *to;
	bool confirmed;
} CLOCKS[] = {
	/* one row since law 136/2025 was read whole: it does not touch the article */
	{ "R1", 5, "working_day", "2014-07-01", NULL, true },
	{ "R6_until_2026", 1, "day_per_week", "2014-07-01", "2026-06-30", true },
	{ "R6", 2, "day_per_month", "2026-07-01", NULL, true },
	{ "L1", 10, "working_day", "2021-11-15", NULL, false },
	{ "K2_until_2026", 10, "calendar_day", "2012-07-01", "2026-06-30", true },
	{ "K2", 7, "working_day", "2026-07-01", NULL, true },
	{ "K6_remote_complex", 70, "calendar_day", "2012-07-01", NULL, true },
	{ "T1", 7, "working_day", "2019-01-01", NULL, true },
	{ "D1_until_2025", 5, "working_day", "2023-07-01", "2025-06-30", true },
	{ "D1", 5, "working_day", "2025-07-01", NULL, false },
	{ "D1_2015", 3, "working_day", NULL, "2023-06-30", true },
	{ "H1_until_2025", 3, "month", "2023-07-01", "2025-06-30", true },
	{ "H1", 3, "month", "2025-07-01", NULL, false },
};

static void clocks(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(CLOCKS); i++) {
		const struct law_rule *rule = rule_find(CLOCKS[i].id);
		if (!rule)
			fail_msg("no rule %s", CLOCKS[i].id);
		assert_int_equal(rule->limit, CLOCKS[i].limit);
		assert_string_equal(law_unit_word(rule->unit), CLOCKS[i].unit);
		assert_int_equal(rule->valid_from, day(CLOCKS[i].from));
		assert_int_equal(rule->valid_to, day(CLOCKS[i].to));
		assert_int_equal(rule->confirmed, CLOCKS[i].confirmed);
	}
	assert_null(rule_find("Z9"));
	assert_int_equal(rule_find("K_open")->bound, LAW_NO_LIMIT);
	assert_int_equal(rule_find("R1")->bound, LAW_BEFORE_AT_LEAST);
	assert_int_equal(rule_find("D1_posting")->bound, LAW_AT_LEAST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plan_documents),
		cmocka_unit_test(status_on_a_day),
		cmocka_unit_test(the_word_is_that_of_the_row),
		cmocka_unit_test(nothing_known),
		cmocka_unit_test(spellings),
		cmocka_unit_test(key_fits_or_fails),
		cmocka_unit_test(table_is_sorted_and_whole),
		cmocka_unit_test(lookup_agrees_with_linear_scan),
		cmocka_unit_test(words),
		cmocka_unit_test(clocks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
