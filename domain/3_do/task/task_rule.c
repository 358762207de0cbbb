/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/3_do/task/task.h"
#include "platform/text/text.h"
#include <string.h>

struct words {
	const char *word, *label;
};
static const struct words state_words[TASK_STATES] = {
	[TASK_NOT_STARTED] = { "not_started", N_("Chưa bắt đầu") },
	[TASK_DOING] = { "doing", N_("Đang làm") },
	[TASK_DONE] = { "done", N_("Xong") },
};
static const struct words status_words[TASK_STATUSES] = {
	[STATUS_NOT_STARTED] = { "not_started", N_("Chưa bắt đầu") },
	[STATUS_DOING] = { "doing", N_("Đang làm") },
	[STATUS_DONE] = { "done", N_("Xong") },
	[STATUS_DUE_SOON] = { "due_soon", N_("Sắp đến hạn") },
	[STATUS_OVERDUE] = { "overdue", N_("Quá hạn") },
};
static const struct words verb_words[TASK_VERBS] = {
	[TASK_VERB_KNOW] = { "know", N_("Dân biết") },
	[TASK_VERB_DISCUSS] = { "discuss", N_("Dân bàn") },
	[TASK_VERB_DO] = { "do", N_("Dân làm") },
	[TASK_VERB_CHECK] = { "check", N_("Dân kiểm tra") },
	[TASK_VERB_SUPERVISE] = { "supervise", N_("Dân giám sát") },
	[TASK_VERB_BENEFIT] = { "benefit", N_("Dân thụ hưởng") },
	[TASK_VERB_NONE] = { "", N_("Chưa xếp nội dung") },
};

/* The index of a word, n when it is none of them. */
static int word_index(const struct words *w, int n, const char *word)
{
	int i = 0;
	while (i < n && strcmp(w[i].word, word) != 0)
		i++;
	return i;
}

const char *task_state_word(enum task_state s)
{
	assert(s < TASK_STATES);
	return state_words[s].word;
}

const char *task_state_label(enum task_state s)
{
	assert(s < TASK_STATES);
	return state_words[s].label;
}

enum task_state task_state_of(const char *word)
{
	return (enum task_state)word_index(state_words, TASK_STATES, word);
}

const char *task_status_word(enum task_status s)
{
	assert(s < TASK_STATUSES);
	return status_words[s].word;
}

const char *task_status_label(enum task_status s)
{
	assert(s < TASK_STATUSES);
	return status_words[s].label;
}

enum task_status task_status_of(const char *word)
{
	return (enum task_status)word_index(status_words, TASK_STATUSES, word);
}

const char *task_verb_word(enum task_verb v)
{
	assert(v < TASK_VERBS);
	return verb_words[v].word;
}

const char *task_verb_label(enum task_verb v)
{
	assert(v < TASK_VERBS);
	return verb_words[v].label;
}

enum task_verb task_verb_of(const char *word)
{
	int i = word_index(verb_words, TASK_VERBS, word);
	return i < TASK_VERBS ? (enum task_verb)i : TASK_VERB_NONE;
}

/* HOUSE RULE: "due soon" begins TASK_SOON_DAYS days before the last valid day; the last valid day itself is in time. */
enum task_status task_rule_status(enum task_state s, date due_on, date done_on, date today, int *ret_days)
{
	int days = 0;
	enum task_status status = STATUS_NOT_STARTED;

	if (s == TASK_DONE) {
		status = STATUS_DONE;
		days = task_rule_late(due_on, done_on);
	} else if (due_on != DATE_NONE && due_on < today) {
		status = STATUS_OVERDUE;
		days = today - due_on;
	} else if (due_on != DATE_NONE && due_on <= today + TASK_SOON_DAYS) {
		status = STATUS_DUE_SOON;
		days = due_on - today;
	} else if (s == TASK_DOING) {
		status = STATUS_DOING;
	}
	if (ret_days)
		*ret_days = days;
	return status;
}

