/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* One writer thread takes what is queued, plays each act in a savepoint, and tells nobody before COMMIT.
 * States and reasons: docs/decisions/0003-write-path.md. */
#include "platform/audit/act_inside.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>

enum {
	CHECKPOINT_PAGES = 4000, /* 16 MB */
	CHECKPOINT_AGAIN = 1000, /* a reader kept the log from starting over: try again after so many more */
	CLOSED_PAGES = 262144,   /* 1 GB of log: somebody reads without end; only staff may add to it */
	IDLE_MS = 1000
};

struct lite {
	struct acts *s;
	db *d;
	pthread_t thread;
	struct act *batch[BATCH_ALL];
	int n, npublic;
	int kept;               /* acts whose savepoint stands in the open transaction */
	int checkpoint_at;
};

/* WHY: after a failed fsync the kernel may call the lost pages clean.  Only a restart, which reads the log again and
 * writes it out anew, can tell what is stored; the clients repeat their keys. */
static _Noreturn void die(const char *why)
{
	fprintf(stderr, "danchu: stopping, what is written would not be kept: %s\n", why);
	abort();
}

static void die_if_fatal(struct lite *w, err e)
{
	if (db_trouble(w->d) == DB_FATAL)
		die(e.why ? e.why : "fsync");
}

/* ---- one act ------------------------------------------------------------------------------ */

/* Plays t in the open transaction and judges what came of it. */
static void play_guarded(struct lite *w, struct act *t)
{
	db_guard(w->d, true);
	act_play(t, w->d);
	db_guard(w->d, false);
	db_reset_all(w->d);
	die_if_fatal(w, t->e);
	if (t->e.kind && db_trouble(w->d) >= DB_AGAIN)
		act_not_kept(t, w->d, t->e);
	if (!t->e.kind && db_in_transaction(w->d) && db_owes_keys(w->d))
		act_fail(t, FAIL(E_SYSTEM, "act_owes_keys", N_("Hệ thống gặp lỗi, chưa ghi được gì. Hãy báo quản trị viên."),
				 .why = t->spec.kind));
}

static err transaction_gone(void)
{
	return FAIL(E_BUSY, "db_busy", N_("Hệ thống đang bận. Xin thử lại sau ít phút."), .why = "SQLite ended the transaction");
}

/* Takes the act back and leaves its neighbours; a failure: the transaction is gone. */
static err undo(struct lite *w)
{
	if (!w->kept) {
		db_rollback(w->d); /* nothing stays open for nothing */
		return OK;
	}
	return db_undo(w->d);
}

/* Plays t inside the batch; a failure: everything in the batch is lost. */
static err play_in_batch(struct lite *w, struct act *t)
{
	TRY(db_savepoint(w->d));
	play_guarded(w, t);
	if (!db_in_transaction(w->d))
		return t->e.kind ? t->e : transaction_gone();
	if (t->e.kind)
		return undo(w);
	TRY(db_release(w->d));
	w->kept++;
	return OK;
}

/* The second and last time, in a transaction of its own. */
static void play_alone(struct lite *w, struct act *t)
{
	err e = db_begin(w->d);
	if (!e.kind) {
		play_guarded(w, t);
		if (t->e.kind || !db_in_transaction(w->d)) {
			db_rollback(w->d);
			if (!t->e.kind)
				act_not_kept(t, w->d, transaction_gone());
			return;
		}
		e = db_commit(w->d);
	}
	if (!e.kind)
		return;
	die_if_fatal(w, e);
	db_rollback(w->d);
	act_not_kept(t, w->d, e);
}

/* ---- a batch ------------------------------------------------------------------------------ */

static struct act *next_for_batch(struct lite *w, int64_t since)
{
	struct acts *s = w->s;
	if (w->n == BATCH_ALL || acts_clock_us() - since > BATCH_US)
		return NULL;
	pthread_mutex_lock(&s->lock);
	struct act *t = acts_next(s, w->npublic < BATCH_PUBLIC, NULL, NULL);
	pthread_mutex_unlock(&s->lock);
	return t;
}

/* The file is locked by somebody else for too long: whoever waits here would wait as long again. */
static void refuse_waiting(struct lite *w, struct act *t, err e)
{
	for (; t; t = next_for_batch(w, acts_clock_us())) {
		w->batch[w->n++] = t;
		act_not_kept(t, w->d, e);
	}
}

