/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Tokens that open an item, lines that only look like it, and the references that come of them. */
#include "domain/3_do/plan/reader/reader.h"
#include "tests/test.h"
#include <string.h>

static struct piece piece_of(arena *a, const char *line)
{
	piece_list l = document_pieces(a, line);
	assert_int_equal(l.n, 1);
	return l.v[0];
}

/* ---- single lines ---- */

static const struct {
	const char *line;
	enum token kind;
	const char *label;
	int value;
	const char *rest;
} TOKENS[] = {
	{ "Phần thứ nhất", TOKEN_PART, "Phần I", 1, "" },
	{ "PHẦN II. NHIỆM VỤ", TOKEN_PART, "Phần II", 2, "NHIỆM VỤ" },
	{ "Phần thứ hai: Nhiệm vụ", TOKEN_PART, "Phần II", 2, "Nhiệm vụ" },
	{ "Chương IV", TOKEN_CHAPTER, "Chương IV", 4, "" },
	{ "Chương 1: Quy định chung", TOKEN_CHAPTER, "Chương 1", 1, "Quy định chung" },
	{ "Mục 2. Nhiệm vụ", TOKEN_SECTION, "Mục 2", 2, "Nhiệm vụ" },
	{ "A. ĐẶC ĐIỂM", TOKEN_UPPER, "A", 1, "ĐẶC ĐIỂM" },
	{ "I. MỤC ĐÍCH", TOKEN_ROMAN, "I", 1, "MỤC ĐÍCH" },
	{ "**IV. TỔ CHỨC THỰC HIỆN**", TOKEN_ROMAN, "IV", 4, "TỔ CHỨC THỰC HIỆN" },
	{ "### III. TỔ CHỨC", TOKEN_ROMAN, "III", 3, "TỔ CHỨC" },
	{ "II- NỘI DUNG", TOKEN_ROMAN, "II", 2, "NỘI DUNG" },
	{ "II/ NỘI DUNG", TOKEN_ROMAN, "II", 2, "NỘI DUNG" },
	{ "lII. TỔ CHỨC", TOKEN_NONE, NULL, 0, NULL }, /* half a slip of OCR: a sentence of its own */
	{ "ll. NỘI DUNG", TOKEN_ROMAN, "II", 2, "NỘI DUNG" },
	{ "Điều 3. Nhiệm vụ", TOKEN_ARTICLE, "Điều 3", 3, "Nhiệm vụ" },
	{ "Điều 12: Hiệu lực", TOKEN_ARTICLE, "Điều 12", 12, "Hiệu lực" },
	{ "Điều 1. - Ban hành", TOKEN_ARTICLE, "Điều 1", 1, "Ban hành" },
	{ "Điều 2", TOKEN_ARTICLE, "Điều 2", 2, "" },
	{ "1. Lập danh sách", TOKEN_ARABIC, "1", 1, "Lập danh sách" },
	{ "**10.** Nhắc nhở", TOKEN_ARABIC, "10", 10, "Nhắc nhở" },
	{ "1\\. Lập danh sách", TOKEN_ARABIC, "1", 1, "Lập danh sách" },
	{ "7) Lập danh sách", TOKEN_ARABIC, "7", 7, "Lập danh sách" },
	{ "7- Lập danh sách", TOKEN_ARABIC, "7", 7, "Lập danh sách" },
	{ "7/ Lập danh sách", TOKEN_ARABIC, "7", 7, "Lập danh sách" },
	{ "Khoản 2. Lập danh sách", TOKEN_ARABIC, "2", 2, "Lập danh sách" },
	{ "1.2. Lập danh sách", TOKEN_DECIMAL, "1.2", 2, "Lập danh sách" },
	{ "1.2 Lập danh sách", TOKEN_DECIMAL, "1.2", 2, "Lập danh sách" },
	{ "1.2.3. Lập danh sách", TOKEN_DECIMAL3, "1.2.3", 3, "Lập danh sách" },
	{ "(3) Lập danh sách", TOKEN_PAREN, "3", 3, "Lập danh sách" },
	{ "a) Lập danh sách", TOKEN_LETTER, "a", 1, "Lập danh sách" },
	{ "d) Lập danh sách", TOKEN_LETTER, "d", 4, "Lập danh sách" },
	{ "đ) Lập danh sách", TOKEN_LETTER, "đ", 5, "Lập danh sách" },
	{ "e) Lập danh sách", TOKEN_LETTER, "e", 6, "Lập danh sách" },
	{ "- Lập danh sách", TOKEN_DASH, "-", 0, "Lập danh sách" },
	{ "+ Lập danh sách", TOKEN_DASH, "-", 0, "Lập danh sách" },
	/* what only looks like one */
	{ "Lập danh sách", TOKEN_NONE, NULL, 0, NULL },
	{ "10-KH/BDVTU ngày 11/01/2021 về", TOKEN_NONE, NULL, 0, NULL },
	{ "38/KH-UBND ngày 04/3/2021 của", TOKEN_NONE, NULL, 0, NULL },
	{ "11/6/2021 về Sở", TOKEN_NONE, NULL, 0, NULL },
	{ "2021 và những năm sau", TOKEN_NONE, NULL, 0, NULL },
	{ "Điều 63 của Bộ luật Lao động", TOKEN_NONE, NULL, 0, NULL },
	{ "điều 3. Lập danh sách", TOKEN_NONE, NULL, 0, NULL },
	{ "phần thứ hai của kế hoạch", TOKEN_NONE, NULL, 0, NULL },
	{ "vi phạm quy chế", TOKEN_NONE, NULL, 0, NULL },
	{ "100. Một trăm", TOKEN_ARABIC, "100", 100, "Một trăm" },
	{ "5.000 đồng", TOKEN_NONE, NULL, 0, NULL },
	/* abbreviations */
	{ "V/v lập danh sách", TOKEN_NONE, NULL, 0, NULL },
	{ "v/v lập danh sách", TOKEN_NONE, NULL, 0, NULL },
	{ "V/V LẬP DANH SÁCH", TOKEN_NONE, NULL, 0, NULL },
	{ "Đ/c Giám đốc phụ trách", TOKEN_NONE, NULL, 0, NULL },
	{ "Đ/C An phụ trách", TOKEN_NONE, NULL, 0, NULL },
	{ "đ/c Giám đốc", TOKEN_NONE, NULL, 0, NULL },
	{ "B/c Sở Nội vụ", TOKEN_NONE, NULL, 0, NULL },
	{ "b/cáo Sở Nội vụ", TOKEN_NONE, NULL, 0, NULL },
	{ "C/v số 12 của Sở", TOKEN_NONE, NULL, 0, NULL },
	{ "t/h theo quy định", TOKEN_NONE, NULL, 0, NULL },
	{ "I/MỤC ĐÍCH", TOKEN_ROMAN, "I", 1, "MỤC ĐÍCH" },
	{ "A/ ĐẶC ĐIỂM", TOKEN_UPPER, "A", 1, "ĐẶC ĐIỂM" },
	{ "a/ Lập danh sách", TOKEN_LETTER, "a", 1, "Lập danh sách" },
	{ "a/Lập danh sách", TOKEN_LETTER, "a", 1, "Lập danh sách" },
	/* other widths, the number alone */
	{ "１２．Lập danh sách", TOKEN_ARABIC, "12", 12, "Lập danh sách" },
	{ "12.", TOKEN_ARABIC, "12", 12, "" },
	{ "IV.", TOKEN_ROMAN, "IV", 4, "" },
};

