/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/sign_in.h"
#include "gen/sql.h"
#include "platform/field/field.h"
#include <pthread.h>
#include <sodium.h>
#include <string.h>

/* One row or none. */
static err read_account(struct rows *r, bool *ret_found, struct account *ret)
{
	struct account account = { 0 };
	bool found = db_next(r);
	if (found)
		account = (struct account){
			.id = db_int(r, "id"),
			.name = db_text(r, "name"),
			.email = db_text(r, "email"),
			.password = db_text_or_null(r, "password"),
		};
	TRY(db_done(r));
	*ret_found = found;
	*ret = account;
	return OK;
}

err account_by_email(db *d, arena *a, int64_t org, const char *email, struct account *ret)
{
	ROWS r = { 0 };
	bool found = false;
	struct account account = { 0 };
	const char *lower = field_email_key(a, email);
	TRY(db_query(d, &r, a, Q_person_by_email, BIND(org_id, org), BIND(email, lower)));
	TRY(read_account(&r, &found, &account));
	if (!found)
		return FAIL(E_MISSING, "person_missing", N_("Không có người dùng nào có thư công vụ {0}."), .arg = { lower });
	*ret = account;
	return OK;
}

err account_by_id(db *d, arena *a, int64_t org, int64_t person, struct account *ret)
{
	ROWS r = { 0 };
	bool found = false;
	struct account account = { 0 };
	TRY(db_query(d, &r, a, Q_person_by_id, BIND(org_id, org), BIND(person_id, person)));
	TRY(read_account(&r, &found, &account));
	if (!found)
		return FAIL(E_MISSING, "person_closed", N_("Tài khoản này đã đóng. Xin hỏi Văn phòng."));
	*ret = account;
	return OK;
}

static err add_session(struct act *t, const struct sign_in *s)
{
	uint8_t hash[32];
	bool good = secret_hash(s->secret, hash);
	assert(good);
	return act_exec(t, NULL, Q_session_add, BIND(org_id, act_spec(t)->org), BIND_BLOB(hash, hash, 32),
		BIND(person_id, s->person), BIND(at_us, s->now_us), BIND(expires_us, s->now_us + SESSION_LIFE_US));
}

/* A new secret ends the old ones: a password all open links of its person but the one that set it, and all sessions but
 * the one that stays. */
static err set_password(struct act *t, const struct password_change *c, const uint8_t link[32])
{
	int64_t org = act_spec(t)->org;
	TRY(act_exec(t, NULL, Q_password_set, BIND(org_id, org), BIND(person_id, c->person), BIND(password, c->password),
		BIND(at_us, c->now_us)));
	TRY(act_exec(t, NULL, Q_link_cancel_others, BIND(at_us, c->now_us), BIND(org_id, org), BIND(person_id, c->person),
		BIND_BLOB(hash, link, 32), BIND(kind, "")));
	return act_exec(t, NULL, Q_session_end_others, BIND(org_id, org), BIND(person_id, c->person),
		BIND_BLOB(hash, c->session, 32));
}

static err set_password_with(struct act *t, const struct sign_in *s)
{
	struct password_change c = { .person = s->person, .now_us = s->now_us, .password = s->password };
	bool good = secret_hash(s->secret, c.session);
	assert(good);
	return set_password(t, &c, s->link);
}

/* Whoever signs in where another is, or was himself, takes that session's place. */
static err end_older(struct act *t, const struct sign_in *s)
{
	uint8_t hash[32];
	bool good = secret_hash(s->secret, hash);
	assert(good);
	if (!s->instead || memcmp(hash, s->session, 32) == 0)
		return OK;
	return act_exec(t, NULL, Q_session_end, BIND(org_id, act_spec(t)->org), BIND_BLOB(hash, s->session, 32));
}

err sign_in_save(struct act *t, void *arg)
{
	const struct sign_in *s = arg;
	int64_t org = act_spec(t)->org;
	int changed = 0;

	if (s->by_link) {
		TRY(act_exec(t, &changed, Q_link_use, BIND(at_us, s->now_us), BIND(org_id, org), BIND_BLOB(hash, s->link, 32)));
		if (changed != 1)
			return FAIL(E_CONFLICT, "link_used", N_("Liên kết này vừa được dùng hoặc đã hết hạn."));
	}
	if (s->password)
		TRY(set_password_with(t, s));
	TRY(end_older(t, s));
	TRY(add_session(t, s));
	TRY(act_exec(t, NULL, Q_failure_forget, BIND(org_id, org), BIND_BLOB(subject, s->guesser, 32)));
	act_note(t, "by", s->by_link ? "link" : "password");
	act_answer(t, 303, s->next);
	return OK;
}

static pthread_once_t seed_once = PTHREAD_ONCE_INIT;
static uint8_t seed[32];

static void make_seed(void)
{
	randombytes_buf(seed, sizeof seed);
}

err session_just_opened(db *d, arena *a, int64_t org, const struct sign_in *s, bool *ret)
{
	ROWS r = { 0 };
	uint8_t hash[32];
	bool good = secret_hash(s->secret, hash);
	assert(good);
	TRY(db_query(d, &r, a, Q_session_made, BIND(org_id, org), BIND_BLOB(hash, hash, 32), BIND(person_id, s->person)));
	bool just = db_next(&r) && s->now_us - db_int(&r, "made_us") < SENT_TWICE_US;
	TRY(db_done(&r));
	*ret = just;
	return OK;
}

const char *sign_in_secret(arena *a, const char *visit, const char *key, const char *proof)
{
	uint8_t b[32];
	crypto_generichash_state h;
	char *text = arena_get(a, SECRET_TEXT + 1);

	pthread_once(&seed_once, make_seed);
	crypto_generichash_init(&h, seed, sizeof seed, sizeof b);
	crypto_generichash_update(&h, (const uint8_t *)visit, strlen(visit) + 1);
	crypto_generichash_update(&h, (const uint8_t *)key, strlen(key) + 1);
	crypto_generichash_update(&h, (const uint8_t *)proof, strlen(proof) + 1);
	crypto_generichash_final(&h, b, sizeof b);
	sodium_bin2base64(text, SECRET_TEXT + 1, b, sizeof b, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(b, sizeof b);
	return text;
}

err sign_out_save(struct act *t, void *arg)
{
	const struct sign_out *s = arg;
	TRY(act_exec(t, NULL, Q_session_end, BIND(org_id, act_spec(t)->org), BIND_BLOB(hash, s->session, 32)));
	act_answer(t, 303, s->next);
	return OK;
}

err password_save(struct act *t, void *arg)
{
	static const uint8_t no_link[32];
	const struct password_change *s = arg;
	TRY(set_password(t, s, no_link));
	act_answer(t, 303, s->next);
	return OK;
}
