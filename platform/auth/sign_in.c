/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/sign_in.h"
#include "gen/sql.h"
#include "platform/field/field.h"
#include <pthread.h>
#include <sodium.h>
#include <string.h>

err account_by_email(db *d, arena *a, int64_t org, const char *email, struct account *ret)
{
	ROWS r = { 0 };
	const char *lower = field_email_key(a, email);
	TRY(db_query(d, &r, a, Q_person_by_email, BIND(org_id, org), BIND(email, lower)));
	bool found = db_next(&r);
	struct account account = { 0 };
	if (found)
		account = (struct account){
			.id = db_int(&r, "id"),
			.name = db_text(&r, "name"),
			.password = db_text_or_null(&r, "password"),
		};
	TRY(db_done(&r));
	if (!found)
		return FAIL(E_MISSING, "person_missing", N_("Không có người dùng nào có thư công vụ {0}."), .arg = { lower });
	*ret = account;
	return OK;
}

err account_password(db *d, arena *a, int64_t org, int64_t person, const char **ret)
{
	ROWS r = { 0 };
	TRY(db_query(d, &r, a, Q_password_find, BIND(org_id, org), BIND(person_id, person)));
	const char *password = db_next(&r) ? db_text(&r, "password") : NULL;
	TRY(db_done(&r));
	*ret = password;
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

static err end_others(struct act *t, const struct sign_in *s)
{
	uint8_t hash[32];
	bool good = secret_hash(s->secret, hash);
	assert(good);
	return act_exec(t, NULL, Q_session_end_others, BIND(org_id, act_spec(t)->org), BIND(person_id, s->person),
		BIND_BLOB(hash, hash, 32));
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
		TRY(act_exec(t, NULL, Q_password_set, BIND(org_id, org), BIND(person_id, s->person),
			BIND(password, s->password), BIND(at_us, s->now_us)));
	TRY(add_session(t, s));
	if (s->password)
		TRY(end_others(t, s));
	TRY(act_exec(t, NULL, Q_failure_forget, BIND(org_id, org), BIND_BLOB(subject, s->account, 32)));
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

const char *sign_in_secret(arena *a, const char *key, const char *proof)
{
	uint8_t b[32];
	crypto_generichash_state h;
	char *text = arena_get(a, SECRET_TEXT + 1);

	pthread_once(&seed_once, make_seed);
	crypto_generichash_init(&h, seed, sizeof seed, sizeof b);
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
	const struct password_change *s = arg;
	int64_t org = act_spec(t)->org;
	TRY(act_exec(t, NULL, Q_password_set, BIND(org_id, org), BIND(person_id, s->person), BIND(password, s->password),
		BIND(at_us, s->now_us)));
	TRY(act_exec(t, NULL, Q_session_end_others, BIND(org_id, org), BIND(person_id, s->person),
		BIND_BLOB(hash, s->session, 32)));
	act_answer(t, 303, s->next);
	return OK;
}
