/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* serve: `danchu serve`: puts the rooms together and waits for the signal to stop. */
#include "platform/http/serve.h"
#include "platform/http/site.h"
#include "app/command.h"
#include "app/demo.h"
#include "app/failure.h"
#include "app/routes.h"
#include "app/sign_in.h"
#include "platform/db/db_migrate.h"
#include <arpa/inet.h>
#include <getopt.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

struct wish {
	const char *db_url, *listen, *base_url, *source_url, *now, *trusted_proxy;
};

static bool read_options(int argc, char **argv, struct wish *ret)
{
	static const struct option options[] = {
		{ "db", required_argument, NULL, 'd' },         { "listen", required_argument, NULL, 'l' },
		{ "base-url", required_argument, NULL, 'b' },   { "now", required_argument, NULL, 'n' },
		{ "source-url", required_argument, NULL, 's' }, { "trusted-proxy", required_argument, NULL, 't' },
		{ 0 },
	};
	int c;
	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'd': ret->db_url = optarg; break;
		case 'l': ret->listen = optarg; break;
		case 'b': ret->base_url = optarg; break;
		case 's': ret->source_url = optarg; break;
		case 't': ret->trusted_proxy = optarg; break;
		case 'n': ret->now = optarg; break;
		default: return false;
		}
	}
	return ret->db_url && ret->listen && optind == argc;
}

/* The same address, written as the system writes it. */
static err choose_proxy(arena *a, const struct wish *w, struct http_config *c)
{
	uint8_t address[16];
	char text[INET6_ADDRSTRLEN];

	if (!w->trusted_proxy)
		return OK;
	int family = strchr(w->trusted_proxy, ':') ? AF_INET6 : AF_INET;
	if (inet_pton(family, w->trusted_proxy, address) != 1)
		return FAIL(E_INPUT, "trusted_proxy_wrong", N_("--trusted-proxy phải là một địa chỉ IP, ví dụ 10.0.0.2."));
	inet_ntop(family, address, text, sizeof text);
	c->trusted_proxy = arena_text(a, text);
	return OK;
}

/* Exactly 2021-06-07T07:45+07:00: a moment in Việt Nam. */
static bool moment_read(arena *a, const char *s, int64_t *ret)
{
	date day;
	int64_t hour;
	int64_t minute;
	if (strlen(s) != 22 || s[10] != 'T' || s[13] != ':' || !str_eq(s + 16, "+07:00"))
		return false;
	if (!date_parse_iso(arena_text_n(a, s, 10), &day) || !str_int(arena_text_n(a, s + 11, 2), 0, 23, &hour) ||
	    !str_int(arena_text_n(a, s + 14, 2), 0, 59, &minute))
		return false;
	*ret = date_start_us(day) + (hour * 60 + minute) * 60 * 1000000;
	return true;
}

static err look_at_database(const char *url, arena *a, bool *ret_demonstration, int64_t *ret_made_us)
{
	db *d = NULL;
	TRY(db_open(&d, url, DB_READ));
	err e = db_migrate_check(d);
	if (!e.kind)
		e = demonstration_find(d, a, ret_demonstration, ret_made_us);
	db_close(d);
	return e;
}

/* A demonstration plays its own time, going on since it was made; --now sets another. */
static err choose_time(arena *a, const struct wish *w, struct http_config *c)
{
	int64_t now_us, made_us;
	TRY(look_at_database(w->db_url, a, &c->demonstration, &made_us));
	if (!w->now) {
		c->shift_us = c->demonstration ? demo_shift_us(made_us, real_us()) : 0;
		return OK;
	}
	if (!c->demonstration)
		return FAIL(E_RULE, "not_a_demonstration", N_("--now chỉ dùng cho cơ sở dữ liệu trình diễn: đây là dữ liệu thật."));
	if (!moment_read(a, w->now, &now_us))
		return FAIL(E_INPUT, "now_wrong", N_("--now phải có dạng 2021-06-07T07:45+07:00."));
	c->shift_us = now_us - real_us();
	return OK;
}

static err start(arena *a, const struct wish *w, struct http_config *c, struct http_server **ret)
{
	TRY(choose_proxy(a, w, c));
	if (w->base_url)
		TRY(command_option("--base-url", site_read(a, w->base_url, &c->base_url)));
	TRY(choose_time(a, w, c));
	TRY(db_serve_once(w->db_url));
	TRY(acts_open(&c->acts, w->db_url));
	sessions_open(&c->sessions);
	err e = http_start(ret, c);
	if (e.kind) {
		acts_stop(c->acts);
		sessions_close(c->sessions);
	}
	return e;
}

/* Which signals end the server, held back until they are waited for.  WHY the others: their default ends the process, and
 * they are sent by mistake, by a terminal that closes, by a rotation of logs, by a limit. */
static sigset_t choose_signals(void)
{
	static const int nothing[] = { SIGHUP, SIGUSR1, SIGUSR2, SIGPIPE, SIGALRM, SIGVTALRM, SIGPROF, SIGIO, SIGPWR, SIGXFSZ, SIGXCPU };
	sigset_t ends;
	sigemptyset(&ends);
	sigaddset(&ends, SIGTERM);
	sigaddset(&ends, SIGINT);
	pthread_sigmask(SIG_BLOCK, &ends, NULL); /* before the first thread: all inherit it */
	for (size_t i = 0; i < COUNT_OF(nothing); i++)
		signal(nothing[i], SIG_IGN);
	for (int s = SIGRTMIN; s <= SIGRTMAX; s++)
		signal(s, SIG_IGN);
	return ends;
}

/* What will surprise whoever opens the first page; the server serves all the same. */
static void say_what_is_missing(arena *a, const struct wish *w, const struct http_config *c)
{
	struct org_list orgs = { 0 };
	db *d = NULL;

	if (db_open(&d, w->db_url, DB_READ).kind)
		return;
	bool known = !orgs_load(d, a, &orgs).kind;
	db_close(d);
	if (known && !orgs.n)
		fputs("danchu: cơ sở dữ liệu chưa có cơ quan nào; tạo bằng: danchu org init --db … --name … --email … --person …\n", stderr);
	if (site_is_loopback(w->listen) || (c->base_url && str_starts(c->base_url, "https://")))
		return;
	for (size_t i = 0; !c->base_url && i < orgs.n; i++)
		if (str_starts(orgs.v[i].base_url, "https://"))
			return;
	fputs("danchu: mở trang bằng http từ máy khác thì không ai đăng nhập được: trình duyệt không giữ phiên. Đặt sau một máy chủ\n"
	      "danchu: có https (README, mục \"Dùng thật\"), rồi khai địa chỉ ấy bằng --base-url https://… hoặc danchu org set --base-url\n", stderr);
}

int command_serve(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { 0 };
	struct http_server *server = NULL;
	int received = 0;

	if (!read_options(argc, argv, &w))
		return USAGE;
	sigset_t ends = choose_signals();

	struct http_config c = {
		.listen = w.listen,
		.db_url = w.db_url,
		.routes = routes,
		.pages = { failure_show, sign_in_ask },
	};
	source_address = str_or(w.source_url, "");
	err e = start(&a, &w, &c, &server);
	if (e.kind)
		return command_failed(e);
	say_what_is_missing(&a, &w, &c);
	printf("http port %d\n", http_port(server));
	fflush(stdout);
	sigwait(&ends, &received);
	http_stop(server);
	sessions_close(c.sessions);
	return DONE;
}
