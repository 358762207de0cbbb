/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* A start that fails leaves nothing behind: no memory (the sanitizer sees it), no connection, no port. */
#include "platform/http/serve.h"
#include "tests/database.h"
#include "tests/test.h"

static void a_failed_start_can_be_repeated(void **s)
{
	(void)s;
	static const struct route no_routes[] = { { 0 } };
	struct database b = database_open();
	struct http_config c = { .listen = "127.0.0.1:0", .db_url = b.url, .acts = b.acts, .routes = no_routes };
	struct http_server *server = NULL;

	database_must(database_script(b.url, "alter table org rename to org_gone"));
	for (int i = 0; i < 3; i++)
		assert_int_equal(http_start(&server, &c).kind, E_SYSTEM);
	assert_null(server);
	database_must(database_script(b.url, "alter table org_gone rename to org"));
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = { cmocka_unit_test(a_failed_start_can_be_repeated) };
	return cmocka_run_group_tests(tests, NULL, NULL);
}
