/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* command_link: what commands that print sign-in links share. */
#ifndef COMMAND_LINK_H
#define COMMAND_LINK_H
#include "app/command_store.h"
#include "domain/0_shared/org/org_store.h"
#include "platform/auth/sign_in.h"

#define COMMAND_HOME "http://127.0.0.1:8080" /* where ./run serves, when nobody says otherwise */

/* The address links begin with: as typed after --base-url, else as the organisation keeps it, else COMMAND_HOME.
 * org 0: no organisation yet. */
err command_base_url(db *d, arena *a, int64_t org, const char *typed, const char **ret);
/* A new secret: its hash into m for the act, its address back for the person. */
const char *command_link_new(arena *a, const char *base_url, struct link_make *m);

/* act_fn of "person.add": somebody and his invitation, both or neither. */
struct command_invited {
	struct person_new person;
	struct link_make link;  /* .person is filled by the act */
};
err command_save_invited(struct act *t, void *arg);
#endif
