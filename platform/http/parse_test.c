/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/parse.h"
#include "tests/test.h"
#include <string.h>

static void targets_are_read_strictly(void **s)
{
	(void)s;
	static const struct { const char *raw, *path, *query; enum lang lang; } c[] = {
		{ "/", "/", "", LANG_VI },
		{ "/en", "/", "", LANG_EN },
		{ "/en/", "/", "", LANG_EN },
		{ "/english", "/english", "", LANG_VI },
		{ "/en/ke-hoach?a=1", "/ke-hoach", "a=1", LANG_EN },
		{ "/a?b?c", "/a", "b?c", LANG_VI },
		{ "/a?b=%2F", "/a", "b=%2F", LANG_VI },
		{ "/%C4%91", "/đ", "", LANG_VI },
		{ "/a%CC%81", "/á", "", LANG_VI }, /* decomposed becomes NFC */
		{ "", NULL, NULL, LANG_VI },
		{ "a", NULL, NULL, LANG_VI },
		{ "http://x/", NULL, NULL, LANG_VI },
		{ "/a b", NULL, NULL, LANG_VI },
		{ "/a%", NULL, NULL, LANG_VI },
		{ "/a%4", NULL, NULL, LANG_VI },
		{ "/a%4g", NULL, NULL, LANG_VI },
		{ "/a%00", NULL, NULL, LANG_VI },
		{ "/a%0a", NULL, NULL, LANG_VI },
		{ "/a%7f", NULL, NULL, LANG_VI },
		{ "/a%2fb", NULL, NULL, LANG_VI },
		{ "/a%5Cb", NULL, NULL, LANG_VI },
		{ "/a\\b", NULL, NULL, LANG_VI },
		{ "/a#b", NULL, NULL, LANG_VI },
		{ "/%c0%af", NULL, NULL, LANG_VI },
		{ "/%ed%a0%80", NULL, NULL, LANG_VI },
		{ "/%ff", NULL, NULL, LANG_VI },
		{ "/\xc4\x91", NULL, NULL, LANG_VI },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct target t = { 0 };
		assert_int_equal(target_read(&a, c[i].raw, &t), c[i].path != NULL);
		if (!c[i].path)
			continue;
		assert_string_equal(t.path, c[i].path);
		assert_string_equal(t.query_text, c[i].query);
		assert_int_equal(t.lang, c[i].lang);
	}
}

static const struct field *fields(arena *a, const char *s)
{
	const struct field *f = NULL;
	return fields_read(a, s, strlen(s), &f) ? f : NULL;
}

static void fields_are_decoded_and_cleaned(void **s)
{
	(void)s;
	ARENA a = { 0 };
	const struct field *f = fields(&a, "a=1+2&b=%C4%91&&c&d==&a=%0D%0Ax&e=%01");
	assert_string_equal(f[0].name, "a");
	assert_string_equal(f[0].value, "1 2");
	assert_string_equal(f[1].value, "đ");
	assert_string_equal(f[2].name, "c");
	assert_string_equal(f[2].value, "");
	assert_string_equal(f[3].value, "=");
	assert_string_equal(f[4].value, "\nx");
	assert_string_equal(f[5].value, " ");
	assert_null(f[6].name);
	struct req q = { .form = f, .query = f };
	assert_string_equal(form(&q, "a"), "1 2");
	assert_string_equal(query(&q, "z"), "");
	assert_true(form_has(&q, "a", "\nx"));
	assert_false(form_has(&q, "a", "x"));
	assert_null(fields(&a, "")[0].name);
	assert_null(fields(&a, "a=%"));
	assert_null(fields(&a, "a=%f"));
	assert_null(fields(&a, "%ff=1"));
	assert_null(fields(&a, "a=%00"));
	assert_null(fields(&a, "a=\xc0\xaf"));
}

static void fields_are_counted(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct buf many = { .a = &a };
	for (int i = 0; i < FIELDS_MOST; i++)
		buf_text(&many, "a=1&");
	assert_non_null(fields(&a, buf_str(&many)));
	buf_text(&many, "a=1");
	assert_null(fields(&a, buf_str(&many)));
}

static void one_cookie_of_a_name(void **s)
{
	(void)s;
	ARENA a = { 0 };
	assert_string_equal(cookie_read(&a, "__Host-danchu=x", "__Host-danchu"), "x");
	assert_string_equal(cookie_read(&a, "a=1; __Host-danchu=x; b=2", "__Host-danchu"), "x");
	assert_string_equal(cookie_read(&a, "a=1;__Host-danchu=", "__Host-danchu"), "");
	assert_null(cookie_read(&a, "__Host-danchu=x; __Host-danchu=y", "__Host-danchu"));
	assert_null(cookie_read(&a, "x__Host-danchu=x", "__Host-danchu"));
	assert_null(cookie_read(&a, "__host-danchu=x", "__Host-danchu"));
	assert_null(cookie_read(&a, "", "__Host-danchu"));
	assert_null(cookie_read(&a, NULL, "__Host-danchu"));
}

