/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* command: `danchu NOUN VERB`.  One row a command in app/commands.c; each lives in app/command_NOUN.c. */
#ifndef COMMAND_H
#define COMMAND_H
#include "platform/base/base.h"

/* What a command ends with (decisions: exit codes are a contract with scripts). */
enum { DONE = 0, REFUSED = 1, USAGE = 2, FAULT = 3 };

struct command {
	const char *noun, *verb;        /* verb NULL: the noun alone, as in `danchu serve` */
	const char *usage;              /* what follows the verb, and one line for each option */
	int (*run)(int argc, char **argv); /* argv[0] is the last word of the name */
};
extern const struct command commands[]; /* ends with a NULL noun */

int command_serve(int argc, char **argv);
int command_migrate(int argc, char **argv);
int command_user_link(int argc, char **argv);
int command_user_add(int argc, char **argv);
int command_plan_import(int argc, char **argv);
int command_demo_make(int argc, char **argv);
int command_demo_links(int argc, char **argv);
int command_law_check(int argc, char **argv);
int command_org_init(int argc, char **argv);
int command_org_set(int argc, char **argv);
int command_audit_verify(int argc, char **argv);
int command_audit_head(int argc, char **argv);

/* The failure of reading an option, with the option's name. */
err command_option(const char *name, err e);
/* Says a failure as every command does: the sentence and its code on stderr; returns REFUSED or FAULT. */
int command_failed(err e);
#endif
