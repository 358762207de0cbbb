/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/test.h"
#include "domain/3_do/plan/plan.h"

static void figures(void **state)
{
	(void)state;
	date today = date_of(2021, 6, 7);
	const struct plan_tally tally[] = {
		{ TASK_VERB_KNOW, TASK_DONE, today - 40, 3 },
		{ TASK_VERB_KNOW, TASK_DOING, today - 1, 2 },
		{ TASK_VERB_DO, TASK_NOT_STARTED, today + 3, 4 },
		{ TASK_VERB_DO, TASK_DOING, DATE_NONE, 5 },
		{ TASK_VERB_NONE, TASK_NOT_STARTED, today + 100, 6 },
	};
	struct plan_figures f;

	plan_rule_figures(tally, COUNT_OF(tally), today, &f);
	assert_int_equal(f.total, 20);
	assert_int_equal(f.status[STATUS_DONE], 3);
	assert_int_equal(f.status[STATUS_OVERDUE], 2);
	assert_int_equal(f.status[STATUS_DUE_SOON], 4);
	assert_int_equal(f.status[STATUS_DOING], 5);
	assert_int_equal(f.status[STATUS_NOT_STARTED], 6);
	assert_int_equal(f.verb[TASK_VERB_KNOW].total, 5);
	assert_int_equal(f.verb[TASK_VERB_KNOW].done, 3);
	assert_int_equal(f.verb[TASK_VERB_KNOW].overdue, 2);
	assert_int_equal(f.verb[TASK_VERB_DO].overdue, 0);
	plan_rule_figures(tally, COUNT_OF(tally), today + 4, &f); /* the same rows on a later day */
	assert_int_equal(f.status[STATUS_OVERDUE], 6);
	assert_int_equal(f.status[STATUS_DUE_SOON], 0);
}

static void place_of_a_page(void **state)
{
	(void)state;
	struct plan_after v = { .id = -1 };

	assert_true(plan_after_read("2.14.640012345678", &v));
	assert_int_equal(v.key, 2);
	assert_int_equal(v.sort, 14);
	assert_int_equal(v.id, 640012345678);
	static const char *const wrong[] = { "", "2", "2.14", "2.14.", ".14.1", "2.14.x", "2.14.1x", "-2.14.1", "2.14.1.1",
		                             "2.14.99999999999999999999" };
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		v.id = -1;
		assert_false(plan_after_read(wrong[i], &v));
		assert_int_equal(v.id, -1);
	}
}

static void groups(void **state)
{
	(void)state;
	struct plan_row x = { .ref = "II.3", .verb = TASK_VERB_DO, .due_on = date_of(2021, 6, 1), .due_confirmed = true };
	struct plan_row y = { .ref = "II.14", .verb = TASK_VERB_KNOW, .due_on = date_of(2021, 6, 30), .due_confirmed = true };
	struct plan_row z = { .ref = "III.1", .verb = TASK_VERB_KNOW, .due_on = date_of(2021, 6, 2) };

	assert_true(plan_rule_same_group(GROUP_REF, &x, &y));
	assert_false(plan_rule_same_group(GROUP_REF, &y, &z));
	assert_false(plan_rule_same_group(GROUP_VERB, &x, &y));
	assert_true(plan_rule_same_group(GROUP_VERB, &y, &z));
	assert_true(plan_rule_same_group(GROUP_DUE, &x, &y));
	assert_false(plan_rule_same_group(GROUP_DUE, &x, &z)); /* a proposed day is no day */
	for (enum plan_group g = 0; g < PLAN_GROUPS; g++)
		assert_int_equal(plan_group_of(plan_group_word(g)), g);
	assert_int_equal(plan_group_of("x"), GROUP_VERB);
}

static void warnings(void **state)
{
	(void)state;
	const struct plan_warning number = { "number_missing", "số", "KH-SKHCN" };
	const struct plan_warning overlap = { "items_overlap", "II.1, II.11", "114-KL/TW" };

	assert_non_null(plan_warning_of_plan(&number));
	assert_null(plan_warning_of_plan(&overlap));
	assert_non_null(plan_warning_of_row(&overlap, "II.1"));
	assert_non_null(plan_warning_of_row(&overlap, "II.11"));
	assert_null(plan_warning_of_row(&overlap, "I.1"));
	assert_null(plan_warning_of_row(&overlap, "II"));
	assert_null(plan_warning_of_row(&overlap, "II.111"));
	assert_null(plan_warning_of_row(&number, "II.1"));
}

static void year_strip(void **state)
{
	(void)state;
	assert_int_equal(plan_rule_year_mark(date_of(2021, 1, 1), 2021), 0);
	assert_int_equal(plan_rule_year_mark(date_of(2021, 12, 31), 2021), 100);
	assert_int_equal(plan_rule_year_mark(date_of(2020, 12, 31), 2021), -1);
	assert_int_equal(plan_rule_year_mark(DATE_NONE, 2021), -1);
	assert_in_range(plan_rule_year_mark(date_of(2021, 7, 2), 2021), 49, 51);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(figures),
		cmocka_unit_test(place_of_a_page),
		cmocka_unit_test(groups),
		cmocka_unit_test(warnings),
		cmocka_unit_test(year_strip),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
