/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "platform/html/html.h"
#include <stdio.h>

const struct command commands[] = {
	{ "serve", NULL,
		"--db URL --listen 127.0.0.1:8080 [--base-url URL] [--source-url URL] [--now TIME]\n"
		"    --db          sqlite:PATH or postgres://...\n"
		"    --listen      address and port; port 0 takes a free one and prints it\n"
		"    --base-url    how browsers name this site; without it the Host header is believed\n"
		"    --source-url  where the source of this program is offered (AGPL 13)\n"
		"    --now         2021-06-07T07:45+07:00: starts there and runs on; only for a demonstration",
		command_serve },
	{ "migrate", NULL, "--db URL\n    brings the database to this program's schema", command_migrate },
	{ "user", "link",
		"--db URL --email ADDRESS [--org ID] [--invite] [--base-url URL]\n"
		"    prints a link that signs this person in once, within 30 minutes (--invite: 24 hours, sets a password)",
		command_user_link },
	{ "demo", "make",
		"--db URL [--base-url URL]\n"
		"    writes an invented department, its plan and what was reported until Monday 2021-06-07 into an empty\n"
		"    database, and prints a link for each role that signs in once within 30 minutes",
		command_demo_make },
	{ 0 },
};

int command_failed(err e)
{
	ARENA a = { 0 };
	fprintf(stderr, "danchu: %s (%s)\n", tr_err(&a, LANG_VI, &e), str_or(e.code, "unknown"));
	if (e.why)
		fprintf(stderr, "danchu: %s\n", e.why);
	return e.kind == E_SYSTEM ? FAULT : REFUSED;
}
