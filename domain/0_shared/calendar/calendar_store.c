/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/calendar/calendar_store.h"
#include "gen/sql.h"

/* ---- loading ------------------------------------------------------------------------------ */

struct rows_of {
	LIST(struct calendar_day) days;
	LIST(struct calendar_year) years;
};

static struct calendar value_of(const struct rows_of *l)
{
	return (struct calendar){ l->days.v, l->days.n, l->years.v, l->years.n };
}

static struct calendar_day read_day(struct rows *r)
{
	struct calendar_day day = { .on = db_date(r, "day_on") };

	if (!calendar_kind_parse(db_text(r, "kind"), &day.kind))
		db_unreadable(r, "kind", "no word of a kind of day");
	if (!calendar_status_parse(db_text(r, "status"), &day.status))
		db_unreadable(r, "status", "no word of a status");
	day.name = db_text(r, "name");
	day.source = db_text(r, "source");
	return day;
}

/* Rows of Q_calendar_rows, apart: what ships and what is the organisation's own. */
static void read_rows(struct rows *r, arena *a, struct rows_of *shipped, struct rows_of *own)
{
	while (db_next(r)) {
		struct rows_of *l = db_int(r, "org_id") ? own : shipped;
		int year = (int)db_int(r, "year");
		if (year)
			*LIST_ADD(a, &l->years) = (struct calendar_year){
				.year = year,
				.confirmed = db_int(r, "confirmed"),
				.source = db_text(r, "source"),
			};
		else
			*LIST_ADD(a, &l->days) = read_day(r);
	}
}

err calendar_load(db *d, arena *a, int64_t org, struct calendar *ret)
{
	struct rows_of shipped = { 0 };
	struct rows_of own = { 0 };
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_calendar_rows, BIND(org_id, org)));
	read_rows(&r, a, &shipped, &own);
	TRY(db_done(&r));
	struct calendar below = value_of(&shipped);
	struct calendar above = value_of(&own);
	*ret = calendar_merge(a, &below, &above);
	return OK;
}

err calendar_day_version(db *d, arena *a, int64_t org, date on, int *ret)
{
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_calendar_day_own, BIND(org_id, org), BIND_DATE(day_on, on)));
	int version = db_next(&r) ? (int)db_int(&r, "version") : 0;
	TRY(db_done(&r));
	*ret = version;
	return OK;
}

/* ---- an organisation's own day ------------------------------------------------------------ */

static err conflict(arena *a, date on)
{
	return FAIL(E_CONFLICT, "calendar_conflict",
	            N_("Ngày {0} vừa được người khác sửa. Mở lại lịch, xem rồi lưu lại."), .arg = { date_vn(a, on) });
}

static err check_day(arena *a, const struct calendar_day *day)
{
	struct calendar one = { .days = day, .day_count = 1 };

	if (day->on == DATE_NONE)
		return FAIL(E_INPUT, "calendar_day_missing", N_("Ghi ngày, ví dụ 02/09/2026."));
	if (!*str_or(day->name, ""))
		return FAIL(E_INPUT, "calendar_name_missing", N_("Ghi tên của ngày {0}, ví dụ Quốc khánh."),
		            .arg = { date_vn(a, day->on) });
	if (!*str_or(day->source, ""))
		return FAIL(E_INPUT, "calendar_source_missing",
		            N_("Ghi nguồn của ngày {0}: thông báo hoặc quyết định nào. Không có nguồn thì không lưu."),
		            .arg = { date_vn(a, day->on) });
	return calendar_check(a, &one);
}

static err add_day(struct act *t, const struct calendar_day *day)
{
	return act_exec(t, NULL, Q_calendar_day_add, BIND(org_id, act_spec(t)->org), BIND_DATE(day_on, day->on),
	                BIND(kind, calendar_kind_word(day->kind)), BIND(status, calendar_status_word(day->status)),
	                BIND(name, day->name), BIND(source, day->source));
}

static err set_day(struct act *t, const struct calendar_day *day, int version, int *ret_changed)
{
	return act_exec(t, ret_changed, Q_calendar_day_set, BIND(org_id, act_spec(t)->org), BIND_DATE(day_on, day->on),
	                BIND(version, version), BIND(kind, calendar_kind_word(day->kind)),
	                BIND(status, calendar_status_word(day->status)), BIND(name, day->name),
	                BIND(source, day->source));
}

