/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan (kế hoạch): the signed yearly plan and the board of its tasks.  Plain values and pure decisions. */
#ifndef PLAN_H
#define PLAN_H
#include "domain/0_shared/org/org.h"
#include "domain/3_do/task/task.h"

struct plan {
	int64_t id;
	int year;
	const char *title;
	const char *document_number, *document_symbol; /* "" when the paper has none */
	date issued_on;
	const char *issuer;
	const char *signer_capacity, *signer_on_behalf_of, *signer_position, *signer_name; /* "KT.", "GIÁM ĐỐC", … */
};
/* What the reading could not settle: a word of the reader, the place in the text, what it found there. */
struct plan_warning {
	const char *code, *place, *detail;
};
struct plan_warnings {
	const struct plan_warning *v;
	size_t n;
	int64_t more;               /* that are not among them */
};

/* Tasks that stand alike, and how many of each verb: due on a day, in a month (from: its first day), or neither (done, or
 * without a confirmed day).  SPAN_LATE: once more, those of the done that were done after their last day. */
enum plan_span { SPAN_NONE, SPAN_MONTH, SPAN_DAY, SPAN_LATE };
struct plan_tally {
	enum plan_span span;
	date from;
	enum task_state state;
	int n[TASK_VERBS];
};
struct plan_figures {
	int total;
	int late;                   /* of the done: after their last day */
	int status[TASK_STATUSES];
	struct {
		int total, done, late, overdue, dated; /* dated: not done, with a confirmed last day */
	} verb[TASK_VERBS];
};
/* The tasks that are late longest; the figures say how many there are. */
enum { LATE_ROWS = 6 };
struct plan_late {
	int n;
	struct {
		int64_t id;
		const char *ref, *title;
		date due_on;
	} v[LATE_ROWS];
};
/* The words for a warning about the whole plan, or about the row of one task; NULL when it is not one of those.
 * ret_place: what to name after them, "" for nothing. */
const char *plan_warning_of_plan(const struct plan_warning *w, const char **ret_place);
const char *plan_warning_of_row(arena *a, const struct plan_warning *w, const char *ref, const char **ret_place);
/* False when the warning rests on a fact of the register that nobody has confirmed: its detail then ends so. */
bool plan_warning_confirmed(const struct plan_warning *w);
/* The days that have to be counted one by one: from the first of this month to the last that is "soon". */
void plan_rule_window(date today, date *ret_from, date *ret_to);
/* Figures of a plan on a day, of all its months and the days of the window. */
void plan_rule_figures(const struct plan_tally *v, size_t n, date today, struct plan_figures *ret);

/* ---- the board ---- */
enum plan_group { GROUP_VERB, GROUP_REF, GROUP_DUE, PLAN_GROUPS };
enum { BOARD_ROWS = 50 };

/* Where a page of the board ends: the next begins behind it.  All zero: the first page. */
struct plan_after {
	int64_t key, sort, id;
};
struct plan_filter {
	int64_t unit_id;            /* 0: all */
	enum task_status status;    /* TASK_STATUSES: all */
	enum plan_group group;
	struct plan_after after;
};
/* What one unit does in one task. */
struct plan_cell {
	bool given, lead;
	enum task_state state;
};
struct plan_row {
	int64_t id;
	struct plan_after place;
	const char *ref, *title, *due_text;
	enum task_verb verb;
	enum task_state state;
	date due_on;                /* as read; see due_confirmed */
	bool due_confirmed;
	date done_on;               /* of a done task */
	const char *lead_text;      /* who leads as the plan says, when it is none of the units; else "" */
	struct plan_cell *cells;    /* one a unit, in the order of the units */
};
struct plan_board {
	const struct plan_row *rows;
	size_t n;
	bool more;
};

/* What a status is in terms of what is kept: one of these states, and a confirmed last day from due_from to due_to (a
 * task without one stands far behind the last).  TASK_STATUSES: everything. */
struct plan_range {
	enum task_state states[TASK_STATES]; /* may repeat */
	int64_t due_from, due_to;
};
struct plan_range plan_rule_range(enum task_status s, date today);
const char *plan_group_word(enum plan_group g);    /* as in the address bar */
const char *plan_group_label(enum plan_group g);
enum plan_group plan_group_of(const char *word);   /* GROUP_VERB for an unknown word */
/* "12.7.640012345": the place behind which the next page begins; false leaves *ret alone. */
bool plan_after_read(const char *s, struct plan_after *ret);
/* Do two neighbours stand under the same heading? */
bool plan_rule_same_group(enum plan_group g, const struct plan_row *x, const struct plan_row *y);
/* The day that counts: none while it is only proposed. */
date plan_row_due(const struct plan_row *v);
/* Where a day stands in its year, 0 to 100; -1 outside of the year. */
int plan_rule_year_mark(date d, int year);
#endif
