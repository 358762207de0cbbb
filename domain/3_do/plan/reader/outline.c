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

/* "V/v", "Đ/c", "b/cáo", "T/M": a stroke with a small letter or a whole short word behind it numbers nothing. */
static bool is_abbreviation(const struct folded *t)
{
	PATTERN(stroke, "[a-z]{1,2}/[a-z]");
	PATTERN(capitals, "[a-z]{1,2}/[a-z](?![a-z])");
	PATTERN(small, "[a-z]{1,2}/[a-z]{1,5}(?![a-z])");
	struct span m[SPANS];

	if (!pattern_at(&stroke, t, 0, m))
		return false;
	if (capital_at(t, m[0].to - 1))
		return pattern_at(&capitals, t, 0, NULL);
	return capital_at(t, 0) || pattern_at(&small, t, 0, NULL);
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
	PATTERN(roman_token, "([ivx]{1,6}) ?[.)/:-]+ *(?=[^ ]|$)");
	PATTERN(roman_ocr, "(l{1,3}) ?[.] *(?=[^ ])");
	PATTERN(upper, "([a-h]) ?[./)-]+ *(?=[^ ])");
	PATTERN(letter, "([a-z]) ?(?:[)/] *|[.-] +)(?=[^ ])");
	PATTERN(dash, "[-+~*] ?(?=[^ 0-9])|[-+] (?=[0-9])");
	const struct folded *t = &p->f;
	struct span m[SPANS];
	enum token kind;
	const char *prefix = "";

	*ret_value = 0;
	if (is_abbreviation(t))
		return TOKEN_NONE;
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
	const char *shown = text_unified(a, folded_cut(a, t, m[1].from, kind == TOKEN_DECIMAL ? m[2].to : kind == TOKEN_DECIMAL3 ? m[3].to : m[1].to));
	if (kind == TOKEN_PART) { /* "Phần thứ hai" is "Phần II" */
		static const char *const romans[] = { "", "I", "II", "III", "IV", "V", "VI", "VII", "VIII" };
		int v = ordinal(t->f + m[1].from, m[1].to - m[1].from);
		shown = v > 0 && v < (int)COUNT_OF(romans) ? romans[v] : shown;
	}
	*ret_label = arena_fmt(a, "%s%s", prefix, shown);
	int last = kind == TOKEN_DECIMAL ? 2 : kind == TOKEN_DECIMAL3 ? 3 : 1;
	if (kind == TOKEN_UPPER || kind == TOKEN_LETTER)
		*ret_value = str_eq(shown, "đ") || str_eq(shown, "Đ") ? 5 : t->f[m[1].from] - 'a' + 1 + (t->f[m[1].from] > 'd');
	else
		*ret_value = ordinal(t->f + m[last].from, m[last].to - m[last].from);
	*ret_text = m[0].to;
	return kind;
}

/* "X. Bình An", "V. Hồng Phong": the initial of a name, two words with capitals behind it or one alone. */
static bool is_name(const struct folded *t, int from, const char *label)
{
	if (from >= t->n || (*label && label[1]) || !capital_at(t, from))
		return false;
	int next = from;
	while (next < t->n && t->f[next] != ' ')
		next++;
	return next >= t->n || (next + 1 < t->n && capital_at(t, next + 1));
}

/* The item of this kind that is open, or -1. */
static int open_item(const item_list *items, int open, enum token kind)
{
	for (int i = open; i >= 0; i = items->v[i].parent)
		if (items->v[i].kind == kind)
			return i;
	return -1;
}

struct candidate {
	enum token kind;
	const char *label;
	int value, start;       /* start: where its text begins */
};

/* Does it number an item here?  A wrapped line may begin with "11. " by accident, a page number may stand between two
 * sentences, a name may begin with its initial.  below: the line before opened an item. */
