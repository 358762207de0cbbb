/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Order of the sort keys against ICU's Vietnamese collation (tests/vectors/text/order.js). */
#include "platform/text/text.h"
#include "tests/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

typedef const char *key_of(arena *a, const char *s);

static void expect_less(arena *a, key_of *of, const char *x, const char *y)
{
	const char *kx = of(a, x);
	const char *ky = of(a, y);
	if (strcmp(kx, ky) >= 0)
		fail_msg("'%s' (%s) must stand before '%s' (%s)", x, kx, y, ky);
}

static void expect_printable(const char *key)
{
	for (; *key; key++)
		assert_in_range(*key, ' ', '~');
}

/* Every line of the file against every later one. */
static void expect_order(const char *path, key_of *of)
{
	ARENA a = { 0 };
	LIST(const char *) lines = { 0 };
	char *line = NULL;
	size_t cap = 0;
	ssize_t n;
	FILE *file = fopen(path, "re");

	assert_non_null(file);
	while ((n = getline(&line, &cap, file)) > 0)
		*LIST_ADD(&a, &lines) = arena_text_n(&a, line, (size_t)n - 1);
	free(line);
	fclose(file);
	assert_true(lines.n >= 40);

	const char **keys = arena_get(&a, lines.n * sizeof *keys);
	for (size_t i = 0; i < lines.n; i++) {
		keys[i] = of(&a, lines.v[i]);
		expect_printable(keys[i]);
		for (size_t j = 0; j < i; j++)
			if (strcmp(keys[j], keys[i]) >= 0)
				fail_msg("'%s' must stand before '%s'", lines.v[j], lines.v[i]);
	}
}

static void lines_stand_as_in_the_dictionary(void **s)
{
	(void)s;
	expect_order("tests/vectors/text/lines.txt", text_sort_key);
}

static void names_stand_by_given_family_middle(void **s)
{
	(void)s;
	expect_order("tests/vectors/text/names.txt", text_name_sort_key);
}

static void the_tone_of_the_given_name_comes_before_the_family(void **s)
{
	(void)s;
	static const char *const c[] = {
		"Vũ An", "Trần Văn Ánh", "Võ Ân", "Phạm Ẩn", "Bùi Ấn", "Cao Dũng", "Bế Đức", "An Ổi",
	};
	ARENA a = { 0 };
	for (size_t i = 1; i < COUNT_OF(c); i++)
		expect_less(&a, text_name_sort_key, c[i - 1], c[i]);
	expect_less(&a, text_name_sort_key, "An", "Lê An");
	expect_less(&a, text_name_sort_key, "Lê An", "Lê Ba An");
	expect_less(&a, text_name_sort_key, "Lê Ba An", "Lê Bá An");
}

static void letters_first_then_tones_then_capitals(void **s)
{
	(void)s;
	static const char *const c[] = {
		"",    "…",   "1",   "2",   "hoa",   "Hoa",  "HOA", "hoà", "hoả", "hoã",
		"hoá", "hoạ", "hoä", "hoa a", "hoaa", "hoă", "hoâ", "ж", "я", "中",
	};
	ARENA a = { 0 };
	for (size_t i = 1; i < COUNT_OF(c); i++)
		expect_less(&a, text_sort_key, c[i - 1], c[i]);
}

static void spaces_around_do_not_count(void **s)
{
	(void)s;
	ARENA a = { 0 };
	const char *key = text_sort_key(&a, "Lê Văn An");
	assert_string_equal(text_sort_key(&a, " \tLê  Văn\nAn  "), key);
	key = text_name_sort_key(&a, "Lê Văn Ba An");
	assert_string_equal(text_name_sort_key(&a, "  Lê \t Văn   Ba  An "), key);
	assert_string_equal(text_name_sort_key(&a, "An"), text_sort_key(&a, "An"));
	assert_string_equal(text_name_sort_key(&a, "  "), "");
	assert_string_equal(text_sort_key(&a, ""), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_stand_as_in_the_dictionary),
		cmocka_unit_test(names_stand_by_given_family_middle),
		cmocka_unit_test(the_tone_of_the_given_name_comes_before_the_family),
		cmocka_unit_test(letters_first_then_tones_then_capitals),
		cmocka_unit_test(spaces_around_do_not_count),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
