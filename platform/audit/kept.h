/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* kept: the answers that stand under idempotency keys, read before anything is decided: whoever asks the same again
 * is answered from here, and no rule sees what his own first request changed.  The act claims its key all the same. */
#ifndef KEPT_H
#define KEPT_H
#include "platform/audit/upkeep.h"

enum kept_state {
	KEPT_NOT,       /* the key is free */
	KEPT_SAME,      /* the same was asked under it; ret_answer is what was said */
	KEPT_OTHER      /* something else was asked under it: the key is spent */
};
/* Of spec: org, actor, key and req_hash. */
err kept_find(db *d, arena *a, const struct act_spec *spec, enum kept_state *ret, struct act_answer *ret_answer);

/* Keys are kept for 7 days.  arg: int64_t, the business instant before which they are forgotten; 500 at a time. */
#define KEPT_LIFE_US (7 * 24 * 3600 * 1000000LL)
upkeep_fn kept_expire;
#endif
