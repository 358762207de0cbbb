/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* publish_plan: a plan that was read becomes a plan that everybody sees.  One act makes it, one act per 200 tasks fills
 * it, one act publishes it; until the last nobody sees it.  A source is one plan, whoever imports it and whenever:
 *   published before   the plan that is there is the answer, however the source is read today
 *   killed half way    the import goes on where it stopped
 *   killed half way, and read otherwise since (a newer program, other states of the cited documents)
 *                      what stands is removed and the import begins anew: no plan is half of two readings
 *   failed half way    what stands is removed: an import is whole or leaves nothing
 * Whoever imports next, whatever source, removes what was killed an hour ago and never taken up again. */
#ifndef PUBLISH_PLAN_H
#define PUBLISH_PLAN_H
#include "domain/3_do/plan/plan_import_store.h"
#include "domain/3_do/plan/plan_store.h"
#include "domain/3_do/task/task_store.h"

enum { PUBLISH_BATCH = 200 };

struct publish {
	int64_t org, actor, at_us;
	struct plan_new plan;           /* .source_sha256 tells one import from another */
	const struct task_new *tasks;   /* .plan_id and .sort are filled here */
	size_t task_count;
};
/* What became of this source before. */
err publish_find(struct acts *acts, arena *a, const struct publish *p, struct plan_import *ret);
/* Waits for every act.  progress: called after each with the tasks done so far, may be NULL. */
err publish_plan(struct acts *acts, arena *a, const struct publish *p, void (*progress)(size_t done, size_t all),
                 int64_t *ret_plan_id);

/* Who of the text's names is a unit: "Văn phòng Sở" by name, short name or code; the union and the two boards by how their
 * names begin; "các đơn vị", "các phòng" mean every plain unit.  Compared without case and marks.  The lead is never
 * among the units that support. */
struct publish_owner {
	int64_t lead_unit_id;           /* 0: nobody we know */
	const int64_t *units;
	size_t unit_count;
};
struct publish_owner publish_owner_find(arena *a, const struct units *units, const char *lead,
                                        const char *const *supports, size_t support_count);
#endif
