/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* citation: how documents are cited, after decree 30/2020/NĐ-CP, party practice, and the decrees before.
 *
 *     Quyết định số 436/QĐ-UBND ngày 11/6/2019 của UBND tỉnh về ...
 *     type          number       issued_on        issuer
 */
#include "domain/0_shared/law/citation.h"
#include "domain/0_shared/document/document.h"
#include "domain/0_shared/law/citation_number.h"
#include "domain/0_shared/law/register.h"
#include "platform/text/text.h"
#include <string.h>

PATTERN(form_strict, "(?:mau|bieu|bieu mau|phu luc|phu bieu|form|ma so|bang so|kieu|dien thoai|fax|tai khoan)(?: so)?[: ]*$");

/* The kind of document that stands before the number, at most a sentence part away. */
static const char *read_type(arena *a, const struct folded *t, int from, int at, bool *ret_plural)
{
	const char *type = NULL;
	int found = -1;
	for (int i = at - 1; i >= from && i > at - 160; i--) {
		bool word_start = i == 0 || !((t->f[i - 1] >= 'a' && t->f[i - 1] <= 'z') || t->f[i - 1] == '~');
		int to;
		const char *word = word_start ? document_type_word(t, i, &to) : NULL;
		if (!word)
			continue;
		const char *s = t->text + t->at[i];
		bool capital = text_is_upper(text_next(&s));
		/* Words between kind and number are the title of a law; a decree's number follows at once. */
		PATTERN(near, "^(?:[ :]|so|(?:[0-9]{1,4}, ?)+|lien nganh|cua [a-z~ ]{2,60}|giua [a-z~ ]{2,60}|ubnd tinh|lien tich)*$");
		struct folded between = folded(a, folded_cut(a, t, to, at));
		bool close = pattern_at(&near, &between, 0, NULL);
		bool law = str_starts(t->f + i, "luat") || str_starts(t->f + i, "bo luat") || str_starts(t->f + i, "phap lenh") || str_starts(t->f + i, "hien phap");
		if (!close && !(law && capital && !strpbrk(between.f, ";,:(") && between.n < 120))
			continue;
		if (!close && found >= 0)
			break;
		type = word;
		found = i;
		if (close && capital)
			break;
		if (!close)
			break;
	}
	*ret_plural = found > 0 && t->f[found - 1] == ' ' && found >= 4 && strncmp(t->f + found - 4, "cac ", 4) == 0;
	return type;
}

/* A word of the pattern counts only when it begins with a small letter: "Bộ Giáo dục" is a name. */
static bool find_small(struct pattern *stop, const struct folded *t, int from, int to, struct span s[SPANS])
{
	for (; pattern_find(stop, t, from, to, s); from = s[0].from + 1) {
		const char *c = t->text + t->at[s[0].from < t->n ? s[0].from + 1 : t->n];
		if (s[0].to > s[0].from || !*c || !text_is_upper(text_next(&c)))
			return true;
	}
	return false;
}

/* "của UBND tỉnh về ...", "giữa A và B về ...". */
static const char *read_issuer(arena *a, const struct folded *t, int from, int to)
{
	PATTERN(of, "\\s*[(,]?\\s*(?:cua|do|giua)\\s+");
	/* words that no body has in its name, however they are written: "của Bộ Y tế Hướng dẫn ...", "CỦA CHÍNH PHỦ VỀ ..." */
	PATTERN(never, "(?= (?:ve(?! sinh| quoc| binh)|veviec|v/v|quy dinh|ban hanh|sua doi|huong dan(?! vien)|phe duyet|ngay [0-9]|so [0-9]|khoa [ivx]+)(?:[ ,;.]|$|[0-9]))");
	PATTERN(stop, "(?= (?:trien khai|thuc hien|doi voi|bai bo|thay the|"
		      "cong bo|thanh lap|giao|chi dao|yeu cau|keu goi|gui|da|duoc|tai|nham|de|trong|cho|den|thong qua|quyet dinh|nhu|"
		      "va (?:nghi|quyet|thong|chi|ke hoach|cong van|ket luan|luat|cac|huong dan|chuong trinh)|theo|"
		      "cu the hoa|noi tren|neu tren|tren day|lien quan|voi noi dung|kem theo|hop|gan|tiep tuc|tang cuong|day manh|xay dung)(?:[ ,;.]|$))|"
		      "[;.:()\"]|,(?! (?:the thao|thuong binh|du lich|chu nhiem|truong ban|chong|gia dinh|thi tran))|$");
	struct span m[SPANS], s[SPANS], n[SPANS];

	if (!pattern_at(&of, t, from, m) || m[0].to >= to)
		return NULL;
	if (!find_small(&stop, t, m[0].to, to, s))
		return NULL;
	int end = pattern_find(&never, t, m[0].to, s[0].from, n) ? n[0].from : s[0].from;
	const char *issuer = folded_cut(a, t, m[0].to, end);
	const char *p = issuer;
	int32_t first = text_next(&p);
	/* "của Chính phủ", "của liên Bộ": a body has a capital somewhere; "của ông ấy" has none. */
	bool capital = text_is_upper(first);
	while (*p && !capital)
		capital = text_is_upper(text_next(&p));
	return *issuer && capital && end - m[0].to < 160 ? issuer : NULL;
}

