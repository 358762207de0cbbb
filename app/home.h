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
	const struct home_period *periods;
	size_t period_count;
};
struct home_task {
	int64_t id, sort;
	const char *ref, *title, *due_text, *lead;
	enum task_verb verb;
	enum task_state state;
	date due_on, done_on;
	bool due_confirmed;
	int percent;
};
struct home_check {
	struct plan plan;
	const struct home_task *tasks;
	size_t n;
	const char *next;           /* query text of the next page, NULL on the last */
};
#endif
