/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/db/db_inside.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Thread_local int db_fail_in = -1;

/* ---- failures ----------------------------------------------------------------------------- */

err db_failure(db *d, enum db_trouble trouble, enum err_kind kind, const char *fmt, ...)
{
	static _Thread_local char why[400];
	va_list v;
	va_start(v, fmt);
	vsnprintf(why, sizeof why, fmt, v);
	va_end(v);
	d->trouble = trouble;
	switch (kind) {
	case E_BUSY:
		return FAIL(E_BUSY, "db_busy", N_("Hệ thống đang bận. Xin thử lại sau ít phút."), .why = why);
	case E_CONFLICT:
		return FAIL(E_CONFLICT, "db_conflict",
			    N_("Dữ liệu vừa được người khác thay đổi. Hãy tải lại trang rồi làm lại."), .why = why);
	default:
		return FAIL(E_SYSTEM, "db_fault",
			    N_("Hệ thống gặp lỗi, chưa làm được việc này. Xin thử lại; nếu vẫn lỗi, hãy báo quản trị viên."),
			    .why = why);
	}
}

enum db_trouble db_trouble(const db *d)
{
	return d->trouble;
}

static bool struck(void)
{
	if (db_fail_in <= 0)
		return false;
	if (--db_fail_in > 0)
		return false;
	db_fail_in = -1;
	return true;
}

/* ---- connections -------------------------------------------------------------------------- */

err db_open(db **ret, const char *url, enum db_mode mode)
{
	bool lite = str_starts(url, "sqlite:") && url[strlen("sqlite:")] && !str_eq(url, "sqlite::memory:");
	if (!lite && !str_starts(url, "postgres://") && !str_starts(url, "postgresql://"))
		return FAIL(E_INPUT, "db_url", N_("--db phải là sqlite:ĐƯỜNG-DẪN hoặc postgres://..."));
	db *d = calloc(1, sizeof *d);
	if (!d)
		abort();
	d->mode = mode;
	d->engine = str_starts(url, "sqlite:") ? &db_sqlite : &db_postgres;
	err e = d->engine->open(d, url);
	if (e.kind) {
		db_close(d);
		return e;
	}
	*ret = d;
	return OK;
}

void db_close(db *d)
{
	if (!d)
		return;
	d->engine->close(d);
	free(d->prepared);
	free(d->url);
	free(d);
}

bool db_is_sqlite(const db *d)
{
	return d->engine == &db_sqlite;
}

/* ---- prepared statements ------------------------------------------------------------------ */

static size_t place(const struct prepared *v, size_t room, const struct sql *q, uint64_t kinds)
{
	size_t i = (((uintptr_t)q >> 4) * 0x9E3779B97F4A7C15u ^ kinds * 0xC2B2AE3D27D4EB4Fu) >> 20 & (room - 1);
	while (v[i].q && (v[i].q != q || v[i].kinds != kinds))
		i = (i + 1) & (room - 1);
	return i;
}

static void make_room(db *d)
{
	size_t room = d->room ? d->room * 2 : 64;
	struct prepared *v = calloc(room, sizeof *v);
	if (!v)
		abort();
	for (size_t i = 0; i < d->room; i++)
		if (d->prepared[i].q)
			v[place(v, room, d->prepared[i].q, d->prepared[i].kinds)] = d->prepared[i];
	free(d->prepared);
	d->prepared = v;
	d->room = room;
}

struct prepared *db_prepared(db *d, const struct sql *q, uint64_t kinds)
{
	if (d->nprepared * 2 >= d->room)
		make_room(d);
	struct prepared *p = &d->prepared[place(d->prepared, d->room, q, kinds)];
	if (!p->q) {
		*p = (struct prepared){ .q = q, .text = q->lite, .kinds = kinds };
		d->nprepared++;
	}
	assert(p->text == q->lite && "a statement must outlive its connection");
	return p;
}

void db_forget_prepared(db *d)
{
	free(d->prepared);
	d->prepared = NULL;
	d->nprepared = 0;
	d->room = 0;
}

/* ---- running ------------------------------------------------------------------------------ */

/* Values in the order of the statement's numbers; each parameter exactly once. */
static struct bound bind_by_name(const struct sql *q, const struct val *v, size_t n)
{
	struct bound b = { .n = q->nparam };
	assert(n == (size_t)q->nparam);
	for (size_t i = 0; i < n; i++) {
		size_t at = i; /* callers mostly write them in order */
		if (strcmp(q->param[at], v[i].name) != 0)
			for (at = 0; at < n && strcmp(q->param[at], v[i].name) != 0; at++)
				;
		assert(at < n && "no such parameter");
		assert(!b.v[at] && "parameter bound twice");
		assert((v[i].kind == VAL_IDS) == (q->lists >> at & 1) && "a list is bound where the statement says each");
		b.v[at] = &v[i];
	}
	return b;
}

const char *db_ids(const struct val *v, arena *a, char open, char close)
{
	struct buf o = { .a = a };

	buf_put(&o, &open, 1);
	for (size_t i = 0; i < v->n; i++) {
		if (i)
			buf_put(&o, ",", 1);
		buf_int(&o, v->ids[i]);
	}
	buf_put(&o, &close, 1);
	return buf_str(&o);
}

