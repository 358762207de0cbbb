/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_store: plans as rows.  Reading on any connection; what publishing writes, inside the flow's acts. */
#ifndef PLAN_STORE_H
#define PLAN_STORE_H
#include "domain/3_do/plan/plan.h"
#include "platform/audit/act.h"

/* A published plan; id 0: the current one, of the year of that day if there is one, else the latest before it, else the
 * earliest after it; of one year the latest published.  E_MISSING without. */
err plan_load(db *d, arena *a, int64_t org, int64_t id, date today, struct plan *ret);
err plan_load_figures(db *d, arena *a, int64_t org, int64_t id, date today, struct plan_figures *ret);
err plan_load_late(db *d, arena *a, int64_t org, int64_t id, date today, struct plan_late *ret);
err plan_load_warnings(db *d, arena *a, int64_t org, int64_t id, struct plan_warnings *ret);
/* One page of the board: one statement for any number of rows.  today: for the filter by status. */
err plan_load_board(db *d, arena *a, int64_t org, int64_t id, const struct plan_filter *filter, date today,
                    const struct units *units, struct plan_board *ret);

/* What the head of a plan holds before its tasks come. */
struct plan_citation {
	const char *number, *type, *issuer, *replaced_by;
	const char *status_on_issue, *status_on_import;
	date issued_on;
	bool confirmed;
};
struct plan_recipient {
	const char *name, *role;    /* role: report, coordinate, carry_out, file or NULL */
};
struct plan_period {
	const char *name, *due_text;
	date due_on;
};
struct plan_new {
	struct plan head;           /* .id is ignored */
	const char *document_type, *place;
	const char *source_sha256, *source_name, *source_text, *reading;
	date imported_on;
	const struct plan_citation *citations;
	size_t citation_count;
	const struct plan_recipient *recipients;
	size_t recipient_count;
	const struct plan_warning *warnings;
	size_t warning_count;
	const struct plan_period *periods;
	size_t period_count;
};
/* Called inside an act: the plan without tasks, invisible until published. */
err plan_save_new(struct act *t, const struct plan_new *v, int64_t *ret_id);
/* The tasks before..before+rows of the plan have come; E_CONFLICT when another import was quicker. */
err plan_save_imported(struct act *t, int64_t id, int64_t before, int64_t rows);
/* All rows are there: from now on everybody sees the plan. */
err plan_save_published(struct act *t, int64_t id, int64_t rows);
#endif
