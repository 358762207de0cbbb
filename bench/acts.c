/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* bench_acts DB_URL THREADS SECONDS < "id version" lines: durable moves of tasks a second without HTTP: what the writer,
 * the chain and the disk can do.  Each thread moves its own tasks, one after another. */
#include "app/demo.h"
#include "domain/3_do/task/task_store.h"
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { THREADS_MOST = 64, TASKS_MOST = 20000 };

struct mover {
	struct acts *acts;
	struct task_save *v;
	size_t n;
	double until;
	long kept, refused;
	pthread_t thread;
};

static double now_s(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static void *move(void *arg)
{
	struct mover *m = arg;
	struct act_spec spec = { .org = DEMO_ORG, .at_us = demo_now_us(), .kind = "task.progress" };

	for (size_t i = 0; now_s() < m->until; i++) {
		ARENA a = { 0 };
		struct act_answer answer;
		struct task_save *s = &m->v[i % m->n];
		spec.object = s->task_id;
		s->now = (struct task_report){ .state = TASK_DOING, .percent = s->was.percent % 99 + 1,
		                               .result = "Đã làm xong một phần việc, đang chờ số liệu của đơn vị phối hợp." };
		err e = acts_run(m->acts, &a, &spec, task_save_progress, s, &answer);
		if (e.kind) {
			m->refused++;
			continue;
		}
		m->kept++;
		s->was = s->now;
		s->version++;
	}
	return NULL;
}

static err load(const char *url, arena *a, struct task_save *ret, size_t *ret_n)
{
	db *d = NULL;
	long long id;
	int version;
	size_t n = 0;

	TRY(db_open(&d, url, DB_READ));
	while (n < TASKS_MOST && scanf("%lld %d", &id, &version) == 2) {
		struct task v;
		err e = task_load(d, a, DEMO_ORG, id, &v);
		if (e.kind) {
			db_close(d);
			return e;
		}
		ret[n++] = (struct task_save){ .task_id = v.id, .plan_id = v.plan_id, .ref = v.ref, .verb = v.verb,
		                               .due_on = task_rule_due(&v), .version = version, .was = v.report };
	}
	db_close(d);
	*ret_n = n;
	return OK;
}

static void race(struct acts *acts, struct task_save *v, size_t n, size_t threads, double seconds)
{
	static struct mover m[THREADS_MOST];
	long kept = 0;
	long refused = 0;
	double start = now_s();

	for (size_t i = 0; i < threads; i++) {
		m[i] = (struct mover){ .acts = acts, .v = v + i * (n / threads), .n = n / threads, .until = start + seconds };
		if (pthread_create(&m[i].thread, NULL, move, &m[i]) != 0)
			abort();
	}
	for (size_t i = 0; i < threads; i++) {
		pthread_join(m[i].thread, NULL);
		kept += m[i].kept;
		refused += m[i].refused;
	}
	printf("%zu threads: %.0f acts/s, %ld refused\n", threads, (double)kept / (now_s() - start), refused);
}

int main(int argc, char **argv)
{
	static struct task_save tasks[TASKS_MOST];
	ARENA a = { 0 };
	struct acts *acts = NULL;
	int64_t threads;
	size_t n = 0;

	if (argc != 4 || !str_int(argv[2], 1, THREADS_MOST, &threads)) {
		fputs("bench_acts DB_URL THREADS SECONDS < ids\n", stderr);
		return 2;
	}
	err e = load(argv[1], &a, tasks, &n);
	if (!e.kind && n < (size_t)threads)
		e = FAIL(E_INPUT, "too_few_tasks", "");
	if (!e.kind)
		e = acts_open(&acts, argv[1]);
	if (e.kind) {
		fprintf(stderr, "bench_acts: %s: %s\n", e.code, str_or(e.why, ""));
		return 1;
	}
	race(acts, tasks, n, (size_t)threads, atof(argv[3]));
	acts_stop(acts);
	return 0;
}
