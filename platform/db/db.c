/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/db/db_inside.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

_Thread_local int db_fail_in = -1;

bool db_struck(void)
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
	d->mode = mode == DB_CREATE ? DB_WRITE : mode;
	d->create = mode == DB_CREATE;
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
	if (p->text != q->lite) { /* the memory of a statement was used again: nobody knows what is prepared under it */
		fprintf(stderr, "statement %s stands where another one was: a statement must outlive its connection\n", q->name);
		abort();
	}
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

/* Which parameter of q is called so; -1: none.  at: where callers mostly write it. */
static int parameter(const struct sql *q, const char *name, int at)
{
	if (at < q->nparam && strcmp(q->param[at], name) == 0)
		return at;
	for (int i = 0; i < q->nparam; i++)
		if (strcmp(q->param[i], name) == 0)
			return i;
	return -1;
}

/* Values in the order of the statement's numbers; each parameter exactly once.  tests/house/bound.py reads the calls;
 * what it could not see fails the one who asked. */
static err bind_by_name(db *d, const struct sql *q, const struct val *v, size_t n, struct bound *ret)
{
	struct bound b = { .n = q->nparam };
	for (size_t i = 0; i < n; i++) {
		int at = parameter(q, v[i].name, (int)i);
		if (at < 0)
			return db_mistake(d, "%s: it has no parameter :%s", q->name, v[i].name);
		if (b.v[at])
			return db_mistake(d, "%s: parameter :%s is bound twice", q->name, v[i].name);
		if ((v[i].kind == VAL_IDS) != (q->lists >> at & 1))
			return db_mistake(d, "%s: parameter :%s: a list is bound where the statement says each", q->name, v[i].name);
		b.v[at] = &v[i];
	}
	for (int i = 0; i < b.n; i++)
		if (!b.v[i])
			return db_mistake(d, "%s: parameter :%s is not bound", q->name, q->param[i]);
	*ret = b;
	return OK;
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
	struct bound b;
	TRY(bind_by_name(d, q, v, n, &b));
	if (db_struck())
		return db_mistake(d, "%s: broken on purpose", q->name);
	return d->engine->run(d, a, r, ret_changed, q, &b);
}

err db_query_(db *d, struct rows *r, arena *a, const struct sql *q, const struct val *v, size_t n)
{
	if (r->h)
		return db_mistake(d, "%s: rows of %s are still open", q->name, r->q->name);
	if (q->writes && d->mode != DB_WRITE)
		return db_mistake(d, "%s: it writes, and this connection reads", q->name);
	*r = (struct rows){ .d = d, .q = q, .a = a };
	return run(d, a, r, NULL, q, v, n);
}

err db_exec_(db *d, arena *a, int *ret_changed, const struct sql *q, const struct val *v, size_t n)
{
	if (!q->writes || d->mode != DB_WRITE)
		return db_mistake(d, "%s: run for its effect, and it has none here", q->name);
	return run(d, a, NULL, ret_changed, q, v, n);
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
		return db_failure(d, FAULT_FATAL, "the database file was moved or deleted under the server");
	TRY(db_script(d, "commit"));
	if (d->unsure)
		return db_failure(d, FAULT_UNSURE, "commit: stored here, but no standby has confirmed it");
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
