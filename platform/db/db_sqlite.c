/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/db/db_inside.h"
#include <errno.h>
#include <limits.h>
#include <pthread.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { WAIT_MS = 2000, MMAP = 256 << 20, JOURNAL_LIMIT = 64 << 20 };

/* ---- failures ----------------------------------------------------------------------------- */

static err failed(db *d, const char *doing)
{
	int code = d->lite ? sqlite3_extended_errcode(d->lite) : SQLITE_NOMEM;
	const char *say = d->lite ? sqlite3_errmsg(d->lite) : "no memory";
	return db_failure(d, db_fault_of_sqlite(code), "%s: %s (SQLite %d)", doing, say, code);
}

/* ---- opening ------------------------------------------------------------------------------ */

static void configure(void)
{
	sqlite3_config(SQLITE_CONFIG_MULTITHREAD);
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
}

static int after_commit(void *d, sqlite3 *lite, const char *name, int pages)
{
	(void)lite;
	(void)name;
	((db *)d)->wal_pages = pages;
	return SQLITE_OK;
}

/* Asked whenever a statement is prepared. */
static int allow(void *d, int action, const char *a, const char *b, const char *c, const char *e)
{
	(void)a;
	(void)b;
	(void)c;
	(void)e;
	if (!((db *)d)->guarded)
		return SQLITE_OK;
	switch (action) {
	case SQLITE_TRANSACTION:
	case SQLITE_SAVEPOINT:
	case SQLITE_ATTACH:
	case SQLITE_DETACH:
	case SQLITE_PRAGMA:
		return SQLITE_DENY;
	default:
		return SQLITE_OK;
	}
}

static err keep(db *d, const char *text, sqlite3_stmt **ret)
{
	if (sqlite3_prepare_v3(d->lite, text, -1, SQLITE_PREPARE_PERSISTENT, ret, NULL) != SQLITE_OK)
		return failed(d, text);
	return OK;
}

static err settle_reader(db *d)
{
	if (sqlite3_exec(d->lite, "pragma query_only = 1", NULL, NULL, NULL) != SQLITE_OK)
		return failed(d, "query_only");
	TRY(keep(d, "begin", &d->read_begin));
	return keep(d, "commit", &d->read_end);
}

static err settle_writer(db *d)
{
	static const char text[] = "pragma journal_mode = wal;"
				   "pragma synchronous = full;"
				   "pragma journal_size_limit = " STR(67108864) ";"
				   "pragma secure_delete = on";
	_Static_assert(JOURNAL_LIMIT == 67108864, "the text above says the same");
	if (sqlite3_exec(d->lite, text, NULL, NULL, NULL) != SQLITE_OK)
		return failed(d, "settings of the writer");
	sqlite3_wal_hook(d->lite, after_commit, d); /* in place of the automatic checkpoint */
	sqlite3_set_authorizer(d->lite, allow, d);
	TRY(keep(d, "savepoint act", &d->savepoint));
	TRY(keep(d, "release act", &d->release));
	return keep(d, "rollback to act", &d->back);
}

/* A log that a crash left holds what only a writer can take over. */
static bool has_log(arena *a, const char *path)
{
	struct stat log;
	char real[PATH_MAX];
	return !realpath(path, real) || (stat(arena_fmt(a, "%s-wal", real), &log) == 0 && log.st_size > 0);
}

/* The address of a file on which nothing can be written, without a log: nothing has to be made beside it. */
static const char *frozen_uri(arena *a, const char *path)
{
	struct buf o = { .a = a };
	char real[PATH_MAX];
	if (!realpath(path, real))
		return NULL;
	buf_text(&o, "file:");
	for (const char *p = real; *p; p++) {
		if (strchr("/._-", *p) || (*p >= '0' && *p <= '9') || (*p >= 'A' && *p <= 'Z') || (*p >= 'a' && *p <= 'z'))
			buf_put(&o, p, 1);
		else
			buf_fmt(&o, "%%%02X", (unsigned char)*p);
	}
	buf_text(&o, "?mode=ro&immutable=1");
	return buf_str(&o);
}

