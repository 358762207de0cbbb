/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/3_do/task/task_page.h"
#include "gen/pages.h"
#include "platform/field/field.h"
#include <string.h>

const char *task_unit_name(const struct task *v, int64_t unit_id)
{
	for (size_t i = 0; i < v->unit_count; i++) {
		if (v->units[i].unit_id == unit_id)
			return v->units[i].name;
	}
	return "";
}

static const struct {
	const char *label, *class;
} cite_words[] = {
	[LAW_UNCONFIRMED] = { N_("Chưa xác nhận"), "st id" },
	[LAW_IN_FORCE] = { N_("Còn hiệu lực"), "st ok" },
	[LAW_PARTLY_EXPIRED] = { N_("Hết hiệu lực một phần"), "st wa" },
	[LAW_EXPIRED] = { N_("Hết hiệu lực"), "st no" },
	[LAW_SUPERSEDED] = { N_("Được thay thế về nội dung"), "st wa" },
};

const char *task_cite_label(const struct law_state *s)
{
	return s->not_yet ? N_("Chưa có hiệu lực") : cite_words[s->status].label;
}

const char *task_cite_class(const struct law_state *s)
{
	return s->confirmed ? cite_words[s->status].class : "st id";
}

/* What is kept now, as a form. */
static struct task_form form_of(const struct req *q, const struct task *v, int64_t part)
{
	const struct task_report *r = task_part_report(v, part);
	return (struct task_form){
		.percent = arena_fmt(q->a, "%d", r->percent),
		.state = task_state_word(r->state),
		.result = r->result,
		.version = task_part_version(v, part),
		.opened_us = q->by.at_us,
	};
}

/* The part of the history that was asked for.  WHY lenient: an address that was cut short shows the newest reports. */
static err load_history(const struct req *q, struct task_page *ret)
{
	struct task_versions *h = &ret->history;
	int64_t before = 0;

	ret->older = str_int(query(q, "sau"), 1, INT64_MAX, &before);
	TRY(task_load_history(q->db, q->a, q->by.who.org, q->id, before, h));
	if (h->more)
		ret->next = arena_fmt(q->a, "?sau=%lld#lich-su", (long long)h->v[h->n - 1].n);
	return OK;
}

/* What the address says was saved ("luu=VERSION.UNIT"), as long as it is this person's and nothing was reported since. */
static const struct task_version *find_saved(const struct req *q, const struct task_page *v)
{
	const char *asked = query(q, "luu");

	for (size_t i = 0; *asked && !v->older && i < v->history.n; i++) {
		const struct task_version *x = &v->history.v[i];
		const char *is = arena_fmt(q->a, "%d.%lld", x->version, (long long)x->report.unit_id);
		if (str_eq(is, asked))
			return x->person_id == q->by.who.person && !v->may.kind && x->report.unit_id == v->part &&
			       x->version == task_part_version(&v->task, v->part) ? x : NULL;
	}
	return NULL;
}

/* Everything the page shows but the form. */
static err load_page(const struct req *q, struct task_page *ret)
{
	int64_t org = q->by.who.org;

	TRY(task_load(q->db, q->a, org, q->id, &ret->task));
	TRY(load_history(q, ret));
	TRY(task_load_cites(q->db, q->a, org, &ret->task, q->by.today, &ret->cites));
	ret->may = task_rule_part(&ret->task, &q->by.who, &ret->part);
	return OK;
}

err task_get_show(const struct req *q, struct res *p)
{
	struct task_page v = { 0 };

	TRY(load_page(q, &v));
	v.saved = find_saved(q, &v);
	v.form = form_of(q, &v.task, v.part);
	page_task_show(&p->body, q, &v);
	return OK;
}

/* ---- POST /nhiem-vu/:id/tien-do ---- */

/* What the writer's act and the page of a refusal need. */
struct attempt {
	struct task_save save;
	struct task_report mine;
	struct task_form form;
};

static struct task_form read_form(const struct req *q)
{
	int64_t version = 0;
	struct task_form f = {
		.percent = form(q, "percent"),
		.state = form(q, "state"),
		.result = form(q, "result"),
	};
	str_int(form(q, "version"), 1, INT32_MAX, &version);
	str_int(form(q, "opened"), 0, INT64_MAX, &f.opened_us);
	f.version = (int)version;
	return f;
}

