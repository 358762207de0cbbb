/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Byte for byte what the reference normaliser says: over the vectors that stand here, and over thousands of
 * lines of the shared letters where they and python3 are. */
#include "platform/text/text.h"
#include "platform/text/utf8.h"
#include "platform/text/vietnamese.h"
#include "tests/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

enum { LIVE_LINES = 20000 };

/* Columns of tests/vectors/text/make.py. */
enum column {
	TEXT, COMPOSED, PLAIN, FOLDED, EXACT, NEW_TONE, OLD_TONE, OLD_TONE_READ, TCVN3, TCVN3_READ,
	VNI, VNI_READ, KIND, FIXED, SYLLABLES,
	COLUMNS
};

static void split(char *line, char *ret[static COLUMNS])
{
	for (int i = 0; i < COLUMNS; i++) {
		assert_non_null(line);
		ret[i] = strsep(&line, "\t\n");
	}
	assert_string_equal(line, "");
}

/* One '1' or '0' for each word: whether it can be a Vietnamese syllable. */
static const char *syllables(arena *a, const char *s)
{
	struct buf out = { .a = a };
	const char *word = NULL;

	for (int32_t c = ' '; c;) {
		const char *here = s;
		c = utf8_next(&s);
		if (utf8_is_word_letter(c)) {
			word = word ? word : here;
		} else if (word) {
			buf_text(&out, vn_is_syllable(word, (size_t)(here - word)) ? "1" : "0");
			word = NULL;
		}
	}
	return buf_str(&out);
}

static void compare(arena *a, char *const v[static COLUMNS])
{
	const char *kind;
	assert_string_equal(text_nfc(a, v[TEXT]), v[COMPOSED]);
	assert_string_equal(text_plain(a, v[TEXT]), v[PLAIN]);
	assert_string_equal(text_fold(a, v[TEXT]), v[FOLDED]);
	assert_string_equal(text_exact(a, v[TEXT]), v[EXACT]);
	assert_string_equal(text_new_tone(a, v[TEXT]), v[NEW_TONE]);
	assert_string_equal(text_new_tone(a, v[OLD_TONE]), v[OLD_TONE_READ]);
	assert_string_equal(text_from_tcvn3(a, v[TCVN3]), v[TCVN3_READ]);
	assert_string_equal(text_from_vni(a, v[VNI]), v[VNI_READ]);
	assert_string_equal(text_legacy_fix(a, v[TEXT], &kind), v[FIXED]);
	assert_string_equal(kind, v[KIND]);
	assert_string_equal(syllables(a, v[COMPOSED]), v[SYLLABLES]);
}

static size_t compare_lines(FILE *file)
{
	ARENA a = { 0 };
	char *line = NULL;
	size_t cap = 0;
	size_t lines = 0;

	for (; getline(&line, &cap, file) > 0; lines++) {
		char *v[COLUMNS];
		split(line, v);
		compare(&a, v);
		arena_reset(&a);
	}
	free(line);
	return lines;
}

static void the_vectors_agree(void **s)
{
	(void)s;
	FILE *file = fopen("tests/vectors/text/reference.tsv", "re");
	assert_non_null(file);
	assert_true(compare_lines(file) >= 250);
	fclose(file);
}

static void the_shared_letters_agree(void **s)
{
	(void)s;
	const char *shared = str_or(getenv("SHARED"), "../shared");
	char path[4096];
	snprintf(path, sizeof path, "%s/analytics/generators/vn.py", shared);
	if (access(path, R_OK) || system("python3 -c '' 2>/dev/null")) {
		print_message("skipped: %s or python3 is absent\n", path);
		skip();
	}
	snprintf(path, sizeof path, "python3 tests/vectors/text/make.py live %d", LIVE_LINES);
	FILE *file = popen(path, "re");
	assert_non_null(file);
	assert_int_equal(compare_lines(file), LIVE_LINES);
	assert_int_equal(pclose(file), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_vectors_agree),
		cmocka_unit_test(the_shared_letters_agree),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
