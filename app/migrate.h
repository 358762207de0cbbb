/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* migrate: brings a database to this program: its schema, then the rows that ship with it (org 0). */
#ifndef MIGRATE_H
#define MIGRATE_H
#include "platform/base/base.h"

struct migrated {
	int steps;      /* migrations applied now */
	bool shipped;   /* the shipped rows differed from those of org 0 */
	int64_t adopted; /* rows the log took over: platform/audit/adopt.h */
	int64_t rows;   /* how many documents, rules, days and years were written */
};
/* A database that stands here already costs two queries after the migrations' own. */
err migrate(arena *a, const char *url, struct migrated *ret);
#endif
