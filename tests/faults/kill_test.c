/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The process is killed again and again while eight clients write.  What was acknowledged is stored, nothing is doubled,
 * no number is missing.  DANCHU_KILLS says how often (200). */
#include "tests/faults/ledger.h"
#include "tests/test.h"
#include <signal.h>
#include <sys/wait.h>

static unsigned seed = 1;

static void serve_until_killed(struct ledger *l, const char *url)
{
	struct acts *acts = NULL;
	database_must(acts_open(&acts, url));
	ledger_run(l, acts);
	_exit(0);
}

/* A server still ends the transactions of a client that is gone. */
static void wait_for_server(const struct database *b)
{
	if (*b->dir)
		return;
	for (int i = 0; i < 500; i++) {
		if (!database_int(b, "select count(*) as n from pg_stat_activity where application_name = 'danchu'"
				     " and pid <> pg_backend_pid() and state <> 'idle'"))
			return;
		usleep(10000);
	}
}

static void killed_processes_lose_and_double_nothing(void **s)
{
	(void)s;
	struct database b = database_place();
	struct ledger *l = ledger_open();
	int kills = atoi(str_or(getenv("DANCHU_KILLS"), "200"));
	int done;
	database_must(db_migrate(b.url, &done));
	l->quota = ROOM;
	for (int i = 1; i <= kills; i++) {
		fflush(NULL);
		pid_t child = fork();
		if (!child)
			serve_until_killed(l, b.url);
		seed = seed * 1103515245 + 12345;
		usleep((seed >> 8) % 300 * 1000);
		kill(child, SIGKILL);
		int status;
		waitpid(child, &status, 0);
		assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL);
		if (i % 40 == 0) {
			wait_for_server(&b);
			ledger_check_whole(&b);
			ledger_check_told(&b, l);
		}
	}
	wait_for_server(&b);
	ledger_check_whole(&b);
	ledger_check_told(&b, l);
	int told = 0;
	for (int i = 0; i < CLIENTS; i++)
		told += l->next[i];
	print_message("%d kills, %d acts acknowledged, %d answered from an earlier life\n", kills, told, l->replayed);
	assert_true(told > kills);
	ledger_close(l);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(killed_processes_lose_and_double_nothing) };
	return cmocka_run_group_tests_name("kill", tests, NULL, NULL);
}
