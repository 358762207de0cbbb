/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gen/sql.h"
#include "platform/auth/sign_in.h"
#include "platform/text/text.h"
#include <sodium.h>
#include <string.h>

enum { FREE_ACCOUNT = 5, FREE_ADDRESS = 30, LONGEST_S = 15 * 60 };
static const int64_t forget_account_us = 5 * 60 * 1000000LL;
static const int64_t forget_address_us = 60 * 1000000LL;

/* WHY hashed: a list of who tried to sign in from where is nobody's business. */
static void subject(uint8_t ret[32], const char *kind, const char *name)
{
	crypto_hash_sha256_state h;
	crypto_hash_sha256_init(&h);
	crypto_hash_sha256_update(&h, (const uint8_t *)kind, strlen(kind) + 1);
	crypto_hash_sha256_update(&h, (const uint8_t *)name, strlen(name));
	crypto_hash_sha256_final(&h, ret);
}

void attempt_make(struct attempt *ret, int64_t org, const char *email, const char *address, const char *device, int64_t now_us)
{
	ARENA a = { 0 };
	*ret = (struct attempt){ .org = org, .now_us = now_us, .by_address = *address && !device };
	if (device)
		subject(ret->account, "device", device);
	else
		subject(ret->account, "account", text_lower(&a, email));
	subject(ret->address, "address", address);
}

int64_t attempt_delay_us(int64_t failures, int64_t free)
{
	int64_t over = failures - free;
	if (over < 0)
		return 0;
	int64_t seconds = over > 9 ? LONGEST_S : 2LL << over;
	return (seconds < LONGEST_S ? seconds : LONGEST_S) * 1000000;
}

int64_t attempt_left(int64_t failures, int64_t since_us, int64_t forget_us)
{
	int64_t forgotten = since_us > 0 ? since_us / forget_us : 0;
	return failures > forgotten ? failures - forgotten : 0;
}

struct count {
	const uint8_t *subject;
	int64_t free, forget_us;
};

static err wait_of(db *d, arena *a, const struct attempt *t, struct count c, int64_t *ret_until_us)
{
	ROWS r = { 0 };
	TRY(db_query(d, &r, a, Q_failure_find, BIND(org_id, t->org), BIND_BLOB(subject, c.subject, 32)));
	int64_t until = 0;
	if (db_next(&r)) {
		int64_t last_us = db_int(&r, "last_us");
		int64_t delay = attempt_delay_us(attempt_left(db_int(&r, "n"), t->now_us - last_us, c.forget_us), c.free);
		until = delay ? last_us + delay : 0;
	}
	TRY(db_done(&r));
	*ret_until_us = until;
	return OK;
}

err attempt_wait(db *d, arena *a, const struct attempt *t, int64_t *ret_until_us)
{
	int64_t account = 0;
	int64_t address = 0;
	TRY(wait_of(d, a, t, (struct count){ t->account, FREE_ACCOUNT, forget_account_us }, &account));
	if (t->by_address)
		TRY(wait_of(d, a, t, (struct count){ t->address, FREE_ADDRESS, forget_address_us }, &address));
	int64_t until = account > address ? account : address;
	*ret_until_us = until > t->now_us ? until : 0;
	return OK;
}

err attempt_save_failure(struct upkeep *u, void *arg)
{
	const struct attempt *t = arg;
	TRY(upkeep_exec(u, NULL, Q_failure_add, BIND(org_id, t->org), BIND_BLOB(subject, t->account, 32), BIND(at_us, t->now_us),
		BIND(forget_us, forget_account_us)));
	if (!t->by_address)
		return OK;
	return upkeep_exec(u, NULL, Q_failure_add, BIND(org_id, t->org), BIND_BLOB(subject, t->address, 32),
		BIND(at_us, t->now_us), BIND(forget_us, forget_address_us));
}

err sign_in_expire(struct upkeep *u, void *arg)
{
	const int64_t *now_us = arg;
	TRY(upkeep_exec(u, NULL, Q_session_expire, BIND(before_us, *now_us)));
	return upkeep_exec(u, NULL, Q_failure_expire, BIND(before_us, *now_us - 24 * 3600 * 1000000LL));
}
