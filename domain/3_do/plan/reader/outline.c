/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* outline: numbered items from their tokens (decree 30/2020/NĐ-CP, appendix I: Phần, Chương, Mục, Điều, Khoản, Điểm;
 * plans use I. 1. 1.1. a) -).  A line that only looks like a token, inside a broken sentence, stays text. */
#include "domain/3_do/plan/reader/reader.h"
#include "platform/text/text.h"
#include <stdlib.h>
#include <string.h>

static int roman(const char *s, int n)
{
	int v = 0;
	for (int i = 0; i < n; i++) {
		int one = s[i] == 'x' ? 10 : s[i] == 'v' ? 5 : 1;
		int next = i + 1 < n ? (s[i + 1] == 'x' ? 10 : s[i + 1] == 'v' ? 5 : 1) : 0;
		v += one < next ? -one : one;
	}
	return v;
}

static int ordinal(const char *f, int n)
{
	static const char *const words[] = { "nhat", "hai", "ba", "tu", "nam", "sau", "bay", "tam" };
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if ((int)strlen(words[i]) == n && strncmp(f, words[i], (size_t)n) == 0)
			return (int)i + 1;
	return f[0] >= '0' && f[0] <= '9' ? (int)strtol(f, NULL, 10) : roman(f, n);
}

static bool capital_at(const struct folded *t, int i)
{
	const char *s = t->text + t->at[i];
	return text_is_upper(text_next(&s));
}

enum token outline_token(arena *a, const struct piece *p, const char **ret_label, int *ret_value, int *ret_text)
{
	PATTERN(part, "phan (?:thu )?(nhat|hai|ba|tu|nam|sau|[ivx]+|[0-9]+)\\b[ .:/-]*");
	PATTERN(chapter, "chuong (?:thu )?(nhat|hai|ba|tu|nam|[ivx]+|[0-9]+)\\b[ .:/-]*");
	PATTERN(section, "muc ([ivx]+|[0-9]+)(?:[ .:/-]+|$)");
	PATTERN(article, "dieu ([0-9]{1,3}[a-z]?)(?: ?[.:/-][ .:/-]*|$|(?= [a-z]))");
	PATTERN(decimal3, "([0-9]{1,2})[.]([0-9]{1,2})[.]([0-9]{1,2})(?:[.:)/-]+ *| +(?=[a-z\"']))");
	PATTERN(decimal, "([0-9]{1,2})[.]([0-9]{1,2})(?:[.:)/-]+ *| +(?=[a-z\"']))(?![0-9])");
	PATTERN(arabic, "(?:khoan )?([0-9]{1,3}) ?(?:[.)](?![0-9]) ?|[/:-](?: +(?=[^0-9 ])|(?=[a-z~][a-z~]* )))");
	PATTERN(paren, "[(]([0-9]{1,2})[)] *");
	PATTERN(roman_token, "([ivx]{1,6}) ?[.)/:-]+ *(?=[^ ])");
	PATTERN(roman_ocr, "(l{1,3}) ?[.] *(?=[^ ])");
	PATTERN(upper, "([a-h]) ?[./)-]+ *(?=[^ ])");
	PATTERN(letter, "([a-z]) ?(?:[)/] *|[.-] +)(?=[^ ])");
	PATTERN(dash, "[-+~*] ?(?=[^ 0-9])|[-+] (?=[0-9])");
	const struct folded *t = &p->f;
	struct span m[SPANS];
	enum token kind;
	const char *prefix = "";

