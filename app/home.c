/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/home.h"
#include "domain/3_do/plan/plan_store.h"
#include "gen/pages.h"
#include "gen/sql.h"

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
	TRY(load_periods(q, &v));
	page_home_front(&p->body, q, &v);
	return OK;
}

static err load_tasks(const struct req *q, struct home_check *v)
{
	struct plan_after after = { 0 };
	LIST(struct home_task) list = { 0 };
	ROWS r = { 0 };

	plan_after_read(query(q, "sau"), &after);
	TRY(db_query(q->db, &r, q->a, Q_home_tasks, BIND(org_id, q->by.who.org), BIND(plan_id, v->plan.id),
	             BIND(after_sort, after.sort), BIND(after_id, after.id)));
	while (db_next(&r)) {
		struct home_task *t = LIST_ADD(q->a, &list);
		t->id = db_int(&r, "id");
		t->sort = db_int(&r, "sort");
		t->ref = db_text(&r, "ref");
		t->title = db_text(&r, "title");
		t->verb = task_verb_of(db_text(&r, "verb"));
		t->state = task_state_of(db_text(&r, "state"));
		t->due_text = db_text(&r, "due_text");
		t->due_on = db_date(&r, "due_on");
		t->due_confirmed = db_int(&r, "due_confirmed");
		t->done_on = db_date(&r, "done_on");
		t->percent = (int)db_int(&r, "percent");
		const char *lead = db_text(&r, "lead_name");
		t->lead = str_or(lead, db_text(&r, "lead_text"));
	}
	TRY(db_done(&r));
	v->tasks = list.v;
	v->n = list.n;
	if (list.n > BOARD_ROWS) {
		const struct home_task *last = &list.v[BOARD_ROWS - 1];
		v->n = BOARD_ROWS;
		v->next = arena_fmt(q->a, "?sau=0.%lld.%lld", (long long)last->sort, (long long)last->id);
	}
	return OK;
}

err home_get_check(const struct req *q, struct res *p)
{
	struct home_check v = { 0 };

	err e = plan_load(q->db, q->a, q->by.who.org, 0, q->by.today, &v.plan);
	if (e.kind == E_MISSING) {
		page_home_empty(&p->body, q, tr(q->lang, N_("Dân kiểm tra")), "/kiem-tra");
		return OK;
	}
	TRY(e);
	TRY(load_tasks(q, &v));
	page_home_check(&p->body, q, &v);
	return OK;
}
