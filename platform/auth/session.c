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
	struct session session;
	int64_t expires_us;             /* machine's clock */
	int64_t seen_steady_us;
	int64_t seen_us, flushed_us;    /* machine's clock */
	bool over;                      /* ended here: the row may still stand for a moment */
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

static struct entry **place(struct sessions *s, const uint8_t hash[32])
{
	struct entry **e = &s->bucket[(hash[0] << 8 | hash[1]) % BUCKETS];
	while (*e && memcmp((*e)->session.hash, hash, 32) != 0)
		e = &(*e)->next;
	return e;
}

static bool alive(const struct entry *e, int64_t now_us, int64_t steady_us)
{
	return !e->over && now_us < e->expires_us && steady_us - e->seen_steady_us < SESSION_IDLE_US;
}

/* Makes room in one chain: what is over by the absolute limit is never asked for again. */
static void drop_expired(struct entry **e, int64_t now_us)
{
	while (*e) {
		struct entry *old = *e;
		if (now_us < old->expires_us) {
			e = &old->next;
			continue;
		}
		*e = old->next;
		free(old);
	}
}

/* ret_known: the cache had it, alive or not. */
static bool from_cache(struct sessions *s, const uint8_t hash[32], int64_t now_us, int64_t steady_us, bool *ret_known,
	struct session *ret)
{
	bool found = false;

	pthread_mutex_lock(&s->lock);
	struct entry *e = *place(s, hash);
	*ret_known = e != NULL;
	if (e && alive(e, now_us, steady_us)) {
		e->seen_steady_us = steady_us;
		e->seen_us = now_us;
		*ret = e->session;
		found = true;
	}
	pthread_mutex_unlock(&s->lock);
	return found;
}

static void keep(struct sessions *s, const struct entry *fresh, int64_t now_us)
{
	pthread_mutex_lock(&s->lock);
	drop_expired(&s->bucket[(fresh->session.hash[0] << 8 | fresh->session.hash[1]) % BUCKETS], now_us);
	struct entry **e = place(s, fresh->session.hash);
	if (!*e) { /* else another thread was quicker, or it was ended meanwhile */
		struct entry *copy = malloc(sizeof *copy);
		if (!copy)
			abort();
		*copy = *fresh;
		*e = copy;
	}
	pthread_mutex_unlock(&s->lock);
}

static err session_over(void)
{
	return FAIL(E_MISSING, "session_over", N_("Phiên làm việc đã hết giờ. Xin đăng nhập lại."));
}

/* After a restart the idle time is judged by what was last written down. */
static err from_database(db *d, arena *a, int64_t org, const uint8_t hash[32], int64_t now_us, int64_t steady_us,
	struct entry *ret)
{
	ROWS r = { 0 };
	TRY(db_query(d, &r, a, Q_session_find, BIND(org_id, org), BIND_BLOB(hash, hash, 32)));
	if (!db_next(&r)) {
		TRY(db_done(&r));
		return session_over();
	}
	*ret = (struct entry){
		.session = { .org = org, .person = db_int(&r, "person_id") },
		.expires_us = db_int(&r, "expires_us"),
		.seen_us = now_us,
		.flushed_us = db_int(&r, "seen_us"),
		.seen_steady_us = steady_us,
	};
	memcpy(ret->session.hash, hash, 32);
	TRY(db_done(&r));
	if (now_us >= ret->expires_us || now_us - ret->flushed_us >= SESSION_IDLE_US + SESSION_FLUSH_US)
		return session_over();
	return OK;
}

err session_find(struct sessions *s, db *d, arena *a, int64_t org, const char *secret, int64_t now_us,
	int64_t steady_us, struct session *ret)
{
	uint8_t hash[32];
	bool known = false;
	struct session found = { 0 };
	struct entry fresh = { 0 };

	if (!secret_hash(secret, hash))
		return session_over();
	if (!from_cache(s, hash, now_us, steady_us, &known, &found)) {
		if (known)
			return session_over();
		TRY(from_database(d, a, org, hash, now_us, steady_us, &fresh));
		keep(s, &fresh, now_us);
		if (!from_cache(s, hash, now_us, steady_us, &known, &found))
			return session_over();
	}
	if (found.org != org)
		return session_over();
	*ret = found;
	return OK;
}

void session_forget(struct sessions *s, const uint8_t hash[32])
{
	pthread_mutex_lock(&s->lock);
	struct entry *e = *place(s, hash);
	if (e)
		e->over = true;
	pthread_mutex_unlock(&s->lock);
}

void session_forget_others(struct sessions *s, const struct session *kept)
{
	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; i < BUCKETS; i++)
		for (struct entry *e = s->bucket[i]; e; e = e->next)
			if (e->session.org == kept->org && e->session.person == kept->person &&
			    memcmp(e->session.hash, kept->hash, 32) != 0)
				e->over = true;
	pthread_mutex_unlock(&s->lock);
}

size_t sessions_seen(struct sessions *s, arena *a, bool all, struct session_seen **ret)
{
	LIST(struct session_seen) seen = { 0 };

	pthread_mutex_lock(&s->lock);
	for (size_t i = 0; i < BUCKETS; i++) {
		for (struct entry *e = s->bucket[i]; e; e = e->next) {
			if (e->over || e->seen_us - e->flushed_us < (all ? 1 : SESSION_FLUSH_US))
				continue;
			struct session_seen *one = LIST_ADD(a, &seen);
			*one = (struct session_seen){ .org = e->session.org, .seen_us = e->seen_us };
			memcpy(one->hash, e->session.hash, 32);
			e->flushed_us = e->seen_us;
		}
	}
	pthread_mutex_unlock(&s->lock);
	*ret = seen.v;
	return seen.n;
}
