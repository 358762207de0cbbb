/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* calendar: holidays, compensatory days and working Saturdays as rows with a status and a source.  The value
 * itself, struct calendar, and counting by it are platform/clock/workday.h; the shipped rows are
 * law/calendar.law.  What the Civil Code makes of it is term.h.  No I/O. */
#ifndef CALENDAR_H
#define CALENDAR_H
#include "gen/calendar_days.h"

/* The words of the database and of files, and what people read. */
const char *calendar_kind_word(enum calendar_kind k); /* "holiday", "compensatory", "working_saturday" */
const char *calendar_kind_vn(enum calendar_kind k);
bool calendar_kind_parse(const char *word, enum calendar_kind *ret);
const char *calendar_status_word(enum calendar_status s); /* "confirmed" ... "dropped" */
const char *calendar_status_vn(enum calendar_status s);
bool calendar_status_parse(const char *word, enum calendar_status *ret);

bool calendar_year_confirmed(const struct calendar *c, int year);

/* The rows of both, sorted; where both have a day or a year, the one of `own` stands.
 * Texts are shared, not copied. */
struct calendar calendar_merge(arena *a, const struct calendar *shipped, const struct calendar *own);

/* Refuses rows out of order or twice on a day, a working Saturday on another weekday, and a compensatory day
 * on a weekend: what a person typed, before it is kept. */
err calendar_check(arena *a, const struct calendar *c);
#endif
