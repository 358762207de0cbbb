/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The rules: a month begins on the day of the new moon; month 11 holds the winter solstice; when 13 months
 * lie between two months 11, the first in which the sun enters no new sign of 30 degrees is a leap month.
 * Moon and sun follow the short series of J. Meeus, Astronomical Formulae for Calculators, 1982, good to a
 * few minutes.  No new moon of 1900 to 2100 computed so is nearer than 13 seconds to midnight in Hà
 * Nội, so every compiler finds the same day. */
#include "platform/clock/lunar.h"
#include <math.h>

#define JULIAN_1970 2440587.5 /* Julian day at 1970-01-01 00:00 UTC */
#define HA_NOI (7.0 / 24)     /* days ahead of UTC */
#define MONTH 29.530588853    /* mean days from new moon to new moon */
#define YEAR 365.2425

static double sine(double degrees)
{
	return sin(degrees * (M_PI / 180));
}

/* Day in Hà Nội of new moon number k; number 0 is that of 1 January 1900. */
static date new_moon(int k)
{
	/* sine of (sun * its anomaly + moon * its anomaly + node * argument of latitude) */
	static const struct { double size; int sun, moon, node; } terms[] = {
		{ 0.0021, 2, 0, 0 },  { -0.4068, 0, 1, 0 }, { 0.0161, 0, 2, 0 },  { -0.0004, 0, 3, 0 },
		{ 0.0104, 0, 0, 2 },  { -0.0051, 1, 1, 0 }, { -0.0074, 1, -1, 0 }, { 0.0004, 1, 0, 2 },
		{ -0.0004, -1, 0, 2 }, { -0.0006, 0, 1, 2 }, { 0.0010, 0, -1, 2 }, { 0.0005, 1, 2, 0 },
	};
	double t = k / 1236.85; /* centuries from 1900 */
	double t2 = t * t;
	double t3 = t2 * t;
	double mean = 2415020.75933 + 29.53058868 * k + 0.0001178 * t2 - 0.000000155 * t3 +
		0.00033 * sine(166.56 + 132.87 * t - 0.009173 * t2);
	double sun = 359.2242 + 29.10535608 * k - 0.0000333 * t2 - 0.00000347 * t3;
	double moon = 306.0253 + 385.81691806 * k + 0.0107306 * t2 + 0.00001236 * t3;
	double node = 21.2964 + 390.67050646 * k - 0.0016528 * t2 - 0.00000239 * t3;
	double shift = (0.1734 - 0.000393 * t) * sine(sun);
	for (size_t i = 0; i < COUNT_OF(terms); i++)
		shift += terms[i].size * sine(terms[i].sun * sun + terms[i].moon * moon + terms[i].node * node);
	double clock = -0.000278 + 0.000265 * t + 0.000262 * t2; /* dynamical less universal time */
	return (date)floor(mean + shift - clock - JULIAN_1970 + HA_NOI);
}

/* Which twelfth of its way round the sun has reached when the day begins: 0 from the spring equinox, 9 from
 * the winter solstice. */
static int sun_sign(date d)
{
	double t = (d + JULIAN_1970 - HA_NOI - 2451545.0) / 36525; /* centuries from 2000 */
	double t2 = t * t;
	double anomaly = 357.52910 + 35999.05030 * t - 0.0001559 * t2 - 0.00000048 * t * t2;
	double longitude = 280.46645 + 36000.76983 * t + 0.0003032 * t2 +
		(1.914600 - 0.004817 * t - 0.000014 * t2) * sine(anomaly) +
		(0.019993 - 0.000101 * t) * sine(2 * anomaly) + 0.000290 * sine(3 * anomaly);
	return (int)floor((longitude - 360 * floor(longitude / 360)) / 30);
}

/* Number of the last new moon on or before the day. */
static int moon_before(date d)
{
	int k = (int)floor((d + JULIAN_1970 - 2415020.76) / MONTH) + 1;
	while (new_moon(k) > d)
		k--;
	return k;
}

/* Number of the new moon that opens month 11 of the year: the month of the winter solstice. */
static int month_eleven(int year)
{
	/* The last days of December, two days more or less: later than the solstice by less than a month. */
	date new_year = (date)floor((year - 1969) * YEAR);
	int k = moon_before(new_year);
	while (sun_sign(new_moon(k)) >= 9)
		k--;
	return k;
}

/* The months from month 11 of one year up to month 11 of the next. */
struct span {
	int year;  /* the year in which the span ends, and which all but its first months belong to */
	int first; /* number of the new moon of month 11 */
	int leap;  /* place of the leap month after it, 0 for none */
};

static struct span span_ending(int year)
{
	struct span s = { .year = year, .first = month_eleven(year - 1) };
	if (month_eleven(year) - s.first == 12)
		return s;
	do {
		s.leap++;
		assert(s.leap < 13);
	} while (sun_sign(new_moon(s.first + s.leap)) != sun_sign(new_moon(s.first + s.leap + 1)));
	return s;
}

/* Number of the month at a place of the span: 11, 12, 1, 2 ... with a leap month repeating the one before. */
static int month_at(struct span s, int place)
{
	int regular = s.leap && place >= s.leap ? place - 1 : place;
	return (regular + 10) % 12 + 1;
}

struct lunar_day lunar_of(date d)
{
	int k = moon_before(d);
	struct span s = span_ending(date_year(d));
	if (k >= month_eleven(s.year))
		s = span_ending(s.year + 1);
	int place = k - s.first;
	int month = month_at(s, place);
	return (struct lunar_day){
		.year = month >= 11 ? s.year - 1 : s.year,
		.month = month,
		.day = d - new_moon(k) + 1,
		.leap = s.leap && place == s.leap,
	};
}

date lunar_to_date(struct lunar_day l)
{
	if (l.year < 1899 || l.year > 2100 || l.month < 1 || l.month > 12 || l.day < 1)
		return DATE_NONE;
	struct span s = span_ending(l.month >= 11 ? l.year + 1 : l.year);
	int place = (l.month + 1) % 12;
	if (s.leap && (place >= s.leap || l.leap))
		place++;
	if (l.leap && (!s.leap || place != s.leap))
		return DATE_NONE;
	date first = new_moon(s.first + place);
	if (l.day > new_moon(s.first + place + 1) - first)
		return DATE_NONE;
	date d = first + l.day - 1;
	return d < date_of(1900, 1, 1) || d > date_of(2100, 12, 31) ? DATE_NONE : d;
}

int lunar_leap_month(int year)
{
	/* A leap month after 11 or 12 lies in the span that ends in the following year. */
	for (int i = 0; i <= 1; i++) {
		struct span s = span_ending(year + i);
		int month = s.leap ? month_at(s, s.leap) : 0;
		if (month && (month >= 11) == i)
			return month;
	}
	return 0;
}

date lunar_tet(int year)
{
	return lunar_to_date((struct lunar_day){ .year = year, .month = 1, .day = 1 });
}

date lunar_gio_to(int year)
{
	return lunar_to_date((struct lunar_day){ .year = year, .month = 3, .day = 10 });
}
