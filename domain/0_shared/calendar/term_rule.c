/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/calendar/term.h"

/* Notes the first day and the first year in [first, last] that somebody should look up. */
static void note_doubts(const struct calendar *c, date first, date last, struct term_end *e)
{
	for (size_t i = calendar_place(c, first); i < c->day_count && c->days[i].on <= last; i++) {
		const struct calendar_day *row = &c->days[i];
		if (row->status != CALENDAR_UNCONFIRMED && row->status != CALENDAR_UNDECIDED)
			continue;
		if (e->doubt_on == DATE_NONE || row->on < e->doubt_on)
			e->doubt_on = row->on;
		break;
	}
	if (first > last)
		return;
	int until = date_year(last);
	for (int year = date_year(first); year <= until; year++) {
		if (calendar_year_confirmed(c, year))
			continue;
		if (!e->doubt_year || year < e->doubt_year)
			e->doubt_year = year;
		break;
	}
}

/* LAW C1: the first day is not counted.  LAW C2: a month ends on the same day number, else on its last day.
 * LAW C4: the last day is there to act until its end.  Working days are counted one by one, so such a term never
 * ends on a day off. */
static date last_day(const struct calendar *c, enum workday_reading r, date start, struct term t)
{
	switch (t.unit) {
	case TERM_CALENDAR_DAY:
		return start + t.count;
	case TERM_WORKING_DAY:
		return workday_after(c, r, start, t.count);
	case TERM_MONTH:
		break;
	}
	date d = date_add_months(start, t.count);
	assert(d != DATE_NONE);
	return d;
}

/* What is left of a term after the day it was suspended on, which still counts; none or less when it had run
 * out.  Months become the calendar days that were left of them. */
static struct term rest(const struct calendar *c, enum workday_reading r, date start, struct term t,
	date suspended_on)
{
	if (t.unit == TERM_WORKING_DAY)
		return (struct term){ t.count - workday_count(c, r, start, suspended_on), TERM_WORKING_DAY };
	return (struct term){ last_day(c, r, start, t) - suspended_on, TERM_CALENDAR_DAY };
}

/* LAW T_pause: suspended time is not counted.  LAW K_pause: nor is it for complaints.  What was left runs again from
 * the decision to resume, whose day is not counted either. */
static date end_in_reading(const struct calendar *c, enum workday_reading r, date start, struct term t,
	const struct term_pause *pauses, size_t pause_count, struct term_end *e)
{
	for (size_t i = 0; i < pause_count; i++) {
		const struct term_pause *p = &pauses[i];
		assert(p->suspended_on >= start);
		assert(p->resumed_on == DATE_NONE || p->resumed_on >= p->suspended_on);
		struct term left = rest(c, r, start, t, p->suspended_on);
		if (left.count <= 0)
			break;
		if (t.unit == TERM_WORKING_DAY)
			note_doubts(c, start + 1, p->suspended_on, e);
		if (p->resumed_on == DATE_NONE)
			return DATE_NONE;
		start = p->resumed_on;
		t = left;
	}
	date last = last_day(c, r, start, t);
	if (t.unit == TERM_WORKING_DAY) {
		note_doubts(c, start + 1, last, e);
		return last;
	}
	/* LAW C3: a last day that is a weekend day or a holiday makes the next working day the last. */
	date on = workday_from(c, r, last);
	note_doubts(c, last, on, e);
	return on;
}

struct term_end term_rule_end_paused(const struct calendar *c, date start, struct term t,
	const struct term_pause *pauses, size_t pause_count)
{
	assert(t.count > 0);
	struct term_end e = { .doubt_on = DATE_NONE };
	e.on = end_in_reading(c, WORKDAY_MOST, start, t, pauses, pause_count, &e);
	e.other = end_in_reading(c, WORKDAY_LEAST, start, t, pauses, pause_count, &e);
	return e;
}

struct term_end term_rule_end(const struct calendar *c, date start, struct term t)
{
	return term_rule_end_paused(c, start, t, NULL, 0);
}

/* HOUSE RULE: counted back as Điều 147 counts forth, the day of the event left out.  A calendar day so found
 * is not moved when it is a day off: to move it on would cut the notice short. */
struct term_end term_rule_before(const struct calendar *c, date event, struct term t)
{
	assert(t.count > 0);
	struct term_end e = { .doubt_on = DATE_NONE };
	if (t.unit == TERM_WORKING_DAY) {
		e.on = workday_before(c, WORKDAY_LEAST, event, t.count);
		e.other = workday_before(c, WORKDAY_MOST, event, t.count);
		note_doubts(c, e.on, event - 1, &e);
		return e;
	}
	e.on = t.unit == TERM_MONTH ? date_add_months(event, -t.count) : event - t.count;
	assert(e.on != DATE_NONE);
	e.other = e.on;
	return e;
}

const char *term_limit_vn(enum term_limit l)
{
	static const char *const words[] = {
		[TERM_BEFORE] = N_("trước ngày"),
		[TERM_AT_LATEST] = N_("chậm nhất ngày"),
		[TERM_UNTIL] = N_("đến ngày"),
	};
	return words[l];
}

/* HOUSE RULE: "trước ngày N" ends with the day before N; "chậm nhất ngày N" and "đến ngày N" include N. */
date term_rule_limit(enum term_limit l, date named)
{
	return l == TERM_BEFORE ? date_move(named, -1) : named;
}

/* LAW B1: the windows of the inspectorate's reports. */
void term_rule_report_year(int year, date *ret_first, date *ret_last)
{
	*ret_first = date_of(year - 1, 12, 15);
	*ret_last = date_of(year, 12, 14);
}
