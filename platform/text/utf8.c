/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/text/utf8.h"
#include "platform/text/text.h"
#include "platform/text/vietnamese.h"
#include <utf8proc.h>

/* What may follow a lead byte: how many bytes, and the range of the first of them (Unicode table 3-7). */
struct lead {
	int more;
	unsigned char low, high;
};

static struct lead lead_of(unsigned char c)
{
	if (c >= 0xC2 && c <= 0xDF)
		return (struct lead){ 1, 0x80, 0xBF };
	if (c >= 0xE0 && c <= 0xEF)
		return (struct lead){ 2, c == 0xE0 ? 0xA0 : 0x80, c == 0xED ? 0x9F : 0xBF };
	if (c >= 0xF0 && c <= 0xF4)
		return (struct lead){ 3, c == 0xF0 ? 0x90 : 0x80, c == 0xF4 ? 0x8F : 0xBF };
	return (struct lead){ 0 };
}

int32_t utf8_decode(const unsigned char **p, const unsigned char *end)
{
	unsigned char first = *(*p)++;
	if (first < 0x80)
		return first;

	struct lead l = lead_of(first);
	if (!l.more)
		return -1;
	int32_t c = first & (0x3F >> l.more);
	for (int i = 0; i < l.more; i++) {
		unsigned char low = i ? 0x80 : l.low;
		unsigned char high = i ? 0xBF : l.high;
		if (*p == end || **p < low || **p > high)
			return -1;
		c = c << 6 | (*(*p)++ & 0x3F);
	}
	return c;
}

struct utf8_out utf8_out(arena *a, size_t guess)
{
	char *b = arena_get(a, guess + 1 + UTF8_LONGEST);
	return (struct utf8_out){ .a = a, .b = b, .p = b, .end = b + guess };
}

void utf8_grow(struct utf8_out *o, size_t n)
{
	size_t used = (size_t)(o->p - o->b);
	struct utf8_out more = utf8_out(o->a, used * 2 + n + 64);
	memcpy(more.b, o->b, used);
	more.p += used;
	*o = more;
}

const char *utf8_done(struct utf8_out *o)
{
	*o->p = 0;
	return o->b;
}

size_t utf8_parts(int32_t c, int32_t ret[static UTF8_PARTS])
{
	int boundary = 0;
	utf8proc_ssize_t n = utf8proc_decompose_char(c, ret, UTF8_PARTS, UTF8PROC_DECOMPOSE, &boundary);
	assert(n > 0 && n <= UTF8_PARTS);
	return (size_t)n;
}

bool utf8_is_mark(int32_t c)
{
	return c >= 0x300 && utf8proc_get_property(c)->combining_class != 0;
}

bool utf8_is_word(int32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
	if (vn_code(c))
		return true;
	utf8proc_category_t k = utf8proc_category(c);
	return (k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO) ||
	       (k >= UTF8PROC_CATEGORY_ND && k <= UTF8PROC_CATEGORY_NO);
}

bool utf8_is_word_letter(int32_t c)
{
	if (c < 0x80)
		return text_is_letter(c);
	return utf8_is_word(c) && utf8proc_category(c) != UTF8PROC_CATEGORY_ND;
}

int32_t utf8_lower(int32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z' ? c + 0x20 : c;
	unsigned code = vn_code(c);
	if (code)
		return vn_letters[code - vn_capital(code)];
	return utf8proc_tolower(c);
}

int32_t utf8_upper(int32_t c)
{
	if (c < 0x80)
		return c >= 'a' && c <= 'z' ? c - 0x20 : c;
	unsigned code = vn_code(c);
	if (code)
		return vn_letters[code + !vn_capital(code)];
	return utf8proc_toupper(c);
}

/* What looks like one of these is one, whatever its code point is called. */
static int32_t look_alike(int32_t c)
{
	switch (c) {
	case 0x2044: case 0x2215: case 0x2571: case 0x29F8:
		return '/';
	case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2043: case 0x2212:
		return '-';
	case 0xD0: case 0x189:
		return 0x110;
	case 0xF0: case 0x256:
		return 0x111;
	default:
		return c;
	}
}

/* WHY not every compatibility form: raised and circled digits are marks of footnotes, no digits of the number they
 * stand behind. */
int32_t utf8_unified(int32_t c)
{
	int32_t parts[UTF8_PARTS];
	int bound = 0;

	if (c < 0x80 || vn_code(c))
		return c;
	switch (utf8proc_get_property(c)->decomp_type) {
	case UTF8PROC_DECOMP_TYPE_FONT:
	case UTF8PROC_DECOMP_TYPE_NOBREAK:
	case UTF8PROC_DECOMP_TYPE_WIDE:
	case UTF8PROC_DECOMP_TYPE_NARROW:
	case UTF8PROC_DECOMP_TYPE_SMALL:
		break;
	default:
		return look_alike(c);
	}
	utf8proc_ssize_t n = utf8proc_decompose_char(c, parts, UTF8_PARTS, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT, &bound);
	return n == 1 ? look_alike(parts[0]) : c;
}

bool text_valid(const char *s, size_t n)
{
	const unsigned char *p = (const unsigned char *)s;
	const unsigned char *end = p + n;
	while (p < end) {
		if (*p - 1u < 0x7F) /* WHY: every text read from the database comes by here */
			p++;
		else if (utf8_decode(&p, end) <= 0)
			return false;
	}
	return true;
}

int32_t text_next(const char **s)
{
	return utf8_next(s);
}

bool text_is_letter(int32_t c)
{
	if (c < 0x80)
		return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
	if (vn_code(c))
		return true;
	utf8proc_category_t k = utf8proc_category(c);
	return k >= UTF8PROC_CATEGORY_LU && k <= UTF8PROC_CATEGORY_LO;
}

bool text_is_upper(int32_t c)
{
	if (c < 0x80)
		return c >= 'A' && c <= 'Z';
	if (vn_code(c))
		return vn_capital(vn_code(c));
	return utf8proc_category(c) == UTF8PROC_CATEGORY_LU;
}

bool text_is_digit(int32_t c)
{
	return c >= '0' && c <= '9';
}

size_t text_length(const char *s)
{
	size_t n = 0;
	for (; *s; s++)
		n += ((unsigned char)*s & 0xC0) != 0x80;
	return n;
}