static bool fits(const item_list *items, int open, const struct candidate *c, const struct piece *p, const struct piece *before,
                 bool below)
{
	if (c->kind == TOKEN_PART || c->kind == TOKEN_CHAPTER || c->kind == TOKEN_SECTION)
		return true;
	int sibling = open_item(items, open, c->kind);
	int last = sibling < 0 ? 0 : items->v[sibling].value;
	if (c->start >= p->f.n && c->kind != TOKEN_ARTICLE) /* the number alone on its line */
		return c->value == last + 1;
	if (c->value == 1 || (sibling >= 0 && c->value > last && c->value <= last + 3))
		return true;
	if ((c->kind == TOKEN_ROMAN || c->kind == TOKEN_UPPER) && is_name(&p->f, c->start, c->label) && !piece_is_upper(p, c->start))
		return false;
	if (p->gap || p->bold || !before || (below && sibling < 0 && capital_at(&p->f, c->start)))
		return true;
	char end = before->f.n ? before->f.f[before->f.n - 1] : '.';
	return strchr(".;:/)", end) != NULL && (sibling < 0 || capital_at(&p->f, c->start));
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

struct outline {
	arena *a;
	item_list items;
	struct buf text;             /* of the open item */
	const struct piece *before;
	int open;                    /* item that text goes to */
	size_t closed;               /* 1 + piece from which on text may belong to none, 0: none */
	int last[TOKEN_DASH + 1];    /* ordinal of the last item of a kind */
};

/* "1.2" and "2.1" have different beginnings: the second is no step back. */
static bool same_beginning(const char *x, const char *y)
{
	const char *end = strrchr(x, '.');
	return !end || strncmp(x, y, (size_t)(end - x) + 1) == 0;
}

/* What is odd about the number of a new item; before: the sibling before it, or NULL. */
static enum numbering numbering_of(const struct outline *o, const struct item *it, const struct item *before)
{
	int step = it->kind == TOKEN_UPPER && before && before->value == 4 && it->value == 6 ? 1 : 0; /* D, E: Đ is left out by many */

	if (!before)
		return it->value == 1 || it->value == o->last[it->kind] + 1 ? NUMBERING_SOUND : NUMBERING_GAP;
	if ((it->kind == TOKEN_DECIMAL || it->kind == TOKEN_DECIMAL3) && !same_beginning(it->label, before->label))
		return NUMBERING_SOUND;
	if (it->value == before->value)
		return NUMBERING_REPEATED;
	if (it->value < before->value)
		return NUMBERING_BACK;
	return it->value <= before->value + 1 + step ? NUMBERING_SOUND : NUMBERING_GAP;
}

static void finish_item(struct outline *o)
{
	struct item *it = &o->items.v[o->open];
	it->text = arena_text(o->a, buf_str(&o->text));
	o->text = (struct buf){ .a = o->a };
	size_t n = strlen(it->text);
	char end = n ? it->text[n - 1] : 0;
	it->heading = text_length(it->text) <= 200 && !strchr(it->text, '\n') && !(end == '.' || end == ';');
}

/* Paragraphs that sounded like the end of the plan, and another item of its kind came: they were its text. */
static void take_back(struct outline *o, const piece_list *l, size_t to)
{
	for (size_t i = o->closed - 1; i < to; i++) {
		const struct piece *p = &l->v[i];
		if (p->use != USE_NONE || p->in_table || piece_is_rule(p))
			continue;
		add_text(o->a, &o->text, p, 0, i == 0 || l->v[i - 1].line != p->line);
		o->items.v[o->open].last = i + 1;
	}
}

static void open_new(struct outline *o, const piece_list *l, size_t at, const struct candidate *c)
{
	const struct piece *p = &l->v[at];
	int parent = o->open, before = -1;

	if (o->closed && c->kind >= o->items.v[o->open].kind)
		take_back(o, l, at);
	finish_item(o);
	while (parent >= 0 && o->items.v[parent].kind >= c->kind) {
		before = parent;
		parent = o->items.v[parent].parent;
	}
	struct item it = { .kind = c->kind, .label = c->label, .value = c->value, .parent = parent, .first = at, .last = at + 1, .bold = p->bold };
	const struct item *sibling = before >= 0 && o->items.v[before].kind == c->kind ? &o->items.v[before] : NULL;
	it.ref = ref_of(o->a, &o->items, &it);
	it.numbering = numbering_of(o, &it, sibling);
	it.behind = sibling ? sibling->ref : "";
	if (parent >= 0)
		o->items.v[parent].children = true;
	*LIST_ADD(o->a, &o->items) = it;
	o->last[c->kind] = c->value;
	o->open = (int)o->items.n - 1;
	o->closed = 0;
	add_text(o->a, &o->text, p, c->start, false);
}

static bool begins_paragraph(struct outline *o, const struct piece *p, size_t at, enum token kind, bool same_line)
{
	PATTERN(labelled, "(?:don vi|co quan|bo phan|nguoi|thoi gian|thoi han|san pham|kinh phi|ket qua|dia diem|chu tri|phoi hop|tien do|phan cong)[a-z ]{0,25} ?:");
	const struct piece *before = o->before;
	bool named = before && o->open > 0 && at <= o->items.v[o->open].first + 2 && is_owner(o->a, buf_str(&o->text)) && capital_at(&p->f, 0);
	bool opens = !same_line && pattern_at(&labelled, &p->f, 0, NULL);

	return kind != TOKEN_NONE || p->gap || named || opens ||
	       (before && before->f.n && strchr(":;./", before->f.f[before->f.n - 1]) && !same_line && p->f.n && capital_at(&p->f, 0));
}

item_list outline_read(arena *a, const piece_list *l, size_t from, size_t to)
{
	struct outline o = { .a = a, .text.a = a };

	*LIST_ADD(a, &o.items) = (struct item){ .parent = -1, .first = from, .last = from, .label = "", .ref = "", .behind = "" };
	for (size_t i = from; i < to; i++) {
		struct piece *p = &l->v[i];
		struct candidate c = { .kind = TOKEN_NONE };
		if (p->use != USE_NONE || p->in_table || piece_is_rule(p))
			continue;
		bool same_line = o.before && o.before->line == p->line;
		bool below = o.open > 0 && o.before == &l->v[o.items.v[o.open].first];
		if (!same_line)
			c.kind = outline_token(a, p, &c.label, &c.value, &c.start);
		if (c.kind != TOKEN_NONE && c.kind < TOKEN_PAREN && fits(&o.items, o.open, &c, p, o.before, below)) {
			open_new(&o, l, i, &c);
		} else {
			enum token kind = c.kind < TOKEN_PAREN ? TOKEN_NONE : c.kind;
			bool ended = o.before && strchr(".;/", o.before->f.f[o.before->f.n - 1]);
			if (!o.closed && o.open > 0 && kind == TOKEN_NONE && (p->gap || ended) && closes(p))
				o.closed = i + 1;
			if (o.closed)
				continue; /* left unused, unless the item goes on */
			add_text(a, &o.text, p, 0, begins_paragraph(&o, p, i, kind, same_line));
		}
		o.items.v[o.open].last = i + 1;
		o.before = p;
	}
	finish_item(&o);
	return o.items;
}
