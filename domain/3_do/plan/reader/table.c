/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* table: task tables (nhiệm vụ, chủ trì, phối hợp, thời gian), in the four shapes converters leave them in: bars, tabs,
 * columns of spaces with wrapped cells, and one cell a line. */
#include "domain/3_do/plan/reader/reader.h"
#include "platform/text/text.h"
#include <stdlib.h>
#include <string.h>

enum column { COLUMN_LABEL, COLUMN_TASK, COLUMN_LEAD, COLUMN_SUPPORT, COLUMN_DUE, COLUMN_PRODUCT, COLUMN_COUNT };
enum shape { BARS, TABS, SPACES, STACKED };
enum { CELLS = 12 };

struct cells {
	int n;
	const char *text[CELLS];
	int start[CELLS];       /* code points from the line's start, for SPACES */
};
struct table {
	enum shape shape;
	int n;
	enum column meaning[CELLS];
	int start[CELLS];
};

PATTERN(label_cell, "^(?:[0-9]{1,3}(?:[.][0-9]{1,2})*|[ivx]{1,5}|[a-h])[.)]?$");

static enum column column_of(const struct folded *t)
{
	static struct {
		enum column column;
		struct pattern words;
	} table[] = {
		{ COLUMN_LABEL, { "^(?:s ?/? ?tt|tt|so tt|so thu tu|muc|stt[.]?)$", NULL } },
		{ COLUMN_SUPPORT, { "phoi hop|tham gia", NULL } },
		{ COLUMN_LEAD, { "chu tri|(?:don vi|co quan|bo phan|nguoi|phong) (?:chiu |phu |thuc |tham |dau )|phan cong|phu trach|trach nhiem|dau moi", NULL } },
		{ COLUMN_PRODUCT, { "san pham|ket qua|ghi chu|kinh phi|dau ra|du kien", NULL } },
		{ COLUMN_DUE, { "thoi gian|thoi han|tien do|hoan thanh|thoi diem|ngay", NULL } },
		{ COLUMN_TASK, { "nhiem vu|noi dung|cong viec|hoat dong|ten viec|viec", NULL } },
	};
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (t->n && t->n < 80 && pattern_in(&table[i].words, t))
			return table[i].column;
	return COLUMN_COUNT;
}

static struct cells cells_of(arena *a, const char *raw, enum shape shape)
{
	struct cells c = { 0 };
	const char *s = raw + strspn(raw, shape == BARS ? " \t>" : "");

	if (shape == BARS && *s == '|')
		s++;
	while (c.n < CELLS) {
		size_t n, skip;
		if (shape == SPACES) {
			s += strspn(s, " ");
			for (n = 0; s[n] && !(s[n] == ' ' && s[n + 1] == ' '); n++)
				;
			skip = 0;
			if (!*s)
				break;
		} else {
			n = strcspn(s, shape == BARS ? "|" : "\t");
			skip = 1;
			if (shape == BARS && !s[n] && !*document_plain(a, s, n))
				break;
		}
		if (c.n == CELLS - 1) /* what does not fit stays in the last one: nothing of a line is lost */
			n = strlen(s);
		c.start[c.n] = (int)text_length(arena_text_n(a, raw, (size_t)(s - raw)));
		c.text[c.n++] = document_plain(a, s, n);
		if (!s[n])
			break;
		s += n + skip;
	}
	return c;
}

static bool read_header(arena *a, const struct cells *c, struct table *t)
{
	int seen[COLUMN_COUNT + 1] = { 0 };

	t->n = c->n;
	for (int i = 0; i < c->n; i++) {
		struct folded f = folded(a, c->text[i]);
		const char *s = c->text[i];
		enum column column = f.n <= 60 && text_is_upper(text_next(&s)) ? column_of(&f) : COLUMN_COUNT;
		if (column != COLUMN_COUNT && seen[column])
			column = COLUMN_COUNT;
		seen[column]++;
		t->meaning[i] = column;
		t->start[i] = c->start[i];
	}
	int useful = seen[COLUMN_LEAD] + seen[COLUMN_SUPPORT] + seen[COLUMN_DUE] + seen[COLUMN_PRODUCT];
	int known = c->n - seen[COLUMN_COUNT];
	return seen[COLUMN_TASK] && useful && known >= 3 && known * 2 > c->n;
}

/* Where a cell of a wrapped, space-drawn line belongs: the last column that begins at or before it. */
static int place(const struct table *t, const struct cells *c, int i)
{
	int k = 0;
	if (t->shape != SPACES)
		return i < t->n ? i : -1;
	for (int j = 1; j < t->n; j++)
		if (c->start[i] + 3 >= t->start[j])
			k = j;
	return k;
}

