/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* draft: a form that was sent when its session had ended.  Kept for the person whose session it was, whichever way he
 * signs in again; gone when it is sent, put away, or a week old.  Never holds a secret: the caller leaves them out. */
#ifndef DRAFT_H
#define DRAFT_H
#include "platform/audit/upkeep.h"

#define DRAFT_LIFE_US (7 * 24 * 3600 * 1000000LL)
/* So long a session that is over can still say whose it was. */
#define FORMER_LIFE_US (24 * 3600 * 1000000LL)

struct draft {
	int64_t org, person, at_us;
	const char *key;                /* of the form */
	const char *path, *fields;      /* where it goes; urlencoded as a form, with its key, without its token */
};
struct draft_list {
	struct draft *v;
	size_t n, cap;
};
upkeep_fn draft_save, draft_drop;       /* arg struct draft; draft_drop looks at org, person and key */
/* Newest first, without those that were sent. */
err drafts_of(db *d, arena *a, int64_t org, int64_t person, int64_t now_us, struct draft_list *ret);
#endif
