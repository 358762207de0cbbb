/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Lines, heads, signatures, recipients and days, in the habits of decree 30/2020 and of the years before. */
#include "domain/0_shared/document/document.h"
#include "tests/test.h"
#include <string.h>

/* ---- lines ---- */

static const struct {
	const char *text, *pieces; /* line:column:text, '!' bold, '|' cell of a table, '^' after a blank line */
} LINES[] = {
	{ "một\nhai\n", "1:0:một 2:0:hai" },
	{ "một\n\n\nhai", "1:0:một 4:0:hai^" },
	{ "  **Một**  \n", "1:0:Một!" },
	{ "### Một", "1:0:Một!" },
	{ "> Một", "1:0:Một" },
	{ "**Một** hai ba bốn", "1:0:Một hai ba bốn" },
	{ "*Một* \\- hai\\.", "1:0:Một - hai." },
	{ "Một&nbsp;hai &amp; ba", "1:0:Một hai & ba" },
	{ "Một<br>Hai", "1:0:Một 1:0:Hai" },
	{ "<b>Một</b>", "1:0:Một" },
	{ "3 < 5 và 7 > 2", "1:0:3 < 5 và 7 > 2" },
	{ "Một[^1] hai[^2].", "1:0:Một hai." },
	{ "[^1]: Báo cáo số 212", "1:0:[^1]: Báo cáo số 212" },
	{ "UBND TỈNH   CỘNG HÒA", "1:0:UBND TỈNH 1:1:CỘNG HÒA" },
	{ "UBND TỈNH\tCỘNG HÒA", "1:0:UBND TỈNH 1:1:CỘNG HÒA" },
	{ "một  hai", "1:0:một hai" },
	{ "| Một | Hai |", "1:0:Một| 1:1:Hai|" },
	{ "| Một |  | Ba |", "1:0:Một| 1:1:| 1:2:Ba|" },
	{ "|---|:-:|\n| Một | Hai |", "2:0:Một|^ 2:1:Hai|" },
	{ "| Một<br>Hai | Ba |", "1:0:Một| 1:0:Hai| 1:1:Ba|" }, /* a head: cells hold lines */
	{ "| 1 | Một<br>Hai | Ba |", "1:0:1| 1:1:Một\nHai| 1:2:Ba|" }, /* a row of tasks: cells stay whole */
	{ "***\n \n", "" },
	{ "", "" },
};

static const char *pieces_text(arena *a, const piece_list *l)
{
	struct buf o = { .a = a };
	for (size_t i = 0; i < l->n; i++) {
		const struct piece *p = &l->v[i];
		assert_string_equal(p->text, p->f.text);
		buf_fmt(&o, "%s%d:%d:%s%s%s%s", i ? " " : "", p->line, p->column, p->text, p->bold ? "!" : "",
			p->table ? "|" : "", p->gap ? "^" : "");
	}
	return buf_str(&o);
}

