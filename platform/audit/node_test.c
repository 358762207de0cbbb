/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/clock/id.h"
#include "platform/audit/upkeep.h"
#include "tests/database.h"
#include "tests/test.h"
#include <sys/wait.h>

static err make_id(struct act *t, void *arg)
{
	*(int64_t *)arg = act_new_id(t);
	return OK;
}

static int node_of(int64_t id)
{
	return (int)(id >> 13) & (ID_NODES - 1);
}

static int node_now(struct database *b, struct acts *acts)
{
	struct act_spec spec = { .org = 1, .actor = 1, .at_us = 1, .kind = "test.id", .object = 1 };
	int64_t id = 0;
	database_must(acts_run(acts, &b->a, &spec, make_id, &id, NULL));
	return node_of(id);
}

static int64_t leased(struct database *b)
{
	return database_int(b, "select count(*) as n from audit_node");
}

static void each_writer_has_its_own_node(void **s)
{
	(void)s;
	struct database b = database_open();
	struct acts *other = NULL;
	assert_int_equal(leased(&b), 0); /* who writes nothing takes none */
	database_must(acts_open(&other, b.url));
	int first = node_now(&b, b.acts);
	int second = node_now(&b, other);
	assert_int_not_equal(first, second);
	assert_int_equal(node_now(&b, b.acts), first);
	assert_int_equal(node_now(&b, other), second);
	assert_int_equal(leased(&b), 2);

	/* given back, it rests for a moment, then the next one has it */
	acts_stop(other);
	database_must(acts_open(&other, b.url));
	assert_int_not_equal(node_now(&b, other), second);
	acts_stop(other);
	database_must(database_script(b.url, arena_fmt(&b.a, "update audit_node set until_us = 5 where node = %d", second)));
	database_must(acts_open(&other, b.url));
	assert_int_equal(node_now(&b, other), second);
	acts_stop(other);
	database_close(&b);
}

/* In other processes, at once. */
static void processes_do_not_share_a_node(void **s)
{
	(void)s;
	enum { PROCESSES = 6 };
	struct database b = database_place();
	int done;
	database_must(db_migrate(b.url, &done));
	fflush(NULL);
	pid_t child[PROCESSES];
	for (int i = 0; i < PROCESSES; i++) {
		child[i] = fork();
		if (!child[i]) {
			database_must(acts_open(&b.acts, b.url));
			_exit(node_now(&b, b.acts)); /* without giving it back */
		}
	}
	bool seen[ID_NODES] = { false };
	for (int i = 0; i < PROCESSES; i++) {
		int status;
		waitpid(child[i], &status, 0);
		assert_true(WIFEXITED(status));
		assert_false(seen[WEXITSTATUS(status)]);
		seen[WEXITSTATUS(status)] = true;
	}
	assert_int_equal(leased(&b), PROCESSES);
	database_close(&b);
}

static void without_a_node_nothing_is_written(void **s)
{
	(void)s;
	struct database b = database_open();
	struct act_spec spec = { .org = 1, .actor = 1, .at_us = 1, .kind = "test.id", .object = 1 };
	int64_t id = 0;
	struct buf o = { .a = &b.a };
	for (int i = 0; i < ID_NODES; i++)
		buf_fmt(&o, "%s(%d, 'x', 9000000000000000)", i ? ", " : "insert into audit_node (node, owner, until_us) values ", i);
	database_must(database_script(b.url, buf_str(&o)));
	err e = acts_run(b.acts, &b.a, &spec, make_id, &id, NULL);
	assert_int_equal(e.kind, E_BUSY);
	assert_non_null(strstr(e.why, "256"));
	assert_int_equal(id, 0);
	assert_int_equal(database_int(&b, "select count(*) as n from audit"), 0);
	database_must(database_script(b.url, "update audit_node set until_us = 5 where node = 77"));
	assert_int_equal(node_now(&b, b.acts), 77);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(processes_do_not_share_a_node), /* first: nothing may run while it forks */
		cmocka_unit_test(each_writer_has_its_own_node),
		cmocka_unit_test(without_a_node_nothing_is_written),
	};
	return cmocka_run_group_tests_name("node", tests, NULL, NULL);
}
