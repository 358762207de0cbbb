/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* lunar: the Vietnamese lunar calendar, computed for Hà Nội (UTC+7), for the days of date.h, 1900 to 2100.
 * WHY UTC+7 throughout: it is today's civil rule carried back; before 1968 almanacs here used other meridians
 * and some printed dates differ. */
#ifndef LUNAR_H
#define LUNAR_H
#include "platform/clock/date.h"

struct lunar_day {
	int year, month, day;
	bool leap; /* the second month of that number (tháng nhuận) */
};

struct lunar_day lunar_of(date d);
date lunar_to_date(struct lunar_day l); /* DATE_NONE: no such month or day in that year, or out of range */
int lunar_leap_month(int year);         /* number of the month that comes twice, 0 for none */
date lunar_tet(int year);               /* mùng 1 tháng Giêng; 1900 to 2100 */
date lunar_gio_to(int year);            /* Giỗ Tổ Hùng Vương, mùng 10 tháng Ba; 1900 to 2100 */
#endif
