/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/clock/id.h"
#include "platform/base/base.h"
#include <time.h>

enum { TIME_BITS = 42, NODE_BITS = 8, COUNTER_BITS = 13 };
#define START_MS INT64_C(1577836800000) /* 2020-01-01 UTC */

_Static_assert(TIME_BITS + NODE_BITS + COUNTER_BITS == 63, "an id is a positive int64_t");
_Static_assert(ID_NODES == 1 << NODE_BITS, "every node fits");
_Static_assert(ATOMIC_LLONG_LOCK_FREE == 2, "ids are made without a lock");

int64_t id_next(struct id_line *line, int64_t unix_ms, int node)
{
	assert(node >= 0 && node < ID_NODES);
	int64_t ms = unix_ms > START_MS ? unix_ms - START_MS : 0;
	assert(ms < INT64_C(1) << TIME_BITS);
	int64_t now = ms << COUNTER_BITS;
	int64_t last = atomic_load_explicit(&line->last, memory_order_relaxed);
	int64_t next;
	/* WHY: one word holds both; a full counter carries into the milliseconds and ids run ahead of the clock
	 * for a moment, as they do after the clock was set back.  Only the word itself is shared, so relaxed
	 * order is enough. */
	do {
		next = now > last ? now : last + 1;
	} while (!atomic_compare_exchange_weak_explicit(&line->last, &last, next,
		memory_order_relaxed, memory_order_relaxed));
	int64_t counter = next & ((1 << COUNTER_BITS) - 1);
	return (next >> COUNTER_BITS) << (NODE_BITS + COUNTER_BITS) | (int64_t)node << COUNTER_BITS | counter;
}

int64_t id_new(int node)
{
	static struct id_line line;
	struct timespec t;
	int failed = clock_gettime(CLOCK_REALTIME, &t);
	assert(!failed);
	return id_next(&line, (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000, node);
}
