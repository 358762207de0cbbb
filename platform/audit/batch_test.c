/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* What one act does to its neighbours: nothing.  A gate act holds the writer while the others are queued, so that they
 * fall into one batch. */
#include "gen/sql.h"
#include "platform/audit/upkeep.h"
#include "tests/database.h"
#include "tests/test.h"
#include <pthread.h>
#include <semaphore.h>
#include <stdatomic.h>

/* ---- acts handed in without waiting ------------------------------------------------------- */

struct ticket {
	struct act_spec spec;
	char key[40];
	int runs, order;
	err e;
	char code[40];
	struct act_answer ans;
	sem_t done;
};

static sem_t gate_reached, gate_open;
static atomic_int ended;

static err gate(struct act *t, void *arg)
{
	act_answer(t, 303, "/");
	if (((struct ticket *)arg)->runs++)
		return OK; /* run again because its batch was lost */
	sem_post(&gate_reached);
	sem_wait(&gate_open);
	return OK;
}

static void note_end(void *arg, err e, const struct act_answer *ans)
{
	struct ticket *k = arg;
	k->e = e;
	snprintf(k->code, sizeof k->code, "%s", e.kind ? e.code : "");
	if (ans)
		k->ans = *ans;
	k->order = ++ended;
	sem_post(&k->done);
}

static struct ticket *hand_in(struct database *b, struct ticket *k, int64_t org, const char *key, enum act_prio prio, act_fn *fn)
{
	*k = (struct ticket){ .spec = { .org = org, .actor = 1, .at_us = 1, .kind = "test.batch", .object = 1, .prio = prio } };
	snprintf(k->key, sizeof k->key, "%s", key);
	k->spec.key = k->key;
	sem_init(&k->done, 0, 0);
	err e = acts_submit(b->acts, &k->spec, fn, note_end, k);
	if (e.kind) /* else the ticket is the writer's until done */
		k->e = e;
	return k;
}

static void close_gate(struct database *b, struct ticket *k)
{
	static int nth;
	char key[40];
	snprintf(key, sizeof key, "gate-%06d", nth++);
	sem_init(&gate_reached, 0, 0);
	sem_init(&gate_open, 0, 0);
	hand_in(b, k, 99, key, ACT_STAFF, gate);
	sem_wait(&gate_reached);
}

static void wait_all(struct ticket *const *k, int n)
{
	for (int i = 0; i < n; i++)
		sem_wait(&k[i]->done);
}

static bool on_postgres(void)
{
	return *str_or(getenv("DANCHU_TEST_PG"), "") != 0;
}

/* ---- acts, good and bad ------------------------------------------------------------------- */

static err good(struct act *t, void *arg)
{
	int64_t n;
	((struct ticket *)arg)->runs++;
	TRY(act_number(t, "book", 2021, &n));
	act_outbox(t, 0, "test", "{}");
	act_answer(t, 303, arena_fmt(act_arena(t), "/so/%lld", (long long)n));
	return OK;
}

static err refusing(struct act *t, void *arg)
{
	TRY(good(t, arg));
	return FAIL(E_RULE, "no", N_("Không."));
}

static const struct sql or_rollback = { .name = "or_rollback", .writes = true,
	.lite = "insert or rollback into counter (org_id, book, year, n) values (1, 'book', 2021, 1)" };
static const struct sql orphan = { .name = "orphan", .writes = true, .lite = "insert into child (id, parent) values (1, 99)" };
static const struct sql sly_commit = { .name = "sly_commit", .writes = true, .lite = "commit" };
static const struct sql sly_pragma = { .name = "sly_pragma", .writes = true, .lite = "pragma synchronous = off" };
static const struct sql sly_attach = { .name = "sly_attach", .writes = true, .lite = "attach ':memory:' as x" };
static const struct sql sly_savepoint = { .name = "sly_savepoint", .writes = true, .lite = "savepoint act" };
static const struct sql two_rows = { .name = "two_rows", .writes = true,
	.lite = "insert into parent (id) values (1), (2) on conflict do update set n = parent.n + 1 returning id" };

