/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* sign_in: one-time links, passwords, failed attempts, and the acts that write them.  Times here are the machine's:
 * a link lives half an hour whatever day a demonstration plays. */
#ifndef SIGN_IN_H
#define SIGN_IN_H
#include "platform/audit/upkeep.h"
#include "platform/auth/session.h"

#define LINK_LIFE_US (30 * 60 * 1000000LL)
#define INVITATION_LIFE_US (24 * 3600 * 1000000LL)

struct account {
	int64_t id;
	const char *name, *email, *password; /* password NULL: none set */
};
err account_by_email(db *d, arena *a, int64_t org, const char *email, struct account *ret); /* E_MISSING */
err account_by_id(db *d, arena *a, int64_t org, int64_t person, struct account *ret);       /* E_MISSING */

/* ---- links ---- */
enum link_state { LINK_OPEN, LINK_USED, LINK_CANCELLED, LINK_EXPIRED };
struct sign_in_link {
	int64_t person;
	const char *name, *title, *inviter;
	bool invitation;
	int64_t expires_us, used_us;
	enum link_state state;
};
/* E_MISSING for a word that is no link of this organisation. */
err link_find(db *d, arena *a, int64_t org, const char *secret, int64_t now_us, struct sign_in_link *ret);

struct link_make {
	int64_t person, inviter;        /* inviter 0: by the command line */
	bool invitation;
	uint8_t hash[32];
	int64_t now_us;
};
/* Kind "person.link", object person; arg struct link_make.  Ends the open links that are older: of its kind, and all of
 * them when it is an invitation. */
act_fn link_save_made;
struct link_end {
	uint8_t hash[32];
	int64_t now_us;
};
act_fn link_save_cancelled;             /* kind "person.link_cancelled"; arg struct link_end */

/* ---- sessions ---- */
struct sign_in {
	int64_t person;
	const char *secret;             /* of the new session */
	bool by_link;
	uint8_t link[32];
	const char *password;           /* hash to set with it, which ends all other sessions and open links; NULL: leave */
	bool instead;                   /* this browser's session, which ends */
	uint8_t session[32];
	uint8_t guesser[32];            /* whose failed attempts are forgotten: struct attempt */
	int64_t now_us;
	const char *next;               /* where to go */
};
/* Kind "person.sign_in", object person.  E_CONFLICT when the link was used meanwhile. */
act_fn sign_in_save;
/* What a page with a sign-in form leaves in the browser, HttpOnly, so that whoever sees the form sent cannot be it. */
#define VISIT_COOKIE "__Host-danchu-visit"
#define VISIT_LIFE_S (24 * 3600)
#define SENT_TWICE_US (60 * 1000000LL)
/* The session secret that follows from the visit, the key of a form and what it proves, so that a form sent twice by one
 * browser ends in one session. */
const char *sign_in_secret(arena *a, const char *visit, const char *key, const char *proof);
/* This very session was opened less than SENT_TWICE_US ago: the form was sent twice, and gets the first answer again. */
err session_just_opened(db *d, arena *a, int64_t org, const struct sign_in *s, bool *ret);

struct sign_out {
	uint8_t session[32];
	const char *next;
};
act_fn sign_out_save;                   /* kind "person.sign_out" */

struct password_change {
	int64_t person, now_us;
	const char *password;           /* hash */
	uint8_t session[32];            /* stays; all others of this person end */
	const char *next;
};
act_fn password_save;                   /* kind "person.password"; ends all open links too */

/* ---- failed attempts (docs/decisions/0008-guesses.md) ---- */

/* A mark for the browser that signed in with this account: it shows it at the next sign-in.  Made from the stored hash of
 * the password, kept nowhere, good until the password changes. */
#define DEVICE_COOKIE "__Host-danchu-device"
#define DEVICE_LIFE_S (180 * 24 * 3600)
const char *device_mark(arena *a, int64_t org, int64_t person, const char *stored_password);
bool device_known(arena *a, int64_t org, int64_t person, const char *stored_password, const char *mark);

struct attempt {
	int64_t org, now_us;
	bool marked;                    /* counted by the mark alone */
	bool by_address;                /* address counts too */
	bool suspected;                 /* the account is being guessed by many: attempt_wait finds out */
	uint8_t guesser[32], account[32], address[32];
};
/* mark: of a browser known to the account, or of the session inside which one tries; NULL: nobody known.
 * HOUSE RULE: a wrong guess slows whoever guesses: the mark, else this address at this account.  Of an account that was
 * guessed at a hundred times, from wherever, each address has two free tries instead of five and waits longer; nobody waits
 * for what others did.  An address that stands for many ("") is counted at the account only. */
void attempt_make(struct attempt *ret, int64_t org, const char *email, const char *address, const char *mark, int64_t now_us);
/* Until when to wait, 0: may try now.  Free of charge: 5 for a guesser, 30 for an address; then twice as long each
 * time, 15 minutes at most.  One failure of a guesser is forgotten every 5 minutes, one of an address every minute. */
err attempt_wait(db *d, arena *a, struct attempt *t, int64_t *ret_until_us);
/* The only place where a typed password meets the stored one.  ATTEMPT_WRONG: the caller hands attempt_save_failure over.
 * WHY it looks again behind the hash, in a new state of the data: of a hundred that came at once the first have failed by
 * then, and the rest learn nothing.  d stands between db_read_begin and db_read_end.
 * ret_until_us with ATTEMPT_LATER. */
enum attempt_answer { ATTEMPT_RIGHT, ATTEMPT_WRONG, ATTEMPT_LATER };
err attempt_try(db *d, arena *a, struct attempt *t, const char *stored, const char *typed, enum attempt_answer *ret,
	int64_t *ret_until_us);
int64_t attempt_delay_us(int64_t failures, bool suspected);
int64_t attempt_left(int64_t failures, int64_t since_us, int64_t forget_us); /* of so many after so long */
upkeep_fn attempt_save_failure;         /* arg struct attempt */
upkeep_fn sign_in_expire;               /* arg int64_t, the machine's clock: sessions that are over, old failures */
#endif