/* "các Nghị định của Chính phủ: số 63/2010/NĐ-CP ...; số 92/2017/NĐ-CP": does the symbol begin with the capitals of
 * the type? */
static bool symbol_says(arena *a, const struct folded *t, int symbol, const char *type)
{
	struct folded words = folded(a, type);
	char initials[8];
	size_t n = 0;

	for (int i = 0; i < words.n && n < sizeof initials; i++)
		if (i == 0 || words.f[i - 1] == ' ')
			initials[n++] = words.f[i];
	return n >= 2 && strncmp(t->f + symbol, initials, n) == 0;
}

const struct law_document *citation_row(const struct citation *c)
{
	return c->incomplete ? NULL : register_find(c->number, c->issued_on);
}

bool citation_same_number(const char *x, const char *y)
{
	char one[80], two[80];
	return register_key(x, sizeof one, one) && register_key(y, sizeof two, two) && strcmp(one, two) == 0;
}

static size_t slot_of(const citation_list *l, const char *key)
{
	uint32_t hash = 2166136261u; /* FNV-1a */
	for (const char *s = key; *s; s++)
		hash = (hash ^ (unsigned char)*s) * 16777619u;
	return hash & (l->slot_count - 1);
}

static void put_slot(citation_list *l, int k)
{
	size_t at = slot_of(l, l->v[k].key);
	while (l->slots[at])
		at = (at + 1) & (l->slot_count - 1);
	l->slots[at] = k + 1;
}

/* At least half of the slots stay free. */
static void make_room(arena *a, citation_list *l)
{
	if (l->n * 2 < l->slot_count)
		return;
	l->slot_count = l->slot_count ? l->slot_count * 4 : 64;
	l->slots = arena_get(a, l->slot_count * sizeof *l->slots);
	for (size_t i = 0; i < l->n; i++)
		if (l->v[i].key)
			put_slot(l, (int)i);
}

/* The same number of another day is another document: offices count anew each year. */
static int find_or_add(arena *a, citation_list *l, const char *no, date on)
{
	char key[80];
	bool has_key = register_key(no, sizeof key, key);

	make_room(a, l);
	for (size_t at = has_key ? slot_of(l, key) : 0; has_key && l->slots[at]; at = (at + 1) & (l->slot_count - 1)) {
		const struct citation *c = &l->v[l->slots[at] - 1];
		if (strcmp(c->key, key) == 0 && (on == DATE_NONE || c->issued_on == DATE_NONE || c->issued_on == on))
			return l->slots[at] - 1;
	}
	*LIST_ADD(a, l) = (struct citation){ .number = no, .issued_on = DATE_NONE, .key = has_key ? arena_text(a, key) : NULL };
	if (has_key)
		put_slot(l, (int)l->n - 1);
	return (int)l->n - 1;
}

/* WHY: looks back only so far; a text that cites one document a thousand times must not take a million steps. */
static void add_place(arena *a, struct citation *c, const char *where)
{
	enum { LOOK_BACK = 64 };
	for (size_t i = c->where.n; i > 0 && i + LOOK_BACK > c->where.n; i--)
		if (str_eq(c->where.v[i - 1], where))
			return;
	*LIST_ADD(a, &c->where) = where;
}

struct scan {
	arena *a;
	citation_list *l;
	struct folded t;
	const char *where, *own;
	index_list *here;
	const char *last_type;
	int last_end, form_end;  /* behind the citation and the form number before, -1 without */
};

static void add(struct scan *s, const char *no, const struct citation *said)
{
	if (s->own && citation_same_number(no, s->own))
		return;
	int k = find_or_add(s->a, s->l, no, said->issued_on);
	struct citation *c = &s->l->v[k];
	c->type = c->type ? c->type : said->type;
	c->issuer = c->issuer ? c->issuer : said->issuer;
	c->issued_on = c->issued_on != DATE_NONE ? c->issued_on : said->issued_on;
	c->incomplete = said->incomplete && (c->incomplete || !c->where.n);
	c->written = c->incomplete ? said->written : NULL;
	add_place(s->a, c, s->where);
	if (s->here && c->scan != s->l->scans)
		*LIST_ADD(s->a, s->here) = k;
	c->scan = s->l->scans;
}

