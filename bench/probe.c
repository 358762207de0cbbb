/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* bench_probe PORT PATH COOKIE CONNECTIONS GAP_MS SECONDS: an open-loop probe.  Each connection owes a request every
 * GAP_MS whether or not the last was answered in time; latency counts from the moment it was owed, so that a stall is
 * seen by all requests that would have met it.  Prints milliseconds: "n 6400 failed 0 p50 0.9 p90 2.0 p99 7.1 max 20". */
#include "platform/base/base.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { CONNECTIONS_MOST = 64, ANSWER = 1 << 20 };

struct probe {
	int port;
	const char *path, *cookie;
	int64_t first_ns, gap_ns;
	int count, failed;
	double *ms;
	pthread_t thread;
};

static int64_t now_ns(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000000000 + t.tv_nsec;
}

static void sleep_until(int64_t ns)
{
	struct timespec t = { .tv_sec = ns / 1000000000, .tv_nsec = ns % 1000000000 };
	while (clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &t, NULL) != 0)
		;
}

static int dial(int port)
{
	struct sockaddr_in to = { .sin_family = AF_INET, .sin_port = htons((uint16_t)port) };
	int yes = 1;
	int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if (fd < 0 || connect(fd, (struct sockaddr *)&to, sizeof to) != 0)
		return -1;
	setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
	return fd;
}

/* One whole answer of status 200. */
static int ask(int fd, const char *request, size_t n, char *answer)
{
	size_t have = 0;
	size_t want = ANSWER;

	if (write(fd, request, n) != (ssize_t)n)
		return 0;
	while (have < want) {
		ssize_t got = read(fd, answer + have, ANSWER - 1 - have);
		if (got <= 0)
			return 0;
		have += (size_t)got;
		answer[have] = 0;
		char *end = want == ANSWER ? strstr(answer, "\r\n\r\n") : NULL;
		char *length = end ? strcasestr(answer, "\r\nContent-Length:") : NULL;
		if (end && (!length || length > end))
			return 0;
		if (length)
			want = (size_t)(end + 4 - answer) + strtoul(length + strlen("\r\nContent-Length:"), NULL, 10);
	}
	return strncmp(answer, "HTTP/1.1 200", 12) == 0;
}

static void *run(void *arg)
{
	struct probe *p = arg;
	char request[1024];
	ARENA a = { 0 };
	char *answer = arena_get(&a, ANSWER);
	int fd = dial(p->port);
	int n = snprintf(request, sizeof request, "GET %s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nCookie: %s\r\n\r\n", p->path,
	                 p->port, p->cookie);

	assert(n > 0 && (size_t)n < sizeof request);
	for (int i = 0; i < p->count; i++) {
		int64_t owed = p->first_ns + i * p->gap_ns;
		sleep_until(owed);
		if (fd < 0 || !ask(fd, request, (size_t)n, answer))
			p->failed++;
		p->ms[i] = (double)(now_ns() - owed) / 1e6;
	}
	close(fd);
	return NULL;
}

static int by_value(const void *a, const void *b)
{
	double x = *(const double *)a;
	double y = *(const double *)b;
	return (x > y) - (x < y);
}

int main(int argc, char **argv)
{
	static struct probe p[CONNECTIONS_MOST];
	int connections = argc == 7 ? atoi(argv[4]) : 0;
	int gap_ms = argc == 7 ? atoi(argv[5]) : 0;
	int failed = 0;

	if (connections < 1 || connections > CONNECTIONS_MOST || gap_ms < 1) {
		fputs("bench_probe PORT PATH COOKIE CONNECTIONS GAP_MS SECONDS\n", stderr);
		return 2;
	}
	int count = atoi(argv[6]) * 1000 / gap_ms;
	if (count < 1)
		return 2;
	int all = count * connections;
	ARENA a = { 0 };
	double *ms = arena_get(&a, (size_t)all * sizeof *ms);
	int64_t start = now_ns() + 100000000;
	for (int i = 0; i < connections; i++) {
		p[i] = (struct probe){ .port = atoi(argv[1]), .path = argv[2], .cookie = argv[3], .gap_ns = gap_ms * 1000000LL,
		                       .first_ns = start + gap_ms * 1000000LL * i / connections, .count = count,
		                       .ms = ms + i * count };
		if (pthread_create(&p[i].thread, NULL, run, &p[i]) != 0)
			abort();
	}
	for (int i = 0; i < connections; i++) {
		pthread_join(p[i].thread, NULL);
		failed += p[i].failed;
	}
	qsort(ms, (size_t)all, sizeof *ms, by_value);
	printf("n %d failed %d p50 %.2f p90 %.2f p99 %.2f max %.2f\n", all, failed, ms[all / 2], ms[all * 9 / 10],
	       ms[all * 99 / 100], ms[all - 1]);
	return 0;
}
