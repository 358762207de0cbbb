/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The small world on a real database: plans published and reported on, boards of any size, all or nothing. */
#include "tests/database.h"
#include "tests/world.h"
#include "app/flows/publish_plan.h"
#include "domain/0_shared/law/register.h"
#include "domain/0_shared/org/org_store.h"

static struct plan_board board_of(int64_t plan, struct plan_filter f, struct units *ret_units)
{
	struct plan_board v;
	must(org_units(b.db, &b.a, DEMO_ORG, ret_units));
	must(plan_load_board(b.db, &b.a, DEMO_ORG, plan, &f, date_of_us(demo_now_us()), ret_units, &v));
	return v;
}

static struct task task_of(const char *ref)
{
	struct units units;
	struct task v;
	struct plan_board board = board_of(world.plan_id, (struct plan_filter){ .status = TASK_STATUSES }, &units);

	for (size_t i = 0; i < board.n; i++) {
		if (str_eq(board.rows[i].ref, ref)) {
			must(task_load(b.db, &b.a, DEMO_ORG, board.rows[i].id, &v));
			return v;
		}
	}
	fail_msg("no task %s", ref);
	return (struct task){ 0 };
}

static struct who who_of(const char *key)
{
	struct who w = { .org = DEMO_ORG };
	size_t i = demo_person_index(key);
	struct units units;
	int64_t unit = 0;

	w.person = world.people[i];
	must(org_units(b.db, &b.a, DEMO_ORG, &units));
	for (size_t u = 0; u < units.n; u++) {
		if (str_eq(units.v[u].code, demo_people[i].unit))
			unit = units.v[u].id;
	}
	assert_true(who_hold(&b.a, &w, demo_people[i].role, unit));
	return w;
}

struct try {
	const char *ref, *who;
	struct task_report wish;
	int version; /* 0: what is kept now */
	int64_t id;  /* filled by find */
	struct who by;
};

/* Names to ids, before any call is broken. */
static struct try find(struct try t)
{
	t.id = task_of(t.ref).id;
	t.by = who_of(t.who);
	return t;
}

static int64_t clock_off_us;

/* Loads, decides and writes one report, as the handler does. */
static err report_found(struct database *d, void *arg)
{
	const struct try *t = arg;
	struct task v;
	struct act_answer answer;
	struct task_save s = { .version = t->version };

	TRY(task_load(d->db, &d->a, DEMO_ORG, t->id, &v));
	TRY(task_rule_progress(&v, &t->by, &t->wish, &s.now, NULL));
	s.task_id = v.id;
	s.plan_id = v.plan_id;
	s.ref = v.ref;
	s.verb = v.verb;
	s.due_on = task_rule_due(&v);
	s.was = *task_part_report(&v, s.now.unit_id);
	if (!s.version)
		s.version = task_part_version(&v, s.now.unit_id);
	struct act_spec spec = { .org = DEMO_ORG, .actor = t->by.person, .at_us = demo_now_us() + clock_off_us, .kind = "task.progress",
	                         .object = t->id };
	return acts_run(d->acts, &d->a, &spec, task_save_progress, &s, &answer);
}

static err report(const struct try *t)
{
	struct try found = find(*t);
	return report_found(&b, &found);
}

static int walk(int64_t plan, struct plan_filter f);

/* What one text with a plan, a counter and the condition of its verb counts. */
static int64_t counted(const char *text, const char *counter, int64_t plan, const char *of)
{
	return database_int(&b, arena_fmt(&b.a, text, counter, (long long)plan, of));
}

/* The figures kept by the acts are what a count of the rows says, by verb and by status. */
static void assert_tally(int64_t plan)
{
	static const char in_tally[] = "select coalesce(sum(%s), 0) as n from task_tally where plan_id = %lld and %s";
	static const char in_rows[] = "select count(%s) as n from task where plan_id = %lld and %s";
	struct plan_figures f;

	must(plan_load_figures(b.db, &b.a, DEMO_ORG, plan, date_of_us(demo_now_us()), &f));
	for (enum task_verb v = 0; v < TASK_VERBS; v++) {
		const char *word = task_verb_word(v);
		const char *n = arena_fmt(&b.a, "n_%s", *word ? word : "none");
		const char *of = *word ? arena_fmt(&b.a, "verb = '%s'", word) : "verb is null";
		int64_t all = counted(in_rows, "*", plan, of);
		assert_int_equal(counted(in_tally, n, plan, "span in ('none', 'month')"), all);
		assert_int_equal(counted(in_tally, n, plan, "span = 'day'"), counted(in_tally, n, plan, "span = 'month'"));
		assert_int_equal(f.verb[v].total, all);
		assert_int_equal(f.verb[v].late, counted(in_rows, "*", plan, arena_fmt(&b.a, "%s and done_on > due_on and due_confirmed = 1", of)));
		assert_int_equal(f.verb[v].done, counted(in_rows, "*", plan, arena_fmt(&b.a, "%s and state = 'done'", of)));
	}
	for (enum task_status s = 0; s < TASK_STATUSES; s++)
		assert_int_equal(walk(plan, (struct plan_filter){ .status = s }), f.status[s]);
}