static void take(arena *a, const struct table *t, const struct cells *c, size_t first, size_t last, row_list *rows, size_t before)
{
	const char *cell[COLUMN_COUNT] = { NULL };

	for (int i = 0; i < c->n; i++) {
		int k = place(t, c, i);
		enum column column = k >= 0 ? t->meaning[k] : COLUMN_COUNT;
		if (column == COLUMN_COUNT) /* a column nobody knows, a cell too many: kept with what the row yields */
			column = COLUMN_PRODUCT;
		if (*c->text[i])
			cell[column] = document_joined(a, cell[column], c->text[i]);
	}
	struct folded label = folded(a, cell[COLUMN_LABEL] ? cell[COLUMN_LABEL] : "");
	bool numbered = pattern_at(&label_cell, &label, 0, NULL);
	bool starts = numbered || ((t->shape == BARS || t->shape == TABS) && cell[COLUMN_TASK]);
	if (starts)
		*LIST_ADD(a, rows) = (struct table_row){ .label = cell[COLUMN_LABEL], .first = first };
	else if (rows->n == before)
		return;
	if (!starts && cell[COLUMN_LABEL]) /* no label: text that wrapped to the left of its column */
		cell[COLUMN_TASK] = cell[COLUMN_TASK] ? document_joined(a, cell[COLUMN_LABEL], cell[COLUMN_TASK]) : cell[COLUMN_LABEL];
	struct table_row *row = &rows->v[rows->n - 1];
	const char **field[COLUMN_COUNT] = { [COLUMN_TASK] = &row->task, [COLUMN_LEAD] = &row->lead, [COLUMN_SUPPORT] = &row->support,
		[COLUMN_DUE] = &row->due, [COLUMN_PRODUCT] = &row->product };
	for (int k = COLUMN_TASK; k < COLUMN_COUNT; k++)
		if (cell[k])
			*field[k] = document_joined(a, *field[k], cell[k]);
	row->last = last;
}

static size_t line_end(const piece_list *l, size_t at, size_t to)
{
	size_t i = at;
	while (i < to && l->v[i].line == l->v[at].line)
		i++;
	return i;
}

/* What can only stand below a table. */
static bool ends_table(const struct piece *p)
{
	PATTERN(below, "^(?:noi nhan|noi gui|tm ?[./]|kt ?[./]|phu luc|[ivx]+ ?[./-] ?[a-z]|[a-h][.] [a-z]|dieu [0-9]|phan )");
	return pattern_at(&below, &p->f, 0, NULL);
}

/* One cell a line: the head's cells one under the other, then label, task, ... again and again. */
static size_t read_stacked(arena *a, const piece_list *l, size_t at, size_t to, row_list *rows)
{
	struct cells head = { 0 };
	struct table t = { .shape = STACKED };
	size_t i = at, before = rows->n;

	if (column_of(&l->v[at].f) != COLUMN_LABEL)
		return 0;
	while (i < to && head.n < CELLS && l->v[i].f.n < 60 && column_of(&l->v[i].f) != COLUMN_COUNT)
		head.text[head.n++] = l->v[i++].text;
	if (!read_header(a, &head, &t))
		return 0;
	for (int label = 1; i < to; label++) {
		struct cells c = { 0 };
		size_t first = i;
		if (strtol(l->v[i].f.f, NULL, 10) != label || !pattern_at(&label_cell, &l->v[i].f, 0, NULL))
			break;
		c.text[c.n++] = l->v[i++].text;
		while (i < to && !ends_table(&l->v[i])) {
			bool number = pattern_at(&label_cell, &l->v[i].f, 0, NULL);
			if (number && strtol(l->v[i].f.f, NULL, 10) == label + 1 && (c.n >= t.n || (i + 1 < to && !pattern_at(&label_cell, &l->v[i + 1].f, 0, NULL))))
				break;
			if (number || piece_is_rule(&l->v[i])) { /* a page number between two cells */
				i++;
				continue;
			}
			if (l->v[i].gap && c.n < t.n)
				c.text[c.n++] = l->v[i].text;
			else if (l->v[i].gap)
				break;
			else
				c.text[c.n - 1] = document_joined(a, c.text[c.n - 1], l->v[i].text);
			i++;
		}
		take(a, &t, &c, first, i, rows, before);
	}
	return rows->n > before ? i - at : 0;
}

size_t table_read(arena *a, const piece_list *l, size_t at, size_t to, row_list *rows)
{
	const struct piece *p = &l->v[at];
	struct table t = { .shape = p->table ? BARS : strchr(p->raw, '\t') ? TABS : SPACES };
	size_t end = line_end(l, at, to), before = rows->n, i;

	if (p->use != USE_NONE)
		return 0;
	struct cells head = cells_of(a, p->raw, t.shape);
	if (!read_header(a, &head, &t))
		return read_stacked(a, l, at, to, rows);
	for (i = end; i < to; i = end) {
		end = line_end(l, i, to);
		p = &l->v[i];
		if (p->use == USE_NONE && t.shape == BARS && !p->table && piece_is_rule(p) && end < to && l->v[end].table)
			continue; /* a page number inside the table */
		if (p->use != USE_NONE || (t.shape == BARS && !p->table))
			break;
		struct cells c = cells_of(a, p->raw, t.shape);
		struct table again = t;
		if (t.shape != BARS && c.n == 1 && (ends_table(p) || (t.shape == TABS && p->gap)))
			break;
		if (t.shape == SPACES && p->gap && c.n == 1 && p->f.n > 60)
			break;
		if (t.shape == SPACES && p->gap && ends_table(p))
			break;
		if ((piece_is_rule(p) && c.n == 1) ||
		    (read_header(a, &c, &again) && memcmp(again.meaning, t.meaning, sizeof t.meaning) == 0))
			continue; /* page number, or the head repeated on a new page */
		take(a, &t, &c, i, end, rows, before);
	}
	return rows->n > before ? i - at : 0;
}
