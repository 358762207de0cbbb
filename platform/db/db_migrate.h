/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* db_migrate: brings a database to this program's schema, forward only, each migration in a transaction of its own.
 * What was applied is never changed afterwards: a migration whose checksum differs is refused. */
#ifndef DB_MIGRATE_H
#define DB_MIGRATE_H
#include "platform/db/db.h"

struct migration {
	int number;
	const char *name, *lite, *pg, *checksum; /* checksum: of both texts without comments */
};
extern const struct migration migrations[]; /* schema/NNNN_name.sql in order; ends with number 0 */

/* Creates the SQLite file when absent.  *ret_done: how many were applied now, also when a later one fails. */
err db_migrate(const char *url, int *ret_done);
err db_migrate_list(const char *url, const struct migration *list, int *ret_done);

int db_migrate_newest(void); /* the number of this program's schema */

/* OK when the database stands exactly where this program does; otherwise says what to do. */
err db_migrate_check(db *d);
#endif
