/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* lines: the input cut into pieces, free of mark-up. */
#include "domain/0_shared/document/document.h"
#include "platform/text/text.h"
#include <ctype.h>
#include <string.h>

/* Bytes of a blank of its own width at s (U+2000 to U+200A, U+202F, "&emsp;"), else 0. */
static size_t wide_space(const char *s, size_t n)
{
	static const char *const names[] = { "&emsp;", "&ensp;", "&thinsp;", "\xe2\x80\xaf" };
	for (size_t i = 0; i < COUNT_OF(names); i++)
		if (n >= strlen(names[i]) && strncmp(s, names[i], strlen(names[i])) == 0)
			return strlen(names[i]);
	unsigned char last = n >= 3 ? (unsigned char)s[2] : 0;
	return last >= 0x80 && last <= 0x8a && memcmp(s, "\xe2\x80", 2) == 0 ? 3 : 0;
}

/* Bytes of a footnote's mark "[^1]" at s, else 0; the footnote itself begins "[^1]:". */
static size_t footnote_mark(const char *s, size_t n)
{
	enum { LONGEST = 40 };
	if (n < 4 || s[0] != '[' || s[1] != '^')
		return 0;
	const char *end = memchr(s, ']', n < LONGEST ? n : LONGEST);
	size_t used = end ? (size_t)(end - s) + 1 : 0;
	return used && (used == n || s[used] != ':') ? used : 0;
}

/* Marks that an editor or a converter left: emphasis, escapes, tags, entities. */
static const char *without_marks(arena *a, const char *s, size_t n, bool *ret_bold)
{
	struct buf o = { .a = a };
	size_t letters = 0, bold_letters = 0;
	bool bold = false;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\\' && i + 1 < n && ispunct((unsigned char)s[i + 1])) {
			buf_put(&o, s + ++i, 1);
		} else if (s[i] == '*' || (s[i] == '_' && i + 1 < n && s[i + 1] == '_' && !(i + 2 < n && s[i + 2] == '_'))) {
			size_t run = strspn(s + i, s[i] == '*' ? "*" : "_");
			if (run > n - i)
				run = n - i;
			if (run >= 2)
				bold = !bold;
			i += run - 1;
		} else if (s[i] == '<' && i + 2 < n && (isalpha((unsigned char)s[i + 1]) || s[i + 1] == '/')) {
			const char *end = memchr(s + i, '>', n - i < 200 ? n - i : 200);
			if (!end) {
				buf_put(&o, s + i, 1);
				continue;
			}
			bool line_break = strncasecmp(s + i, "<br", 3) == 0 || strncasecmp(s + i, "</p", 3) == 0;
			i = (size_t)(end - s);
			buf_put(&o, line_break ? "\n" : " ", 1);
		} else if (s[i] == '&' && n - i >= 5 && strncmp(s + i, "&amp;", 5) == 0) {
			buf_put(&o, "&", 1);
			i += 4;
		} else if (s[i] == '&' && n - i >= 6 && strncmp(s + i, "&nbsp;", 6) == 0) {
			buf_put(&o, " ", 1);
			i += 5;
		} else if (wide_space(s + i, n - i)) {
			if (!o.n || o.b[o.n - 1] != ' ')
				buf_put(&o, " ", 1);
			i += wide_space(s + i, n - i) - 1;
		} else if (footnote_mark(s + i, n - i)) {
			i += footnote_mark(s + i, n - i) - 1;
		} else if ((s[i] == ' ' || s[i] == '\t') && o.n && o.b[o.n - 1] == ' ') {
			continue;
		} else {
			if ((unsigned char)s[i] > ' ') {
				letters++;
				bold_letters += bold;
			}
			buf_put(&o, s + i, 1);
		}
	}
	*ret_bold = letters && bold_letters * 10 >= letters * 9;
	return buf_str(&o);
}

static const char *trimmed(arena *a, const char *s, size_t n)
{
	while (n && (*s == ' ' || *s == '\t' || *s == '\n')) {
		s++;
		n--;
	}
	while (n && (s[n - 1] == ' ' || s[n - 1] == '\t' || s[n - 1] == '\n'))
		n--;
	return arena_text_n(a, s, n);
}

/* Where the column that begins at s ends, and where the next begins (NULL: none). */
static size_t column_end(const char *s, bool table, const char **next)
{
	for (size_t i = 0; s[i]; i++) {
		size_t wide = strspn(s + i, " \t");
		bool bar = table && s[i] == '|';
		if (bar || (!table && i && wide && (wide >= 3 || memchr(s + i, '\t', wide)))) {
			*next = s + i + (bar ? 1 : wide);
			return i;
		}
	}
	*next = NULL;
	return strlen(s);
}

static bool is_table_row(const char *s)
{
	size_t bars = 0;
	for (const char *p = s; *p; p++)
		bars += *p == '|';
	return bars >= 2 || (bars && *s == '|');
}

