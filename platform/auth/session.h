/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* session: who is behind a cookie.  The secret is 256 random bits and lives in the browser alone; the database keeps
 * its hash.  Idle 30 minutes by the steady clock, 12 hours at most; both survive a restart. */
#ifndef SESSION_H
#define SESSION_H
#include "platform/auth/who.h"
#include "platform/db/db.h"

enum { SECRET_TEXT = 43 };      /* base64url of 32 bytes */
#define SESSION_COOKIE "__Host-danchu"
#define SESSION_IDLE_US (30 * 60 * 1000000LL)
#define SESSION_LIFE_US (12 * 3600 * 1000000LL)
#define SESSION_FLUSH_US (5 * 60 * 1000000LL)

/* 32 random bytes as text, and the hash that is stored of such a text; false when s is no such text. */
const char *secret_new(arena *a);
bool secret_hash(const char *s, uint8_t ret[32]);
/* A token for the forms of one page of the session; made from the secret, kept nowhere.  WHY another one each time: pages
 * are packed, and what stays the same in them can be guessed from their length. */
const char *secret_token(arena *a, const char *secret);
bool secret_token_fits(arena *a, const char *secret, const char *token);
bool secret_equal(const char *a, const char *b); /* in a time that tells nothing */

struct session {
	int64_t org, person;
	uint8_t hash[32];
};
struct sessions;
void sessions_open(struct sessions **ret);
void sessions_close(struct sessions *s);
/* E_MISSING: no such session, or over.  Counts as activity.  now_us is the machine's clock, steady_us the other. */
err session_find(struct sessions *s, db *d, arena *a, int64_t org, const char *secret, int64_t now_us,
	int64_t steady_us, struct session *ret);
/* Not to be found again, whatever the database still says.  The row goes by the act that ends it. */
void session_forget(struct sessions *s, const uint8_t hash[32]);
void session_forget_others(struct sessions *s, const struct session *kept); /* all others of the same person */
/* What has to be written down: sessions active since the last time, at most every 5 minutes each (all: now). */
struct session_seen {
	int64_t org, seen_us;
	uint8_t hash[32];
};
size_t sessions_seen(struct sessions *s, arena *a, bool all, struct session_seen **ret);

/* The person with the positions valid on that day; E_MISSING when he or she is closed or holds none. */
err who_load(db *d, arena *a, int64_t org, int64_t person, date today, struct who *ret);

/* Organisations by the Host they answer to. */
struct org_face {
	int64_t id;
	const char *name, *short_name, *parent_name, *host, *base_url;
};
struct org_list {
	struct org_face *v;
	size_t n, cap;
};
err orgs_load(db *d, arena *a, struct org_list *ret);
/* The one named by host, else the only one, else NULL. */
const struct org_face *org_find(const struct org_list *orgs, const char *host);
/* Whether this database plays a day of its own; ret_made_us: the instant at which it was made, 0 when nobody kept it. */
err demonstration_find(db *d, arena *a, bool *ret, int64_t *ret_made_us);
#endif