static err killing_the_batch(struct act *t, void *arg)
{
	TRY(good(t, arg));
	return act_exec_(t, NULL, &or_rollback, NULL, 0);
}

static err owing_a_key(struct act *t, void *arg)
{
	TRY(good(t, arg));
	return act_exec_(t, NULL, &orphan, NULL, 0);
}

static err committing(struct act *t, void *arg)
{
	TRY(good(t, arg));
	return act_exec_(t, NULL, &sly_commit, NULL, 0);
}

static err setting(struct act *t, void *arg)
{
	TRY(good(t, arg));
	return act_exec_(t, NULL, &sly_pragma, NULL, 0);
}

static err attaching(struct act *t, void *arg)
{
	TRY(good(t, arg));
	return act_exec_(t, NULL, &sly_attach, NULL, 0);
}

static err saving(struct act *t, void *arg)
{
	TRY(good(t, arg));
	return act_exec_(t, NULL, &sly_savepoint, NULL, 0);
}

static err leaving_rows_open(struct act *t, void *arg)
{
	struct rows r = { 0 }; /* not ROWS: forgotten on purpose */
	struct rows heads = { 0 };
	TRY(act_query_(t, &r, &two_rows, NULL, 0));
	db_next(&r);
	TRY(act_query(t, &heads, Q_audit_heads));
	db_next(&heads);
	return good(t, arg);
}

/* The bad act after one neighbour and before two; in the second round it comes first. */
static void neighbours_survive(act_fn *bad, enum err_kind kind, const char *code)
{
	struct database b = database_open();
	database_must(database_script(b.url, "create table parent (id integer primary key, n integer not null default 0) strict;"
					     "create table child (id integer primary key, parent integer"
					     " references parent (id) deferrable initially deferred) strict"));
	for (int first = 0; first < 2; first++) {
		struct ticket g, k[4];
		struct ticket *all[] = { &g, &k[0], &k[1], &k[2], &k[3] };
		close_gate(&b, &g);
		for (int i = 0; i < 4; i++) {
			char key[40];
			snprintf(key, sizeof key, "round-%d-%d", first, i);
			hand_in(&b, &k[i], 1, key, ACT_STAFF, i == !first ? bad : good);
		}
		sem_post(&gate_open);
		wait_all(all, 5);
		for (int i = 0; i < 4; i++) {
			assert_int_equal(k[i].e.kind, i == !first ? kind : E_OK);
			assert_string_equal(k[i].code, i == !first ? code : "");
			assert_in_range(k[i].runs, 1, 2);
		}
	}
	int bad_kept = kind == E_OK ? 2 : 0;
	assert_int_equal(database_int(&b, "select n from counter where org_id = 1"), 6 + bad_kept);
	assert_int_equal(database_int(&b, "select count(*) as n from audit where org_id = 1"), 6 + bad_kept);
	assert_int_equal(database_int(&b, "select seq as n from audit_head where org_id = 1"), 6 + bad_kept);
	assert_int_equal(database_int(&b, "select count(distinct location) as n from idem where org_id = 1"), 6 + bad_kept);
	assert_int_equal(database_int(&b, "select count(*) as n from outbox"), 6 + bad_kept);
	assert_int_equal(database_int(&b, "select count(*) as n from child"), 0);
	database_close(&b);
}

static void a_refusal_leaves_its_neighbours(void **s)
{
	(void)s;
	if (on_postgres())
		skip(); /* the tables and statements of this file are SQLite's */
	neighbours_survive(refusing, E_RULE, "no");
}

static void a_lost_batch_is_run_again_one_by_one(void **s)
{
	(void)s;
	if (on_postgres())
		skip();
	neighbours_survive(killing_the_batch, E_CONFLICT, "db_conflict");
}

