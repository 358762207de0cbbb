/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* serve: the web server.  Event threads parse and answer quick reads; workers do what may wait; nobody waits for a
 * write.  Slow senders are cut off, addresses are limited, stopping loses no answer that was begun. */
#ifndef SERVE_H
#define SERVE_H
#include "platform/auth/session.h"
#include "platform/http/http.h"

/* What the program shows where no handler can. */
struct http_pages {
	/* status 400 404 405 409 411 413 414 415 422 429 431 500 503; e gives the sentence when it has one.  Needs no database. */
	void (*failure)(const struct req *q, struct res *p, int status, const err *e);
	/* A page that wants a session: asks to sign in, carrying q->form (empty after a GET) and the address. */
	void (*sign_in)(const struct req *q, struct res *p);
};
struct http_config {
	const char *listen;             /* "127.0.0.1:8080"; port 0 takes a free one */
	const char *db_url;
	const char *base_url;           /* "https://…" as browsers name us, or NULL: whatever Host says */
	const char *trusted_proxy;      /* the address before us, as inet_ntop writes it, whose X-Forwarded-For is believed; or NULL */
	struct acts *acts;
	struct sessions *sessions;
	const struct route *routes;
	struct http_pages pages;
	int64_t shift_us;               /* business time minus real time; 0 except in a demonstration */
	bool demonstration;
	int threads, workers;           /* 0: as many as processors, at least 2 */
};
struct http_server;
/* The texts of c and what it points to live until http_stop. */
err http_start(struct http_server **ret, const struct http_config *c);
int http_port(const struct http_server *s);
/* Takes no new connection, answers what was begun (at most 10 s), drains and frees the acts runtime and itself. */
void http_stop(struct http_server *s);

int64_t real_us(void);                  /* the machine's clock, UTC */
int64_t steady_us(void);                /* never set back; for durations and limits */
#endif