/* HOUSE RULE: once the task is done, a part that nobody closed is unfinished, but no longer late. */
enum task_status task_rule_part_status(enum task_state part, enum task_state whole, date due_on, date done_on, date today,
                                       int *ret_days)
{
	bool closed = whole == TASK_DONE && part != TASK_DONE;
	return task_rule_status(part, closed ? DATE_NONE : due_on, done_on, today, ret_days);
}

/* HOUSE RULE: what was late stays late when it is done. */
int task_rule_late(date due_on, date done_on)
{
	return due_on != DATE_NONE && done_on != DATE_NONE && done_on > due_on ? done_on - due_on : 0;
}

/* HOUSE RULE: a report that was taken back does not count; a better sentence about what is done changes no day. */
date task_rule_done_on(const struct task_report *was, enum task_state now, date today)
{
	if (now != TASK_DONE)
		return DATE_NONE;
	return was->state == TASK_DONE ? was->done_on : today;
}

/* HOUSE RULE: a date that the reader only proposed makes nobody late. */
date task_rule_due(const struct task *v)
{
	return v->due_confirmed ? v->due_on : DATE_NONE;
}

bool task_rule_title_cut(const char *title, const char *text)
{
	size_t n = strlen(title);

	if (n == 0 || strncmp(text, title, n) != 0 || strchr(".;:!?\n", title[n - 1]))
		return false;
	const char *rest = text + n + strspn(text + n, " ");
	return *rest && !strchr(".;:!?\n", *rest);
}

static const struct task_unit *find_unit(const struct task *v, int64_t unit_id)
{
	for (size_t i = 0; i < v->unit_count; i++) {
		if (v->units[i].unit_id == unit_id)
			return &v->units[i];
	}
	return NULL;
}

const struct task_report *task_part_report(const struct task *v, int64_t unit_id)
{
	if (unit_id == 0)
		return &v->report;
	const struct task_unit *u = find_unit(v, unit_id);
	assert(u);
	return &u->report;
}

int task_part_version(const struct task *v, int64_t unit_id)
{
	if (unit_id == 0)
		return v->version;
	const struct task_unit *u = find_unit(v, unit_id);
	assert(u);
	return u->version;
}

/* HOUSE RULE: whoever answers for the whole department and the lead unit report the task; a supporting unit reports
 * its own part and nothing else. */
err task_rule_part(const struct task *v, const struct who *w, int64_t *ret_unit)
{
	enum scope reach;
	const struct task_unit *mine = NULL;

	if (!who_reach(w, CAP_TASK_PROGRESS, &reach))
		return FAIL(E_FORBIDDEN, "task_progress_role",
		            N_("Ông, bà chỉ xem được nhiệm vụ này."));
	for (size_t i = 0; i < v->unit_count; i++) {
		const struct task_unit *u = &v->units[i];
		if (who_may_for(w, CAP_TASK_PROGRESS, u->unit_id) && (!mine || u->lead))
			mine = u;
	}
	if (reach != SCOPE_ORG && !mine)
		return FAIL(E_FORBIDDEN, "task_progress_unit",
		            N_("Chỉ đơn vị chủ trì, đơn vị phối hợp hoặc Văn phòng báo được tiến độ nhiệm vụ {0}."),
		            .arg = { v->ref });
	*ret_unit = reach == SCOPE_ORG || mine->lead ? 0 : mine->unit_id;
	return OK;
}

/* HOUSE RULE: a sentence has at least three words. */
static bool is_sentence(const char *s)
{
	int words = 0;
	bool inside = false;

	for (; *s; s++) {
		bool space = *s == ' ' || *s == '\n' || *s == '\t' || *s == '\r';
		words += !space && !inside;
		inside = !space;
	}
	return words >= 3;
}

