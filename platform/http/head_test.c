/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every fault of a head alone, and every head in every cut: what is whole or refused does not depend on how it came. */
#include "platform/http/head.h"
#include "tests/test.h"
#include <string.h>

#define LINE "GET /a?b=c HTTP/1.1\r\n"
#define HOST "Host: x\r\n"
#define TEXT(s) s, sizeof(s) - 1

static const struct {
	const char *b;
	size_t n;
	int refused;                    /* 0: whole, all of it the head */
	int64_t length;
} c[] = {
	{ TEXT(LINE HOST "\r\n"), 0, 0 },
	{ TEXT("\r\n" LINE HOST "\r\n"), 0, 0 },
	{ TEXT("GET / HTTP/1.0\r\n\r\n"), 0, 0 },
	{ TEXT("POST / HTTP/1.1\r\nHost:x\r\ncontent-length: \t007 \t\r\n\r\n"), 0, 7 },
	{ TEXT(LINE HOST "X-Y: a\tb \xc4\x91\r\nX-Z:\r\n\r\n"), 0, 0 },
	{ TEXT("\r\n\r\n"), 400, 0 },
	{ TEXT("\n"), 400, 0 },
	{ TEXT(" GET / HTTP/1.1\r\n"), 400, 0 },
	{ TEXT("GET  / HTTP/1.1\r\n"), 400, 0 },
	{ TEXT("GET / HTTP/1.1 \r\n"), 400, 0 },
	{ TEXT("GET / HTTP/1.1\n"), 400, 0 },
	{ TEXT("GET / HTTP/1.1\r\r\n"), 400, 0 },
	{ TEXT("GET / http/1.1\r\n"), 400, 0 },
	{ TEXT("GET / HTTP/2.0\r\n"), 400, 0 },
	{ TEXT("GET /\r\n"), 400, 0 },
	{ TEXT("GET\r\n"), 400, 0 },
	{ TEXT("GET /\t HTTP/1.1\r\n"), 400, 0 },
	{ TEXT("GET /\xc4\x91 HTTP/1.1\r\n"), 400, 0 },
	{ TEXT("G(T / HTTP/1.1\r\n"), 400, 0 },
	{ TEXT("\0 / HTTP/1.1\r\n"), 400, 0 },
	{ TEXT(LINE "\r\n"), 400, 0 },
	{ TEXT(LINE HOST HOST), 400, 0 },
	{ TEXT(LINE "Host: x/y\r\n"), 400, 0 },
	{ TEXT(LINE HOST "X-Y : 1\r\n"), 400, 0 },
	{ TEXT(LINE HOST "X-Y\t: 1\r\n"), 400, 0 },
	{ TEXT(LINE HOST "X-Y\r\n"), 400, 0 },
	{ TEXT(LINE HOST ": 1\r\n"), 400, 0 },
	{ TEXT(LINE HOST "X-Y: 1\r\n 2: 3\r\n"), 400, 0 },
	{ TEXT(LINE HOST "X-Y: 1\r\n\t2: 3\r\n"), 400, 0 },
	{ TEXT(LINE HOST "X-Y: 1\n"), 400, 0 },
	{ TEXT(LINE HOST "X-Y: 1\r2\r\n"), 400, 0 },
	{ TEXT(LINE HOST "X-Y: 1\0\r\n"), 400, 0 },
	{ TEXT(LINE HOST "X\0Y: 1\r\n"), 400, 0 },
	{ TEXT(LINE HOST "X-Y: \x7f\r\n"), 400, 0 },
	{ TEXT(LINE HOST "\0\r\n"), 400, 0 },
	{ TEXT(LINE HOST "Content-Length: 1\r\ncontent-length: 1\r\n"), 400, 0 },
	{ TEXT(LINE HOST "Content-Length:\r\n"), 400, 0 },
	{ TEXT(LINE HOST "Content-Length: -1\r\n"), 400, 0 },
	{ TEXT(LINE HOST "Content-Length: 1 1\r\n"), 400, 0 },
	{ TEXT(LINE HOST "Content-Length: 1234567890123456789\r\n"), 400, 0 },
	{ TEXT(LINE HOST "Cookie: a=b\r\nCookie: a=b\r\n"), 400, 0 },
	{ TEXT(LINE HOST "Transfer-Encoding: chunked\r\n\r\n"), 411, 0 },
	{ TEXT(LINE HOST "Transfer-Encoding: CHUNKED\r\n\r\n"), 411, 0 },
	{ TEXT(LINE HOST "Transfer-Encoding: gzip, chunked\r\n\r\n"), 400, 0 },
	{ TEXT(LINE HOST "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n"), 400, 0 },
	{ TEXT(LINE HOST "Transfer-Encoding: chunked\r\nContent-Length: 1\r\n\r\n"), 400, 0 },
	{ TEXT("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n"), 400, 0 },
};

