/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/text/text.h"
#include "platform/text/utf8.h"
#include "platform/text/vietnamese.h"

/* Code point by code point; s itself when nothing changes. */
static const char *each(arena *a, const char *s, int32_t (*change)(int32_t))
{
	const char *p = s;
	const char *here;
	int32_t c;

	do {
		here = p;
		c = utf8_next(&p);
	} while (c && change(c) == c);
	if (!c)
		return s;

	struct utf8_out o = utf8_out(a, (size_t)(here - s) + strlen(here));
	utf8_copy(&o, s, (size_t)(here - s));
	for (; c; c = utf8_next(&p))
		utf8_put(&o, change(c));
	return utf8_done(&o);
}

const char *text_lower(arena *a, const char *s)
{
	return each(a, s, utf8_lower);
}

const char *text_upper(arena *a, const char *s)
{
	return each(a, s, utf8_upper);
}

const char *text_plain(arena *a, const char *s)
{
	const char *p = s;
	while (*p && (unsigned char)*p < 0x80)
		p++;
	if (!*p)
		return s;

	struct utf8_out o = utf8_out(a, (size_t)(p - s) + strlen(p));
	utf8_copy(&o, s, (size_t)(p - s));
	for (int32_t c; (c = utf8_next(&p));) {
		unsigned code = vn_code(c);
		if (c < 0x80) {
			utf8_put(&o, c);
		} else if (code) {
			char plain = vn_plain[vn_vowel(code)];
			utf8_put(&o, vn_capital(code) ? plain - 0x20 : plain);
		} else {
			int32_t part[UTF8_PARTS];
			size_t n = utf8_parts(c, part);
			for (size_t i = 0; i < n; i++)
				if (!utf8_is_mark(part[i]))
					utf8_put(&o, part[i]);
		}
	}
	return utf8_done(&o);
}
