/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* PostgreSQL: a COMMIT of which nobody knows what came is told as such, and its key finds out.  Triggers that wait for
 * the COMMIT make it die or warn. */
#include "tests/database.h"
#include "tests/test.h"

static err take(struct act *t, void *arg)
{
	int64_t n;
	(void)arg;
	TRY(act_number(t, "doubt", 2021, &n));
	act_answer(t, 303, arena_fmt(act_arena(t), "/so/%lld", (long long)n));
	return OK;
}

static err run(struct database *b, const char *key, struct act_answer *ret)
{
	struct act_spec spec = { .org = 1, .actor = 1, .at_us = 1, .kind = "test.doubt", .object = 1, .key = key };
	return acts_run(b->acts, &b->a, &spec, take, NULL, ret);
}

/* Does what it is told when a transaction that wrote an audit row commits. */
static struct database at_commit(const char *what)
{
	struct database b = database_open();
	database_must(database_script(b.url,
		arena_fmt(&b.a, "create function at_commit() returns trigger language plpgsql as $$ begin %s; return null; end $$;"
				"create constraint trigger at_commit after insert on audit deferrable initially deferred"
				" for each row execute function at_commit()", what)));
	return b;
}

static void commit_as_usual(struct database *b)
{
	database_must(database_script(b->url, "drop trigger at_commit on audit"));
}

static void a_lost_commit_is_in_doubt(void **s)
{
	(void)s;
	if (!*str_or(getenv("DANCHU_TEST_PG"), ""))
		skip();
	struct database b = at_commit("perform pg_terminate_backend(pg_backend_pid())");
	struct act_answer ans;
	err e = run(&b, "doubtful-1", &ans);
	assert_int_equal(e.kind, E_BUSY);
	assert_string_equal(e.code, "act_unknown");
	assert_non_null(e.why);
	commit_as_usual(&b);
	database_must(run(&b, "doubtful-1", &ans)); /* it was not kept: now it is */
	assert_false(ans.replayed);
	assert_string_equal(ans.location, "/so/1");
	database_close(&b);
}

static void a_commit_with_a_warning_is_in_doubt(void **s)
{
	(void)s;
	if (!*str_or(getenv("DANCHU_TEST_PG"), ""))
		skip();
	struct database b = at_commit("raise warning 'canceling wait for synchronous replication due to user request'");
	struct act_answer ans;
	err e = run(&b, "doubtful-2", &ans);
	assert_int_equal(e.kind, E_BUSY);
	assert_string_equal(e.code, "act_unknown");
	commit_as_usual(&b);
	database_must(run(&b, "doubtful-2", &ans)); /* it was kept: the first answer */
	assert_true(ans.replayed);
	assert_string_equal(ans.location, "/so/1");
	assert_int_equal(database_int(&b, "select count(*) as n from audit"), 1);
	database_close(&b);
}

/* What is lost before COMMIT is not in doubt. */
static void a_lost_act_is_not_in_doubt(void **s)
{
	(void)s;
	if (!*str_or(getenv("DANCHU_TEST_PG"), ""))
		skip();
	struct database b = database_open();
	struct act_answer ans;
	database_must(database_script(b.url,
		"create function at_once() returns trigger language plpgsql as"
		" $$ begin perform pg_terminate_backend(pg_backend_pid()); return null; end $$;"
		"create trigger at_once after insert on counter for each row execute function at_once()"));
	err e = run(&b, "doubtful-3", &ans);
	assert_int_equal(e.kind, E_BUSY);
	assert_string_equal(e.code, "act_busy");
	assert_int_equal(database_int(&b, "select count(*) as n from audit"), 0);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_lost_commit_is_in_doubt),
		cmocka_unit_test(a_commit_with_a_warning_is_in_doubt),
		cmocka_unit_test(a_lost_act_is_not_in_doubt),
	};
	return cmocka_run_group_tests_name("doubt", tests, NULL, NULL);
}