static void world_stands(void **state)
{
	(void)state;
	struct plan_figures f;
	struct units units;

	must(plan_load_figures(b.db, &b.a, DEMO_ORG, world.plan_id, date_of_us(demo_now_us()), &f));
	assert_int_equal(f.total, 31);
	assert_int_equal(f.status[STATUS_DONE], 8);
	assert_int_equal(f.status[STATUS_OVERDUE], 2);
	assert_int_equal(f.status[STATUS_DUE_SOON], 3);
	assert_int_equal(f.status[STATUS_DOING], 9);
	assert_int_equal(f.status[STATUS_NOT_STARTED], 9);
	assert_tally(world.plan_id);
	struct plan_board late = board_of(world.plan_id, (struct plan_filter){ .status = STATUS_OVERDUE }, &units);
	assert_int_equal(late.n, 2);
	assert_int_equal(units.n, 11);
	assert_string_equal(late.rows[0].ref, "II.3");
	assert_string_equal(late.rows[1].ref, "II.9");
	assert_true(late.rows[0].cells[4].lead); /* QLCN */
	assert_false(late.rows[0].cells[1].given);
	must(demo_make(b.acts, b.db, &b.a, "", MADE_US, &world).kind == E_RULE ? OK : FAIL(E_SYSTEM, "twice", "made twice"));
}

static void progress_is_kept(void **state)
{
	(void)state;
	struct task_versions h;
	struct task before = task_of("II.9");

	must(report(&(struct try){ .ref = "II.9", .who = "tung", .wish = { .state = TASK_DOING, .percent = 55, .result = "Chốt 40 học viên." } }));
	struct task after = task_of("II.9");
	assert_int_equal(after.report.percent, 55);
	assert_int_equal(after.version, before.version + 1);
	assert_int_equal(after.units[0].report.percent, 55); /* the lead unit's cell follows */
	assert_int_equal(after.units[1].version, before.units[1].version);
	must(task_load_history(b.db, &b.a, DEMO_ORG, after.id, 0, &h));
	assert_string_equal(h.v[0].person, "Đỗ Thanh Tùng");
	assert_int_equal(h.v[0].report.percent, 55);
	assert_int_equal(h.v[0].percent_before, 45);
	must(report(&(struct try){ .ref = "II.9", .who = "tung",
	                               .wish = { .state = TASK_DONE, .percent = 100, .result = "Đã mở lớp, 42 người dự." } }));
	assert_tally(world.plan_id);
	assert_int_equal(task_of("II.9").report.done_on, date_of_us(demo_now_us())); /* late: assert_tally counts it */
	assert_int_equal(task_of("II.9").units[0].report.done_on, date_of_us(demo_now_us()));
	/* back, with a reason */
	must(report(&(struct try){ .ref = "II.9", .who = "hang",
	                               .wish = { .state = TASK_DOING, .percent = 90, .result = "Biên bản lớp học thiếu chữ ký." } }));
	assert_tally(world.plan_id);
	assert_int_equal(task_of("II.9").report.done_on, DATE_NONE);
}

/* Every report once, newest first, however the pages are cut, each with what it replaced. */
static void history_is_whole(void **state)
{
	(void)state;
	enum { TIMES = 2 * HISTORY_ROWS + 20 };
	struct task v = task_of("II.8");
	int64_t before = 0;
	struct task_versions h;
	int seen = 0, percent = -1;
	int64_t rows = database_int(&b, arena_fmt(&b.a, "select count(*) as n from task_progress where task_id = %lld", (long long)v.id));

	for (int i = 0; i < TIMES; i++)
		must(report(&(struct try){ .ref = "II.8", .who = i % 3 ? "hang" : "lan",
		                           .wish = { .state = TASK_DOING, .percent = 1 + i % 90, .result = "Đang trao đổi." } }));
	for (;;) {
		must(task_load_history(b.db, &b.a, DEMO_ORG, v.id, before, &h));
		for (size_t i = 0; i < h.n; i++) {
			const struct task_version *x = &h.v[i];
			if (x->report.unit_id == 0) {
				assert_true(percent < 0 || x->report.percent == percent);
				percent = x->percent_before;
			}
			assert_true(!before || x->n == before - 1);
			before = x->n;
		}
		seen += (int)h.n;
		if (!h.more)
			break;
		assert_int_equal(h.n, HISTORY_ROWS);
	}
	assert_int_equal(seen, rows + TIMES);
	assert_int_equal(percent, 0); /* the first report replaced the untouched task */
}

