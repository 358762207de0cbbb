/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/http.h"
#include <string.h>

/* A positive integer of 63 bits, written in the only way such a number is written here. */
static bool segment_id(arena *a, const char *s, size_t n, int64_t *ret)
{
	if (n == 0 || n > 19 || *s == '0')
		return false;
	return str_int(arena_text_n(a, s, n), 1, INT64_MAX, ret);
}

static bool segment_word(arena *a, const char *s, size_t n, const char **ret)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	const char *word = arena_text_n(a, s, n);

	if (n == 0 || n > 64 || strspn(word, letters) != n)
		return false;
	*ret = word;
	return true;
}

static bool segment_fits(arena *a, const char *p, size_t pn, const char *s, size_t n, struct match *m)
{
	if (*p != ':')
		return pn == n && memcmp(p, s, n) == 0;
	if (pn == 3 && memcmp(p, ":id", 3) == 0)
		return segment_id(a, s, n, &m->id);
	if (pn == 5 && memcmp(p, ":part", 5) == 0)
		return segment_id(a, s, n, &m->part);
	assert(pn == 5 && memcmp(p, ":word", 5) == 0);
	return segment_word(a, s, n, &m->word);
}

static bool path_fits(arena *a, const char *pattern, const char *path, struct match *m)
{
	while (*pattern == '/' && *path == '/') {
		size_t pn = strcspn(++pattern, "/");
		size_t n = strcspn(++path, "/");
		if (!segment_fits(a, pattern, pn, path, n, m))
			return false;
		pattern += pn;
		path += n;
	}
	return !*pattern && !*path;
}

struct match route_match(const struct route *routes, arena *a, const char *method, const char *path)
{
	bool other_method = false;

	if (str_eq(method, "HEAD"))
		method = "GET";
	for (const struct route *r = routes; r->path; r++) {
		struct match m = { .route = r, .word = "" };
		if (!path_fits(a, r->path, path, &m))
			continue;
		if (str_eq(r->method, method))
			return m;
		other_method = true;
	}
	return (struct match){ .word = "", .other_method = other_method };
}

const char *route_tidy(arena *a, const char *path)
{
	static const char *const ends[] = { "/", ".", ",", ";", ":", "!", "?", ")", "]", "}", ">", "\"", "'", "*", "&gt;", "&gt", "”", "’",
	                                    "»", "…" };
	size_t n = strlen(path);

	for (size_t i = 0; i < COUNT_OF(ends);) {
		size_t e = strlen(ends[i]);
		bool there = n > e && memcmp(path + n - e, ends[i], e) == 0;
		n -= there ? e : 0;
		i = there ? 0 : i + 1;
	}
	return arena_text_n(a, path, n);
}
