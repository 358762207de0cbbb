/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* A few threads with a connection each; every act is a transaction.  Acts of one organisation run one after the other,
 * in the order of the queue: the row of its audit head would make them wait in the server, and badly. */
#include "platform/audit/act_inside.h"
#include <stdlib.h>

enum { THREADS = 8 };

struct pool;
struct hand {
	struct pool *p;
	db *d;
	pthread_t thread;
	bool running; /* an act of org */
	int64_t org;
};
struct pool {
	struct acts *s;
	struct hand hand[THREADS];
	int started;
};

/* ---- one act ------------------------------------------------------------------------------ */

/* One try; what came of it is in t->e and db_trouble. */
static void play_once(struct hand *h, struct act *t)
{
	err e = node_hold(&h->p->s->node, h->d);
	if (!e.kind)
		e = db_begin(h->d);
	if (e.kind) {
		act_fail(t, e);
		return;
	}
	act_play(t, h->d);
	if (t->e.kind) {
		db_rollback(h->d);
		return;
	}
	e = db_commit(h->d);
	if (e.kind)
		act_fail(t, e);
	if (e.kind && (db_trouble(h->d) == DB_LOST || db_trouble(h->d) == DB_UNSURE))
		t->in_doubt = true;
}

/* WHY: when the connection is lost while committing, nobody knows.  Run again under the same key, the act either finds
 * its own claim, and gives that answer, or waits for the old transaction and then finds it, or was never stored.  When
 * that cannot be found out either, nobody says that nothing was kept. */
static void play_act(struct hand *h, struct act *t)
{
	play_once(h, t);
	enum db_trouble trouble = db_trouble(h->d);
	if (t->e.kind && (trouble == DB_LOST || trouble == DB_AGAIN)) {
		err e = trouble == DB_LOST ? db_reconnect(h->d) : OK;
		if (e.kind) {
			e.why = arena_fmt(&t->a, "%s; %s", str_or(t->e.why, ""), str_or(e.why, e.code));
			act_fail(t, e);
		} else {
			play_once(h, t);
		}
	}
	if (!t->e.kind || db_trouble(h->d) < DB_AGAIN)
		return;
	if (t->in_doubt)
		act_unknown(t);
	else
		act_not_kept(t, h->d, t->e);
}

/* ---- the threads -------------------------------------------------------------------------- */

static bool org_free(const struct act *t, void *arg)
{
	const struct pool *p = arg;
	if (t->tidy)
		return true;
	for (int i = 0; i < THREADS; i++)
		if (p->hand[i].running && p->hand[i].org == t->spec.org)
			return false;
	return true;
}

/* The next act that may run; NULL when stopping and nothing is left. */
static struct act *take(struct hand *h)
{
	struct acts *s = h->p->s;
	struct act *t;
	pthread_mutex_lock(&s->lock);
	while (!(t = acts_next(s, true, org_free, h->p))) {
		if (s->stopping && !s->staff.n && !s->rest.n)
			break;
		pthread_cond_wait(&s->more, &s->lock);
	}
	h->running = t && !t->tidy;
	h->org = t ? t->spec.org : 0;
	pthread_mutex_unlock(&s->lock);
	return t;
}

static void give_back(struct hand *h)
{
	struct acts *s = h->p->s;
	pthread_mutex_lock(&s->lock);
	h->running = false;
	if (s->staff.n || s->rest.n || s->stopping)
		pthread_cond_broadcast(&s->more); /* the organisation is free again */
	pthread_mutex_unlock(&s->lock);
}

static void *serve(void *arg)
{
	struct hand *h = arg;
	struct act *t;
	while ((t = take(h))) {
		play_act(h, t);
		give_back(h);
		act_end(t);
	}
	return NULL;
}

static void pool_stop(struct acts *s)
{
	struct pool *p = s->mine;
	for (int i = 0; i < p->started; i++)
		pthread_join(p->hand[i].thread, NULL);
	if (p->started)
		node_leave(&s->node, p->hand[0].d);
	for (int i = 0; i < THREADS; i++)
		db_close(p->hand[i].d);
	free(p);
}

static err pool_open(struct acts *s, const char *url)
{
	struct pool *p = calloc(1, sizeof *p);
	if (!p)
		abort();
	p->s = s;
	s->mine = p;
	for (int i = 0; i < THREADS; i++) {
		p->hand[i].p = p;
		err e = db_open(&p->hand[i].d, url, DB_WRITE);
		if (e.kind) {
			pool_stop(s);
			return e;
		}
	}
	for (; p->started < THREADS; p->started++)
		if (pthread_create(&p->hand[p->started].thread, NULL, serve, &p->hand[p->started]) != 0)
			abort();
	return OK;
}

const struct writer writer_postgres = { pool_open, pool_stop };
