/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* db: one door to SQLite and PostgreSQL.  The set of statements is closed: each is written in a .sql file after
 * `-- name: x`, made into `Q_x` by tools/sql.py, and values are only ever bound.
 *
 * Reading is here.  Writing needs an act (platform/audit/act.h); housekeeping of tables marked `-- @upkeep`
 * (sessions, drafts, counters of attempts) goes through platform/audit/upkeep.h.  No other way in. */
#ifndef DB_H
#define DB_H
#include "platform/clock/date.h"

/* Static: a connection remembers a statement by its address. */
struct sql {
	int id;                 /* index in sql_catalogue */
	const char *name, *lite, *pg;
	bool writes, upkeep;
	int nparam;
	unsigned lists;         /* bit i: parameter i is a list, each(:ids) */
	const char *param[24];  /* names in the order of the engine's numbers */
	/* Of a logged table (tools/logged.py): what the written rows are told to hold, as places in its columns. */
	const struct sql_table *logged; /* NULL: no such */
	const unsigned char *returns;
	int nreturns;
	bool removes;           /* only the keys are told: the rows are gone */
};
extern const struct sql *const sql_catalogue[]; /* every statement of the program, ends with NULL */

/* A table whose rows the audit log can tell.  Its columns without org_id, those of the key first. */
struct sql_column {
	const char *name;
	enum { COLUMN_INT, COLUMN_TEXT, COLUMN_BLOB } kind;
	bool secret;            /* the log holds its hash only */
};
struct sql_table {
	const char *name;
	int nkey, ncolumn;
	const struct sql_column *column;
	const struct sql *page; /* the rows of :org_id behind the key :after_1, :after_2, ... */
	int page_rows;          /* 0: all of them at once, no :after */
};
extern const struct sql_table *const sql_logged[]; /* ends with NULL */

/* One connection, used by one thread at a time; statements are prepared on first use and kept by the address of their
 * struct sql, which must outlive the connection.
 * A PostgreSQL that went away is asked once more on a new connection; a call waits 10 s at most. */
typedef struct db db;
enum db_mode { DB_READ, DB_WRITE, DB_CREATE };
/* url: "sqlite:PATH" or "postgres://..." (anything libpq takes, options=-csearch_path%3DNAME for a schema).
 * DB_WRITE is for platform/audit only.  DB_CREATE is for migrations: it writes, and alone makes a file where none is.
 * A file that is open under another of its names is refused (E_RULE, "db_other_name").  DB_READ also reads a file on a
 * medium, or in a folder, where nothing can be written; then nobody may be writing it. */
err db_open(db **ret, const char *url, enum db_mode mode);
void db_close(db *d);
bool db_is_sqlite(const db *d);

/* One server on one SQLite file, whatever the names: sessions, and how far the log has grown, are known to one process.
 * Holds the file itself until the process ends, however it ends; E_BUSY ("serve_twice") when another server does.
 * PostgreSQL: nothing to hold. */
err db_serve_once(const char *url);

/* Between these two, what is read by a DB_READ connection is one state of a SQLite file, and its locks are taken once.
 * PostgreSQL reads statement by statement all the same: a page is not worth two more round trips.  No rows may be open
 * at the end. */
void db_read_begin(db *d);
void db_read_end(db *d);
/* The same on both engines, for who reads the whole database and may take his time. */
err db_snapshot_begin(db *d);
void db_snapshot_end(db *d);

/* A value to bind.  Use BIND(name, x) for integers and text, BIND_DATE for legal days, BIND_BLOB for bytes,
 * BIND_IDS for the list that a statement reads `from each(:name) x` as rows x.value;
 * a NULL text pointer and DATE_NONE bind SQL null.  The value must outlive the call only. */
struct val {
	const char *name;
	enum { VAL_NULL, VAL_INT, VAL_TEXT, VAL_DATE, VAL_BLOB, VAL_IDS } kind;
	int64_t i;
	const char *s;
	const int64_t *ids;
	size_t n;
};
static inline struct val val_int(const char *n, int64_t i) { return (struct val){ .name = n, .kind = VAL_INT, .i = i }; }
static inline struct val val_text(const char *n, const char *s)
{
	return (struct val){ .name = n, .kind = s ? VAL_TEXT : VAL_NULL, .s = s };
}
#define BIND(n, x) (_Generic((x), char *: val_text, const char *: val_text, default: val_int)(#n, (x)))
#define BIND_DATE(n, d) ((struct val){ .name = #n, .kind = (d) == DATE_NONE ? VAL_NULL : VAL_DATE, .i = (d) })
#define BIND_BLOB(param_, p, len) \
	((struct val){ .name = #param_, .kind = VAL_BLOB, .s = (const char *)(p), .n = (len) })
#define BIND_IDS(param_, p, count) ((struct val){ .name = #param_, .kind = VAL_IDS, .ids = (p), .n = (count) })
#define BIND_NULL(n) ((struct val){ .name = #n }) /* id ? BIND(unit_id, id) : BIND_NULL(unit_id) */
#define VALS(...) (const struct val[]){ __VA_ARGS__ }, sizeof((struct val[]){ __VA_ARGS__ }) / sizeof(struct val)

/* Rows of one query:
 *     ROWS r = { 0 };
 *     TRY(db_query(d, &r, a, Q_task_load, BIND(org_id, org), BIND(id, id)));
 *     while (db_next(&r))
 *             title = db_text(&r, "title");
 *     TRY(db_done(&r));            -- a read that broke half way is an error, not a short list
 * Columns are found by name, cheapest when asked in the select's order.
 *
 * What cannot be read (a day that is none, text where an integer should be, bytes that are no UTF-8, a column that the
 * statement has not) gives the empty value, ends the reading (db_next is false) and is the failure of db_done, which
 * whoever has read must ask: E_SYSTEM, with the statement, the row and the column in why.  Parameters that do not fit
 * fail the call the same way.  One request fails, nobody else (docs/decisions/0010-database-faults.md);
 * tests/house/bound.py sees to it that no such mistake of the program gets that far. */
struct rows {
	db *d;
	const struct sql *q;
	void *h;
	int at, n, columns, last_col;
	int row;                /* how many were taken */
	bool on;                /* one stands here */
	const char **names;     /* of the columns, once the first was asked for */
	arena *a;
	err e;
};
#define ROWS __attribute__((cleanup(rows_end))) struct rows
#define db_query(d, r, a, q, ...) db_query_((d), (r), (a), &(q), VALS(__VA_ARGS__))
err db_query_(db *d, struct rows *r, arena *a, const struct sql *q, const struct val *v, size_t n);
bool db_next(struct rows *r);
err db_done(struct rows *r);
void rows_end(struct rows *r);
bool db_null(struct rows *r, const char *col);
const char *db_text(struct rows *r, const char *col);        /* copy in the arena; "" for null */
const char *db_text_or_null(struct rows *r, const char *col);
const char *db_text_raw(struct rows *r, const char *col, size_t *ret_n); /* as stored, whatever it is: for verification */
int64_t db_int(struct rows *r, const char *col);             /* 0 for null */
date db_date(struct rows *r, const char *col);               /* DATE_NONE for null */
const void *db_blob(struct rows *r, const char *col, size_t *ret_n);
/* What stands in col was read and means nothing ("no word of the table"): the reading fails as above. */
void db_unreadable(struct rows *r, const char *col, const char *what);

/* Tests only: the n-th database call of this thread from now fails (1: the very next); -1 is never.  An act carries it
 * to the writer, acts_run brings back what is left; it is -1 again once it has struck. */
extern _Thread_local int db_fail_in;
#endif
