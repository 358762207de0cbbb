/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* citation: how documents are cited, after decree 30/2020/NĐ-CP, party practice, and the decrees before.
 *
 *     Quyết định số 436/QĐ-UBND ngày 11/6/2019 của UBND tỉnh về ...
 *     type          number       issued_on        issuer
 */
#include "domain/0_shared/law/citation.h"
#include "domain/0_shared/document/document.h"
#include "domain/0_shared/law/register.h"
#include "platform/text/text.h"
#include <string.h>

#define KIND_2 "(?:qd|ct|nq|kh|hd|tb|kl|bc|nd|tt|cd|cv)"
#define KIND_GROUP "(?:qd|ct|nq|kh|hd|tb|kl|bc|nd|tt|cd|cv|ttr|ctr)"
#define BODY_GROUP "(?:ubnd|hdnd|ttg|cp|tw|tu|hdbt|ub|hu|bca|bnv|btc|btp|bgdt|bldtbxh)"

/* number, perhaps a year, then a symbol of capital groups.  Case is looked at afterwards, in the original.  Readers of
 * PDF lose hyphens: "48 CT/TW", "86/QĐ UBND"; there only known abbreviations make a symbol. */
PATTERN(number, "(?<![0-9a-z/.-])((?:[0-9]|[ol](?=[0-9]))[0-9ol]{0,4})[a-z]? ?(/ ?(?:19|20|l9|2o)[0-9ol]{2} ?)?"
		"(?:[-/~] ?| (?=" KIND_GROUP "/[a-z]))"
		"([a-z][a-z]*[0-9]{0,2}(?:(?: ?[-/&.] ?|(?<=[ /-]" KIND_2 "|[ /-]ttr) (?=" BODY_GROUP "(?![a-z])))[a-z][a-z]*[0-9]{0,2})*)");
/* Abbreviations that make a symbol even where no kind and no "số" stands before it. */
PATTERN(known_group, "^(?:nq|qd|ct|qc|qyd|tc|tb|hd|ctr|ctrhd|kh|pa|da|bc|bb|ttr|tt|ttlt|nd|pl|l|lct|sl|cv|kl|qh[0-9]*|hdbt|cp|ttg|"
		     "hdnd|ub|ubnd|bcd|tu|tw|ubtvqh[0-9]*|ubtvqh|cd|vbhn|tttl|ttr|td|qh|hdnn[0-9]*|tl|gm|hu|bca|bnv|btc|btp|bgdt|bldtbxh)$");
PATTERN(form_strict, "(?:mau|bieu|bieu mau|phu luc|phu bieu|form|ma so|bang so|kieu|dien thoai|fax|tai khoan)(?: so)?[: ]*$");

static bool group_is_symbol(const char *s, const struct folded *g)
{
	static const char *const mixed[] = { "ttg", "ctr", "qyd", "ttr", "ctrhd", "trs", "btgdvtu", "hdnnd" };
	int upper = 0;
	size_t letters = 0;

	for (const char *p = s; *p;) {
		int32_t c = text_next(&p);
		if (text_is_letter(c) && !text_is_upper(c)) {
			for (size_t i = 0; i < COUNT_OF(mixed); i++)
				if (strcmp(g->f, mixed[i]) == 0)
					return true;
			letters++; /* "TTra", "CTTTg": two capitals make a symbol */
			continue;
		}
		upper += text_is_letter(c);
	}
	return letters ? upper >= 2 && letters <= 3 : upper > 0;
}

/* Writes the number as the law writes it: digits mended, no spaces, NĐ for ND and the Icelandic Ð. */
static void put_symbol(arena *a, struct buf *o, const char *group)
{
	group = document_symbol_parted(a, group);
	struct folded g = folded(a, group);
	static const struct { const char *from, *to; } mend[] = { { "nd", "NĐ" }, { "qd", "QĐ" }, { "hdbt", "HĐBT" }, { "hdnd", "HĐND" }, { "cd", "CĐ" } };
	for (size_t i = 0; i < COUNT_OF(mend); i++)
		if (strcmp(g.f, mend[i].from) == 0) {
			buf_text(o, mend[i].to);
			return;
		}
	for (const char *s = group; *s;) {
		const char *at = s;
		int32_t c = text_next(&s);
		if (c == 0xd0 || c == 0x189)
			buf_text(o, "Đ");
		else
			buf_put(o, at, (size_t)(s - at));
	}
}

