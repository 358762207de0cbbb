/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* workday: which days are worked, and counting by them.  Officials work Monday to Friday; the calendar says
 * where a year departs from that.  Pure: the calendar is a value given by the caller. */
#ifndef WORKDAY_H
#define WORKDAY_H
#include "platform/clock/date.h"

enum calendar_kind {
	CALENDAR_HOLIDAY,
	CALENDAR_COMPENSATORY,    /* a weekday off for a holiday on a weekend, or for a Saturday worked */
	CALENDAR_WORKING_SATURDAY
};

enum calendar_status {
	CALENDAR_CONFIRMED,
	CALENDAR_UNCONFIRMED, /* counts, but nobody has checked it against the notice: every screen says so */
	CALENDAR_UNDECIDED,   /* whether it counts is open: both readings are computed */
	CALENDAR_DROPPED      /* does not count: an organisation took back a shipped row */
};

struct calendar_day {
	date on;
	enum calendar_kind kind;
	enum calendar_status status;
	const char *name;   /* "Giỗ Tổ Hùng Vương" */
	const char *source; /* where the row was read, for people */
};

struct calendar_year {
	int year;
	bool confirmed; /* the notice of its days off is known; years without a row are not confirmed */
	const char *source;
};

/* Both lists sorted, one row a day, one row a year.  An empty calendar is one of weekends only. */
struct calendar {
	const struct calendar_day *days;
	size_t day_count;
	const struct calendar_year *years;
	size_t year_count;
};

/* How undecided days are read. */
enum workday_reading {
	WORKDAY_MOST, /* as many working days as may be: an undecided holiday is worked */
	WORKDAY_LEAST /* as few as may be: it is off */
};

/* First row on or after the day, as an index; day_count when there is none. */
size_t calendar_place(const struct calendar *c, date d);
const struct calendar_day *calendar_find(const struct calendar *c, date d); /* NULL: an ordinary day */

bool workday_is(const struct calendar *c, enum workday_reading r, date d);
/* The day itself when it is worked, else the next working day. */
date workday_from(const struct calendar *c, enum workday_reading r, date d);
/* The n-th working day after d, or before d; n is at least 1. */
date workday_after(const struct calendar *c, enum workday_reading r, date d, int n);
date workday_before(const struct calendar *c, enum workday_reading r, date d, int n);
/* Working days after `after`, up to and with `until`; negative when `until` is the earlier day. */
int workday_count(const struct calendar *c, enum workday_reading r, date after, date until);
#endif
