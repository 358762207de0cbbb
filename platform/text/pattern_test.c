/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/text/pattern.h"
#include "tests/test.h"
#include <pthread.h>
#include <string.h>

static void one_byte_for_each_letter(void **s)
{
	(void)s;
	static const struct { const char *text, *f; } c[] = {
		{ "Điều 3", "dieu 3" },       { "ĐƯỜNG PHỐ", "duong pho" },  { "Ðiều ðộ", "dieu do" }, { "ngày\t08\n02", "ngay 08\n02" },
		{ "a – b — c − d", "a - b - c - d" }, { "“dân biết”", "\"dan biet\"" }, { "vân vân…", "van van." },
		{ "０４／２０１５／ＮĐ－ＣＰ", "04/2015/nd-cp" }, { "4⁄5∕6╱7", "4/5/6/7" }, { "Ɖ Ð đ ɖ ð", "d d d d d" },
		{ "N\u0110\u2011CP‒a―b⁃c", "nd-cp-a-b-c" }, { "𝟎𝟒 𝐍𝐐", "04 nq" }, { "số² ①", "so~ ~" },
		{ "dân\u200b ch\u00ad\u2060ủ", "dan chu" },
		{ "ñ 😀 中", "~ ~ ~" },        { "QĐ-UBND", "qd-ubnd" },      { "", "" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct folded t = folded(&a, c[i].text);
		assert_string_equal(t.f, c[i].f);
		assert_int_equal(t.n, strlen(t.f));
		assert_int_equal(t.at[0], 0);
		assert_int_equal(t.at[t.n], strlen(c[i].text));
		for (int k = 0; k < t.n; k++)
			assert_true(t.at[k] < t.at[k + 1]);
	}
}

/* Every letter of the alphabet in both cases has its base. */
static void the_whole_alphabet_folds(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct folded small = folded(&a, "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđ");
	struct folded large = folded(&a, "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴĐ");
	const char *base = "aaaaaaaaaaaaaaaaaaeeeeeeeeeeeeiiiiiioooooooooooooooooouuuuuuuuuuuuyyyyyyd";
	assert_string_equal(small.f, base);
	assert_string_equal(large.f, base);
}

static void places_lead_back(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct folded t = folded(&a, "số 5 Điều");
	assert_int_equal(folded_index(&t, 0), 0);
	for (int i = 0; i <= t.n; i++)
		assert_int_equal(folded_index(&t, t.at[i]), i);
	assert_int_equal(folded_index(&t, t.at[1] + 1), 2); /* inside "ố": the first at or after it */
	assert_int_equal(folded_index(&t, 999), t.n);

	assert_string_equal(folded_cut(&a, &t, 0, t.n), "số 5 Điều");
	assert_string_equal(folded_cut(&a, &t, 5, 9), "Điều");
	assert_string_equal(folded_cut(&a, &t, 2, 5), "5"); /* trimmed on both sides */
	assert_string_equal(folded_cut(&a, &t, 2, 3), "");
	assert_string_equal(folded_cut(&a, &t, 3, 3), "");
	assert_string_equal(folded_cut(&a, &t, 6, 2), ""); /* reversed */
	struct folded lines = folded(&a, "\n\tdòng\n");
	assert_string_equal(folded_cut(&a, &lines, 0, lines.n), "dòng");
}

static void finding_obeys_its_limits(void **s)
{
	(void)s;
	PATTERN(number, "([0-9]+)(?: (thang))?");
	PATTERN(start, "^so");
	PATTERN(behind, "(?<=so )[0-9]");
	ARENA a = { 0 };
	struct folded t = folded(&a, "Số 12 và 34 tháng");
	struct span m[SPANS];

	assert_true(pattern_find(&number, &t, 0, t.n, m));
	assert_int_equal(m[0].from, 3);
	assert_int_equal(m[0].to, 5);
	assert_int_equal(m[1].from, 3);
	assert_int_equal(m[2].from, -1); /* took no part */
	assert_int_equal(m[2].to, -1);
	assert_int_equal(m[SPANS - 1].from, -1);

	assert_true(pattern_find(&number, &t, 5, t.n, m));
	assert_string_equal(folded_cut(&a, &t, m[2].from, m[2].to), "tháng");
	assert_true(pattern_find(&number, &t, 0, 4, m)); /* before `to`: only the first digit */
	assert_int_equal(m[0].to, 4);
	assert_false(pattern_find(&number, &t, 5, 9, NULL));
	assert_false(pattern_find(&number, &t, 5, 4, NULL));
	assert_false(pattern_find(&number, &t, 0, t.n + 1, NULL));
	assert_false(pattern_find(&number, &t, t.n, t.n, NULL));

	assert_true(pattern_in(&start, &t));
	assert_false(pattern_find(&start, &t, 1, t.n, NULL)); /* ^ is the start of the text, not of the search */
	assert_true(pattern_find(&behind, &t, 3, t.n, NULL)); /* lookbehind sees what stands before */

	assert_true(pattern_at(&number, &t, 9, m));
	assert_int_equal(m[0].from, 9);
	assert_false(pattern_at(&number, &t, 8, NULL)); /* exactly there */
	assert_false(pattern_at(&number, &t, t.n + 1, NULL));
}

PATTERN(shared, "dieu ([0-9]+)");

static void *search(void *ret_found)
{
	ARENA a = { 0 };
	struct folded t = folded(&a, "Theo Điều 63 của Bộ luật");
	struct span m[SPANS];
	int found = 0;
	for (int i = 0; i < 500; i++)
		found += pattern_find(&shared, &t, 0, t.n, m) && m[1].from == 10 && m[1].to == 12;
	*(int *)ret_found = found;
	return NULL;
}

static void threads_share_a_pattern(void **s)
{
	(void)s;
	enum { THREADS = 4 };
	pthread_t thread[THREADS];
	int found[THREADS] = { 0 };
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_create(&thread[i], NULL, search, &found[i]), 0);
	for (int i = 0; i < THREADS; i++) {
		assert_int_equal(pthread_join(thread[i], NULL), 0);
		assert_int_equal(found[i], 500);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(threads_share_a_pattern), /* first, so that nobody has compiled it */
		cmocka_unit_test(one_byte_for_each_letter),
		cmocka_unit_test(the_whole_alphabet_folds),
		cmocka_unit_test(places_lead_back),
		cmocka_unit_test(finding_obeys_its_limits),
	};
	return cmocka_run_group_tests_name("pattern", tests, NULL, NULL);
}
