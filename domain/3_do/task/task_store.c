/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/3_do/task/task_store.h"
#include "domain/0_shared/law/law_store.h"
#include "gen/sql.h"

/* HOUSE RULE: tasks without a day stand behind all others when the board is in order of days. */
enum { BY_DUE_NONE = 2932896 }; /* 9999-12-31 */

static struct task_report read_report(struct rows *r)
{
	return (struct task_report){
		.state = task_state_of(db_text(r, "state")),
		.percent = (int)db_int(r, "percent"),
		.result = db_text(r, "result"),
	};
}

static err load_units(db *d, arena *a, int64_t org, struct task *v)
{
	LIST(struct task_unit) units = { 0 };
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_task_units, BIND(org_id, org), BIND(task_id, v->id)));
	while (db_next(&r)) {
		struct task_unit *u = LIST_ADD(a, &units);
		u->unit_id = db_int(&r, "unit_id");
		u->code = db_text(&r, "code");
		u->name = db_text(&r, "name");
		u->lead = str_eq(db_text(&r, "part"), "lead");
		u->report = read_report(&r);
		u->report.done_on = db_date(&r, "done_on");
		u->report.unit_id = u->unit_id;
		u->version = (int)db_int(&r, "version");
	}
	TRY(db_done(&r));
	v->units = units.v;
	v->unit_count = units.n;
	return OK;
}

err task_load(db *d, arena *a, int64_t org, int64_t id, struct task *ret)
{
	struct task v;
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_task_load, BIND(org_id, org), BIND(id, id)));
	if (!db_next(&r)) {
		TRY(db_done(&r));
		return FAIL(E_MISSING, "task_missing", N_("Không có nhiệm vụ này. Mở bảng kế hoạch để tìm lại."));
	}
	v = (struct task){
		.id = db_int(&r, "id"),
		.plan_id = db_int(&r, "plan_id"),
		.plan_year = (int)db_int(&r, "year"),
		.plan_issued_on = db_date(&r, "plan_issued_on"),
		.ref = db_text(&r, "ref"),
		.title = db_text(&r, "title"),
		.text = db_text(&r, "text"),
		.verb = task_verb_of(db_text(&r, "verb")),
		.lead_unit_id = db_int(&r, "lead_unit_id"),
		.lead_text = db_text(&r, "lead_text"),
		.due_text = db_text(&r, "due_text"),
		.due_on = db_date(&r, "due_on"),
		.due_confirmed = db_int(&r, "due_confirmed"),
		.report = read_report(&r),
		.version = (int)db_int(&r, "version"),
	};
	v.report.done_on = db_date(&r, "done_on");
	TRY(db_done(&r));
	TRY(load_units(d, a, org, &v));
	*ret = v;
	return OK;
}

static struct task_version read_version(struct rows *r)
{
	struct task_version v = {
		.version = (int)db_int(r, "version"),
		.at_us = db_int(r, "at_us"),
		.unit = "",
		.person_id = db_int(r, "person_id"),
		.person = db_text(r, "person_name"),
	};
	v.report = read_report(r);
	return v;
}

err task_load_history(db *d, arena *a, int64_t org, int64_t id, int64_t before, struct task_versions *ret)
{
	LIST(struct task_version) list = { 0 };
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_task_history, BIND(org_id, org), BIND(task_id, id), BIND(before, before ? before : INT64_MAX)));
	while (db_next(&r)) {
		int64_t n = db_int(&r, "n");
		int64_t unit_id = db_int(&r, "unit_id");
		const char *unit = db_text(&r, "unit_name");
		struct task_version *v = LIST_ADD(a, &list);
		*v = read_version(&r);
		v->n = n;
		v->unit = unit;
		v->report.unit_id = unit_id;
		v->percent_before = (int)db_int(&r, "percent_before");
	}
	TRY(db_done(&r));
	bool more = list.n > HISTORY_ROWS;
	*ret = (struct task_versions){ list.v, more ? HISTORY_ROWS : list.n, more };
	return OK;
}

