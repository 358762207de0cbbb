/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/base/base.h"
#include "tests/test.h"
#include <string.h>

static void arena_gives_zeroed_aligned_memory(void **s)
{
	(void)s;
	ARENA a = { 0 };
	for (size_t n = 1; n < 200000; n = n * 3 + 1) {
		char *p = arena_get(&a, n);
		assert_int_equal((uintptr_t)p % 16, 0);
		for (size_t i = 0; i < n; i++)
			assert_int_equal(p[i], 0);
		memset(p, 'x', n);
	}
	arena_reset(&a);
	char *p = arena_get(&a, 1000);
	assert_int_equal(p[999], 0);
}

static void lists_and_text_grow_without_losing(void **s)
{
	(void)s;
	ARENA a = { 0 };
	LIST(int) l = { 0 };
	struct buf b = { .a = &a };
	for (int i = 0; i < 5000; i++) {
		*LIST_ADD(&a, &l) = i;
		buf_fmt(&b, "%d,", i);
	}
	assert_int_equal(l.n, 5000);
	for (int i = 0; i < 5000; i++)
		assert_int_equal(l.v[i], i);
	assert_true(str_starts(buf_str(&b), "0,1,2,"));
	assert_string_equal(buf_str(&b) + b.n - 10, "4998,4999,");
}

/* Whatever is left of a block: nothing, too little, just enough. */
static void formatted_text_is_whole_at_every_end_of_a_block(void **s)
{
	(void)s;
	for (size_t used = 65536 - 64; used <= 65536; used += 16) {
		ARENA a = { 0 };
		char *before = arena_get(&a, used);
		memset(before, 'x', used);
		for (int n = 0; n < 40; n++) {
			char *text = arena_fmt(&a, "%0*d", n + 1, 7);
			char *next = arena_get(&a, 1);
			assert_int_equal(strlen(text), n + 1);
			assert_int_equal(text[n], '7');
			assert_int_equal(*next, 0);
			memset(next, 'y', 16);
			assert_int_equal(text[n], '7');
			assert_int_equal((uintptr_t)next % 16, 0);
		}
		assert_int_equal(before[used - 1], 'x');
	}
}

static void integers_are_written_whole(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct buf b = { .a = &a };
	buf_int(&b, INT64_MIN);
	buf_text(&b, " ");
	buf_int(&b, 0);
	assert_string_equal(buf_str(&b), "-9223372036854775808 0");
	assert_string_equal(arena_int(&a, INT64_MAX), "9223372036854775807");
	assert_string_equal(arena_int(&a, -10), "-10");
}

static void integers_are_read_strictly(void **s)
{
	(void)s;
	static const struct { const char *text; bool ok; int64_t v; } c[] = {
		{ "0", true, 0 },    { "42", true, 42 },   { "-7", true, -7 },   { "9223372036854775807", true, INT64_MAX },
		{ "", false, 0 },    { "-", false, 0 },    { "4 2", false, 0 },  { "9223372036854775808", false, 0 },
		{ "0x10", false, 0 }, { "1.5", false, 0 }, { "１", false, 0 },   { " 1", false, 0 },
	};
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		int64_t v = -1;
		assert_int_equal(str_int(c[i].text, INT64_MIN, INT64_MAX, &v), c[i].ok);
		assert_true(v == (c[i].ok ? c[i].v : -1));
	}
	int64_t v = 5;
	assert_false(str_int("101", 0, 100, &v));
	assert_int_equal(v, 5);
	assert_false(str_int(NULL, 0, 1, &v));
}

static void a_failure_carries_its_law_and_place(void **s)
{
	(void)s;
	err e = FAIL(E_RULE, "too_late", N_("Đã quá ngày {0}."), .arg = { "10/06/2021" }, .law = "Điều 1");
	assert_int_equal(e.kind, E_RULE);
	assert_string_equal(e.code, "too_late");
	assert_string_equal(e.arg[0], "10/06/2021");
	assert_string_equal(e.law, "Điều 1");
	assert_non_null(strstr(e.at, "base_test.c:"));
	assert_int_equal(OK.kind, E_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(arena_gives_zeroed_aligned_memory),
		cmocka_unit_test(lists_and_text_grow_without_losing),
		cmocka_unit_test(formatted_text_is_whole_at_every_end_of_a_block),
		cmocka_unit_test(integers_are_written_whole),
		cmocka_unit_test(integers_are_read_strictly),
		cmocka_unit_test(a_failure_carries_its_law_and_place),
	};
	return cmocka_run_group_tests_name("base", tests, NULL, NULL);
}
