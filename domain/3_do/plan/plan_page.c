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

static const char *next_page(const struct req *q, const struct plan_filter *f, const struct plan_board *b)
{
	struct buf o = { .a = q->a };
	const struct plan_after *last = &b->rows[b->n - 1].place;

	buf_fmt(&o, "?nhom=%s", plan_group_word(f->group));
	if (f->status < TASK_STATUSES)
		buf_fmt(&o, "&tinh-trang=%s", plan_status_slug(f->status));
	if (f->unit_id)
		buf_fmt(&o, "&don-vi=%lld", (long long)f->unit_id);
	buf_fmt(&o, "&sau=%lld.%lld.%lld", (long long)last->key, (long long)last->sort, (long long)last->id);
	return buf_str(&o);
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
	TRY(plan_load_board(q->db, q->a, org, v.plan.id, &v.filter, q->by.today, &v.units, &v.board));
	if (v.board.more)
		v.next = next_page(q, &v.filter, &v.board);
	page_plan_board(&p->body, q, &v);
	return OK;
}
