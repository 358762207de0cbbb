/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/clock/date.h"
#include <string.h>

enum {
	FIRST_YEAR = 1900,
	LAST_YEAR = 2100,
	ERA_DAYS = 146097, /* 400 years of the Gregorian calendar */
	EPOCH = 719468     /* days from 1 March of year 0 to 1970-01-01 */
};
#define SECOND_US INT64_C(1000000)
#define DAY_US (86400 * SECOND_US)
#define VIET_NAM_US (7 * 3600 * SECOND_US)

/* Division that rounds down, so that days before 1970 work as the others. */
static int64_t floor_div(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t floor_mod(int64_t a, int64_t b)
{
	return a % b + (a % b < 0 ? b : 0);
}

static bool leap(int year)
{
	return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

static int month_length(int year, int month)
{
	static const int length[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	return month == 2 && leap(year) ? 29 : length[month - 1];
}

/* WHY: counted from 1 March, the leap day is the last of its year and months follow one formula. */
date date_of(int year, int month, int day)
{
	if (year < FIRST_YEAR || year > LAST_YEAR || month < 1 || month > 12)
		return DATE_NONE;
	if (day < 1 || day > month_length(year, month))
		return DATE_NONE;
	int y = month > 2 ? year : year - 1;
	int from_march = (month + 9) % 12;
	return y * 365 + y / 4 - y / 100 + y / 400 + (153 * from_march + 2) / 5 + day - 1 - EPOCH;
}

void date_split(date d, int *year, int *month, int *day)
{
	assert(d != DATE_NONE);
	int64_t n = (int64_t)d + EPOCH;
	int64_t era = floor_div(n, ERA_DAYS);
	int in_era = (int)floor_mod(n, ERA_DAYS);
	int y = (in_era - in_era / 1460 + in_era / 36524 - in_era / (ERA_DAYS - 1)) / 365;
	int in_year = in_era - (365 * y + y / 4 - y / 100);
	int from_march = (5 * in_year + 2) / 153;
	*day = in_year - (153 * from_march + 2) / 5 + 1;
	*month = from_march < 10 ? from_march + 3 : from_march - 9;
	*year = (int)era * 400 + y + (*month <= 2);
}

int date_year(date d)
{
	int year, month, day;
	date_split(d, &year, &month, &day);
	return year;
}

int date_weekday(date d)
{
	assert(d != DATE_NONE);
	return (int)floor_mod((int64_t)d + 3, 7) + 1; /* 1970-01-01 was a Thursday */
}

const char *date_weekday_vn(date d)
{
	static const char *const name[] = {
		N_("Thứ Hai"), N_("Thứ Ba"), N_("Thứ Tư"), N_("Thứ Năm"), N_("Thứ Sáu"), N_("Thứ Bảy"),
		N_("Chủ Nhật"),
	};
	return name[date_weekday(d) - 1];
}

date date_month_end(int year, int month)
{
	return month < 1 || month > 12 ? DATE_NONE : date_of(year, month, month_length(year, month));
}

date date_add_months(date d, int months)
{
	int year, month, day;
	date_split(d, &year, &month, &day);
	int64_t n = (int64_t)year * 12 + month - 1 + months;
	if (n < FIRST_YEAR * 12 || n >= (LAST_YEAR + 1) * 12)
		return DATE_NONE;
	year = (int)(n / 12);
	month = (int)(n % 12) + 1;
	int length = month_length(year, month);
	return date_of(year, month, day < length ? day : length);
}

date date_move(date d, int days)
{
	assert(d != DATE_NONE);
	int64_t n = (int64_t)d + days;
	return n < date_of(FIRST_YEAR, 1, 1) || n > date_of(LAST_YEAR, 12, 31) ? DATE_NONE : (date)n;
}

/* ---- reading ------------------------------------------------------------------------------- */

static void skip_spaces(const char **s)
{
	while (**s == ' ' || **s == '\t')
		(*s)++;
}

/* The digits at *s as a number, at most max of them; returns how many there were, 0 when none or too many. */
static int take_number(const char **s, int max, int *ret)
{
	int digits = 0;
	int v = 0;
	for (; **s >= '0' && **s <= '9'; (*s)++) {
		if (++digits > max)
			return 0;
		v = v * 10 + (**s - '0');
	}
	*ret = v;
	return digits;
}

/* One word in the three ways it is written; moves behind it and the spaces that follow. */
static bool take_word(const char **s, const char *const forms[3])
{
	for (int i = 0; i < 3; i++) {
		if (str_starts(*s, forms[i])) {
			*s += strlen(forms[i]);
			skip_spaces(s);
			return true;
		}
	}
	return false;
}

static bool take_day(const char **s, int max, int *ret, int *ret_digits)
{
	*ret_digits = take_number(s, max, ret);
	skip_spaces(s);
	return *ret_digits > 0;
}

/* The year in full, or the one of the century that brings it nearest to near_year. */
static bool year_of(int typed, int digits, int near_year, int *ret)
{
	if (digits == 4) {
		*ret = typed;
		return true;
	}
	if (digits != 2)
		return false;
	int year = near_year - near_year % 100 + typed;
	if (year > near_year + 50)
		year -= 100;
	else if (year < near_year - 49)
		year += 100;
	*ret = year;
	return true;
}

static bool give(date d, date *ret)
{
	if (d == DATE_NONE)
		return false;
	*ret = d;
	return true;
}

bool date_parse_iso(const char *s, date *ret)
{
	int year, month, day;
	if (!s || take_number(&s, 4, &year) != 4 || *s++ != '-')
		return false;
	if (take_number(&s, 2, &month) != 2 || *s++ != '-')
		return false;
	if (take_number(&s, 2, &day) != 2 || *s)
		return false;
	return give(date_of(year, month, day), ret);
}

bool date_parse_vn(const char *s, int near_year, date *ret)
{
	static const char *const ngay[] = { "ngày", "Ngày", "NGÀY" };
	static const char *const thang[] = { "tháng", "Tháng", "THÁNG" };
	static const char *const nam[] = { "năm", "Năm", "NĂM" };
	int day, month, year = near_year, typed, digits;
	if (!s)
		return false;
	if (date_parse_iso(s, ret))
		return true;
	skip_spaces(&s);
	take_word(&s, ngay);
	if (!take_day(&s, 2, &day, &digits))
		return false;
	char mark = *s;
	bool words = take_word(&s, thang);
	if (!words) {
		if (mark != '/' && mark != '-' && mark != '.')
			return false;
		s++;
		skip_spaces(&s);
	}
	if (!take_day(&s, 2, &month, &digits))
		return false;
	bool more = words ? take_word(&s, nam) : *s == mark;
	if (more) {
		s += !words;
		skip_spaces(&s);
		if (!take_day(&s, 4, &typed, &digits) || !year_of(typed, digits, near_year, &year))
			return false;
	}
	return !*s && give(date_of(year, month, day), ret);
}

/* ---- writing ------------------------------------------------------------------------------- */

/* Two digits; returns the place behind them. */
static char *put_pair(char *p, int n)
{
	assert(n >= 0 && n < 100);
	p[0] = (char)('0' + n / 10);
	p[1] = (char)('0' + n % 10);
	return p + 2;
}

static char *put_year(char *p, int year)
{
	return put_pair(put_pair(p, year / 100), year % 100);
}

const char *date_iso(arena *a, date d)
{
	if (d == DATE_NONE)
		return NULL;
	int year, month, day;
	date_split(d, &year, &month, &day);
	char *r = arena_text(a, "0000-00-00");
	put_year(r, year);
	put_pair(r + 5, month);
	put_pair(r + 8, day);
	return r;
}

const char *date_vn(arena *a, date d)
{
	if (d == DATE_NONE)
		return "";
	int year, month, day;
	date_split(d, &year, &month, &day);
	char *r = arena_text(a, "00/00/0000");
	put_pair(r, day);
	put_pair(r + 3, month);
	put_year(r + 6, year);
	return r;
}

/* ---- instants ------------------------------------------------------------------------------ */

date date_of_us(int64_t us)
{
	/* WHY: divided first, added after: no overflow at either end of the range. */
	int64_t in_day = floor_mod(us, DAY_US) + VIET_NAM_US;
	return (date)(floor_div(us, DAY_US) + in_day / DAY_US);
}

int64_t date_start_us(date d)
{
	assert(d != DATE_NONE);
	return d * DAY_US - VIET_NAM_US;
}

const char *time_vn(arena *a, int64_t us)
{
	int minute = (int)((floor_mod(us, DAY_US) + VIET_NAM_US) % DAY_US / (60 * SECOND_US));
	char *r = arena_text(a, "00:00");
	put_pair(r, minute / 60);
	put_pair(r + 3, minute % 60);
	return r;
}
