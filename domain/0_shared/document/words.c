/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* words: the wording that documents share whatever their kind: types, days. */
#include "domain/0_shared/document/document.h"
#include <string.h>

/* Decree 30/2020/NĐ-CP Đ.7 (29 kinds), the law on normative documents, party documents, and what went before.
 * Longer words stand before those they begin with. */
static const char *const types[] = {
	"Kế hoạch liên tịch", "Kế hoạch phối hợp", "Kế hoạch liên ngành", "Kế hoạch", "Nghị quyết liên tịch", "Nghị quyết",
	"Nghị định", "Quyết định", "Chỉ thị", "Thông tư liên tịch", "Thông tư liên bộ", "Thông tư liên ngành", "Thông tư",
	"Thông tri", "Thông báo", "Thông cáo", "Tờ trình", "Công điện", "Công văn", "Công thư", "Hướng dẫn liên tịch",
	"Hướng dẫn liên ngành", "Hướng dẫn", "Báo cáo thẩm tra", "Báo cáo thẩm định", "Báo cáo", "Chương trình phối hợp", "Chương trình hành động",
	"Chương trình công tác", "Chương trình", "Quy chế phối hợp", "Quy chế", "Quy định", "Đề án", "Dự án", "Phương án",
	"Bộ luật", "Luật", "Pháp lệnh", "Sắc lệnh", "Sắc luật", "Lệnh", "Kết luận", "Văn bản hợp nhất", "Giấy mời",
	"Giấy ủy quyền", "Giấy giới thiệu", "Biên bản", "Hiến pháp", "Điều lệ", "Đề cương", "Phiếu chuyển", "Phiếu gửi",
	"Hợp đồng", "Bản ghi nhớ", "Bản thỏa thuận", "Quy ước", "Hương ước", "Quy trình",
};

const char *document_type_word(arena *a, const struct folded *t, int from, int *ret_to)
{
	PATTERN(end, "(?![a-z~])");
	static char plain[COUNT_OF(types)][32];
	static bool ready;

	if (!__atomic_load_n(&ready, __ATOMIC_ACQUIRE)) {
		for (size_t i = 0; i < COUNT_OF(types); i++) {
			struct folded f = folded(a, types[i]);
			assert(f.n < (int)sizeof plain[i]);
			memcpy(plain[i], f.f, (size_t)f.n + 1);
		}
		__atomic_store_n(&ready, true, __ATOMIC_RELEASE);
	}
	for (size_t i = 0; i < COUNT_OF(types); i++) {
		int n = (int)strlen(plain[i]);
		if (from + n <= t->n && strncmp(t->f + from, plain[i], (size_t)n) == 0 && pattern_at(&end, t, from + n, NULL)) {
			*ret_to = from + n;
			return types[i];
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

date document_date(const struct folded *t, int from, int to, int *ret_from, int *ret_to)
{
	PATTERN(day, "(?:ngay\\s*)?(?<![0-9a-z/.-])([0-9ol]{1,2})\\s*(?:[/.-]|thang)\\s*([0-9ol]{1,2})\\s*(?:[/.-]|,?\\s*nam)\\s*"
		     "((?:19|20|l9|2o)[0-9ol]{2}|[0-9]{2})(?![0-9a-z/])");
	struct span m[SPANS];

	while (pattern_find(&day, t, from, to, m)) {
		int year = ocr_int(t, m[3]);
		if (year < 100)
			year += year > 45 ? 1900 : 2000;
		date d = date_of(year, ocr_int(t, m[2]), ocr_int(t, m[1]));
		if (d != DATE_NONE) {
			*ret_from = m[0].from;
			*ret_to = m[0].to;
			return d;
		}
		from = m[0].to;
	}
	return DATE_NONE;
}
