/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/html/html.h"
#include "tests/test.h"
#include <string.h>

static const char *texted(arena *a, const char *s)
{
	struct html o = { .out.a = a };
	html_out(&o, s);
	return buf_str(&o.out);
}

static const char *addressed(arena *a, enum lang lang, const char *s)
{
	struct html o = { .out.a = a, .lang = lang };
	html_url(&o, s);
	return buf_str(&o.out);
}

static void text_is_escaped(void **s)
{
	(void)s;
	ARENA a = { 0 };
	assert_string_equal(texted(&a, "<a href=\"x\" b='y'>&</a>"), "&lt;a href=&quot;x&quot; b=&#39;y&#39;&gt;&amp;&lt;/a&gt;");
	assert_string_equal(texted(&a, "Đỗ Thanh Tùng"), "Đỗ Thanh Tùng");
	assert_string_equal(texted(&a, NULL), "");
	assert_string_equal(texted(&a, "&"), "&amp;");
}

static void numbers_need_no_escape(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct html o = { .out.a = &a };
	html_out(&o, INT64_MIN);
	html_raw(&o, "|", 1);
	html_out(&o, 7);
	html_raw_text(&o, "<b>");
	assert_string_equal(buf_str(&o.out), "-9223372036854775808|7<b>");
}

static void addresses_are_ours_or_harmless(void **s)
{
	(void)s;
	static const struct { const char *in, *vi, *en; } c[] = {
		{ "/ke-hoach?sau=3&x=1", "/ke-hoach?sau=3&amp;x=1", "/en/ke-hoach?sau=3&amp;x=1" },
		{ "/", "/", "/en/" },
		{ "/tinh/so.1.css", "/tinh/so.1.css", "/tinh/so.1.css" },
		{ "#x", "#x", "#x" },
		{ "?sau=1", "?sau=1", "?sau=1" },
		{ "https://example.vn/", "https://example.vn/", "https://example.vn/" },
		{ "mailto:a@b.vn", "mailto:a@b.vn", "mailto:a@b.vn" },
		{ "//evil.example", "#", "#" },
		{ "/\\evil.example", "#", "#" },
		{ "javascript:go()", "#", "#" },
		{ " javascript:go()", "#", "#" },
		{ "data:text/html,x", "#", "#" },
		{ "ke-hoach", "#", "#" },
		{ "", "#", "#" },
		{ NULL, "#", "#" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		assert_string_equal(addressed(&a, LANG_VI, c[i].in), c[i].vi);
		assert_string_equal(addressed(&a, LANG_EN, c[i].in), c[i].en);
	}
}

static void vietnamese_is_its_own_translation(void **s)
{
	(void)s;
	static const char key[] = "Đăng nhập";
	assert_ptr_equal(tr(LANG_VI, key), key);
	assert_string_equal(tr(LANG_EN, key), "Sign in");
	assert_string_equal(tr(LANG_EN, "câu không ai dịch"), "câu không ai dịch");
}

static void places_are_filled(void **s)
{
	(void)s;
	ARENA a = { 0 };
	assert_string_equal(tr_with(&a, LANG_VI, "{1} rồi {0}", "a", 2), "2 rồi a");
	assert_string_equal(tr_with(&a, LANG_VI, "{0}{0} {2", "a"), "aa {2");
	assert_string_equal(tr_with(&a, LANG_VI, "{0} {1} {2} {3}", "a", "{0}", 3), "a {0} 3 {3}");
	assert_string_equal(tr_with(&a, LANG_EN, "Mã lỗi {0}", "7f"), "Error code 7f");
}

static void a_failure_speaks_both_languages(void **s)
{
	(void)s;
	ARENA a = { 0 };
	err e = FAIL(E_MISSING, "person_missing", "Không có người dùng nào có thư công vụ {0}.", .arg = { "x@y" });
	assert_string_equal(tr_err(&a, LANG_VI, &e), "Không có người dùng nào có thư công vụ x@y.");
	assert_string_equal(tr_err(&a, LANG_EN, &e), "No user has the official e-mail x@y.");
	err back = FAIL(E_RULE, "x", N_("Lùi từ “{0}” về “{1}” thì viết lý do vào ô kết quả."), .arg = { "Xong", "VP" });
	assert_non_null(strstr(tr_err(&a, LANG_VI, &back), "“Xong”"));
	assert_non_null(strstr(tr_err(&a, LANG_EN, &back), "Done")); /* our own words, not those of people */
	assert_non_null(strstr(tr_err(&a, LANG_EN, &back), "VP"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(text_is_escaped),
		cmocka_unit_test(numbers_need_no_escape),
		cmocka_unit_test(addresses_are_ours_or_harmless),
		cmocka_unit_test(vietnamese_is_its_own_translation),
		cmocka_unit_test(places_are_filled),
		cmocka_unit_test(a_failure_speaks_both_languages),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