static void put_digits(struct buf *o, const struct folded *t, struct span s)
{
	for (int i = s.from; i < s.to; i++) {
		char c = t->f[i];
		if (c == 'o')
			c = '0';
		else if (c == 'l')
			c = '1';
		if (c == '/' || (c >= '0' && c <= '9'))
			buf_put(o, &c, 1);
	}
}

/* Do the groups of the symbol from `at` on, which ends at `to`, run up to the wording? */
static bool leads_to(const struct folded *t, int at, int to, struct pattern *wording)
{
	while (at < to && t->f[at] != ' ')
		at++;
	return pattern_at(wording, t, at, NULL);
}

/* The canonical number at m, and where it ends; NULL when the capitals do not bear it out. */
static const char *read_number(arena *a, const struct folded *t, const struct span *m, bool announced, int *ret_end)
{
	struct buf o = { .a = a };
	int end = m[3].from, groups = 0;

	put_digits(&o, t, m[1]);
	char letter = t->f[m[1].to];
	if (letter >= 'a' && letter <= 'z')
		buf_put(&o, &letter, 1);
	put_digits(&o, t, m[2]);
	char stroke = 0;
	for (int i = m[3].from - 1; i >= m[1].to && !stroke; i--)
		stroke = t->f[i] == '/' || t->f[i] == '-' ? t->f[i] : 0;
	buf_put(&o, stroke ? &stroke : "-", 1);
	while (end < m[3].to) {
		int from = end;
		while (from < m[3].to && strchr("-/&. ", t->f[from]))
			from++;
		int to = from;
		while (to < m[3].to && !strchr("-/&. ", t->f[to]))
			to++;
		const char *group = folded_cut(a, t, from, to);
		struct folded g = folded(a, group);
		bool known = pattern_at(&known_group, &g, 0, NULL);
		if (!group_is_symbol(group, &g) || (!groups && !announced && !known))
			break;
		if (groups) {
			char sign = 0, before = t->f[end];
			for (int i = end; i < from; i++)
				if (strchr("-/&.", t->f[i]))
					sign = t->f[i];
			/* "436/QĐ-UBND - UBND tỉnh": a dash with spaces on both sides is punctuation, unless a known
			 * abbreviation or the rest of a dated symbol follows the first group ("246 - CV / TU") */
			PATTERN(dated, " ?,? ?ngay"); /* "473/TTr - NN&PTNT ngày ..." */
			bool apart = before == ' ' && t->f[from - 1] == ' ';
			if (!sign && from == end + 1 && known) /* the blank of a lost hyphen */
				sign = '-';
			if (!sign || (apart && !(groups == 1 && (known || leads_to(t, to, m[3].to, &dated)))))
				break;
			if (sign == '.' && !known)
				break;
			buf_put(&o, &sign, 1);
		}
		put_symbol(a, &o, group);
		groups++;
		end = to;
	}
	*ret_end = end;
	/* "số nhà 12/TT": a kind alone, with nothing that announces it, is no symbol */
	PATTERN(kind_alone, "^" KIND_GROUP "$");
	struct folded only = folded(a, groups == 1 ? folded_cut(a, t, m[3].from, end) : "");
	if (!groups || (!announced && pattern_at(&kind_alone, &only, 0, NULL)))
		return NULL;
	return buf_str(&o);
}

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

