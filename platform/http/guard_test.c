/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/inside.h"
#include "tests/test.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>
#include <unistd.h>

static bool accepted(struct guard *g, const char *text)
{
	struct address x = address_read(text);
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };
	memcpy(&six.sin6_addr, x.bytes, sizeof x.bytes); /* IPv4 as a socket of both families shows it */
	return guard_accept(g, (struct sockaddr *)&six, sizeof six) == MHD_YES;
}

/* n connections that came from one address. */
static void hold(struct guard *g, struct peer *peers, int n, const char *address)
{
	for (int i = 0; i < n; i++) {
		peers[i] = (struct peer){ .next = g->peers, .fd = -1, .address = address_read(address) };
		g->peers = &peers[i];
	}
}

static void one_address_holds_so_many(void **s)
{
	(void)s;
	static struct peer peers[3 * ADDRESS_MOST];
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct guard g;

	guard_open(&g, NULL);
	hold(&g, peers, ADDRESS_MOST - 1, "10.0.0.1");
	assert_true(accepted(&g, "10.0.0.1"));
	hold(&g, peers + ADDRESS_MOST, 1, "::ffff:10.0.0.1");
	assert_false(accepted(&g, "10.0.0.1"));
	inet_pton(AF_INET, "10.0.0.1", &four.sin_addr);
	assert_int_equal(guard_accept(&g, (struct sockaddr *)&four, sizeof four), MHD_NO);
	assert_true(accepted(&g, "10.0.0.2"));
	assert_true(accepted(&g, "::a00:1"));

	hold(&g, peers + ADDRESS_MOST + 1, ADDRESS_MOST, "127.0.0.1");
	assert_true(accepted(&g, "127.0.0.1"));
	assert_true(accepted(&g, "::1"));

	g.peers = NULL;
	hold(&g, peers, ADDRESS_MOST, "2001:db8:1:2::");
	assert_false(accepted(&g, "2001:db8:1:2:ffff::9")); /* the same subscriber */
	assert_true(accepted(&g, "2001:db8:1:3::9"));
}

static void the_proxy_stands_for_many(void **s)
{
	(void)s;
	static struct peer peers[2 * ADDRESS_MOST];
	struct guard g;

	guard_open(&g, "10.0.0.1");
	hold(&g, peers, ADDRESS_MOST, "10.0.0.1");
	hold(&g, peers + ADDRESS_MOST, ADDRESS_MOST, "10.0.0.2");
	assert_true(accepted(&g, "10.0.0.1"));
	assert_false(accepted(&g, "10.0.0.2"));
	g.peers = NULL;
	guard_open(&g, "2001:db8:1:2::7");
	hold(&g, peers, ADDRESS_MOST, "2001:db8:1:2::7");
	assert_true(accepted(&g, "2001:db8:1:2::7"));
	assert_false(accepted(&g, "2001:db8:1:2::8")); /* beside it, not it */
	guard_open(&g, "nonsense");
	assert_false(g.proxy.known);
}

static bool cut_off(int fd)
{
	char c;
	return recv(fd, &c, 1, MSG_DONTWAIT) == 0;
}

static void only_the_late_are_cut_off(void **s)
{
	(void)s;
	int late[2], early[2], ours[2];
	struct guard g;
	guard_open(&g, NULL);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, late), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, early), 0);
	assert_int_equal(socketpair(AF_UNIX, SOCK_STREAM, 0, ours), 0);
	struct peer third = { .fd = ours[0], .deadline_us = 0, .idle = true };
	struct peer second = { .fd = early[0], .deadline_us = 200, .next = &third };
	struct peer first = { .fd = late[0], .deadline_us = 100, .next = &second };
	g.peers = &first;

	guard_sweep(&g, 150);
	assert_true(cut_off(late[1]));
	assert_false(cut_off(early[1]) || cut_off(ours[1]));
	guard_end_idle(&g, false);
	assert_true(cut_off(ours[1]));
	assert_false(cut_off(early[1]));

	peer_until(&second, 10);
	int64_t left = second.deadline_us - steady_us();
	assert_true(left > 9000000 && left <= 10000000);
	peer_until(&second, 0);
	assert_true(second.deadline_us == 0);
	for (int i = 0; i < 2; i++) {
		close(late[i]);
		close(early[i]);
		close(ours[i]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_address_holds_so_many),
		cmocka_unit_test(the_proxy_stands_for_many),
		cmocka_unit_test(only_the_late_are_cut_off),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
