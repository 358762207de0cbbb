/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/home.h"
#include "domain/3_do/plan/plan_page.h"
#include "domain/3_do/plan/plan_store.h"
#include "gen/pages.h"
#include "gen/sql.h"
#include "platform/text/text.h"

const char *home_issuer(const struct req *q, const struct plan *v)
{
	bool own = str_eq(text_lower(q->a, str_or(v->issuer, "")), text_lower(q->a, q->org_name));
	return own ? q->org_name : v->issuer;
}

static err load_periods(const struct req *q, struct home_page *v)
{
	LIST(struct home_period) list = { 0 };
	ROWS r = { 0 };

	TRY(db_query(q->db, &r, q->a, Q_home_periods, BIND(org_id, q->by.who.org), BIND(plan_id, v->plan.id),
	             BIND_DATE(today, q->by.today)));
	while (db_next(&r))
		*LIST_ADD(q->a, &list) = (struct home_period){
			.name = db_text(&r, "name"),
			.due_text = db_text(&r, "due_text"),
			.due_on = db_date(&r, "due_on"),
		};
	TRY(db_done(&r));
	v->periods = list.v;
	v->period_count = list.n;
	return OK;
}

err home_get_front(const struct req *q, struct res *p)
{
	struct home_page v = { 0 };

	err e = plan_load(q->db, q->a, q->by.who.org, 0, q->by.today, &v.plan);
	if (e.kind == E_MISSING) {
		page_home_empty(&p->body, q, tr(q->lang, N_("Trang chủ")), "/");
		return OK;
	}
	TRY(e);
	TRY(plan_load_figures(q->db, q->a, q->by.who.org, v.plan.id, q->by.today, &v.figures));
	if (v.figures.status[STATUS_OVERDUE])
		TRY(plan_load_late(q->db, q->a, q->by.who.org, v.plan.id, q->by.today, &v.late));
	TRY(load_periods(q, &v));
	page_home_front(&p->body, q, &v);
	return OK;
}

static struct home_task read_task(struct rows *r)
{
	struct home_task t = {
		.id = db_int(r, "id"),
		.sort = db_int(r, "sort"),
		.ref = db_text(r, "ref"),
		.title = db_text(r, "title"),
		.verb = task_verb_of(db_text(r, "verb")),
		.state = task_state_of(db_text(r, "state")),
		.percent = (int)db_int(r, "percent"),
		.due_on = db_date(r, "due_on"),
		.due_confirmed = db_int(r, "due_confirmed"),
		.done_on = db_date(r, "done_on"),
	};
	const char *lead = db_text(r, "lead_name");

	t.lead = str_or(lead, db_text(r, "lead_text"));
	return t;
}

static err load_tasks(const struct req *q, struct home_check *v)
{
	struct plan_range range = plan_rule_range(v->status, q->by.today);
	LIST(struct home_task) list = { 0 };
	ROWS r = { 0 };

	TRY(db_query(q->db, &r, q->a, Q_home_tasks, BIND(org_id, q->by.who.org), BIND(plan_id, v->plan.id),
	             BIND(after_sort, v->after.sort), BIND(after_id, v->after.id),
	             BIND(state_1, task_state_word(range.states[0])), BIND(state_2, task_state_word(range.states[1])),
	             BIND(state_3, task_state_word(range.states[2])), BIND(due_from, range.due_from),
	             BIND(due_to, range.due_to)));
	while (db_next(&r))
		*LIST_ADD(q->a, &list) = read_task(&r);
	TRY(db_done(&r));
	v->tasks = list.v;
	v->n = list.n > BOARD_ROWS ? BOARD_ROWS : list.n;
	v->first = v->status < TASK_STATUSES ? arena_fmt(q->a, "?tinh-trang=%s", plan_status_slug(v->status)) : "";
	v->before = plan_before(q, &v->after, v->total);
	if (list.n > BOARD_ROWS) {
		const struct home_task *last = &list.v[BOARD_ROWS - 1];
		v->next = arena_fmt(q->a, "%s%ssau=0.%lld.%lld", v->first, *v->first ? "&" : "?", (long long)last->sort,
		                    (long long)last->id);
		if (v->before >= 0)
			v->next = arena_fmt(q->a, "%s&tu=%lld", v->next, (long long)(v->before + BOARD_ROWS));
	}
	return OK;
}

err home_get_check(const struct req *q, struct res *p)
{
	struct home_check v = { .status = plan_status_of_slug(query(q, "tinh-trang")) };

	err e = plan_load(q->db, q->a, q->by.who.org, 0, q->by.today, &v.plan);
	if (e.kind == E_MISSING) {
		page_home_empty(&p->body, q, tr(q->lang, N_("Dân kiểm tra")), "/kiem-tra");
		return OK;
	}
	TRY(e);
	TRY(plan_load_figures(q->db, q->a, q->by.who.org, v.plan.id, q->by.today, &v.figures));
	v.total = v.status < TASK_STATUSES ? v.figures.status[v.status] : v.figures.total;
	plan_after_read(query(q, "sau"), &v.after);
	TRY(load_tasks(q, &v));
	page_home_check(&p->body, q, &v);
	return OK;
}
