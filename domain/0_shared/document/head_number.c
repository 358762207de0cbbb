/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* head_number: the line of the number and the line of place and day. */
#include "domain/0_shared/document/head.h"
#include "platform/text/text.h"
#include <string.h>

/* "Số: 1120 /TTr-UB", "SỐ 34/2007/NĐ-CP", "Nghị quyết số: 977/NQ-UBTVQH14", "Số 58 NQ/HĐNN8", a number alone. */
PATTERN(number_line, "^[(]?(?:(?:[a-z]+ ){0,3}so ?[:.;]? ?|(?=[0-9]+(?:/[0-9]{4})?/[a-z][a-z0-9-]*$))([0-9ol]{0,5}[a-z]?) ?"
		     "((?:[/-] ?(?:19|20)[0-9]{2})?) ?(?:[-.~_]* ?[/-] ?|(?<=[0-9] )(?=(?:nq|qd|ct|kh|hd|tb)/))"
		     "([a-z][a-z0-9]*(?: ?[-/&.] ?[a-z][a-z0-9]*)*)");

/* "định số 119/QĐ-UBND về": a citation broken off its sentence is no number line; "Nghị quyết số: 653/..." is one. */
bool head_is_number(const struct piece *p)
{
	PATTERN(words, "[(]?(?:[a-z]+ )+(?=so ?[:.;]? ?[0-9])");
	struct span m[SPANS];
	int to;

	if (!pattern_at(&number_line, &p->f, 0, NULL))
		return false;
	if (!pattern_at(&words, &p->f, 0, m))
		return true;
	return document_type_word(&p->f, 0, &to) && to + 1 == m[0].to;
}

/* Symbol without stray spaces: "246 - CV / TU" is "CV/TU". */
static const char *tight(arena *a, const char *s)
{
	struct buf o = { .a = a };
	for (; *s; s++)
		if (*s != ' ')
			buf_put(&o, s, 1);
	size_t n = o.n;
	while (n && strchr("-/.&", o.b[n - 1]))
		n--;
	return document_symbol_parted(a, text_unified(a, arena_text_n(a, buf_str(&o), n)));
}

static int capitals(const char *s)
{
	int n = 0;
	while (*s)
		n += text_is_upper(text_next(&s));
	return n;
}

/* The symbol goes on as long as its groups are capitals: "KH-UBND Quảng Ngãi" stops before the place. */
static int symbol_end(arena *a, const struct folded *t, struct span symbol)
{
	PATTERN(mixed, "^(?:ttg|ctr|ttr|qyd|ctrh.*)$");
	int end = symbol.from;

	while (end < symbol.to) {
		int group = end;
		while (group < symbol.to && strchr("-/&. ", t->f[group]))
			group++;
		int stop = group;
		while (stop < symbol.to && !strchr("-/&. ", t->f[stop]))
			stop++;
		struct folded g = folded(a, folded_cut(a, t, group, stop));
		bool known = capitals(g.text) >= 2 || g.n == 1 || pattern_in(&mixed, &g);
		bool spaced = group > end && end > symbol.from && strcspn(t->f + end, "-/&.") >= (size_t)(group - end);
		if (spaced || !known)
			break;
		end = stop;
	}
	return end;
}