/* The machine's clock was set back an hour: the last report is still the first of the list. */
static void history_outlives_the_clock(void **state)
{
	(void)state;
	struct task v = task_of("II.8");
	struct task_versions h;

	clock_off_us = -3600 * INT64_C(1000000);
	must(report(&(struct try){ .ref = "II.8", .who = "hang", .wish = { .state = TASK_DOING, .percent = 91, .result = "Sau khi chỉnh giờ." } }));
	clock_off_us = 0;
	must(task_load_history(b.db, &b.a, DEMO_ORG, v.id, 0, &h));
	assert_string_equal(h.v[0].report.result, "Sau khi chỉnh giờ.");
	assert_true(h.v[0].at_us < h.v[1].at_us);
}

static void conflict_shows_both(void **state)
{
	(void)state;
	struct task v = task_of("II.3");
	struct task_version opened, saved;

	must(report(&(struct try){ .ref = "II.3", .who = "duc", .wish = { .state = TASK_DOING, .percent = 70, .result = "Đã khảo sát năm nơi." } }));
	err e = report(&(struct try){ .ref = "II.3", .who = "hang", .wish = { .state = TASK_DOING, .percent = 65, .result = "Theo dõi thêm hai nơi." },
	                                  .version = v.version });
	assert_int_equal(e.kind, E_CONFLICT);
	assert_int_equal(task_of("II.3").report.percent, 70);
	must(task_load_two(b.db, &b.a, DEMO_ORG, v.id, 0, v.version, v.version + 1, &opened, &saved));
	assert_int_equal(opened.report.percent, 60);
	assert_int_equal(saved.report.percent, 70);
	assert_string_equal(saved.person, "Bùi Minh Đức");
	must(task_load_two(b.db, &b.a, DEMO_ORG, v.id, 0, 1, 1, &opened, &saved)); /* nobody had reported yet */
	assert_int_equal(opened.report.state, TASK_NOT_STARTED);
	assert_int_equal(task_load_two(b.db, &b.a, DEMO_ORG, v.id, 0, 99, 1, &opened, &saved).kind, E_MISSING);
}

static void own_part_leaves_the_task(void **state)
{
	(void)state;
	struct task before = task_of("II.6");

	must(report(&(struct try){ .ref = "II.6", .who = "duong",
	                               .wish = { .state = TASK_DONE, .percent = 100, .result = "Đã giải quyết hết đơn về đo lường." } }));
	struct task after = task_of("II.6");
	assert_int_equal(after.version, before.version);
	assert_int_equal(after.report.percent, before.report.percent);
	size_t done = 0;
	for (size_t i = 0; i < after.unit_count; i++)
		done += after.units[i].report.state == TASK_DONE;
	assert_int_equal(done, 2);
	assert_tally(world.plan_id);
}

/* No other department's task, and no id that is none. */
static void foreign_ids_are_missing(void **state)
{
	(void)state;
	struct task v = task_of("II.1");
	struct plan plan;

	assert_int_equal(task_load(b.db, &b.a, DEMO_ORG + 1, v.id, &v).kind, E_MISSING);
	assert_int_equal(task_load(b.db, &b.a, DEMO_ORG, 12345, &v).kind, E_MISSING);
	assert_int_equal(plan_load(b.db, &b.a, DEMO_ORG + 1, world.plan_id, date_of(2021, 6, 7), &plan).kind, E_MISSING);
	assert_int_equal(plan_load(b.db, &b.a, DEMO_ORG + 1, 0, date_of(2021, 6, 7), &plan).kind, E_MISSING);
}

static void assert_state(struct law_state got, struct law_state want)
{
	assert_int_equal(got.status, want.status);
	assert_int_equal(got.confirmed, want.confirmed);
	assert_int_equal(got.not_yet, want.not_yet);
	assert_int_equal(got.since, want.since);
	assert_true(str_eq(got.replaced_by, want.replaced_by));
}

