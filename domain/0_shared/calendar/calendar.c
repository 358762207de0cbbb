/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/calendar/calendar.h"

struct word {
	const char *word, *vn;
};

static const struct word kinds[] = {
	[CALENDAR_HOLIDAY] = { "holiday", N_("ngày nghỉ lễ") },
	[CALENDAR_COMPENSATORY] = { "compensatory", N_("ngày nghỉ bù") },
	[CALENDAR_WORKING_SATURDAY] = { "working_saturday", N_("thứ Bảy làm việc") },
};

static const struct word statuses[] = {
	[CALENDAR_CONFIRMED] = { "confirmed", N_("đã xác nhận") },
	[CALENDAR_UNCONFIRMED] = { "unconfirmed", N_("chưa xác nhận") },
	[CALENDAR_UNDECIDED] = { "undecided", N_("chưa rõ có áp dụng không") },
	[CALENDAR_DROPPED] = { "dropped", N_("không áp dụng") },
};

/* Place of a word in its table, or -1. */
static int place_of(const struct word *table, size_t n, const char *word)
{
	for (size_t i = 0; i < n; i++) {
		if (str_eq(table[i].word, word))
			return (int)i;
	}
	return -1;
}

const char *calendar_kind_word(enum calendar_kind k)
{
	return kinds[k].word;
}

const char *calendar_kind_vn(enum calendar_kind k)
{
	return kinds[k].vn;
}

bool calendar_kind_parse(const char *word, enum calendar_kind *ret)
{
	int i = place_of(kinds, COUNT_OF(kinds), word);
	if (i < 0)
		return false;
	*ret = (enum calendar_kind)i;
	return true;
}

const char *calendar_status_word(enum calendar_status s)
{
	return statuses[s].word;
}

const char *calendar_status_vn(enum calendar_status s)
{
	return statuses[s].vn;
}

bool calendar_status_parse(const char *word, enum calendar_status *ret)
{
	int i = place_of(statuses, COUNT_OF(statuses), word);
	if (i < 0)
		return false;
	*ret = (enum calendar_status)i;
	return true;
}

bool calendar_year_confirmed(const struct calendar *c, int year)
{
	for (size_t i = 0; i < c->year_count; i++) {
		if (c->years[i].year == year)
			return c->years[i].confirmed;
	}
	return false;
}

static struct calendar_day *merge_days(arena *a, const struct calendar *shipped, const struct calendar *own,
	size_t *n)
{
	LIST(struct calendar_day) days = { 0 };
	size_t i = 0;
	for (size_t j = 0; j < own->day_count; j++) {
		while (i < shipped->day_count && shipped->days[i].on < own->days[j].on)
			*LIST_ADD(a, &days) = shipped->days[i++];
		if (i < shipped->day_count && shipped->days[i].on == own->days[j].on)
			i++;
		*LIST_ADD(a, &days) = own->days[j];
	}
	while (i < shipped->day_count)
		*LIST_ADD(a, &days) = shipped->days[i++];
	*n = days.n;
	return days.v;
}

static struct calendar_year *merge_years(arena *a, const struct calendar *shipped, const struct calendar *own,
	size_t *n)
{
	LIST(struct calendar_year) years = { 0 };
	size_t i = 0;
	for (size_t j = 0; j < own->year_count; j++) {
		while (i < shipped->year_count && shipped->years[i].year < own->years[j].year)
			*LIST_ADD(a, &years) = shipped->years[i++];
		if (i < shipped->year_count && shipped->years[i].year == own->years[j].year)
			i++;
		*LIST_ADD(a, &years) = own->years[j];
	}
	while (i < shipped->year_count)
		*LIST_ADD(a, &years) = shipped->years[i++];
	*n = years.n;
	return years.v;
}

struct calendar calendar_merge(arena *a, const struct calendar *shipped, const struct calendar *own)
{
	struct calendar c = { 0 };
	c.days = merge_days(a, shipped, own, &c.day_count);
	c.years = merge_years(a, shipped, own, &c.year_count);
	return c;
}

err calendar_check(arena *a, const struct calendar *c)
{
	for (size_t i = 0; i < c->day_count; i++) {
		const struct calendar_day *row = &c->days[i];
		int weekday = date_weekday(row->on);
		const char *day = date_vn(a, row->on);
		if (i && row->on <= row[-1].on)
			return FAIL(E_INPUT, "calendar_day_twice",
				N_("Ngày {0} có hai dòng hoặc không đúng thứ tự; chỉ giữ một dòng cho mỗi ngày."),
				.arg = { day });
		if (row->kind == CALENDAR_WORKING_SATURDAY && weekday != 6)
			return FAIL(E_INPUT, "calendar_not_saturday",
				N_("Ngày {0} là {1}; ngày làm bù phải là thứ Bảy."),
				.arg = { day, date_weekday_vn(row->on) });
		if (row->kind == CALENDAR_COMPENSATORY && weekday > 5)
			return FAIL(E_INPUT, "calendar_already_off",
				N_("Ngày {0} là {1}, vốn đã nghỉ; ngày nghỉ bù phải là ngày từ thứ Hai đến thứ Sáu."),
				.arg = { day, date_weekday_vn(row->on) });
	}
	for (size_t i = 1; i < c->year_count; i++) {
		if (c->years[i].year <= c->years[i - 1].year)
			return FAIL(E_INPUT, "calendar_year_twice",
				N_("Năm {0} có hai dòng hoặc không đúng thứ tự; chỉ giữ một dòng cho mỗi năm."),
				.arg = { arena_fmt(a, "%d", c->years[i].year) });
	}
	return OK;
}
