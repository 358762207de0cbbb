/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/clock/workday.h"

size_t calendar_place(const struct calendar *c, date d)
{
	size_t low = 0;
	size_t high = c->day_count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (c->days[middle].on < d)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

const struct calendar_day *calendar_find(const struct calendar *c, date d)
{
	size_t i = calendar_place(c, d);
	return i < c->day_count && c->days[i].on == d ? &c->days[i] : NULL;
}

static bool weekday(date d)
{
	return date_weekday(d) <= 5;
}

static bool row_works(const struct calendar_day *row, enum workday_reading r)
{
	switch (row->status) {
	case CALENDAR_CONFIRMED:
	case CALENDAR_UNCONFIRMED:
		return row->kind == CALENDAR_WORKING_SATURDAY;
	case CALENDAR_UNDECIDED:
		/* Off or worked like the row says, or an ordinary day: the reading takes what suits it. */
		if (r == WORKDAY_MOST)
			return row->kind == CALENDAR_WORKING_SATURDAY || weekday(row->on);
		return false;
	case CALENDAR_DROPPED:
		break;
	}
	return weekday(row->on);
}

bool workday_is(const struct calendar *c, enum workday_reading r, date d)
{
	const struct calendar_day *row = calendar_find(c, d);
	return row ? row_works(row, r) : weekday(d);
}

date workday_from(const struct calendar *c, enum workday_reading r, date d)
{
	while (!workday_is(c, r, d))
		d++;
	return d;
}

static date walk(const struct calendar *c, enum workday_reading r, date d, int n, int step)
{
	assert(n > 0);
	while (n > 0) {
		d += step;
		n -= workday_is(c, r, d);
	}
	return d;
}

date workday_after(const struct calendar *c, enum workday_reading r, date d, int n)
{
	return walk(c, r, d, n, 1);
}

date workday_before(const struct calendar *c, enum workday_reading r, date d, int n)
{
	return walk(c, r, d, n, -1);
}

/* Mondays to Fridays after one day, up to and with another, not earlier one. */
static int weekdays(date after, date until)
{
	int days = until - after;
	int count = days / 7 * 5;
	for (date d = until - days % 7 + 1; d <= until; d++)
		count += weekday(d);
	return count;
}

int workday_count(const struct calendar *c, enum workday_reading r, date after, date until)
{
	if (until < after)
		return -workday_count(c, r, until, after);
	int count = weekdays(after, until);
	for (size_t i = calendar_place(c, after + 1); i < c->day_count && c->days[i].on <= until; i++)
		count += row_works(&c->days[i], r) - weekday(c->days[i].on);
	return count;
}
