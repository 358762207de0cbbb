/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/test.h"
#include "domain/3_do/task/task.h"
#include <string.h>

enum { LEAD = 11, HELP = 12, STRANGER = 13 };

static const struct task_unit units[] = {
	{ .unit_id = LEAD, .name = "Văn phòng Sở", .lead = true, .report = { LEAD, TASK_DOING, 40, .result = "Đã họp." }, .version = 3 },
	{ .unit_id = HELP, .name = "Thanh tra Sở", .report = { HELP, TASK_NOT_STARTED, 0, .result = "" }, .version = 1 },
};

static struct task a_task(void)
{
	return (struct task){
		.id = 7, .ref = "II.9", .report = { 0, TASK_DOING, 40, .result = "Đã mời giảng viên." }, .version = 3,
		.due_on = date_of(2021, 5, 31), .due_confirmed = true, .lead_unit_id = LEAD,
		.units = units, .unit_count = COUNT_OF(units),
	};
}

static arena people;

static struct who somebody(const char *role, int64_t unit)
{
	struct who w = { .org = 1, .person = 5 };
	assert_true(who_hold(&people, &w, role, unit));
	return w;
}

/* Who reports what. */
static void part(void **state)
{
	(void)state;
	static const struct {
		const char *role;
		int64_t unit;
		enum err_kind want;
		int64_t part;
	} rows[] = {
		{ "head", 0, E_OK, 0 },
		{ "office", STRANGER, E_OK, 0 },
		{ "office", HELP, E_OK, 0 },
		{ "unit_head", LEAD, E_OK, 0 },
		{ "officer", LEAD, E_OK, 0 },
		{ "unit_head", HELP, E_OK, HELP },
		{ "union", HELP, E_OK, HELP },
		{ "officer", STRANGER, E_FORBIDDEN, -1 },
		{ "officer", 0, E_FORBIDDEN, -1 },
		{ "editor", STRANGER, E_FORBIDDEN, -1 },
		{ "admin", LEAD, E_FORBIDDEN, -1 },
		{ "viewer", LEAD, E_FORBIDDEN, -1 },
	};
	struct task v = a_task();
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct who w = somebody(rows[i].role, rows[i].unit);
		int64_t unit = -1;
		assert_int_equal(task_rule_part(&v, &w, &unit).kind, rows[i].want);
		assert_int_equal(unit, rows[i].part);
	}

	/* Two posts: the administrator's reach is not the officer's. */
	struct who both = somebody("admin", LEAD);
	int64_t unit = -1;
	assert_true(who_hold(&people, &both, "officer", HELP));
	assert_int_equal(task_rule_part(&v, &both, &unit).kind, E_OK);
	assert_int_equal(unit, HELP);
	assert_true(who_hold(&people, &both, "unit_head", LEAD));
	assert_int_equal(task_rule_part(&v, &both, &unit).kind, E_OK);
	assert_int_equal(unit, 0);
}

#define LONG_SENTENCE "Đã mở lớp ngày 22/6."

static void progress(void **state)
{
	(void)state;
	static const struct {
		enum task_state was;
		int was_percent;
		enum task_state wish;
		int percent;
		const char *result;
		const char *code; /* NULL: kept */
	} rows[] = {
		{ TASK_NOT_STARTED, 0, TASK_DOING, 10, "", NULL },
		{ TASK_NOT_STARTED, 0, TASK_DONE, 100, LONG_SENTENCE, NULL },
		{ TASK_DOING, 40, TASK_DOING, 60, "cũ", NULL },
		{ TASK_DOING, 40, TASK_DOING, 40, "mới", NULL },
		{ TASK_DOING, 40, TASK_DOING, 40, "cũ", "task_progress_same" },
		{ TASK_DOING, 40, TASK_DOING, 0, "cũ", NULL },
		{ TASK_DOING, 40, TASK_DOING, 100, "cũ", NULL },
		{ TASK_DOING, 40, TASK_DOING, -1, "cũ", "task_percent_wrong" },
		{ TASK_DOING, 40, TASK_DOING, 101, "cũ", "task_percent_wrong" },
		{ TASK_DOING, 40, TASK_STATES, 60, "cũ", "task_state_wrong" },
		{ TASK_DOING, 40, TASK_DONE, 99, LONG_SENTENCE, "task_percent_done" },
		{ TASK_DOING, 40, TASK_DONE, 100, "", "task_result_needed" },
		{ TASK_DOING, 40, TASK_DONE, 100, "xong rồi", "task_result_needed" },
		{ TASK_DOING, 40, TASK_DONE, 100, LONG_SENTENCE, NULL },
		{ TASK_DOING, 40, TASK_NOT_STARTED, 10, LONG_SENTENCE, "task_percent_not_started" },
		{ TASK_DOING, 40, TASK_NOT_STARTED, 0, "cũ", "task_result_reason" },
		{ TASK_DOING, 40, TASK_NOT_STARTED, 0, "", "task_result_reason" },
		{ TASK_DOING, 40, TASK_NOT_STARTED, 0, "Ghi nhầm nhiệm vụ khác.", NULL },
		{ TASK_DONE, 100, TASK_DOING, 90, "cũ", "task_result_reason" },
		{ TASK_DONE, 100, TASK_DOING, 90, "Biên bản thiếu chữ ký.", NULL },
	};
	struct task v = a_task();
	struct who w = somebody("office", LEAD);
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct task_report ret = { .percent = -7 };
		v.report = (struct task_report){ 0, rows[i].was, rows[i].was_percent, .result = "cũ" };
		err e = task_rule_progress(&v, &w, &(struct task_report){ 99, rows[i].wish, rows[i].percent, .result = rows[i].result }, &ret, NULL);
		if (rows[i].code) {
			assert_string_equal(e.code, rows[i].code);
			assert_true(e.say && *e.say);
			assert_int_equal(ret.percent, -7);
		} else {
			assert_int_equal(e.kind, E_OK);
			assert_int_equal(ret.unit_id, 0); /* whose report it is follows from the person, not from the form */
			assert_int_equal(ret.percent, rows[i].percent);
		}
	}
}