/* On the page of a conflict each field may be taken from the report that was kept when that page was shown. */
static err take_saved(const struct req *q, int64_t part, struct task_form *f)
{
	struct task_version saved, same;

	if (!form_has(q, "pick_percent", "saved") && !form_has(q, "pick_state", "saved") &&
	    !form_has(q, "pick_result", "saved"))
		return OK;
	TRY(task_load_two(q->db, q->a, q->by.who.org, q->id, part, f->version, f->version, &same, &saved));
	if (form_has(q, "pick_percent", "saved"))
		f->percent = arena_fmt(q->a, "%d", saved.report.percent);
	if (form_has(q, "pick_state", "saved"))
		f->state = task_state_word(saved.report.state);
	if (form_has(q, "pick_result", "saved"))
		f->result = saved.report.result;
	return OK;
}

static struct task_report report_of(const struct req *q, const struct task_form *f, int64_t part)
{
	struct task_report r = { .unit_id = part, .state = task_state_of(f->state), .percent = -1, .result = f->result };
	err e = field_percent(q->a, f->percent, &r.percent);

	(void)e; /* -1: the rule has the sentence */
	return r;
}

static err show_refusal(const struct req *q, struct res *p, const struct task_form *f, const struct errs *wrong)
{
	struct task_page v = { .wrong = wrong };

	TRY(load_page(q, &v));
	v.form = *f;
	p->status = http_status(errs_first(wrong));
	page_task_show(&p->body, q, &v);
	return OK;
}

static err show_conflict(const struct req *q, struct res *p, const struct task *task, int64_t part,
                         const struct task_form *f, const struct task_report *mine)
{
	struct task_conflict v = { .task = *task, .mine = *mine, .form = *f };

	TRY(task_load_two(q->db, q->a, q->by.who.org, q->id, part, f->version, task_part_version(task, part), &v.opened,
	                  &v.saved));
	p->status = 409;
	page_task_conflict(&p->body, q, &v);
	return OK;
}

/* The writer said no.  Somebody's newer report is shown beside this one; the rest shows the form again. */
static err progress_refused(const struct req *q, struct res *p, const err *e, void *arg)
{
	const struct attempt *t = arg;
	struct errs wrong = { { *e }, 1 };
	struct task task;

	if (!str_eq(e->code, "task_progress_conflict"))
		return show_refusal(q, p, &t->form, &wrong);
	TRY(task_load(q->db, q->a, q->by.who.org, q->id, &task));
	return show_conflict(q, p, &task, t->mine.unit_id, &t->form, &t->mine);
}

static err save_attempt(struct act *t, void *arg)
{
	struct attempt *attempt = arg;
	return task_save_progress(t, &attempt->save);
}

err task_post_progress(const struct req *q, struct res *p)
{
	struct task v;
	struct errs wrong = { 0 };
	int64_t part;
	struct attempt *t = arena_get(q->a, sizeof *t);

	if (form_has(q, "drop", "1"))
		return see_other(p, arena_fmt(q->a, "/nhiem-vu/%lld", (long long)q->id));
	t->form = read_form(q);
	TRY(task_load(q->db, q->a, q->by.who.org, q->id, &v));
	TRY(task_rule_part(&v, &q->by.who, &part));
	TRY(take_saved(q, part, &t->form));
	t->mine = report_of(q, &t->form, part);
	if (t->form.version != task_part_version(&v, part))
		return show_conflict(q, p, &v, part, &t->form, &t->mine);
	t->save = (struct task_save){
		.task_id = v.id,
		.plan_id = v.plan_id,
		.ref = v.ref,
		.verb = v.verb,
		.due_on = task_rule_due(&v),
		.version = t->form.version,
		.was = *task_part_report(&v, part),
	};
	if (task_rule_progress(&v, &q->by.who, &t->mine, &t->save.now, &wrong).kind)
		return show_refusal(q, p, &t->form, &wrong);
	return save(p, (struct save){ .kind = "task.progress", .object = v.id, .fn = save_attempt, .arg = t,
	                              .refused = progress_refused });
}
