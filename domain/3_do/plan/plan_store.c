/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/3_do/plan/plan_store.h"
#include "gen/sql.h"

err plan_load(db *d, arena *a, int64_t org, int64_t id, date today, struct plan *ret)
{
	ROWS r = { 0 };

	if (id)
		TRY(db_query(d, &r, a, Q_plan_load, BIND(org_id, org), BIND(id, id)));
	else
		TRY(db_query(d, &r, a, Q_plan_load_current, BIND(org_id, org), BIND(year, date_year(today))));
	if (!db_next(&r)) {
		TRY(db_done(&r));
		return FAIL(E_MISSING, "plan_missing", N_("Không có kế hoạch này."));
	}
	struct plan v = {
		.id = db_int(&r, "id"),
		.year = (int)db_int(&r, "year"),
		.title = db_text(&r, "title"),
		.document_number = db_text(&r, "document_number"),
		.document_symbol = db_text(&r, "document_symbol"),
		.issued_on = db_date(&r, "issued_on"),
		.issuer = db_text(&r, "issuer"),
		.signer_capacity = db_text(&r, "signer_capacity"),
		.signer_on_behalf_of = db_text(&r, "signer_on_behalf_of"),
		.signer_position = db_text(&r, "signer_position"),
		.signer_name = db_text(&r, "signer_name"),
	};
	TRY(db_done(&r));
	*ret = v;
	return OK;
}

static enum plan_span span_of(const char *word)
{
	static const char *const words[] = {
		[SPAN_NONE] = "none", [SPAN_MONTH] = "month", [SPAN_DAY] = "day", [SPAN_LATE] = "late",
	};
	size_t i = 0;

	while (i < COUNT_OF(words) && !str_eq(words[i], word))
		i++;
	assert(i < COUNT_OF(words));
	return (enum plan_span)i;
}

err plan_load_figures(db *d, arena *a, int64_t org, int64_t id, date today, struct plan_figures *ret)
{
	static const char *const counters[TASK_VERBS] = {
		[TASK_VERB_KNOW] = "n_know", [TASK_VERB_DISCUSS] = "n_discuss", [TASK_VERB_DO] = "n_do",
		[TASK_VERB_CHECK] = "n_check", [TASK_VERB_SUPERVISE] = "n_supervise", [TASK_VERB_BENEFIT] = "n_benefit",
		[TASK_VERB_NONE] = "n_none",
	};
	LIST(struct plan_tally) list = { 0 };
	date from, to;
	ROWS r = { 0 };

	plan_rule_window(today, &from, &to);
	TRY(db_query(d, &r, a, Q_plan_tally, BIND(org_id, org), BIND(plan_id, id), BIND_DATE(from_on, from),
	             BIND_DATE(to_on, to)));
	while (db_next(&r)) {
		struct plan_tally *v = LIST_ADD(a, &list);
		v->span = span_of(db_text(&r, "span"));
		v->from = DATE_NONE;
		if (v->span == SPAN_MONTH || v->span == SPAN_DAY)
			v->from = db_date(&r, "from_on");
		v->state = task_state_of(db_text(&r, "state"));
		for (enum task_verb verb = 0; verb < TASK_VERBS; verb++)
			v->n[verb] = (int)db_int(&r, counters[verb]);
	}
	TRY(db_done(&r));
	plan_rule_figures(list.v, list.n, today, ret);
	return OK;
}

err plan_load_late(db *d, arena *a, int64_t org, int64_t id, date today, struct plan_late *ret)
{
	struct plan_late v = { 0 };
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_plan_late, BIND(org_id, org), BIND(plan_id, id), BIND(today, (int64_t)today)));
	while (db_next(&r)) {
		assert(v.n < LATE_ROWS);
		v.v[v.n].id = db_int(&r, "id");
		v.v[v.n].ref = db_text(&r, "ref");
		v.v[v.n].title = db_text(&r, "title");
		v.v[v.n++].due_on = db_date(&r, "due_on");
	}
	TRY(db_done(&r));
	*ret = v;
	return OK;
}

err plan_load_warnings(db *d, arena *a, int64_t org, int64_t id, struct plan_warnings *ret)
{
	LIST(struct plan_warning) list = { 0 };
	int64_t total = 0;
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_plan_warnings, BIND(org_id, org), BIND(plan_id, id)));
	while (db_next(&r)) {
		total = db_int(&r, "total");
		*LIST_ADD(a, &list) = (struct plan_warning){
			.code = db_text(&r, "code"),
			.place = db_text(&r, "place"),
			.detail = db_text(&r, "detail"),
		};
	}
	TRY(db_done(&r));
	*ret = (struct plan_warnings){ list.v, list.n, total - (int64_t)list.n };
	return OK;
}

/* Ways to the rows of a page. */
enum way { WAY_ORDER, WAY_STATUS, WAY_UNIT };

/* HOUSE RULE: what a unit has, or a status, is looked up and sorted while it is little; much of it is soon met by walking
 * through the plan.  A status alone stands in its index. */