static void only_forms_are_forms(void **s)
{
	(void)s;
	assert_true(type_is_form("application/x-www-form-urlencoded; charset=UTF-8"));
	assert_true(type_is_form("APPLICATION/x-www-form-urlencoded"));
	assert_false(type_is_form("application/x-www-form-urlencoded2"));
	assert_false(type_is_form("text/plain"));
	assert_false(type_is_form(NULL));
}

static err nothing(const struct req *q, struct res *p)
{
	(void)q;
	(void)p;
	return OK;
}

static const struct route table[] = {
	{ "GET", "/", nothing, CAP_NONE, PUBLIC, 0 },
	{ "GET", "/a", nothing, CAP_NONE, PUBLIC, 0 },
	{ "GET", "/a/nhap", nothing, CAP_NONE, PUBLIC, 0 },
	{ "GET", "/a/:id", nothing, CAP_NONE, PUBLIC, 0 },
	{ "POST", "/a/:id/b/:part", nothing, CAP_NONE, PUBLIC, 0 },
	{ "POST", "/l/:word", nothing, CAP_NONE, PUBLIC, 0 },
	{ 0 },
};

static void routes_match_whole_paths(void **s)
{
	(void)s;
	static const struct { const char *method, *path; int row; int64_t id, part; const char *word; bool other; } c[] = {
		{ "GET", "/", 0, 0, 0, "", false },
		{ "HEAD", "/a", 1, 0, 0, "", false },
		{ "GET", "/a/nhap", 2, 0, 0, "", false },
		{ "GET", "/a/7", 3, 7, 0, "", false },
		{ "GET", "/a/9223372036854775807", 3, INT64_MAX, 0, "", false },
		{ "POST", "/a/7/b/8", 4, 7, 8, "", false },
		{ "POST", "/l/Ab-_9", 5, 0, 0, "Ab-_9", false },
		{ "POST", "/", -1, 0, 0, "", true },
		{ "POST", "/a/7", -1, 0, 0, "", true },
		{ "GET", "/a/", -1, 0, 0, "", false },
		{ "GET", "//a", -1, 0, 0, "", false },
		{ "GET", "/A", -1, 0, 0, "", false },
		{ "GET", "/a/0", -1, 0, 0, "", false },
		{ "GET", "/a/07", -1, 0, 0, "", false },
		{ "GET", "/a/-7", -1, 0, 0, "", false },
		{ "GET", "/a/+7", -1, 0, 0, "", false },
		{ "GET", "/a/7x", -1, 0, 0, "", false },
		{ "GET", "/a/9223372036854775808", -1, 0, 0, "", false },
		{ "GET", "/a/7/", -1, 0, 0, "", false },
		{ "GET", "/a/7/b", -1, 0, 0, "", false },
		{ "POST", "/l/", -1, 0, 0, "", false },
		{ "POST", "/l/a.b", -1, 0, 0, "", false },
		{ "POST", "/l/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", -1, 0, 0, "", false },
		{ "GET", "", -1, 0, 0, "", false },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct match m = route_match(table, &a, c[i].method, c[i].path);
		assert_ptr_equal(m.route, c[i].row < 0 ? NULL : &table[c[i].row]);
		assert_true(m.id == c[i].id && m.part == c[i].part);
		assert_string_equal(m.word, c[i].word);
		assert_int_equal(m.other_method, c[i].other);
	}
}

static void the_nearest_proxy_writes_last(void **state)
{
	(void)state;
	static const struct { const char *header, *address; } c[] = {
		{ "10.1.2.3", "10.1.2.3" }, { "1.2.3.4, 10.1.2.3", "10.1.2.3" }, { "1.2.3.4,\t2001:db8::1 ", "2001:db8::1" },
		{ "", NULL }, { "10.1.2.3,", NULL }, { "10.1.2.3, unknown", NULL }, { "10.1.2.3:80", NULL }, { "10.1.2.300", NULL },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		const char *address = forwarded_read(&a, c[i].header);
		assert_true(str_eq(address, c[i].address));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(targets_are_read_strictly),
		cmocka_unit_test(fields_are_decoded_and_cleaned),
		cmocka_unit_test(fields_are_counted),
		cmocka_unit_test(one_cookie_of_a_name),
		cmocka_unit_test(only_forms_are_forms),
		cmocka_unit_test(the_nearest_proxy_writes_last),
		cmocka_unit_test(routes_match_whole_paths),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
