/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/law/citation_number.h"
#include "domain/0_shared/document/document.h"
#include "platform/text/text.h"
#include <string.h>

#define KIND_2 "(?:qd|ct|nq|kh|hd|tb|kl|bc|nd|tt|cd|cv)"
#define KIND_GROUP "(?:qd|ct|nq|kh|hd|tb|kl|bc|nd|tt|cd|cv|ttr|ctr)"
#define BODY_GROUP "(?:ubnd|hdnd|ttg|cp|tw|tu|hdbt|ub|hu|bca|bnv|btc|btp|bgdt|bldtbxh)"
/* "QH-15", "UBTVQH 14": the term of the assembly, written apart. */
#define GROUP "(?:(?:ubtv)?qh ?[- ] ?[0-9]{1,2}(?![0-9a-z/])|[a-z]+[0-9]{0,2})"
/* "số04/...", "NĐ04/...", "định04/...": the blank before the number was lost. */
#define GLUED "(?<=so|nd|qd|nq|ct|kh|hd|tb|kl|bc|dinh|quyet|thi|tu|hoach|dan|bao|luan|van|luat)(?=[0-9])|" \
	      "(?<=[a-z])(?=[0-9]{1,5}/(?:19|20)[0-9]{2}/[a-z])"

/* number, perhaps a year, then a symbol of capital groups.  Case is looked at afterwards, in the original.  Readers of
 * PDF lose hyphens: "48 CT/TW", "86/QĐ UBND"; there only known abbreviations make a symbol. */
PATTERN(number, "(?:(?<![0-9a-z/.-])|" GLUED ")"
		"((?:[0-9]|[ol](?=[0-9]))[0-9ol]{0,4}(?:[.][0-9]{1,2}(?=/(?:19|20)))?)[a-z]? ?(/ ?(?:19|20|l9|2o)[0-9ol]{2} ?)?"
		"(?:[-/~] ?| (?=" KIND_GROUP "/[a-z]))"
		"(" GROUP "(?:(?: ?[-/&.] ?|(?<=[ /-]" KIND_2 "|[ /-]ttr) (?=" BODY_GROUP "(?![a-z])))" GROUP ")*)");
/* Abbreviations that make a symbol even where no kind and no "số" stands before it. */
PATTERN(known_group, "^(?:nq|qd|ct|qc|qyd|tc|tb|hd|ctr|ctrhd|kh|pa|da|bc|bb|ttr|tt|ttlt|nd|pl|l|lct|sl|cv|kl|qh[0-9]*|hdbt|cp|ttg|"
		     "hdnd|ub|ubnd|bcd|tu|tw|ubtvqh[0-9]*|ubtvqh|cd|vbhn|tttl|ttr|td|qh|hdnn[0-9]*|tl|gm|hu|bca|bnv|btc|btp|bgdt|bldtbxh)$");

bool citation_number_find(const struct folded *t, int from, struct span ret[SPANS])
{
	return pattern_find(&number, t, from, t->n, ret);
}

static bool is_word(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '~' || c == '_';
}

static bool upper_at(const struct folded *t, int i)
{
	const char *s = t->text + t->at[i];
	return i < t->n && text_is_upper(text_next(&s));
}

static int capitals(const struct folded *t, int from, int to)
{
	int n = 0;
	for (int i = from; i < to; i++)
		n += upper_at(t, i);
	return n;
}

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

/* Small letters make a symbol where every group is an abbreviation: one that is known, or one without a vowel. */
static bool small_group(const struct folded *g)
{
	return pattern_at(&known_group, g, 0, NULL) || (g->n >= 2 && !strpbrk(g->f, "aeiouy~"));
}