static err choose_way(db *d, arena *a, int64_t org, int64_t id, const struct plan_filter *f, const struct plan_range *v,
                      enum way *ret)
{
	enum { FEW_PARTS = 1000, FEW_TASKS = 2000 };
	ROWS r = { 0 };

	*ret = f->status == TASK_STATUSES ? WAY_ORDER : WAY_STATUS;
	if (!f->unit_id)
		return OK;
	TRY(db_query(d, &r, a, Q_plan_board_extent, BIND(org_id, org), BIND(plan_id, id), BIND(unit_id, f->unit_id),
	             BIND(state_1, task_state_word(v->states[0])), BIND(state_2, task_state_word(v->states[1])),
	             BIND(state_3, task_state_word(v->states[2])), BIND(due_from, v->due_from), BIND(due_to, v->due_to)));
	if (db_next(&r)) {
		if (db_int(&r, "parts") <= FEW_PARTS)
			*ret = WAY_UNIT;
		else if (db_int(&r, "tasks") > FEW_TASKS)
			*ret = WAY_ORDER;
	}
	return db_done(&r);
}

static err query_board(db *d, struct rows *r, arena *a, int64_t org, int64_t id, const struct plan_filter *f, date today)
{
	static const struct sql *const in_order[PLAN_GROUPS] = {
		[GROUP_VERB] = &Q_plan_board_verb, [GROUP_REF] = &Q_plan_board_ref, [GROUP_DUE] = &Q_plan_board_due,
	};
	static const char *const grouping[PLAN_GROUPS] = { [GROUP_VERB] = "verb", [GROUP_REF] = "ref", [GROUP_DUE] = "due" };
	struct plan_range range = plan_rule_range(f->status, today);
	enum way way;
	struct val v[12];
	size_t n = 0;

	TRY(choose_way(d, a, org, id, f, &range, &way));
	v[n++] = BIND(org_id, org);
	v[n++] = BIND(plan_id, id);
	v[n++] = BIND(unit_id, f->unit_id);
	v[n++] = BIND(state_1, task_state_word(range.states[0]));
	v[n++] = BIND(state_2, task_state_word(range.states[1]));
	v[n++] = BIND(state_3, task_state_word(range.states[2]));
	v[n++] = BIND(due_from, range.due_from);
	v[n++] = BIND(due_to, range.due_to);
	v[n++] = BIND(after_sort, f->after.sort);
	v[n++] = BIND(after_id, f->after.id);
	if (way != WAY_ORDER || f->group != GROUP_REF)
		v[n++] = BIND(after_key, f->after.key);
	if (way == WAY_ORDER)
		return db_query_(d, r, a, in_order[f->group], v, n);
	v[n++] = BIND(grouping, grouping[f->group]);
	return db_query_(d, r, a, way == WAY_UNIT ? &Q_plan_board_unit : &Q_plan_board_status, v, n);
}

static struct plan_row read_row(struct rows *r)
{
	struct plan_row v = { .id = db_int(r, "id") };

	v.place.id = v.id;
	v.place.key = db_int(r, "place");
	v.place.sort = db_int(r, "sort");
	v.ref = db_text(r, "ref");
	v.title = db_text(r, "title");
	v.verb = task_verb_of(db_text(r, "verb"));
	v.state = task_state_of(db_text(r, "state"));
	v.due_text = db_text(r, "due_text");
	v.due_on = db_date(r, "due_on");
	v.due_confirmed = db_int(r, "due_confirmed");
	v.done_on = v.state == TASK_DONE ? db_date(r, "done_on") : DATE_NONE;
	v.lead_text = db_null(r, "lead_unit_id") ? db_text(r, "lead_text") : "";
	return v;
}

/* The task of an id; parts of one task mostly come together, and in the order of the tasks. */
static const struct plan_row *row_of(const struct plan_row *rows, size_t n, size_t *at, int64_t id)
{
	for (size_t i = 0; i < n; i++, *at = (*at + 1) % n) {
		if (rows[*at].id == id)
			return &rows[*at];
	}
	return NULL;
}

static err load_parts(db *d, arena *a, int64_t org, const struct plan_row *rows, size_t n, const struct units *units)
{
	int64_t ids[BOARD_ROWS + 1];
	size_t at = 0;
	ROWS r = { 0 };

	for (size_t i = 0; i < n; i++)
		ids[i] = rows[i].id;
	TRY(db_query(d, &r, a, Q_plan_board_parts, BIND_IDS(task_ids, ids, n), BIND(org_id, org)));
	while (db_next(&r)) {
		const struct plan_row *row = row_of(rows, n, &at, db_int(&r, "task_id"));
		size_t unit = units_index(units, db_int(&r, "unit_id"));
		if (!row || unit >= units->n)
			continue;
		struct plan_cell *c = &row->cells[unit];
		c->given = true;
		c->lead = str_eq(db_text(&r, "part"), "lead");
		c->state = c->lead ? row->state : task_state_of(db_text(&r, "state")); /* the lead's part follows the task */
	}
	return db_done(&r);
}

