/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/test.h"
#include "domain/3_do/plan/plan.h"

/* The same tasks as days and as months, as the acts keep them. */
static size_t spread(const struct plan_tally *days, size_t n, struct plan_tally *ret)
{
	size_t k = 0;
	for (size_t i = 0; i < n; i++) {
		int year, month, day;
		ret[k++] = days[i];
		if (days[i].span != SPAN_DAY)
			continue;
		date_split(days[i].from, &year, &month, &day);
		ret[k] = days[i];
		ret[k].span = SPAN_MONTH;
		ret[k++].from = date_of(year, month, 1);
	}
	return k;
}

static void figures(void **state)
{
	(void)state;
	date today = date_of(2021, 6, 7);
	const struct plan_tally late = { SPAN_LATE, DATE_NONE, TASK_DONE, { [TASK_VERB_KNOW] = 2, [TASK_VERB_NONE] = 1 } };
	const struct plan_tally days[] = {
		{ SPAN_NONE, DATE_NONE, TASK_DONE, { [TASK_VERB_KNOW] = 3 } },
		{ SPAN_DAY, today - 1, TASK_DOING, { [TASK_VERB_KNOW] = 2 } },
		{ SPAN_DAY, today + 3, TASK_NOT_STARTED, { [TASK_VERB_DO] = 4 } },
		{ SPAN_NONE, DATE_NONE, TASK_DOING, { [TASK_VERB_DO] = 5 } },
		{ SPAN_DAY, today + 100, TASK_NOT_STARTED, { [TASK_VERB_NONE] = 6 } },
		{ SPAN_DAY, today - 100, TASK_NOT_STARTED, { [TASK_VERB_DO] = 7 } },
	};
	struct plan_tally tally[2 * COUNT_OF(days) + 1];
	size_t n = spread(days, COUNT_OF(days), tally);
	tally[n++] = late;
	struct plan_figures f;

	plan_rule_figures(tally, n, today, &f);
	assert_int_equal(f.total, 27);
	assert_int_equal(f.status[STATUS_DONE], 3);
	assert_int_equal(f.late, 3); /* counted among the done already */
	assert_int_equal(f.verb[TASK_VERB_KNOW].late, 2);
	assert_int_equal(f.verb[TASK_VERB_DO].late, 0);
	assert_int_equal(f.status[STATUS_OVERDUE], 9);
	assert_int_equal(f.status[STATUS_DUE_SOON], 4);
	assert_int_equal(f.status[STATUS_DOING], 5);
	assert_int_equal(f.status[STATUS_NOT_STARTED], 6);
	assert_int_equal(f.verb[TASK_VERB_KNOW].total, 5);
	assert_int_equal(f.verb[TASK_VERB_KNOW].done, 3);
	assert_int_equal(f.verb[TASK_VERB_KNOW].overdue, 2);
	assert_int_equal(f.verb[TASK_VERB_DO].overdue, 7);
	assert_int_equal(f.verb[TASK_VERB_DO].dated, 11);
	assert_int_equal(f.verb[TASK_VERB_KNOW].dated, 2);
	/* on every day of two years the months and days say what the days alone say */
	for (date d = date_of(2020, 12, 1); d < date_of(2022, 12, 1); d++) {
		int want[TASK_STATUSES] = { 0 };
		for (size_t i = 0; i < COUNT_OF(days); i++)
			for (enum task_verb v = 0; v < TASK_VERBS; v++)
				want[task_rule_status(days[i].state, days[i].from, DATE_NONE, d, NULL)] += days[i].n[v];
		plan_rule_figures(tally, n, d, &f);
		assert_memory_equal(want, f.status, sizeof want);
		assert_int_equal(f.total, 27);
	}
}

/* The range of a status holds exactly the tasks that have it. */
static void ranges(void **state)
{
	(void)state;
	date today = date_of(2021, 6, 7);
	const int64_t none = 2932896; /* the key of a task without a day */

	for (enum task_status s = 0; s <= TASK_STATUSES; s++) {
		struct plan_range v = plan_rule_range(s, today);
		for (enum task_state kept = 0; kept < TASK_STATES; kept++) {
			bool one = kept == v.states[0] || kept == v.states[1] || kept == v.states[2];
			for (date due = today - 30; due <= today + 31; due++) {
				bool dated = due <= today + 30; /* the last: none */
				int64_t key = dated ? due : none;
				bool has = task_rule_status(kept, dated ? due : DATE_NONE, DATE_NONE, today, NULL) == s || s == TASK_STATUSES;
				assert_int_equal(one && key >= v.due_from && key <= v.due_to, has);
			}
		}
	}
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

	const struct plan_warning law = { "citation_without_number", "II.1", "Bộ luật Lao động" };
	const struct plan_warning unnamed = { "citation_without_number", "II.1", "Nghị quyết Đại hội Đảng" };
	const struct plan_warning day = { "date_impossible", "II.1", "trước ngày 31/4" };
	const struct plan_warning unused = { "lines_unused", "", "10" };
	const char *place = NULL;
	ARENA a = { 0 };

	assert_null(plan_warning_of_row(&a, &law, "II.1", &place)); /* a law is cited by its name */
	assert_non_null(plan_warning_of_row(&a, &unnamed, "II.1", &place));
	assert_string_equal(place, "Nghị quyết Đại hội Đảng");
	assert_non_null(plan_warning_of_row(&a, &day, "II.1", &place));
	assert_string_equal(place, "trước ngày 31/4");
	assert_non_null(plan_warning_of_plan(&unused, &place));
	assert_string_equal(place, "10");
	assert_non_null(plan_warning_of_plan(&number, &place));
	assert_string_equal(place, "");
	assert_null(plan_warning_of_plan(&overlap, &place));
	assert_non_null(plan_warning_of_row(&a, &overlap, "II.1", &place));
	assert_string_equal(place, "II.11"); /* the others, not its own row */
	assert_non_null(plan_warning_of_row(&a, &overlap, "II.11", &place));
	assert_string_equal(place, "II.1");
	assert_null(plan_warning_of_row(&a, &overlap, "I.1", &place));
	assert_null(plan_warning_of_row(&a, &overlap, "II", &place));
	assert_null(plan_warning_of_row(&a, &overlap, "II.111", &place));
	assert_null(plan_warning_of_row(&a, &number, "II.1", &place));
	const struct {
		const char *detail;
		bool confirmed;
	} ended[] = { { NULL, true }, { "", true }, { "60/2020/NĐ-CP", true }, { "60/2020/NĐ-CP (chưa xác nhận)", false },
		      { " (chưa xác nhận)", false }, { "(chưa xác nhận)", false }, { "nhận)", true } };
	for (size_t i = 0; i < COUNT_OF(ended); i++) {
		const struct plan_warning w = { "cited_expired", "29/1998/NĐ-CP", ended[i].detail };
		assert_non_null(plan_warning_of_plan(&w, &place));
		assert_string_equal(place, "29/1998/NĐ-CP");
		assert_int_equal(plan_warning_confirmed(&w), ended[i].confirmed);
	}
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
		cmocka_unit_test(ranges),
		cmocka_unit_test(place_of_a_page),
		cmocka_unit_test(groups),
		cmocka_unit_test(warnings),
		cmocka_unit_test(year_strip),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
