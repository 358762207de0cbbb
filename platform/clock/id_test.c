/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/clock/id.h"
#include "platform/base/base.h"
#include "tests/test.h"
#include <pthread.h>
#include <time.h>

#define START_MS INT64_C(1577836800000)

static void the_bits_are_time_node_and_counter(void **s)
{
	(void)s;
	struct id_line line = { 0 };
	assert_true(id_next(&line, START_MS + 5, 3) == (INT64_C(5) << 21 | 3 << 13));
	assert_true(id_next(&line, START_MS + 5, 3) == (INT64_C(5) << 21 | 3 << 13 | 1));
	assert_true(id_next(&line, START_MS + 6, 255) == (INT64_C(6) << 21 | 255 << 13));
	assert_true(id_next(&line, START_MS + (INT64_C(1) << 42) - 1, 255) == (INT64_MAX & ~INT64_C(8191)));
}

static void ids_grow_when_the_clock_steps_back_and_when_the_counter_is_full(void **s)
{
	(void)s;
	struct id_line line = { 0 };
	int64_t last = id_next(&line, START_MS + 1000000, 7);
	static const int64_t back[] = { 1000000, 999999, 0, -5, 1000001, 12, 1000001 };
	for (size_t i = 0; i < COUNT_OF(back); i++) {
		int64_t id = id_next(&line, START_MS + back[i], 7);
		assert_true(id > last);
		last = id;
	}
	for (int i = 0; i < 3 * 8192; i++) { /* one millisecond that lasts longer than its counter */
		int64_t id = id_next(&line, START_MS + 1000001, 7);
		assert_true(id > last);
		assert_int_equal(id >> 13 & 255, 7);
		last = id;
	}
	assert_true(last >> 21 == 1000004);
}

static void a_clock_before_2020_still_gives_positive_ids(void **s)
{
	(void)s;
	struct id_line line = { 0 };
	int64_t first = id_next(&line, 0, 0);
	assert_true(first > 0);
	assert_true(id_next(&line, -1, 0) > first);
}

static void an_id_carries_the_time_it_was_made(void **s)
{
	(void)s;
	struct timespec before, after;
	clock_gettime(CLOCK_REALTIME, &before);
	int64_t ms = (id_new(1) >> 21) + START_MS;
	clock_gettime(CLOCK_REALTIME, &after);
	assert_true(ms >= (int64_t)before.tv_sec * 1000 + before.tv_nsec / 1000000);
	assert_true(ms <= (int64_t)after.tv_sec * 1000 + after.tv_nsec / 1000000);
}

enum { THREADS = 4, EACH = 20000 };

struct maker {
	pthread_t thread;
	struct id_line *line;
	int64_t id[EACH];
};

static void *make(void *p)
{
	struct maker *m = p;
	for (int i = 0; i < EACH; i++)
		m->id[i] = id_next(m->line, START_MS + 9, 1);
	return NULL;
}

static void threads_never_share_an_id(void **s)
{
	(void)s;
	static struct maker maker[THREADS];
	static bool seen[THREADS * EACH];
	struct id_line line = { 0 };
	for (int i = 0; i < THREADS; i++) {
		maker[i].line = &line;
		assert_int_equal(pthread_create(&maker[i].thread, NULL, make, &maker[i]), 0);
	}
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(pthread_join(maker[i].thread, NULL), 0);
	for (int i = 0; i < THREADS; i++) {
		for (int j = 0; j < EACH; j++) {
			int64_t id = maker[i].id[j];
			assert_true(j == 0 || id > maker[i].id[j - 1]);
			int64_t place = (((id >> 21) - 9) << 13) + (id & 8191); /* the clock stood still: no gaps */
			assert_in_range(place, 0, THREADS * EACH - 1);
			assert_false(seen[place]);
			seen[place] = true;
		}
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_bits_are_time_node_and_counter),
		cmocka_unit_test(ids_grow_when_the_clock_steps_back_and_when_the_counter_is_full),
		cmocka_unit_test(a_clock_before_2020_still_gives_positive_ids),
		cmocka_unit_test(an_id_carries_the_time_it_was_made),
		cmocka_unit_test(threads_never_share_an_id),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