static void result_is_bounded(void **state)
{
	(void)state;
	ARENA a = { 0 };
	struct task v = a_task();
	struct who w = somebody("office", LEAD);
	struct task_report ret;
	struct buf text = { .a = &a };

	for (int i = 0; i < TASK_RESULT_MOST; i++)
		buf_text(&text, "ữ"); /* characters, not bytes */
	assert_int_equal(task_rule_progress(&v, &w, &(struct task_report){ 0, TASK_DOING, 50, .result = buf_str(&text) }, &ret, NULL).kind, E_OK);
	buf_text(&text, "a");
	assert_string_equal(task_rule_progress(&v, &w, &(struct task_report){ 0, TASK_DOING, 50, .result = buf_str(&text) }, &ret, NULL).code,
	                    "task_result_long");
}

/* All at once: who mends one field is not sent back for the next. */
static void every_wrong_field_is_named(void **state)
{
	(void)state;
	struct task v = a_task();
	struct who w = somebody("office", LEAD);
	struct task_report ret;
	struct errs wrong;

	err e = task_rule_progress(&v, &w, &(struct task_report){ 0, TASK_DONE, 60, .result = "xong" }, &ret, &wrong);
	assert_string_equal(e.code, "task_percent_done");
	assert_int_equal(wrong.n, 2);
	assert_string_equal(errs_of(&wrong, "percent")->code, "task_percent_done");
	assert_string_equal(errs_of(&wrong, "result")->code, "task_result_needed");
	assert_null(errs_of(&wrong, "state"));
	assert_null(errs_of(NULL, "state"));
	task_rule_progress(&v, &w, &(struct task_report){ 0, TASK_STATES, -1, .result = "" }, &ret, &wrong);
	assert_int_equal(wrong.n, 2);
	assert_non_null(errs_of(&wrong, "state"));
	e = task_rule_progress(&v, &w, &v.report, &ret, &wrong); /* of no field: nothing was changed */
	assert_string_equal(e.code, "task_progress_same");
	assert_int_equal(wrong.n, 1);
	assert_null(e.field);
	assert_int_equal(task_rule_progress(&v, &w, &(struct task_report){ 0, TASK_DOING, 50, .result = "" }, &ret, &wrong).kind, E_OK);
	assert_int_equal(wrong.n, 0);
}

/* A supporting unit's report is measured against its own part. */
static void own_part(void **state)
{
	(void)state;
	struct task v = a_task();
	struct who w = somebody("unit_head", HELP);
	struct task_report ret;

	assert_int_equal(task_rule_progress(&v, &w, &(struct task_report){ 0, TASK_DOING, 40, .result = "Đã mời giảng viên." }, &ret, NULL).kind,
	                 E_OK);
	assert_int_equal(ret.unit_id, HELP);
	assert_string_equal(task_rule_progress(&v, &w, &(struct task_report){ 0, TASK_NOT_STARTED, 0, .result = "" }, &ret, NULL).code,
	                    "task_progress_same");
}