/* "UBND TỈNH<br>SỞ NỘI VỤ": cells of a head or a foot hold lines of their own; cells of a task table stay whole. */
static void part_breaks(arena *a, piece_list *l, size_t first)
{
	piece_list whole = { 0 };
	for (size_t i = first; i < l->n; i++)
		*LIST_ADD(a, &whole) = l->v[i];
	l->n = first;
	for (size_t i = 0; i < whole.n; i++) {
		struct piece p = whole.v[i];
		for (const char *s = whole.v[i].text;;) {
			size_t n = strcspn(s, "\n");
			p.text = trimmed(a, s, n);
			p.f = folded(a, p.text);
			if (*p.text || !whole.v[i].text[0])
				*LIST_ADD(a, l) = p;
			p.gap = false;
			if (!s[n])
				break;
			s += n + 1;
		}
	}
}

static void add_line(arena *a, piece_list *l, const char *line, size_t n, int no, bool gap)
{
	bool bold;
	size_t first = l->n;
	const char *s = trimmed(a, line, n);
	bool heading = false;
	const char *raw = arena_text_n(a, line, n);

	s += strspn(s, "> \t"); /* quoted, perhaps more than once */
	if (*s == '#') {
		s += strspn(s, "#");
		heading = true;
	}
	bool table = is_table_row(s);
	if (table && *s == '|')
		s++;
	for (const char *next; s; s = next) {
		size_t end = column_end(s, table, &next);
		const char *text = without_marks(a, s, end, &bold);
		text = trimmed(a, text, strlen(text));
		bool empty = !*text || (table && !text[strspn(text, "-: ")]);
		if (empty && !(table && next))
			continue;
		struct piece p = { .line = no, .column = (int)(l->n - first), .text = empty ? "" : text, .raw = raw,
			.gap = gap && l->n == first, .bold = bold || heading, .table = table };
		p.f = folded(a, p.text);
		*LIST_ADD(a, l) = p;
	}
	for (size_t i = first; i < l->n; i++)
		l->v[i].columns = (int)(l->n - first);
	if (l->n - first <= 2)
		part_breaks(a, l, first);
	/* A drawn rule of a table has only empty cells: it says nothing. */
	size_t filled = 0;
	for (size_t i = first; i < l->n; i++)
		filled += *l->v[i].text != 0;
	if (!filled)
		l->n = first;
}

const char *document_plain(arena *a, const char *s, size_t n)
{
	bool bold;
	const char *text = without_marks(a, s, n, &bold);
	return trimmed(a, text, strlen(text));
}

/* A whole document on one line: broken again before what can only begin a line. */
static const char *unfolded(arena *a, const char *text)
{
	PATTERN(head, "cong hoa xa hoi chu nghia viet nam");
	PATTERN(opens, " (?=cong hoa xa hoi|(?:so|uy ban nhan dan|ubnd) [a-z ]{2,40} doc lap ?- ?tu do|doc lap ?- ?tu do|so ?: ?[0-9./ ]|v/v |kinh gui|can cu |dieu [0-9]+[.]|"
		       "[0-9]{1,2}[.] [a-z]|[ivx]{1,4}[.] [a-z]|noi nhan|nhan duoc|kt[.] |tm[.] |tl[.] |(?:pho )?(?:chu tich|giam doc) -|[-] [a-z]|[(]da ky)|(?<=hanh phuc) |(?<=da ky[)]) |(?<=[.]/[.]) ");
	struct buf o = { .a = a };

	for (const char *s = text; *s;) {
		size_t n = strcspn(s, "\n");
		struct folded line = folded(a, n > 500 ? arena_text_n(a, s, n) : "");
		struct span m[SPANS];
		int from = 0;
		if (line.n && pattern_find(&head, &line, 0, 300 < line.n ? 300 : line.n, NULL))
			for (int at = 0; pattern_find(&opens, &line, at, line.n, m); at = m[0].to) {
				/* only before a capital or a mark: "trong 1. quý" stays */
				buf_put(&o, line.text + line.at[from], (size_t)(line.at[m[0].from] - line.at[from]));
				const char *next = line.text + line.at[m[0].to];
				int32_t c = text_next(&next);
				buf_text(&o, text_is_letter(c) && !text_is_upper(c) ? " " : "\n");
				from = m[0].to;
			}
		buf_put(&o, s + (line.n ? line.at[from] : 0), n - (size_t)(line.n ? line.at[from] : 0));
		s += n;
		if (*s) {
			buf_put(&o, "\n", 1);
			s++;
		}
	}
	return buf_str(&o);
}

piece_list document_pieces(arena *a, const char *text)
{
	text = unfolded(a, text);
	piece_list l = { 0 };
	bool gap = false;
	int no = 1;

	for (const char *s = text; *s; no++) {
		size_t n = strcspn(s, "\n");
		size_t before = l.n;
		add_line(a, &l, s, n, no, gap);
		gap = l.n == before; /* nothing on this line: the next one stands apart */
		s += n;
		s += *s == '\n';
	}
	return l;
}

bool piece_is_rule(const struct piece *p)
{
	PATTERN(page, "^(?![0-9]{1,2}[.]$)(trang )?[-~ .]*\\d{0,3}([/]\\d{1,3})?[-~_=.* ]*$");
	return pattern_at(&page, &p->f, 0, NULL);
}

bool piece_is_upper(const struct piece *p, int from)
{
	const char *s = p->text + p->f.at[from < p->f.n ? from : p->f.n];
	size_t letters = 0;

	while (*s) {
		int32_t c = text_next(&s);
		if (!text_is_letter(c))
			continue;
		letters++;
		if (!text_is_upper(c))
			return false;
	}
	return letters > 1;
}