static int open_file(db *d, const char *name, int more)
{
	static const char text[] = "pragma foreign_keys = on;"
				   "pragma trusted_schema = off;"
				   "pragma cell_size_check = on;"
				   "pragma temp_store = memory;"
				   "pragma cache_size = -4096";
	int flags = (more & SQLITE_OPEN_URI ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) | SQLITE_OPEN_NOMUTEX |
		    SQLITE_OPEN_EXRESCODE | more;
	sqlite3_int64 map = MMAP;
	int rc = sqlite3_open_v2(name, &d->lite, flags, NULL);
	if (rc != SQLITE_OK)
		return rc;
	sqlite3_busy_timeout(d->lite, WAIT_MS);
	sqlite3_db_config(d->lite, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(d->lite, SQLITE_DBCONFIG_DQS_DML, 0, NULL);
	sqlite3_db_config(d->lite, SQLITE_DBCONFIG_DQS_DDL, 0, NULL);
	sqlite3_file_control(d->lite, NULL, SQLITE_FCNTL_MMAP_SIZE, &map);
	rc = sqlite3_exec(d->lite, text, NULL, NULL, NULL);
	/* The first look into the file: what is no database says so here, and a log that cannot be opened. */
	return rc == SQLITE_OK ? sqlite3_exec(d->lite, "select 1 from sqlite_schema limit 1", NULL, NULL, NULL) : rc;
}

/* Beside the file nothing can be made, and none of ours has it open: a NAME-shm that stands there was left. */
static bool is_frozen(const db *d, int rc)
{
	bool refused = (rc & 0xff) == SQLITE_CANTOPEN || (rc & 0xff) == SQLITE_READONLY;
	return d->mode == DB_READ && refused && !db_file_shared(d);
}

static err lite_open(db *d, const char *url)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	const char *path = url + strlen("sqlite:");
	ARENA a = { 0 };
	pthread_once(&once, configure);
	if (d->create)
		TRY(db_file_create(d, path));
	TRY(db_file_look(d, path));
	TRY(db_file_take(d, path));
	int rc = open_file(d, path, 0);
	if (rc != SQLITE_OK && is_frozen(d, rc)) {
		if (has_log(&a, path))
			return db_failure(d, FAULT_READ_ONLY, "%s-wal holds what is not in the file yet: copy both to a folder that can be written", path);
		const char *uri = frozen_uri(&a, path);
		sqlite3_close(d->lite);
		d->lite = NULL;
		rc = open_file(d, uri, SQLITE_OPEN_URI);
	}
	if (rc != SQLITE_OK)
		return failed(d, url);
	return d->mode == DB_WRITE ? settle_writer(d) : settle_reader(d);
}

static void lite_close(db *d)
{
	sqlite3_stmt *s;
	while (d->lite && (s = sqlite3_next_stmt(d->lite, NULL)))
		sqlite3_finalize(s);
	sqlite3_close(d->lite);
	db_file_give(d);
}

/* ---- running ------------------------------------------------------------------------------ */

static int bind_one(sqlite3_stmt *s, int i, const struct val *v, arena *a)
{
	switch (v->kind) {
	case VAL_INT:
		return sqlite3_bind_int64(s, i, v->i);
	case VAL_TEXT:
		return sqlite3_bind_text(s, i, v->s, -1, SQLITE_TRANSIENT);
	case VAL_DATE:
		return sqlite3_bind_text(s, i, date_iso(a, (date)v->i), -1, SQLITE_TRANSIENT);
	case VAL_IDS:
		return sqlite3_bind_text(s, i, db_ids(v, a, '[', ']'), -1, SQLITE_TRANSIENT);
	case VAL_BLOB:
		return v->n ? sqlite3_bind_blob64(s, i, v->s, v->n, SQLITE_TRANSIENT) : sqlite3_bind_zeroblob(s, i, 0);
	default:
		return sqlite3_bind_null(s, i);
	}
}

/* Leaves a kept statement ready for its next use, frees one made for the occasion. */
static void put_back(db *d, const struct sql *q, sqlite3_stmt *s)
{
	sqlite3_reset(s);
	if (db_prepared(d, q, 0)->stmt == s)
		sqlite3_clear_bindings(s);
	else
		sqlite3_finalize(s);
}

static err take(db *d, const struct sql *q, sqlite3_stmt **ret)
{
	struct prepared *p = db_prepared(d, q, 0);
	bool busy = p->stmt && sqlite3_stmt_busy(p->stmt);
	if (p->stmt && !busy) {
		*ret = p->stmt;
		return OK;
	}
	if (sqlite3_prepare_v3(d->lite, q->lite, -1, busy ? 0 : SQLITE_PREPARE_PERSISTENT, ret, NULL) != SQLITE_OK)
		return failed(d, q->name);
	if (!busy)
		p->stmt = *ret;
	return OK;
}

static err lite_run(db *d, arena *a, struct rows *r, int *ret_changed, const struct sql *q, const struct bound *b)
{
	sqlite3_stmt *s = NULL;
	TRY(take(d, q, &s));
	for (int i = 0; i < b->n; i++) {
		if (bind_one(s, i + 1, b->v[i], a) != SQLITE_OK) {
			err e = failed(d, q->name);
			put_back(d, q, s);
			return e;
		}
	}
	int rc = sqlite3_step(s);
	if (rc != SQLITE_ROW && rc != SQLITE_DONE) {
		err e = failed(d, q->name);
		put_back(d, q, s);
		return e;
	}
	if (!r) {
		if (ret_changed)
			*ret_changed = sqlite3_changes(d->lite);
		put_back(d, q, s);
		return OK;
	}
	r->h = s;
	r->n = rc == SQLITE_ROW;
	if (rc == SQLITE_DONE)
		sqlite3_reset(s); /* no row: hold no snapshot */
	return OK;
}

static bool lite_next(struct rows *r)
{
	if (r->at++ == 0 || !r->n)
		return r->n; /* the first row was fetched by lite_run */
	int rc = sqlite3_step(r->h);
	if (rc == SQLITE_ROW)
		return true;
	if (rc != SQLITE_DONE)
		r->e = failed(r->d, r->q->name);
	r->n = 0;
	sqlite3_reset(r->h);
	return false;
}

