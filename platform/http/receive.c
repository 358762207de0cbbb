/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* receive: from the library's callbacks to one complete request, refused as early as possible. */
#include "platform/auth/sign_in.h"
#include "platform/http/inside.h"
#include "platform/http/receive.h"
#include "platform/http/site.h"
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const char hex_digits[] = "0123456789abcdef";

static void put_hex(char *ret, const uint8_t *b, size_t bytes)
{
	for (size_t i = 0; i < bytes; i++) {
		ret[2 * i] = hex_digits[b[i] >> 4];
		ret[2 * i + 1] = hex_digits[b[i] & 15];
	}
	ret[2 * bytes] = 0;
}

static struct exchange *exchange_new(struct http_server *s)
{
	pthread_mutex_lock(&s->lock);
	struct exchange *x = s->spare;
	if (x) {
		s->spare = x->next;
		s->spare_n--;
	}
	pthread_mutex_unlock(&s->lock);
	if (!x)
		x = calloc(1, sizeof *x);
	if (!x)
		abort();
	arena a = x->a;
	*x = (struct exchange){ .server = s, .a = a };
	atomic_fetch_add(&s->running, 1);
	return x;
}

static void exchange_end(struct exchange *x)
{
	struct http_server *s = x->server;
	bool keep = false;

	arena_reset(&x->a);
	pthread_mutex_lock(&s->lock);
	if (s->spare_n < SPARE_EXCHANGES) {
		x->next = s->spare;
		s->spare = x;
		s->spare_n++;
		keep = true;
	}
	pthread_mutex_unlock(&s->lock);
	if (!keep) {
		arena_end(&x->a);
		free(x);
	}
	atomic_fetch_sub(&s->running, 1);
}

/* The first thing known of a request: its target as sent. */
void *receive_target(void *cls, const char *uri, struct MHD_Connection *c)
{
	uint8_t random[24];
	struct peer *peer = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
	peer_end_exchange(peer);
	struct exchange *x = exchange_new(cls);
	x->mhd = c;
	x->peer = peer;
	peer->exchange = x;
	x->raw_target = arena_text(&x->a, uri);
	x->start_us = steady_us();
	x->body.a = &x->a;
	secret_mask(random, sizeof random);
	put_hex(x->id, random, 8);
	put_hex(x->key, random + 8, 16);
	atomic_store(&x->peer->coming, true);
	atomic_store(&x->peer->idle, false);
	return x;
}

void peer_end_exchange(struct peer *p)
{
	struct exchange *x = p->exchange;
	if (!x)
		return;
	p->exchange = NULL;
	if (x->stage == STAGE_SENT)
		log_request(x);
	else
		log_dropped(x);
	exchange_end(x);
}

/* WHY by the connection: the library does not call this for each request it gives up. */
void receive_end(void *cls, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code)
{
	struct peer *p = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
	(void)cls;
	*context = NULL;
	peer_end_exchange(p);
	if (code == MHD_REQUEST_TERMINATED_COMPLETED_OK) {
		peer_until(p, IDLE_SECONDS + HEADER_SECONDS);
		atomic_store(&p->idle, true);
	}
}

static const char *header(const struct exchange *x, const char *name)
{
	return MHD_lookup_connection_value(x->mhd, MHD_HEADER_KIND, name);
}

/* What can be known before the body: 0, or the status to refuse with. */
static int refusal_of_body(struct exchange *x)
{
	int64_t length = 0;

	if (header(x, "Content-Length"))
		str_int(header(x, "Content-Length"), 0, INT64_MAX, &length);
	if (length > (int64_t)x->limit)
		return 413;
	if (!str_eq(x->method, "POST"))
		return length ? 400 : 0;
	if (header(x, "Content-Encoding") || (length && !type_is_form(header(x, "Content-Type"))))
		return 415;
	return 0;
}

static enum MHD_Result keep_last(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	const char **last = cls;
	(void)kind;
	if (strcasecmp(name, "X-Forwarded-For") == 0)
		*last = value;
	return MHD_YES;
}

/* HOUSE RULE: only the proxy we were told of is believed, and only what it wrote itself, which is the last word. */
static void read_address(struct exchange *x)
{
	const struct peer *p = x->peer;
	const char *forwarded = NULL;

	if (p->proxy)
		MHD_get_connection_values(x->mhd, MHD_HEADER_KIND, keep_last, &forwarded);
	const char *client = forwarded ? forwarded_read(&x->a, forwarded) : NULL;
	struct address address = client ? address_read(client) : p->address;
	bool many = client ? address_loopback(address) : p->many;
	x->q.address = many ? "" : address_text(&x->a, address);
}

static void refuse(struct exchange *x, int status)
{
	if (!x->refused)
		x->refused = status;
	x->close = true;
	x->peer->linger = true;
}