	*ret_value = 0;
	if (pattern_at(&part, t, 0, m) && capital_at(t, 0) && (piece_is_upper(p, 0) || p->bold || t->n < 120)) {
		kind = TOKEN_PART;
		prefix = "Phần ";
	} else if (pattern_at(&chapter, t, 0, m) && capital_at(t, 0)) {
		kind = TOKEN_CHAPTER;
		prefix = "Chương ";
	} else if (pattern_at(&section, t, 0, m) && capital_at(t, 0) && t->n < 200) {
		kind = TOKEN_SECTION;
		prefix = "Mục ";
	} else if (pattern_at(&article, t, 0, m) && capital_at(t, 0)) {
		PATTERN(mention, "dieu [0-9]+[a-z]? (?:cua|luat|nghi|thong|quy|bo luat|va|khoan)");
		if (pattern_at(&mention, t, 0, NULL))
			return TOKEN_NONE;
		kind = TOKEN_ARTICLE;
		prefix = "Điều ";
	} else if (pattern_at(&roman_token, t, 0, m) && capital_at(t, 0) && capital_at(t, m[1].to - 1)) {
		kind = TOKEN_ROMAN;
	} else if (pattern_at(&roman_ocr, t, 0, m) && piece_is_upper(p, m[0].to)) {
		*ret_label = arena_fmt(a, "%.*s", m[1].to, "III");
		*ret_value = m[1].to;
		*ret_text = m[0].to;
		return TOKEN_ROMAN;
	} else if (pattern_at(&upper, t, 0, m) && capital_at(t, 0)) {
		kind = TOKEN_UPPER;
	} else if (pattern_at(&decimal3, t, 0, m)) {
		kind = TOKEN_DECIMAL3;
	} else if (pattern_at(&decimal, t, 0, m)) {
		kind = TOKEN_DECIMAL;
	} else if (pattern_at(&arabic, t, 0, m)) {
		PATTERN(number, "[0-9]{1,2} ?[-/] ?([a-z]+[0-9]*)[-/]"); /* "10-KH/..." broken off its sentence */
		struct span n[SPANS];
		if (pattern_at(&number, t, 0, n))
			return TOKEN_NONE;
		kind = TOKEN_ARABIC;
	} else if (pattern_at(&paren, t, 0, m)) {
		kind = TOKEN_PAREN;
	} else if (pattern_at(&letter, t, 0, m) && !capital_at(t, 0)) {
		kind = TOKEN_LETTER;
	} else if (pattern_at(&dash, t, 0, m)) {
		*ret_label = "-";
		*ret_text = m[0].to;
		return TOKEN_DASH;
	} else {
		return TOKEN_NONE;
	}
	const char *shown = folded_cut(a, t, m[1].from, kind == TOKEN_DECIMAL ? m[2].to : kind == TOKEN_DECIMAL3 ? m[3].to : m[1].to);
	if (kind == TOKEN_PART) { /* "Phần thứ hai" is "Phần II" */
		static const char *const romans[] = { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII" };
		int v = ordinal(t->f + m[1].from, m[1].to - m[1].from);
		shown = v > 0 && v < (int)COUNT_OF(romans) ? romans[v] : shown;
	}
	*ret_label = arena_fmt(a, "%s%s", prefix, shown);
	int last = kind == TOKEN_DECIMAL ? 2 : kind == TOKEN_DECIMAL3 ? 3 : 1;
	if (kind == TOKEN_UPPER)
		*ret_value = t->f[m[1].from] - 'a' + 1;
	else if (kind == TOKEN_LETTER)
		*ret_value = strcmp(shown, "đ") == 0 ? 5 : t->f[m[1].from] - 'a' + 1 + (t->f[m[1].from] > 'd');
	else
		*ret_value = ordinal(t->f + m[last].from, m[last].to - m[last].from);
	*ret_text = m[0].to;
	return kind;
}

/* Does an item of this kind and ordinal fit here?  A wrapped line may begin with "11. " by accident. */
static bool fits(const item_list *items, int open, enum token kind, int value, const struct piece *p, const struct piece *before)
{
	if (kind == TOKEN_PART || kind == TOKEN_CHAPTER || kind == TOKEN_SECTION)
		return true;
	if (p->gap || p->bold || value == 1 || !before)
		return true;
	for (int i = open; i >= 0; i = items->v[i].parent)
		if (items->v[i].kind == kind)
			return value > items->v[i].value && value <= items->v[i].value + 3;
	char end = before->f.n ? before->f.f[before->f.n - 1] : '.';
	return strchr(".;:/)", end) != NULL;
}

static const char *ref_of(arena *a, const item_list *items, const struct item *it)
{
	int p = it->parent;
	if (it->kind == TOKEN_ARTICLE || it->kind == TOKEN_PART || it->kind == TOKEN_CHAPTER || it->kind == TOKEN_SECTION)
		return it->label;
	while (p >= 0 && (items->v[p].kind == TOKEN_CHAPTER || items->v[p].kind == TOKEN_SECTION || items->v[p].kind == TOKEN_DASH ||
			  ((it->kind == TOKEN_DECIMAL || it->kind == TOKEN_DECIMAL3) &&
			   (items->v[p].kind == TOKEN_ARABIC || items->v[p].kind == TOKEN_DECIMAL))))
		p = items->v[p].parent;
	return p < 0 || items->v[p].kind == TOKEN_NONE ? it->label : arena_fmt(a, "%s.%s", items->v[p].ref, it->label);
}

/* Text that ends the plan after its last item and belongs to none. */
static bool closes(const struct piece *p)
{
	PATTERN(closing, "^(?:tren day la|trong qua trinh|yeu cau (?:truong|cac|thu truong|lanh dao|giam doc)|de nghi (?:cac|thu truong|lanh dao)|"
			 "can cu (?:vao )?(?:noi dung )?(?:ke hoach|chi thi|cong van|huong dan|noi dung|chuong trinh)|nhan duoc|giao (?:van phong|chanh)[^.]{0,80}theo doi|"
			 "ke hoach nay|quyet dinh nay|chi thi nay|noi nhan|vay,? |ban (?:thuong truc|thuong vu)[^.]{0,60}de nghi)");
	return pattern_at(&closing, &p->f, 0, NULL);
}

static void add_text(arena *a, struct buf *o, const struct piece *p, int from, bool new_paragraph)
{
	const char *s = folded_cut(a, &p->f, from, p->f.n);
	if (!*s)
		return;
	if (o->n)
		buf_put(o, new_paragraph ? "\n" : " ", 1);
	buf_text(o, s);
}

/* Is the text so far the name of a body and nothing else? */
static bool is_owner(arena *a, const char *text)
{
	const char *owner = strlen(text) < 150 ? owner_at_start(a, text) : NULL;
	return owner && str_eq(owner, text);
}

item_list outline_read(arena *a, const piece_list *l, size_t from, size_t to)
{
	item_list items = { 0 };
	struct buf text = { .a = a };
	const struct piece *before = NULL;
	int open = 0; /* item that text goes to */
	bool closed = false;

	*LIST_ADD(a, &items) = (struct item){ .parent = -1, .first = from, .last = from, .label = "", .ref = "" };
	for (size_t i = from; i < to; i++) {
		struct piece *p = &l->v[i];
		const char *label;
		int value, start = 0;
		if (p->use != USE_NONE || p->in_table || piece_is_rule(p))
			continue;
		bool same_line = before && before->line == p->line;
		enum token kind = same_line ? TOKEN_NONE : outline_token(a, p, &label, &value, &start);
		if (kind == TOKEN_ROMAN && value >= 5 && strlen(label) == 1) { /* "V.", "X." after "U."? no: after B, C, ... never */
			for (int k = open; k >= 0; k = items.v[k].parent)
				if (items.v[k].kind == TOKEN_UPPER && items.v[k].value == label[0] - 'A')
					kind = TOKEN_UPPER;
		}
		if (kind != TOKEN_NONE && kind < TOKEN_PAREN && !fits(&items, open, kind, value, p, before))
			kind = TOKEN_NONE;
		if (kind != TOKEN_NONE && kind < TOKEN_PAREN) {
			items.v[open].text = arena_text(a, buf_str(&text));
			text = (struct buf){ .a = a };
			int parent = open;
			while (parent >= 0 && items.v[parent].kind >= kind)
				parent = items.v[parent].parent;
			struct item it = { .kind = kind, .label = label, .value = value, .parent = parent, .first = i, .bold = p->bold };
			it.ref = ref_of(a, &items, &it);
			if (parent >= 0)
				items.v[parent].children = true;
			*LIST_ADD(a, &items) = it;
			open = (int)items.n - 1;
			closed = false;
			add_text(a, &text, p, start, false);
		} else if (closed || (open > 0 && kind == TOKEN_NONE && (p->gap || (before && strchr(".;/", before->f.f[before->f.n - 1]))) && closes(p))) {
			closed = true;
			continue; /* left unused */
		} else {
			PATTERN(labelled, "(?:don vi|co quan|bo phan|nguoi|thoi gian|thoi han|san pham|kinh phi|ket qua|dia diem|chu tri|phoi hop|tien do|phan cong)[a-z ]{0,25} ?:");
			bool named = before && open > 0 && i <= items.v[open].first + 2 && is_owner(a, buf_str(&text)) && capital_at(&p->f, 0);
			bool opens = !same_line && pattern_at(&labelled, &p->f, 0, NULL);
			bool paragraph = kind != TOKEN_NONE || p->gap || named || opens ||
					 (before && before->f.n && strchr(":;./", before->f.f[before->f.n - 1]) && !same_line && p->f.n && capital_at(&p->f, 0));
			add_text(a, &text, p, 0, paragraph);
		}
		items.v[open].last = i + 1;
		before = p;
	}
	items.v[open].text = arena_text(a, buf_str(&text));
	for (size_t i = 0; i < items.n; i++) {
		struct item *it = &items.v[i];
		it->text = it->text ? it->text : "";
		size_t n = strlen(it->text);
		char end = n ? it->text[n - 1] : 0;
		it->heading = text_length(it->text) <= 200 && !strchr(it->text, '\n') && !(end == '.' || end == ';');
	}
	return items;
}
