/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* verify: recomputes every organisation's chain.  An edit of any column, a row removed, added or swapped is found; a
 * tail cut off together with its head only against heads exported before, which is why they are kept elsewhere.
 * With `data` every logged row (tools/logged.py) is then compared with what its sound chain tells of it: what was edited
 * past the log is found, column and all. */
#ifndef VERIFY_H
#define VERIFY_H
#include "platform/db/db.h"

struct audit_wish {
	const char *exported;   /* lines of audit_export_heads kept from an earlier day, or NULL */
	bool data;
};

/* A row that is not what the log says. */
struct audit_difference {
	int64_t org, seq;       /* the audit row that spoke of it last, 0: none */
	const char *what;       /* "differs", "unknown" (the log never spoke of it), "gone" (the log has it, the data not) */
	const char *row;        /* "task 640012345": table and key */
	const char *column;     /* "" for the whole row */
	const char *told, *held; /* as JSON, "" */
};
enum { DIFFERENCES_MOST = 1000 };

struct audit_verdict {
	int64_t orgs, rows, faults; /* faults: organisations in which something is wrong, 0 is sound */
	/* The first of them. */
	int64_t org, seq;
	const char *what; /* "gap" "prev" "hash" "head" "beyond_head" "no_head" "no_chain" "cut" "exported"; NULL when sound */
	/* Of the data: rows compared, how many are not as told, and the first DIFFERENCES_MOST of those. */
	int64_t compared, differences;
	const struct audit_difference *difference;
	size_t difference_count;
};

/* w NULL: the chains alone.  A failure is one of reading; what is wrong is in *ret, whose texts are in a.  Chain and data are read from one state of
 * the database.  Data of an organisation whose chain is not sound is compared with what its chain tells up to the break. */
err audit_verify(db *d, arena *a, const struct audit_wish *w, struct audit_verdict *ret);

/* A line for each organisation: "org seq hash", hash in 64 hexadecimal digits. */
err audit_export_heads(db *d, arena *a, const char **ret);
#endif