static void the_tokens(void **s)
{
	(void)s;
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(TOKENS); i++) {
		struct piece p = piece_of(&a, TOKENS[i].line);
		const char *label = NULL;
		int value = 0, text = 0;
		enum token kind = outline_token(&a, &p, &label, &value, &text);
		if (kind == TOKENS[i].kind && (kind == TOKEN_NONE || (str_eq(label, TOKENS[i].label) && value == TOKENS[i].value &&
		    str_eq(folded_cut(&a, &p.f, text, p.f.n), TOKENS[i].rest))))
			continue;
		print_error("\"%s\" is kind %d, '%s', %d, '%s'\n", TOKENS[i].line, (int)kind, str_or(label, "-"), value,
			kind ? folded_cut(&a, &p.f, text, p.f.n) : "");
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

/* ---- whole texts: the references, one blank apart ---- */

static const char *refs_of(arena *a, const char *text)
{
	piece_list l = document_pieces(a, text);
	item_list items = outline_read(a, &l, 0, l.n);
	struct buf o = { .a = a };
	assert_int_equal(items.v[0].kind, TOKEN_NONE);
	for (size_t i = 1; i < items.n; i++) {
		assert_in_range(items.v[i].parent, 0, i - 1);
		assert_true(items.v[i].first < items.v[i].last && items.v[i].last <= l.n);
		buf_fmt(&o, "%s%s", i > 1 ? " " : "", items.v[i].ref);
	}
	return buf_str(&o);
}

static const struct {
	const char *text, *refs;
} REFS[] = {
	{ "I. MỘT\n\n1. Lập.\n\n2. Ghi.\n\nII. HAI\n\n1. Xem.\n", "I I.1 I.2 II II.1" },
	{ "A. MỘT\n\nI. HAI\n\n1. Lập.\n\n1.1. Ghi.\n\n1.2. Xem.\n", "A A.I A.I.1 A.I.1.1 A.I.1.2" },
	{ "Chương I\n\nĐiều 1. Một\n\n1. Lập.\n\n2. Ghi.\n\nĐiều 2. Hai\n", "Chương I Điều 1 Điều 1.1 Điều 1.2 Điều 2" },
	{ "Phần thứ nhất\n\nI. MỘT\n\n1. Lập.\n\nPhần thứ hai\n\nI. HAI\n", "Phần I Phần I.I Phần I.I.1 Phần II Phần II.I" },
	/* letters, dashes and numbers in brackets belong to the text of their item */
	{ "1. Lập:\n\na) Một;\n\nb) Hai;\n\n- Ba;\n\n(1) Bốn.\n\n2. Ghi.\n", "1 2" },
	/* a wrapped line that begins with a number is text */
	{ "1. Thực hiện theo Chỉ thị số\n16. Lập danh sách tại\n5. phường và xã.\n2. Ghi.\n", "1 2" },
	{ "1. Lập.\nX. Bình An và các xã.\nV. Hồng Phong ghi.\n2. Ghi.\n", "1 2" }, /* a small letter: no name; no heading either */
	{ "I. MỘT\n1. Giao các đơn vị.\nX. Bình An\nC. Mai Lan\n2. Ghi.\nII. HAI\n", "I I.1 I.2 II" },
	{ "I. MỘT\n1. Lập.\nV/v ghi.\nĐ/c An xem.\nB/c Sở.\n2. Ghi.\n", "I I.1 I.2" },
	{ "IX. CHÍN\nX. MƯỜI\n", "IX X" }, /* in its order it is an item, whatever its text */
	{ "1. Lập.\n2. Ghi.\n7. Xem.\n7. Gửi.\n3. Nộp.\n", "1 2 7 7 3" }, /* gaps, repeats and steps back lose nothing */
	{ "I. MỘT\n1.\nLập.\n2.\nGhi.\n\n14.\n\nXem.\n", "I I.1 I.2" }, /* a lone number out of its order is a page's */
	{ "1. Lập\n\nĐề nghị các thôn ghi.\n\n2. Xem\n", "1 2" },
	{ "9. Giao các phòng thực hiện trong năm\n2021. Gửi Sở.\n10. Ghi.\n", "9 10" },
	{ "3. Theo Kế hoạch số\n10-KH/BDVTU ngày 11/01/2021\n4. Ghi.\n", "3 4" },
	{ "1. Theo khoản 3\nĐiều 63 của Bộ luật Lao động.\n2. Ghi.\n", "1 2" },
	{ "1. Lập.\n\n2. Ghi.\n\n2\n\n3. Xem.\n", "1 2 3" }, /* a page number between two items */
	{ "Không có mục nào.\n\nThật thế.\n", "" },
	{ "", "" },
};

static void the_references(void **s)
{
	(void)s;
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(REFS); i++) {
		const char *refs = *REFS[i].text ? refs_of(&a, REFS[i].text) : "";
		if (str_eq(refs, REFS[i].refs))
			continue;
		print_error("[%zu] gives %s\n", i, refs);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void text_goes_to_the_item_above(void **s)
{
	(void)s;
	ARENA a = { 0 };
	piece_list l = document_pieces(&a, "Mở đầu\n\nI. NỘI DUNG\n\n1. Lập danh sách\ncủa phòng.\n\na) Một;\n\n- 2 -\n\nb) Hai.\n\n2. Ghi.\n\n"
					   "Trên đây là kế hoạch của Sở.\n\nHết.\n");
	item_list items = outline_read(&a, &l, 0, l.n);
	assert_int_equal(items.n, 4);
	assert_string_equal(items.v[0].text, "Mở đầu");
	assert_true(items.v[1].children);
	assert_true(items.v[1].heading);
	assert_string_equal(items.v[1].text, "NỘI DUNG");
	assert_string_equal(items.v[2].text, "Lập danh sách của phòng.\na) Một;\nb) Hai.");
	assert_false(items.v[2].heading);
	assert_false(items.v[2].children);
	assert_string_equal(items.v[3].text, "Ghi."); /* the closing words are nobody's */
	assert_string_equal(items.v[3].label, "2");
	assert_int_equal(items.v[3].value, 2);
	assert_int_equal(items.v[3].parent, 1);
}

static void odd_numbers_are_marked(void **s)
{
	(void)s;
	static const struct { const char *text, *marks; } c[] = {
		{ "1. Lập.\n2. Ghi.\n3. Xem.\n", "000" }, { "1. Lập.\n3. Ghi.\n3. Xem.\n2. Gửi.\n", "0123" },
		{ "2. Lập.\n", "1" }, { "I. MỘT\n1. Lập.\n2. Ghi.\nII. HAI\n3. Xem.\n1. Gửi.\n", "000003" }, /* numbers may run on */
		{ "1. Một\n1.1. Lập.\n1.2. Ghi.\n2. Hai\n2.1. Xem.\n", "00000" },
		{ "D. BỐN\nE. NĂM\n", "10" }, { "A. A\nB. B\nC. C\nD. D\nĐ. Đ\nE. E\n", "000000" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		piece_list l = document_pieces(&a, c[i].text);
		item_list items = outline_read(&a, &l, 0, l.n);
		struct buf o = { .a = &a };
		for (size_t k = 1; k < items.n; k++)
			buf_fmt(&o, "%d", (int)items.v[k].numbering);
		assert_string_equal(buf_str(&o), c[i].marks);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(odd_numbers_are_marked),
		cmocka_unit_test(the_tokens),
		cmocka_unit_test(the_references),
		cmocka_unit_test(text_goes_to_the_item_above),
	};
	return cmocka_run_group_tests_name("outline", tests, NULL, NULL);
}