err plan_load_board(db *d, arena *a, int64_t org, int64_t id, const struct plan_filter *filter, date today,
                    const struct units *units, struct plan_board *ret)
{
	struct plan_row *rows = arena_get(a, (BOARD_ROWS + 1) * sizeof *rows);
	size_t n = 0;
	ROWS r = { 0 };

	TRY(query_board(d, &r, a, org, id, filter, today));
	while (db_next(&r)) {
		assert(n <= BOARD_ROWS);
		rows[n] = read_row(&r);
		rows[n++].cells = arena_get(a, units->n * sizeof *rows->cells);
	}
	TRY(db_done(&r));
	bool more = n > BOARD_ROWS;
	*ret = (struct plan_board){ rows, more ? BOARD_ROWS : n, more };
	return load_parts(d, a, org, rows, ret->n, units);
}

static err add_lists(struct act *t, int64_t id, const struct plan_new *v)
{
	int64_t org = act_spec(t)->org;

	for (size_t i = 0; i < v->citation_count; i++) {
		const struct plan_citation *c = &v->citations[i];
		TRY(act_exec(t, NULL, Q_plan_citation_add, BIND(org_id, org), BIND(plan_id, id), BIND(n, (int64_t)i + 1),
		             BIND(number, c->number), BIND(type, c->type), BIND_DATE(issued_on, c->issued_on),
		             BIND(issuer, c->issuer), BIND(status_on_issue, c->status_on_issue),
		             BIND(status_on_import, c->status_on_import), BIND_DATE(imported_on, v->imported_on),
		             BIND(replaced_by, c->replaced_by), BIND(confirmed, c->confirmed)));
	}
	for (size_t i = 0; i < v->recipient_count; i++)
		TRY(act_exec(t, NULL, Q_plan_recipient_add, BIND(org_id, org), BIND(plan_id, id), BIND(n, (int64_t)i + 1),
		             BIND(name, v->recipients[i].name), BIND(role, v->recipients[i].role)));
	for (size_t i = 0; i < v->warning_count; i++)
		TRY(act_exec(t, NULL, Q_plan_warning_add, BIND(org_id, org), BIND(plan_id, id), BIND(n, (int64_t)i + 1),
		             BIND(code, v->warnings[i].code), BIND(place, v->warnings[i].place),
		             BIND(detail, v->warnings[i].detail)));
	for (size_t i = 0; i < v->period_count; i++)
		TRY(act_exec(t, NULL, Q_plan_period_add, BIND(org_id, org), BIND(id, act_new_id(t)), BIND(plan_id, id),
		             BIND(name, v->periods[i].name), BIND(due_text, v->periods[i].due_text),
		             BIND_DATE(due_on, v->periods[i].due_on)));
	return OK;
}

err plan_save_new(struct act *t, const struct plan_new *v, int64_t *ret_id)
{
	int64_t org = act_spec(t)->org;
	int64_t id = act_new_id(t);
	const struct plan *p = &v->head;

	TRY(act_exec(t, NULL, Q_plan_add, BIND(org_id, org), BIND(id, id), BIND(year, p->year), BIND(title, p->title),
	             BIND(document_type, v->document_type), BIND(document_number, p->document_number),
	             BIND(document_symbol, p->document_symbol), BIND(place, v->place), BIND_DATE(issued_on, p->issued_on),
	             BIND(issuer, p->issuer), BIND(signer_capacity, p->signer_capacity),
	             BIND(signer_on_behalf_of, p->signer_on_behalf_of), BIND(signer_position, p->signer_position),
	             BIND(signer_name, p->signer_name)));
	TRY(act_exec(t, NULL, Q_plan_version_add, BIND(org_id, org), BIND(plan_id, id),
	             BIND(source_sha256, v->source_sha256), BIND(source_name, v->source_name),
	             BIND(source_text, v->source_text), BIND(reading, v->reading)));
	TRY(add_lists(t, id, v));
	act_note_int(t, "plan_id", id);
	act_note(t, "source_sha256", v->source_sha256);
	*ret_id = id;
	return OK;
}

err plan_save_imported(struct act *t, int64_t id, int64_t before, int64_t rows)
{
	int changed = 0;

	TRY(act_exec(t, &changed, Q_plan_imported, BIND(org_id, act_spec(t)->org), BIND(id, id), BIND(before, before),
	             BIND(rows, rows)));
	if (changed != 1)
		return FAIL(E_CONFLICT, "plan_import_conflict", N_("Kế hoạch này đang được nhập ở nơi khác. Mở lại để xem."));
	act_note_int(t, "before", before);
	act_note_int(t, "rows", rows);
	return OK;
}

err plan_save_published(struct act *t, int64_t id, int64_t rows)
{
	int64_t org = act_spec(t)->org;
	int changed = 0;

	TRY(act_exec(t, &changed, Q_plan_publish, BIND(org_id, org), BIND(id, id), BIND(rows, rows)));
	if (changed != 1)
		return FAIL(E_CONFLICT, "plan_publish_conflict",
		            N_("Chưa phát hành được: kế hoạch chưa nhập đủ, hoặc đã phát hành rồi."));
	TRY(act_exec(t, NULL, Q_plan_version_publish, BIND(org_id, org), BIND(id, id), BIND(at_us, act_spec(t)->at_us)));
	act_note_int(t, "tasks", rows);
	return OK;
}
