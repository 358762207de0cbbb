/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/act_inside.h"
#include <time.h>

enum { TURN_OF_THE_REST = 8 };

void queue_init(struct queue *q)
{
	*q = (struct queue){ .last = &q->first };
}

void queue_put(struct queue *q, struct act *t)
{
	t->next = NULL;
	*q->last = t;
	q->last = &t->next;
	q->n++;
}

struct act *queue_take(struct queue *q, queue_may *may, void *arg)
{
	for (struct act **at = &q->first; *at; at = &(*at)->next) {
		struct act *t = *at;
		if (may && !may(t, arg))
			continue;
		*at = t->next;
		if (!t->next)
			q->last = at;
		q->n--;
		return t;
	}
	return NULL;
}

struct act *acts_next(struct acts *s, bool rest_too, queue_may *may, void *arg)
{
	struct act *t = NULL;
	bool rest_first = rest_too && s->rest.n && ++s->turn % TURN_OF_THE_REST == 0;
	if (rest_first)
		t = queue_take(&s->rest, may, arg);
	if (!t)
		t = queue_take(&s->staff, may, arg);
	if (!t && rest_too)
		t = queue_take(&s->rest, may, arg);
	return t;
}

int64_t acts_clock_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}
