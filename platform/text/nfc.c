/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Canonical composition.  Text that is composed already, nearly all of it, is only looked at; elsewhere no
 * more than the letters around a combining mark are taken apart and put together again. */
#include "platform/text/text.h"
#include "platform/text/utf8.h"
#include <stdlib.h>
#include <utf8proc.h>

enum { SMALL = 32 };

/* Surely composed, and neither joined to nor reordered with what stands before it.
 * A "no" only costs time: it is also said of letters that could begin a composition (Greek, Indic). */
static bool stands_alone(int32_t c)
{
	if (c < 0x300 || (c >= 0x1E00 && c <= 0x1EFF) || (c >= 0x2010 && c <= 0x2027))
		return true;
	/* Hangul letters compose by arithmetic, not by table.
	 * WHY: U+11A7 is none that composes, but utf8proc 2.8 drops it behind a syllable. */
	if (c >= 0x1100 && c <= 0x11FF && c != 0x11A7)
		return false;
	const utf8proc_property_t *p = utf8proc_get_property(c);
	return !p->combining_class && p->decomp_seqindex == UINT16_MAX && p->comb_index == UINT16_MAX;
}

static int by_number(const void *x, const void *y)
{
	uint64_t a = *(const uint64_t *)x;
	uint64_t b = *(const uint64_t *)y;
	return (a > b) - (a < b);
}

/* A run of marks into the order of their classes, equal ones as they stood.
 * WHY: the library's own ordering is quadratic, and a letter with a million marks is somebody's joke. */
static void sort_marks(arena *a, int32_t *c, size_t n)
{
	uint64_t small[SMALL];
	uint64_t *v = n <= SMALL ? small : arena_get(a, n * sizeof *v);

	for (size_t i = 0; i < n; i++) {
		uint64_t class = (uint64_t)utf8proc_get_property(c[i])->combining_class;
		v[i] = class << 56 | (uint64_t)i << 21 | (uint64_t)c[i];
	}
	qsort(v, n, sizeof *v, by_number);
	for (size_t i = 0; i < n; i++)
		c[i] = (int32_t)(v[i] & 0x1FFFFF);
}

static void put_composed(struct utf8_out *o, const char *s, size_t n)
{
	int32_t small[SMALL * UTF8_PARTS];
	int32_t *c = n <= SMALL ? small : arena_get(o->a, n * UTF8_PARTS * sizeof *c);
	size_t count = 0;
	size_t marks = 0; /* length of the run of marks at the end */

	for (const char *end = s + n; s < end;) {
		size_t parts = utf8_parts(utf8_next(&s), c + count);
		for (; parts; parts--, count++) {
			if (utf8_is_mark(c[count])) {
				marks++;
				continue;
			}
			if (marks > 1)
				sort_marks(o->a, c + count - marks, marks);
			marks = 0;
		}
	}
	if (marks > 1)
		sort_marks(o->a, c + count - marks, marks);

	utf8proc_ssize_t kept =
		utf8proc_normalize_utf32(c, (utf8proc_ssize_t)count, UTF8PROC_COMPOSE | UTF8PROC_STABLE);
	assert(kept >= 0);
	for (utf8proc_ssize_t i = 0; i < kept; i++)
		utf8_put(o, c[i]);
}

/* First code point from s on that does not stand alone, or the end.  *ret_before: the one in front of it. */
static const char *next_doubt(const char *s, const char **ret_before)
{
	*ret_before = s;
	for (;;) {
		const char *here = s;
		int32_t c = utf8_next(&s);
		if (!c || !stands_alone(c))
			return here;
		*ret_before = here;
	}
}

static const char *next_alone(const char *s)
{
	for (;;) {
		const char *here = s;
		int32_t c = utf8_next(&s);
		if (!c || stands_alone(c))
			return here;
	}
}

const char *text_nfc(arena *a, const char *s)
{
	const char *before;
	const char *doubt = next_doubt(s, &before);
	if (!*doubt)
		return s;

	struct utf8_out o = utf8_out(a, (size_t)(doubt - s) + strlen(doubt));
	while (*doubt) {
		const char *after = next_alone(doubt);
		utf8_copy(&o, s, (size_t)(before - s));
		put_composed(&o, before, (size_t)(after - before));
		s = after;
		doubt = next_doubt(s, &before);
	}
	utf8_copy(&o, s, (size_t)(doubt - s));
	return utf8_done(&o);
}