static err run(db *d, arena *a, struct rows *r, int *ret_changed, const struct sql *q, const struct val *v, size_t n)
{
	struct bound b = bind_by_name(q, v, n);
	if (struck())
		return db_failure(d, DB_REFUSED, E_SYSTEM, "%s: broken on purpose", q->name);
	return d->engine->run(d, a, r, ret_changed, q, &b);
}

err db_query_(db *d, struct rows *r, arena *a, const struct sql *q, const struct val *v, size_t n)
{
	assert(!r->h && "rows of an earlier query are still open");
	assert(!q->writes || d->mode == DB_WRITE);
	*r = (struct rows){ .d = d, .q = q, .a = a };
	return run(d, a, r, NULL, q, v, n);
}

err db_exec_(db *d, arena *a, int *ret_changed, const struct sql *q, const struct val *v, size_t n)
{
	assert(q->writes && d->mode == DB_WRITE);
	return run(d, a, NULL, ret_changed, q, v, n);
}

bool db_next(struct rows *r)
{
	if (!r->h || r->e.kind)
		return false;
	if (struck()) {
		r->e = db_failure(r->d, DB_REFUSED, E_SYSTEM, "%s: rows broken on purpose", r->q->name);
		return false;
	}
	r->last_col = 0;
	return r->d->engine->next(r);
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

/* ---- values ------------------------------------------------------------------------------- */

static void learn_names(struct rows *r)
{
	r->columns = r->d->engine->columns(r);
	r->names = arena_get(r->a, (size_t)r->columns * sizeof *r->names);
	for (int i = 0; i < r->columns; i++)
		r->names[i] = r->d->engine->name(r, i);
}

static int column(struct rows *r, const char *col)
{
	assert(r->h && "no row is open");
	if (!r->names)
		learn_names(r);
	for (int i = 0, at = r->last_col; i < r->columns; i++, at++) {
		if (at >= r->columns)
			at = 0;
		if (strcmp(r->names[at], col) == 0) {
			r->last_col = at + 1;
			return at;
		}
	}
	fprintf(stderr, "statement %s has no column %s\n", r->q->name, col);
	abort();
}

bool db_null(struct rows *r, const char *col)
{
	return r->d->engine->null(r, column(r, col));
}

const char *db_text_or_null(struct rows *r, const char *col)
{
	size_t n = 0;
	const char *s = r->d->engine->text(r, column(r, col), &n);
	return s ? arena_text_n(r->a, s, n) : NULL;
}

const char *db_text(struct rows *r, const char *col)
{
	const char *s = db_text_or_null(r, col);
	return s ? s : "";
}

size_t db_text_size(struct rows *r, const char *col)
{
	int i = column(r, col);
	size_t n = 0;
	if (!r->d->engine->null(r, i))
		r->d->engine->text(r, i, &n);
	return n;
}

int64_t db_int(struct rows *r, const char *col)
{
	return r->d->engine->integer(r, column(r, col));
}

date db_date(struct rows *r, const char *col)
{
	date day = DATE_NONE;
	size_t n = 0;
	const char *s = r->d->engine->text(r, column(r, col), &n);
	if (!s)
		return DATE_NONE;
	bool good = date_parse_iso(s, &day);
	assert(good && "a legal day is stored as 2026-11-23");
	return day;
}

const void *db_blob(struct rows *r, const char *col, size_t *ret_n)
{
	int i = column(r, col);
	*ret_n = 0;
	return r->d->engine->null(r, i) ? NULL : r->d->engine->blob(r, i, ret_n);
}

/* ---- reading together --------------------------------------------------------------------- */

void db_read_begin(db *d)
{
	assert(d->mode == DB_READ);
	d->engine->read_begin(d);
}

void db_read_end(db *d)
{
	assert(d->mode == DB_READ);
	d->engine->read_end(d);
}

err db_snapshot_begin(db *d)
{
	if (!db_is_sqlite(d))
		return d->engine->script(d, "begin isolation level repeatable read read only");
	db_read_begin(d);
	return OK;
}

void db_snapshot_end(db *d)
{
	if (db_is_sqlite(d))
		db_read_end(d);
	else
		d->engine->script(d, "rollback"); /* nothing was written; a connection that is gone has ended it too */
}

/* ---- transactions ------------------------------------------------------------------------- */

err db_script(db *d, const char *text)
{
	assert(d->mode == DB_WRITE);
	return d->engine->script(d, text);
}

err db_begin(db *d)
{
	d->trouble = DB_FINE;
	return db_script(d, db_is_sqlite(d) ? "begin immediate" : "begin");
}

err db_commit(db *d)
{
	d->unsure = false;
	/* WHY fatal: what is committed into a file that nobody will open again is not kept. */
	if (d->lite && db_sqlite_moved(d))
		return db_failure(d, DB_FATAL, E_SYSTEM, "the database file was moved or deleted under the server");
	TRY(db_script(d, "commit"));
	if (d->unsure)
		return db_failure(d, DB_UNSURE, E_BUSY, "commit: stored here, but no standby has confirmed it");
	return OK;
}

void db_rollback(db *d)
{
	enum db_trouble before = d->trouble;
	if (d->engine->in_transaction(d))
		db_script(d, "rollback");
	d->trouble = before;
}

bool db_in_transaction(const db *d)
{
	return d->engine->in_transaction(d);
}
