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
	bool (*integer)(const struct rows *r, int column, int64_t *ret);      /* not null; false: no integer */
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
	enum db_mode mode; /* DB_READ or DB_WRITE */
	bool create;       /* opened by DB_CREATE */
	enum db_trouble trouble;
	struct prepared *prepared; /* open addressing by address of the statement */
	size_t nprepared, room;
	struct sqlite3 *lite;
	struct db_file *file;
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

/* ---- db_fault.c: what went wrong, and what it means ---------------------------------------- */

/* One list for both engines: what the writer may do (enum db_trouble), and what the person is told. */
enum fault {
	FAULT_PLAIN,      /* the schema forbids it, a mistake of ours, anything unknown */
	FAULT_FATAL,
	FAULT_UNSURE,
	FAULT_AGAIN,
	FAULT_CONFLICT,
	FAULT_FULL,
	FAULT_LOST,       /* the connection, or a statement forgotten by a new server */
	FAULT_IO,
	/* Those that stay until somebody puts them right: never called busy. */
	FAULT_NO_FOLDER, FAULT_NO_FILE, FAULT_NO_RIGHT, FAULT_IS_FOLDER, FAULT_NOT_DATABASE, FAULT_DAMAGED, FAULT_READ_ONLY,
	FAULT_CANNOT_OPEN, FAULT_LOGIN, FAULT_NO_DATABASE, FAULT_NO_HOST, FAULT_URL,
	FAULT_UNREACHABLE /* a server that may come back: busy for a visitor, a sentence of its own for who starts */
};
/* why is kept until this thread's next failure. */
err db_failure(db *d, enum fault f, const char *fmt, ...) __attribute__((format(printf, 3, 4)));
/* Of the program itself: FAULT_PLAIN. */
#define db_mistake(d, ...) db_failure((d), FAULT_PLAIN, __VA_ARGS__)
enum fault db_fault_of_sqlite(int code);          /* an extended result code */
enum fault db_fault_of_state(const char *state);  /* an SQLSTATE, "" when there was none */
enum fault db_fault_of_connect(const char *say);  /* what libpq says of a connection that did not come about */
/* A failed reconnect under a running server: its visitors are told nothing about --db. */
err db_for_visitor(err e);

/* ---- db_file.c: the file of a SQLite database ----------------------------------------------- */

err db_file_create(db *d, const char *path); /* OK too when it is there */
err db_file_look(db *d, const char *path);   /* says why it cannot be opened, before SQLite says "14" */
err db_file_take(db *d, const char *path);   /* before SQLite opens it; E_RULE while it is open under another name */
void db_file_give(db *d);                    /* after SQLite has closed it */
bool db_file_shared(const db *d);            /* another process of ours has it open */

bool db_struck(void); /* db_fail_in strikes now */
/* A list of ids as an engine reads it: "[1,2]", "{1,2}". */
const char *db_ids(const struct val *v, arena *a, char open, char close);
bool db_sqlite_moved(db *d); /* the path names another file than the open one, or none */
#endif
