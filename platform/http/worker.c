/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* worker: threads for what may wait: other machines, passwords, long reads. */
#include "platform/http/inside.h"

static struct exchange *take(struct workers *w)
{
	pthread_mutex_lock(&w->lock);
	while (!w->first && !w->stop)
		pthread_cond_wait(&w->more, &w->lock);
	struct exchange *x = w->first;
	if (x) {
		w->first = x->next;
		if (!w->first)
			w->last = &w->first;
	}
	pthread_mutex_unlock(&w->lock);
	return x;
}

static void *work(void *arg)
{
	struct exchange *x;
	while ((x = take(arg)))
		if (exchange_run(x))
			exchange_resume(x);
	return NULL;
}

void workers_open(struct workers *w, int n)
{
	*w = (struct workers){ .n = n };
	assert(n > 0 && (size_t)n <= COUNT_OF(w->thread));
	w->last = &w->first;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->more, NULL);
	for (int i = 0; i < n; i++)
		if (pthread_create(&w->thread[i], NULL, work, w) != 0)
			assert(!"the machine refuses another thread");
}

void workers_give(struct workers *w, struct exchange *x)
{
	x->next = NULL;
	pthread_mutex_lock(&w->lock);
	*w->last = x;
	w->last = &x->next;
	pthread_cond_signal(&w->more);
	pthread_mutex_unlock(&w->lock);
}

/* What was given is still done. */
void workers_stop(struct workers *w)
{
	pthread_mutex_lock(&w->lock);
	w->stop = true;
	pthread_cond_broadcast(&w->more);
	pthread_mutex_unlock(&w->lock);
	for (int i = 0; i < w->n; i++)
		pthread_join(w->thread[i], NULL);
	pthread_cond_destroy(&w->more);
	pthread_mutex_destroy(&w->lock);
}