/* The kind that announces the number at `from`; ret_said: "số" does. */
static const char *kind_before(const struct scan *s, int from, int symbol, bool *ret_said)
{
	PATTERN(announced, "(?:\\bso|\\bsl)[ :.]*$");
	PATTERN(list_link, "^[ ,;)]*(?:(?:va|so|cung|hoac|kem|theo)[ :,]*)*$");
	bool plural;
	/* what stands before, without the sentence before that */
	struct folded before = folded(s->a, folded_cut(s->a, &s->t, from > 24 ? from - 24 : 0, from));
	const char *type = read_type(s->a, &s->t, s->last_end > 0 ? s->last_end : 0, from, &plural);

	*ret_said = pattern_find(&announced, &before, 0, before.n, NULL);
	if (!type && s->last_type && s->last_end >= 0) { /* "các Quyết định số 12/QĐ-UBND, 15/QĐ-UBND" */
		struct folded link = folded(s->a, folded_cut(s->a, &s->t, s->last_end, from));
		if (pattern_at(&list_link, &link, 0, NULL) || (*ret_said && symbol_says(s->a, &s->t, symbol, s->last_type)))
			type = s->last_type;
	}
	return type;
}

/* "Biểu mẫu số 01/BC-DCCS, 02/BC-DCCS" */
static bool is_form(struct scan *s, int from, bool said)
{
	PATTERN(form_list, "^ ?(?:,|va|;) ?(?:so )?$");
	struct folded before = folded(s->a, folded_cut(s->a, &s->t, from > 24 ? from - 24 : 0, from));
	struct folded since = folded(s->a, s->form_end >= 0 && s->form_end < from ? folded_cut(s->a, &s->t, s->form_end, from) : "");
	bool goes_on = s->form_end >= 0 && !said && pattern_at(&form_list, &since, 0, NULL);

	return goes_on || pattern_find(&form_strict, &before, 0, before.n, NULL);
}

/* The day right behind the number, and where the issuer may begin. */
static date day_behind(const struct scan *s, int end, int *ret_after)
{
	PATTERN(date_lead, "[ ,(]*(?:(?:ky |ban hanh )?(?:vao |hoi [0-9a-z]{1,4} gio )?ngay|[0-9])");
	PATTERN(close_by, "^[ ,(]*(?:ky |ban hanh )?(?:vao |hoi [0-9a-z]{1,4} gio)?$");
	int limit = end + 44 < s->t.n ? end + 44 : s->t.n, from, to;

	*ret_after = end;
	if (!pattern_at(&date_lead, &s->t, end, NULL))
		return DATE_NONE;
	date d = document_date(&s->t, end, limit, &from, &to);
	if (d == DATE_NONE)
		return DATE_NONE;
	struct folded gap = folded(s->a, folded_cut(s->a, &s->t, end, from));
	if (!pattern_at(&close_by, &gap, 0, NULL))
		return DATE_NONE;
	*ret_after = to;
	return d;
}

/* "số 25/2018/NĐ-CP của Chính phủ ngày 1/2/2018" */
static date day_behind_issuer(const struct scan *s, int after, const char *issuer)
{
	int from = folded_index(&s->t, (int)(strstr(s->t.text + s->t.at[after], issuer) - s->t.text) + (int)strlen(issuer));
	int day_from, day_to;
	date d = document_date(&s->t, from, from + 30 < s->t.n ? from + 30 : s->t.n, &day_from, &day_to);

	return d != DATE_NONE && day_from <= from + 2 ? d : DATE_NONE;
}

/* "Chỉ thị 01, 13, 33/CT-UB": where the numbers that share the symbol of the one at `from` begin, else `from`. */
static int listed_from(const struct scan *s, int from)
{
	enum { LOOK_BACK = 120 };
	PATTERN(listed, "(?<![0-9a-z/.-])(?:(?:so ?[:.]? ?)?[0-9]{1,4}[a-z]?(?:/(?:19|20)[0-9]{2})?(?: ?[,;] ?(?:va )?| va ))+(?:so ?[:.]? ?)?$");
	int start = from > LOOK_BACK ? from - LOOK_BACK : 0;
	struct span m[SPANS];

	if (start < s->last_end)
		start = s->last_end;
	return pattern_find(&listed, &s->t, start, from, m) ? m[0].from : from;
}

