/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/site.h"
#include "tests/test.h"

static void addresses_are_written_as_browsers_write_them(void **state)
{
	(void)state;
	static const struct {
		const char *typed, *want; /* NULL: refused */
	} rows[] = {
		{ "https://danchu.so.gov.vn", "https://danchu.so.gov.vn" },
		{ "https://danchu.so.gov.vn/", "https://danchu.so.gov.vn" },
		{ " HTTPS://Danchu.SO.gov.vn:443// ", "https://danchu.so.gov.vn" },
		{ "http://10.0.0.7:80", "http://10.0.0.7" },
		{ "https://a.vn:80", "https://a.vn:80" },
		{ "http://127.0.0.1:8080/", "http://127.0.0.1:8080" },
		{ "http://[::1]:8080", "http://[::1]:8080" },
		{ "https://xn--s-7ja.vn", "https://xn--s-7ja.vn" },
		{ "danchu.so.gov.vn", NULL },
		{ "ftp://a.vn", NULL },
		{ "https://a.vn/danchu", NULL },
		{ "https://a.vn?x=1", NULL },
		{ "https://a.vn#x", NULL },
		{ "https://lan@a.vn", NULL },
		{ "https://sở.vn", NULL },
		{ "https://a.vn:0", NULL },
		{ "https://a.vn:65536", NULL },
		{ "https://a.vn:", NULL },
		{ "https://", NULL },
		{ "https://-a.vn", NULL },
		{ "https://a b.vn", NULL },
		{ "https://[::1", NULL },
		{ "", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		ARENA a = { 0 };
		const char *got = NULL;
		err e = site_read(&a, rows[i].typed, &got);
		if (!rows[i].want)
			assert_true(e.kind == E_INPUT && !got && e.say && e.arg[0]);
		else if (e.kind || !str_eq(got, rows[i].want))
			fail_msg("%s: %s", rows[i].typed, e.kind ? e.say : got);
	}
}

static void loopback(void **state)
{
	(void)state;
	static const char *const here[] = { "127.0.0.1", "127.0.0.1:8080", "127.3.2.1:1", "localhost", "LOCALHOST:80", "[::1]", "[::1]:90" };
	static const char *const there[] = { "", "10.0.0.1", "127.0.0.1.evil.vn", "localhost.vn", "[::1]x", "128.0.0.1:8080", "so.vn" };
	for (size_t i = 0; i < COUNT_OF(here); i++)
		assert_true(site_is_loopback(here[i]));
	for (size_t i = 0; i < COUNT_OF(there); i++)
		assert_false(site_is_loopback(there[i]));
	assert_false(site_is_loopback(NULL));
}

static void origins(void **state)
{
	(void)state;
	assert_true(origin_is_ours("https://a.vn", "a.vn", NULL));
	assert_true(origin_is_ours("https://a.vn", "A.vn:443", NULL));
	assert_true(origin_is_ours("http://a.vn", "a.vn:80", NULL));
	assert_false(origin_is_ours("http://a.vn", "a.vn:443", NULL));
	assert_false(origin_is_ours("https://b.vn", "a.vn", NULL));
	assert_false(origin_is_ours("https://a.vn.evil", "a.vn", NULL));
	assert_true(origin_is_ours("http://a.vn:8080", "a.vn:8080", NULL));
	assert_false(origin_is_ours("http://a.vn", "a.vn:8080", NULL));
	assert_false(origin_is_ours("http://", "", NULL));
	assert_false(origin_is_ours("ftp://a.vn", "a.vn", NULL));
	assert_false(origin_is_ours("", "a.vn", NULL));
	assert_false(origin_is_ours("null", "a.vn", NULL));
	assert_false(origin_is_ours("https://a.vn", NULL, NULL));
	assert_true(origin_is_ours("https://a.vn", "10.0.0.1:8080", "https://a.vn"));
	assert_false(origin_is_ours("http://10.0.0.1:8080", "10.0.0.1:8080", "https://a.vn"));
}

static void cookies_that_would_be_dropped(void **state)
{
	(void)state;
	assert_true(site_keeps_cookies(&(struct site_way){ .host = "127.0.0.1:8080" }));
	assert_false(site_keeps_cookies(&(struct site_way){ .host = "10.0.0.7:8080" }));
	assert_false(site_keeps_cookies(&(struct site_way){ .host = "10.0.0.7", .base_url = "http://10.0.0.7" }));
	assert_true(site_keeps_cookies(&(struct site_way){ .host = "so.vn", .base_url = "https://so.vn" }));
	assert_true(site_keeps_cookies(&(struct site_way){ .host = "so.vn", .forwarded_proto = "https" }));
	assert_false(site_keeps_cookies(&(struct site_way){ .host = "so.vn", .forwarded_proto = "http", .base_url = "https://so.vn" }));
	assert_true(site_keeps_cookies(&(struct site_way){ .host = "so.vn", .fetch_site = "none" }));
	assert_true(site_keeps_cookies(&(struct site_way){ .host = "so.vn", .origin = "https://so.vn" }));
	assert_false(site_keeps_cookies(&(struct site_way){ .host = "so.vn", .origin = "http://so.vn", .base_url = "https://so.vn" }));
}

static void names_of_cookies(void **state)
{
	ARENA a = { 0 };
	(void)state;
	assert_string_equal(site_cookie(&a, "x", "127.0.0.1:8081"), "x-8081");
	assert_string_equal(site_cookie(&a, "x", "localhost:8081"), "x-8081");
	assert_string_equal(site_cookie(&a, "x", "127.0.0.1"), "x");
	assert_string_equal(site_cookie(&a, "x", "so.vn:8081"), "x");
	assert_string_equal(site_cookie(&a, "x", "127.0.0.1:99999"), "x");
	assert_string_equal(site_cookie(&a, "x", NULL), "x");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(addresses_are_written_as_browsers_write_them),
		cmocka_unit_test(loopback),
		cmocka_unit_test(origins),
		cmocka_unit_test(cookies_that_would_be_dropped),
		cmocka_unit_test(names_of_cookies),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
