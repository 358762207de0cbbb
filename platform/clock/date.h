/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* date: civil days and the instants they come from.  Pure arithmetic: nothing here asks the machine for the
 * time.  A legal day is a day in Việt Nam (UTC+7, no daylight saving, no tzdata).  Days run from 1900 to
 * 2100: what is written outside these years is a typing error.  Functions that take a day want a real one,
 * not DATE_NONE, except date_iso and date_vn. */
#ifndef DATE_H
#define DATE_H
#include "platform/base/base.h"

typedef int32_t date; /* days since 1970-01-01; plain arithmetic is allowed */
#define DATE_NONE INT32_MIN /* "no day": NULL in the database, null in JSON */

date date_of(int year, int month, int day);                /* DATE_NONE when there is no such day */
void date_split(date d, int *year, int *month, int *day);
int date_year(date d);
int date_weekday(date d);                                  /* 1 Monday ... 7 Sunday */
const char *date_weekday_vn(date d);                       /* "Thứ Hai" ... "Chủ Nhật" */
date date_month_end(int year, int month);                  /* DATE_NONE when there is no such month */
/* Same day number, else the month's last; DATE_NONE when that is outside 1900 to 2100. */
date date_add_months(date d, int months);
/* d + days, which may be negative; DATE_NONE when that is outside 1900 to 2100. */
date date_move(date d, int days);
bool date_parse_iso(const char *s, date *ret);             /* exactly 2026-11-23 */

/* Lenient, as people type: 23/11/2026, 7/6/2021, 7-6-2021, 7.6.2021, "ngày 7 tháng 6 năm 2021", and ISO.
 * A year of two digits is the nearest to near_year (7/6/21); no year is near_year (7/6, "ngày 7 tháng 6").
 * Spaces around numbers are allowed; s is NFC. */
bool date_parse_vn(const char *s, int near_year, date *ret);

const char *date_iso(arena *a, date d); /* "2026-11-23", for SQL and JSON; NULL for DATE_NONE */
const char *date_vn(arena *a, date d);  /* "23/11/2026", for people; "" for DATE_NONE */

/* Instants are microseconds since 1970 UTC, named x_us. */
date date_of_us(int64_t us);                               /* the day in Việt Nam */
int64_t date_start_us(date d);                             /* its first instant */
const char *time_vn(arena *a, int64_t us);                 /* "07:45" */
#endif
