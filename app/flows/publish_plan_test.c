/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* One source is one plan: imported twice, killed half way, read otherwise, by somebody else, with all keys forgotten. */
#include "app/flows/publish_plan.h"
#include "platform/audit/verify.h"
#include "tests/database.h"
#include "tests/test.h"
#include <pthread.h>

enum { TASKS = 2 * PUBLISH_BATCH + 50 };

static const char SOURCE[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

static struct database open_with_org(void)
{
	struct database b = database_open();
	database_must(database_script(b.url, "insert into org (org_id, name, host) values (1, 'Sở', ''), (2, 'Sở khác', 'b')"));
	return b;
}

static struct publish plan_of(struct database *b, const char *reading, size_t count)
{
	struct task_new *tasks = arena_get(&b->a, count * sizeof *tasks);
	for (size_t i = 0; i < count; i++)
		tasks[i] = (struct task_new){ .ref = arena_fmt(&b->a, "II.%zu", i + 1), .title = reading, .text = "Một việc.",
			.verb = (enum task_verb)(i % TASK_VERBS), .due_on = DATE_NONE };
	return (struct publish){
		.org = 1,
		.actor = 7,
		.at_us = 1623000000000000,
		.plan = { .head = { .year = 2021, .title = "Kế hoạch", .issuer = "Sở" }, .document_type = "Kế hoạch",
			.source_sha256 = SOURCE, .source_name = "x.md", .source_text = "x", .reading = reading,
			.imported_on = date_of(2021, 6, 7) },
		.tasks = tasks,
		.task_count = count,
	};
}

static int64_t published(struct database *b)
{
	return database_int(b, "select count(*) as n from plan where state = 'published'");
}

static void forget_keys(struct database *b)
{
	database_must(database_script(b->url, "delete from idem"));
}

static int64_t traces(struct database *b)
{
	return database_int(b, "select (select count(*) from plan) + (select count(*) from plan_version) + (select count(*) from task)"
			       " + (select count(*) from task_tally) + (select count(*) from plan_warning) as n");
}

/* Rows that are not what the log says of them. */
static int64_t untold(struct database *b)
{
	struct audit_wish wish = { .data = true };
	struct audit_verdict v;
	database_must(audit_verify(b->db, &b->a, &wish, &v));
	int64_t n = v.differences;
	for (size_t i = 0; i < v.difference_count; i++)
		n -= str_starts(v.difference[i].row, "org "); /* made by hand */
	return n;
}

/* ---- killed: the thread that imports dies behind a batch ---- */

struct killed {
	struct database *b;
	const struct publish *p;
};

static void die(size_t done, size_t all)
{
	(void)done;
	(void)all;
	pthread_exit(NULL);
}

static void *import_until_killed(void *arg)
{
	struct killed *k = arg;
	int64_t id;
	publish_plan(k->b->acts, &k->b->a, k->p, die, &id);
	return arg; /* not killed */
}

static void import_half(struct database *b, const struct publish *p)
{
	struct killed k = { b, p };
	pthread_t thread;
	void *ended;
	assert_int_equal(pthread_create(&thread, NULL, import_until_killed, &k), 0);
	assert_int_equal(pthread_join(thread, &ended), 0);
	assert_null(ended);
	assert_int_equal(database_int(b, "select max(imported_rows) as n from plan"), PUBLISH_BATCH);
}

/* Each call of the database broken in turn: whole, or no trace of it. */
static void an_import_is_whole_or_leaves_nothing(void **s)
{
	(void)s;
	static const struct { size_t tasks; int step; } c[] = { { 2, 1 }, { PUBLISH_BATCH + 5, 131 } };
	struct database b = open_with_org();
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct publish p = plan_of(&b, "{}", c[i].tasks);
		struct plan_warning warning = { "lines_unused", "", "3" };
		p.plan.source_sha256 = arena_fmt(&b.a, "%zu", i);
		p.plan.warnings = &warning;
		p.plan.warning_count = 1;
		int64_t before = traces(&b), id;
		int failed = 0;
		for (int n = 1;; n += c[i].step) {
			db_fail_in = n;
			err e = publish_plan(b.acts, &b.a, &p, NULL, &id);
			bool broken = db_fail_in == -1;
			db_fail_in = -1;
			if (!broken) {
				assert_int_equal(e.kind, E_OK);
				break;
			}
			failed += e.kind != E_OK;
			if (e.kind)
				assert_int_equal(traces(&b), before);
			else
				break; /* what broke is looked after without the import */
		}
		assert_true(failed > 3);
		assert_int_equal(untold(&b), 0); /* what was removed is told as removed */
		assert_int_equal(published(&b), i + 1);
	}
	database_close(&b);
}

