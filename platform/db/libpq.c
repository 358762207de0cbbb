/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/db/libpq.h"
#include <dlfcn.h>
#include <pthread.h>

struct libpq pq;
static bool loaded;

static void load(void)
{
	void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL); /* stays until the process ends */

	loaded = library;
#define LIBPQ_FIND(f) loaded = loaded && (*(void **)&pq.f = dlsym(library, "PQ" #f));
	LIBPQ(LIBPQ_FIND)
#undef LIBPQ_FIND
}

err libpq_load(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	if (!loaded)
		return FAIL(E_SYSTEM, "db_libpq_missing",
		            N_("Máy này chưa có thư viện của PostgreSQL (libpq.so.5). Hãy cài gói libpq5 rồi chạy lại."));
	return OK;
}
