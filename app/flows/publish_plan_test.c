/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* One source is one plan: imported twice, killed half way, read otherwise, by somebody else, with all keys forgotten. */
#include "app/flows/publish_plan.h"
#include "tests/database.h"
#include "tests/test.h"

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

/* Broken ever later, until `rows` tasks stand: fewer calls than a second batch needs. */
static void import_half(struct database *b, const struct publish *p, int64_t rows)
{
	int64_t id;
	for (int n = 60;; n += 60) {
		db_fail_in = n;
		err e = publish_plan(b->acts, &b->a, p, NULL, &id);
		db_fail_in = -1;
		assert_int_not_equal(e.kind, E_OK);
		if (database_int(b, "select coalesce(max(imported_rows), 0) as n from plan") >= rows)
			return;
	}
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
	import_half(&b, &p, PUBLISH_BATCH);
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
	import_half(&b, &old, PUBLISH_BATCH);
	int64_t stood = database_int(&b, "select id as n from plan");
	database_must(publish_plan(b.acts, &b.a, &new, NULL, &id));
	assert_int_not_equal(id, stood);
	assert_int_equal(published(&b), 1);
	assert_int_equal(database_int(&b, arena_fmt(&b.a, "select count(*) as n from task where plan_id = %lld and title = '%s'",
						    (long long)id, new.plan.reading)), TASKS - 7);
	assert_int_equal(database_int(&b, "select count(*) as n from plan_version where set_aside = 1"), 1);
	database_must(publish_plan(b.acts, &b.a, &old, NULL, &again)); /* the old program finds it too */
	assert_int_equal(again, id);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_source_is_published_once),
		cmocka_unit_test(a_killed_import_goes_on),
		cmocka_unit_test(no_plan_is_half_of_two_readings),
	};
	return cmocka_run_group_tests_name("publish plan", tests, NULL, NULL);
}
