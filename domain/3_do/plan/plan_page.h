/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_page: the board of a plan (GET /ke-hoach, /ke-hoach/:id). */
#ifndef PLAN_PAGE_H
#define PLAN_PAGE_H
#include "domain/3_do/plan/plan.h"
#include "platform/http/http.h"

handler plan_get_board;

/* What the template shows. */
struct plan_page {
	struct plan plan;
	struct plan_figures figures;
	struct plan_warnings warnings;
	struct units units;
	struct plan_filter filter;
	struct plan_board board;
	struct plan_late late;      /* on the first page of the whole plan */
	const char *next;           /* query text of the next page, NULL on the last */
	int64_t before;             /* how many rows the pages before this one had, -1 unknown */
	int64_t total;              /* how many rows all pages have, -1 unknown */
};

/* The tiles of a plan's figures: where their links lead, what is chosen, and what else to keep in the address. */
struct plan_tiles {
	const struct plan_figures *figures;
	const char *path, *keep;
	enum task_status chosen;    /* TASK_STATUSES: all */
};

/* Words of the address bar for a status, and the class that gives its shape and colour. */
const char *plan_status_slug(enum task_status s);
enum task_status plan_status_of_slug(const char *slug); /* TASK_STATUSES for "" and unknown words */
/* The heading above a row: of its verb, section or month. */
const char *plan_group_heading(arena *a, enum lang lang, enum plan_group g, const struct plan_row *v);
/* The query text of the first page of what is chosen. */
const char *plan_first_page(arena *a, const struct plan_filter *f);
/* How many rows stand before this page ("tu"): 0 on the first, -1 when the address does not say. */
int64_t plan_before(const struct req *q, const struct plan_after *after, int64_t most);
/* How many units a task was given, and how many of them are done. */
void plan_row_parts(const struct plan_row *v, size_t units, int *ret_given, int *ret_done);
#endif
