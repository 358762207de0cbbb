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
	const char *name, *password;    /* password NULL: none set */
};
err account_by_email(db *d, arena *a, int64_t org, const char *email, struct account *ret); /* E_MISSING */
err account_password(db *d, arena *a, int64_t org, int64_t person, const char **ret);       /* NULL: none set */

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
act_fn link_save_made;                  /* kind "person.link", object person; arg struct link_make */
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
	const char *password;           /* hash to set with it, which ends all other sessions; NULL: leave */
	uint8_t account[32];            /* whose failed attempts are forgotten: struct attempt */
	int64_t now_us;
	const char *next;               /* where to go */
};
/* Kind "person.sign_in", object person.  E_CONFLICT when the link was used meanwhile. */
act_fn sign_in_save;
/* The session secret that follows from the key of a form, so that a form sent twice ends in one session. */
const char *sign_in_secret(arena *a, const char *key, const char *proof);

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
act_fn password_save;                   /* kind "person.password" */

/* ---- failed attempts: of an account, and of an address, which may be a whole office ---- */

/* A mark for the browser that signed in with this account: it shows it at the next sign-in.  Made from the stored hash of
 * the password, kept nowhere, good until the password changes. */
#define DEVICE_COOKIE "__Host-danchu-device"
#define DEVICE_LIFE_S (180 * 24 * 3600)
const char *device_mark(arena *a, int64_t org, int64_t person, const char *stored_password);
bool device_known(arena *a, int64_t org, int64_t person, const char *stored_password, const char *mark);

struct attempt {
	int64_t org, now_us;
	bool by_address;                /* address counts too */
	uint8_t account[32], address[32];
};
/* device: a known mark, or NULL.  HOUSE RULE: whoever shows one is counted by it alone, so that strangers' attempts keep
 * nobody out; an address that stands for many ("") is not counted. */
void attempt_make(struct attempt *ret, int64_t org, const char *email, const char *address, const char *device, int64_t now_us);
/* Until when to wait, 0: may try now.  Free of charge: 5 for an account, 30 for an address; then twice as long each
 * time, 15 minutes at most.  One failure of an account is forgotten every 5 minutes, one of an address every minute. */
err attempt_wait(db *d, arena *a, const struct attempt *t, int64_t *ret_until_us);
int64_t attempt_delay_us(int64_t failures, int64_t free);
int64_t attempt_left(int64_t failures, int64_t since_us, int64_t forget_us); /* of so many after so long */
upkeep_fn attempt_save_failure;         /* arg struct attempt */
upkeep_fn sign_in_expire;               /* arg int64_t, the machine's clock: sessions that are over, old failures */
#endif