bool head_read_number(arena *a, struct document *d, struct piece *p, int *ret_end)
{
	PATTERN(lost_hyphen, " (ubnd|hdnd|ttg|cp|ub|tu|tw)(?![a-z])"); /* "86/QĐ UBND" */
	PATTERN(kind_only, "^(?:qd|kh|ct|nq|tb|bc|hd|ttr|nd)$");
	struct span m[SPANS], lost[SPANS];

	if (d->symbol || d->number || !head_is_number(p) || !pattern_at(&number_line, &p->f, 0, m))
		return false;
	int end = symbol_end(a, &p->f, m[3]);
	if (end == m[3].from)
		return false;
	d->symbol = tight(a, folded_cut(a, &p->f, m[3].from, end));
	struct folded symbol = folded(a, d->symbol);
	if (pattern_in(&kind_only, &symbol) && pattern_at(&lost_hyphen, &p->f, end, lost)) {
		d->symbol = arena_fmt(a, "%s-%s", d->symbol, folded_cut(a, &p->f, lost[1].from, lost[1].to));
		end = lost[0].to;
	}
	d->number_blank = m[1].to == m[1].from;
	if (!d->number_blank) {
		struct buf number = { .a = a };
		char stroke = '-'; /* "58 NQ/HĐNN8" */
		for (int i = m[1].from; i < m[1].to; i++)
			buf_fmt(&number, "%c", p->f.f[i] == 'o' ? '0' : p->f.f[i] == 'l' ? '1' : p->f.f[i]);
		for (int i = m[2].from; i < m[2].to; i++)
			if (p->f.f[i] != ' ')
				buf_put(&number, p->f.f + i, 1);
		for (int i = m[2].to; i < m[3].from; i++)
			if (strchr("-/", p->f.f[i]))
				stroke = p->f.f[i];
		buf_fmt(&number, "%c%s", stroke, d->symbol);
		d->number = buf_str(&number);
	}
	if (end == p->f.n) /* what stands behind must not be lost */
		p->use = USE_HEAD;
	*ret_end = end;
	return true;
}

/* Two capitals or more and nothing small; "TP" is a place's. */
static bool capitals_word(const char *s)
{
	int letters = 0;
	if (str_starts(s, "TP"))
		return false;
	while (*s && *s != ' ') {
		int32_t c = text_next(&s);
		if (!text_is_upper(c))
			return false;
		letters++;
	}
	return letters >= 2;
}

bool head_read_place_and_day(arena *a, struct document *d, struct piece *p)
{
	PATTERN(place_day, "([^,;:0-9]*?)[,;]? ?(?:hoi [0-9a-z ]{1,16},? )?ngay ?(?:(?:[0-9ol]{1,2}|[-. ~_]*) ?thang ?(?:[0-9ol]{1,2}|[-. ~_]*) ?nam ?(?:(?:19|20|l9|2o)[0-9ol]{2})?|"
			   "[0-9ol]{1,2} ?[-/.] ?[0-9ol]{1,2} ?[-/.] ?(?:19|20|l9|2o)[0-9ol]{2}[.]?$)");
	PATTERN(ground, "^[-+* ]*(?:can cu|theo|xet|thuc hien|chieu|sau khi)\\b");
	struct span m[SPANS];
	int from, to;

	if (d->place || d->issued_on != DATE_NONE || pattern_in(&ground, &p->f) || !pattern_find(&place_day, &p->f, 0, p->f.n, m))
		return false;
	bool tells = m[0].from == 0 && m[1].to == 0 && p->f.n > m[0].to + 40; /* "Ngày 18 tháng 7 năm 2025 UBND xã đã ban hành ..." */
	if (tells)
		return false;
	/* The place is the run of capitalised words right before the comma. */
	const char *left = folded_cut(a, &p->f, m[1].from, m[1].to);
	const char *place = left, *word = left;
	bool capital = false;
	bool numbered = head_is_number(p);
	int small = 0;
	for (const char *s = left; *s;) {
		word = s;
		int32_t c = text_next(&s);
		capital = text_is_upper(c);
		bool small_word = !capital && text_is_letter(c);
		while (*s && *s != ' ')
			s++;
		small += small_word;
		bool of_symbol = numbered && capitals_word(word); /* "86/QĐ UBND Bình Phước, ngày" */
		if (small_word || of_symbol || strcspn(word, "/") < (size_t)(s - word))
			place = *s ? s + 1 : s;
		while (*s == ' ')
			s++;
	}
	if (small > 2) /* "Căn cứ Luật Tổ chức Chính phủ ngày ..." names no place */
		return false;
	d->issued_on = document_date(&p->f, m[0].from, p->f.n, &from, &to);
	struct day_words w;
	if (d->issued_on == DATE_NONE && document_day(&p->f, m[0].from, p->f.n, &w))
		d->impossible_day = folded_cut(a, &p->f, w.from, w.to);
	d->place = *place ? place : NULL;
	PATTERN(more, "hoi [0-9]"); /* the hour of a telegram is in no field: the line stays for `unused` */
	bool all_used = p->f.n <= to + 2 && (place == left || numbered);
	if (d->issued_on != DATE_NONE && all_used && !pattern_in(&more, &p->f))
		p->use = USE_HEAD;
	return true;
}
