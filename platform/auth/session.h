/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* session: who is behind a cookie.  The secret is 256 random bits and lives in the browser alone; the database keeps
 * its hash.  Idle 30 minutes by the steady clock, 12 hours at most; both survive a restart.
 * A right belongs to the row: session, person and positions are read with each request, in one statement; this process
 * remembers only when it last saw whom. */
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
/* Random bytes for what lives as long as a request (its name, the mask of a token): of a pool of this thread, so that a page
 * costs no system call.  Each byte is given once and wiped.  Secrets that are kept come from randombytes_buf. */
void secret_mask(void *p, size_t n);
/* A token for the forms of one page of the session; made from the secret, kept nowhere.  WHY another one each time: pages
 * are packed, and what stays the same in them can be guessed from their length. */
const char *secret_token(arena *a, const char *secret);
bool secret_token_fits(arena *a, const char *secret, const char *token);
bool secret_equal(const char *a, const char *b); /* in a time that tells nothing */

struct session {
	int64_t org, person;
	uint8_t hash[32];
};
/* Who shows this secret where and when.  now_us is the machine's clock, steady_us the other. */
struct session_asked {
	int64_t org;
	const char *secret;
	date today;
	int64_t now_us, steady_us;
};
struct session_found {
	bool open;
	struct session session;         /* when open */
	struct who who;                 /* when open: with the positions of the day */
	int64_t former;                 /* when not: whose session it was that ended by rest or age; 0: nobody's */
};
struct sessions;
void sessions_open(struct sessions **ret);
void sessions_close(struct sessions *s);
/* Nobody is an answer too; only a database that fails is a failure.  An open session counts as used. */
err session_find(struct sessions *s, db *d, arena *a, const struct session_asked *asked, struct session_found *ret);
/* What has to be written down: sessions used since the last time, at most every 5 minutes each (all: now), and those of
 * people who were found closed, which end. */
struct session_seen {
	int64_t org, seen_us;
	bool over;
	uint8_t hash[32];
};
size_t sessions_seen(struct sessions *s, arena *a, bool all, struct session_seen **ret);

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
