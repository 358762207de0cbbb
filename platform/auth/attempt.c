/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gen/sql.h"
#include "platform/auth/draft.h"
#include "platform/auth/password.h"
#include "platform/auth/sign_in.h"
#include "platform/text/text.h"
#include <sodium.h>
#include <string.h>

/* How many failures are free, how long the first wait is, how soon one failure is forgotten. */
static const struct lane {
	int64_t free, first_s, forget_us;
} guesser = { 5, 2, 5 * 60 * 1000000LL }, suspect = { 2, 60, 3600 * 1000000LL }, address_lane = { 30, 2, 60 * 1000000LL },
  /* Not a wait: from so many on all who are unknown are suspects. */
  everybody = { 100, 0, 5 * 60 * 1000000LL };
enum { LONGEST_S = 15 * 60 };

/* WHY hashed: a list of who tried to sign in from where is nobody's business. */
static void subject(uint8_t ret[32], const char *kind, const char *name)
{
	crypto_hash_sha256_state h;
	crypto_hash_sha256_init(&h);
	crypto_hash_sha256_update(&h, (const uint8_t *)kind, strlen(kind) + 1);
	crypto_hash_sha256_update(&h, (const uint8_t *)name, strlen(name));
	crypto_hash_sha256_final(&h, ret);
}

void attempt_make(struct attempt *ret, int64_t org, const char *email, const char *address, const char *mark, int64_t now_us)
{
	ARENA a = { 0 };
	const char *account = text_lower(&a, email);

	*ret = (struct attempt){ .org = org, .now_us = now_us, .marked = mark != NULL, .by_address = *address && !mark };
	if (mark)
		subject(ret->guesser, "mark", mark);
	else
		subject(ret->guesser, "guesser", arena_fmt(&a, "%s %s", address, account));
	subject(ret->account, "account", account);
	subject(ret->address, "address", address);
}

static int64_t delay_us(int64_t failures, const struct lane *lane)
{
	int64_t over = failures - lane->free;
	if (over < 0)
		return 0;
	int64_t seconds = over > 9 ? LONGEST_S : lane->first_s << over;
	return (seconds < LONGEST_S ? seconds : LONGEST_S) * 1000000;
}

int64_t attempt_delay_us(int64_t failures, bool suspected)
{
	return delay_us(failures, suspected ? &suspect : &guesser);
}

int64_t attempt_left(int64_t failures, int64_t since_us, int64_t forget_us)
{
	int64_t forgotten = since_us > 0 ? since_us / forget_us : 0;
	return failures > forgotten ? failures - forgotten : 0;
}

struct count {
	int64_t failures, last_us;      /* those not forgotten yet */
};

static err count_of(db *d, arena *a, const struct attempt *t, const uint8_t subject[32], const struct lane *lane,
	struct count *ret)
{
	ROWS r = { 0 };
	struct count c = { 0 };
	TRY(db_query(d, &r, a, Q_failure_find, BIND(org_id, t->org), BIND_BLOB(subject, subject, 32)));
	if (db_next(&r)) {
		c.last_us = db_int(&r, "last_us");
		c.failures = attempt_left(db_int(&r, "n"), t->now_us - c.last_us, lane->forget_us);
	}
	TRY(db_done(&r));
	*ret = c;
	return OK;
}

static err wait_of(db *d, arena *a, const struct attempt *t, const uint8_t subject[32], const struct lane *lane,
	int64_t *ret_until_us)
{
	struct count c = { 0 };
	TRY(count_of(d, a, t, subject, lane, &c));
	int64_t delay = delay_us(c.failures, lane);
	*ret_until_us = delay ? c.last_us + delay : 0;
	return OK;
}

static err suspect_all(db *d, arena *a, struct attempt *t)
{
	struct count c = { 0 };
	TRY(count_of(d, a, t, t->account, &everybody, &c));
	t->suspected = c.failures >= everybody.free;
	return OK;
}

err attempt_wait(db *d, arena *a, struct attempt *t, int64_t *ret_until_us)
{
	int64_t by_guesser = 0;
	int64_t by_address = 0;
	if (!t->marked)
		TRY(suspect_all(d, a, t));
	TRY(wait_of(d, a, t, t->guesser, t->suspected ? &suspect : &guesser, &by_guesser));
	if (t->by_address)
		TRY(wait_of(d, a, t, t->address, &address_lane, &by_address));
	int64_t until = by_guesser > by_address ? by_guesser : by_address;
	*ret_until_us = until > t->now_us ? until : 0;
	return OK;
}

err attempt_try(db *d, arena *a, struct attempt *t, const char *stored, const char *typed, enum attempt_answer *ret,
	int64_t *ret_until_us)
{
	int64_t until = 0;
	bool right = false;
	TRY(attempt_wait(d, a, t, &until));
	if (!until) {
		db_read_end(d);
		right = password_fits(stored, typed);
		db_read_begin(d);
		TRY(attempt_wait(d, a, t, &until));
	}
	*ret_until_us = until;
	*ret = until ? ATTEMPT_LATER : right ? ATTEMPT_RIGHT : ATTEMPT_WRONG;
	return OK;
}

static err add_failure(struct upkeep *u, const struct attempt *t, const uint8_t subject[32], const struct lane *lane)
{
	return upkeep_exec(u, NULL, Q_failure_add, BIND(org_id, t->org), BIND_BLOB(subject, subject, 32),
		BIND(at_us, t->now_us), BIND(forget_us, lane->forget_us));
}

err attempt_save_failure(struct upkeep *u, void *arg)
{
	const struct attempt *t = arg;
	TRY(add_failure(u, t, t->guesser, t->suspected ? &suspect : &guesser));
	if (t->marked)
		return OK;
	TRY(add_failure(u, t, t->account, &everybody));
	return t->by_address ? add_failure(u, t, t->address, &address_lane) : OK;
}

err sign_in_expire(struct upkeep *u, void *arg)
{
	const int64_t *now_us = arg;
	TRY(upkeep_exec(u, NULL, Q_session_expire, BIND(before_us, *now_us - FORMER_LIFE_US)));
	TRY(upkeep_exec(u, NULL, Q_session_end_closed, BIND(state, "active")));
	TRY(upkeep_exec(u, NULL, Q_draft_expire, BIND(before_us, *now_us - DRAFT_LIFE_US)));
	return upkeep_exec(u, NULL, Q_failure_expire, BIND(before_us, *now_us - 24 * 3600 * 1000000LL));
}
