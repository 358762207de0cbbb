/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* worker: threads for what may wait: other machines, long reads; and the lanes of what is expensive.
 * HOUSE RULE: a lane takes known people first; strangers in the order they came, each earlier turn of the same connection
 * counting as coming a quarter of a second later; and of one address only so many, unless it stands for many. */
#include "platform/http/inside.h"
#include <poll.h>
#include <sys/resource.h>

static const int64_t turn_us = 250000;
enum { TURNS_COUNTED = 4, LANE_NICE = 5 };

static bool client_gone(const struct exchange *x)
{
	struct pollfd p = { .fd = x->peer->fd, .events = POLLRDHUP };
	return poll(&p, 1, 0) > 0 && p.revents & (POLLRDHUP | POLLHUP | POLLERR | POLLNVAL);
}

static void add(struct workers *w, struct exchange *x)
{
	x->next = NULL;
	*w->last = x;
	w->last = &x->next;
	w->waiting++;
}

static struct exchange *cut_out(struct workers *w, struct exchange **place)
{
	struct exchange *x = *place;
	*place = x->next;
	if (!*place)
		w->last = place;
	w->waiting--;
	return x;
}

static bool before(const struct exchange *a, const struct exchange *b)
{
	return a->turn.first != b->turn.first ? a->turn.first : a->due_us < b->due_us;
}

static struct exchange **next_in_turn(struct workers *w)
{
	struct exchange **best = &w->first;
	if (!w->places)
		return best;
	for (struct exchange **p = &w->first; *p; p = &(*p)->next)
		if (before(*p, *best))
			best = p;
	return best;
}

static struct exchange *take(struct workers *w)
{
	pthread_mutex_lock(&w->lock);
	while (!w->first && !w->stop)
		pthread_cond_wait(&w->more, &w->lock);
	struct exchange *x = w->first ? cut_out(w, next_in_turn(w)) : NULL;
	if (x && w->places)
		x->peer->turns++;
	pthread_mutex_unlock(&w->lock);
	return x;
}

static void *work(void *arg)
{
	struct workers *w = arg;
	struct exchange *x;

	if (w->places && setpriority(PRIO_PROCESS, 0, LANE_NICE) != 0) /* this thread alone: others go first */
		log_text("warning", "a lane could not be made nice");
	while ((x = take(w))) {
		x->q.lane = w->lane;
		if (w->places && client_gone(x))
			exchange_give_up(x);
		else if (exchange_run(x))
			exchange_resume(x);
	}
	return NULL;
}

void workers_open(struct workers *w, enum lane lane, int n, int places)
{
	*w = (struct workers){ .lane = lane, .n = n, .places = places };
	assert(n > 0 && (size_t)n <= COUNT_OF(w->thread));
	w->last = &w->first;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->more, NULL);
	for (int i = 0; i < n; i++)
		if (pthread_create(&w->thread[i], NULL, work, w) != 0)
			assert(!"the machine refuses another thread");
}

static bool has_place(const struct workers *w, const struct exchange *x)
{
	int held = 0;

	if (x->turn.first)
		return w->waiting < w->places + w->places / 4;
	for (const struct exchange *o = w->first; o && *x->q.address; o = o->next)
		held += !o->turn.first && str_eq(o->q.address, x->q.address);
	return w->waiting < w->places && held < ADDRESS_PLACES;
}

/* Those whose clients have gone make room. */
static struct exchange *cut_out_gone(struct workers *w)
{
	struct exchange *gone = NULL;
	struct exchange **p = &w->first;

	while (*p) {
		if (!client_gone(*p)) {
			p = &(*p)->next;
			continue;
		}
		struct exchange *x = cut_out(w, p);
		x->next = gone;
		gone = x;
	}
	return gone;
}

bool workers_give(struct workers *w, struct exchange *x)
{
	struct exchange *gone = NULL;

	pthread_mutex_lock(&w->lock);
	int turns = x->peer->turns < TURNS_COUNTED ? x->peer->turns : TURNS_COUNTED;
	x->due_us = steady_us() + turns * turn_us;
	if (w->places && !has_place(w, x))
		gone = cut_out_gone(w);
	bool place = !w->places || has_place(w, x);
	if (place) {
		add(w, x);
		pthread_cond_signal(&w->more);
	}
	pthread_mutex_unlock(&w->lock);
	while (gone) {
		struct exchange *next = gone->next;
		exchange_give_up(gone);
		gone = next;
	}
	return place;
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
