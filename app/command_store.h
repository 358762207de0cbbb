/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* command_store: the database of a command: migrated, open for reading and acting, with its organisation. */
#ifndef COMMAND_STORE_H
#define COMMAND_STORE_H
#include "platform/audit/act.h"

struct command_store {
	struct acts *acts;
	db *d;
	int64_t org;
};
/* org 0: the only organisation there is, else a refusal that asks for --org.  Close even after a failure. */
err command_store_open(struct command_store *ret, arena *a, const char *url, int64_t org);
/* The same for a database that holds no organisation yet; org stays 0. */
err command_store_open_empty(struct command_store *ret, arena *a, const char *url);
void command_store_close(struct command_store *s);
/* The only organisation of the database. */
err command_only_org(db *d, arena *a, int64_t *ret);
#define COMMAND_STORE __attribute__((cleanup(command_store_close))) struct command_store
#endif
