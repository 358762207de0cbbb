/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* A real pair of sockets: what the library's recv(2) is given of what a client sent, in every cut and in small spoons. */
#include "platform/http/wire.h"
#include "tests/test.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define GET "GET /a HTTP/1.1\r\nHost: x\r\n\r\n"
#define POST "POST /a HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\na=\n\0"
#define REFUSED(status) "(" #status ") / HTTP/1.1\r\nHost: -\r\n\r\n"
#define TEXT(s) s, sizeof(s) - 1

struct talk {
	int client, server;
	struct wire w;
	char got[4096];
	size_t n;
	bool ended;
};

static void talk_open(struct talk *t)
{
	int pair[2];
	*t = (struct talk){ 0 };
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK, 0, pair), 0);
	t->client = pair[0];
	t->server = pair[1];
	assert_true(wire_connect(t->server, &t->w));
}

static void talk_close(struct talk *t)
{
	assert_true(wire_connect(t->server, NULL));
	close(t->server);
	close(t->client);
}

/* As the library reads: until less comes than it asked for, or nothing. */
static void listen_to(struct talk *t, size_t spoon)
{
	ssize_t n;
	do {
		n = recv(t->server, t->got + t->n, spoon, 0);
		t->n += n > 0 ? (size_t)n : 0;
	} while (n == (ssize_t)spoon);
	t->ended = n == 0;
	assert_true(n >= 0 || errno == EAGAIN);
}

static void say(struct talk *t, const char *b, size_t n)
{
	assert_int_equal(send(t->client, b, n, 0), n);
}

static const struct {
	const char *said;
	size_t said_n;
	const char *given;
	size_t given_n;
} c[] = {
	{ TEXT(GET), TEXT(GET) },
	{ TEXT(POST), TEXT(POST) },
	{ TEXT(GET POST GET), TEXT(GET POST GET) },
	{ TEXT(GET POST "GET /half HT"), TEXT(GET POST) },
	{ TEXT("GET /half HTTP/1.1\r\nHost: x\r\n"), TEXT("") },
	{ TEXT("GET / HTTP/1.1\n"), TEXT(REFUSED(400)) },
	{ TEXT(GET "GET / HTTP/1.1\r\nHost: x\r\nX : 1\r\n\r\n" GET), TEXT(GET REFUSED(400)) },
	{ TEXT(POST "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" GET), TEXT(POST REFUSED(411)) },
};

static void in_each_cut_and_spoon(void **s)
{
	(void)s;
	static const size_t spoons[] = { 1, 7, 4000 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		for (size_t cut = 0; cut <= c[i].said_n; cut++) {
			struct talk t;
			talk_open(&t);
			say(&t, c[i].said, cut);
			listen_to(&t, spoons[cut % 3]);
			say(&t, c[i].said + cut, c[i].said_n - cut);
			listen_to(&t, spoons[(cut / 3) % 3]);
			if (t.n != c[i].given_n || memcmp(t.got, c[i].given, t.n) != 0)
				fail_msg("row %zu cut at %zu: %zu bytes: %.*s", i, cut, t.n, (int)t.n, t.got);
			assert_false(t.ended);
			talk_close(&t);
		}
	}
}

static void a_body_longer_than_what_is_held(void **s)
{
	(void)s;
	enum { LONG = 300000 };
	static char body[LONG];
	static const char head[] = "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n";
	struct talk t;
	size_t sent = 0;
	size_t got = 0;
	char spoon[5000];

	talk_open(&t);
	memset(body, '\n', LONG);
	say(&t, head, sizeof head - 1);
	while (got < LONG + sizeof head - 1) {
		ssize_t n = send(t.client, body + sent, LONG - sent, 0);
		sent += n > 0 ? (size_t)n : 0;
		while ((n = recv(t.server, spoon, sizeof spoon, 0)) > 0)
			got += (size_t)n;
		assert_int_equal(errno, EAGAIN);
	}
	assert_int_equal(got, LONG + sizeof head - 1);
	say(&t, TEXT(GET));
	listen_to(&t, sizeof t.got);
	assert_int_equal(t.n, sizeof(GET) - 1);
	talk_close(&t);
}

static void the_end_is_told(void **s)
{
	(void)s;
	struct talk t;
	talk_open(&t);
	say(&t, TEXT("GET / HT"));
	shutdown(t.client, SHUT_WR);
	listen_to(&t, sizeof t.got);
	assert_true(t.ended && t.n == 0);
	talk_close(&t);
}

static void only_we_say_that_it_is_refused(void **s)
{
	(void)s;
	assert_int_equal(wire_refusal("(431)"), 431);
	assert_int_equal(wire_refusal("GET"), 0);
	assert_int_equal(wire_refusal("(43)"), 0);
	struct talk t;
	talk_open(&t);
	say(&t, TEXT("(500) / HTTP/1.1\r\nHost: x\r\n\r\n"));
	listen_to(&t, sizeof t.got);
	assert_int_equal(t.n, sizeof(REFUSED(400)) - 1);
	assert_memory_equal(t.got, REFUSED(400), t.n);
	talk_close(&t);
	assert_false(wire_connect(65536, &t.w));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_each_cut_and_spoon),
		cmocka_unit_test(a_body_longer_than_what_is_held),
		cmocka_unit_test(the_end_is_told),
		cmocka_unit_test(only_we_say_that_it_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
