/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* words: the wording that documents share whatever their kind: types, days. */
#include "domain/0_shared/document/document.h"
#include <string.h>

/* Decree 30/2020/NĐ-CP Đ.7 (29 kinds), the law on normative documents, party documents, and what went before.
 * Longer words stand before those they begin with. */
static const struct { const char *word, *folded; } types[] = {
	{ "Kế hoạch liên tịch", "ke hoach lien tich" }, { "Kế hoạch phối hợp", "ke hoach phoi hop" },
	{ "Kế hoạch liên ngành", "ke hoach lien nganh" }, { "Kế hoạch", "ke hoach" },
	{ "Nghị quyết liên tịch", "nghi quyet lien tich" }, { "Nghị quyết", "nghi quyet" },
	{ "Nghị định", "nghi dinh" }, { "Quyết định", "quyet dinh" }, { "Chỉ thị", "chi thi" },
	{ "Thông tư liên tịch", "thong tu lien tich" }, { "Thông tư liên bộ", "thong tu lien bo" },
	{ "Thông tư liên ngành", "thong tu lien nganh" }, { "Thông tư", "thong tu" }, { "Thông tri", "thong tri" },
	{ "Thông báo", "thong bao" }, { "Thông cáo", "thong cao" }, { "Tờ trình", "to trinh" },
	{ "Công điện", "cong dien" }, { "Công văn", "cong van" }, { "Công thư", "cong thu" },
	{ "Hướng dẫn liên tịch", "huong dan lien tich" }, { "Hướng dẫn liên ngành", "huong dan lien nganh" },
	{ "Hướng dẫn", "huong dan" }, { "Báo cáo thẩm tra", "bao cao tham tra" },
	{ "Báo cáo thẩm định", "bao cao tham dinh" }, { "Báo cáo", "bao cao" },
	{ "Chương trình phối hợp", "chuong trinh phoi hop" },
	{ "Chương trình hành động", "chuong trinh hanh dong" },
	{ "Chương trình công tác", "chuong trinh cong tac" }, { "Chương trình", "chuong trinh" },
	{ "Quy chế phối hợp", "quy che phoi hop" }, { "Quy chế", "quy che" }, { "Quy định", "quy dinh" },
	{ "Đề án", "de an" }, { "Dự án", "du an" }, { "Phương án", "phuong an" }, { "Bộ luật", "bo luat" },
	{ "Luật", "luat" }, { "Pháp lệnh", "phap lenh" }, { "Sắc lệnh", "sac lenh" }, { "Sắc luật", "sac luat" },
	{ "Lệnh", "lenh" }, { "Kết luận", "ket luan" }, { "Văn bản hợp nhất", "van ban hop nhat" },
	{ "Giấy mời", "giay moi" }, { "Giấy ủy quyền", "giay uy quyen" }, { "Giấy giới thiệu", "giay gioi thieu" },
	{ "Biên bản", "bien ban" }, { "Hiến pháp", "hien phap" }, { "Điều lệ", "dieu le" },
	{ "Đề cương", "de cuong" }, { "Phiếu chuyển", "phieu chuyen" }, { "Phiếu gửi", "phieu gui" },
	{ "Hợp đồng", "hop dong" }, { "Bản ghi nhớ", "ban ghi nho" }, { "Bản thỏa thuận", "ban thoa thuan" },
	{ "Quy ước", "quy uoc" }, { "Hương ước", "huong uoc" }, { "Quy trình", "quy trinh" },
};

const char *document_type_word(const struct folded *t, int from, int *ret_to)
{
	PATTERN(end, "(?![a-z~])");

	for (size_t i = 0; i < COUNT_OF(types); i++) {
		if (types[i].folded[0] != t->f[from]) /* WHY: asked at every word of a text */
			continue;
		int n = (int)strlen(types[i].folded);
		if (from + n <= t->n && strncmp(t->f + from, types[i].folded, (size_t)n) == 0 && pattern_at(&end, t, from + n, NULL)) {
			*ret_to = from + n;
			return types[i].word;
		}
	}
	return NULL;
}

const char *document_joined(arena *a, const char *before, const char *more)
{
	return before && *before ? arena_fmt(a, "%s %s", before, more) : more;
}

const char *document_symbol_parted(arena *a, const char *group)
{
	PATTERN(glued, "^(?!ttcp)(nd|qd|nq|ct|kh|tb|bc|hd|ttr|tt)(?=(?:cp|ttg|ubnd|hdnd|vpcp|tu|tw|ub|b[a-z]{2,6}|s[a-z]{2,4})$)");
	struct folded g = folded(a, group);
	struct span m[SPANS];

	if (!pattern_at(&glued, &g, 0, m))
		return group;
	return arena_fmt(a, "%s-%s", folded_cut(a, &g, 0, m[0].to), folded_cut(a, &g, m[0].to, g.n));
}

/* A number that OCR may have spelt with o and l. */
static int ocr_int(const struct folded *t, struct span s)
{
	int v = 0;
	for (int i = s.from; i < s.to; i++) {
		char c = t->f[i];
		v = v * 10 + (c == 'o' ? 0 : c == 'l' || c == 'i' ? 1 : c - '0');
	}
	return v;
}

bool document_day(const struct folded *t, int from, int to, struct day_words *ret)
{
	PATTERN(day, "(?:ngay\\s*)?(?<![0-9a-z/.-])(?:([0-9ol]{1,2})\\s*(?:[/.-]|thang)\\s*([0-9ol]{1,2})\\s*(?:[/.-]|,?\\s*nam)\\s*"
		     "((?:19|20|l9|2o)[0-9ol]{2}|[0-9]{2,6})(?![0-9a-z/])|((?:19|20)[0-9]{2})-([0-9]{1,2})-([0-9]{1,2})(?![0-9a-z/-]))");
	struct span m[SPANS];

	if (!pattern_find(&day, t, from, to, m))
		return false;
	bool iso = m[4].from >= 0;
	int year = ocr_int(t, iso ? m[4] : m[3]);
	if (year < 100)
		year += year > 45 ? 1900 : 2000;
	*ret = (struct day_words){ m[0].from, m[0].to, date_of(year, ocr_int(t, iso ? m[5] : m[2]), ocr_int(t, iso ? m[6] : m[1])) };
	return true;
}

date document_date(const struct folded *t, int from, int to, int *ret_from, int *ret_to)
{
	struct day_words w;

	for (; document_day(t, from, to, &w); from = w.to) {
		if (w.on == DATE_NONE)
			continue;
		*ret_from = w.from;
		*ret_to = w.to;
		return w.on;
	}
	return DATE_NONE;
}
