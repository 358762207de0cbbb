/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/session.h"
#include <sodium.h>
#include <string.h>

enum { NONCE_TEXT = 32, TOKEN_TEXT = NONCE_TEXT + 32 };

const char *secret_new(arena *a)
{
	uint8_t b[32];
	char *text = arena_get(a, SECRET_TEXT + 1);

	randombytes_buf(b, sizeof b);
	sodium_bin2base64(text, SECRET_TEXT + 1, b, sizeof b, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(b, sizeof b);
	return text;
}

void secret_mask(void *p, size_t n)
{
	static _Thread_local uint8_t pool[1024];
	static _Thread_local size_t left;

	assert(n <= sizeof pool);
	if (left < n) {
		randombytes_buf(pool, sizeof pool);
		left = sizeof pool;
	}
	left -= n;
	memcpy(p, pool + left, n);
	sodium_memzero(pool + left, n);
}

bool secret_hash(const char *s, uint8_t ret[32])
{
	uint8_t b[32];
	size_t n = 0;

	if (!s || strlen(s) != SECRET_TEXT)
		return false;
	if (sodium_base642bin(b, sizeof b, s, SECRET_TEXT, NULL, &n, NULL, sodium_base64_VARIANT_URLSAFE_NO_PADDING) != 0 ||
	    n != sizeof b)
		return false;
	crypto_hash_sha256(ret, b, sizeof b);
	sodium_memzero(b, sizeof b);
	return true;
}

static const char *token_of(arena *a, const char *secret, const char *nonce)
{
	static const char purpose[] = "danchu form token";
	uint8_t tag[16];
	char *text = arena_get(a, TOKEN_TEXT + 1);
	crypto_generichash_state h;

	crypto_generichash_init(&h, (const uint8_t *)purpose, sizeof purpose - 1, sizeof tag);
	crypto_generichash_update(&h, (const uint8_t *)secret, strlen(secret) + 1);
	crypto_generichash_update(&h, (const uint8_t *)nonce, NONCE_TEXT);
	crypto_generichash_final(&h, tag, sizeof tag);
	memcpy(text, nonce, NONCE_TEXT);
	sodium_bin2hex(text + NONCE_TEXT, 2 * sizeof tag + 1, tag, sizeof tag);
	return text;
}

const char *secret_token(arena *a, const char *secret)
{
	uint8_t random[NONCE_TEXT / 2];
	char nonce[NONCE_TEXT + 1];

	secret_mask(random, sizeof random);
	return token_of(a, secret, sodium_bin2hex(nonce, sizeof nonce, random, sizeof random));
}

bool secret_token_fits(arena *a, const char *secret, const char *token)
{
	return strlen(token) == TOKEN_TEXT && secret_equal(token, token_of(a, secret, token));
}

bool secret_equal(const char *a, const char *b)
{
	size_t n = strlen(a);
	return n == strlen(b) && sodium_memcmp(a, b, n) == 0;
}
