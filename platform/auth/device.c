/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/sign_in.h"
#include <sodium.h>
#include <string.h>

enum { NONCE_HEX = 32, TAG_BYTES = 32, MARK_TEXT = NONCE_HEX + 2 * TAG_BYTES };

/* What only somebody who reads the stored hash of the password can make. */
static const char *mark_of(arena *a, int64_t org, int64_t person, const char *stored_password, const char *nonce)
{
	uint8_t tag[TAG_BYTES];
	char *text = arena_get(a, MARK_TEXT + 1);
	const char *said = arena_fmt(a, "device %lld %lld %s", (long long)org, (long long)person, nonce);
	crypto_auth_hmacsha256_state h;

	crypto_auth_hmacsha256_init(&h, (const uint8_t *)stored_password, strlen(stored_password));
	crypto_auth_hmacsha256_update(&h, (const uint8_t *)said, strlen(said));
	crypto_auth_hmacsha256_final(&h, tag);
	memcpy(text, nonce, NONCE_HEX);
	sodium_bin2hex(text + NONCE_HEX, 2 * TAG_BYTES + 1, tag, sizeof tag);
	return text;
}

const char *device_mark(arena *a, int64_t org, int64_t person, const char *stored_password)
{
	uint8_t random[NONCE_HEX / 2];
	char nonce[NONCE_HEX + 1];

	randombytes_buf(random, sizeof random);
	sodium_bin2hex(nonce, sizeof nonce, random, sizeof random);
	return mark_of(a, org, person, stored_password, nonce);
}

bool device_known(arena *a, int64_t org, int64_t person, const char *stored_password, const char *mark)
{
	if (!stored_password || strlen(mark) != MARK_TEXT)
		return false;
	const char *nonce = arena_text_n(a, mark, NONCE_HEX);
	return secret_equal(mark, mark_of(a, org, person, stored_password, nonce));
}
