/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* upkeep: the second door, for housekeeping that is no act: sessions, leases, drafts, counters of attempts.  It writes
 * only tables marked `-- @upkeep`, leaves no audit row and has no key: fn may run twice even after it was kept
 * (PostgreSQL lost while committing), so it must not mind.  Otherwise as an act: same thread, same batch, same rules. */
#ifndef UPKEEP_H
#define UPKEEP_H
#include "platform/audit/act.h"

struct upkeep;
typedef err upkeep_fn(struct upkeep *u, void *arg);
/* done: as act_done, with ans NULL. */
err upkeep_submit(struct acts *s, upkeep_fn *fn, act_done *done, void *arg); /* OK or E_BUSY at once */
err upkeep_run(struct acts *s, arena *a, upkeep_fn *fn, void *arg);          /* the same, waiting */

arena *upkeep_arena(struct upkeep *u);
int64_t upkeep_new_id(struct upkeep *u);
#define upkeep_exec(u, ret_changed, q, ...) upkeep_exec_((u), (ret_changed), &(q), VALS(__VA_ARGS__))
err upkeep_exec_(struct upkeep *u, int *ret_changed, const struct sql *q, const struct val *v, size_t n);
#define upkeep_query(u, r, q, ...) upkeep_query_((u), (r), &(q), VALS(__VA_ARGS__))
err upkeep_query_(struct upkeep *u, struct rows *r, const struct sql *q, const struct val *v, size_t n);
#endif
