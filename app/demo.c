/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/demo.h"
#include "app/flows/import_plan.h"
#include "domain/0_shared/org/org_store.h"
#include "gen/sql.h"
#include "platform/text/text.h"
#include <string.h>

enum { MINUTE = 60 * 1000000, FIRST_DAY = 18729 }; /* 2021-04-12 */

struct demo {
	struct acts *acts;
	db *db;
	arena *a;
	struct units units;
	int64_t *people;
	int64_t plan_id, made_us;
};

static date day(const char *iso)
{
	date d = DATE_NONE;
	if (iso && !date_parse_iso(iso, &d))
		assert(!"the demonstration's days are written as ISO days");
	return d;
}

static int64_t at(date d, int hour, int minute)
{
	return date_start_us(d) + ((int64_t)hour * 60 + minute) * MINUTE;
}

int64_t demo_now_us(void)
{
	return at(day("2021-06-07"), 7, 45);
}

/* WHY the machine's time is looked at: one that was set back would put the reports of yesterday into the future. */
int64_t demo_shift_us(int64_t made_us, int64_t real_us)
{
	return demo_now_us() - (made_us && made_us <= real_us ? made_us : real_us);
}

const char *demo_email(arena *a, const struct demo_person *p)
{
	return arena_fmt(a, "%s@so.example", p->key);
}

size_t demo_person_index(const char *key)
{
	size_t i = 0;
	while (i < demo_person_count && !str_eq(demo_people[i].key, key))
		i++;
	assert(i < demo_person_count);
	return i;
}

static int64_t unit_id(const struct demo *w, const char *code)
{
	for (size_t i = 0; i < w->units.n; i++) {
		if (str_eq(w->units.v[i].code, code))
			return w->units.v[i].id;
	}
	return 0;
}

/* ---- the department and its people ---- */

static err run(struct demo *w, int64_t at_us, int64_t actor, const char *kind, int64_t object, act_fn *fn, void *arg)
{
	struct act_answer answer;
	struct act_spec spec = {
		.org = DEMO_ORG, .actor = actor, .at_us = at_us, .kind = kind, .object = object, .prio = ACT_JOB,
	};
	return acts_run(w->acts, w->a, &spec, fn, arg, &answer);
}

static err save_mark(struct act *t, void *arg)
{
	const struct demo *w = arg;
	return act_exec(t, NULL, Q_demonstration_set, BIND(org_id, act_spec(t)->org),
	                BIND(made_us, arena_fmt(act_arena(t), "%lld", (long long)w->made_us)));
}

/* From now on this database as a whole (org 0) may play a day of its own, and says so on every page. */
static err mark_demonstration(struct demo *w)
{
	struct act_spec spec = { .at_us = at(day("2021-01-04"), 7, 30), .kind = "demo.mark", .prio = ACT_JOB };
	return acts_run(w->acts, w->a, &spec, save_mark, w, NULL);
}

static err make_org(struct demo *w)
{
	struct unit *units = arena_get(w->a, demo_unit_count * sizeof *units);

	for (size_t i = 0; i < demo_unit_count; i++)
		units[i] = (struct unit){
			.code = demo_units[i].code,
			.name = demo_units[i].name,
			.short_name = demo_units[i].code,
			.kind = unit_kind_of(demo_units[i].kind),
		};
	struct org_new org = {
		.name = "Sở Khoa học và Công nghệ",
		.short_name = "Sở KH&CN",
		.parent_name = "UBND tỉnh An Lạc",
		.host = "",
		.base_url = "",
		.units = units,
		.unit_count = demo_unit_count,
	};
	TRY(mark_demonstration(w));
	TRY(run(w, at(day("2021-01-04"), 8, 0), 0, "org.init", DEMO_ORG, org_save_new, &org));
	return org_units(w->db, w->a, DEMO_ORG, &w->units);
}