static void lines_lose_their_marks(void **s)
{
	(void)s;
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(LINES); i++) {
		piece_list l = document_pieces(&a, LINES[i].text);
		const char *got = pieces_text(&a, &l);
		if (str_eq(got, LINES[i].pieces))
			continue;
		print_error("\"%s\" gives %s\n", LINES[i].text, got);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void rules_and_capitals(void **s)
{
	(void)s;
	static const struct { const char *text; bool rule, upper; } c[] = {
		{ "- 2 -", true, false }, { "12", true, false }, { "Trang 2/5", true, false }, { "_______", true, false },
		{ "..........", true, false }, { "2021", false, false }, { "- Hai", false, false },
		{ "KẾ HOẠCH", false, true }, { "KẾ HOẠCh", false, false }, { "SỐ 12 - Đ", false, true }, { "A", false, false },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct piece p = { .text = c[i].text, .f = folded(&a, c[i].text) };
		if (piece_is_rule(&p) != c[i].rule || piece_is_upper(&p, 0) != c[i].upper)
			fail_msg("\"%s\"", c[i].text);
	}
	struct piece p = { .text = "kèm KẾ HOẠCH", .f = folded(&a, "kèm KẾ HOẠCH") };
	assert_true(piece_is_upper(&p, 4));
	assert_false(piece_is_upper(&p, 99));
}

/* ---- the head ---- */

static const char MOTTO[] = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n";

static const struct {
	const char *text, *type, *number, *symbol, *issued_on, *place, *issuer, *title;
	int year;
	bool blank;
} HEADS[] = {
	{ "UBND TỈNH AN LẠC\nSỞ NỘI VỤ\n%s\nSố: 12/KH-SNV\nAn Lạc, ngày 05 tháng 3 năm 2021\n\nKẾ HOẠCH\nCông tác dân vận năm 2022\n\n1. Lập.\n",
	  "Kế hoạch", "12/KH-SNV", "KH-SNV", "2021-03-05", "An Lạc", "SỞ NỘI VỤ", "Công tác dân vận năm 2022", 2022, false },
	{ "UBND TỈNH AN LẠC        CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSỞ NỘI VỤ        Độc lập - Tự do - Hạnh phúc\n"
	  "Số: 12/KH-SNV        An Lạc, ngày 05 tháng 3 năm 2021\n\nKẾ HOẠCH\nCông tác dân vận\n\n1. Lập.\n",
	  "Kế hoạch", "12/KH-SNV", "KH-SNV", "2021-03-05", "An Lạc", "SỞ NỘI VỤ", "Công tác dân vận", 2021, false },
	{ "| UBND TỈNH AN LẠC<br>**SỞ NỘI VỤ**<br>Số: 12/KH-SNV | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập - Tự do - Hạnh phúc<br>An Lạc, ngày 05 tháng 3 năm 2021 |\n\n"
	  "**KẾ HOẠCH**\n**Công tác dân vận**\n\n1. Lập.\n",
	  "Kế hoạch", "12/KH-SNV", "KH-SNV", "2021-03-05", "An Lạc", "SỞ NỘI VỤ", "Công tác dân vận", 2021, false },
	{ "SỞ NỘI VỤ CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:  /KH-SNV\nAn Lạc, ngày  tháng  năm 2021\n\nKẾ HOẠCH\nCông tác dân vận\n\n1. Lập.\n",
	  "Kế hoạch", NULL, "KH-SNV", NULL, "An Lạc", "SỞ NỘI VỤ", "Công tác dân vận", 0, true },
	{ "SỞ NỘI VỤ\nSố:        /KH-SNV\nAn Lạc, ngày      tháng      năm 2021\n\nKẾ HOẠCH\nCông tác dân vận\n\n1. Lập.\n",
	  "Kế hoạch", NULL, "KH-SNV", NULL, "An Lạc", "SỞ NỘI VỤ", "Công tác dân vận", 0, true }, /* wide blanks to be filled in by hand */
	{ "ỦY BAN NHÂN DÂN\nTỈNH AN LẠC\n%s\nSố: 45/2009/QĐ-UBND\nAn Lạc, ngày 7/6/2009\n\nQUYẾT ĐỊNH\nVề việc ban hành quy chế\n\nĐiều 1. Ban hành.\n",
	  "Quyết định", "45/2009/QĐ-UBND", "QĐ-UBND", "2009-06-07", "An Lạc", "ỦY BAN NHÂN DÂN TỈNH AN LẠC", "Về việc ban hành quy chế", 2009, false },
	{ "SỞ NỘI VỤ\n%s\nSố: 345/SNV-CCHC\nV/v báo cáo dân vận\nAn Lạc, ngày 01 tháng 12 năm 2021\n\nKính gửi: Các phòng\n\n1. Lập.\n",
	  "Công văn", "345/SNV-CCHC", "SNV-CCHC", "2021-12-01", "An Lạc", "SỞ NỘI VỤ", "báo cáo dân vận", 2021, false },
	{ "TỈNH ỦY AN LẠC\n*\nSố 25-KL/TU\nĐẢNG CỘNG SẢN VIỆT NAM\nAn Lạc, ngày 27 tháng 11 năm 2020\n\nKẾT LUẬN\nvề nhiệm vụ năm 2021\n\n1. Lập.\n",
	  "Kết luận", "25-KL/TU", "KL/TU", "2020-11-27", "An Lạc", "TỈNH ỦY AN LẠC", "về nhiệm vụ năm 2021", 2021, false },
	{ "SỞ NỘI VỤ\n%s\nSố: l2/KH-SNV\nAn Lạc, ngày 0l tháng 12 năm 2O21\n\nKẾ HOẠCH\nDân vận\n\n1. Lập.\n",
	  "Kế hoạch", "12/KH-SNV", "KH-SNV", "2021-12-01", "An Lạc", "SỞ NỘI VỤ", "Dân vận", 2021, false },
	{ "Một đoạn văn không có đầu.\n\nHai.\n", NULL, NULL, NULL, NULL, NULL, NULL, NULL, 0, false },
};

static void the_heads(void **s)
{
	(void)s;
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(HEADS); i++) {
		const char *cut = strstr(HEADS[i].text, "%s");
		const char *text = !cut ? HEADS[i].text
			: arena_fmt(&a, "%.*s%s%s", (int)(cut - HEADS[i].text), HEADS[i].text, MOTTO, cut + 2);
		struct document d = document_read(&a, text);
		if (str_eq(d.type, HEADS[i].type) && str_eq(d.number, HEADS[i].number) && str_eq(d.symbol, HEADS[i].symbol) &&
		    str_eq(date_iso(&a, d.issued_on), HEADS[i].issued_on) && str_eq(d.place, HEADS[i].place) &&
		    str_eq(d.issuer, HEADS[i].issuer) && str_eq(d.title, HEADS[i].title) && d.year == HEADS[i].year &&
		    d.number_blank == HEADS[i].blank)
			continue;
		print_error("[%zu] gives %s, %s, %s, %s, %s, %s, %s, %d\n", i, str_or(d.type, "-"), str_or(d.number, "-"),
			str_or(d.symbol, "-"), str_or(date_iso(&a, d.issued_on), "-"), str_or(d.place, "-"), str_or(d.issuer, "-"),
			str_or(d.title, "-"), d.year);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

/* ---- the foot ---- */

static struct document foot_of(arena *a, const char *foot)
{
	return document_read(a, arena_fmt(a, "SỞ NỘI VỤ\n\nKẾ HOẠCH\nDân vận\n\n1. Các phòng thực hiện./.\n\n%s", foot));
}

static const struct {
	const char *foot, *capacity, *on_behalf_of, *position, *name;
} SIGNINGS[] = {
	{ "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn An\n", NULL, NULL, "GIÁM ĐỐC", "Trần Văn An" },
	{ "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nKT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\n(Đã ký)\n\nTrần Văn An\n", "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn An" },
	{ "KT. GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Văn An\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n", "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn An" },
	{ "Nơi nhận:\n- Như trên.\n\nK/T GIÁM ĐỐC\nPHÓ GIÁM ĐỐC\n\nTrần Văn An\n", "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn An" },
	{ "Nơi nhận:\n- Như trên.\n\nKT. GIÁM ĐỐC PHÓ GIÁM ĐỐC\n\nTrần Văn An\n", "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn An" },
	{ "Nơi nhận:\n- Như trên.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nTrần Văn An\n", "TM.", "ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "Trần Văn An" },
	{ "Nơi nhận:\n- Như trên.\n\nTM. ỦY BAN NHÂN DÂN\nKT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nTrần Văn An\n", "KT.", "CHỦ TỊCH", "PHÓ CHỦ TỊCH", "Trần Văn An" },
	{ "Nơi nhận:\n- Như trên.\n\nTL. GIÁM ĐỐC\nCHÁNH VĂN PHÒNG\n\nTrần Văn An\n", "TL.", "GIÁM ĐỐC", "CHÁNH VĂN PHÒNG", "Trần Văn An" },
	{ "Nơi nhận:\n- Như trên.\n\nTUQ. GIÁM ĐỐC\nTRƯỞNG PHÒNG TỔ CHỨC\n\nTrần Văn An\n", "TUQ.", "GIÁM ĐỐC", "TRƯỞNG PHÒNG TỔ CHỨC", "Trần Văn An" },
	{ "Nơi nhận:\n- Như trên.\n\nQ. GIÁM ĐỐC\n\nTrần Văn An\n", "Q.", "GIÁM ĐỐC", NULL, "Trần Văn An" },
	{ "Nơi nhận:\n- Như trên.\n\nGIÁM ĐỐC\n\nY Blim Niê\n", NULL, NULL, "GIÁM ĐỐC", "Y Blim Niê" },
	{ "Nơi nhận:\n- Như trên.\n\nGIÁM ĐỐC\n\nTRẦN VĂN AN\n", NULL, NULL, "GIÁM ĐỐC", "TRẦN VĂN AN" },
	{ "Nơi nhận:             KT. GIÁM ĐỐC\n- Như trên;           PHÓ GIÁM ĐỐC\n- Lưu: VT.\n                      Trần Văn An\n",
	  "KT.", "GIÁM ĐỐC", "PHÓ GIÁM ĐỐC", "Trần Văn An" },
	{ "Nơi nhận:\n- Như trên.\n", NULL, NULL, NULL, NULL },
};

static void the_signatures(void **s)
{
	(void)s;
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(SIGNINGS); i++) {
		struct signing g = foot_of(&a, SIGNINGS[i].foot).signing;
		if (str_eq(g.capacity, SIGNINGS[i].capacity) && str_eq(g.on_behalf_of, SIGNINGS[i].on_behalf_of) &&
		    str_eq(g.position, SIGNINGS[i].position) && str_eq(g.name, SIGNINGS[i].name))
			continue;
		print_error("[%zu] gives %s, %s, %s, %s\n", i, str_or(g.capacity, "-"), str_or(g.on_behalf_of, "-"),
			str_or(g.position, "-"), str_or(g.name, "-"));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static const struct {
	const char *list, *read; /* name=role, '*' grouped */
} RECIPIENTS[] = {
	{ "- UBND tỉnh (để b/c);\n- Sở Tài chính (p/h);\n- Các phòng (t/h);\n- Lưu: VT, VP.\n", "UBND tỉnh=1 Sở Tài chính=2 Các phòng=3 Lưu: VT, VP=4" },
	{ "- UBND tỉnh (báo cáo);\n- Sở Tài chính (phối hợp);\n- Các phòng (thực hiện);\n- Lưu: VT.\n", "UBND tỉnh=1 Sở Tài chính=2 Các phòng=3 Lưu: VT=4" },
	{ "- Sở Tài chính (để biết);\n- Lưu VT.\n", "Sở Tài chính (để biết)=0 Lưu VT=4" },
	{ "- Tỉnh ủy;\n- UBND tỉnh;\n(để b/c)\n- Các phòng;\n- Lưu: VT.\n", "Tỉnh ủy=1* UBND tỉnh=1* Các phòng=0 Lưu: VT=4" },
	{ "- Tỉnh ủy\n- UBND tỉnh\n- Các phòng;\n- Lưu: VT.\n\n(báo cáo);\n", "Tỉnh ủy=1* UBND tỉnh=1* Các phòng=0 Lưu: VT=4" },
	{ "- Các phòng thuộc Sở\nNội vụ;\n- Lưu: VT.\n", "Các phòng thuộc Sở Nội vụ=0 Lưu: VT=4" }, /* goes on in the next line */
	{ "- Tỉnh ủy; - UBND tỉnh;\n- Lưu: VT.\n", "Tỉnh ủy=0 UBND tỉnh=0 Lưu: VT=4" },
};

static void the_recipients(void **s)
{
	(void)s;
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(RECIPIENTS); i++) {
		struct document d = foot_of(&a, arena_fmt(&a, "Nơi nhận:\n%s\nGIÁM ĐỐC\n\nTrần Văn An\n", RECIPIENTS[i].list));
		struct buf o = { .a = &a };
		for (size_t k = 0; k < d.recipients.n; k++)
			buf_fmt(&o, "%s%s=%d%s", k ? " " : "", d.recipients.v[k].name, (int)d.recipients.v[k].role,
				d.recipients.v[k].grouped ? "*" : "");
		if (str_eq(buf_str(&o), RECIPIENTS[i].read) && str_eq(d.signing.name, "Trần Văn An"))
			continue;
		print_error("[%zu] gives %s; signed %s\n", i, buf_str(&o), str_or(d.signing.name, "-"));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void a_form_after_the_signature_signs_nothing(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct document d = foot_of(&a, "Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn An\n\n"
					"PHỤ LỤC\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\n......................\n");
	assert_null(d.signing.capacity);
	assert_string_equal(d.signing.position, "GIÁM ĐỐC");
	assert_string_equal(d.signing.name, "Trần Văn An");
	assert_true(d.body < d.foot && d.foot < d.annex && d.annex < d.pieces.n);
	assert_string_equal(d.pieces.v[d.annex].text, "PHỤ LỤC");
}

/* ---- days and kinds ---- */

static void days_in_all_habits(void **s)
{
	(void)s;
	static const struct { const char *text, *day; } c[] = {
		{ "ngày 08/02/2021", "2021-02-08" },   { "08/02/2021", "2021-02-08" },        { "7-6-2016", "2016-06-07" },
		{ "7.6.2016", "2016-06-07" },          { "08.02.21", "2021-02-08" },          { "8/2/98", "1998-02-08" },
		{ "ngày 08 tháng 02 năm 2021", "2021-02-08" }, { "ngày 8 tháng 2, năm 2021", "2021-02-08" },
		{ "ngày 0l/O2/2O21", "2021-02-01" },   { "ngày  08 / 02 / 2021", "2021-02-08" },
		{ "ngày 31/02/2021", NULL },           { "ngày 08/13/2021", NULL },           { "436/2019/QĐ", NULL },
		{ "ngày 08/02", NULL },                { "1/2/2021/NQ", NULL },               { "", NULL },
		{ "ngày 31/02/2021, ngày 01/3/2021", "2021-03-01" },
	};
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct folded t = folded(&a, c[i].text);
		int from = -1, to = -1;
		date d = document_date(&t, 0, t.n, &from, &to);
		if (d != DATE_NONE)
			assert_true(0 <= from && from < to && to <= t.n);
		if (str_eq(date_iso(&a, d), c[i].day))
			continue;
		print_error("\"%s\" gives %s\n", c[i].text, str_or(date_iso(&a, d), "-"));
		wrong++;
	}
	assert_int_equal(wrong, 0);
	struct folded t = folded(&a, "xx ngày 08/02/2021 yy");
	int from, to;
	assert_int_equal(document_date(&t, 0, t.n, &from, &to), date_of(2021, 2, 8));
	assert_int_equal(from, 3);
	assert_int_equal(to, 18);
	assert_int_equal(document_date(&t, 0, 12, &from, &to), DATE_NONE);
}

static void the_longest_kind_wins(void **s)
{
	(void)s;
	static const struct { const char *text, *type; } c[] = {
		{ "KẾ HOẠCH", "Kế hoạch" },       { "kế hoạch phối hợp", "Kế hoạch phối hợp" }, { "Thông tư liên tịch số", "Thông tư liên tịch" },
		{ "Báo cáo thẩm tra", "Báo cáo thẩm tra" }, { "Bộ luật Lao động", "Bộ luật" },   { "Luật Thanh tra", "Luật" },
		{ "kế hoạchh", NULL },            { "văn bản", NULL },                          { "", NULL },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct folded t = folded(&a, c[i].text);
		int to = -1;
		const char *type = document_type_word(&t, 0, &to);
		if (!str_eq(type, c[i].type))
			fail_msg("\"%s\" is %s", c[i].text, str_or(type, "nothing"));
		assert_int_equal(to, type ? folded(&a, type).n : -1);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_lose_their_marks),
		cmocka_unit_test(rules_and_capitals),
		cmocka_unit_test(the_heads),
		cmocka_unit_test(the_signatures),
		cmocka_unit_test(the_recipients),
		cmocka_unit_test(a_form_after_the_signature_signs_nothing),
		cmocka_unit_test(days_in_all_habits),
		cmocka_unit_test(the_longest_kind_wins),
	};
	return cmocka_run_group_tests_name("document", tests, NULL, NULL);
}