/* WHY asked now: what was known when the plan was imported ages, on both days. */
static err ask_register(db *d, arena *a, int64_t org, date signed_on, date today, struct task_cite *cites, size_t n)
{
	struct law_register law;

	if (!n)
		return OK;
	TRY(law_load_documents(d, a, org, &law));
	for (size_t i = 0; i < n; i++) {
		const struct law_document *row = register_find_in(&law, cites[i].number, cites[i].issued_on);
		cites[i].when_signed = register_status(row, signed_on);
		cites[i].today = register_status(row, today);
	}
	return OK;
}

err task_load_cites(db *d, arena *a, int64_t org, const struct task *v, date today, struct task_cites *ret)
{
	LIST(struct task_cite) list = { 0 };
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_task_cites, BIND(org_id, org), BIND(task_id, v->id)));
	while (db_next(&r))
		*LIST_ADD(a, &list) = (struct task_cite){
			.number = db_text(&r, "number"),
			.type = db_text(&r, "type"),
			.issued_on = db_date(&r, "issued_on"),
			.issuer = db_text(&r, "issuer"),
		};
	TRY(db_done(&r));
	TRY(ask_register(d, a, org, v->plan_issued_on, today, list.v, list.n));
	*ret = (struct task_cites){ list.v, list.n };
	return OK;
}

err task_load_two(db *d, arena *a, int64_t org, int64_t id, int64_t unit_id, int opened, int saved,
                  struct task_version *ret_opened, struct task_version *ret_saved)
{
	struct task_version first = {
		.version = 1, .unit = "", .person = "", .report = { unit_id, TASK_NOT_STARTED, 0, .result = "" },
	};
	struct task_version found_opened = first, found_saved = first;
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_task_version, BIND(org_id, org), BIND(task_id, id), BIND(unit_id, unit_id),
	             BIND(opened, opened), BIND(saved, saved)));
	while (db_next(&r)) {
		struct task_version v = read_version(&r);
		v.report.unit_id = unit_id;
		if (v.version == opened)
			found_opened = v;
		if (v.version == saved)
			found_saved = v;
	}
	TRY(db_done(&r));
	if (found_opened.version != opened || found_saved.version != saved)
		return FAIL(E_MISSING, "task_version_missing", N_("Bản đã mở không còn. Mở lại nhiệm vụ rồi nhập lần nữa."));
	*ret_opened = found_opened;
	*ret_saved = found_saved;
	return OK;
}

/* A task that enters or leaves the figures. */
struct tally {
	int64_t plan_id;
	enum task_verb verb;
	enum task_state state;
	date due_on, done_on;
	bool enters;
};

/* One task more (or less) in one row of the tally. */
static err count_row(struct act *t, const struct tally *v, const char *span, const char *from_on)
{
	const struct sql *q = v->enters ? &Q_task_tally_enter : &Q_task_tally_leave;
	int changed = 0;

	TRY(act_exec_(t, &changed, q, VALS(
		BIND(org_id, act_spec(t)->org), BIND(plan_id, v->plan_id), BIND(span, span), BIND(from_on, from_on),
		BIND(state, task_state_word(v->state)), BIND(n_know, v->verb == TASK_VERB_KNOW),
		BIND(n_discuss, v->verb == TASK_VERB_DISCUSS), BIND(n_do, v->verb == TASK_VERB_DO),
		BIND(n_check, v->verb == TASK_VERB_CHECK), BIND(n_supervise, v->verb == TASK_VERB_SUPERVISE),
		BIND(n_benefit, v->verb == TASK_VERB_BENEFIT), BIND(n_none, v->verb == TASK_VERB_NONE))));
	if (changed != 1)
		return FAIL(E_SYSTEM, "task_tally_lost", N_("Số liệu tổng hợp của kế hoạch không khớp. Báo quản trị hệ thống."));
	return OK;
}