static err make_people(struct demo *w)
{
	w->people = arena_get(w->a, demo_person_count * sizeof *w->people);
	for (size_t i = 0; i < demo_person_count; i++) {
		const struct demo_person *p = &demo_people[i];
		struct person_new person = {
			.name = p->name,
			.sort_key = text_name_sort_key(w->a, p->name),
			.email = demo_email(w->a, p),
			.title = p->title,
			.role = p->role,
			.unit_id = p->unit ? unit_id(w, p->unit) : 0,
			.from_on = day("2021-01-04"),
		};
		TRY(run(w, at(day("2021-01-04"), 8, 5), 0, "person.add", 0, org_save_person, &person));
		w->people[i] = person.ret_id;
	}
	return OK;
}

/* ---- the plan ---- */

/* Codes in a row, "VP TTr", as a list. */
static size_t split(arena *a, const char *codes, const char **ret)
{
	size_t n = 0;
	while (*codes) {
		size_t len = strcspn(codes, " ");
		ret[n++] = arena_text_n(a, codes, len);
		codes += len + (codes[len] == ' ');
	}
	return n;
}

static const struct task_new *find_read(const struct publish *p, const char *ref)
{
	for (size_t i = 0; i < p->task_count; i++) {
		if (str_eq(p->tasks[i].ref, ref))
			return &p->tasks[i];
	}
	return NULL;
}

/* An item as read, with what the office decided: who leads, who helps, until when. */
static err decide(struct demo *w, const struct publish *read, const struct demo_task *t, struct task_new *ret)
{
	const struct task_new *item = find_read(read, str_starts(t->ref, "III.2.") ? "III.2" : t->ref);
	const char **names = arena_get(w->a, (demo_unit_count + 1) * sizeof *names);
	size_t name_count = split(w->a, t->supports, names);
	struct publish_owner owner = publish_owner_find(w->a, &w->units, t->lead, names, name_count);

	if (!item)
		return FAIL(E_INPUT, "demo_plan_item", N_("Kế hoạch mẫu không có mục {0}."), .arg = { t->ref });
	*ret = *item;
	ret->ref = t->ref;
	ret->title = str_or(t->title, item->title);
	ret->verb = task_verb_of(t->verb);
	ret->lead_unit_id = owner.lead_unit_id;
	ret->units = owner.units;
	ret->unit_count = owner.unit_count;
	ret->due_text = t->due_text;
	ret->due_kind = t->due_guessed ? "derived" : t->due_on ? "fixed" : "recurring";
	ret->due_on = day(t->due_on);
	ret->due_confirmed = t->due_on && !t->due_guessed;
	return OK;
}

/* The office has joined II.11 to II.1: nothing is left to decide about the two. */
static void settle(struct demo *w, struct plan_new *plan)
{
	struct plan_warning *left = arena_get(w->a, plan->warning_count * sizeof *left);
	size_t n = 0;

	for (size_t i = 0; i < plan->warning_count; i++) {
		if (!strstr(str_or(plan->warnings[i].place, ""), "II.11"))
			left[n++] = plan->warnings[i];
	}
	plan->warnings = left;
	plan->warning_count = n;
}

static err make_plan(struct demo *w, const char *text)
{
	struct plan_reading reading = plan_read(w->a, text);
	struct task_new *tasks = arena_get(w->a, demo_task_count * sizeof *tasks);
	struct publish p;
	struct import_plan in = {
		.org = DEMO_ORG,
		.actor = w->people[demo_person_index("hang")],
		.at_us = at(day("2021-03-23"), 9, 30),
		.name = strrchr(DEMO_PLAN, '/') + 1,
		.text = text,
		.reading = &reading,
	};

	TRY(import_plan_prepare(w->db, w->a, &in, &p));
	for (size_t i = 0; i < demo_task_count; i++)
		TRY(decide(w, &p, &demo_tasks[i], &tasks[i]));
	settle(w, &p.plan);
	p.tasks = tasks;
	p.task_count = demo_task_count;
	return publish_plan(w->acts, w->a, &p, NULL, &w->plan_id);
}

/* ---- what was reported ---- */

