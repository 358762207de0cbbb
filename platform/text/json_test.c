/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/text/json.h"
#include "tests/test.h"
#include <string.h>

static void values_in_their_places(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct json j = { .out.a = &a };
	json_open(&j, NULL, '{');
	json_text(&j, "ref", "II.12");
	json_text(&j, "lead", NULL);
	json_int(&j, "year", INT64_MIN);
	json_bool(&j, "confirmed", true);
	json_bool(&j, "not_yet", false);
	json_null(&j, "day");
	json_open(&j, "none", '[');
	json_close(&j);
	json_open(&j, "empty", '{');
	json_close(&j);
	json_open(&j, "list", '[');
	json_text(&j, NULL, "một");
	json_int(&j, NULL, 2);
	json_open(&j, NULL, '{');
	json_text(&j, "x", "");
	json_close(&j);
	json_close(&j);
	json_close(&j);
	assert_string_equal(buf_str(&j.out),
		"{\n"
		"  \"ref\": \"II.12\",\n"
		"  \"lead\": null,\n"
		"  \"year\": -9223372036854775808,\n"
		"  \"confirmed\": true,\n"
		"  \"not_yet\": false,\n"
		"  \"day\": null,\n"
		"  \"none\": [],\n"
		"  \"empty\": {},\n"
		"  \"list\": [\n"
		"    \"một\",\n"
		"    2,\n"
		"    {\n"
		"      \"x\": \"\"\n"
		"    }\n"
		"  ]\n"
		"}\n");
}

static void a_list_at_the_top(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct json j = { .out.a = &a };
	json_open(&j, NULL, '[');
	json_close(&j);
	assert_string_equal(buf_str(&j.out), "[]\n");
}

static void strings_are_escaped(void **s)
{
	(void)s;
	static const struct { const char *text, *quoted; } c[] = {
		{ "", "\"\"" },
		{ "Điều 3 – “công khai” 😀", "\"Điều 3 – “công khai” 😀\"" },
		{ "\"Dân vận khéo\"", "\"\\\"Dân vận khéo\\\"\"" },
		{ "a\\b", "\"a\\\\b\"" },
		{ "a\nb", "\"a\\nb\"" },
		{ "a\tb\rc\x01", "\"a\\u0009b\\u000dc\\u0001\"" },
		{ "\x7f</script>", "\"\x7f</script>\"" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct buf o = { .a = &a };
		json_quote(&o, c[i].text);
		assert_string_equal(buf_str(&o), c[i].quoted);
	}
	struct json j = { .out.a = &a };
	json_open(&j, NULL, '{');
	json_text(&j, "a\"b", "c"); /* a name is a string too */
	json_close(&j);
	assert_string_equal(buf_str(&j.out), "{\n  \"a\\\"b\": \"c\"\n}\n");
}

static void depth_as_far_as_promised(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct json j = { .out.a = &a };
	for (int i = 0; i < JSON_DEPTH; i++)
		json_open(&j, NULL, '[');
	json_int(&j, NULL, 1);
	for (int i = 0; i < JSON_DEPTH; i++)
		json_close(&j);
	assert_int_equal(j.depth, 0);
	const char *out = buf_str(&j.out);
	size_t opened = 0, closed = 0;
	for (const char *p = out; *p; p++) {
		opened += *p == '[';
		closed += *p == ']';
	}
	assert_int_equal(opened, JSON_DEPTH);
	assert_int_equal(closed, JSON_DEPTH);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_in_their_places),
		cmocka_unit_test(a_list_at_the_top),
		cmocka_unit_test(strings_are_escaped),
		cmocka_unit_test(depth_as_far_as_promised),
	};
	return cmocka_run_group_tests_name("json", tests, NULL, NULL);
}
