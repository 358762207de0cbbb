/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gen/sql.h"
#include "platform/audit/upkeep.h"
#include "tests/database.h"
#include "tests/test.h"
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>

static struct act_spec spec_of(int64_t org, const char *key)
{
	return (struct act_spec){ .org = org, .actor = 7, .at_us = 1623000000000000, .kind = "test.act", .object = 42, .key = key };
}

/* Takes a number, notes it, owes a message, answers with it. */
static err take_number(struct act *t, void *arg)
{
	int64_t n;
	TRY(act_number(t, "book", 2021, &n));
	act_note_int(t, "number", n);
	act_note(t, "who", "Lê \"Hằng\"\n");
	act_outbox(t, 1, "test.topic", "{}");
	act_answer(t, 303, arena_fmt(act_arena(t), "/so/%lld", (long long)n));
	if (arg)
		*(int64_t *)arg = n;
	return OK;
}

static err take_then_refuse(struct act *t, void *arg)
{
	TRY(take_number(t, arg));
	return FAIL(E_RULE, "too_late", N_("Đã quá ngày {0}."), .arg = { arena_text(act_arena(t), "10/06/2021") }, .law = "Điều 1");
}

static void an_act_keeps_all_its_rows(void **s)
{
	(void)s;
	struct database b = database_open();
	struct act_spec spec = spec_of(1, "key-00000001");
	struct act_answer ans;
	int64_t n = 0;
	database_must(acts_run(b.acts, &b.a, &spec, take_number, &n, &ans));
	assert_int_equal(n, 1);
	assert_int_equal(ans.status, 303);
	assert_string_equal(ans.location, "/so/1");
	assert_false(ans.replayed);

	ROWS r = { 0 };
	database_must(db_query(b.db, &r, &b.a, Q_audit_page, BIND(org_id, 1), BIND(after, 0), BIND(last, 9)));
	assert_true(db_next(&r));
	assert_int_equal(db_int(&r, "seq"), 1);
	assert_int_equal(db_int(&r, "at_us"), spec.at_us);
	assert_int_equal(db_int(&r, "actor"), 7);
	assert_string_equal(db_text(&r, "kind"), "test.act");
	assert_int_equal(db_int(&r, "object"), 42);
	assert_string_equal(db_text(&r, "body"), "{\"number\":1,\"who\":\"Lê \\\"Hằng\\\"\\n\"}");
	assert_false(db_next(&r));
	database_must(db_done(&r));
	assert_int_equal(database_int(&b, "select count(*) as n from outbox where topic = 'test.topic'"), 1);
	assert_int_equal(database_int(&b, "select count(*) as n from idem where status = 303"), 1);
	database_close(&b);
}

static void a_refused_act_keeps_nothing(void **s)
{
	(void)s;
	struct database b = database_open();
	struct act_spec spec = spec_of(1, "key-00000001");
	int64_t before = database_kept(&b);
	err e = acts_run(b.acts, &b.a, &spec, take_then_refuse, NULL, NULL);
	assert_int_equal(e.kind, E_RULE);
	assert_string_equal(e.code, "too_late");
	assert_string_equal(e.arg[0], "10/06/2021");
	assert_string_equal(e.law, "Điều 1");
	assert_int_equal(database_kept(&b), before);
	/* the number comes back, and the key may be used again */
	int64_t n = 0;
	database_must(acts_run(b.acts, &b.a, &spec, take_number, &n, NULL));
	assert_int_equal(n, 1);
	database_close(&b);
}

static void a_repeated_key_gives_the_first_answer(void **s)
{
	(void)s;
	struct database b = database_open();
	struct act_spec spec = spec_of(1, "key-00000001");
	struct act_answer ans;
	database_must(acts_run(b.acts, &b.a, &spec, take_number, NULL, &ans));
	int64_t kept = database_kept(&b);
	database_must(acts_run(b.acts, &b.a, &spec, take_number, NULL, &ans));
	assert_true(ans.replayed);
	assert_int_equal(ans.status, 303);
	assert_string_equal(ans.location, "/so/1");
	assert_int_equal(database_kept(&b), kept);

	spec.req_hash[3] = 1; /* the same key, another content */
	err e = acts_run(b.acts, &b.a, &spec, take_number, NULL, &ans);
	assert_int_equal(e.kind, E_CONFLICT);
	assert_string_equal(e.code, "key_reused");
	assert_int_equal(database_kept(&b), kept);

	spec.actor = 8; /* somebody else's key of the same letters is another key */
	database_must(acts_run(b.acts, &b.a, &spec, take_number, NULL, &ans));
	assert_false(ans.replayed);
	spec.org = 2;
	database_must(acts_run(b.acts, &b.a, &spec, take_number, NULL, &ans));
	assert_string_equal(ans.location, "/so/1"); /* its own book */
	spec.key = "short";
	assert_int_equal(acts_run(b.acts, &b.a, &spec, take_number, NULL, &ans).kind, E_INPUT);
	spec.key = NULL;
	database_must(acts_run(b.acts, &b.a, &spec, take_number, NULL, &ans));
	assert_string_equal(ans.location, "/so/2");
	database_close(&b);
}

