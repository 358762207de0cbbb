/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/3_do/plan/plan.h"
#include <string.h>

static const struct {
	const char *word, *label;
} groups[PLAN_GROUPS] = {
	[GROUP_VERB] = { "noi-dung", N_("Sáu nội dung dân chủ") },
	[GROUP_REF] = { "muc", N_("Mục trong văn bản") },
	[GROUP_DUE] = { "han", N_("Hạn") },
};

void plan_rule_window(date today, date *ret_from, date *ret_to)
{
	int year, month, day;

	date_split(today, &year, &month, &day);
	*ret_from = date_of(year, month, 1);
	*ret_to = today + TASK_SOON_DAYS;
}

/* What one row has of one verb; a day of the window only moves its tasks from far away to where they stand. */
static void add_tally(struct plan_figures *f, const struct plan_tally *g, enum task_verb v, enum task_status far,
                      enum task_status s)
{
	int n = g->n[v];

	if (g->span == SPAN_DAY) {
		f->status[far] -= n;
	} else {
		f->total += n;
		f->verb[v].total += n;
		f->verb[v].dated += g->span == SPAN_MONTH ? n : 0;
	}
	f->status[s] += n;
	f->verb[v].done += s == STATUS_DONE ? n : 0;
	f->verb[v].overdue += s == STATUS_OVERDUE ? n : 0;
}

static void add_late(struct plan_figures *f, const struct plan_tally *g)
{
	for (enum task_verb v = 0; v < TASK_VERBS; v++) {
		f->late += g->n[v];
		f->verb[v].late += g->n[v];
	}
}

/* A month before the window is late, every other one is far away. */
void plan_rule_figures(const struct plan_tally *v, size_t n, date today, struct plan_figures *ret)
{
	struct plan_figures f = { 0 };
	date from, to;

	plan_rule_window(today, &from, &to);
	for (size_t i = 0; i < n; i++) {
		const struct plan_tally *g = &v[i];
		enum task_status far = task_rule_status(g->state, DATE_NONE, DATE_NONE, today, NULL);
		enum task_status s = far;
		if (g->span == SPAN_LATE) {
			add_late(&f, g);
			continue;
		}
		if (g->span == SPAN_DAY && (g->from < from || g->from > to))
			continue;
		if (g->span == SPAN_DAY)
			s = task_rule_status(g->state, g->from, DATE_NONE, today, NULL);
		else if (g->span == SPAN_MONTH && g->from < from)
			s = STATUS_OVERDUE;
		for (enum task_verb verb = 0; verb < TASK_VERBS; verb++)
			add_tally(&f, g, verb, far, s);
	}
	*ret = f;
}

const char *plan_warning_of_plan(const struct plan_warning *w, const char **ret_place)
{
	if (strcmp(w->code, "number_missing") == 0) {
		*ret_place = "";
		return N_("Bản số hóa thiếu số văn bản");
	}
	if (strcmp(w->code, "cited_expired") == 0) {
		*ret_place = w->place;
		return N_("Dẫn văn bản đã hết hiệu lực:");
	}
	if (strcmp(w->code, "lines_unused") == 0) {
		*ret_place = w->detail;
		return N_("Số dòng của văn bản chưa dùng đến:");
	}
	return NULL;
}

bool plan_warning_confirmed(const struct plan_warning *w)
{
	static const char mark[] = "(chưa xác nhận)";
	size_t n = strlen(str_or(w->detail, ""));

	return n < sizeof mark - 1 || strcmp(w->detail + n - (sizeof mark - 1), mark) != 0;
}

struct plan_range plan_rule_range(enum task_status s, date today)
{
	int64_t soon = (int64_t)today + TASK_SOON_DAYS;

	switch (s) {
	case STATUS_NOT_STARTED:
		return (struct plan_range){ { TASK_NOT_STARTED, TASK_NOT_STARTED, TASK_NOT_STARTED }, soon + 1, INT64_MAX };
	case STATUS_DOING:
		return (struct plan_range){ { TASK_DOING, TASK_DOING, TASK_DOING }, soon + 1, INT64_MAX };
	case STATUS_DONE:
		return (struct plan_range){ { TASK_DONE, TASK_DONE, TASK_DONE }, INT64_MIN, INT64_MAX };
	case STATUS_DUE_SOON:
		return (struct plan_range){ { TASK_NOT_STARTED, TASK_DOING, TASK_DOING }, today, soon };
	case STATUS_OVERDUE:
		return (struct plan_range){ { TASK_NOT_STARTED, TASK_DOING, TASK_DOING }, INT64_MIN, (int64_t)today - 1 };
	case TASK_STATUSES:
		break;
	}
	return (struct plan_range){ { TASK_NOT_STARTED, TASK_DOING, TASK_DONE }, INT64_MIN, INT64_MAX };
}

const char *plan_group_word(enum plan_group g)
{
	assert(g < PLAN_GROUPS);
	return groups[g].word;
}

const char *plan_group_label(enum plan_group g)
{
	assert(g < PLAN_GROUPS);
	return groups[g].label;
}

enum plan_group plan_group_of(const char *word)
{
	for (int i = 0; i < PLAN_GROUPS; i++) {
		if (strcmp(groups[i].word, word) == 0)
			return (enum plan_group)i;
	}
	return GROUP_VERB;
}

bool plan_after_read(const char *s, struct plan_after *ret)
{
	int64_t v[3];

	if (!task_rule_place(s, v))
		return false;
	*ret = (struct plan_after){ .key = v[0], .sort = v[1], .id = v[2] };
	return true;
}

date plan_row_due(const struct plan_row *v)
{
	return v->due_confirmed ? v->due_on : DATE_NONE;
}

/* The part of "II.3" before the first point, as a length. */
static size_t section(const char *ref)
{
	return strcspn(ref, ".");
}

static int month_of(date d)
{
	int year, month, day;

	if (d == DATE_NONE)
		return 0;
	date_split(d, &year, &month, &day);
	return year * 12 + month;
}

bool plan_rule_same_group(enum plan_group g, const struct plan_row *x, const struct plan_row *y)
{
	size_t n = section(x->ref);

	if (g == GROUP_REF)
		return n == section(y->ref) && strncmp(x->ref, y->ref, n) == 0;
	if (g == GROUP_DUE)
		return month_of(plan_row_due(x)) == month_of(plan_row_due(y));
	return x->verb == y->verb;
}

int plan_rule_year_mark(date d, int year)
{
	date first = date_of(year, 1, 1);
	date last = date_of(year, 12, 31);

	if (d == DATE_NONE || d < first || d > last)
		return -1;
	return (int)((int64_t)(d - first) * 100 / (last - first));
}
