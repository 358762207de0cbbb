/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* serve: starts the server, keeps house every half second, stops without losing what was begun. */
#include "platform/audit/kept.h"
#include "platform/auth/sign_in.h"
#include "platform/http/inside.h"
#include "platform/http/receive.h"
#include "gen/sql.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

static int64_t clock_us(clockid_t id)
{
	struct timespec t;
	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t real_us(void)
{
	return clock_us(CLOCK_REALTIME);
}

int64_t steady_us(void)
{
	return clock_us(CLOCK_MONOTONIC);
}

static _Thread_local db *this_db;
static _Thread_local const struct http_server *this_db_of;

/* WHY not opened beforehand: the library makes its threads itself.  Closed by http_stop, when no thread is left. */
db *server_db(struct http_server *s)
{
	if (this_db_of == s)
		return this_db;
	db *d = NULL;
	err e = db_open(&d, s->config.db_url, DB_READ);
	if (e.kind) {
		log_text("error", str_or(e.why, e.code));
		return NULL;
	}
	struct db_list *one = malloc(sizeof *one);
	if (!one)
		abort();
	one->d = d;
	pthread_mutex_lock(&s->lock);
	one->next = s->dbs;
	s->dbs = one;
	pthread_mutex_unlock(&s->lock);
	this_db = d;
	this_db_of = s;
	return d;
}

static err refresh_orgs(struct http_server *s)
{
	arena fresh_arena = { 0 };
	struct org_list fresh = { 0 };
	db *d = server_db(s);
	if (!d)
		return FAIL(E_SYSTEM, "db_open", N_("Cơ sở dữ liệu không mở được."));
	err e = orgs_load(d, &fresh_arena, &fresh);
	if (e.kind) {
		arena_end(&fresh_arena);
		return e;
	}
	pthread_mutex_lock(&s->lock);
	arena old = s->orgs_arena;
	s->orgs_arena = fresh_arena;
	s->orgs = fresh;
	pthread_mutex_unlock(&s->lock);
	arena_end(&old);
	return OK;
}

size_t server_org_count(struct http_server *s)
{
	pthread_mutex_lock(&s->lock);
	size_t n = s->orgs.n;
	pthread_mutex_unlock(&s->lock);
	return n;
}

bool server_org(struct http_server *s, arena *a, const char *host, struct org_face *ret)
{
	pthread_mutex_lock(&s->lock);
	const struct org_face *o = org_find(&s->orgs, host);
	if (o)
		*ret = (struct org_face){
			.id = o->id,
			.name = arena_text(a, o->name),
			.short_name = arena_text(a, str_or(o->short_name, o->name)),
			.parent_name = arena_text(a, o->parent_name),
			.host = "",
			.base_url = arena_text(a, o->base_url),
		};
	pthread_mutex_unlock(&s->lock);
	return o != NULL;
}

struct seen_batch {
	struct session_seen *v;
	size_t n;
};

static err write_seen(struct upkeep *u, void *arg)
{
	const struct seen_batch *b = arg;
	for (size_t i = 0; i < b->n; i++) {
		const struct session_seen *one = &b->v[i];
		if (one->over)
			TRY(upkeep_exec(u, NULL, Q_session_end, BIND(org_id, one->org), BIND_BLOB(hash, one->hash, 32)));
		else
			TRY(upkeep_exec(u, NULL, Q_session_seen, BIND(seen_us, one->seen_us), BIND(org_id, one->org),
				BIND_BLOB(hash, one->hash, 32)));
	}
	return OK;
}

static void flush_sessions(struct http_server *s, bool all)
{
	ARENA a = { 0 };
	struct seen_batch b = { 0 };
	b.n = sessions_seen(s->config.sessions, &a, all, &b.v);
	if (!b.n)
		return;
	err e = upkeep_run(s->config.acts, &a, write_seen, &b);
	if (e.kind)
		log_text("warning", "sessions could not be written down");
}

struct limits {
	int64_t real_us, kept_us;
};

static err expire(struct upkeep *u, void *arg)
{
	struct limits *l = arg;
	TRY(sign_in_expire(u, &l->real_us));
	return kept_expire(u, &l->kept_us);
}

/* Whatever nobody needs any more, whether or not somebody is signed in. */
static void forget_old(struct http_server *s)
{
	ARENA a = { 0 };
	struct limits l = { .real_us = real_us(), .kept_us = real_us() + s->config.shift_us - KEPT_LIFE_US };
	err e = upkeep_run(s->config.acts, &a, expire, &l);
	if (e.kind)
		log_text("warning", "old sessions and keys could not be removed");
}

/* HOUSE RULE: once a minute, however many callers had to wait. */
static void say_when_full(struct http_server *s)
{
	ARENA a = { 0 };
	if (!atomic_exchange(&s->guard.full, false))
		return;
	log_text("warning", arena_fmt(&a, "all %d connections were taken: others had to wait", s->guard.most));
}

/* Half a second; connections that linger are read out meanwhile. */
static void wait_a_round(struct http_server *s)
{
	const struct timespec pause = { .tv_nsec = 20 * 1000 * 1000 };

	for (int i = 0; i < 25 && atomic_load(&s->housekeeping); i++) {
		nanosleep(&pause, NULL);
		guard_listen_out(&s->guard, steady_us());
	}
}

/* Every half second: slow senders.  Every half minute: organisations (every two seconds while
 * there is none) and sessions.  Every ten minutes: what is over. */
static void *keep_house(void *arg)
{
	struct http_server *s = arg;

	for (int round = 1; atomic_load(&s->housekeeping); round++) {
		guard_sweep(&s->guard, steady_us());
		if (round % 120 == 4)
			say_when_full(s);
		if (round % (server_org_count(s) ? 60 : 4) == 0) {
			err e = refresh_orgs(s);
			if (e.kind)
				log_text("warning", "organisations could not be read again");
		}
		if (round % 60 == 0)
			flush_sessions(s, false);
		if (round % 1200 == 1)
			forget_old(s);
		wait_a_round(s);
	}
	return NULL;
}

/* "127.0.0.1:8080", "[::1]:8080" */
static bool listen_address(const char *text, struct sockaddr_storage *ret, socklen_t *ret_n)
{
	ARENA a = { 0 };
	const char *colon = strrchr(text, ':');
	int64_t port;

	if (!colon || !str_int(colon + 1, 0, 65535, &port))
		return false;
	*ret = (struct sockaddr_storage){ 0 };
	if (*text == '[' && colon > text && colon[-1] == ']') {
		struct sockaddr_in6 *six = (struct sockaddr_in6 *)ret;
		six->sin6_family = AF_INET6;
		six->sin6_port = htons((uint16_t)port);
		*ret_n = sizeof *six;
		return inet_pton(AF_INET6, arena_text_n(&a, text + 1, (size_t)(colon - text) - 2), &six->sin6_addr) == 1;
	}
	struct sockaddr_in *four = (struct sockaddr_in *)ret;
	four->sin_family = AF_INET;
	four->sin_port = htons((uint16_t)port);
	*ret_n = sizeof *four;
	return inet_pton(AF_INET, arena_text_n(&a, text, (size_t)(colon - text)), &four->sin_addr) == 1;
}

static err open_socket(const char *text, int *ret_fd, int *ret_port)
{
	struct sockaddr_storage address;
	socklen_t n = 0;
	int yes = 1;

	if (!listen_address(text, &address, &n))
		return FAIL(E_INPUT, "listen_wrong", N_("Địa chỉ lắng nghe phải có dạng 127.0.0.1:8080."));
	int fd = socket(address.ss_family, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
	if (fd < 0)
		return FAIL(E_SYSTEM, "listen_failed", N_("Không mở được cổng mạng."), .why = strerror(errno));
	setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
	if (bind(fd, (struct sockaddr *)&address, n) != 0 || listen(fd, 511) != 0 ||
	    getsockname(fd, (struct sockaddr *)&address, &n) != 0) {
		const char *why = strerror(errno);
		close(fd);
		return FAIL(E_SYSTEM, "listen_failed", N_("Không lắng nghe được ở địa chỉ {0}."), .arg = { text }, .why = why);
	}
	*ret_port = ntohs(address.ss_family == AF_INET6 ? ((struct sockaddr_in6 *)&address)->sin6_port
	                                                : ((struct sockaddr_in *)&address)->sin_port);
	*ret_fd = fd;
	return OK;
}

/* The library decodes nothing: platform/http/parse.h does, strictly. */
static size_t leave_as_sent(void *cls, struct MHD_Connection *c, char *s)
{
	(void)cls;
	(void)c;
	return strlen(s);
}

/* WHY silent: the library says a line for every client that goes away. */
static void hear_nothing(void *cls, const char *format, va_list v)
{
	(void)cls;
	(void)format;
	(void)v;
}

static struct MHD_Daemon *start_daemon(struct http_server *s, int fd)
{
	return MHD_start_daemon(MHD_USE_EPOLL_INTERNAL_THREAD | MHD_USE_TURBO | MHD_ALLOW_SUSPEND_RESUME | MHD_USE_ERROR_LOG,
		0, guard_accept, &s->guard, receive, s,
		MHD_OPTION_LISTEN_SOCKET, fd,
		MHD_OPTION_THREAD_POOL_SIZE, (unsigned)s->config.threads,
		MHD_OPTION_EXTERNAL_LOGGER, hear_nothing, NULL,
		MHD_OPTION_URI_LOG_CALLBACK, receive_target, s,
		MHD_OPTION_UNESCAPE_CALLBACK, leave_as_sent, NULL,
		MHD_OPTION_NOTIFY_COMPLETED, receive_end, s,
		MHD_OPTION_NOTIFY_CONNECTION, guard_notify, &s->guard,
		MHD_OPTION_CONNECTION_LIMIT, (unsigned)s->guard.most,
		MHD_OPTION_CONNECTION_TIMEOUT, (unsigned)IDLE_SECONDS,
		MHD_OPTION_CONNECTION_MEMORY_LIMIT, (size_t)32 * 1024,
		MHD_OPTION_STRICT_FOR_CLIENT, 1,
		MHD_OPTION_END);
}

static int processors(void)
{
	long n = sysconf(_SC_NPROCESSORS_ONLN);
	return n < 2 ? 2 : n > 16 ? 16 : (int)n;
}

static void free_all(struct http_server *s)
{
	while (s->spare) {
		struct exchange *x = s->spare;
		s->spare = x->next;
		arena_end(&x->a);
		free(x);
	}
	while (s->dbs) {
		struct db_list *one = s->dbs;
		s->dbs = one->next;
		db_close(one->d);
		free(one);
	}
	arena_end(&s->orgs_arena);
	pthread_mutex_destroy(&s->lock);
	guard_close(&s->guard);
	this_db_of = NULL;
	free(s);
}

err http_start(struct http_server **ret, const struct http_config *c)
{
	int fd = -1;
	int port = 0;
	TRY(open_socket(c->listen, &fd, &port));

	struct http_server *s = calloc(1, sizeof *s);
	if (!s)
		abort();
	s->config = *c;
	s->config.threads = c->threads ? c->threads : processors();
	s->config.workers = c->workers ? c->workers : processors();
	s->port = port;
	s->sqlite = str_starts(c->db_url, "sqlite:");
	pthread_mutex_init(&s->lock, NULL);
	guard_open(&s->guard, c->trusted_proxy);
	err e = refresh_orgs(s);
	if (!e.kind)
		e = files_room(&s->orgs_arena, &s->config, &s->guard.most);
	if (e.kind) {
		close(fd);
		free_all(s);
		return e;
	}
	workers_open(&s->lanes[LANE_ANY], LANE_ANY, s->config.workers, 0);
	workers_open(&s->lanes[LANE_PASSWORD], LANE_PASSWORD, PASSWORDS_AT_ONCE, PLACES);
	atomic_store(&s->housekeeping, true);
	if (pthread_create(&s->housekeeper, NULL, keep_house, s) != 0)
		assert(!"the machine refuses another thread");
	s->daemon = start_daemon(s, fd);
	assert(s->daemon);
	*ret = s;
	return OK;
}

int http_port(const struct http_server *s)
{
	return s->port;
}

static const struct timespec short_pause = { .tv_nsec = 20 * 1000 * 1000 };

static void wait_for_answers(struct http_server *s)
{
	int64_t begun = steady_us();
	int64_t until = begun + STOP_SECONDS * 1000000LL;

	while (steady_us() < until) {
		guard_end_idle(&s->guard, steady_us() > begun + STOP_COMING_SECONDS * 1000000LL);
		bool lingers = guard_listen_out(&s->guard, steady_us()) && steady_us() < begun + STOP_COMING_SECONDS * 1000000LL;
		if (atomic_load(&s->running) == 0 && !lingers)
			return;
		nanosleep(&short_pause, NULL);
	}
}

/* No handler may meet an acts runtime that is gone. */
static void close_handlers(struct http_server *s)
{
	atomic_store(&s->closed, true);
	while (atomic_load(&s->working) > 0)
		nanosleep(&short_pause, NULL);
}

/* WHY this order: the listening socket goes first, or the kernel still takes connections; acts are drained while their
 * requests wait suspended, since the library must not be stopped with a suspended one. */
void http_stop(struct http_server *s)
{
	atomic_store(&s->stopping, true);
	close(MHD_quiesce_daemon(s->daemon));
	wait_for_answers(s);
	close_handlers(s);
	atomic_store(&s->housekeeping, false);
	pthread_join(s->housekeeper, NULL);
	flush_sessions(s, true);
	acts_stop(s->config.acts);
	for (int i = 0; i < LANE_COUNT; i++)
		workers_stop(&s->lanes[i]);
	MHD_stop_daemon(s->daemon);
	free_all(s);
}
