/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/serve_lock.h"
#include "tests/database.h"
#include "tests/test.h"
#include <signal.h>
#include <sys/wait.h>

static void one_server_at_a_time(void **s)
{
	(void)s;
	struct database b = database_place();
	const char *url = arena_fmt(&b.a, "sqlite:%s/danchu.db", *b.dir ? b.dir : "/nonexistent");
	int ready[2], status;
	char byte;
	database_must(serve_lock(&b.a, "postgres://x")); /* nothing to hold */
	if (!*b.dir) {
		assert_int_equal(serve_lock(&b.a, url).kind, E_SYSTEM);
		database_close(&b);
		return;
	}
	assert_int_equal(pipe(ready), 0);
	fflush(NULL);
	pid_t child = fork();
	if (!child) {
		database_must(serve_lock(&b.a, url));
		if (write(ready[1], "x", 1) == 1)
			pause();
		_exit(0);
	}
	assert_int_equal(read(ready[0], &byte, 1), 1);
	err e = serve_lock(&b.a, url);
	assert_string_equal(e.code, "serve_twice");
	kill(child, SIGKILL); /* however it ends */
	waitpid(child, &status, 0);
	database_must(serve_lock(&b.a, url));
	close(ready[0]);
	close(ready[1]);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_server_at_a_time),
	};
	return cmocka_run_group_tests_name("serve lock", tests, NULL, NULL);
}
