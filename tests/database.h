/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* database: a fresh, migrated database for one test: a SQLite file in a temporary folder, or, when DANCHU_TEST_PG holds
 * a libpq URL, a schema of its own there.  The same test runs on both engines.
 *
 *     struct database b = database_open();
 *     err e = acts_run(b.acts, &b.a, &spec, fn, arg, &ans);
 *     ROWS r = { 0 };
 *     db_query(b.db, &r, &b.a, Q_x, ...);
 *     database_close(&b);
 */
#ifndef DATABASE_H
#define DATABASE_H
#include "platform/audit/act.h"
#include "platform/db/db_migrate.h"
#include "platform/db/db_write.h"
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct database {
	arena a;
	char dir[200];       /* "" on PostgreSQL */
	char schema[40];     /* "" on SQLite */
	const char *url;
	db *db;              /* for reading */
	struct acts *acts;   /* for writing */
};

static inline void database_must(err e)
{
	if (!e.kind)
		return;
	fprintf(stderr, "%s: %s (%s) %s\n", e.at, e.code, e.say, e.why ? e.why : "");
	abort();
}

/* Runs program text on a connection of its own: test tables, damage, foreign writers. */
static inline err database_script(const char *url, const char *text)
{
	db *d = NULL;
	TRY(db_open(&d, url, DB_CREATE));
	err e = db_script(d, text);
	db_close(d);
	return e;
}

/* The empty place only; nothing migrated, nothing opened. */
static inline struct database database_place(void)
{
	static int nth;
	struct database b = { 0 };
	const char *server = getenv("DANCHU_TEST_PG");
	if (!server || !*server) {
		snprintf(b.dir, sizeof b.dir, "%s/danchu-test-XXXXXX", str_or(getenv("TMPDIR"), "/tmp"));
		if (!mkdtemp(b.dir))
			abort();
		b.url = arena_fmt(&b.a, "sqlite:%s/danchu.db", b.dir);
		return b;
	}
	snprintf(b.schema, sizeof b.schema, "t%ld_%d", (long)getpid(), nth++);
	database_must(database_script(server, arena_fmt(&b.a, "create schema %s", b.schema)));
	b.url = arena_fmt(&b.a, "%s%coptions=-csearch_path%%3D%s", server, strchr(server, '?') ? '&' : '?', b.schema);
	return b;
}

static inline struct database database_open(void)
{
	struct database b = database_place();
	int done;
	database_must(db_migrate(b.url, &done));
	database_must(db_open(&b.db, b.url, DB_READ));
	database_must(acts_open(&b.acts, b.url));
	return b;
}

static inline int database_remove(const char *path, const struct stat *st, int what, struct FTW *f)
{
	(void)st;
	(void)what;
	(void)f;
	return remove(path);
}

static inline void database_close(struct database *b)
{
	if (b->acts)
		acts_stop(b->acts);
	db_close(b->db);
	if (*b->dir)
		nftw(b->dir, database_remove, 8, FTW_DEPTH | FTW_PHYS);
	else
		database_must(database_script(getenv("DANCHU_TEST_PG"), arena_fmt(&b->a, "drop schema %s cascade", b->schema)));
	arena_end(&b->a);
	*b = (struct database){ 0 };
}

/* ---- all or nothing ----------------------------------------------------------------------- */

/* A statement of the test's own, the same text on both engines, without parameters. */
#define DATABASE_SQL(text_) (&(const struct sql){ .name = "test", .lite = (text_), .pg = (text_) })

/* The first column of the first row as an integer, on a connection of its own. */
static inline int64_t database_int(const struct database *b, const char *select_as_n)
{
	ARENA a = { 0 };
	db *d = NULL;
	database_must(db_open(&d, b->url, DB_READ));
	struct rows r = { 0 };
	database_must(db_query_(d, &r, &a, DATABASE_SQL(select_as_n), NULL, 0));
	int64_t n = db_next(&r) ? db_int(&r, "n") : 0;
	database_must(db_done(&r));
	db_close(d);
	return n;
}

/* How many writes were kept so far: each act is a row of audit, with its claim, and its messages. */
static inline int64_t database_kept(const struct database *b)
{
	return database_int(b, "select (select count(*) from audit) * 1000003 + (select count(*) from idem) * 1009"
			       " + (select count(*) from outbox) + (select coalesce(sum(n), 0) from counter) * 31 as n");
}

/* The anomaly loop: `once` (which loads, decides and writes one act) is run with its first database call broken, then
 * its second ... until it passes unbroken.  A broken run must fail and leave nothing: `trace` gives a number that changes
 * when anything of the act is kept (NULL: database_kept).  Returns how many calls were broken. */
static inline int database_break_each_call(struct database *b, err (*once)(struct database *b, void *arg), void *arg,
					   int64_t (*trace)(const struct database *b))
{
	if (!trace)
		trace = database_kept;
	for (int n = 1; n < 1000; n++) {
		int64_t before = trace(b);
		db_fail_in = n;
		err e = once(b, arg);
		bool struck = db_fail_in == -1;
		db_fail_in = -1;
		if (!struck) {
			database_must(e);
			if (trace(b) == before) {
				fprintf(stderr, "an unbroken run left no trace\n");
				abort();
			}
			return n - 1;
		}
		if (!e.kind || trace(b) != before) {
			fprintf(stderr, "database call %d broken: %s\n", n, e.kind ? "something was kept" : "and nobody noticed");
			abort();
		}
	}
	fprintf(stderr, "still calling the database after 1000 calls\n");
	abort();
}
#endif