static size_t person_of(const char *unit)
{
	for (size_t i = 0; i < demo_person_count; i++) {
		if (str_eq(demo_people[i].unit, unit) && !str_eq(demo_people[i].role, "officer"))
			return i;
	}
	assert(!"every unit of the demonstration has somebody");
	return 0;
}

static err report(struct demo *w, int64_t task_id, size_t person, int64_t at_us, const struct task_report *wish)
{
	struct task v;
	struct who who = { .org = DEMO_ORG, .person = w->people[person] };

	if (!who_hold(w->a, &who, demo_people[person].role, unit_id(w, demo_people[person].unit)))
		assert(!"the demonstration uses roles of roles.txt");
	TRY(task_load(w->db, w->a, DEMO_ORG, task_id, &v));
	struct task_save s = { .task_id = v.id, .plan_id = v.plan_id, .ref = v.ref, .verb = v.verb };
	TRY(task_rule_progress(&v, &who, wish, &s.now, NULL));
	s.due_on = task_rule_due(&v);
	s.was = *task_part_report(&v, s.now.unit_id);
	s.version = task_part_version(&v, s.now.unit_id);
	return run(w, at_us, who.person, "task.progress", v.id, task_save_progress, &s);
}

static date earlier(date x, date y)
{
	return y != DATE_NONE && y < x ? y : x;
}

/* Who reports the part of a supporting unit: nobody with the whole department's view, who would report the whole. */
static size_t helper_of(const char *unit)
{
	return str_eq(unit, "VP") ? demo_person_index("tung") : person_of(unit);
}

/* Two reports of the lead and one of each unit that is done. */
static err make_reports(struct demo *w, size_t i, int64_t task_id)
{
	const struct demo_task *t = &demo_tasks[i];
	const char **codes = arena_get(w->a, demo_unit_count * sizeof *codes);
	size_t lead = person_of(t->lead);
	date second = earlier(FIRST_DAY + 42 + (date)i % 11, day(t->due_on));
	date first = earlier(FIRST_DAY + (date)i % 9, second - 3);
	int minute = (int)(i * 7 % 60);

	if (t->percent == 0)
		return OK;
	TRY(report(w, task_id, lead, at(first, 9, minute),
	           &(struct task_report){ .state = TASK_DOING, .percent = t->percent / 4,
	                                  .result = "Đã lập kế hoạch chi tiết và phân công người làm." }));
	TRY(report(w, task_id, helper_of(t->lead), at(second, 15, minute),
	           &(struct task_report){ .state = t->percent == 100 ? TASK_DONE : TASK_DOING, .percent = t->percent,
	                                  .result = t->result }));
	size_t n = split(w->a, t->parts_done, codes);
	for (size_t k = 0; k < n; k++)
		TRY(report(w, task_id, helper_of(codes[k]), at(second, 16, (int)k * 3),
		           &(struct task_report){ .state = TASK_DONE, .percent = 100,
		                                  .result = "Đơn vị đã làm xong phần được giao." }));
	return OK;
}

static err make_progress(struct demo *w)
{
	struct plan_board board;
	struct plan_filter all = { .status = TASK_STATUSES, .group = GROUP_REF };

	TRY(plan_load_board(w->db, w->a, DEMO_ORG, w->plan_id, &all, day("2021-06-07"), &w->units, &board));
	assert(board.n == demo_task_count);
	for (size_t i = 0; i < board.n; i++)
		TRY(make_reports(w, i, board.rows[i].id));
	return OK;
}

err demo_make(struct acts *acts, db *d, arena *a, const char *text, int64_t made_us, struct demo_world *ret)
{
	struct demo w = { .acts = acts, .db = d, .a = a, .made_us = made_us };
	struct org found;

	if (org_load(d, a, DEMO_ORG, &found).kind != E_MISSING)
		return FAIL(E_RULE, "demo_not_empty", N_("Cơ sở dữ liệu này đã có cơ quan. Bản trình diễn cần một nơi trống."));
	TRY(make_org(&w));
	TRY(make_people(&w));
	TRY(make_plan(&w, text));
	TRY(make_progress(&w));
	*ret = (struct demo_world){ w.plan_id, w.people };
	return OK;
}
