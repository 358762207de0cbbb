/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* A lane in a real server, its work held up by the test: nothing else waits for it, it is bounded, its order is just, and nobody
 * works for a client that has gone.  No times: only who runs, who waits and who is answered. */
#include "platform/auth/password.h"
#include "platform/http/inside.h"
#include "tests/database.h"
#include "tests/test.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <semaphore.h>

static struct database b;
static struct sessions *sessions;
static struct http_server *server;
static sem_t may_end;
static atomic_int running;
static pthread_mutex_t order_lock = PTHREAD_MUTEX_INITIALIZER;
static char order[300][16];
static int order_n;

static err crowded(const struct req *q, struct res *p, const err *e, void *arg)
{
	(void)arg;
	buf_fmt(&p->body.out, "%s kept %s", e->code, form(q, "name"));
	return OK;
}

static err post_slow(const struct req *q, struct res *p)
{
	struct turn t = { LANE_PASSWORD, .first = form_has(q, "known", "1"), .crowded = crowded };
	if (!in_lane(q, p, t))
		return OK;
	pthread_mutex_lock(&order_lock);
	snprintf(order[order_n++], sizeof order[0], "%s", form(q, "name"));
	pthread_mutex_unlock(&order_lock);
	atomic_fetch_add(&running, 1);
	sem_wait(&may_end);
	atomic_fetch_sub(&running, 1);
	buf_fmt(&p->body.out, "done %s", form(q, "name"));
	return OK;
}

static err get_quick(const struct req *q, struct res *p)
{
	(void)q;
	buf_text(&p->body.out, "quick");
	return OK;
}

static void fail_page(const struct req *q, struct res *p, int status, const err *e)
{
	(void)q;
	(void)e;
	buf_fmt(&p->body.out, "failure %d", status);
}

static const struct route routes[] = {
	{ "POST", "/slow", post_slow, CAP_NONE, PUBLIC, 0 },
	{ "POST", "/inline", post_slow, CAP_NONE, PUBLIC | QUICK, 0 },
	{ "GET", "/quick", get_quick, CAP_NONE, PUBLIC | QUICK, 0 },
	{ 0 },
};

static void let_end(int n)
{
	for (int i = 0; i < n; i++)
		sem_post(&may_end);
}

static int open_server(void **s)
{
	(void)s;
	b = database_open();
	database_must(database_script(b.url, "insert into org (org_id, name, host, short_name, parent_name) values (1, 'a', '', 'a', 'b')"));
	sessions_open(&sessions);
	struct http_config c = { .listen = "127.0.0.1:0", .db_url = b.url, .acts = b.acts, .sessions = sessions, .routes = routes,
		.trusted_proxy = "127.0.0.1", .pages = { .failure = fail_page } };
	sem_init(&may_end, 0, 0);
	order_n = 0;
	database_must(http_start(&server, &c));
	return 0;
}

static int close_server(void **s)
{
	(void)s;
	let_end(1000); /* a test that failed still holds some */
	http_stop(server);
	b.acts = NULL;
	sessions_close(sessions);
	sem_destroy(&may_end);
	database_close(&b);
	return 0;
}

static int call(void)
{
	struct sockaddr_in here = { .sin_family = AF_INET, .sin_port = htons((uint16_t)http_port(server)) };
	struct timeval patience = { .tv_sec = 20 };
	inet_pton(AF_INET, "127.0.0.1", &here.sin_addr);
	int fd = socket(AF_INET, SOCK_STREAM, 0);
	assert_int_equal(connect(fd, (struct sockaddr *)&here, sizeof here), 0);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof patience);
	return fd;
}

static void ask(int fd, const char *path, const char *address, const char *form)
{
	ARENA a = { 0 };
	const char *forwarded = address ? arena_fmt(&a, "X-Forwarded-For: %s\r\n", address) : "";
	const char *text = arena_fmt(&a, "POST %s HTTP/1.1\r\nHost: x\r\n%sContent-Type: application/x-www-form-urlencoded\r\n"
		"Content-Length: %zu\r\n\r\n%s", path, forwarded, strlen(form), form);
	assert_int_equal(send(fd, text, strlen(text), MSG_NOSIGNAL), strlen(text));
}

static int post(const char *address, const char *form)
{
	int fd = call();
	ask(fd, "/slow", address, form);
	return fd;
}

/* The answer of one request, whole. */
static void expect(int fd, const char *first, const char *second)
{
	static char got[8192];
	size_t n = 0;
	const char *body = NULL;

	while (!body || strlen(body) < strtoul(strstr(got, "Content-Length: ") + 16, NULL, 10)) {
		ssize_t more = recv(fd, got + n, sizeof got - n - 1, 0);
		assert_true(more > 0);
		n += (size_t)more;
		got[n] = 0;
		body = strstr(got, "\r\n\r\n");
		body = body ? body + 4 : NULL;
	}
	if (!strstr(got, first) || !strstr(body, second))
		fail_msg("wanted %s … %s, got %s", first, second, got);
}

static int waiting(void)
{
	struct workers *w = &server->lanes[LANE_PASSWORD];
	pthread_mutex_lock(&w->lock);
	int n = w->waiting;
	pthread_mutex_unlock(&w->lock);
	return n;
}

