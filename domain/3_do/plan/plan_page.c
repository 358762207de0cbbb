/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/3_do/plan/plan_page.h"
#include "domain/0_shared/org/org_store.h"
#include "domain/3_do/plan/plan_store.h"
#include "gen/pages.h"
#include <string.h>

static const char *const slugs[TASK_STATUSES] = {
	[STATUS_NOT_STARTED] = "chua-bat-dau",
	[STATUS_DOING] = "dang-lam",
	[STATUS_DONE] = "xong",
	[STATUS_DUE_SOON] = "sap-den-han",
	[STATUS_OVERDUE] = "qua-han",
};

const char *plan_status_slug(enum task_status s)
{
	assert(s < TASK_STATUSES);
	return slugs[s];
}

enum task_status plan_status_of_slug(const char *slug)
{
	int i = 0;
	while (i < TASK_STATUSES && !str_eq(slugs[i], slug))
		i++;
	return (enum task_status)i;
}

const char *plan_group_heading(arena *a, enum lang lang, enum plan_group g, const struct plan_row *v)
{
	int year, month, day;

	if (g == GROUP_VERB)
		return tr(lang, task_verb_label(v->verb));
	if (g == GROUP_REF) {
		const char *point = strchr(v->ref, '.');
		size_t n = point ? (size_t)(point - v->ref) : strlen(v->ref);
		return tr_fill(a, lang, N_("Mục {0}"), arena_text_n(a, v->ref, n), NULL, NULL);
	}
	if (plan_row_due(v) == DATE_NONE)
		return tr(lang, N_("Không có ngày hạn"));
	date_split(plan_row_due(v), &year, &month, &day);
	return tr_fill(a, lang, N_("Hạn trong tháng {0}"), arena_fmt(a, "%02d/%d", month, year), NULL, NULL);
}

void plan_row_parts(const struct plan_row *v, size_t units, int *ret_given, int *ret_done)
{
	int given = 0;
	int done = 0;

	for (size_t i = 0; i < units; i++) {
		given += v->cells[i].given;
		done += v->cells[i].given && v->cells[i].state == TASK_DONE;
	}
	*ret_given = given;
	*ret_done = done;
}

/* WHY lenient: an address kept from yesterday, or cut short by a mailer, shows the board rather than an error. */
static struct plan_filter read_filter(const struct req *q)
{
	struct plan_filter f = { .status = plan_status_of_slug(query(q, "tinh-trang")) };

	f.group = plan_group_of(query(q, "nhom"));
	str_int(query(q, "don-vi"), 1, INT64_MAX, &f.unit_id);
	plan_after_read(query(q, "sau"), &f.after);
	return f;
}

/* HOUSE RULE: who answers for one unit begins at its tasks; the bare address asks for nothing in particular. */
static int64_t own_unit(const struct req *q, const struct units *units)
{
	enum scope reach;

	if (q->id || *q->query_text || !who_reach(&q->by.who, CAP_TASK_PROGRESS, &reach) || reach == SCOPE_ORG)
		return 0;
	for (size_t i = 0; i < units->n; i++) {
		if (who_may_for(&q->by.who, CAP_TASK_PROGRESS, units->v[i].id))
			return units->v[i].id;
	}
	return 0;
}

const char *plan_first_page(arena *a, const struct plan_filter *f)
{
	struct buf o = { .a = a };

	buf_fmt(&o, "?nhom=%s", plan_group_word(f->group));
	if (f->status < TASK_STATUSES)
		buf_fmt(&o, "&tinh-trang=%s", plan_status_slug(f->status));
	if (f->unit_id)
		buf_fmt(&o, "&don-vi=%lld", (long long)f->unit_id);
	return buf_str(&o);
}

static const char *next_page(const struct req *q, const struct plan_page *v)
{
	struct buf o = { .a = q->a };
	const struct plan_after *last = &v->board.rows[v->board.n - 1].place;

	buf_text(&o, plan_first_page(q->a, &v->filter));
	buf_fmt(&o, "&sau=%lld.%lld.%lld", (long long)last->key, (long long)last->sort, (long long)last->id);
	if (v->before >= 0)
		buf_fmt(&o, "&tu=%lld", (long long)(v->before + (int64_t)v->board.n));
	return buf_str(&o);
}

int64_t plan_before(const struct req *q, const struct plan_after *after, int64_t most)
{
	int64_t before = -1;

	if (!after->id)
		return 0;
	str_int(query(q, "tu"), 1, most, &before);
	return before;
}

/* How many rows all pages have: the figures know it of the plan and of a status, a page that is the only one of the rest. */
static int64_t total_of(const struct plan_page *v)
{
	if (!v->filter.unit_id && v->filter.status < TASK_STATUSES)
		return v->figures.status[v->filter.status];
	if (!v->filter.unit_id)
		return v->figures.total;
	return v->board.more || v->before < 0 ? -1 : v->before + (int64_t)v->board.n;
}

err plan_get_board(const struct req *q, struct res *p)
{
	struct plan_page v = { .filter = read_filter(q) };
	int64_t org = q->by.who.org;

	err e = plan_load(q->db, q->a, org, q->id, q->by.today, &v.plan);
	if (e.kind == E_MISSING && q->id == 0) {
		page_plan_none(&p->body, q);
		return OK;
	}
	TRY(e);
	TRY(plan_load_figures(q->db, q->a, org, v.plan.id, q->by.today, &v.figures));
	TRY(plan_load_warnings(q->db, q->a, org, v.plan.id, &v.warnings));
	TRY(org_units(q->db, q->a, org, &v.units));
	if (!v.filter.unit_id)
		v.filter.unit_id = own_unit(q, &v.units);
	if (v.figures.status[STATUS_OVERDUE] && !v.filter.after.id && !v.filter.unit_id && v.filter.status == TASK_STATUSES)
		TRY(plan_load_late(q->db, q->a, org, v.plan.id, q->by.today, &v.late));
	TRY(plan_load_board(q->db, q->a, org, v.plan.id, &v.filter, q->by.today, &v.units, &v.board));
	v.before = plan_before(q, &v.filter.after, v.figures.total);
	v.total = total_of(&v);
	if (v.board.more)
		v.next = next_page(q, &v);
	page_plan_board(&p->body, q, &v);
	return OK;
}
