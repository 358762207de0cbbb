/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* task_page: one task (GET /nhiem-vu/:id) and its report (POST /nhiem-vu/:id/tien-do), with the page that puts two
 * reports side by side when somebody else was quicker. */
#ifndef TASK_PAGE_H
#define TASK_PAGE_H
#include "domain/3_do/task/task_store.h"
#include "platform/http/http.h"

handler task_get_show, task_post_progress;

/* The form as typed; everything is text until the rule has seen it. */
struct task_form {
	const char *percent, *state, *result;
	int version;                /* what it was written against */
	int64_t opened_us;          /* when the page was shown, 0 unknown */
};
/* What the page of a task shows. */
struct task_page {
	struct task task;
	struct task_versions history;
	bool older;                 /* the history does not begin with the newest report */
	const char *next;           /* what follows the page's path for the reports before these, NULL without */
	struct task_cites cites;
	err may;                    /* why this person cannot report, OK when he can */
	int64_t part;               /* whose report the form gives */
	struct task_form form;
	const struct errs *wrong;   /* why the last attempt was not kept, NULL without one */
	const struct task_version *saved; /* what this person has just saved, NULL without */
};
/* Two reports of the same part. */
struct task_conflict {
	struct task task;
	struct task_version opened, saved;
	struct task_report mine;
	struct task_form form;
};

const char *task_unit_name(const struct task *v, int64_t unit_id);
/* Document status as a sentence and as the class that gives its shape; what nobody confirmed has the neutral one. */
const char *task_cite_label(const struct law_state *s);
const char *task_cite_class(const struct law_state *s);
#endif
