/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* act: the only way to write.  An act is who, when, what, to which object, under which key: a re-runnable function
 * that runs SQL only.  The runtime claims the key, takes the organisation's audit head (the lock that orders its acts),
 * runs the function, writes the audit row (hash-chained, with the facts noted), the outbox rows and the kept answer,
 * and only then, when all of it is durable, says so.  SQLite: one writer thread, many acts a commit.  PostgreSQL: one
 * transaction an act.
 * Contract and states: docs/decisions/0003-write-path.md. */
#ifndef ACT_H
#define ACT_H
#include "platform/db/db.h"

struct acts;   /* the runtime, one per process */
struct act;    /* one act being written; only valid inside its function */

enum act_prio { ACT_STAFF, ACT_PUBLIC, ACT_JOB };

struct act_spec {
	int64_t org, actor;     /* actor: person, 0 for the system itself */
	int64_t at_us;          /* business instant, from the request's clock */
	const char *kind;       /* "task.progress": feature.act */
	int64_t object;         /* id of what it is done to */
	const char *key;        /* idempotency key, 8..64 printable ASCII; NULL: one is made */
	uint8_t req_hash[32];   /* of everything asked; the same key with other content is refused */
	enum act_prio prio;
};
/* What is kept under the key and given again to whoever repeats it.  An act under a form's key must give one (asserted);
 * a job or an act without key may leave it empty: status 0. */
struct act_answer {
	int status;
	char location[192];
	bool replayed;
};

/* Runs on the writer's thread.  Must be re-runnable (it may run twice), touch only the database and *arg, take
 * < 50 ms, copy into the act's arena what it needs.  Must not wait, read files, hash passwords, send, begin or commit.
 * Return OK to keep; any failure undoes this act alone. */
typedef err act_fn(struct act *t, void *arg);
/* Called once, after durability is known; must only hand over.  e: OK (durable, or replay of an earlier answer),
 * the function's own refusal, or E_BUSY: say 503, keep the form and the key.  E_BUSY means that nothing was kept, except
 * with the code "act_unknown" (PostgreSQL: nobody knows what came of COMMIT, or no standby has confirmed it): then
 * neither may be said, and the same key finds out.  e's texts and ans live until the call returns. */
typedef void act_done(void *arg, err e, const struct act_answer *ans);

/* Opens the database (migrated) for writing; SQLite: recovered and checkpointed when this returns.  Any number of
 * processes may write to one database: each leases a node for its ids (node.c). */
err acts_open(struct acts **ret, const char *url);
/* At once: OK (then done is called), E_BUSY (too many wait, or stopping) or E_INPUT (no such key can be).  arg and
 * spec's texts live until done. */
err acts_submit(struct acts *s, const struct act_spec *spec, act_fn *fn, act_done *done, void *arg);
/* The same, waiting; for commands, jobs and tests.  a: for the texts of the failure. */
err acts_run(struct acts *s, arena *a, const struct act_spec *spec, act_fn *fn, void *arg, struct act_answer *ret);
void acts_stop(struct acts *s); /* refuse new ones, drain, commit, free */

/* Inside an act.  act_exec on a logged table puts the rows it wrote into the audit row: no act can forget it. */
arena *act_arena(struct act *t);
const struct act_spec *act_spec(const struct act *t);
int64_t act_new_id(struct act *t);      /* platform/clock/id.h */
#define act_exec(t, ret_changed, q, ...) act_exec_((t), (ret_changed), &(q), VALS(__VA_ARGS__))
err act_exec_(struct act *t, int *ret_changed, const struct sql *q, const struct val *v, size_t n);
#define act_query(t, r, q, ...) act_query_((t), (r), &(q), VALS(__VA_ARGS__))
err act_query_(struct act *t, struct rows *r, const struct sql *q, const struct val *v, size_t n);
void act_note(struct act *t, const char *name, const char *value);      /* a fact for the audit row; value copied */
void act_note_int(struct act *t, const char *name, int64_t value);
err act_number(struct act *t, const char *book, int year, int64_t *ret); /* gap-free; late in fn */
void act_outbox(struct act *t, int64_t due_us, const char *topic, const char *payload); /* written last by the runtime */
void act_answer(struct act *t, int status, const char *location);       /* kept under the key */
#endif
