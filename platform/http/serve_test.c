/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* A start that fails leaves nothing behind: no memory (the sanitizer sees it), no connection, no port.  Nor does a request that dies. */
#include "platform/http/inside.h"
#include "tests/database.h"
#include "tests/test.h"
#include <arpa/inet.h>
#include <netinet/in.h>

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

static void no_page(const struct req *q, struct res *p, int status, const err *e)
{
	(void)q;
	(void)p;
	(void)status;
	(void)e;
}

static int peers_of(struct http_server *s, bool unchecked)
{
	pthread_mutex_lock(&s->guard.lock);
	int n = s->guard.n;
	if (unchecked && s->guard.peers)
		wire_connect(s->guard.peers->fd, NULL);
	pthread_mutex_unlock(&s->guard.lock);
	return n;
}

static void settle(struct http_server *s, int peers)
{
	for (int i = 0; i < 10000 && peers_of(s, false) != peers; i++)
		usleep(1000);
	assert_int_equal(peers_of(s, false), peers);
}

/* Straight to the library, as it was before its bytes were checked: it drops the request behind its first line, and says so to nobody. */
static void die_of(struct http_server *s, const char *again, int times)
{
	ARENA a = { 0 };
	struct buf o = { .a = &a };
	char forgotten[1000];
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(s)) };
	struct timeval patience = { .tv_sec = 1 };

	inet_pton(AF_INET, "127.0.0.1", &here.sin_addr);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&here, sizeof here), 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	settle(s, 1);
	peers_of(s, true);
	buf_text(&o, "GET /?");
	for (int i = 0; i < times; i++)
		buf_text(&o, again);
	buf_text(&o, " HTTP/1.1\r\nHost: x\r\nCookie: ");
	for (int i = 0; i < times; i++)
		buf_text(&o, again);
	buf_text(&o, "\r\n\r\n");
	send(fd, o.b, o.n, MSG_NOSIGNAL);
	while (recvfrom(fd, forgotten, sizeof forgotten, 0, NULL, NULL) > 0)
		;
	close(fd);
	settle(s, 0);
}

static void what_the_library_drops_ends_with_its_connection(void **s)
{
	(void)s;
	static const struct route no_routes[] = { { 0 } };
	struct database b = database_open();
	struct sessions *sessions;
	struct http_server *server = NULL;
	sessions_open(&sessions);
	struct http_config c = { .listen = "127.0.0.1:0", .db_url = b.url, .acts = b.acts, .sessions = sessions, .routes = no_routes,
		.pages = { .failure = no_page } };

	database_must(http_start(&server, &c));
	die_of(server, "a&", 14000);
	die_of(server, "a;", 900);
	die_of(server, "a", 40000);
	assert_int_equal(atomic_load(&server->running), 0);
	http_stop(server);
	b.acts = NULL;
	sessions_close(sessions);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_failed_start_can_be_repeated),
		cmocka_unit_test(what_the_library_drops_ends_with_its_connection),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
