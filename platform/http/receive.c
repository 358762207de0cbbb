/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* receive: from the library's callbacks to one complete request, refused as early as possible. */
#include "platform/auth/sign_in.h"
#include "platform/http/inside.h"
#include "platform/http/receive.h"
#include "platform/http/site.h"
#include <arpa/inet.h>
#include <sodium.h>
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
	struct exchange *x = exchange_new(cls);
	x->mhd = c;
	x->peer = MHD_get_connection_info(c, MHD_CONNECTION_INFO_SOCKET_CONTEXT)->socket_context;
	x->raw_target = arena_text(&x->a, uri);
	x->start_us = steady_us();
	x->body.a = &x->a;
	randombytes_buf(random, sizeof random);
	put_hex(x->id, random, 8);
	put_hex(x->key, random + 8, 16);
	atomic_store(&x->peer->idle, false);
	return x;
}

void receive_end(void *cls, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code)
{
	struct exchange *x = *context;
	(void)cls;
	(void)c;
	if (!x)
		return;
	if (x->stage == STAGE_SENT)
		log_request(x);
	if (code == MHD_REQUEST_TERMINATED_COMPLETED_OK) {
		peer_until(x->peer, IDLE_SECONDS + HEADER_SECONDS);
		atomic_store(&x->peer->idle, true);
	}
	*context = NULL;
	exchange_end(x);
}

struct heads {
	int hosts, lengths, encodings;
	size_t bytes, empty;    /* as a browser writes it: one blank behind the colon */
	bool bad;
};

static enum MHD_Result look_at(void *cls, enum MHD_ValueKind kind, const char *name, const char *value)
{
	struct heads *h = cls;
	(void)kind;
	h->bad = h->bad || !header_name_ok(name) || !header_value_ok(value);
	h->hosts += strcasecmp(name, "Host") == 0;
	h->lengths += strcasecmp(name, "Content-Length") == 0;
	h->encodings += strcasecmp(name, "Transfer-Encoding") == 0;
	h->bytes += strlen(name) + strlen(": \r\n") + strlen(str_or(value, ""));
	h->empty += !*str_or(value, "");
	return MHD_YES;
}

/* WHY counted: the library joins folded lines, takes a bare line feed for a line end, cuts values at NUL and drops
 * nameless ones before we see anything; each of them shows in the number of bytes that came.
 * HOUSE RULE: a head is written as browsers and proxies do, or refused. */
static bool bytes_add_up(const struct exchange *x, const struct heads *h, const char *version)
{
	size_t came = MHD_get_connection_info(x->mhd, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE)->header_size;
	size_t line = strlen(x->method) + strlen(x->raw_target) + strlen(version) + strlen("  \r\n");
	size_t most = line + h->bytes + strlen("\r\n");
	return came <= most && came >= most - h->empty;
}

static const char *header(const struct exchange *x, const char *name)
{
	return MHD_lookup_connection_value(x->mhd, MHD_HEADER_KIND, name);
}

/* WHY here: the library takes two lengths, or a length and chunks, and picks one; what stands before us may pick the
 * other and see another request. */
static bool head_ok(struct exchange *x, const char *version)
{
	struct heads h = { 0 };
	const char *encoding = header(x, "Transfer-Encoding");
	const char *length = header(x, "Content-Length");

	MHD_get_connection_values(x->mhd, MHD_HEADER_KIND, look_at, &h);
	if (h.bad || !bytes_add_up(x, &h, version))
		return false;
	if (h.hosts > 1 || h.lengths > 1 || h.encodings > 1 || (h.lengths && h.encodings))
		return false;
	if (str_eq(version, "HTTP/1.1") ? h.hosts != 1 : !str_eq(version, "HTTP/1.0") || h.encodings)
		return false;
	if (encoding && strcasecmp(encoding, "chunked") != 0)
		return false;
	if (length && (!*length || length[strspn(length, "0123456789")] || strlen(length) > 18))
		return false;
	return !strpbrk(str_or(header(x, "Host"), ""), "/@?#\\ \t,");
}

