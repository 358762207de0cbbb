/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo: a small world to look at and to test with: an invented department on Monday 2021-06-07, its people, the sample
 * plan read and published with 31 tasks, and what was reported so far.  All of it is written through acts. */
#ifndef DEMO_H
#define DEMO_H
#include "platform/audit/act.h"

enum { DEMO_ORG = 1 };

struct demo_unit {
	const char *code, *name;
	const char *kind;           /* unit_kind_word */
};
struct demo_person {
	const char *key;            /* one word: names the person here and in the mail address */
	const char *name, *title, *role, *unit; /* role: platform/auth/roles.txt; unit: a code or NULL */
};
/* What the office decided about an item of the plan, and what was reported of it until the day. */
struct demo_task {
	const char *ref;            /* of the item as read; "III.2.1a": a report that III.2 asks of one unit */
	const char *title;          /* NULL: as read */
	const char *verb;           /* task_verb_word */
	const char *lead;           /* code */
	const char *supports;       /* codes in a row */
	const char *due_text, *due_on;
	bool due_guessed;
	int percent;                /* on the day; 100 is done, 0 was never reported */
	const char *result;
	const char *parts_done;     /* codes of supporting units that are done */
};
extern const struct demo_unit demo_units[];
extern const size_t demo_unit_count;
extern const struct demo_person demo_people[];
extern const size_t demo_person_count;
extern const struct demo_task demo_tasks[];
extern const size_t demo_task_count;

/* Person ids in the order of demo_people. */
struct demo_world {
	int64_t plan_id;
	int64_t *people;
};
#define DEMO_PLAN "samples/ke-hoach-mau-2021.md" /* its text is in the program: gen/sample_plan.h */
/* Writes the whole world into an empty, migrated database.  text: of DEMO_PLAN.  made_us: the machine's time, from which
 * the demonstration's clock runs. */
err demo_make(struct acts *acts, db *d, arena *a, const char *text, int64_t made_us, struct demo_world *ret);
/* Monday 2021-06-07 07:45 in Việt Nam: when the demonstration begins. */
int64_t demo_now_us(void);
/* Its time minus the machine's.  It begins when it is made and goes on from there, served or not, so that what was
 * reported yesterday lies in the past.  made_us 0: unknown, it begins now. */
int64_t demo_shift_us(int64_t made_us, int64_t real_us);
const char *demo_email(arena *a, const struct demo_person *p);
/* "hang" -> index in demo_people. */
size_t demo_person_index(const char *key);
#endif
