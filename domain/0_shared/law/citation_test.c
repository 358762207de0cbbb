/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Numbered documents in running text: what is one, what it is called, when and by whom it was issued. */
#include "domain/0_shared/law/citation.h"
#include "tests/test.h"
#include <string.h>

/* number;type;day;issuer for each, one blank bar between two. */
static const char *listed(arena *a, const citation_list *l)
{
	struct buf o = { .a = a };
	for (size_t i = 0; i < l->n; i++)
		buf_fmt(&o, "%s%s%s;%s;%s;%s", i ? " | " : "", l->v[i].number, l->v[i].incomplete ? "!" : "", str_or(l->v[i].type, "-"),
			str_or(date_iso(a, l->v[i].issued_on), "-"), str_or(l->v[i].issuer, "-"));
	return buf_str(&o);
}

struct row {
	const char *text, *read;
};

static void compare(const struct row *c, size_t n)
{
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < n; i++) {
		citation_list l = { 0 };
		citations_scan(&a, &l, c[i].text, "1", NULL, NULL);
		if (str_eq(listed(&a, &l), c[i].read))
			continue;
		print_error("\"%s\" gives %s\n", c[i].text, listed(&a, &l));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void state_and_party(void **s)
{
	(void)s;
	static const struct row c[] = {
		{ "Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ về thực hiện dân chủ", "04/2015/NĐ-CP;Nghị định;2015-01-09;Chính phủ" },
		{ "Quyết định số 436/QĐ-UBND ngày 11/6/2019 của UBND tỉnh ban hành quy định", "436/QĐ-UBND;Quyết định;2019-06-11;UBND tỉnh" },
		{ "Quyết định 1856-QĐ/TU ngày 20/10/2011 của Ban Thường vụ Tỉnh ủy ban hành", "1856-QĐ/TU;Quyết định;2011-10-20;Ban Thường vụ Tỉnh ủy" },
		{ "Chỉ thị số 16/CT-TTg ngày 16/5/2016 của Thủ tướng Chính phủ về", "16/CT-TTg;Chỉ thị;2016-05-16;Thủ tướng Chính phủ" },
		{ "Kế hoạch số 10-KH/BDVTU-BCSĐUBND ngày 11/01/2021 giữa Ban Dân vận Tỉnh ủy và Ban Cán sự đảng về",
		  "10-KH/BDVTU-BCSĐUBND;Kế hoạch;2021-01-11;Ban Dân vận Tỉnh ủy và Ban Cán sự đảng" },
		{ "Luật Thực hiện dân chủ ở cơ sở số 10/2022/QH15 ngày 10 tháng 11 năm 2022", "10/2022/QH15;Luật;2022-11-10;-" },
		{ "Pháp lệnh số 34/2007/PL-UBTVQH11 ngày 20-4-2007 của Ủy ban Thường vụ Quốc hội", "34/2007/PL-UBTVQH11;Pháp lệnh;2007-04-20;Ủy ban Thường vụ Quốc hội" },
		{ "Thông tư liên tịch số 09/2015/TTLT-BNV-BTC của Bộ Nội vụ và Bộ Tài chính",
		  "09/2015/TTLT-BNV-BTC;Thông tư liên tịch;-;Bộ Nội vụ và Bộ Tài chính" },
		{ "Nghị định số 38/2023/NĐ-CP của Chính phủ ngày 24 tháng 6 năm 2023", "38/2023/NĐ-CP;Nghị định;2023-06-24;Chính phủ" },
		{ "Nghị quyết 18-NQ/TW, ngày 25/10/2017", "18-NQ/TW;Nghị quyết;2017-10-25;-" },
		{ "Công văn số 246-CV/TU", "246-CV/TU;Công văn;-;-" },
		{ "theo số 246-CV/TU", "246-CV/TU;-;-;-" },
		{ "theo 246-CV/TU", "246-CV/TU;-;-;-" },
	};
	compare(c, COUNT_OF(c));
}

static void spelling_is_mended(void **s)
{
	(void)s;
	static const struct row c[] = {
		{ "Nghị định số 04/2015/ND-CP ngày 09/01/2015", "04/2015/NĐ-CP;Nghị định;2015-01-09;-" },
		{ "Nghị định số 04/2015/N\u00d0-CP", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "Quyết định số 436/QD-UBND", "436/QĐ-UBND;Quyết định;-;-" },
		{ "Nghị định số l49/2O18/NĐ-CP ngày 07/11/2O18", "149/2018/NĐ-CP;Nghị định;2018-11-07;-" },
		{ "Quyết định số 3O5/QĐ-UBND", "305/QĐ-UBND;Quyết định;-;-" },
		{ "Nghị định số 149 / 2018 / NĐ - CP", "149/2018/NĐ-CP;Nghị định;-;-" },
		{ "Công văn số 246 - CV / TU", "246-CV/TU;Công văn;-;-" },
		{ "Quyết định số 436/QĐ–UBND ngày 11/6/2019", "436/QĐ-UBND;Quyết định;2019-06-11;-" },
		{ "Nghị định\nsố 149/2018/NĐ-\nCP ngày\n07/11/2018 của\nChính phủ về", "149/2018/NĐ-CP;Nghị định;2018-11-07;Chính phủ" },
		{ "Quyết định số 436/QĐ-UBND - UBND tỉnh", "436/QĐ-UBND;Quyết định;-;-" }, /* a dash between two words */
	};
	compare(c, COUNT_OF(c));
}

static void compatibility_forms_are_one(void **s)
{
	(void)s;
	static const struct row c[] = {
		{ "Nghị định số 04/2015/nđ-cp ngày 09/01/2015", "04/2015/NĐ-CP;Nghị định;2015-01-09;-" },
		{ "nghị định 04/2015/nđ-cp", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "quyết định số 436/qđ-ubnd", "436/QĐ-UBND;Quyết định;-;-" },
		{ "chỉ thị số 16/ct-ttg ngày 16/5/2016", "16/CT-TTg;Chỉ thị;2016-05-16;-" },
		{ "kết luận số 120-kl/tw", "120-KL/TW;Kết luận;-;-" },
		{ "luật số 10/2022/qh15", "10/2022/QH15;Luật;-;-" },
		{ "theo NĐ04/2015/NĐ-CP", "04/2015/NĐ-CP;-;-;-" },
		{ "Nghị định04/2015/NĐ-CP", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "Nghị định số04/2015/NĐ-CP", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "Quyết định số436/QĐ-UBND", "436/QĐ-UBND;Quyết định;-;-" },
		{ "Nghị định số ０４／２０１５／ＮĐ－ＣＰ ngày ０９/０１/２０１５", "04/2015/NĐ-CP;Nghị định;2015-01-09;-" },
		{ "Nghị định số 04⁄2015⁄NĐ-CP", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "Nghị định số 04∕2015∕NĐ-CP", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "Nghị định số 04／2015／NĐ-CP", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "Nghị định số 04/2015/NƉ-CP", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "Nghị định số 04/2015/N\u0111-CP", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "Kế hoạch số 10-KH/BCSÐUBND", "10-KH/BCSĐUBND;Kế hoạch;-;-" },
		{ "Luật số 10/2022/QH-15 ngày 10/11/2022", "10/2022/QH15;Luật;2022-11-10;-" },
		{ "Luật số 10/2022/QH 15", "10/2022/QH15;Luật;-;-" },
		{ "Nghị quyết số 977/NQ-UBTVQH-14", "977/NQ-UBTVQH14;Nghị quyết;-;-" },
		{ "Nghị định số 04/2015/N\u0110\u2011CP", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "Nghị định số 04/20\u200b15/N\u00adĐ-\u2060CP", "04/2015/NĐ-CP;Nghị định;-;-" },
		{ "lúc 5-tu, 12/tb, 24/24 giờ, khoản 3/tt", "" }, /* small letters alone bear nothing out */
		{ "mỗi 2 lần/năm, 05/12 hằng năm, 8 kg/hu", "" },
	};
	compare(c, COUNT_OF(c));
}

/* "!" behind the number: marked as incomplete. */
static void half_a_number_is_never_whole(void **s)
{
	(void)s;
	static const struct row c[] = {
		{ "Chỉ thị 01, 13, 33/CT-UB ngày 5/6/1990", "01/CT-UB;Chỉ thị;-;- | 13/CT-UB;Chỉ thị;-;- | 33/CT-UB;Chỉ thị;1990-06-05;-" },
		{ "các Chỉ thị số 01, số 13 và số 33/CT-UB", "01/CT-UB;Chỉ thị;-;- | 13/CT-UB;Chỉ thị;-;- | 33/CT-UB;Chỉ thị;-;-" },
		{ "Nghị định số 01/2015, 13/2016 và 33/2017/NĐ-CP",
		  "01/2015/NĐ-CP;Nghị định;-;- | 13/2016/NĐ-CP;Nghị định;-;- | 33/2017/NĐ-CP;Nghị định;-;-" },
		{ "trong các ngày 01, 13, theo Chỉ thị 33/CT-UB", "33/CT-UB;Chỉ thị;-;-" },
		{ "Tờ trình số 12/TTr CAT(PV28) ngày 5/6/2019", "12/TTr-CAT(PV28);Tờ trình;2019-06-05;-" },
		{ "Tờ trình số 12/TTr-CAT(PV28)", "12/TTr-CAT(PV28);Tờ trình;-;-" },
		{ "Nghị quyết số 41.3/2025/NQ-CP ngày 20 tháng 2 năm 2025", "41.3/2025/NQ-CP;Nghị quyết;2025-02-20;-" },
		{ "Quyết định số 436/QĐ-UBNDngày 11/6/2019", "436/QĐ-UBND;Quyết định;2019-06-11;-" },
		{ "Quyết định số 436/QĐ-Ubxx_x", "436/QĐ!;Quyết định;-;-" },
		{ "Nghị định số 04/2015/NĐ-", "04/2015/NĐ!;Nghị định;-;-" },
		{ "Nghị định số 04/2015/NĐ-… của Chính phủ", "04/2015/NĐ!;Nghị định;-;Chính phủ" },
		{ "Quyết định số 12/QĐ-A1b2c3d4", "12/QĐ-A1!;Quyết định;-;-" },
		{ "Quyết định số 436/QĐ-UBND(lần 2)", "436/QĐ-UBND;Quyết định;-;-" },
		{ "Quyết định số 436/QĐ-UBND - UBND tỉnh", "436/QĐ-UBND;Quyết định;-;-" },
	};
	compare(c, COUNT_OF(c));
}

static void lists_share_a_kind(void **s)
{
	(void)s;
	static const struct row c[] = {
		{ "các Quyết định số 12/QĐ-UBND, 15/QĐ-UBND và 17/QĐ-UBND", "12/QĐ-UBND;Quyết định;-;- | 15/QĐ-UBND;Quyết định;-;- | 17/QĐ-UBND;Quyết định;-;-" },
		{ "Quyết định số 217-QĐ/TW và số 218-QĐ/TW ngày 12/12/2013", "217-QĐ/TW;Quyết định;-;- | 218-QĐ/TW;Quyết định;2013-12-12;-" },
		{ "Quyết định số 12/QĐ-UBND ngày 01/02/2021; số 15/QĐ-UBND ngày 03/4/2021", "12/QĐ-UBND;Quyết định;2021-02-01;- | 15/QĐ-UBND;Quyết định;2021-04-03;-" },
		{ "Quyết định số 416/QĐ-TTg ngày 25/3/2020 thực hiện Chỉ thị số 37-CT/TW ngày 03/9/2019",
		  "416/QĐ-TTg;Quyết định;2020-03-25;- | 37-CT/TW;Chỉ thị;2019-09-03;-" },
	};
	compare(c, COUNT_OF(c));
}

static void these_are_no_documents(void **s)
{
	(void)s;
	static const char *const texts[] = {
		"Mẫu 01/TCD", "Mẫu số 02/XLĐ", "theo Biểu mẫu số 03/BM-DV", "Phụ lục 01/PL", "trực 24/24 giờ", "311/352 vụ", "2 lần/năm",
		"8 triệu đồng/năm", "ngày 05/12 hằng năm", "điện thoại 0259.3822.111", "6 tháng đầu năm 2021", "điểm a khoản 3 Điều 63", "2016-2021",
		"nhiệm kỳ 2021 - 2026", "Covid-19", "", "km/h 40 km/h", "số nhà 12/TT đường Lê Lợi",
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		citation_list l = { 0 };
		citations_scan(&a, &l, texts[i], "1", NULL, NULL);
		if (l.n)
			fail_msg("\"%s\" gives %s", texts[i], listed(&a, &l));
	}
}

static void each_document_stands_once(void **s)
{
	(void)s;
	ARENA a = { 0 };
	citation_list l = { 0 };
	index_list here = { 0 };

	citations_scan(&a, &l, "Nghị quyết số 18-NQ/TW, Kết luận số 120-KL/TW", "I.1", "16/KH-MTTQ", NULL);
	citations_scan(&a, &l, "Kết luận 120-kl/TW, Kết luận 120/KL-TW ngày 07/01/2016 của Bộ Chính trị, 120-KL/TW", "II.2", "16/KH-MTTQ", &here);
	citations_scan(&a, &l, "Kế hoạch số 16/KH-MTTQ, Kết luận số 120-KL/TW", "II.3", "16/KH-MTTQ", NULL);
	assert_int_equal(l.n, 2);
	assert_string_equal(l.v[1].number, "120-KL/TW");
	assert_string_equal(l.v[1].issuer, "Bộ Chính trị"); /* the fuller mention fills what the first left open */
	assert_int_equal(l.v[1].issued_on, date_of(2016, 1, 7));
	assert_int_equal(l.v[1].where.n, 3);
	assert_string_equal(l.v[1].where.v[0], "I.1");
	assert_string_equal(l.v[1].where.v[2], "II.3");
	assert_int_equal(here.n, 1);
	assert_int_equal(here.v[0], 1);

	/* local numbers come back every year: another day, another document */
	citations_scan(&a, &l, "Kế hoạch số 38/KH-UBND ngày 04/3/2021, Kế hoạch số 38/KH-UBND ngày 01/3/2020", "II.4", NULL, NULL);
	assert_int_equal(l.n, 4);
}

static void own_number_is_left_out(void **s)
{
	(void)s;
	ARENA a = { 0 };
	citation_list l = { 0 };
	citations_scan(&a, &l, "(Kèm theo Kế hoạch số 118/KH-UBND ngày 01/3/2021)", "1", "118/KH-UBND", NULL);
	assert_int_equal(l.n, 0);
	citations_scan(&a, &l, "(Kèm theo Kế hoạch số 0118/KH - UBND)", "1", "118/KH-UBND", NULL);
	assert_int_equal(l.n, 0);
	citations_scan(&a, &l, "(Kèm theo Kế hoạch số 119/KH-UBND)", "1", "118/KH-UBND", NULL);
	assert_int_equal(l.n, 1);
}

static void same_numbers(void **s)
{
	(void)s;
	assert_true(citation_same_number("04/2015/NĐ-CP", "4/2015/nd-cp"));
	assert_true(citation_same_number("120-KL/TW", "120/KL-TW"));
	assert_false(citation_same_number("04/2015/NĐ-CP", "40/2015/NĐ-CP"));
	assert_false(citation_same_number("04/2015/NĐ-CP", "04/2016/NĐ-CP"));
	assert_false(citation_same_number("", ""));
}

static void named_without_a_number(void **s)
{
	(void)s;
	static const struct { const char *text, *named; } c[] = {
		{ "theo Luật Thanh tra, các phòng", "Luật Thanh tra" },
		{ "khoản 3 Điều 63 của Bộ luật Lao động.", "Bộ luật Lao động" },
		{ "thực hiện Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX.", "Nghị quyết Đại hội Đảng bộ tỉnh lần thứ XX" },
		{ "Pháp lệnh Dân chủ ở xã, phường", "Pháp lệnh Dân chủ ở xã" },
		{ "Bộ luật Lao động về nơi làm việc và Nghị định số 159/2016/NĐ-CP", "Bộ luật Lao động" },
		{ "Luật Thanh tra số 56/2010/QH12", NULL },
		{ "Nghị quyết số 18-NQ/TW", NULL },
		{ "theo quy định của pháp luật hiện hành", NULL },
		{ "luật sư của cơ quan", NULL },
		{ "Luật sư của cơ quan", NULL },
		{ "", NULL },
	};
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct folded t = folded(&a, c[i].text);
		int from = 0;
		const char *named = citation_without_number(&a, &t, &from);
		if (named)
			assert_true(from > 0 && from <= t.n);
		if (str_eq(named, c[i].named) && (!named || !citation_without_number(&a, &t, &from)))
			continue;
		print_error("\"%s\" gives %s\n", c[i].text, str_or(named, "-"));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(state_and_party),
		cmocka_unit_test(spelling_is_mended),
		cmocka_unit_test(compatibility_forms_are_one),
		cmocka_unit_test(half_a_number_is_never_whole),
		cmocka_unit_test(lists_share_a_kind),
		cmocka_unit_test(these_are_no_documents),
		cmocka_unit_test(each_document_stands_once),
		cmocka_unit_test(own_number_is_left_out),
		cmocka_unit_test(same_numbers),
		cmocka_unit_test(named_without_a_number),
	};
	return cmocka_run_group_tests_name("citation", tests, NULL, NULL);
}
