/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* task_store: tasks as rows.  Reading on any connection, writing inside an act. */
#ifndef TASK_STORE_H
#define TASK_STORE_H
#include "domain/0_shared/law/register.h"
#include "domain/3_do/task/task.h"
#include "platform/audit/act.h"

/* A reported version, with who gave it. */
struct task_version {
	int version;
	int64_t n;                  /* its place among the reports of the task, from 1; 0 for version 1 */
	int64_t at_us;              /* 0 for version 1, which nobody reported */
	const char *unit;           /* "" for the whole task */
	int64_t person_id;
	const char *person;         /* "" for the system itself */
	struct task_report report;
	int percent_before;         /* in a history: what the report replaced */
};
enum { HISTORY_ROWS = 100 };
struct task_versions {
	const struct task_version *v;
	size_t n;
	bool more;
};
/* A document the task's text names, as the register of the organisation has it when it is shown. */
struct task_cite {
	const char *number, *type, *issuer;
	date issued_on;
	struct law_state when_signed, today; /* on the day the plan was signed, and on the day of showing */
};
struct task_cites {
	const struct task_cite *v;
	size_t n;
};

/* A task of a published plan with its units; E_MISSING for every other id. */
err task_load(db *d, arena *a, int64_t org, int64_t id, struct task *ret);
/* The last report first, HISTORY_ROWS at most, of those before the n-th; 0: of all. */
err task_load_history(db *d, arena *a, int64_t org, int64_t id, int64_t before, struct task_versions *ret);
err task_load_cites(db *d, arena *a, int64_t org, const struct task *v, date today, struct task_cites *ret);
/* Two versions of one part: the one somebody had opened and the one kept now.  E_MISSING when there was no such. */
err task_load_two(db *d, arena *a, int64_t org, int64_t id, int64_t unit_id, int opened, int saved,
                  struct task_version *ret_opened, struct task_version *ret_saved);

/* act_fn of "task.progress": arg is a struct task_save.  E_CONFLICT when the part moved on from .version. */
struct task_save {
	int64_t task_id, plan_id;
	const char *ref;
	enum task_verb verb;
	date due_on;                /* the confirmed one */
	int version;                /* what the report was written against */
	struct task_report was, now;
};
err task_save_progress(struct act *t, void *arg);

/* A task as a plan is published; called inside the plan's act. */
struct task_new {
	int64_t plan_id;
	int64_t sort;
	const char *ref, *title, *text;
	enum task_verb verb;
	int64_t lead_unit_id;
	const char *lead_text;
	const char *due_text, *due_kind;
	date due_on;
	bool due_confirmed;
	const char *const *supports; /* as the text names them */
	size_t support_count;
	const int64_t *units;        /* who of them is a unit; the lead is not among them */
	size_t unit_count;
	const int *cites;            /* numbers of plan_citation */
	size_t cite_count;
};
err task_save_new(struct act *t, const struct task_new *v, int64_t *ret_id);
/* Called inside an act: removes the tasks of a plan that nobody ever saw, up to a place in its order, and its tally. */
err task_save_drop(struct act *t, int64_t plan_id, int64_t upto);
#endif
