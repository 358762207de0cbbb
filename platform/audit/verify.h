/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* verify: recomputes every organisation's chain.  An edit of any column, a row removed, added or swapped is found; a
 * tail cut off together with its head only against heads exported before, which is why they are kept elsewhere. */
#ifndef VERIFY_H
#define VERIFY_H
#include "platform/db/db.h"

struct audit_verdict {
	int64_t orgs, rows, faults; /* faults: organisations in which something is wrong, 0 is sound */
	/* The first of them. */
	int64_t org, seq;
	const char *what; /* "gap" "prev" "hash" "head" "beyond_head" "no_head" "no_chain" "cut" "exported"; NULL when sound */
};

/* exported: lines of audit_export_heads kept from an earlier day, or NULL.  A failure is one of reading; what is wrong
 * with the chains is in *ret. */
err audit_verify(db *d, arena *a, const char *exported, struct audit_verdict *ret);

/* A line for each organisation: "org seq hash", hash in 64 hexadecimal digits. */
err audit_export_heads(db *d, arena *a, const char **ret);
#endif
