/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* task (nhiệm vụ): one item of a plan with an owner and a date, who may report how far it is, and how it stands on a
 * day.  Plain values and pure decisions. */
#ifndef TASK_H
#define TASK_H
#include "platform/auth/who.h"

/* "12.7.640012345": three numbers in the address bar, the place behind which the next page of a list begins; false leaves
 * ret alone. */
bool task_rule_place(const char *s, int64_t ret[3]);

/* What was reported. */
enum task_state { TASK_NOT_STARTED, TASK_DOING, TASK_DONE, TASK_STATES };
/* How it stands on a day: the report seen against the due date. */
enum task_status { STATUS_NOT_STARTED, STATUS_DOING, STATUS_DONE, STATUS_DUE_SOON, STATUS_OVERDUE, TASK_STATUSES };
/* "Dân biết, bàn, làm, kiểm tra, giám sát, thụ hưởng". */
enum task_verb {
	TASK_VERB_KNOW,
	TASK_VERB_DISCUSS,
	TASK_VERB_DO,
	TASK_VERB_CHECK,
	TASK_VERB_SUPERVISE,
	TASK_VERB_BENEFIT,
	TASK_VERB_NONE,
	TASK_VERBS
};

enum { TASK_SOON_DAYS = 7, TASK_RESULT_MOST = 4000 /* characters */ };

/* A report: of the whole task (unit_id 0) or of one unit's part. */
struct task_report {
	int64_t unit_id;
	enum task_state state;
	int percent;
	const char *result;
	date done_on;               /* the day on which it was reported as done; counts only for TASK_DONE */
};
/* A cell of the matrix. */
struct task_unit {
	int64_t unit_id;
	const char *code, *name;
	bool lead;
	struct task_report report;
	int version;
};
struct task {
	int64_t id, plan_id;
	int plan_year;
	date plan_issued_on;           /* DATE_NONE when the plan names no day */
	const char *ref, *title, *text;
	enum task_verb verb;
	int64_t lead_unit_id;          /* 0 when the plan names nobody we know */
	const char *lead_text;         /* as written in the plan, or "" */
	const char *due_text;          /* as written in the plan, or "" */
	date due_on;                   /* last valid day; DATE_NONE without */
	bool due_confirmed;            /* false: proposed by the reader, nobody agreed yet */
	struct task_report report;
	int version;
	const struct task_unit *units;
	size_t unit_count;
};

/* Words of the database and the address bar, and sentences for people (keys of translation). */
const char *task_state_word(enum task_state s);
const char *task_state_label(enum task_state s);
enum task_state task_state_of(const char *word); /* TASK_STATES for an unknown word */
const char *task_status_word(enum task_status s);
const char *task_status_label(enum task_status s);
enum task_status task_status_of(const char *word); /* TASK_STATUSES for an unknown word */
const char *task_verb_word(enum task_verb v);              /* "" for TASK_VERB_NONE */
const char *task_verb_label(enum task_verb v);
enum task_verb task_verb_of(const char *word);             /* TASK_VERB_NONE for "" and unknown words */

/* How a report stands on a day.  ret_days: days left for STATUS_DUE_SOON (0 is today), days late for STATUS_OVERDUE and for
 * STATUS_DONE, else 0; may be NULL.  due_on: the confirmed last valid day, DATE_NONE without; done_on: the day on which it
 * was done, DATE_NONE when it is not, or when nobody asks. */
enum task_status task_rule_status(enum task_state s, date due_on, date done_on, date today, int *ret_days);
/* The same for one unit's part of a task. */
enum task_status task_rule_part_status(enum task_state part, enum task_state whole, date due_on, date done_on, date today,
                                       int *ret_days);
/* How many days after its last day it was done; 0 in time, or where one of the days is not known. */
int task_rule_late(date due_on, date done_on);
/* The day on which what is reported now was done: today, or the day kept when it was done before; DATE_NONE undone. */
date task_rule_done_on(const struct task_report *was, enum task_state now, date today);
/* A title that breaks off inside the sentence of the text: "…" belongs behind it. */
bool task_rule_title_cut(const char *title, const char *text);
/* The day that counts: none while it is only proposed. */
date task_rule_due(const struct task *v);

/* Whose report this person may give: 0 the whole task, else the unit of the part; a refusal when none. */
err task_rule_part(const struct task *v, const struct who *w, int64_t *ret_unit);
/* The report of a part: the task's own for 0.  The part must exist. */
const struct task_report *task_part_report(const struct task *v, int64_t unit_id);
int task_part_version(const struct task *v, int64_t unit_id);
/* May this person report this, after what is kept now?  percent -1 and TASK_STATES stand for what could not be read.
 * ret_wrong: everything that is wrong with the fields "percent", "state" and "result"; NULL: only the first is asked for. */
err task_rule_progress(const struct task *v, const struct who *w, const struct task_report *wish, struct task_report *ret,
                       struct errs *ret_wrong);
#endif
