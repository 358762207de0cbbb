/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/session.h"
#include "gen/sql.h"
#include <pthread.h>
#include <stdlib.h>
#include <string.h>

enum { BUCKETS = 4096 };

struct entry {
	struct entry *next;
	uint8_t hash[32];
	int64_t org;
	int64_t expires_us;             /* machine's clock */
	int64_t seen_steady_us;
	int64_t seen_us, flushed_us;    /* machine's clock */
	bool over;                      /* its person was found closed: for ever, once it is written down */
};
struct sessions {
	pthread_mutex_t lock;
	struct entry *bucket[BUCKETS];
};

void sessions_open(struct sessions **ret)
{
	struct sessions *s = calloc(1, sizeof *s);
	if (!s)
		abort();
	pthread_mutex_init(&s->lock, NULL);
	*ret = s;
}

void sessions_close(struct sessions *s)
{
	for (size_t i = 0; i < BUCKETS; i++) {
		while (s->bucket[i]) {
			struct entry *e = s->bucket[i];
			s->bucket[i] = e->next;
			free(e);
		}
	}
	pthread_mutex_destroy(&s->lock);
	free(s);
}

static struct entry **chain(struct sessions *s, const uint8_t hash[32])
{
	return &s->bucket[(hash[0] << 8 | hash[1]) % BUCKETS];
}

static struct entry **place(struct sessions *s, const uint8_t hash[32])
{
	struct entry **e = chain(s, hash);
	while (*e && memcmp((*e)->hash, hash, 32) != 0)
		e = &(*e)->next;
	return e;
}

static void drop(struct entry **e)
{
	struct entry *old = *e;
	*e = old->next;
	free(old);
}

/* Makes room in one chain: what is over by the absolute limit is never asked for again. */
static void drop_expired(struct entry **e, int64_t now_us)
{
	while (*e) {
		if (now_us < (*e)->expires_us)
			e = &(*e)->next;
		else
			drop(e);
	}
}

/* What the row says of the session. */
struct row {
	struct session session;
	int64_t seen_us, expires_us;
	bool closed;                    /* its person is */
};

static struct entry *remember(struct sessions *s, const struct row *row, const struct session_asked *asked)
{
	drop_expired(chain(s, row->session.hash), asked->now_us);
	struct entry *e = malloc(sizeof *e);
	if (!e)
		abort();
	*e = (struct entry){
		.next = *chain(s, row->session.hash),
		.org = row->session.org,
		.expires_us = row->expires_us,
		.seen_us = asked->now_us,
		.flushed_us = row->seen_us,
		.seen_steady_us = asked->steady_us,
	};
	memcpy(e->hash, row->session.hash, 32);
	*chain(s, row->session.hash) = e;
	return e;
}

/* Rested too long: by this process's own clock where it has seen the session, else, and where another server has seen it
 * since, by what was last written down. */
static bool rested(struct entry *e, const struct row *row, const struct session_asked *asked)
{
	bool by_row = asked->now_us - row->seen_us >= SESSION_IDLE_US + SESSION_FLUSH_US;
	if (!e)
		return by_row;
	bool elsewhere = row->seen_us > e->flushed_us;
	if (elsewhere)
		e->flushed_us = row->seen_us;
	return asked->steady_us - e->seen_steady_us >= SESSION_IDLE_US && (!elsewhere || by_row);
}

/* Whether the session of this row is open; then it is used. */
static bool use(struct sessions *s, const struct row *row, const struct session_asked *asked)
{
	bool open = false;

	pthread_mutex_lock(&s->lock);
	struct entry *e = *place(s, row->session.hash);
	if (row->closed) {
		e = e ? e : remember(s, row, asked);
		e->over = true;
	} else if (asked->now_us < row->expires_us && !(e && e->over) && !rested(e, row, asked)) {
		e = e ? e : remember(s, row, asked);
		e->seen_steady_us = asked->steady_us;
		e->seen_us = asked->now_us;
		open = true;
	}
	pthread_mutex_unlock(&s->lock);
	return open;
}

static void forget(struct sessions *s, const uint8_t hash[32])
{
	pthread_mutex_lock(&s->lock);
	struct entry **e = place(s, hash);
	if (*e)
		drop(e);
	pthread_mutex_unlock(&s->lock);
}

/* The first row is the position people address him or her by. */
static err read_rows(db *d, arena *a, const struct session_asked *asked, struct row *ret, struct who *ret_who, bool *ret_any)
{
	ROWS r = { 0 };
	struct who w = { .org = asked->org };

	TRY(db_query(d, &r, a, Q_session_who, BIND_DATE(today, asked->today), BIND(org_id, asked->org),
		BIND_BLOB(hash, ret->session.hash, 32)));
	while (db_next(&r)) {
		if (!w.person) {
			w.person = db_int(&r, "person_id");
			w.name = db_text(&r, "name");
			w.title = str_or(db_text(&r, "position_title"), db_text(&r, "title"));
			ret->session.person = w.person;
			ret->seen_us = db_int(&r, "seen_us");
			ret->expires_us = db_int(&r, "expires_us");
			ret->closed = !str_eq(db_text(&r, "state"), "active");
		}
		who_hold(a, &w, db_text(&r, "role"), db_int(&r, "unit_id"));
	}
	TRY(db_done(&r));
	*ret_who = w;
	*ret_any = w.person != 0;
	return OK;
}

err session_find(struct sessions *s, db *d, arena *a, const struct session_asked *asked, struct session_found *ret)
{
	struct row row = { .session.org = asked->org };
	struct who who = { 0 };
	bool any = false;

	*ret = (struct session_found){ 0 };
	if (!secret_hash(asked->secret, row.session.hash))
		return OK;
	TRY(read_rows(d, a, asked, &row, &who, &any));
	if (!any) {
		forget(s, row.session.hash);
		return OK;
	}
	if (use(s, &row, asked) && who.caps)
		*ret = (struct session_found){ .open = true, .session = row.session, .who = who };
	else if (!row.closed && who.caps)
		ret->former = row.session.person;
	return OK;
}

size_t sessions_seen(struct sessions *s, arena *a, bool all, struct session_seen **ret)
{
	LIST(struct session_seen) seen = { 0 };

	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; i < BUCKETS; i++) {
		for (struct entry *e = s->bucket[i]; e; e = e->next) {
			if (!e->over && e->seen_us - e->flushed_us < (all ? 1 : SESSION_FLUSH_US))
				continue;
			struct session_seen *one = LIST_ADD(a, &seen);
			*one = (struct session_seen){ .org = e->org, .seen_us = e->seen_us, .over = e->over };
			memcpy(one->hash, e->hash, 32);
			e->flushed_us = e->seen_us;
		}
	}
	pthread_mutex_unlock(&s->lock);
	*ret = seen.v;
	return seen.n;
}
