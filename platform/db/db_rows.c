/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Rows and what stands in them.  A cell that cannot be read ends the reading and fails whoever asked, never the server;
 * the failure says where it stands, and not what: that may be anybody's. */
#include "platform/db/db_inside.h"
#include "platform/text/text.h"
#include <stdio.h>
#include <stdlib.h>

bool db_next(struct rows *r)
{
	r->on = false;
	if (!r->h || r->e.kind)
		return false;
	if (db_struck()) {
		r->e = db_mistake(r->d, "%s: rows broken on purpose", r->q->name);
		return false;
	}
	r->last_col = 0;
	r->on = r->d->engine->next(r);
	r->row += r->on;
	return r->on;
}

err db_done(struct rows *r)
{
	err e = r->e;
	rows_end(r);
	return e;
}

void rows_end(struct rows *r)
{
	if (r->h)
		r->d->engine->end(r);
	*r = (struct rows){ 0 };
}

/* ---- what cannot be read ------------------------------------------------------------------ */

/* The numbers by which a person finds the row again: " org_id 1 id 77". */
static const char *row_ids(struct rows *r)
{
	struct buf o = { .a = r->a };
	for (int i = 0; i < r->columns; i++) {
		const char *name = r->names[i];
		size_t n = strlen(name);
		int64_t id;
		if (strcmp(name, "id") != 0 && strcmp(name, "n") != 0 && (n < 3 || strcmp(name + n - 3, "_id") != 0))
			continue;
		if (!r->d->engine->null(r, i) && r->d->engine->integer(r, i, &id))
			buf_fmt(&o, " %s %lld", name, (long long)id);
	}
	return buf_str(&o);
}

/* The first failure of these rows stays. */
static void unreadable(struct rows *r, const char *col, const char *what)
{
	if (r->e.kind)
		return;
	err cause = db_mistake(r->d, "%s: row %d%s: column %s: %s", r->q->name, r->row, r->on ? row_ids(r) : "", col, what);
	r->e = FAIL(E_SYSTEM, "row_unreadable",
		    N_("Có dữ liệu không đọc được nên chưa làm được việc này. Hãy báo quản trị viên; nhật ký máy chủ nói rõ chỗ nào."),
		    .why = arena_text(r->a, cause.why));
}

void db_unreadable(struct rows *r, const char *col, const char *what)
{
	unreadable(r, col, what);
}

/* ---- columns ------------------------------------------------------------------------------ */

static void learn_names(struct rows *r)
{
	r->columns = r->d->engine->columns(r);
	r->names = arena_get(r->a, (size_t)r->columns * sizeof *r->names);
	for (int i = 0; i < r->columns; i++)
		r->names[i] = r->d->engine->name(r, i);
}

/* -1: no row stands here, or it has no such column; then the reading has failed. */
static int column(struct rows *r, const char *col)
{
	if (!r->h) { /* nothing is open that could fail */
		fprintf(stderr, "column %s is read of no statement\n", col);
		abort();
	}
	if (!r->names)
		learn_names(r);
	if (!r->on) {
		unreadable(r, col, "read where no row stands");
		return -1;
	}
	for (int i = 0, at = r->last_col; i < r->columns; i++, at++) {
		if (at >= r->columns)
			at = 0;
		if (strcmp(r->names[at], col) == 0) {
			r->last_col = at + 1;
			return at;
		}
	}
	unreadable(r, col, "the statement has no such column");
	return -1;
}

bool db_null(struct rows *r, const char *col)
{
	int i = column(r, col);
	return i < 0 || r->d->engine->null(r, i);
}

const char *db_text_raw(struct rows *r, const char *col, size_t *ret_n)
{
	int i = column(r, col);
	const char *s = i < 0 ? NULL : r->d->engine->text(r, i, ret_n);
	if (s)
		return arena_text_n(r->a, s, *ret_n);
	*ret_n = 0;
	return NULL;
}

const char *db_text_or_null(struct rows *r, const char *col)
{
	size_t n;
	const char *s = db_text_raw(r, col, &n);
	if (s && db_is_sqlite(r->d) && !text_valid(s, n)) { /* PostgreSQL keeps nothing else */
		unreadable(r, col, "no valid UTF-8");
		return NULL;
	}
	return s;
}

const char *db_text(struct rows *r, const char *col)
{
	const char *s = db_text_or_null(r, col);
	return s ? s : "";
}

int64_t db_int(struct rows *r, const char *col)
{
	int i = column(r, col);
	int64_t v = 0;
	if (i < 0 || r->d->engine->null(r, i))
		return 0;
	if (r->d->engine->integer(r, i, &v))
		return v;
	unreadable(r, col, "no integer");
	return 0;
}

date db_date(struct rows *r, const char *col)
{
	date day = DATE_NONE;
	int i = column(r, col);
	size_t n;
	const char *s = i < 0 ? NULL : r->d->engine->text(r, i, &n);
	if (s && (n != strlen(s) || !date_parse_iso(s, &day)))
		unreadable(r, col, "no day as 2026-11-23");
	return day;
}

const void *db_blob(struct rows *r, const char *col, size_t *ret_n)
{
	int i = column(r, col);
	*ret_n = 0;
	return i < 0 || r->d->engine->null(r, i) ? NULL : r->d->engine->blob(r, i, ret_n);
}
