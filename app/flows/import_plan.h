/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* import_plan: a text that was read becomes version 1 of a plan: names become units where the department has them, the
 * words of the paper stay beside, and nothing the text does not say is filled in. */
#ifndef IMPORT_PLAN_H
#define IMPORT_PLAN_H
#include "app/flows/publish_plan.h"
#include "domain/3_do/plan/reader/reader.h"

struct import_plan {
	int64_t org, actor, at_us;
	const char *name, *text;            /* of the source file, without its folder */
	const struct plan_reading *reading; /* of text */
};
/* What would be published, for whoever decides more than the text says.  d: a reading connection.
 * E_RULE when the text has no task or no year. */
err import_plan_prepare(db *d, arena *a, const struct import_plan *in, struct publish *ret);
struct imported {
	int64_t plan_id;
	bool before;                        /* this text was published already: nothing was written */
};
/* d: a reading connection.  E_RULE when the text has no task to publish. */
err import_plan(struct acts *acts, db *d, arena *a, const struct import_plan *in, void (*progress)(size_t done, size_t all),
                struct imported *ret);
#endif
