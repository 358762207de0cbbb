/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/flows/publish_plan.h"
#include "platform/clock/id.h"
#include "platform/text/text.h"
#include <string.h>

/* ---- who of the names is a unit ---- */

static int64_t find_by_name(arena *a, const struct units *units, const char *folded)
{
	for (size_t i = 0; i < units->n; i++) {
		const struct unit *u = &units->v[i];
		if (str_eq(text_fold(a, u->name), folded) || str_eq(text_fold(a, u->short_name), folded) ||
		    str_eq(text_fold(a, u->code), folded))
			return u->id;
	}
	return 0;
}

/* HOUSE RULE: a department has one union, one inspection board and one editorial board; whatever a text calls them in
 * full, these words open the name.  With two of a kind nobody is meant for certain. */
static int64_t find_by_kind(const struct units *units, const char *folded)
{
	static const struct {
		const char *opening;
		enum unit_kind kind;
	} kinds[] = {
		{ "cong doan", UNIT_UNION },
		{ "ban thanh tra nhan dan", UNIT_INSPECTION_BOARD },
		{ "ban bien tap", UNIT_EDITORIAL_BOARD },
	};
	int64_t found = 0;

	for (size_t k = 0; k < COUNT_OF(kinds); k++) {
		if (!str_starts(folded, kinds[k].opening))
			continue;
		for (size_t i = 0; i < units->n; i++) {
			if (units->v[i].kind != kinds[k].kind)
				continue;
			if (found)
				return 0;
			found = units->v[i].id;
		}
	}
	return found;
}

static int64_t find_unit(arena *a, const struct units *units, const char *folded)
{
	int64_t id = find_by_name(a, units, folded);
	return id ? id : find_by_kind(units, folded);
}

/* HOUSE RULE: these words mean every plain unit of the department. */
static bool means_all_units(const char *folded)
{
	static const char *const words[] = { "cac don vi", "cac phong", "truong cac don vi", "truong cac phong", "cac phong don vi" };
	for (size_t i = 0; i < COUNT_OF(words); i++) {
		if (str_starts(folded, words[i]))
			return true;
	}
	return false;
}

struct unit_set {
	int64_t *v;
	size_t n;
	int64_t lead;
};

static void add_unit(struct unit_set *s, int64_t id)
{
	if (id == 0 || id == s->lead)
		return;
	for (size_t i = 0; i < s->n; i++) {
		if (s->v[i] == id)
			return;
	}
	s->v[s->n++] = id;
}

static void add_named(arena *a, const struct units *units, const char *name, struct unit_set *s)
{
	const char *folded = text_fold(a, name);

	if (!means_all_units(folded)) {
		add_unit(s, find_unit(a, units, folded));
		return;
	}
	for (size_t i = 0; i < units->n; i++) {
		if (units->v[i].kind == UNIT_PLAIN && units->v[i].active)
			add_unit(s, units->v[i].id);
	}
}

struct publish_owner publish_owner_find(arena *a, const struct units *units, const char *lead,
                                        const char *const *supports, size_t support_count)
{
	struct unit_set s = { .v = arena_get(a, units->n * sizeof *s.v) };

	if (lead && *lead) {
		s.lead = find_unit(a, units, text_fold(a, lead));
		if (!s.lead)
			add_named(a, units, lead, &s);
	}
	for (size_t i = 0; i < support_count; i++)
		add_named(a, units, supports[i], &s);
	return (struct publish_owner){ s.lead, s.v, s.n };
}

/* ---- the acts ---- */

struct step {
	const struct publish *p;
	int64_t set_aside;              /* an import of this source that was read otherwise, or 0 */
	int64_t plan_id;
	size_t from, to;                /* tasks of this batch */
};

static err act_start(struct act *t, void *arg)
{
	const struct step *s = arg;
	int64_t id;

	if (s->set_aside)
		TRY(plan_import_save_set_aside(t, s->set_aside));
	TRY(plan_save_new(t, &s->p->plan, &id));
	act_answer(t, 303, arena_fmt(act_arena(t), "/ke-hoach/%lld", (long long)id));
	return OK;
}

static err act_batch(struct act *t, void *arg)
{
	const struct step *s = arg;
	int64_t id;

	TRY(plan_save_imported(t, s->plan_id, (int64_t)s->from, (int64_t)(s->to - s->from)));
	for (size_t i = s->from; i < s->to; i++) {
		struct task_new task = s->p->tasks[i];
		task.plan_id = s->plan_id;
		task.sort = (int64_t)i + 1;
		TRY(task_save_new(t, &task, &id));
	}
	return OK;
}

static err act_set_aside(struct act *t, void *arg)
{
	const struct step *s = arg;
	return plan_import_save_set_aside(t, s->plan_id);
}

static err act_drop_batch(struct act *t, void *arg)
{
	const struct step *s = arg;
	return task_save_drop(t, s->plan_id, (int64_t)s->to);
}

static err act_drop(struct act *t, void *arg)
{
	const struct step *s = arg;
	return plan_import_save_drop(t, s->plan_id);
}

static err act_publish(struct act *t, void *arg)
{
	const struct step *s = arg;

	return plan_save_published(t, s->plan_id, (int64_t)s->p->task_count);
}