err calendar_save_day(struct act *t, void *arg)
{
	const struct calendar_day_save *s = arg;
	arena *a = act_arena(t);
	int changed = 1;

	assert(act_spec(t)->org && "org 0 holds what ships, nothing else");
	TRY(check_day(a, &s->day));
	err e = s->version ? set_day(t, &s->day, s->version, &changed) : add_day(t, &s->day);
	if (e.kind == E_CONFLICT || changed != 1)
		return conflict(a, s->day.on);
	TRY(e);
	act_note(t, "day_on", date_iso(a, s->day.on));
	act_note(t, "kind", calendar_kind_word(s->day.kind));
	act_note(t, "status", calendar_status_word(s->day.status));
	act_note(t, "source", s->day.source);
	act_note_int(t, "version", s->version + 1);
	return OK;
}

/* ---- what ships --------------------------------------------------------------------------- */

static err load_shipped(struct act *t, struct calendar *ret)
{
	struct rows_of *shipped = arena_get(act_arena(t), sizeof *shipped);
	struct rows_of none = { 0 };
	ROWS r = { 0 };

	TRY(act_query(t, &r, Q_calendar_rows, BIND(org_id, 0)));
	read_rows(&r, act_arena(t), shipped, &none);
	TRY(db_done(&r));
	*ret = value_of(shipped);
	return OK;
}

static bool day_same(const struct calendar_day *x, const struct calendar_day *y)
{
	return x->on == y->on && x->kind == y->kind && x->status == y->status && str_eq(x->name, y->name) &&
	       str_eq(x->source, y->source);
}

static const struct calendar_year *find_year(const struct calendar *c, int year)
{
	for (size_t i = 0; i < c->year_count; i++) {
		if (c->years[i].year == year)
			return &c->years[i];
	}
	return NULL;
}

static err drop_day(struct act *t, date on)
{
	return act_exec(t, NULL, Q_calendar_day_drop, BIND(org_id, 0), BIND_DATE(day_on, on));
}

static err drop_year(struct act *t, int year)
{
	return act_exec(t, NULL, Q_calendar_year_drop, BIND(org_id, 0), BIND(year, year));
}

err calendar_ship_days(struct act *t, const struct calendar *shipped, size_t first, size_t last, int64_t *ret_written)
{
	struct calendar kept;

	TRY(load_shipped(t, &kept));
	for (size_t i = first; i < last; i++) {
		const struct calendar_day *day = &shipped->days[i];
		const struct calendar_day *old = calendar_find(&kept, day->on);
		if (old && day_same(old, day))
			continue;
		if (old)
			TRY(drop_day(t, day->on));
		TRY(add_day(t, day));
		++*ret_written;
	}
	return OK;
}

static err ship_years(struct act *t, const struct calendar *shipped, const struct calendar *kept, int64_t *ret_written)
{
	for (size_t i = 0; i < shipped->year_count; i++) {
		const struct calendar_year *year = &shipped->years[i];
		const struct calendar_year *old = find_year(kept, year->year);
		if (old && old->confirmed == year->confirmed && str_eq(old->source, year->source))
			continue;
		if (old)
			TRY(drop_year(t, year->year));
		TRY(act_exec(t, NULL, Q_calendar_year_add, BIND(org_id, 0), BIND(year, year->year),
		             BIND(confirmed, year->confirmed), BIND(source, year->source)));
		++*ret_written;
	}
	return OK;
}

err calendar_ship_rest(struct act *t, const struct calendar *shipped, int64_t *ret_written)
{
	struct calendar kept;

	TRY(load_shipped(t, &kept));
	TRY(ship_years(t, shipped, &kept, ret_written));
	for (size_t i = 0; i < kept.day_count; i++) {
		if (calendar_find(shipped, kept.days[i].on))
			continue;
		TRY(drop_day(t, kept.days[i].on));
		++*ret_written;
	}
	for (size_t i = 0; i < kept.year_count; i++) {
		if (find_year(shipped, kept.years[i].year))
			continue;
		TRY(drop_year(t, kept.years[i].year));
		++*ret_written;
	}
	return OK;
}
