/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* db_inside: what db.c and its two engines share.  Nobody outside platform/db includes it. */
#ifndef DB_INSIDE_H
#define DB_INSIDE_H
#include "platform/db/db_write.h"

/* A statement prepared on this connection.  kinds: PostgreSQL prepares once for each combination of bound kinds,
 * because it decides the types of parameters when it prepares. */
struct prepared {
	const struct sql *q;
	const char *text; /* of q when it was prepared: another one there is another statement at a dead one's address */
	uint64_t kinds;
	void *stmt;  /* SQLite */
	int number;  /* PostgreSQL: its name is q and this; 0 not yet prepared */
};

/* Parameters in the engine's order. */
struct bound {
	const struct val *v[24];
	int n;
};

struct engine {
	err (*open)(db *d, const char *url);
	void (*close)(db *d);
	/* Runs q.  r: stands before the first row afterwards; NULL: run for its effect, *ret_changed counts rows. */
	err (*run)(db *d, arena *a, struct rows *r, int *ret_changed, const struct sql *q, const struct bound *b);
	bool (*next)(struct rows *r);
	void (*end)(struct rows *r);
	int (*columns)(const struct rows *r);
	const char *(*name)(const struct rows *r, int column);
	bool (*null)(const struct rows *r, int column);
	int64_t (*integer)(const struct rows *r, int column);                 /* 0 for null */
	const char *(*text)(const struct rows *r, int column, size_t *ret_n); /* not a copy; NULL for null */
	const void *(*blob)(const struct rows *r, int column, size_t *ret_n); /* in the arena */
	err (*script)(db *d, const char *text);
	bool (*in_transaction)(const db *d);
	void (*read_begin)(db *d);
	void (*read_end)(db *d);
};
extern const struct engine db_sqlite, db_postgres;

struct db {
	const struct engine *engine;
	enum db_mode mode;
	enum db_trouble trouble;
	struct prepared *prepared; /* open addressing by address of the statement */
	size_t nprepared, room;
	struct sqlite3 *lite;
	struct sqlite3_stmt *savepoint, *release, *back; /* of a writer */
	struct sqlite3_stmt *read_begin, *read_end;      /* of a reader */
	int wal_pages;
	bool guarded;
	struct pg_conn *pg;
	char *url;
	bool unsure;               /* a warning came while committing */
};

/* The place of q among the prepared statements, made when absent. */
struct prepared *db_prepared(db *d, const struct sql *q, uint64_t kinds);
void db_forget_prepared(db *d);

/* A failure of the engine.  why is kept until this thread's next failure. */
err db_failure(db *d, enum db_trouble trouble, enum err_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));
/* A list of ids as an engine reads it: "[1,2]", "{1,2}". */
const char *db_ids(const struct val *v, arena *a, char open, char close);
bool db_sqlite_moved(db *d); /* the path names another file than the open one, or none */
#endif
