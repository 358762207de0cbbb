/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* term: the day on which a legal term ends, as the Civil Code 2015 counts (Điều 147 and 148).  Pure rules
 * over a calendar given as a value. */
#ifndef TERM_H
#define TERM_H
#include "domain/0_shared/calendar/calendar.h"

enum term_unit { TERM_CALENDAR_DAY, TERM_WORKING_DAY, TERM_MONTH };

struct term {
	int count; /* at least 1 */
	enum term_unit unit;
};

/* From the decision to suspend to the decision to resume. */
struct term_pause {
	date suspended_on;
	date resumed_on; /* DATE_NONE: still suspended */
};

/* `on` is the day that counts: while it is open whether a day is a holiday, the earlier of both answers.
 * `other` is the later one, to be shown beside it; equal when nothing open lies on the way.
 * A screen that shows `on` says so when doubt_on or doubt_year is set. */
struct term_end {
	date on;
	date other;
	date doubt_on;  /* first day on the way with an unconfirmed or undecided row; DATE_NONE: none */
	int doubt_year; /* first year on the way whose calendar is not confirmed; 0: none */
};

/* The last day to act, the event on the day `start`. */
struct term_end term_rule_end(const struct calendar *c, date start, struct term t);

/* The same when the clock stood still; pauses in order, each begun on or after the day the one before ended.
 * `on` and `other` are DATE_NONE while it stands still.  A term that ran out before a pause stays run out. */
struct term_end term_rule_end_paused(const struct calendar *c, date start, struct term t,
	const struct term_pause *pauses, size_t pause_count);

/* The last day on which an act is still "ít nhất N ngày trước" the event. */
struct term_end term_rule_before(const struct calendar *c, date event, struct term t);

/* ---- "trước ngày N" ------------------------------------------------------------------------- */

/* How a plan or an order words its date, and what the words mean. */
enum term_limit { TERM_BEFORE, TERM_AT_LATEST, TERM_UNTIL };

/* "trước ngày", "chậm nhất ngày", "đến ngày": kept as written. */
const char *term_limit_vn(enum term_limit l);
/* The last day to act; never moved to a working day.  DATE_NONE before the first day of the calendar. */
date term_rule_limit(enum term_limit l, date named);

/* ---- reports -------------------------------------------------------------------------------- */

/* The events a year's report counts: 15 December of the year before to 14 December. */
void term_rule_report_year(int year, date *ret_first, date *ret_last);
#endif