static err answer_nothing(struct act *t, void *arg)
{
	(void)arg;
	act_note(t, "word", "x");
	return OK;
}

/* A form whose act forgot its answer would show an empty page: the program stops instead.  A job has no page. */
static void a_form_gets_an_answer(void **s)
{
	(void)s;
	struct database b = database_place();
	struct act_spec spec = spec_of(1, "key-00000001");
	struct act_answer ans;
	int done, status;
	database_must(db_migrate(b.url, &done));
	fflush(NULL);
	pid_t child = fork();
	if (!child) {
		struct rlimit none = { 0 };
		setrlimit(RLIMIT_CORE, &none);
		if (!freopen("/dev/null", "w", stderr))
			_exit(1);
		database_must(acts_open(&b.acts, b.url));
		_exit(acts_run(b.acts, &b.a, &spec, answer_nothing, NULL, &ans).kind);
	}
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);

	database_must(acts_open(&b.acts, b.url));
	spec.prio = ACT_JOB;
	for (int i = 0; i < 2; i++) {
		database_must(acts_run(b.acts, &b.a, &spec, answer_nothing, NULL, &ans));
		assert_int_equal(ans.status, 0);
		assert_string_equal(ans.location, "");
		assert_int_equal(ans.replayed, i);
	}
	database_close(&b);
}

static err once(struct database *b, void *nth)
{
	ROWS r = { 0 };
	TRY(db_query(b->db, &r, &b->a, Q_audit_heads));
	while (db_next(&r))
		db_int(&r, "seq");
	TRY(db_done(&r));
	struct act_spec spec = spec_of(1, arena_fmt(&b->a, "key-%08d", ++*(int *)nth));
	return acts_run(b->acts, &b->a, &spec, take_number, NULL, NULL);
}

static void each_broken_call_leaves_nothing(void **s)
{
	(void)s;
	struct database b = database_open();
	int nth = 0;
	int broken = database_break_each_call(&b, once, &nth, NULL);
	assert_true(broken >= 10); /* query, claim, head, number, audit, head, outbox, answer and their rows */
	database_close(&b);
}

static err overlook(struct act *t, void *arg)
{
	TRY(take_number(t, arg));
	/* breaks a check of the schema and does not look */
	act_exec(t, NULL, Q_audit_add, BIND(org_id, 9), BIND(seq, 0), BIND(at_us, 1), BIND(actor, 1), BIND(kind, "x"),
		 BIND(object, 1), BIND(body, ""), BIND_BLOB(prev, "x", 1), BIND_BLOB(hash, "x", 1));
	return OK;
}

static void a_failure_overlooked_still_undoes_the_act(void **s)
{
	(void)s;
	struct database b = database_open();
	struct act_spec spec = spec_of(1, NULL);
	int64_t before = database_kept(&b);
	err e = acts_run(b.acts, &b.a, &spec, overlook, NULL, NULL);
	assert_int_equal(e.kind, E_SYSTEM);
	assert_string_equal(e.code, "db_fault");
	assert_int_equal(database_kept(&b), before);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_form_gets_an_answer), /* first: nothing may run while it forks */
		cmocka_unit_test(an_act_keeps_all_its_rows),
		cmocka_unit_test(a_refused_act_keeps_nothing),
		cmocka_unit_test(a_repeated_key_gives_the_first_answer),
		cmocka_unit_test(each_broken_call_leaves_nothing),
		cmocka_unit_test(a_failure_overlooked_still_undoes_the_act),
	};
	return cmocka_run_group_tests_name("act", tests, NULL, NULL);
}
