/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/text/text.h"
#include "tests/test.h"
#include <string.h>

#define CLEAN(a, bytes, ret_bad) text_clean((a), (bytes), sizeof(bytes) - 1, (ret_bad))

static void the_edge_makes_nfc_with_plain_line_ends(void **s)
{
	(void)s;
	static const struct {
		const char *bytes, *text;
	} c[] = {
		{ "Ủy ban nhân dân", "Ủy ban nhân dân" },
		{ "\xEF\xBB\xBFỦy ban", "Ủy ban" },
		{ "U\u0309y ban nha\u0302n da\u0302n", "Ủy ban nhân dân" },
		{ "nghiê\u0323p, nghie\u0302\u0323p, nghie\u0323\u0302p", "nghiệp, nghiệp, nghiệp" },
		{ "một\r\nhai\rba\n\rbốn\r", "một\nhai\nba\n\nbốn\n" },
		{ "một\u2028hai\u2029ba", "một\nhai\nba" },
		{ "cột\tcột\va\fb\x1b\x7f\xC2\x85.", "cột\tcột a b   ." },
		{ "dân\u00A0chủ\u202Fcơ\u2007sở", "dân chủ cơ sở" },
		{ "dân\u200B chủ\uFEFF cơ\u2060 sở\u202E", "dân chủ cơ sở" },
		{ "công\u00AD khai, ở a\u00AD\u0301", "công khai, ở á" },
		{ "nh\u00ADng v\u00ACên", "nh\u00ADng v\u00ACên" }, /* TCVN3: ư looks like a soft hyphen */
		{ "co\u00ADoperate", "cooperate" },
		{ "", "" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		size_t bad = 99;
		assert_string_equal(text_clean(&a, c[i].bytes, strlen(c[i].bytes), &bad), c[i].text);
		assert_int_equal(bad, 0);
	}
	size_t bad;
	assert_string_equal(CLEAN(&a, "a\0b", &bad), "a b");
	assert_string_equal(text_clean(&a, NULL, 0, NULL), "");
}

static void broken_bytes_are_replaced_and_counted(void **s)
{
	(void)s;
	static const struct {
		const char *bytes, *text;
		size_t bad;
	} c[] = {
		{ "a\xFFz", "a\uFFFDz", 1 },
		{ "\xC0\xAF", "\uFFFD\uFFFD", 2 },                     /* overlong '/' */
		{ "\xE0\x80\xAF", "\uFFFD\uFFFD\uFFFD", 3 },           /* overlong '/' */
		{ "\xF0\x80\x80\xAF", "\uFFFD\uFFFD\uFFFD\uFFFD", 4 }, /* overlong '/' */
		{ "\xED\xA0\x80", "\uFFFD\uFFFD\uFFFD", 3 },           /* surrogate */
		{ "\xF4\x90\x80\x80", "\uFFFD\uFFFD\uFFFD\uFFFD", 4 }, /* above U+10FFFF */
		{ "\xE1\xBB", "\uFFFD", 1 },                           /* ủ cut short */
		{ "\xE1\xBBy", "\uFFFDy", 1 },
		{ "\xF0\x9F\x98", "\uFFFD", 1 },
		{ "\x80\xBF", "\uFFFD\uFFFD", 2 },
		{ "\uFFFD", "\uFFFD", 0 }, /* it stood there before */
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		size_t bad;
		assert_string_equal(text_clean(&a, c[i].bytes, strlen(c[i].bytes), &bad), c[i].text);
		assert_int_equal(bad, c[i].bad);
		assert_int_equal(text_valid(c[i].bytes, strlen(c[i].bytes)), c[i].bad == 0);
	}
	assert_false(text_valid("a\0b", 3));
	assert_true(text_valid("Ủy ban 😀", strlen("Ủy ban 😀")));
	assert_true(text_valid("", 0));
}

static void utf16_is_read_by_its_mark(void **s)
{
	(void)s;
	ARENA a = { 0 };
	size_t bad;
	assert_string_equal(CLEAN(&a, "\xFF\xFE\xE6\x1Ey\0\r\0\n\0", &bad), "Ủy\n");
	assert_int_equal(bad, 0);
	assert_string_equal(CLEAN(&a, "\xFE\xFF\x1E\xE6\0y\xD8\x3D\xDE\0", &bad), "Ủy😀");
	assert_int_equal(bad, 0);
	assert_string_equal(CLEAN(&a, "\xFE\xFF\xD8\x3D\0y\xDE\0\xD8\x3D", &bad), "\uFFFDy\uFFFD\uFFFD");
	assert_int_equal(bad, 3);
	assert_string_equal(CLEAN(&a, "\xFF\xFEy\0z", &bad), "y\uFFFD");
	assert_int_equal(bad, 1);
	assert_string_equal(CLEAN(&a, "\xFF\xFE", &bad), "");
}

static void composed_text_is_not_copied(void **s)
{
	(void)s;
	ARENA a = { 0 };
	const char *text = "Quyết định số 12/QĐ-UBND – “công khai”, 5.000 đồng";
	assert_ptr_equal(text_nfc(&a, text), text);
	assert_ptr_equal(text_lower(&a, "quyết định"), text_lower(&a, "quyết định"));
	assert_string_equal(text_nfc(&a, "e\u0302\u0301"), "ế");
	assert_string_equal(text_nfc(&a, "xin \u0301chào e\u0301"), "xin \u0301chào é");
	assert_string_equal(text_nfc(&a, "\u1112\u1161\u11AB\u212B"), "한Å");
	assert_string_equal(text_nfc(&a, "\u1112\u1161\u11A7"), "하\u11A7");
}

static void a_heap_of_marks_takes_no_time(void **s)
{
	(void)s;
	enum { PAIRS = 100000 };
	ARENA a = { 0 };
	char *heap = arena_get(&a, PAIRS * 4 + 2);
	heap[0] = 'a';
	for (size_t i = 0; i < PAIRS; i++)
		memcpy(heap + 1 + i * 4, "\u0301\u0323", 4);
	const char *sorted = text_nfc(&a, heap);
	assert_true(str_starts(sorted, "ạ\u0323\u0323"));
	assert_int_equal(text_length(sorted), PAIRS * 2);
	assert_string_equal(sorted + strlen(sorted) - 4, "\u0301\u0301");
	assert_ptr_equal(strstr(sorted, "\u0301\u0323"), NULL);
}

static void what_looks_alike_is_unified(void **s)
{
	(void)s;
	ARENA a = { 0 };
	static const struct { const char *text, *one; } c[] = {
		{ "ＮĐ－ＣＰ", "NĐ-CP" }, { "nÐ, NƉ, nð, nɖ", "nĐ, NĐ, nđ, nđ" }, { "a⁄b∕c／d", "a/b/c/d" },
		{ "‐‑‒–—―−⁃", "--------" }, { "Sở Nội vụ, số²", "Sở Nội vụ, số²" }, { "", "" },
	};
	for (size_t i = 0; i < COUNT_OF(c); i++)
		assert_string_equal(text_unified(&a, c[i].text), c[i].one);
}

static void walking_knows_letters(void **s)
{
	(void)s;
	const char *p = "aĐế1😀²";
	static const struct {
		int32_t c;
		bool letter, upper, digit;
	} c[] = {
		{ 'a', true, false, false },  { 0x110, true, true, false },
		{ 0x1EBF, true, false, false }, { '1', false, false, true },
		{ 0x1F600, false, false, false }, { 0xB2, false, false, false },
	};
	assert_int_equal(text_length(p), COUNT_OF(c));
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		int32_t x = text_next(&p);
		assert_int_equal(x, c[i].c);
		assert_int_equal(text_is_letter(x), c[i].letter);
		assert_int_equal(text_is_upper(x), c[i].upper);
		assert_int_equal(text_is_digit(x), c[i].digit);
	}
	const char *end = p;
	assert_int_equal(text_next(&p), 0);
	assert_ptr_equal(p, end);
	assert_true(text_is_upper(0x416));
	assert_false(text_is_digit(0x661));
}

