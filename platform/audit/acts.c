/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The runtime from the outside: opening, handing acts in, waiting for them, stopping. */
#include "platform/audit/act_inside.h"
#include <semaphore.h>
#include <sodium.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- opening and stopping ----------------------------------------------------------------- */

static void end(struct acts *s)
{
	node_end(&s->node);
	pthread_cond_destroy(&s->more);
	pthread_mutex_destroy(&s->lock);
	free(s);
}

err acts_open(struct acts **ret, const char *url)
{
	struct acts *s = calloc(1, sizeof *s);
	if (!s || sodium_init() < 0)
		abort();
	pthread_mutex_init(&s->lock, NULL);
	pthread_condattr_t monotonic;
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&s->more, &monotonic);
	pthread_condattr_destroy(&monotonic);
	queue_init(&s->staff);
	queue_init(&s->rest);
	node_init(&s->node);
	s->writer = str_starts(url, "sqlite:") ? &writer_sqlite : &writer_postgres;
	err e = s->writer->open(s, url);
	if (e.kind) {
		end(s);
		return e;
	}
	*ret = s;
	return OK;
}

void acts_stop(struct acts *s)
{
	pthread_mutex_lock(&s->lock);
	s->stopping = true;
	pthread_cond_broadcast(&s->more);
	pthread_mutex_unlock(&s->lock);
	s->writer->stop(s);
	end(s);
}

/* ---- handing in --------------------------------------------------------------------------- */

static bool key_good(const char *key)
{
	size_t n = strlen(key);
	for (const char *p = key; *p; p++)
		if (*p < 0x21 || *p > 0x7e)
			return false;
	return n >= 8 && n <= 64;
}

static err enqueue(struct acts *s, struct act *t)
{
	bool public = t->spec.prio != ACT_STAFF;
	pthread_mutex_lock(&s->lock);
	if (s->busy_since_us && acts_clock_us() - s->busy_since_us > STUCK_US) {
		fprintf(stderr, "danchu: stopping, a batch of writes has not ended for 30 s\n");
		abort(); /* recover, and let the clients repeat their keys */
	}
	int waiting = s->staff.n + s->rest.n;
	bool full = waiting >= (public ? QUEUE_PUBLIC : QUEUE_ALL) || s->stopping || (public && s->public_closed);
	if (!full) {
		queue_put(public ? &s->rest : &s->staff, t);
		pthread_cond_signal(&s->more);
	}
	pthread_mutex_unlock(&s->lock);
	if (!full)
		return OK;
	free(t);
	return act_busy_err();
}

static struct act *act_make(struct acts *s, act_done *done, void *arg)
{
	struct act *t = calloc(1, sizeof *t);
	if (!t)
		abort();
	t->s = s;
	t->done = done;
	t->arg = arg;
	t->fail_in = db_fail_in;
	return t;
}

static err prepare_act(struct act *t, const struct act_spec *spec)
{
	t->spec = *spec;
	if (spec->key && !key_good(spec->key))
		return FAIL(E_INPUT, "key_wrong", N_("Mã gửi của mẫu không đúng. Hãy mở lại trang rồi gửi lại."));
	if (spec->key) {
		snprintf(t->key, sizeof t->key, "%s", spec->key);
		return OK;
	}
	uint8_t random[16];
	randombytes_buf(random, sizeof random);
	sodium_bin2hex(t->key, sizeof t->key, random, sizeof random);
	return OK;
}

static err submit(struct act *t, const struct act_spec *spec, act_fn *fn)
{
	t->fn = fn;
	err e = prepare_act(t, spec);
	if (!e.kind)
		return enqueue(t->s, t);
	free(t);
	return e;
}

static err submit_tidy(struct act *t, upkeep_fn *fn)
{
	t->tidy = fn;
	return enqueue(t->s, t);
}

err acts_submit(struct acts *s, const struct act_spec *spec, act_fn *fn, act_done *done, void *arg)
{
	return submit(act_make(s, done, arg), spec, fn);
}

err upkeep_submit(struct acts *s, upkeep_fn *fn, act_done *done, void *arg)
{
	return submit_tidy(act_make(s, done, arg), fn);
}

/* ---- the same, waiting -------------------------------------------------------------------- */

struct waiting {
	arena *a;
	err e;
	struct act_answer ans;
	sem_t ready;
	void *arg;
	act_fn *fn;
	upkeep_fn *tidy;
};

static err run_fn(struct act *t, void *arg)
{
	struct waiting *w = arg;
	return w->fn(t, w->arg);
}

static err run_tidy(struct upkeep *u, void *arg)
{
	struct waiting *w = arg;
	return w->tidy(u, w->arg);
}

static void wake(void *arg, err e, const struct act_answer *ans)
{
	struct waiting *w = arg;
	if (e.kind)
		w->e = act_keep_err(w->a, e);
	if (ans)
		w->ans = *ans;
	sem_post(&w->ready);
}

static struct act *make_waiting(struct acts *s, struct waiting *w)
{
	struct act *t = act_make(s, wake, w);
	sem_init(&w->ready, 0, 0);
	t->fail_left = &db_fail_in; /* of this thread, which waits */
	return t;
}

static err wait_for(struct waiting *w, err queued)
{
	if (!queued.kind)
		while (sem_wait(&w->ready) != 0)
			;
	sem_destroy(&w->ready);
	return queued.kind ? queued : w->e;
}

err acts_run(struct acts *s, arena *a, const struct act_spec *spec, act_fn *fn, void *arg, struct act_answer *ret)
{
	struct waiting w = { .a = a, .arg = arg, .fn = fn };
	struct act *t = make_waiting(s, &w);
	TRY(wait_for(&w, submit(t, spec, run_fn)));
	if (ret)
		*ret = w.ans;
	return OK;
}

err upkeep_run(struct acts *s, arena *a, upkeep_fn *fn, void *arg)
{
	struct waiting w = { .a = a, .arg = arg, .tidy = fn };
	struct act *t = make_waiting(s, &w);
	return wait_for(&w, submit_tidy(t, run_tidy));
}
