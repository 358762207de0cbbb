/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* told: what the log of one organisation tells of its rows, to be compared with the rows.  verify.c reads the chain and
 * hands over each sound row; nothing here trusts a body whose hash was not recomputed. */
#ifndef TOLD_H
#define TOLD_H
#include "platform/audit/logged.h"
#include <jansson.h>

struct told {
	json_t *rows;           /* name of a row to its columns, and under "" the place in the log that spoke of it last */
};
#define TOLD __attribute__((cleanup(told_end))) struct told
void told_begin(struct told *t);
void told_end(struct told *t);
/* The next body of the chain; false when it is no JSON of ours. */
bool told_learn(struct told *t, int64_t seq, const char *body);

/* What a row of the data is against what was told. */
enum told_fault {
	TOLD_RIGHT,
	TOLD_DIFFERS,           /* a column holds something else */
	TOLD_UNKNOWN,           /* the log never spoke of such a row, or of one of its columns */
	TOLD_GONE               /* the log spoke of it, the data has none */
};
struct told_verdict {
	enum told_fault fault;
	const char *name;       /* "task 640012345" */
	const char *column;     /* the first that differs or is unknown, "" */
	const char *told, *held; /* as JSON; "" */
	int64_t seq;            /* the audit row that spoke of it last, 0: none */
};
/* Compares the current row of the table's page and forgets what was told of it. */
struct told_verdict told_compare(struct told *t, arena *a, struct rows *r, const struct sql_table *table);
/* What is left when all rows were compared: each once, then TOLD_RIGHT. */
struct told_verdict told_left(struct told *t, arena *a);

/* Calls each for every row of an organisation in a table, in the order of the key.  What it takes from the row lives until
 * the next page. */
typedef err told_row(void *arg, struct rows *r, const struct sql_table *t);
err told_walk(db *d, int64_t org, const struct sql_table *t, told_row *each, void *arg);
/* One page of it: ret_more when another may follow behind *p, which begins with TOLD_START. */
enum { TOLD_KEY = 4 };
struct told_place {
	int64_t key[TOLD_KEY];
};
#define TOLD_START { { INT64_MIN, INT64_MIN, INT64_MIN, INT64_MIN } }
err told_page(db *d, int64_t org, const struct sql_table *t, told_row *each, void *arg, struct told_place *p, bool *ret_more);
/* What of the current row was not told yet, as the inside of a JSON object; NULL when all of it was. */
const char *told_missing(const struct told *t, struct rows *r, const struct sql_table *table);
#endif
