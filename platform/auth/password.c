/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/password.h"
#include <sodium.h>
#include <string.h>

enum { PASSES = 2, MEMORY = 19 * 1024 * 1024 };

const char *password_hash(arena *a, const char *password)
{
	char *out = arena_get(a, crypto_pwhash_STRBYTES);
	int failed = crypto_pwhash_str_alg(out, password, strlen(password), PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13);
	assert(!failed); /* only when memory is out */
	return out;
}

bool password_fits(const char *stored, const char *password)
{
	/* Of a password nobody knows: costs the same as a real one. */
	static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$"
		"AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	int differs = crypto_pwhash_str_verify(stored ? stored : nobody, password, strlen(password));
	return stored && differs == 0;
}