static void a_deferred_key_does_not_reach_the_commit(void **s)
{
	(void)s;
	if (on_postgres())
		skip();
	neighbours_survive(owing_a_key, E_SYSTEM, "act_owes_keys");
}

static void an_act_cannot_end_or_change_the_batch(void **s)
{
	(void)s;
	if (on_postgres())
		skip();
	neighbours_survive(committing, E_SYSTEM, "db_fault");
	neighbours_survive(setting, E_SYSTEM, "db_fault");
	neighbours_survive(attaching, E_SYSTEM, "db_fault");
	neighbours_survive(saving, E_SYSTEM, "db_fault");
}

static void rows_left_open_do_not_hold_the_commit(void **s)
{
	(void)s;
	if (on_postgres())
		skip();
	neighbours_survive(leaving_rows_open, E_OK, "");
}

/* ---- keys --------------------------------------------------------------------------------- */

static void a_key_repeated_while_the_first_is_queued(void **s)
{
	(void)s;
	struct database b = database_open();
	struct ticket g, k[4];
	struct ticket *all[] = { &g, &k[0], &k[1], &k[2], &k[3] };
	close_gate(&b, &g);
	hand_in(&b, &k[0], 1, "same-key-1", ACT_STAFF, good);
	hand_in(&b, &k[1], 1, "same-key-1", ACT_STAFF, good);
	hand_in(&b, &k[2], 1, "same-key-2", ACT_STAFF, refusing);
	hand_in(&b, &k[3], 1, "same-key-2", ACT_STAFF, good); /* the first was refused: this one is new */
	sem_post(&gate_open);
	wait_all(all, 5);
	assert_int_equal(k[0].e.kind, E_OK);
	assert_false(k[0].ans.replayed);
	assert_int_equal(k[1].e.kind, E_OK);
	assert_true(k[1].ans.replayed);
	assert_int_equal(k[1].runs, 0);
	assert_string_equal(k[1].ans.location, k[0].ans.location);
	assert_int_equal(k[2].e.kind, E_RULE);
	assert_int_equal(k[3].e.kind, E_OK);
	assert_false(k[3].ans.replayed);
	assert_int_equal(database_int(&b, "select n from counter where org_id = 1"), 2);
	assert_int_equal(database_int(&b, "select count(*) as n from audit where org_id = 1"), 2);
	database_close(&b);
}

/* ---- who is next -------------------------------------------------------------------------- */

static void staff_goes_first_and_the_queue_is_bounded(void **s)
{
	(void)s;
	enum { PUBLIC = 300, STAFF = 64 };
	if (on_postgres())
		skip(); /* eight run at once there: no order to see */
	static struct ticket g, public[PUBLIC], staff[STAFF + 1];
	struct database b = database_open();
	int taken = 0;
	close_gate(&b, &g);
	for (int i = 0; i < PUBLIC; i++) {
		char key[40];
		snprintf(key, sizeof key, "public-%04d", i);
		hand_in(&b, &public[i], 1, key, i % 2 ? ACT_PUBLIC : ACT_JOB, good);
		taken += !public[i].e.kind; /* the gate is closed: none has been played */
		if (public[i].e.kind)
			assert_string_equal(public[i].e.code, "act_busy");
	}
	assert_int_equal(taken, 192); /* three quarters of the queue */
	for (int i = 0; i < STAFF; i++) {
		char key[40];
		snprintf(key, sizeof key, "staff-%04d", i);
		assert_int_equal(hand_in(&b, &staff[i], 1, key, ACT_STAFF, good)->e.kind, E_OK);
	}
	assert_int_equal(hand_in(&b, &staff[STAFF], 1, "one-too-many", ACT_STAFF, good)->e.kind, E_BUSY);
	ended = 0;
	sem_post(&gate_open);
	sem_wait(&g.done);
	int last_staff = 0;
	for (int i = 0; i < STAFF; i++) {
		sem_wait(&staff[i].done);
		last_staff = staff[i].order > last_staff ? staff[i].order : last_staff;
	}
	for (int i = 0; i < taken; i++)
		sem_wait(&public[i].done);
	assert_in_range(last_staff, STAFF + 1, STAFF + STAFF / 7 + 2); /* every 8th is from the public: none starves */
	assert_int_equal(database_int(&b, "select n from counter where org_id = 1"), taken + STAFF);
	database_close(&b);
}