static const char *cookie_of(struct exchange *x, const char *name)
{
	return cookie_read(&x->a, header(x, "Cookie"), site_cookie(&x->a, name, header(x, "Host")));
}

/* A path that fits nothing may be one of ours with a slash or the end of a sentence behind it. */
static struct match find_route(struct exchange *x, const char **path)
{
	const struct route *routes = x->server->config.routes;
	struct match m = route_match(routes, &x->a, x->method, *path);

	if (m.route || m.other_method)
		return m;
	const char *tidy = route_tidy(&x->a, *path);
	struct match again = route_match(routes, &x->a, x->method, tidy);
	if (!again.route)
		return m;
	*path = tidy;
	return again;
}

/* Everything the head says.  Sets x->refused when it is not acceptable. */
static void read_head(struct exchange *x, const char *method)
{
	static const struct field none[1] = { { NULL, NULL } };
	const struct http_config *config = &x->server->config;
	struct target target = { .path = "/", .query_text = "" };
	struct match m = { .word = "" };

	x->method = arena_text(&x->a, method);
	x->limit = (size_t)BODY_DEFAULT_KB * 1024;
	if (wire_refusal(method))
		refuse(x, wire_refusal(method));
	else if (!target_read(&x->a, x->raw_target, &target))
		refuse(x, 400);
	else if (!str_eq(method, "GET") && !str_eq(method, "HEAD") && !str_eq(method, "POST"))
		refuse(x, 405);
	else
		m = find_route(x, &target.path);
	x->route = m.route;
	x->other_method = m.other_method;
	if (m.route && m.route->limit_kb)
		x->limit = (size_t)m.route->limit_kb * 1024;
	if (!x->refused && refusal_of_body(x))
		refuse(x, refusal_of_body(x));
	x->q = (struct req){
		.a = &x->a,
		.by = { .at_us = real_us() + config->shift_us },
		.lang = target.lang,
		.path = target.path,
		.query_text = target.query_text,
		.id = m.id,
		.part = m.part,
		.word = m.word,
		.token = "",
		.new_key = x->key,
		.query = none,
		.form = none,
		.org_name = "",
		.org_short = "",
		.org_parent = "",
		.demonstration = config->demonstration,
		.request_id = x->id,
		.real_us = real_us(),
	};
	x->q.by.today = date_of_us(x->q.by.at_us);
	read_address(x);
	x->secret = cookie_of(x, SESSION_COOKIE);
	x->q.device = str_or(cookie_of(x, DEVICE_COOKIE), "");
	x->q.visit = str_or(cookie_of(x, VISIT_COOKIE), "");
}

/* Bytes beyond the limit are counted and forgotten; whoever goes on and on is cut off. */
static enum MHD_Result take_body(struct exchange *x, const char *data, size_t *n)
{
	size_t room = x->body.n < x->limit ? x->limit - x->body.n : 0;
	if (*n > room) {
		if (x->refused == 413)
			return MHD_NO;
		refuse(x, 413);
	}
	if (!x->refused)
		buf_put(&x->body, data, *n);
	*n = 0;
	return MHD_YES;
}

static enum MHD_Result answer(struct exchange *x)
{
	bool found = false;
	if (!x->refused) {
		enum MHD_Result done = respond_web(x, &found);
		if (found)
			return done;
	}
	x->stage = STAGE_WORKING;
	peer_until(x->peer, 0);
	atomic_store(&x->peer->coming, false);
	exchange_begin(x);
	if (exchange_may_block(x)) {
		exchange_wait(x);
		workers_give(&x->server->lanes[LANE_ANY], x);
		return MHD_YES;
	}
	if (!exchange_run(x))
		return MHD_YES; /* the act's end resumes us */
	if (!x->suspended)
		return respond(x);
	exchange_resume(x);
	return MHD_YES;
}

enum MHD_Result receive(void *cls, struct MHD_Connection *c, const char *url, const char *method, const char *version,
	const char *data, size_t *n, void **context)
{
	struct exchange *x = *context;
	(void)cls;
	(void)c;
	(void)url;
	(void)version;
	switch (x->stage) {
	case STAGE_HEAD:
		x->stage = STAGE_BODY;
		read_head(x, method);
		/* HOUSE RULE: a body may take as long as a poor telephone line needs for the most it may be. */
		peer_until(x->peer, HEADER_SECONDS + (int64_t)(x->limit / 1024));
		return x->refused ? answer(x) : MHD_YES;
	case STAGE_BODY:
		return *n ? take_body(x, data, n) : answer(x);
	case STAGE_READY:
		return x->gone ? MHD_NO : respond(x);
	default: /* resumed too early, or pipelined bytes: nothing to do yet */
		*n = 0;
		return MHD_YES;
	}
}
