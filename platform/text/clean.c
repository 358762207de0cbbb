/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/text/text.h"
#include "platform/text/utf8.h"

bool text_is_unseen(int32_t c)
{
	return c == UTF8_SOFT_HYPHEN || (c >= 0x200B && c <= 0x200F) || (c >= 0x202A && c <= 0x202E) ||
	       (c >= 0x2060 && c <= 0x206F) || c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE007F);
}

/* What one code point of the outside becomes: itself, ' ', '\n', or 0 for nothing.
 * Gone are all characters nobody sees, also those that turn the direction of writing: they deceive the
 * reader. */
static int32_t cleaned(int32_t c)
{
	if (c < 0xA0) {
		bool control = c < 0x20 || c >= 0x7F;
		return control && c != '\n' && c != '\t' ? ' ' : c;
	}
	if (c == 0xA0 || c == 0x2007 || c == 0x202F)
		return ' ';
	if (c == 0x2028 || c == 0x2029)
		return '\n';
	return c != UTF8_SOFT_HYPHEN && text_is_unseen(c) ? 0 : c;
}

/* Collects what was read; \r\n and lone \r are line ends. */
struct intake {
	struct utf8_out o;
	size_t bad;
	bool soft;     /* a soft hyphen was kept for the time being */
	bool returned; /* the last code point was \r */
};

static void take(struct intake *in, int32_t c)
{
	bool second = c == '\n' && in->returned;
	in->returned = c == '\r';
	if (second)
		return;
	if (c < 0) {
		in->bad++;
		c = UTF8_REPLACEMENT;
	}
	in->soft |= c == UTF8_SOFT_HYPHEN;
	c = c == '\r' ? '\n' : cleaned(c);
	if (c)
		utf8_put(&in->o, c);
}

static void take_utf8(struct intake *in, const unsigned char *p, const unsigned char *end)
{
	while (p < end)
		take(in, utf8_decode(&p, end));
}

static void take_utf16(struct intake *in, const unsigned char *p, const unsigned char *end, bool big)
{
	int32_t lead = 0; /* first half of a pair, waiting for the second */

	for (; end - p >= 2; p += 2) {
		int32_t c = big ? p[0] << 8 | p[1] : p[1] << 8 | p[0];
		if (lead && c >= 0xDC00 && c <= 0xDFFF) {
			take(in, 0x10000 + ((lead - 0xD800) << 10) + (c - 0xDC00));
			lead = 0;
			continue;
		}
		if (lead)
			take(in, -1);
		lead = c >= 0xD800 && c <= 0xDBFF ? c : 0;
		if (!lead)
			take(in, c >= 0xDC00 && c <= 0xDFFF ? -1 : c);
	}
	if (lead || p < end)
		take(in, -1);
}

static const char *without_soft_hyphens(arena *a, const char *s)
{
	struct utf8_out o = utf8_out(a, strlen(s));
	for (int32_t c; (c = utf8_next(&s));)
		if (c != UTF8_SOFT_HYPHEN)
			utf8_put(&o, c);
	return utf8_done(&o);
}

const char *text_clean(arena *a, const void *bytes, size_t n, size_t *ret_bad)
{
	const unsigned char *p = n ? bytes : (const void *)"";
	const unsigned char *end = p + n;
	struct intake in = { .o = utf8_out(a, n) };

	if (n >= 2 && (p[0] ^ p[1]) == 1 && p[0] >= 0xFE)
		take_utf16(&in, p + 2, end, p[0] == 0xFE);
	else
		take_utf8(&in, p, end);

	const char *s = text_nfc(a, utf8_done(&in.o));
	if (in.soft) {
		/* WHY: in TCVN3 pasted as Latin-1 the letter ư looks like a soft hyphen; text_legacy_fix
		 * needs it. */
		const char *kind;
		text_legacy_fix(a, s, &kind);
		if (!str_eq(kind, "tcvn3"))
			s = text_nfc(a, without_soft_hyphens(a, s));
	}
	if (ret_bad)
		*ret_bad = in.bad;
	return s;
}
