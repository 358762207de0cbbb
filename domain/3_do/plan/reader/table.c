/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* table: task tables of annexes (nhiệm vụ, chủ trì, phối hợp, thời gian), drawn with bars, tabs or wide spaces. */
#include "domain/3_do/plan/reader/reader.h"
#include "platform/text/text.h"
#include <string.h>

enum column { COLUMN_LABEL, COLUMN_TASK, COLUMN_LEAD, COLUMN_SUPPORT, COLUMN_DUE, COLUMN_PRODUCT, COLUMN_COUNT };
enum { COLUMNS_MOST = 12, HEADER_LINES = 4 };

static enum column column_of(const struct folded *t)
{
	static struct {
		enum column column;
		struct pattern words;
	} table[] = {
		{ COLUMN_LABEL, { "^(?:s ?/? ?tt|tt|so tt|so thu tu|muc)$", NULL } },
		{ COLUMN_SUPPORT, { "phoi hop", NULL } },
		{ COLUMN_LEAD, { "chu tri|(?:don vi|co quan|bo phan|nguoi|phong) (?:chiu |phu |thuc |tham |dau )|phan cong|don vi thuc hien|phu trach|trach nhiem|dau moi", NULL } },
		{ COLUMN_DUE, { "thoi gian|thoi han|tien do|hoan thanh|thoi diem|ngay", NULL } },
		{ COLUMN_PRODUCT, { "san pham|ket qua|ghi chu|kinh phi|dau ra|du kien", NULL } },
		{ COLUMN_TASK, { "nhiem vu|noi dung|cong viec|hoat dong|ten viec|viec", NULL } },
	};
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (t->n < 80 && pattern_in(&table[i].words, t))
			return table[i].column;
	return COLUMN_COUNT;
}

static size_t line_end(const piece_list *l, size_t at, size_t to)
{
	size_t i = at;
	while (i < to && l->v[i].line == l->v[at].line)
		i++;
	return i;
}

/* Is the line at `at` the head of a task table?  Fills the meaning of each column. */
static int read_header(const piece_list *l, size_t at, size_t end, enum column meaning[COLUMNS_MOST])
{
	int seen[COLUMN_COUNT + 1] = { 0 }, n = 0;

	for (size_t i = at; i < end && n < COLUMNS_MOST; i++) {
		enum column c = column_of(&l->v[i].f);
		if (c != COLUMN_COUNT && seen[c])
			c = COLUMN_COUNT;
		seen[c]++;
		meaning[n++] = c;
	}
	int useful = seen[COLUMN_LEAD] + seen[COLUMN_SUPPORT] + seen[COLUMN_DUE] + seen[COLUMN_PRODUCT];
	if (!seen[COLUMN_TASK] || !useful || n < 3)
		return 0;
	if (meaning[0] == COLUMN_COUNT && !seen[COLUMN_LABEL])
		meaning[0] = COLUMN_LABEL;
	return n;
}

static const char *joined(arena *a, const char *before, const char *more)
{
	return before && *before ? arena_fmt(a, "%s %s", before, more) : more;
}

/* One line of cells into the row: a new row when its label or task begins one, else more of the last row. */
static void take_line(arena *a, const piece_list *l, size_t at, size_t end, const enum column *meaning, int n, row_list *rows, size_t first_row)
{
	PATTERN(label, "^(?:[0-9]{1,3}(?:[.][0-9]{1,2})*|[ivx]{1,5}|[a-z])[.)]?$");
	const char *cell[COLUMN_COUNT] = { NULL };
	size_t cells = end - at;
	bool aligned = (int)cells == n;
	int k = 0;

	/* wide-space columns lose empty cells: a first cell that is a label keeps the order, else it is the task */
	bool labelled = pattern_at(&label, &l->v[at].f, 0, NULL);
	if (!aligned && !labelled && meaning[0] == COLUMN_LABEL)
		k = 1;
	for (size_t i = at; i < end && k < n; i++, k++)
		if (meaning[k] != COLUMN_COUNT && *l->v[i].text)
			cell[meaning[k]] = l->v[i].text;
	bool starts = cell[COLUMN_LABEL] && labelled;
	bool fresh = rows->n == first_row;
	if (l->v[at].table ? (cell[COLUMN_TASK] || starts) : (starts || (fresh && cell[COLUMN_TASK])))
		*LIST_ADD(a, rows) = (struct table_row){ .label = cell[COLUMN_LABEL], .first = at };
	else if (fresh)
		return;
	struct table_row *row = &rows->v[rows->n - 1];
	const char **field[COLUMN_COUNT] = { [COLUMN_TASK] = &row->task, [COLUMN_LEAD] = &row->lead,
		[COLUMN_SUPPORT] = &row->support, [COLUMN_DUE] = &row->due, [COLUMN_PRODUCT] = &row->product };
	for (int c = COLUMN_TASK; c < COLUMN_COUNT; c++)
		if (cell[c])
			*field[c] = joined(a, *field[c], cell[c]);
	row->last = end;
}

size_t table_read(arena *a, const piece_list *l, size_t at, size_t to, row_list *rows)
{
	enum column meaning[COLUMNS_MOST];
	size_t end = line_end(l, at, to), first_row = rows->n;
	int n = l->v[at].use == USE_NONE ? read_header(l, at, end, meaning) : 0;
	bool table = l->v[at].table;

	if (!n)
		return 0;
	size_t i = end;
	for (int plain = 0; i < to && plain < 3;) {
		end = line_end(l, i, to);
		const struct piece *p = &l->v[i];
		bool cells = end - i > 1;
		PATTERN(stops, "^(?:noi nhan|tm[.]|kt[.]|phu luc|[ivx]+[.] [a-z]|dieu [0-9])");
		if (table && !p->table)
			break;
		if (!cells && pattern_at(&stops, &p->f, 0, NULL) && !p->table)
			break;
		enum column repeated[COLUMNS_MOST];
		if (piece_is_rule(p) && !cells) {
			i = end;
			continue;
		}
		plain = cells ? 0 : plain + 1;
		if (!table && !cells && p->gap && rows->n > first_row && p->f.n > 60)
			break;
		if (!read_header(l, i, end, repeated) && (cells || rows->n > first_row))
			take_line(a, l, i, end, meaning, n, rows, first_row);
		i = end;
	}
	if (rows->n == first_row)
		return 0;
	return i - at;
}
