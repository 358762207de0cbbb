/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* head_lines: lines of a head as the decrees meant them: two columns parted, broken names and days mended. */
#include "domain/0_shared/document/head.h"
#include "platform/text/text.h"
#include <stdio.h>
#include <string.h>

bool head_is_national(const struct piece *p)
{
	PATTERN(national, "cong hoa xa hoi chu nghia|^viet nam dan chu cong hoa|doc lap ?[-~.,]* ?tu do|^tu do ?- ?hanh phuc|"
			  "dang cong san viet nam|^viet nam$|^hanh phuc$|^cong$|^hoa xa hoi chu nghia|^chu nghia viet nam$");
	return pattern_in(&national, &p->f);
}

bool head_lost_capitals(const struct piece *p)
{
	const char *s = p->text;
	int letters = 0;
	while (*s) {
		int32_t c = text_next(&s);
		letters += text_is_letter(c);
		if (text_is_upper(c))
			return false;
	}
	return letters > 5;
}

/* Two columns that a converter ran together on one line. */
void head_part_flattened(arena *a, struct document *d)
{
	PATTERN(right, ".(?= ?(?:cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap ?- ?tu do))");
	struct span m[SPANS];
	piece_list l = { 0 };

	for (size_t i = 0; i < d->pieces.n; i++) {
		struct piece p = d->pieces.v[i];
		if (i >= HEAD_PIECES || p.table || !pattern_find(&right, &p.f, 1, p.f.n, m) ||
		    head_is_number(&p)) {
			*LIST_ADD(a, &l) = p;
			continue;
		}
		struct piece second = p;
		second.text = folded_cut(a, &p.f, m[0].to, p.f.n);
		p.text = folded_cut(a, &p.f, 0, m[0].to);
		second.gap = false;
		second.column = 1;
		p.columns = second.columns = 2;
		p.f = folded(a, p.text);
		second.f = folded(a, second.text);
		*LIST_ADD(a, &l) = p;
		*LIST_ADD(a, &l) = second;
	}
	d->pieces = l;
}

/* Do the words of `s` begin with the words of `start`? */
static bool begins_with(const char *s, const char *start)
{
	size_t n = strlen(start);
	return strncmp(s, start, n) == 0 && (s[n] == ' ' || !s[n]);
}

/* Names that law portals break anywhere: "UỶ BAN NHÂN" / "DÂN", "CỘNG HÒA XÃ" / "HỘI CHỦ NGHĨA VIỆT NAM". */
static bool name_goes_on(const struct piece *p, const struct piece *next)
{
	static const char *const names[] = {
		"cong hoa xa hoi chu nghia viet nam", "doc lap - tu do - hanh phuc", "dang cong san viet nam", "uy ban nhan dan",
		"hoi dong nhan dan", "hoi dong bo truong", "hoi dong nha nuoc", "uy ban thuong vu quoc hoi", "thu tuong chinh phu",
		"thuong truc hdnd", "thuong truc hoi dong nhan dan", "uy ban mat tran to quoc viet nam", "uy ban mttq viet nam",
	};
	char both[256];

	if (p->f.n + next->f.n + 2 > (int)sizeof both)
		return false;
	for (size_t i = 0; i < COUNT_OF(names); i++) {
		bool opens = begins_with(names[i], p->f.f) && p->f.n < (int)strlen(names[i]);
		if (!opens)
			continue;
		snprintf(both, sizeof both, "%s %s", p->f.f, next->f.f);
		if (begins_with(names[i], both) || begins_with(both, names[i]))
			return true;
	}
	return false;
}

/* "Sơn" / "La, ngày 11 tháng 3": one to three words with capitals before the rest of a place. */
static bool place_goes_on(const struct piece *p, const struct piece *next)
{
	PATTERN(few_words, "^[a-z]+(?: [a-z]+){0,2}$");
	PATTERN(place_rest, "^[a-z]+(?: [a-z]+)?, ?ngay ?[0-9]");

	if (!pattern_in(&few_words, &p->f) || !pattern_in(&place_rest, &next->f) || piece_is_upper(p, 0))
		return false;
	for (int i = 0; i < p->f.n; i++) {
		const char *s = p->text + p->f.at[i];
		if ((i == 0 || p->f.f[i - 1] == ' ') && !text_is_upper(text_next(&s)))
			return false;
	}
	return true;
}

/* "Kon Tum, ngày 25" / "tháng 01 năm 2024", "Số:" / "06/2024/QĐ-UBND". */
static bool line_goes_on(const struct piece *p, const struct piece *next)
{
	PATTERN(broken, "^so ?:?$|, ?ngay ?[0-9]{0,2}$|, ?ngay ?[0-9]{0,2} ?thang ?[0-9]{0,2}$|"
			"ngay ?[0-9]{0,2} ?thang ?[0-9]{0,2} ?nam$|^so ?:? ?[0-9]+[-/][a-z-]*-$");
	PATTERN(place, "^[a-z ]{3,20},$");
	PATTERN(day, "^ngay ?[0-9]");
	PATTERN(rest, "^(?:thang|nam|ngay|[0-9/])");

	if (pattern_in(&place, &p->f))
		return pattern_in(&day, &next->f);
	return pattern_in(&broken, &p->f) && (pattern_at(&rest, &next->f, 0, NULL) || p->f.f[p->f.n - 1] == '-');
}

/* "V" / "ề việc ban hành ...": a letter that stood in a frame of its own. */
static bool letter_goes_on(const struct piece *p, const struct piece *next)
{
	const char *first = p->text, *second = next->text;
	return p->f.n == 1 && text_is_upper(text_next(&first)) && next->f.n && text_is_letter(text_next(&second)) &&
	       !text_is_upper((second = next->text, text_next(&second)));
}

void head_mend_breaks(arena *a, struct document *d)
{
	PATTERN(text_begins, "^(?:[-+* ]*can cu|i ?[.-] ?[a-z]|1 ?[.] ?[a-z]|dieu 1|chuong (?:i|1)\\b)");
	enum { REACH = 4 }; /* lines of the other column may stand in between */

	for (size_t i = 0; i + 1 < d->pieces.n && i < HEAD_PIECES; i++) {
		struct piece *p = &d->pieces.v[i];
		size_t k = i + 1, end = i + REACH < d->pieces.n ? i + REACH : d->pieces.n;
		if (pattern_in(&text_begins, &p->f))
			break;
		if (p->table || !p->f.n)
			continue;
		while (k < end) {
			const struct piece *next = &d->pieces.v[k];
			bool beside = k == i + 1 && next->line == p->line; /* a blank kept for ink parts "Số:    /KH-SNV" */
			if (beside && line_goes_on(p, next))
				break;
			if (next->column == p->column && (line_goes_on(p, next) || name_goes_on(p, next) || place_goes_on(p, next) || letter_goes_on(p, next)))
				break;
			k++;
		}
		if (k == end)
			continue;
		bool glued = p->f.f[p->f.n - 1] == '-' || p->f.n == 1;
		p->text = arena_fmt(a, glued ? "%s%s" : "%s %s", p->text, d->pieces.v[k].text);
		p->f = folded(a, p->text);
		memmove(&d->pieces.v[k], &d->pieces.v[k + 1], (d->pieces.n - k - 1) * sizeof *p);
		d->pieces.n--;
		i--;
	}
}