/* The documents that all tasks cite, as they stand on that day; how many, and of how many the state changed. */
static size_t cites_on(date today, size_t *ret_changed)
{
	struct units units;
	struct plan_board board = board_of(world.plan_id, (struct plan_filter){ .status = TASK_STATUSES }, &units);
	size_t n = 0;

	*ret_changed = 0;
	for (size_t i = 0; i < board.n; i++) {
		struct task_cites cites;
		struct task v;
		must(task_load(b.db, &b.a, DEMO_ORG, board.rows[i].id, &v));
		must(task_load_cites(b.db, &b.a, DEMO_ORG, &v, today, &cites));
		for (size_t k = 0; k < cites.n; k++) {
			const struct task_cite *c = &cites.v[k];
			const struct law_document *row = register_find(c->number, c->issued_on);
			assert_state(c->when_signed, register_status(row, date_of(2021, 3, 22)));
			assert_state(c->today, register_status(row, today));
			*ret_changed += c->today.status != c->when_signed.status;
		}
		n += cites.n;
	}
	return n;
}

/* What stands beside each cited document is the register's answer for the day of signing and for the day of showing,
 * whenever the plan was imported. */
static void citations_are_the_registers(void **state)
{
	(void)state;
	size_t changed;

	assert_true(cites_on(date_of(2021, 3, 22), &changed) > 5);
	assert_int_equal(changed, 0);
	assert_true(cites_on(date_of(2026, 11, 25), &changed) > 5);
	assert_true(changed > 2);
}

/* ---- all or nothing ---- */

static void progress_anomaly(void **state)
{
	(void)state;
	struct try t = find((struct try){ .ref = "II.8", .who = "hang", .wish = { .state = TASK_DONE, .percent = 100,
	                                                                           .result = "Đã phản biện xong hai dự thảo." } });
	int64_t rows = database_int(&b, "select count(*) as n from task_progress");

	assert_in_range(database_break_each_call(&b, report_found, &t, NULL), 8, 60);
	assert_int_equal(database_int(&b, "select count(*) as n from task_progress"), rows + 1);
	assert_tally(world.plan_id);
}

/* ---- a plan of many tasks ---- */

enum { MANY = 430 };

static struct publish many(struct task_new *tasks, size_t n)
{
	for (size_t i = 0; i < n; i++)
		tasks[i] = (struct task_new){
			.ref = arena_fmt(&b.a, "II.%zu", i + 1),
			.title = arena_fmt(&b.a, "Việc thứ %zu", i + 1),
			.text = "Một việc.",
			.verb = (enum task_verb)(i % TASK_VERBS),
			.lead_text = i == 0 ? "Sở Y tế" : NULL, /* none of our units */
			.due_on = date_of(2020, 1, 1) + (date)(i * 37 % 366),
			.due_confirmed = i % 3 != 0,
		};
	return (struct publish){
		.org = DEMO_ORG,
		.at_us = demo_now_us(),
		.plan = { .head = { .year = 2020, .title = "Kế hoạch năm trước", .issuer = "Sở" }, .document_type = "Kế hoạch",
		          .source_sha256 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
		          .source_name = "x.md", .source_text = "x", .reading = "{}", .imported_on = date_of(2020, 1, 2) },
		.tasks = tasks,
		.task_count = n,
	};
}

/* Every task once, in order, however the pages are cut; returns how many. */
static int walk(int64_t plan, struct plan_filter f)
{
	struct units units;
	int seen = 0;

	for (;;) {
		struct plan_board v = board_of(plan, f, &units);
		for (size_t i = 0; i < v.n; i++) {
			const struct plan_after *p = &v.rows[i].place;
			assert_true(p->key > f.after.key || (p->key == f.after.key && p->sort > f.after.sort));
			f.after = *p;
		}
		seen += (int)v.n;
		if (!v.more)
			return seen;
		assert_int_equal(v.n, BOARD_ROWS);
	}
}

