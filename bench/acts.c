/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* How many acts a second become durable: N submitters that wait for each act, for so many seconds.
 *
 *     cmake --preset release && cmake --build --preset release --target bench_acts
 *     build/release/bench_acts 32 5        (DANCHU_TEST_PG: on PostgreSQL)
 *
 * An act: claim, head, number, audit row, outbox row, answer; one organisation.  On a plain file system, never tmpfs. */
#include "tests/database.h"
#include <pthread.h>
#include <stdatomic.h>
#include <time.h>

enum { MOST = 64, SAMPLES = 400000 };
static struct database b;
static atomic_bool stop;
static atomic_int done;
static double latency_ms[SAMPLES];

static double now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6;
}

static err take(struct act *t, void *arg)
{
	int64_t n;
	(void)arg;
	TRY(act_number(t, "bench", 2026, &n));
	act_note_int(t, "number", n);
	act_outbox(t, 0, "bench", "{}");
	act_answer(t, 303, "/so");
	return OK;
}

static void *submit(void *arg)
{
	while (!stop) {
		ARENA a = { 0 };
		struct act_spec spec = { .org = 1, .actor = *(int *)arg, .at_us = 1, .kind = "bench.take", .object = 1 };
		double since = now_ms();
		database_must(acts_run(b.acts, &a, &spec, take, NULL, NULL));
		int at = done++;
		if (at < SAMPLES)
			latency_ms[at] = now_ms() - since;
	}
	return NULL;
}

static int ascending(const void *x, const void *y)
{
	double a = *(const double *)x;
	double c = *(const double *)y;
	return (a > c) - (a < c);
}

int main(int argc, char **argv)
{
	int n = argc > 1 ? atoi(argv[1]) : 1;
	int seconds = argc > 2 ? atoi(argv[2]) : 3;
	int id[MOST];
	pthread_t thread[MOST];
	assert(n > 0 && n <= MOST && seconds > 0);
	b = database_open();
	double since = now_ms();
	for (int i = 0; i < n; i++) {
		id[i] = i;
		pthread_create(&thread[i], NULL, submit, &id[i]);
	}
	sleep((unsigned)seconds);
	stop = true;
	for (int i = 0; i < n; i++)
		pthread_join(thread[i], NULL);
	double took = (now_ms() - since) / 1e3;
	int samples = done < SAMPLES ? done : SAMPLES;
	qsort(latency_ms, (size_t)samples, sizeof *latency_ms, ascending);
	printf("%d submitters: %.0f acts/s, p50 %.2f ms, p99 %.2f ms, max %.1f ms\n", n, done / took,
	       latency_ms[samples / 2], latency_ms[samples * 99 / 100], latency_ms[samples - 1]);
	database_close(&b);
}