static void every_letter_has_its_case_and_plain_form(void **s)
{
	(void)s;
	const char *small = "aàảãáạăằẳẵắặâầẩẫấậeèẻẽéẹêềểễếệiìỉĩíịoòỏõóọôồổỗốộơờởỡớợuùủũúụưừửữứựyỳỷỹýỵđz";
	const char *large = "AÀẢÃÁẠĂẰẲẴẮẶÂẦẨẪẤẬEÈẺẼÉẸÊỀỂỄẾỆIÌỈĨÍỊOÒỎÕÓỌÔỒỔỖỐỘƠỜỞỠỚỢUÙỦŨÚỤƯỪỬỮỨỰYỲỶỸÝỴĐZ";
	const char *plain = "aaaaaaaaaaaaaaaaaaeeeeeeeeeeeeiiiiiioooooooooooooooooouuuuuuuuuuuuyyyyyydz";
	ARENA a = { 0 };
	assert_string_equal(text_lower(&a, large), small);
	assert_string_equal(text_upper(&a, small), large);
	assert_ptr_equal(text_lower(&a, small), small);
	assert_ptr_equal(text_upper(&a, large), large);
	assert_string_equal(text_plain(&a, small), plain);
	assert_string_equal(text_plain(&a, large), text_upper(&a, plain));
	assert_ptr_equal(text_plain(&a, plain), plain);
	assert_string_equal(text_plain(&a, "Ủy  ban\tSỐ 5 – ñ e\u0302\u0301"), "Uy  ban\tSO 5 – n e");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_edge_makes_nfc_with_plain_line_ends),
		cmocka_unit_test(broken_bytes_are_replaced_and_counted),
		cmocka_unit_test(utf16_is_read_by_its_mark),
		cmocka_unit_test(composed_text_is_not_copied),
		cmocka_unit_test(a_heap_of_marks_takes_no_time),
		cmocka_unit_test(what_looks_alike_is_unified),
		cmocka_unit_test(walking_knows_letters),
		cmocka_unit_test(every_letter_has_its_case_and_plain_form),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
