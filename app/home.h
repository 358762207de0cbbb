/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* home: what everybody may see without signing in: the plan and its progress (GET /), and the state of each task
 * (GET /kiem-tra).  Units are named, persons are not; the signer stands on the document itself. */
#ifndef HOME_H
#define HOME_H
#include "domain/3_do/plan/plan.h"
#include "platform/http/http.h"

handler home_get_front, home_get_check;

struct home_period {
	const char *name, *due_text;
	date due_on;
};
struct home_page {
	struct plan plan;
	struct plan_figures figures;
	struct plan_late late;
	const struct home_period *periods;
	size_t period_count;
};
struct home_task {
	int64_t id, sort;
	const char *ref, *title, *lead;
	enum task_verb verb;
	enum task_state state;
	date due_on, done_on;
	bool due_confirmed;
	int percent;
};
struct home_check {
	struct plan plan;
	struct plan_figures figures;
	enum task_status status;    /* TASK_STATUSES: all */
	struct plan_after after;
	const struct home_task *tasks;
	size_t n;
	const char *first, *next;   /* query texts; next is NULL on the last page */
	int64_t before, total;      /* rows of the pages before this one, -1 unknown; of all pages */
};

/* Who issued the plan; the organisation itself by its own name, whatever capitals the paper has. */
const char *home_issuer(const struct req *q, const struct plan *v);
#endif