/* Which rows of the tally a task stands in: schema/0004_plan.sql and 0016_done_on.sql say why. */
static err count_task(struct act *t, const struct tally *v)
{
	int year, month, day;

	if (v->state == TASK_DONE && task_rule_late(v->due_on, v->done_on))
		TRY(count_row(t, v, "late", ""));
	if (v->state == TASK_DONE || v->due_on == DATE_NONE)
		return count_row(t, v, "none", "");
	date_split(v->due_on, &year, &month, &day);
	TRY(count_row(t, v, "month", date_iso(act_arena(t), date_of(year, month, 1))));
	return count_row(t, v, "day", date_iso(act_arena(t), v->due_on));
}

static date done_on(const struct act *t, const struct task_save *s)
{
	return task_rule_done_on(&s->was, s->now.state, date_of_us(act_spec(t)->at_us));
}

static err move_tally(struct act *t, const struct task_save *s)
{
	struct tally v = { .plan_id = s->plan_id, .verb = s->verb, .due_on = s->due_on };

	if (s->was.state == s->now.state)
		return OK;
	v.state = s->was.state;
	v.done_on = s->was.done_on;
	TRY(count_task(t, &v));
	v.state = s->now.state;
	v.done_on = done_on(t, s);
	v.enters = true;
	return count_task(t, &v);
}

static err set_whole(struct act *t, int64_t org, const struct task_save *s, int *ret_changed)
{
	const char *state = task_state_word(s->now.state);

	TRY(act_exec(t, ret_changed, Q_task_set, BIND(org_id, org), BIND(id, s->task_id), BIND(version, s->version),
	             BIND(state, state), BIND(percent, s->now.percent), BIND(result, s->now.result),
	             BIND_DATE(done_on, done_on(t, s))));
	if (*ret_changed != 1)
		return OK;
	TRY(act_exec(t, NULL, Q_task_lead_follows, BIND(org_id, org), BIND(id, s->task_id), BIND(state, state),
	             BIND(percent, s->now.percent), BIND(result, s->now.result), BIND_DATE(done_on, done_on(t, s))));
	return move_tally(t, s);
}

static err set_part(struct act *t, int64_t org, const struct task_save *s, int *ret_changed)
{
	return act_exec(t, ret_changed, Q_task_unit_set, BIND(org_id, org), BIND(id, s->task_id),
	                BIND(unit_id, s->now.unit_id), BIND(version, s->version),
	                BIND(state, task_state_word(s->now.state)), BIND(percent, s->now.percent),
	                BIND(result, s->now.result), BIND_DATE(done_on, done_on(t, s)));
}

err task_save_progress(struct act *t, void *arg)
{
	const struct task_save *s = arg;
	const struct act_spec *spec = act_spec(t);
	int changed = 0;

	TRY(s->now.unit_id ? set_part(t, spec->org, s, &changed) : set_whole(t, spec->org, s, &changed));
	if (changed != 1)
		return FAIL(E_CONFLICT, "task_progress_conflict",
		            N_("Có người vừa lưu trước ông, bà. Chọn từng chỗ khác nhau rồi lưu lại."));
	TRY(act_exec(t, NULL, Q_task_progress_add, BIND(org_id, spec->org), BIND(id, s->task_id),
	             BIND(unit_id, s->now.unit_id), BIND(version, s->version + 1), BIND(at_us, spec->at_us),
	             BIND(person_id, spec->actor), BIND(state, task_state_word(s->now.state)),
	             BIND(percent, s->now.percent), BIND(result, s->now.result)));
	act_note(t, "ref", s->ref);
	act_note_int(t, "unit_id", s->now.unit_id);
	act_note_int(t, "version", s->version + 1);
	act_note(t, "state", task_state_word(s->now.state));
	act_note_int(t, "percent_was", s->was.percent);
	act_note_int(t, "percent", s->now.percent);
	act_answer(t, 303, arena_fmt(act_arena(t), "/nhiem-vu/%lld?luu=%d.%lld", (long long)s->task_id, s->version + 1,
	                             (long long)s->now.unit_id));
	return OK;
}