/* What can be known before the body: 0, or the status to refuse with. */
static int refusal_of_body(struct exchange *x)
{
	int64_t length = 0;

	if (header(x, "Content-Length"))
		str_int(header(x, "Content-Length"), 0, INT64_MAX, &length);
	if (length > (int64_t)x->limit)
		return 413;
	bool has_body = length || header(x, "Transfer-Encoding");
	if (!str_eq(x->method, "POST"))
		return has_body ? 400 : 0;
	if (header(x, "Content-Encoding") || (has_body && !type_is_form(header(x, "Content-Type"))))
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
	char text[INET6_ADDRSTRLEN] = "";
	const struct sockaddr *s = MHD_get_connection_info(x->mhd, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
	const char *forwarded = NULL;

	if (s && s->sa_family == AF_INET)
		inet_ntop(AF_INET, &((const struct sockaddr_in *)s)->sin_addr, text, sizeof text);
	else if (s && s->sa_family == AF_INET6)
		inet_ntop(AF_INET6, &((const struct sockaddr_in6 *)s)->sin6_addr, text, sizeof text);
	if (str_eq(text, x->server->config.trusted_proxy))
		MHD_get_connection_values(x->mhd, MHD_HEADER_KIND, keep_last, &forwarded);
	const char *client = forwarded ? forwarded_read(&x->a, forwarded) : NULL;
	x->q.address = client ? client : x->peer->many ? "" : arena_text(&x->a, text);
}

static void refuse(struct exchange *x, int status)
{
	if (!x->refused)
		x->refused = status;
	x->close = true;
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
static void read_head(struct exchange *x, const char *method, const char *version)
{
	static const struct field none[1] = { { NULL, NULL } };
	const struct http_config *config = &x->server->config;
	struct target target = { .path = "/", .query_text = "" };
	struct match m = { .word = "" };

	x->method = arena_text(&x->a, method);
	x->limit = (size_t)BODY_DEFAULT_KB * 1024;
	if (!head_ok(x, version) || !target_read(&x->a, x->raw_target, &target))
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
		.sessions = config->sessions,
		.request_id = x->id,
		.real_us = real_us(),
	};
	x->q.by.today = date_of_us(x->q.by.at_us);
	x->p.body = (struct html){ .out.a = &x->a, .lang = target.lang };
	read_address(x);
	x->secret = cookie_read(&x->a, header(x, "Cookie"), site_cookie(&x->a, SESSION_COOKIE, header(x, "Host")));
	x->q.device = str_or(cookie_read(&x->a, header(x, "Cookie"), site_cookie(&x->a, DEVICE_COOKIE, header(x, "Host"))), "");
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
	exchange_begin(x);
	if (exchange_may_block(x)) {
		x->suspended = true;
		MHD_suspend_connection(x->mhd);
		workers_give(&x->server->workers, x);
		return MHD_YES;
	}
	if (!exchange_run(x))
		return MHD_YES; /* the act's end resumes us */
	return respond(x);
}

enum MHD_Result receive(void *cls, struct MHD_Connection *c, const char *url, const char *method, const char *version,
	const char *data, size_t *n, void **context)
{
	struct exchange *x = *context;
	(void)cls;
	(void)c;
	(void)url;
	switch (x->stage) {
	case STAGE_HEAD:
		x->stage = STAGE_BODY;
		read_head(x, method, version);
		/* HOUSE RULE: a body may take as long as a poor telephone line needs for the most it may be. */
		peer_until(x->peer, HEADER_SECONDS + (int64_t)(x->limit / 1024));
		return x->refused ? answer(x) : MHD_YES;
	case STAGE_BODY:
		return *n ? take_body(x, data, n) : answer(x);
	case STAGE_READY:
		return respond(x);
	default: /* resumed too early, or pipelined bytes: nothing to do yet */
		*n = 0;
		return MHD_YES;
	}
}
