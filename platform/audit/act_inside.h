/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* act_inside: what the write path shares between acts.c (handing in), act.c (how one act is played), queue.c
 * (who is next) and the two engines (when it is durable).  Nobody outside platform/audit includes it. */
#ifndef ACT_INSIDE_H
#define ACT_INSIDE_H
#include "platform/audit/act.h"
#include "platform/audit/upkeep.h"
#include "platform/db/db_write.h"
#include <pthread.h>
#include <stdatomic.h>

struct message {
	int64_t id, due_us;
	const char *topic, *payload;
};

struct upkeep {
	struct act *t;
};

struct act {
	struct act *next;
	struct acts *s;
	struct act_spec spec;
	char key[72];            /* spec.key, or one made here */
	act_fn *fn;
	upkeep_fn *tidy;         /* instead of fn: no key, no audit row */
	act_done *done;
	void *arg;
	int fail_in;             /* the submitter's db_fail_in, carried to this thread */
	int *fail_left;          /* and back when he waits */
	/* From here on begun anew by each run, except in_doubt. */
	db *d;
	arena a;
	struct upkeep upkeep;
	bool broken;             /* a statement failed: whatever fn says, nothing of the act is kept */
	bool answered;
	bool in_doubt;           /* a COMMIT was sent and nobody knows what came of it */
	int64_t seq;
	uint8_t prev[32];
	struct buf body, rows;   /* facts noted; rows written (logged.h) */
	LIST(struct message) outbox;
	struct act_answer ans;
	err e;
};

/* ---- act.c: one act ----------------------------------------------------------------------- */

/* Runs the act inside an open transaction; never commits.  Sets t->e and t->ans. */
void act_play(struct act *t, db *d);
void act_fail(struct act *t, err e); /* copies the texts into the act's arena */
/* e, the last of d, ended its transaction: nothing of it is kept, and it may be sent again; the cause stays in why. */
void act_not_kept(struct act *t, db *d, err e);
void act_unknown(struct act *t);     /* perhaps it is kept; the cause stays in why */
void act_end(struct act *t);         /* tells the submitter and frees */
err act_busy_err(void);
err act_keep_err(arena *a, err e);   /* with its texts copied */

/* ---- queue.c: who is next ----------------------------------------------------------------- */

enum {
	QUEUE_ALL = 256,            /* acts waiting at most */
	QUEUE_PUBLIC = 192,         /* beyond this only staff is let in */
	BATCH_ALL = 64,
	BATCH_PUBLIC = 16,
	BATCH_US = 20 * 1000,
	STUCK_US = 30 * 1000 * 1000 /* a batch that lasts so long will not end: the process must */
};

struct queue {
	struct act *first, **last;
	int n;
};

/* Passes over acts that may not start now (PostgreSQL: another act of the organisation is running). */
typedef bool queue_may(const struct act *t, void *arg);

void queue_init(struct queue *q);
void queue_put(struct queue *q, struct act *t);
struct act *queue_take(struct queue *q, queue_may *may, void *arg); /* NULL when none may */

/* ---- node.c: whose ids ------------------------------------------------------------------- */

struct node {
	pthread_mutex_t lock;
	_Atomic int number;      /* 0..255 */
	bool held;
	char owner[33];
	int64_t asked_us;        /* when the lease was last written */
};
void node_init(struct node *n);
void node_end(struct node *n);
err node_hold(struct node *n, db *d);   /* before each transaction, outside of one: the node is ours while it runs */
void node_leave(struct node *n, db *d); /* at the end */

/* ---- the runtime -------------------------------------------------------------------------- */

struct writer {
	err (*open)(struct acts *s, const char *url);
	void (*stop)(struct acts *s); /* everything queued is done when it returns; frees its own */
};
extern const struct writer writer_sqlite, writer_postgres;

struct acts {
	pthread_mutex_t lock;
	pthread_cond_t more;         /* something was queued, or stopping */
	struct queue staff, rest;    /* rest: the public and jobs */
	unsigned turn;
	bool stopping;
	bool public_closed;          /* the log of SQLite has grown beyond measure */
	int64_t busy_since_us;       /* monotonic; 0: no batch is running */
	struct node node;
	const struct writer *writer;
	void *mine;                  /* the engine's own */
};
/* The next act, staff before the rest and every 8th from the rest; s->lock is held. */
struct act *acts_next(struct acts *s, bool rest_too, queue_may *may, void *arg);
int64_t acts_clock_us(void); /* monotonic */
#endif
