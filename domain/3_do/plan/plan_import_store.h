/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_import_store: what became of a source that came before.  The schema holds one plan a source, besides imports
 * that were set aside. */
#ifndef PLAN_IMPORT_STORE_H
#define PLAN_IMPORT_STORE_H
#include "domain/3_do/plan/plan.h"
#include "platform/audit/upkeep.h"

struct plan_import {
	int64_t plan_id;    /* 0: this source never came */
	bool published;
	bool same_reading;  /* its tasks were read as they are read now */
	int64_t rows;       /* tasks that stand */
};
/* Asked where it will be written, so that what the act before kept is seen. */
err plan_import_find(struct upkeep *u, int64_t org, const char *source_sha256, const char *reading, struct plan_import *ret);
/* Called inside an act: this import ended half way and another one of its source takes its place; nobody ever saw it.
 * E_CONFLICT when it was published meanwhile. */
err plan_import_save_set_aside(struct act *t, int64_t plan_id);
/* Imports that ended half way: set aside, or begun before before_id.  The first of them, with the tasks that stand. */
enum { PLAN_DEAD = 20 };
struct plan_dead {
	int64_t plan_id[PLAN_DEAD], rows[PLAN_DEAD];
	size_t n;
};
err plan_import_find_dead(struct upkeep *u, int64_t org, int64_t before_id, struct plan_dead *ret);
/* Called inside an act: removes what is left of an import that was set aside, its tasks being gone (task_save_drop). */
err plan_import_save_drop(struct act *t, int64_t plan_id);
/* A published plan of the same year, issuer, day and number, made from another text; 0 without. */
err plan_find_twin(db *d, arena *a, int64_t org, const struct plan *head, int64_t *ret_id);
#endif