/* WHY without a key: keys are forgotten in time, rows are not.  The schema knows the source, and the plan how many of
 * its tasks stand: nothing is written twice. */
static err run(struct acts *acts, arena *a, const struct step *s, const char *kind, act_fn *fn, struct act_answer *ret)
{
	struct act_spec spec = {
		.org = s->p->org,
		.actor = s->p->actor,
		.at_us = s->p->at_us,
		.kind = kind,
		.object = s->plan_id,
		.prio = ACT_JOB,
	};
	return acts_run(acts, a, &spec, fn, (void *)s, ret);
}

/* Removes an import that was set aside, with the `rows` tasks that may stand of it. */
static err drop(struct acts *acts, arena *a, const struct publish *p, int64_t plan_id, size_t rows)
{
	struct step s = { .p = p, .plan_id = plan_id };

	while (s.to < rows) {
		s.to = s.to + PUBLISH_BATCH < rows ? s.to + PUBLISH_BATCH : rows;
		TRY(run(acts, a, &s, "plan.import_remove_tasks", act_drop_batch, NULL));
	}
	return run(acts, a, &s, "plan.import_remove", act_drop, NULL);
}

/* HOUSE RULE: an import that failed leaves nothing, unless another one of the same source is at it. */
static void withdraw(struct acts *acts, arena *a, struct step *s, err why)
{
	if (!s->plan_id || str_eq(why.code, "plan_import_conflict"))
		return;
	err e = run(acts, a, s, "plan.import_set_aside", act_set_aside, NULL);
	if (!e.kind)
		drop(acts, a, s->p, s->plan_id, s->to); /* what fails here is dead: the next import removes it */
}

struct finding {
	const struct publish *p;
	int64_t before_id;
	struct plan_import ret;
	struct plan_dead dead;
};

static err find_dead(struct upkeep *u, void *arg)
{
	struct finding *f = arg;
	return plan_import_find_dead(u, f->p->org, f->before_id, &f->dead);
}

/* Imports that were killed, of whatever source: set aside, or begun so long ago that nobody is at them any more. */
static err drop_dead(struct acts *acts, arena *a, const struct publish *p, int64_t kept)
{
	enum { HOUR_MS = 3600000 };
	struct id_line line = { 0 };
	struct finding f = { .p = p, .before_id = id_next(&line, p->at_us / 1000 - HOUR_MS, 0) };

	TRY(upkeep_run(acts, a, find_dead, &f));
	for (size_t i = 0; i < f.dead.n; i++) {
		struct step s = { .p = p, .plan_id = f.dead.plan_id[i] };
		if (s.plan_id == kept)
			continue;
		err e = run(acts, a, &s, "plan.import_set_aside", act_set_aside, NULL);
		if (e.kind && !str_eq(e.code, "plan_import_conflict")) /* set aside before */
			return e;
		TRY(drop(acts, a, p, s.plan_id, (size_t)f.dead.rows[i]));
	}
	return OK;
}

static err find(struct upkeep *u, void *arg)
{
	struct finding *f = arg;
	return plan_import_find(u, f->p->org, f->p->plan.source_sha256, f->p->plan.reading, &f->ret);
}

static err start(struct acts *acts, arena *a, const struct plan_import *before, struct step *s)
{
	struct act_answer answer;

	if (before->plan_id && before->same_reading) {
		s->plan_id = before->plan_id;
		s->from = (size_t)before->rows;
		return OK;
	}
	s->set_aside = before->plan_id;
	TRY(run(acts, a, s, "plan.import", act_start, &answer));
	if (!str_int(answer.location + strlen("/ke-hoach/"), 1, INT64_MAX, &s->plan_id))
		return FAIL(E_SYSTEM, "plan_import_answer", N_("Không mở lại được lần nhập dở. Báo quản trị hệ thống."));
	return OK;
}

err publish_find(struct acts *acts, arena *a, const struct publish *p, struct plan_import *ret)
{
	struct finding f = { .p = p };

	TRY(upkeep_run(acts, a, find, &f));
	*ret = f.ret;
	return OK;
}

static err fill(struct acts *acts, arena *a, struct step *s, void (*progress)(size_t done, size_t all))
{
	size_t count = s->p->task_count;

	for (s->to = s->from; s->from < count; s->from = s->to) {
		s->to = s->from + PUBLISH_BATCH < count ? s->from + PUBLISH_BATCH : count;
		TRY(run(acts, a, s, "plan.import_tasks", act_batch, NULL));
		if (progress)
			progress(s->to, count);
	}
	return run(acts, a, s, "plan.publish", act_publish, NULL);
}

err publish_plan(struct acts *acts, arena *a, const struct publish *p, void (*progress)(size_t done, size_t all),
                 int64_t *ret_plan_id)
{
	struct plan_import before;
	struct step s = { .p = p };

	TRY(publish_find(acts, a, p, &before));
	if (before.published) {
		*ret_plan_id = before.plan_id;
		return OK;
	}
	TRY(start(acts, a, &before, &s));
	err e = drop_dead(acts, a, p, s.plan_id);
	if (!e.kind)
		e = fill(acts, a, &s, progress);
	if (e.kind) {
		withdraw(acts, a, &s, e);
		return e;
	}
	*ret_plan_id = s.plan_id;
	return OK;
}
