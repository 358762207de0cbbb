/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* calendar_store: calendars as rows.  Org 0 holds the shipped one; an organisation's own rows lie over it. */
#ifndef CALENDAR_STORE_H
#define CALENDAR_STORE_H
#include "domain/0_shared/calendar/calendar.h"
#include "platform/audit/act.h"

/* The organisation's calendar, as the functions of workday.h and term.h take it; org 0: what ships.  One statement.
 * It changes seldom: whoever asks often keeps it. */
err calendar_load(db *d, arena *a, int64_t org, struct calendar *ret);

/* The version of the organisation's own row of that day; 0: it has none. */
err calendar_day_version(db *d, arena *a, int64_t org, date on, int *ret);

/* act_fn: a day of the organisation's own, in place of the shipped row of that day if there is one; status
 * CALENDAR_DROPPED takes that one back.  Refuses what calendar_check refuses, and a row without name or source.
 * E_CONFLICT when the organisation's row is no longer the version that was seen. */
struct calendar_day_save {
	struct calendar_day day;
	int version; /* calendar_day_version when it was shown */
};
err calendar_save_day(struct act *t, void *arg);

/* Inside an act of org 0: days first..last-1 of what ships become its rows; *ret_written grows by those that differed. */
err calendar_ship_days(struct act *t, const struct calendar *shipped, size_t first, size_t last, int64_t *ret_written);
/* The years likewise, all; and days and years that ship no longer go. */
err calendar_ship_rest(struct act *t, const struct calendar *shipped, int64_t *ret_written);
#endif
