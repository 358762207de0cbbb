/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* db_write: transactions and writing statements.  Only platform/audit and platform/db include this header: whoever
 * else wants to write hands in an act. */
#ifndef DB_WRITE_H
#define DB_WRITE_H
#include "platform/db/db.h"

/* Why a call on this connection failed, as the write path must know it. */
enum db_trouble {
	DB_FINE,
	DB_REFUSED, /* the schema forbids it, or a plain mistake: repeating it gives the same */
	DB_AGAIN,   /* somebody else held the lock too long, deadlock, serialisation: run the transaction again */
	DB_FULL,    /* no room on the disk */
	DB_LOST,    /* input/output error, connection gone: run the transaction again, once */
	DB_UNSURE,  /* committed here, but no standby has confirmed it: neither success nor failure may be told */
	DB_FATAL    /* a failed fsync: nobody knows what is stored; the process must end and recover */
};
enum db_trouble db_trouble(const db *d); /* the last since begin or savepoint */

/* Runs a writing statement; *ret_changed (may be NULL) counts its rows. */
#define db_exec(d, a, ret_changed, q, ...) db_exec_((d), (a), (ret_changed), &(q), VALS(__VA_ARGS__))
err db_exec_(db *d, arena *a, int *ret_changed, const struct sql *q, const struct val *v, size_t n);
/* Several statements of the program's own text (migrations, begin, commit); nothing is bound. */
err db_script(db *d, const char *text);

/* SQLite begins immediate.  A commit that fails has kept nothing, except with DB_FATAL, DB_UNSURE and (PostgreSQL)
 * DB_LOST, where nobody knows until the key is asked for on a new connection. */
err db_begin(db *d);
err db_commit(db *d);
void db_rollback(db *d);      /* nothing happens when no transaction is open */
bool db_in_transaction(const db *d);

/* SQLite only: what the writer does around one act inside a batch. */
err db_savepoint(db *d);
err db_release(db *d);
err db_undo(db *d);           /* back to the savepoint, which is gone */
void db_guard(db *d, bool on); /* while on, a statement that begins, ends, attaches or sets cannot be prepared */
void db_reset_all(db *d);     /* statements left open would hold the commit or an old snapshot */
bool db_owes_keys(db *d);     /* a deferred foreign key waits for COMMIT: it would poison the batch */
int db_wal_pages(const db *d); /* after the last commit */
err db_checkpoint(db *d, bool truncate); /* OK too when readers keep it from finishing */
err db_recover(db *d);        /* at the start: what a crash left in the log is written and synced anew */

/* PostgreSQL only: a new connection in place of a broken one. */
err db_reconnect(db *d);
#endif