/* All that came so far, one piece after the other. */
static size_t read_in_two(struct head *h, const char *b, size_t n, size_t cut)
{
	size_t whole = head_read(h, b, cut);
	return whole || h->refused ? whole : head_read(h, b, n);
}

static void each_head_in_each_cut(void **s)
{
	(void)s;
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		for (size_t cut = 0; cut <= c[i].n; cut++) {
			struct head h = { 0 };
			size_t whole = read_in_two(&h, c[i].b, c[i].n, cut);
			if (h.refused != c[i].refused || whole != (c[i].refused ? 0 : c[i].n) || (whole && h.length != c[i].length))
				fail_msg("row %zu cut at %zu: %d, %zu of %zu", i, cut, h.refused, whole, c[i].n);
		}
	}
}

/* What came behind a head is not looked at. */
static void it_ends_where_it_ends(void **s)
{
	(void)s;
	static const char two[] = LINE HOST "\r\n\0nonsense\n";
	struct head h = { 0 };
	assert_int_equal(head_read(&h, two, sizeof two - 1), sizeof(LINE HOST "\r\n") - 1);
}

/* LINE, then this so many times: the verdict before the head is whole. */
static int verdict(const char *before, const char *again, int times)
{
	ARENA a = { 0 };
	struct buf o = { .a = &a };
	struct head h = { 0 };
	buf_text(&o, before);
	for (int i = 0; i < times; i++)
		buf_text(&o, again);
	assert_int_equal(head_read(&h, o.b, o.n), 0);
	return h.refused;
}

static void there_is_so_much_of_each(void **s)
{
	(void)s;
	assert_int_equal(verdict("GET /", "a", LINE_MOST - 5), 0);
	assert_int_equal(verdict("GET /", "a", LINE_MOST - 4), 414);
	assert_int_equal(verdict(LINE HOST "X: ", "a", LINE_MOST - 3), 0);
	assert_int_equal(verdict(LINE HOST "X: ", "a", LINE_MOST - 2), 431);
	assert_int_equal(verdict(LINE HOST, "X: 1\r\n", LINES_MOST - 2), 0);
	assert_int_equal(verdict(LINE HOST, "X: 1\r\n", LINES_MOST - 1), 431);
	assert_int_equal(verdict(LINE HOST, "X: 1234567890123456789012345678901234567890123456789012345678901234567890"
		"12345678901234567890123456789012345678901234567890123456789012345678901234567890\r\n", 60), 0);
	assert_int_equal(verdict(LINE HOST, "X: 1234567890123456789012345678901234567890123456789012345678901234567890"
		"12345678901234567890123456789012345678901234567890123456789012345678901234567890123456789012345\r\n", 62), 431);

	char many[200] = "";
	memset(many, '&', ARGUMENTS_MOST - 1);
	assert_int_equal(verdict("GET /?", many, 1), 0);
	ARENA a = { 0 };
	assert_int_equal(verdict(arena_fmt(&a, "GET /?%s HTTP/1.1\r\n", many), "", 0), 0);
	assert_int_equal(verdict(arena_fmt(&a, "GET /?%s& HTTP/1.1\r\n", many), "", 0), 414);
	memset(many, ';', PAIRS_MOST - 1);
	assert_int_equal(verdict(arena_fmt(&a, LINE HOST "Cookie: %s\r\n", many), "", 0), 0);
	assert_int_equal(verdict(arena_fmt(&a, LINE HOST "Cookie: %s;\r\n", many), "", 0), 431);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_head_in_each_cut),
		cmocka_unit_test(it_ends_where_it_ends),
		cmocka_unit_test(there_is_so_much_of_each),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
