/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* words: the wording that documents share whatever their kind: types, days. */
#include "domain/0_shared/document/document.h"
#include "platform/text/text.h"
#include <stdlib.h>
#include <string.h>

/* Decree 30/2020/NĐ-CP Đ.7 (29 kinds), the law on normative documents, party documents, and what went before.
 * Longer words stand before those they begin with. */
PATTERN(type_word, "(?:"
	"ke hoach (?:lien tich|phoi hop|lien nganh)|ke hoach|"
	"nghi quyet (?:lien tich|lien ngan?h?)|nghi quyet|nghi dinh|"
	"quyet dinh|chi thi|thong tu lien (?:tich|bo|nganh)|thong tu|thong lien tich|"
	"to trinh|cong dien|cong van|cong thu|thong bao|thong tri|thong cao|huong dan lien (?:tich|nganh)|huong dan|bao cao|"
	"chuong trinh (?:phoi hop|hanh dong|cong tac)|chuong trinh|quy che phoi hop|quy che|quy dinh|quy chuan|de an|du an|phuong an|"
	"bo luat|luat|phap lenh|sac lenh|sac luat|lenh|ket luan|van ban hop nhat|van ban|giay moi|giay uy quyen|bien ban|"
	"hien phap|dieu le|de cuong|cong bao|giay gioi thieu|giay nghi phep|phieu gui|phieu chuyen|hop dong)(?![a-z~])");

const char *document_type_word(arena *a, const struct folded *t, int from, int *ret_to)
{
	struct span m[SPANS];
	if (!pattern_at(&type_word, t, from, m))
		return NULL;
	const char *word = folded_cut(a, t, m[0].from, m[0].to);
	const char *s = word;
	text_next(&s); /* sentence case: the first letter as it is, the rest small */
	*ret_to = m[0].to;
	return arena_fmt(a, "%.*s%s", (int)(s - word), text_upper(a, arena_text_n(a, word, (size_t)(s - word))),
		text_lower(a, s));
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