/* e lost the batch.  Without room nobody gets another try: each is told why. */
static void replay_lost(struct lite *w, err e)
{
	ARENA a = { 0 };
	bool full = db_trouble(w->d) == DB_FULL;
	e = act_keep_err(&a, e); /* an act's own, it may be */
	db_rollback(w->d);
	for (int i = 0; i < w->n; i++) {
		if (full)
			act_not_kept(w->batch[i], w->d, e);
		else
			play_alone(w, w->batch[i]);
	}
}

/* Plays acts until the queue is empty or the batch full, and commits them.  Afterwards each act's e is true. */
static void play_batch(struct lite *w, struct act *t)
{
	int64_t since = acts_clock_us();
	err e = node_hold(&w->s->node, w->d);
	w->kept = 0;
	for (; t; t = next_for_batch(w, since)) {
		if (!e.kind && !db_in_transaction(w->d))
			e = db_begin(w->d);
		if (e.kind) {
			die_if_fatal(w, e);
			refuse_waiting(w, t, e);
			return;
		}
		w->batch[w->n++] = t;
		w->npublic += t->spec.prio != ACT_STAFF;
		e = play_in_batch(w, t);
		if (e.kind) {
			replay_lost(w, e);
			return;
		}
	}
	if (!db_in_transaction(w->d))
		return; /* all were refused */
	e = db_commit(w->d);
	if (e.kind) {
		die_if_fatal(w, e);
		replay_lost(w, e);
	}
}

static void end_batch(struct lite *w)
{
	struct acts *s = w->s;
	int pages = db_wal_pages(w->d);
	pthread_mutex_lock(&s->lock);
	s->busy_since_us = 0;
	s->public_closed = pages > CLOSED_PAGES;
	pthread_mutex_unlock(&s->lock);
	for (int i = 0; i < w->n; i++)
		act_end(w->batch[i]);
	w->n = 0;
	w->npublic = 0;
	if (pages < CHECKPOINT_PAGES)
		w->checkpoint_at = CHECKPOINT_PAGES;
	if (pages < w->checkpoint_at)
		return;
	w->checkpoint_at = pages + CHECKPOINT_AGAIN;
	die_if_fatal(w, db_checkpoint(w->d, false)); /* another failure leaves the log longer, no more */
}

/* ---- the thread --------------------------------------------------------------------------- */

static bool wait_idle(struct acts *s)
{
	struct timespec until;
	clock_gettime(CLOCK_MONOTONIC, &until);
	until.tv_sec += IDLE_MS / 1000;
	return pthread_cond_timedwait(&s->more, &s->lock, &until) == ETIMEDOUT;
}

/* The next act; NULL when stopping and nothing is left. */
static struct act *wait_first(struct lite *w)
{
	struct acts *s = w->s;
	struct act *t;
	pthread_mutex_lock(&s->lock);
	while (!(t = acts_next(s, true, NULL, NULL)) && !s->stopping) {
		if (!db_wal_pages(w->d)) {
			pthread_cond_wait(&s->more, &s->lock);
		} else if (wait_idle(s)) {
			pthread_mutex_unlock(&s->lock);
			die_if_fatal(w, db_checkpoint(w->d, true));
			pthread_mutex_lock(&s->lock);
		}
	}
	if (t)
		s->busy_since_us = acts_clock_us();
	pthread_mutex_unlock(&s->lock);
	return t;
}

static void *serve(void *arg)
{
	struct lite *w = arg;
	struct act *t;
	while ((t = wait_first(w))) {
		play_batch(w, t);
		end_batch(w);
	}
	node_leave(&w->s->node, w->d);
	die_if_fatal(w, db_checkpoint(w->d, true));
	return NULL;
}

static void lite_stop(struct acts *s)
{
	struct lite *w = s->mine;
	pthread_join(w->thread, NULL);
	db_close(w->d);
	free(w);
}

static err lite_open(struct acts *s, const char *url)
{
	struct lite *w = calloc(1, sizeof *w);
	if (!w)
		abort();
	w->s = s;
	w->checkpoint_at = CHECKPOINT_PAGES;
	err e = db_open(&w->d, url, DB_WRITE);
	if (!e.kind)
		e = db_recover(w->d);
	if (e.kind) {
		db_close(w->d);
		free(w);
		return e;
	}
	s->mine = w;
	if (pthread_create(&w->thread, NULL, serve, w) != 0)
		abort();
	return OK;
}

const struct writer writer_sqlite = { lite_open, lite_stop };