/* The group as the law writes it: NĐ for ND and for all that looks like it, TTg for ttg. */
static const char *group_mended(arena *a, const char *group, bool raise)
{
	static const struct { const char *from, *to; } mend[] = {
		{ "nd", "NĐ" }, { "qd", "QĐ" }, { "hdbt", "HĐBT" }, { "hdnd", "HĐND" }, { "cd", "CĐ" },
	};
	static const struct { const char *from, *to; } mixed[] = {
		{ "ttg", "TTg" }, { "ttr", "TTr" }, { "ctr", "CTr" }, { "ctrhd", "CTrHĐ" }, { "qyd", "QyĐ" },
	};
	struct folded g = folded(a, group);

	for (size_t i = 0; i < COUNT_OF(mend); i++)
		if (strcmp(g.f, mend[i].from) == 0)
			return mend[i].to;
	for (size_t i = 0; raise && i < COUNT_OF(mixed); i++)
		if (strcmp(g.f, mixed[i].from) == 0)
			return mixed[i].to;
	return raise ? text_upper(a, group) : group;
}

static void put_digits(struct buf *o, const struct folded *t, struct span s)
{
	for (int i = s.from; i < s.to; i++) {
		char c = t->f[i];
		if (c == 'o')
			c = '0';
		else if (c == 'l')
			c = '1';
		if (c == '/' || c == '.' || (c >= '0' && c <= '9'))
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

/* What follows a number in a sentence. */
PATTERN(sentence_word, "(?:ngay|cua|ve|do|va|ban hanh|kem|tai)");

/* "UBNDngày 11/6": the blank behind the symbol was lost; where its capitals end. */
static int without_glued_word(const struct folded *t, int from, int to)
{
	int i = from;

	while (i < to && upper_at(t, i))
		i++;
	return i - from >= 2 && i < to && pattern_at(&sentence_word, t, i, NULL) ? i : to;
}

/* The sign between two groups of a symbol, in [end, from): 0 when what stands there parts two words.  "436/QĐ-UBND - UBND
 * tỉnh": a dash with spaces on both sides is punctuation, unless a known abbreviation or the rest of a dated symbol
 * follows the first group ("246 - CV / TU"). */
static char sign_between(const struct folded *t, int end, int from, int to, const struct symbol_reading *r, bool known)
{
	PATTERN(dated, " ?,? ?ngay"); /* "473/TTr - NN&PTNT ngày ..." */
	char sign = 0;

	for (int i = end; i < from; i++)
		if (strchr("-/&.", t->f[i]))
			sign = t->f[i];
	bool apart = t->f[end] == ' ' && t->f[from - 1] == ' ';
	if (!sign && from == end + 1 && known) /* the blank of a lost hyphen */
		sign = '-';
	if (!sign || (apart && !(r->groups == 1 && (known || leads_to(t, to, r->last, &dated)))))
		return 0;
	return sign == '.' && !known ? 0 : sign;
}

/* The next group of the symbol; false when what follows is none. */
static bool read_group(arena *a, const struct folded *t, struct symbol_reading *r)
{
	int from = r->end;
	while (from < r->last && strchr("-/&. ", t->f[from]))
		from++;
	int to = from;
	while (to < r->last && !strchr("-/&. ", t->f[to]))
		to++;
	if (r->groups && t->f[from] >= '0' && t->f[from] <= '9') { /* "QH-15" is QH15 */
		buf_put(&r->o, t->f + from, (size_t)(to - from));
		r->end = to;
		return true;
	}
	to = without_glued_word(t, from, to);
	const char *group = text_unified(a, folded_cut(a, t, from, to));
	struct folded g = folded(a, group);
	bool known = pattern_at(&known_group, &g, 0, NULL);
	bool capital = !r->small && group_is_symbol(group, &g);
	bool symbol = capital || (r->small ? small_group(&g) : known && (r->announced || r->year)); /* "Nđ-CP" */
	if (!symbol || (!r->groups && !r->announced && !known))
		return false;
	if (r->groups) {
		char sign = sign_between(t, r->end, from, to, r, known);
		if (!sign)
			return false;
		buf_put(&r->o, &sign, 1);
	}
	group = document_symbol_parted(a, group);
	for (const char *s = group; *s;) { /* "QĐUBND" came back in two */
		size_t n = strcspn(s, "-");
		buf_text(&r->o, group_mended(a, arena_text_n(a, s, n), !capital));
		buf_put(&r->o, s + n, s[n] == '-');
		s += n + (s[n] == '-');
	}
	r->groups++;
	r->end = to;
	return true;
}

/* "12/TTr CAT(PV28)": a kind alone goes on with the body's capitals behind a blank; a part in brackets belongs to it. */
static void read_tail(arena *a, const struct folded *t, struct symbol_reading *r)
{
	PATTERN(kind, "^" KIND_GROUP "$");
	PATTERN(body, " ([a-z]{2,8}[0-9]{0,2})(?=[(][a-z0-9]{1,8}[)]|[ ,;.)]|$)");
	PATTERN(bracket, "[(]([a-z0-9]{1,8})[)](?![a-z])");
	PATTERN(goes_on, "$|[(,;.)]| [^ ]");
	struct folded only = folded(a, r->groups == 1 ? folded_cut(a, t, r->first, r->end) : "");
	struct span m[SPANS];

	if (pattern_at(&kind, &only, 0, NULL) && pattern_at(&body, t, r->end, m)) {
		int letters = 0;
		for (int i = m[1].from; i < m[1].to; i++)
			letters += t->at[i + 1] - t->at[i] == 1 && !(t->f[i] >= '0' && t->f[i] <= '9') && upper_at(t, i);
		int all = 0;
		for (int i = m[1].from; i < m[1].to; i++)
			all += !(t->f[i] >= '0' && t->f[i] <= '9');
		bool sentence = pattern_at(&goes_on, t, m[1].to, NULL) && !(t->f[m[1].to] == ' ' && upper_at(t, m[1].to + 1));
		if (letters == all && sentence) { /* in a line of capitals every word looks so */
			buf_fmt(&r->o, "-%s", folded_cut(a, t, m[1].from, m[1].to));
			r->end = m[1].to;
			r->groups++;
		}
	}
	if (r->groups && pattern_at(&bracket, t, r->end, m) && capitals(t, m[1].from, m[1].to) > 0) {
		buf_text(&r->o, folded_cut(a, t, m[0].from, m[0].to));
		r->end = m[0].to;
	}
}

/* Does the number go on where the reading stopped? */
static bool is_cut(const struct folded *t, const struct symbol_reading *r)
{
	char next = r->end < t->n ? t->f[r->end] : 0;

	if (is_word(next))
		return !pattern_at(&sentence_word, t, r->end, NULL);
	if (next != '-' && next != '/' && next != '&')
		return false;
	char more = r->end + 1 < t->n ? t->f[r->end + 1] : 0;
	return r->groups == 1 || is_word(more);
}

const char *citation_number_read(arena *a, const struct folded *t, const struct span *m, bool announced, struct symbol_reading *ret)
{
	PATTERN(kind_alone, "^" KIND_GROUP "$");
	PATTERN(assembly, "^qh ?-? ?[0-9]+$");
	struct symbol_reading r = { .o.a = a, .first = m[3].from, .last = m[3].to, .end = m[3].from, .announced = announced,
		.year = m[2].to > m[2].from };

	put_digits(&r.o, t, m[1]);
	char letter = t->f[m[1].to];
	if (letter >= 'a' && letter <= 'z')
		buf_put(&r.o, &letter, 1);
	put_digits(&r.o, t, m[2]);
	char stroke = 0;
	for (int i = m[3].from - 1; i >= m[1].to && !stroke; i--)
		stroke = t->f[i] == '/' || t->f[i] == '-' ? t->f[i] : 0;
	buf_put(&r.o, stroke ? &stroke : "-", 1);
	r.small = !capitals(t, m[3].from, m[3].to);
	r.symbol = r.o.n - 1;
	if (r.small && !announced && !r.year)
		return NULL;
	while (r.end < m[3].to && read_group(a, t, &r))
		;
	struct folded only = folded(a, r.groups == 1 ? folded_cut(a, t, m[3].from, r.end) : "");
	if (!r.groups || (r.small && r.groups == 1 && !pattern_at(&assembly, &only, 0, NULL)))
		return NULL;
	/* "số nhà 12/TT": a kind alone, with nothing that announces it, is no symbol */
	if (!announced && pattern_at(&kind_alone, &only, 0, NULL))
		return NULL;
	read_tail(a, t, &r);
	r.cut = is_cut(t, &r);
	*ret = r;
	return buf_str(&r.o);
}
