/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* org_store: departments, units, people and positions as rows.  Acts write, any connection reads. */
#ifndef ORG_STORE_H
#define ORG_STORE_H
#include "domain/0_shared/org/org.h"
#include "platform/audit/act.h"

err org_load(db *d, arena *a, int64_t org, struct org *ret);
/* All units in their order, closed ones too: old tasks still name them. */
err org_units(db *d, arena *a, int64_t org, struct units *ret);

/* act_fn of "org.init": the department itself (spec.org) and its units.  arg: struct org_new. */
struct org_new {
	const char *name, *short_name, *parent_name, *host, *base_url;
	const struct unit *units;   /* .id is ignored, their order is kept */
	size_t unit_count;
};
err org_save_new(struct act *t, void *arg);
/* act_fn of "org.set", object: the organisation.  arg: struct org as it shall be, with the version that was read. */
err org_save_set(struct act *t, void *arg);

/* act_fn of "person.add": a person with one position.  arg: struct person_new; ret_id is set when the act is kept.  E_CONFLICT "email_taken". */
struct person_new {
	const char *name, *sort_key, *title, *role;
	const char *email;          /* stored in small letters, NFC: account_by_email finds it however it was typed */
	int64_t unit_id;            /* 0: of no unit */
	date from_on;
	int64_t ret_id;
};
err org_save_person(struct act *t, void *arg);
#endif