static void status_on_a_day(void **state)
{
	(void)state;
	date today = date_of(2021, 6, 7);
	const struct {
		enum task_state s;
		date due, done;
		enum task_status want;
		int days;
	} rows[] = {
		{ TASK_DONE, today - 30, DATE_NONE, STATUS_DONE, 0 },
		{ TASK_DONE, today - 30, today - 30, STATUS_DONE, 0 },
		{ TASK_DONE, today - 30, today - 27, STATUS_DONE, 3 }, /* late for ever */
		{ TASK_DONE, today + 30, today - 27, STATUS_DONE, 0 },
		{ TASK_DONE, DATE_NONE, today - 27, STATUS_DONE, 0 },
		{ TASK_DOING, today - 1, DATE_NONE, STATUS_OVERDUE, 1 },
		{ TASK_NOT_STARTED, today - 7, DATE_NONE, STATUS_OVERDUE, 7 },
		{ TASK_DOING, today, DATE_NONE, STATUS_DUE_SOON, 0 },
		{ TASK_NOT_STARTED, today + 7, DATE_NONE, STATUS_DUE_SOON, 7 },
		{ TASK_DOING, today + 8, DATE_NONE, STATUS_DOING, 0 },
		{ TASK_NOT_STARTED, today + 8, DATE_NONE, STATUS_NOT_STARTED, 0 },
		{ TASK_DOING, DATE_NONE, DATE_NONE, STATUS_DOING, 0 },
		{ TASK_NOT_STARTED, DATE_NONE, DATE_NONE, STATUS_NOT_STARTED, 0 },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int days = -1;
		assert_int_equal(task_rule_status(rows[i].s, rows[i].due, rows[i].done, today, &days), rows[i].want);
		assert_int_equal(days, rows[i].days);
	}
	assert_int_equal(task_rule_part_status(TASK_DOING, TASK_DOING, today - 1, DATE_NONE, today, NULL), STATUS_OVERDUE);
	assert_int_equal(task_rule_part_status(TASK_DOING, TASK_DONE, today - 1, DATE_NONE, today, NULL), STATUS_DOING);
	int late = -1;
	assert_int_equal(task_rule_part_status(TASK_DONE, TASK_DONE, today - 9, today - 4, today, &late), STATUS_DONE);
	assert_int_equal(late, 5); /* a part that was late is so beside a task that was not */
	struct task_report was = { .state = TASK_DOING, .done_on = DATE_NONE };
	assert_int_equal(task_rule_done_on(&was, TASK_DOING, today), DATE_NONE);
	assert_int_equal(task_rule_done_on(&was, TASK_DONE, today), today);
	was = (struct task_report){ .state = TASK_DONE, .done_on = today - 3 };
	assert_int_equal(task_rule_done_on(&was, TASK_DONE, today), today - 3); /* a better sentence changes no day */
	assert_int_equal(task_rule_done_on(&was, TASK_DOING, today), DATE_NONE);
	struct task v = a_task();
	assert_int_equal(task_rule_due(&v), date_of(2021, 5, 31));
	v.due_confirmed = false; /* a proposed day makes nobody late */
	assert_int_equal(task_rule_due(&v), DATE_NONE);
}

static void place_of_a_page(void **state)
{
	(void)state;
	int64_t v[3] = { -1, -1, -1 };

	assert_true(task_rule_place("1622800000000000.0.12", v));
	assert_int_equal(v[0], 1622800000000000);
	assert_int_equal(v[1], 0);
	assert_int_equal(v[2], 12);
	static const char *const wrong[] = { "", "1", "1.2", "1.2.", "1..3", "1.2.3.4", "1.2.3 ", "-1.2.3", "1.2.9999999999999999999" };
	for (size_t i = 0; i < COUNT_OF(wrong); i++) {
		assert_false(task_rule_place(wrong[i], v));
		assert_int_equal(v[2], 12);
	}
}

static void cut_titles(void **state)
{
	(void)state;
	static const struct {
		const char *title, *text;
		bool cut;
	} rows[] = {
		{ "Lập danh sách", "Lập danh sách", false },
		{ "Lập danh sách", "Lập danh sách.", false },
		{ "Lập danh sách", "Lập danh sách: gồm hai cột", false },
		{ "Lập danh sách", "Lập danh sách\nHạn 5/6", false },
		{ "Lập danh sách", "Lập danh sách, gửi Văn phòng trước 5/6.", true },
		{ "Lập danh sách", "Lập danh sách của các phòng", true },
		{ "Lập danh sách.", "Lập danh sách. Gửi Văn phòng.", false },
		{ "Tên do Văn phòng đặt", "Lập danh sách của các phòng", false },
		{ "Lập danh sách…", "Lập danh sách của các phòng", false },
		{ "", "Lập danh sách", false },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(task_rule_title_cut(rows[i].title, rows[i].text), rows[i].cut);
}

static void words(void **state)
{
	(void)state;
	for (enum task_state s = 0; s < TASK_STATES; s++)
		assert_int_equal(task_state_of(task_state_word(s)), s);
	for (enum task_status s = 0; s < TASK_STATUSES; s++)
		assert_int_equal(task_status_of(task_status_word(s)), s);
	for (enum task_verb v = 0; v < TASK_VERBS; v++)
		assert_int_equal(task_verb_of(task_verb_word(v)), v);
	assert_int_equal(task_state_of("finished"), TASK_STATES);
	assert_int_equal(task_status_of(""), TASK_STATUSES);
	assert_int_equal(task_verb_of("sing"), TASK_VERB_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(part),
		cmocka_unit_test(progress),
		cmocka_unit_test(result_is_bounded),
		cmocka_unit_test(every_wrong_field_is_named),
		cmocka_unit_test(own_part),
		cmocka_unit_test(status_on_a_day),
		cmocka_unit_test(place_of_a_page),
		cmocka_unit_test(cut_titles),
		cmocka_unit_test(words),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