static void lite_end(struct rows *r)
{
	put_back(r->d, r->q, r->h);
}

/* ---- values ------------------------------------------------------------------------------- */

static int lite_columns(const struct rows *r)
{
	return sqlite3_column_count(r->h);
}

static const char *lite_name(const struct rows *r, int column)
{
	return sqlite3_column_name(r->h, column);
}

static bool lite_null(const struct rows *r, int column)
{
	return sqlite3_column_type(r->h, column) == SQLITE_NULL;
}

/* WHY by sqlite3_value: one look at the column instead of one for each question.  It is not protected against other
 * threads, of which a connection has none. */
static bool lite_integer(const struct rows *r, int column, int64_t *ret)
{
	sqlite3_value *v = sqlite3_column_value(r->h, column);
	if (sqlite3_value_type(v) != SQLITE_INTEGER)
		return false;
	*ret = sqlite3_value_int64(v);
	return true;
}

static const char *lite_text(const struct rows *r, int column, size_t *ret_n)
{
	sqlite3_value *v = sqlite3_column_value(r->h, column);
	const char *s = (const char *)sqlite3_value_text(v);
	*ret_n = (size_t)sqlite3_value_bytes(v);
	assert(s || sqlite3_value_type(v) == SQLITE_NULL); /* else memory ran out */
	return s;
}

static const void *lite_blob(const struct rows *r, int column, size_t *ret_n)
{
	const void *p = sqlite3_column_blob(r->h, column);
	*ret_n = (size_t)sqlite3_column_bytes(r->h, column);
	return arena_text_n(r->a, p, *ret_n);
}

/* ---- transactions ------------------------------------------------------------------------- */

static err lite_script(db *d, const char *text)
{
	return sqlite3_exec(d->lite, text, NULL, NULL, NULL) == SQLITE_OK ? OK : failed(d, text);
}

static bool lite_in_transaction(const db *d)
{
	return !sqlite3_get_autocommit(d->lite);
}

/* Nothing can fail in either: a deferred transaction takes its lock with the first read. */
static void lite_read_begin(db *d)
{
	assert(sqlite3_get_autocommit(d->lite));
	sqlite3_step(d->read_begin);
	sqlite3_reset(d->read_begin);
}

static void lite_read_end(db *d)
{
	if (sqlite3_get_autocommit(d->lite))
		return; /* an error of the disk has ended it already */
	sqlite3_step(d->read_end);
	sqlite3_reset(d->read_end);
	assert(sqlite3_get_autocommit(d->lite));
}

const struct engine db_sqlite = {
	lite_open, lite_close,   lite_run,  lite_next, lite_end,    lite_columns,        lite_name,
	lite_null, lite_integer, lite_text, lite_blob, lite_script, lite_in_transaction, lite_read_begin, lite_read_end,
};

static err step(db *d, sqlite3_stmt *s)
{
	int rc = sqlite3_step(s);
	err e = rc == SQLITE_DONE ? OK : failed(d, sqlite3_sql(s));
	sqlite3_reset(s);
	return e;
}

bool db_sqlite_moved(db *d)
{
	int moved = 0;
	return sqlite3_file_control(d->lite, NULL, SQLITE_FCNTL_HAS_MOVED, &moved) == SQLITE_OK && moved;
}

err db_savepoint(db *d)
{
	d->trouble = DB_FINE;
	return step(d, d->savepoint);
}

err db_release(db *d)
{
	return step(d, d->release);
}

err db_undo(db *d)
{
	TRY(step(d, d->back));
	return step(d, d->release);
}

void db_guard(db *d, bool on)
{
	d->guarded = on;
}

void db_reset_all(db *d)
{
	for (sqlite3_stmt *s = NULL; (s = sqlite3_next_stmt(d->lite, s));)
		if (sqlite3_stmt_busy(s))
			sqlite3_reset(s);
}

bool db_owes_keys(db *d)
{
	int now = 0;
	int high;
	sqlite3_db_status(d->lite, SQLITE_DBSTATUS_DEFERRED_FKS, &now, &high, 0);
	return now != 0;
}

int db_wal_pages(const db *d)
{
	return d->wal_pages;
}

err db_recover(db *d)
{
	return lite_script(d, "pragma wal_checkpoint(truncate)"); /* waits for readers, unlike db_checkpoint */
}

err db_checkpoint(db *d, bool truncate)
{
	int rc;
	if (truncate)
		sqlite3_busy_timeout(d->lite, 0); /* a reader in the way is no reason to wait */
	rc = sqlite3_wal_checkpoint_v2(d->lite, NULL, truncate ? SQLITE_CHECKPOINT_TRUNCATE : SQLITE_CHECKPOINT_PASSIVE,
				       NULL, NULL);
	err e = OK;
	if (rc != SQLITE_OK && (rc & 0xff) != SQLITE_BUSY && (rc & 0xff) != SQLITE_LOCKED)
		e = failed(d, "checkpoint");
	else if (truncate && rc == SQLITE_OK)
		d->wal_pages = 0;
	sqlite3_busy_timeout(d->lite, WAIT_MS);
	return e;
}
