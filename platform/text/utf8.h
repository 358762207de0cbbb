/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* utf8: code points in and out, for the files of this room only. */
#ifndef TEXT_UTF8_H
#define TEXT_UTF8_H
#include "platform/base/base.h"
#include <string.h>

enum { UTF8_SOFT_HYPHEN = 0xAD, UTF8_REPLACEMENT = 0xFFFD, UTF8_LONGEST = 4 };

/* Next code point of bytes that may be anything; *p < end.  -1 where no character stands: then *p has moved
 * over the longest piece that could have begun one (Unicode 3.9, "maximal subpart"), at least one byte. */
int32_t utf8_decode(const unsigned char **p, const unsigned char *end);

/* Next code point of valid text, 0 at its end. */
static inline int32_t utf8_next(const char **s)
{
	const unsigned char *p = (const unsigned char *)*s;
	int32_t c = p[0];

	if (c < 0x80) {
		*s += c != 0;
		return c;
	}
	if (c < 0xE0) {
		*s += 2;
		return (c & 0x1F) << 6 | (p[1] & 0x3F);
	}
	if (c < 0xF0) {
		*s += 3;
		return (c & 0x0F) << 12 | (p[1] & 0x3F) << 6 | (p[2] & 0x3F);
	}
	*s += 4;
	return (c & 0x07) << 18 | (p[1] & 0x3F) << 12 | (p[2] & 0x3F) << 6 | (p[3] & 0x3F);
}

/* Writes c, no NUL behind it; how many bytes it took. */
static inline size_t utf8_encode(int32_t c, char ret[static UTF8_LONGEST])
{
	if (c < 0x80) {
		ret[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		ret[0] = (char)(0xC0 | c >> 6);
		ret[1] = (char)(0x80 | (c & 0x3F));
		return 2;
	}
	if (c < 0x10000) {
		ret[0] = (char)(0xE0 | c >> 12);
		ret[1] = (char)(0x80 | (c >> 6 & 0x3F));
		ret[2] = (char)(0x80 | (c & 0x3F));
		return 3;
	}
	ret[0] = (char)(0xF0 | c >> 18);
	ret[1] = (char)(0x80 | (c >> 12 & 0x3F));
	ret[2] = (char)(0x80 | (c >> 6 & 0x3F));
	ret[3] = (char)(0x80 | (c & 0x3F));
	return 4;
}

/* Text under construction, a code point at a time. */
struct utf8_out {
	arena *a;
	char *b, *p, *end; /* end leaves room for one more code point and the NUL */
};

struct utf8_out utf8_out(arena *a, size_t guess); /* guess: bytes the text will probably need */
void utf8_grow(struct utf8_out *o, size_t n);
const char *utf8_done(struct utf8_out *o);

static inline void utf8_put(struct utf8_out *o, int32_t c)
{
	if (o->p >= o->end)
		utf8_grow(o, UTF8_LONGEST);
	o->p += utf8_encode(c, o->p);
}

static inline void utf8_copy(struct utf8_out *o, const char *s, size_t n)
{
	if (!n)
		return;
	if (o->p >= o->end || (size_t)(o->end - o->p) < n)
		utf8_grow(o, n);
	memcpy(o->p, s, n);
	o->p += n;
}

/* c taken apart completely (canonical decomposition); how many code points it has. */
enum { UTF8_PARTS = 8 };
size_t utf8_parts(int32_t c, int32_t ret[static UTF8_PARTS]);
bool utf8_is_mark(int32_t c); /* reorders or composes: combining class other than 0 */
bool utf8_is_word(int32_t c); /* letter or number of any script: what words are made of */
bool utf8_is_word_letter(int32_t c); /* the same without the decimal digits */
int32_t utf8_lower(int32_t c);
int32_t utf8_upper(int32_t c);
int32_t utf8_unified(int32_t c); /* see text_unified */
#endif