static void stopping_finishes_what_was_taken(void **s)
{
	(void)s;
	enum { MANY = 150 };
	static struct ticket g, k[MANY];
	struct database b = database_open();
	close_gate(&b, &g);
	for (int i = 0; i < MANY; i++) {
		char key[40];
		snprintf(key, sizeof key, "stop-%06d", i);
		hand_in(&b, &k[i], 1 + i % 5, key, ACT_PUBLIC, good);
	}
	sem_post(&gate_open);
	acts_stop(b.acts);
	b.acts = NULL;
	for (int i = 0; i < MANY; i++) {
		assert_int_equal(sem_trywait(&k[i].done), 0); /* told before acts_stop returned */
		assert_int_equal(k[i].e.kind, E_OK);
	}
	assert_int_equal(database_int(&b, "select count(*) as n from idem where org_id < 99"), MANY);
	database_close(&b);
}

/* ---- the second door ---------------------------------------------------------------------- */

static const struct sql lease = { .name = "lease", .writes = true, .upkeep = true, .nparam = 1, .param = { "until" },
	.lite = "update outbox set lease_us = ?1, tries = tries + 1 returning tries",
	.pg = "update outbox set lease_us = $1, tries = tries + 1 returning tries" };

static err take_lease(struct upkeep *u, void *ret)
{
	ROWS r = { 0 };
	TRY(upkeep_query(u, &r, lease, BIND(until, 5)));
	*(int64_t *)ret = db_next(&r) ? db_int(&r, "tries") : -1;
	return db_done(&r);
}

static err lease_and_refuse(struct upkeep *u, void *ret)
{
	TRY(take_lease(u, ret));
	return FAIL(E_CONFLICT, "leased", N_("Đã có nơi nhận."));
}

static void upkeep_writes_without_a_trace(void **s)
{
	(void)s;
	struct database b = database_open();
	struct ticket k;
	int64_t tries = 0;
	hand_in(&b, &k, 1, "upkeep-key", ACT_STAFF, good);
	sem_wait(&k.done);
	database_must(upkeep_run(b.acts, &b.a, take_lease, &tries));
	assert_int_equal(tries, 1);
	err e = upkeep_run(b.acts, &b.a, lease_and_refuse, &tries);
	assert_string_equal(e.code, "leased");
	assert_int_equal(database_int(&b, "select tries as n from outbox"), 1);
	assert_int_equal(database_int(&b, "select count(*) as n from audit"), 1);
	assert_int_equal(database_int(&b, "select count(*) as n from idem"), 1);
	db_fail_in = 1;
	assert_int_equal(upkeep_run(b.acts, &b.a, take_lease, &tries).kind, E_SYSTEM);
	assert_int_equal(db_fail_in, -1);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_refusal_leaves_its_neighbours),
		cmocka_unit_test(a_lost_batch_is_run_again_one_by_one),
		cmocka_unit_test(a_deferred_key_does_not_reach_the_commit),
		cmocka_unit_test(an_act_cannot_end_or_change_the_batch),
		cmocka_unit_test(rows_left_open_do_not_hold_the_commit),
		cmocka_unit_test(a_key_repeated_while_the_first_is_queued),
		cmocka_unit_test(staff_goes_first_and_the_queue_is_bounded),
		cmocka_unit_test(stopping_finishes_what_was_taken),
		cmocka_unit_test(upkeep_writes_without_a_trace),
	};
	return cmocka_run_group_tests_name("batch", tests, NULL, NULL);
}