/* Until so many run and so many wait. */
static void settle(int run, int wait)
{
	for (int i = 0; i < 20000 && (atomic_load(&running) != run || waiting() != wait); i++)
		usleep(1000);
	assert_int_equal(atomic_load(&running), run);
	assert_int_equal(waiting(), wait);
}

static void fill(int *fd, int n)
{
	ARENA a = { 0 };
	for (int i = 0; i < n; i++) {
		fd[i] = post(NULL, arena_fmt(&a, "name=%d", i));
		settle(i < PASSWORDS_AT_ONCE ? i + 1 : PASSWORDS_AT_ONCE, i < PASSWORDS_AT_ONCE ? 0 : i + 1 - PASSWORDS_AT_ONCE);
	}
}

enum { FULL = PASSWORDS_AT_ONCE + PLACES };

static void nothing_else_waits_and_it_is_bounded(void **s)
{
	(void)s;
	int fd[FULL];
	fill(fd, FULL);

	int quick = call();
	assert_true(send(quick, "GET /quick HTTP/1.1\r\nHost: x\r\n\r\n", 33, 0) > 0);
	expect(quick, "HTTP/1.1 200", "quick");
	int late = post(NULL, "name=late");
	expect(late, "HTTP/1.1 503", "lane_full kept late");
	ask(late, "/inline", NULL, "name=late");
	expect(late, "Retry-After: 5", "lane_full kept late");
	int known = post(NULL, "name=known&known=1");
	settle(PASSWORDS_AT_ONCE, PLACES + 1);

	let_end(FULL + 1);
	for (int i = 0; i < FULL; i++)
		expect(fd[i], "HTTP/1.1 200", "done");
	expect(known, "HTTP/1.1 200", "done known");
	assert_int_equal(order_n, FULL + 1);
	assert_string_equal(order[PASSWORDS_AT_ONCE], "known");
	assert_string_equal(order[PASSWORDS_AT_ONCE + 1], "2");
	assert_string_equal(order[FULL], "65");
	for (int i = 0; i < FULL; i++)
		close(fd[i]);
	close(quick);
	close(late);
	close(known);
}

static void nobody_works_for_who_has_gone(void **s)
{
	(void)s;
	int fd[FULL];
	fill(fd, FULL);

	for (int i = 10; i < 20; i++)
		close(fd[i]);
	int next = post(NULL, "name=next"); /* the lane was full: their places are free */
	settle(PASSWORDS_AT_ONCE, PLACES - 10 + 1);
	close(fd[FULL - 1]); /* gone, but nobody needed its place */
	let_end(FULL);
	expect(next, "HTTP/1.1 200", "done next");
	settle(0, 0);
	assert_int_equal(order_n, FULL + 1 - 11);
	for (int i = 0; i < order_n; i++)
		assert_false(strlen(order[i]) == 2 && order[i][0] == '1');
	for (int i = 0; i < FULL; i++)
		if (i != FULL - 1 && (i < 10 || i >= 20))
			close(fd[i]);
	close(next);
}

static void one_address_does_not_fill_it(void **s)
{
	(void)s;
	int fd[PASSWORDS_AT_ONCE + ADDRESS_PLACES];
	fill(fd, PASSWORDS_AT_ONCE);
	for (int i = 0; i < ADDRESS_PLACES; i++) {
		fd[PASSWORDS_AT_ONCE + i] = post(i % 2 ? "2001:db8:1:2::7" : "2001:db8:1:2::8", "name=storm");
		settle(PASSWORDS_AT_ONCE, i + 1);
	}
	int same = post("2001:db8:1:2::9", "name=same");
	expect(same, "HTTP/1.1 503", "lane_full kept same");
	int other = post("2001:db8:1:3::9", "name=other");
	settle(PASSWORDS_AT_ONCE, ADDRESS_PLACES + 1);
	let_end(300);
	expect(other, "HTTP/1.1 200", "done other");
	for (size_t i = 0; i < COUNT_OF(fd); i++) {
		expect(fd[i], "HTTP/1.1 200", "done");
		close(fd[i]);
	}
	close(same);
	close(other);
}

static void who_had_a_turn_comes_after_who_had_none(void **s)
{
	(void)s;
	int fd[PASSWORDS_AT_ONCE];
	int again = post(NULL, "name=first");
	let_end(1);
	expect(again, "HTTP/1.1 200", "done first");
	fill(fd, PASSWORDS_AT_ONCE);
	ask(again, "/slow", NULL, "name=again");
	settle(PASSWORDS_AT_ONCE, 1);
	int fresh = post(NULL, "name=fresh");
	settle(PASSWORDS_AT_ONCE, 2);
	let_end(1);
	for (int i = 0; i < 20000 && waiting() > 1; i++)
		usleep(1000);
	let_end(300);
	expect(again, "HTTP/1.1 200", "done again");
	expect(fresh, "HTTP/1.1 200", "done fresh");
	assert_string_equal(order[1 + PASSWORDS_AT_ONCE], "fresh");
	for (int i = 0; i < PASSWORDS_AT_ONCE; i++)
		close(fd[i]);
	close(again);
	close(fresh);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(nothing_else_waits_and_it_is_bounded, open_server, close_server),
		cmocka_unit_test_setup_teardown(nobody_works_for_who_has_gone, open_server, close_server),
		cmocka_unit_test_setup_teardown(one_address_does_not_fill_it, open_server, close_server),
		cmocka_unit_test_setup_teardown(who_had_a_turn_comes_after_who_had_none, open_server, close_server),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