void citations_scan(arena *a, citation_list *l, const char *text, const char *where, const char *own, index_list *ret_here)
{
	PATTERN(announced, "(?:\\bso|\\bsl)[ :.]*$");
	PATTERN(date_lead, "[ ,(]*(?:(?:ky |ban hanh )?(?:vao |hoi [0-9a-z]{1,4} gio )?ngay|[0-9])");
	PATTERN(list_link, "^[ ,;)]*(?:(?:va|so|cung|hoac|kem|theo)[ :,]*)*$");
	struct folded t = folded(a, text);
	struct span m[SPANS], s[SPANS];
	const char *last_type = NULL;
	int last_end = -1, form_end = -1, scan = ++l->scans;

	for (int i = 0; i < t.n; i++) /* a number may be broken over lines */
		if (t.f[i] == '\n')
			t.f[i] = ' ';

	for (int at = 0; pattern_find(&number, &t, at, t.n, m); ) {
		int end;
		/* what stands before, without the sentence before that */
		struct folded before = folded(a, folded_cut(a, &t, m[0].from > 24 ? m[0].from - 24 : 0, m[0].from));
		bool said = pattern_find(&announced, &before, 0, before.n, NULL);
		bool plural;
		const char *type = read_type(a, &t, last_end > 0 ? last_end : 0, m[0].from, &plural);
		if (!type && last_type && last_end >= 0) { /* "các Quyết định số 12/QĐ-UBND, 15/QĐ-UBND" */
			struct folded link = folded(a, folded_cut(a, &t, last_end, m[0].from));
			if (pattern_at(&list_link, &link, 0, NULL) || (said && symbol_says(a, &t, m[3].from, last_type)))
				type = last_type;
		}
		PATTERN(form_list, "^ ?(?:,|va|;) ?(?:so )?$"); /* "Biểu mẫu số 01/BC-DCCS, 02/BC-DCCS" */
		struct folded since = folded(a, form_end >= 0 && form_end < m[0].from ? folded_cut(a, &t, form_end, m[0].from) : "");
		bool form_goes_on = form_end >= 0 && !said && pattern_at(&form_list, &since, 0, NULL);
		const char *no = form_goes_on || pattern_find(&form_strict, &before, 0, before.n, NULL)
			? NULL : read_number(a, &t, m, said || type != NULL, &end);
		if (!no) {
			form_end = pattern_find(&form_strict, &before, 0, before.n, NULL) || form_goes_on ? m[0].to : -1;
			at = m[1].to;
			continue;
		}
		date on = DATE_NONE;
		int after = end, day_from, day_to;
		if (pattern_at(&date_lead, &t, end, s)) {
			int limit = end + 44 < t.n ? end + 44 : t.n;
			date d = document_date(&t, end, limit, &day_from, &day_to);
			PATTERN(close_by, "^[ ,(]*(?:ky |ban hanh )?(?:vao |hoi [0-9a-z]{1,4} gio)?$");
			struct folded gap = folded(a, d == DATE_NONE ? "x" : folded_cut(a, &t, end, day_from));
			if (d != DATE_NONE && pattern_at(&close_by, &gap, 0, NULL)) {
				on = d;
				after = day_to;
			}
		}
		const char *issuer = read_issuer(a, &t, after, after + 240 < t.n ? after + 240 : t.n);
		if (!issuer && on == DATE_NONE) { /* "số 25/2018/NĐ-CP của Chính phủ ngày 1/2/2018" */
			issuer = NULL;
		} else if (issuer && on == DATE_NONE) {
			int from = folded_index(&t, (int)(strstr(t.text + t.at[after], issuer) - t.text) + (int)strlen(issuer));
			date d = document_date(&t, from, from + 30 < t.n ? from + 30 : t.n, &day_from, &day_to);
			if (d != DATE_NONE && day_from <= from + 2)
				on = d;
		}
		at = end;
		last_end = after;
		last_type = type;
		if (own && citation_same_number(no, own))
			continue;
		int k = find_or_add(a, l, no, on);
		struct citation *c = &l->v[k];
		c->type = c->type ? c->type : type;
		c->issuer = c->issuer ? c->issuer : issuer;
		c->issued_on = c->issued_on != DATE_NONE ? c->issued_on : on;
		add_place(a, c, where);
		if (ret_here && c->scan != scan)
			*LIST_ADD(a, ret_here) = k;
		c->scan = scan;
	}
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
	PATTERN(named, "(?<![a-z])(?:nghi quyet (?:dai hoi|hoi nghi|trung uong)|(?:bo )?luat (?!su|phap|dinh|le|nay)[a-z]|phap lenh (?!nay)[a-z])(?:(?! va (?:nghi quyet|luat|phap lenh|bo luat|nghi dinh|thong tu|quyet dinh|chi thi))[a-z~ -]){4,140}");
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