static void what_was_killed_long_ago_is_removed(void **s)
{
	(void)s;
	struct database b = open_with_org();
	struct publish p = plan_of(&b, "{}", TASKS), other = plan_of(&b, "{}", 3);
	int64_t id;
	import_half(&b, &p);
	other.plan.source_sha256 = "of another paper";
	other.at_us = INT64_C(1000) * 1000 * 3600 * 2; /* the half one may still be at work */
	database_must(publish_plan(b.acts, &b.a, &other, NULL, &id));
	assert_int_equal(database_int(&b, "select count(*) as n from plan where state = 'importing'"), 1);
	other.plan.source_sha256 = "of a third paper";
	other.at_us = INT64_C(1000000) * 3600 * 24 * 365 * 100;
	database_must(publish_plan(b.acts, &b.a, &other, NULL, &id));
	assert_int_equal(database_int(&b, "select count(*) as n from plan where state = 'importing'"), 0);
	assert_int_equal(database_int(&b, "select count(*) as n from task"), 6);
	database_close(&b);
}

static void a_source_is_published_once(void **s)
{
	(void)s;
	struct database b = open_with_org();
	struct publish p = plan_of(&b, "{}", TASKS);
	struct plan_import before;
	int64_t first, again;
	database_must(publish_find(b.acts, &b.a, &p, &before));
	assert_int_equal(before.plan_id, 0);
	database_must(publish_plan(b.acts, &b.a, &p, NULL, &first));
	forget_keys(&b);
	int64_t kept = database_kept(&b);
	struct publish other = plan_of(&b, "{\"đọc\":\"khác\"}", 3);
	other.actor = 8;
	database_must(publish_find(b.acts, &b.a, &other, &before));
	assert_true(before.published);
	database_must(publish_plan(b.acts, &b.a, &other, NULL, &again));
	assert_int_equal(again, first);
	assert_int_equal(database_kept(&b), kept); /* not even a row of audit */
	assert_int_equal(database_int(&b, "select count(*) as n from task"), TASKS);

	/* another organisation has the same paper */
	other.org = 2;
	database_must(publish_plan(b.acts, &b.a, &other, NULL, &again));
	assert_int_not_equal(again, first);
	assert_int_equal(published(&b), 2);
	/* and the schema itself knows */
	err e = database_script(b.url, "update plan_version set org_id = org_id where org_id = 1;"
				       "insert into plan_version (org_id, plan_id, n, source_sha256, source_name, source_text, reading)"
				       " select org_id, plan_id, 2, source_sha256, 'y', 'y', '{}' from plan_version where org_id = 1");
	assert_int_equal(e.kind, E_CONFLICT);
	database_close(&b);
}

static void a_killed_import_goes_on(void **s)
{
	(void)s;
	struct database b = open_with_org();
	struct publish p = plan_of(&b, "{}", TASKS);
	int64_t id;
	import_half(&b, &p);
	int64_t stood = database_int(&b, "select id as n from plan");
	assert_in_range(database_int(&b, "select count(*) as n from task"), PUBLISH_BATCH, TASKS - 1);
	assert_int_equal(published(&b), 0);
	forget_keys(&b);
	p.actor = 9; /* somebody else, later */
	p.at_us += 1;
	database_must(publish_plan(b.acts, &b.a, &p, NULL, &id));
	assert_int_equal(id, stood);
	assert_int_equal(database_int(&b, "select count(*) as n from task"), TASKS);
	assert_int_equal(database_int(&b, "select count(distinct ref) as n from task"), TASKS);
	assert_int_equal(published(&b), 1);
	database_close(&b);
}

static void no_plan_is_half_of_two_readings(void **s)
{
	(void)s;
	struct database b = open_with_org();
	struct publish old = plan_of(&b, "{\"chương trình\":1}", TASKS);
	struct publish new = plan_of(&b, "{\"chương trình\":2}", TASKS - 7);
	int64_t id, again;
	import_half(&b, &old);
	int64_t stood = database_int(&b, "select id as n from plan");
	database_must(publish_plan(b.acts, &b.a, &new, NULL, &id));
	assert_int_not_equal(id, stood);
	assert_int_equal(published(&b), 1);
	assert_int_equal(database_int(&b, arena_fmt(&b.a, "select count(*) as n from task where plan_id = %lld and title = '%s'",
						    (long long)id, new.plan.reading)), TASKS - 7);
	assert_int_equal(database_int(&b, "select count(*) as n from plan"), 1);
	assert_int_equal(database_int(&b, "select count(*) as n from task"), TASKS - 7);
	database_must(publish_plan(b.acts, &b.a, &old, NULL, &again)); /* the old program finds it too */
	assert_int_equal(again, id);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_source_is_published_once),
		cmocka_unit_test(an_import_is_whole_or_leaves_nothing),
		cmocka_unit_test(what_was_killed_long_ago_is_removed),
		cmocka_unit_test(a_killed_import_goes_on),
		cmocka_unit_test(no_plan_is_half_of_two_readings),
	};
	return cmocka_run_group_tests_name("publish plan", tests, NULL, NULL);
}
