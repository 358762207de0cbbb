/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/session.h"
#include <sodium.h>
#include <string.h>

const char *secret_new(arena *a)
{
	uint8_t b[32];
	char *text = arena_get(a, SECRET_TEXT + 1);

	randombytes_buf(b, sizeof b);
	sodium_bin2base64(text, SECRET_TEXT + 1, b, sizeof b, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
	sodium_memzero(b, sizeof b);
	return text;
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

const char *secret_token(arena *a, const char *secret)
{
	static const char purpose[] = "danchu form token";
	uint8_t b[16];
	char *text = arena_get(a, 2 * sizeof b + 1);

	crypto_generichash(b, sizeof b, (const uint8_t *)secret, strlen(secret), (const uint8_t *)purpose, sizeof purpose - 1);
	return sodium_bin2hex(text, 2 * sizeof b + 1, b, sizeof b);
}

bool secret_equal(const char *a, const char *b)
{
	size_t n = strlen(a);
	return n == strlen(b) && sodium_memcmp(a, b, n) == 0;
}
