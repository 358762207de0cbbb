/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* demo: a small world to look at and to test with: an invented department on Monday 2021-06-07, its people, its plan of
 * the year with 31 tasks and what was reported so far.  All of it is written through acts. */
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
struct demo_cite {
	const char *number, *type, *issued_on, *issuer, *on_issue, *on_import, *replaced_by;
	bool confirmed;
};
struct demo_task {
	const char *ref, *title, *text;
	const char *verb;           /* task_verb_word */
	const char *lead;           /* code */
	const char *supports;       /* codes in a row, "*" for every plain unit */
	const char *due_text, *due_on;
	bool due_guessed;
	int percent;                /* on the day; 100 is done, 0 was never reported */
	const char *result;
	const char *parts_done;     /* codes of supporting units that are done */
	const char *cites;          /* numbers of demo_cites, from 1, in a row */
};
extern const struct demo_unit demo_units[];
extern const size_t demo_unit_count;
extern const struct demo_person demo_people[];
extern const size_t demo_person_count;
extern const struct demo_cite demo_cites[];
extern const size_t demo_cite_count;
extern const struct demo_task demo_tasks[];
extern const size_t demo_task_count;

/* Person ids in the order of demo_people. */
struct demo_world {
	int64_t plan_id;
	int64_t *people;
};
/* Writes the whole world into an empty, migrated database. */
err demo_make(struct acts *acts, db *d, arena *a, struct demo_world *ret);
/* Monday 2021-06-07 07:45 in Việt Nam. */
int64_t demo_now_us(void);
const char *demo_email(arena *a, const struct demo_person *p);
/* "hang" -> index in demo_people. */
size_t demo_person_index(const char *key);
#endif