/* The numbers in [from, to), each with the symbol of the whole one and with its year where it has none of its own. */
static void add_listed(struct scan *s, int from, int to, const char *whole, size_t symbol, const char *type)
{
	PATTERN(one, "([0-9]{1,4}[a-z]?)(/(?:19|20)[0-9]{2})?(?= |[,;])");
	const char *stroke = strchr(whole, '/');
	bool dated = stroke && stroke < whole + symbol;
	struct span m[SPANS];

	for (; pattern_find(&one, &s->t, from, to, m); from = m[0].to) {
		const char *year = m[2].from >= 0 ? folded_cut(s->a, &s->t, m[2].from, m[2].to)
			: dated ? arena_text_n(s->a, stroke, (size_t)(whole + symbol - stroke)) : "";
		struct citation said = { .type = type, .issued_on = DATE_NONE };
		add(s, arena_fmt(s->a, "%s%s%s", folded_cut(s->a, &s->t, m[1].from, m[1].to), year, whole + symbol), &said);
	}
}

/* Reads the number at m; returns where to look on. */
static int take(struct scan *s, const struct span *m)
{
	PATTERN(rest, "[^ ,;]*");
	int from = listed_from(s, m[0].from);
	bool said;
	struct symbol_reading r;
	const char *type = kind_before(s, from, m[3].from, &said);

	if (from < m[0].from && !type && !said) {
		from = m[0].from;
		type = kind_before(s, from, m[3].from, &said);
	}
	bool form = is_form(s, m[0].from, said);
	const char *no = form ? NULL : citation_number_read(s->a, &s->t, m, said || type != NULL, &r);
	if (!no) {
		s->form_end = form ? m[0].to : -1;
		return m[1].to;
	}
	int after;
	struct span w[SPANS];
	struct citation c = { .type = type, .issued_on = day_behind(s, r.end, &after), .incomplete = r.cut };
	if (r.cut && pattern_at(&rest, &s->t, r.end, w)) {
		c.written = folded_cut(s->a, &s->t, m[0].from, w[0].to);
		after = after > w[0].to ? after : w[0].to;
	}
	c.issuer = read_issuer(s->a, &s->t, after, after + 240 < s->t.n ? after + 240 : s->t.n);
	if (c.issuer && c.issued_on == DATE_NONE)
		c.issued_on = day_behind_issuer(s, after, c.issuer);
	add_listed(s, from, m[0].from, no, r.symbol, type);
	add(s, no, &c);
	s->last_end = after;
	s->last_type = type;
	return r.end;
}

void citations_scan(arena *a, citation_list *l, const char *text, const char *where, const char *own, index_list *ret_here)
{
	struct scan s = { .a = a, .l = l, .t = folded(a, text), .where = where, .own = own, .here = ret_here, .last_end = -1, .form_end = -1 };
	struct span m[SPANS];

	l->scans++;
	for (int i = 0; i < s.t.n; i++) /* a number may be broken over lines */
		if (s.t.f[i] == '\n')
			s.t.f[i] = ' ';
	for (int at = 0; citation_number_find(&s.t, at, m);)
		at = take(&s, m);
}

/* "Luật Đất đai năm" 2013: the word before the day or year is no part of the name; "Việt Nam" and "cơ sở" are. */
static const char *without_day_word(arena *a, const char *name)
{
	static const char *const words[] = { " ngày", " năm", " số" };
	size_t n = strlen(name);
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		size_t length = strlen(words[i]);
		if (n > length && strcmp(name + n - length, words[i]) == 0)
			return arena_text_n(a, name, n - length);
	}
	return name;
}

const char *citation_without_number(arena *a, const struct folded *t, int *from)
{
	PATTERN(named, "(?<![a-z])(?:nghi quyet (?:dai hoi|hoi nghi|trung uong)|(?:bo )?luat (?!su|phap|dinh|le|nay|(?:va|vao|bao gom|gom|nhu|khi|duoc|da|co|la|den|toi|theo|trong|tren|tai|voi|cho|de|se|cua|neu|do|hien hanh|moi|cung|thi|noi|phai|con|ra|tu|sau|truoc|hoac|hay|ve|cac|nhung|khong|nham)\\b)[a-z]|phap lenh (?!nay)[a-z])(?:(?! va (?:nghi quyet|luat|phap lenh|bo luat|nghi dinh|thong tu|quyet dinh|chi thi)| ve (?!sinh|quoc|binh)| tren dia ban)[a-z~ -]){4,140}");
	PATTERN(has_number, "(?:(?! (?:nghi dinh|thong tu|quyet dinh|chi thi|ke hoach|cong van|ket luan)\\b)[^;.]){0,110}?[0-9] ?[-/] ?[a-z0-9/]*[a-z]");
	struct span m[SPANS];

	while (pattern_find(&named, t, *from, t->n, m)) {
		*from = m[0].to;
		const char *s = t->text + t->at[m[0].from];
		if (!text_is_upper(text_next(&s)))
			continue;
		struct span n[SPANS];
		if (pattern_at(&has_number, t, m[0].from, n))
			continue;
		return without_day_word(a, folded_cut(a, t, m[0].from, m[0].to));
	}
	return NULL;
}
