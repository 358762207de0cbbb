/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* logged: what an act wrote, as its audit row tells it.  Under "rows" the body lists
 *     {"in":"task","key":"640012345","set":{"state":"done","percent":100,...}}
 *     {"in":"calendar_day","key":"2021-06-07","gone":true}
 * in the order written: a new row with all its columns, a changed one with those that were set, a removed one with its
 * key.  Numbers are numbers, bytes are hexadecimal, null is null; of a secret and of a text beyond LOGGED_TEXT bytes the
 * log holds {"sha256":"..."}.  Which tables are logged: tools/logged.py. */
#ifndef LOGGED_H
#define LOGGED_H
#include "platform/db/db.h"

enum { LOGGED_TEXT = 8192 };

/* The current row of a statement that writes a logged table, appended to a list (o is its inside). */
void logged_row(struct buf *o, struct rows *r);
/* The same of a row that was read: set is what is told of it, the inside of a JSON object. */
void logged_told(struct buf *o, struct rows *r, const struct sql_table *t, const char *set);
/* "column":value appended to the inside of a JSON object. */
void logged_value(struct buf *o, struct rows *r, const struct sql_column *c);
/* "task 640012345": the name of the current row, unique in its organisation. */
const char *logged_name(struct rows *r, const struct sql_table *t);
/* The columns of the current row but its key, as "set" has them when all are told. */
const char *logged_set(struct rows *r, const struct sql_table *t);
#endif