static err add_unit(struct act *t, int64_t task_id, int64_t unit_id, const char *part)
{
	return act_exec(t, NULL, Q_task_unit_add, BIND(org_id, act_spec(t)->org), BIND(task_id, task_id),
	                BIND(unit_id, unit_id), BIND(part, part));
}

static err add_relations(struct act *t, int64_t task_id, const struct task_new *v)
{
	int64_t org = act_spec(t)->org;

	if (v->lead_unit_id)
		TRY(add_unit(t, task_id, v->lead_unit_id, "lead"));
	for (size_t i = 0; i < v->unit_count; i++)
		TRY(add_unit(t, task_id, v->units[i], "support"));
	for (size_t i = 0; i < v->support_count; i++)
		TRY(act_exec(t, NULL, Q_task_support_add, BIND(org_id, org), BIND(task_id, task_id), BIND(n, (int64_t)i + 1),
		             BIND(name, v->supports[i])));
	for (size_t i = 0; i < v->cite_count; i++)
		TRY(act_exec(t, NULL, Q_task_cite_add, BIND(org_id, org), BIND(task_id, task_id), BIND(plan_id, v->plan_id),
		             BIND(n, v->cites[i])));
	return OK;
}

static const char *title_of(arena *a, const struct task_new *v)
{
	return task_rule_title_cut(v->title, str_or(v->text, "")) ? arena_fmt(a, "%s…", v->title) : v->title;
}

err task_save_new(struct act *t, const struct task_new *v, int64_t *ret_id)
{
	int64_t org = act_spec(t)->org;
	int64_t id = act_new_id(t);
	date due = v->due_confirmed ? v->due_on : DATE_NONE;
	struct val lead = v->lead_unit_id ? BIND(lead_unit_id, v->lead_unit_id) : BIND(lead_unit_id, (const char *)NULL);
	const char *verb = v->verb == TASK_VERB_NONE ? NULL : task_verb_word(v->verb);

	TRY(act_exec(t, NULL, Q_task_add, BIND(org_id, org), BIND(id, id), BIND(plan_id, v->plan_id), BIND(ref, v->ref),
	             BIND(sort, v->sort), BIND(by_verb, (int64_t)v->verb + 1),
	             BIND(by_due, (int64_t)(due == DATE_NONE ? BY_DUE_NONE : due)), BIND(title, title_of(act_arena(t), v)),
	             BIND(text, v->text), BIND(verb, verb), lead, BIND(lead_text, v->lead_text),
	             BIND(due_text, v->due_text), BIND_DATE(due_on, v->due_on), BIND(due_kind, v->due_kind),
	             BIND(due_confirmed, v->due_confirmed)));
	TRY(add_relations(t, id, v));
	TRY(count_task(t, &(struct tally){ v->plan_id, v->verb, TASK_NOT_STARTED, due, DATE_NONE, true }));
	*ret_id = id;
	return OK;
}

err task_save_drop(struct act *t, int64_t plan_id, int64_t upto)
{
	int64_t org = act_spec(t)->org;

	TRY(act_exec(t, NULL, Q_task_drop_cites, BIND(org_id, org), BIND(plan_id, plan_id), BIND(upto, upto)));
	TRY(act_exec(t, NULL, Q_task_drop_supports, BIND(org_id, org), BIND(plan_id, plan_id), BIND(upto, upto)));
	TRY(act_exec(t, NULL, Q_task_drop_units, BIND(org_id, org), BIND(plan_id, plan_id), BIND(upto, upto)));
	TRY(act_exec(t, NULL, Q_task_drop_tasks, BIND(org_id, org), BIND(plan_id, plan_id), BIND(upto, upto)));
	return act_exec(t, NULL, Q_task_drop_tally, BIND(org_id, org), BIND(plan_id, plan_id));
}
