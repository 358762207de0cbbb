/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/password.h"
#include <pthread.h>
#include <sodium.h>
#include <string.h>

enum { PASSES = 2, MEMORY = 19 * 1024 * 1024, AT_ONCE = 2 };

static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t fewer = PTHREAD_COND_INITIALIZER;
static int busy;

/* WHY: as many memories of 19 MiB as there are workers would be a way to fill the machine. */
static void enter(void)
{
	pthread_mutex_lock(&lock);
	while (busy == AT_ONCE)
		pthread_cond_wait(&fewer, &lock);
	busy++;
	pthread_mutex_unlock(&lock);
}

static void leave(void)
{
	pthread_mutex_lock(&lock);
	busy--;
	pthread_cond_signal(&fewer);
	pthread_mutex_unlock(&lock);
}

const char *password_hash(arena *a, const char *password)
{
	char *out = arena_get(a, crypto_pwhash_STRBYTES);
	enter();
	int failed = crypto_pwhash_str_alg(out, password, strlen(password), PASSES, MEMORY, crypto_pwhash_ALG_ARGON2ID13);
	leave();
	assert(!failed); /* only when memory is out */
	return out;
}

bool password_fits(const char *stored, const char *password)
{
	/* Of a password nobody knows: costs the same as a real one. */
	static const char nobody[] = "$argon2id$v=19$m=19456,t=2,p=1$"
		"AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	enter();
	int differs = crypto_pwhash_str_verify(stored ? stored : nobody, password, strlen(password));
	leave();
	return stored && differs == 0;
}
