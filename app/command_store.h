/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* command_store: the database of a command: at this program's schema, open for reading and acting, with its organisation. */
#ifndef COMMAND_STORE_H
#define COMMAND_STORE_H
#include "platform/audit/act.h"

struct command_store {
	struct acts *acts;
	db *d;
	int64_t org;
	const char *made;       /* the database file that this command has made; closing removes it again unless it is kept */
};
/* org 0: the only organisation there is, else a refusal that asks for --org.  Makes no file and no table: where there is no
 * database, or one that is not at this program's schema, that is said.  Close even after a failure. */
err command_store_open(struct command_store *ret, arena *a, const char *url, int64_t org);
/* For a database that holds no organisation yet or is not there; it is brought to this schema first, org stays 0.  A command
 * that has done its work says so with command_store_keep, else the file it made goes when it is closed: who refuses leaves
 * none behind. */
err command_store_open_empty(struct command_store *ret, arena *a, const char *url);
void command_store_keep(struct command_store *s);
/* The path of a SQLite database when there is nothing yet, else NULL. */
const char *command_absent_file(const char *url);
/* Removes a database that command_absent_file did not find, when making it went wrong.  It must be closed. */
void command_unmake(const char *path);
void command_store_close(struct command_store *s);
/* The only organisation of the database. */
err command_only_org(db *d, arena *a, int64_t *ret);
#define COMMAND_STORE __attribute__((cleanup(command_store_close))) struct command_store
#endif