/* HOUSE RULE: what each state demands of the other two fields. */
static void check_percent(struct errs *o, const struct task_report *r)
{
	if (r->percent < 0 || r->percent > 100)
		errs_add(o, FAIL(E_INPUT, "task_percent_wrong", N_("Mức hoàn thành là một số nguyên từ 0 đến 100. Ví dụ: 60."),
		                 .field = "percent"));
	else if (r->state == TASK_DONE && r->percent != 100)
		errs_add(o, FAIL(E_RULE, "task_percent_done",
		                 N_("Chọn “Xong” thì mức hoàn thành phải là 100. Sửa một trong hai."), .field = "percent"));
	else if (r->state == TASK_NOT_STARTED && r->percent != 0)
		errs_add(o, FAIL(E_RULE, "task_percent_not_started",
		                 N_("Đã có phần hoàn thành thì chọn “Đang làm”; nếu chưa làm gì thì ghi 0."), .field = "percent"));
}

/* HOUSE RULE: going back is allowed, but not silently. */
static void check_result(struct errs *o, const struct task_report *r, const struct task_report *now)
{
	bool sentence = is_sentence(r->result);
	bool back = r->state < now->state;

	if (text_length(r->result) > TASK_RESULT_MOST)
		errs_add(o, FAIL(E_INPUT, "task_result_long",
		                 N_("Kết quả dài quá 4.000 ký tự. Viết ngắn hơn, phần còn lại đưa vào báo cáo."), .field = "result"));
	else if (r->state == TASK_DONE && !sentence)
		errs_add(o, FAIL(E_RULE, "task_result_needed", N_("Viết một câu về kết quả trước khi chọn “Xong”."),
		                 .field = "result"));
	else if (back && (!sentence || strcmp(r->result, now->result) == 0))
		errs_add(o, FAIL(E_RULE, "task_result_reason", N_("Lùi từ “{0}” về “{1}” thì viết lý do vào ô kết quả."),
		                 .arg = { task_state_label(now->state), task_state_label(r->state) }, .field = "result"));
}

err task_rule_progress(const struct task *v, const struct who *w, const struct task_report *wish, struct task_report *ret,
                       struct errs *ret_wrong)
{
	struct task_report r = *wish;
	struct errs wrong = { 0 };

	TRY(task_rule_part(v, w, &r.unit_id));
	const struct task_report *now = task_part_report(v, r.unit_id);
	check_percent(&wrong, &r);
	if (r.state >= TASK_STATES)
		errs_add(&wrong, FAIL(E_INPUT, "task_state_wrong", N_("Chọn tình trạng: chưa bắt đầu, đang làm hoặc xong."),
		                      .field = "state"));
	check_result(&wrong, &r, now);
	if (wrong.n == 0 && r.state == now->state && r.percent == now->percent && strcmp(r.result, now->result) == 0)
		errs_add(&wrong, FAIL(E_INPUT, "task_progress_same",
		                      N_("Chưa có gì khác lần báo trước. Sửa ít nhất một ô rồi lưu.")));
	if (ret_wrong)
		*ret_wrong = wrong;
	TRY(errs_first(&wrong));
	*ret = r;
	return OK;
}

/* One number of a place; *s is moved behind it. */
static bool read_number(const char **s, int64_t *ret)
{
	const char *p = *s;
	int64_t v = 0;

	if (*p < '0' || *p > '9')
		return false;
	for (; *p >= '0' && *p <= '9'; p++) {
		if (__builtin_mul_overflow(v, 10, &v) || __builtin_add_overflow(v, *p - '0', &v))
			return false;
	}
	*s = p;
	*ret = v;
	return true;
}

bool task_rule_place(const char *s, int64_t ret[3])
{
	int64_t v[3];

	for (int i = 0; i < 3; i++) {
		if (!read_number(&s, &v[i]) || *s != (i < 2 ? '.' : 0))
			return false;
		s++;
	}
	memcpy(ret, v, sizeof v);
	return true;
}
