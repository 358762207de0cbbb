/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/db/libpq.h"
#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

struct libpq pq;
static char missing[200]; /* what the loader says of it; "" when all is there */

static bool find(void *library, const char *name, void *ret_function)
{
	void *function = dlsym(library, name);

	memcpy(ret_function, &function, sizeof function);
	return function;
}

static void load(void)
{
	void *library = dlopen("libpq.so.5", RTLD_NOW | RTLD_LOCAL); /* stays until the process ends */
	bool whole = library;

#define LIBPQ_FIND(f) whole = whole && find(library, "PQ" #f, &pq.f);
	LIBPQ(LIBPQ_FIND)
#undef LIBPQ_FIND
	if (!whole)
		snprintf(missing, sizeof missing, "%s", str_or(dlerror(), "libpq.so.5"));
}

err libpq_load(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, load);
	if (*missing)
		return FAIL(E_SYSTEM, "db_libpq_missing",
		            N_("Máy này chưa có thư viện của PostgreSQL (libpq.so.5). Hãy cài gói libpq5 rồi chạy lại."),
		            .why = missing);
	return OK;
}
