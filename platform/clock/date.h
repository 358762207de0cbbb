/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* date: civil days and the instants they come from.  Pure arithmetic: nothing here asks the machine for the time.
 * A legal day is a day in Việt Nam (UTC+7, no daylight saving, no tzdata). */
#ifndef DATE_H
#define DATE_H
#include "platform/base/base.h"

typedef int32_t date; /* days since 1970-01-01; plain arithmetic is allowed */
#define DATE_NONE INT32_MIN /* "no day": NULL in the database, null in JSON */

date date_of(int year, int month, int day);                /* DATE_NONE when there is no such day */
void date_split(date d, int *year, int *month, int *day);
int date_weekday(date d);                                  /* 1 Monday ... 7 Sunday */
date date_month_end(int year, int month);
bool date_parse_iso(const char *s, date *ret);             /* exactly 2026-11-23 */
bool date_parse_vn(const char *s, int near_year, date *ret); /* lenient: 23/11/2026 7/6/21 7-6-2021 7.6.2021; 7/6 in near_year */
const char *date_iso(arena *a, date d);                    /* "2026-11-23", for SQL and JSON; NULL for DATE_NONE */
const char *date_vn(arena *a, date d);                     /* "23/11/2026", for people; "" for DATE_NONE */

/* Instants are microseconds since 1970 UTC, named x_us. */
date date_of_us(int64_t us);                               /* the day in Việt Nam */
int64_t date_start_us(date d);                             /* its first instant */
const char *time_vn(arena *a, int64_t us);                 /* "07:45" */
#endif