static void an_import_that_failed_is_done_again(void **state)
{
	(void)state;
	struct task_new *tasks = arena_get(&b.a, MANY * sizeof *tasks);
	struct publish p = many(tasks, MANY);
	int64_t id, again;
	struct plan plan;

	db_fail_in = 1150; /* somewhere in the third batch */
	err e = publish_plan(b.acts, &b.a, &p, NULL, &id);
	db_fail_in = -1;
	assert_int_not_equal(e.kind, E_OK);
	assert_int_equal(database_int(&b, "select count(*) as n from plan where year = 2020"), 0); /* nothing is left of it */
	must(publish_plan(b.acts, &b.a, &p, NULL, &id));
	must(publish_plan(b.acts, &b.a, &p, NULL, &again)); /* the same import twice is one import */
	assert_int_equal(id, again);
	must(plan_load(b.db, &b.a, DEMO_ORG, id, date_of(2021, 6, 7), &plan));
	assert_int_equal(database_int(&b, "select count(*) as n from task t join plan p on p.id = t.plan_id and p.year = 2020"),
	                 MANY);
	/* the year's own plan, else the latest before it, else the earliest after it */
	const struct {
		int year;
		int64_t plan;
	} current[] = { { 2019, id }, { 2020, id }, { 2021, world.plan_id }, { 2026, world.plan_id } };
	for (size_t i = 0; i < COUNT_OF(current); i++) {
		must(plan_load(b.db, &b.a, DEMO_ORG, 0, date_of(current[i].year, 12, 31), &plan));
		assert_int_equal(plan.id, current[i].plan);
	}
	assert_tally(id);
	struct units units;
	struct plan_board first = board_of(id, (struct plan_filter){ .status = TASK_STATUSES, .group = GROUP_REF }, &units);
	assert_string_equal(first.rows[0].lead_text, "Sở Y tế");
	assert_string_equal(first.rows[1].lead_text, "");
	for (enum plan_group g = 0; g < PLAN_GROUPS; g++)
		assert_int_equal(walk(id, (struct plan_filter){ .status = TASK_STATUSES, .group = g }), MANY);
}

/* ---- filters ---- */

static int tasks_of(int64_t plan, size_t unit, enum task_status s)
{
	struct plan_filter all = { .status = TASK_STATUSES, .group = GROUP_REF };
	struct units units;
	int n = 0;

	for (;;) {
		struct plan_board v = board_of(plan, all, &units);
		for (size_t i = 0; i < v.n; i++) {
			const struct plan_row *r = &v.rows[i];
			enum task_status is = task_rule_status(r->state, plan_row_due(r), r->done_on, date_of_us(demo_now_us()), NULL);
			n += r->cells[unit].given && (s == TASK_STATUSES || is == s);
			all.after = r->place;
		}
		if (!v.more)
			return n;
	}
}

/* Much of a unit or little, of a status or of both: each way to the rows finds the same ones, in order. */
static void filters_find_the_same(void **state)
{
	(void)state;
	enum { MUCH = 2300 };
	struct task_new *tasks = arena_get(&b.a, MUCH * sizeof *tasks);
	struct publish p = many(tasks, MUCH);
	struct units units;
	int64_t id;

	must(org_units(b.db, &b.a, DEMO_ORG, &units));
	p.plan.source_sha256 = "2123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
	p.plan.head.year = 2019;
	for (size_t i = 0; i < MUCH; i++) {
		tasks[i].lead_unit_id = units.v[i % 7 ? 0 : 1 + i % 3].id;
		if (i % 9 == 0) { /* most are late; these are not */
			tasks[i].due_on = date_of(2021, 6, 1) + (date)(i % 29);
			tasks[i].due_confirmed = true;
		}
	}
	must(publish_plan(b.acts, &b.a, &p, NULL, &id));
	for (size_t u = 0; u < 3; u++) {
		for (enum task_status s = 0; s <= TASK_STATUSES; s++) {
			int want = tasks_of(id, u, s);
			for (enum plan_group g = 0; g < PLAN_GROUPS; g++)
				assert_int_equal(walk(id, (struct plan_filter){ .unit_id = units.v[u].id, .status = s, .group = g }), want);
		}
	}
	assert_in_range(tasks_of(id, 0, TASK_STATUSES), 1900, MUCH);
	assert_in_range(tasks_of(id, 1, TASK_STATUSES), 50, 300);
	assert_in_range(tasks_of(id, 0, STATUS_DUE_SOON), 10, 200);
	assert_tally(id);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(world_stands),
		cmocka_unit_test(citations_are_the_registers),
		cmocka_unit_test(progress_is_kept),
		cmocka_unit_test(history_is_whole),
		cmocka_unit_test(history_outlives_the_clock),
		cmocka_unit_test(conflict_shows_both),
		cmocka_unit_test(own_part_leaves_the_task),
		cmocka_unit_test(foreign_ids_are_missing),
		cmocka_unit_test(progress_anomaly),
		cmocka_unit_test(an_import_that_failed_is_done_again),
		cmocka_unit_test(filters_find_the_same),
	};
	return cmocka_run_group_tests(tests, open_world, close_world);
}
