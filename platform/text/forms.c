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

const char *text_unified(arena *a, const char *s)
{
	return each(a, s, utf8_unified);
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
	for (int32_t c; (c = utf8_next(&p));)
		vn_put_plain(&o, c);
	return utf8_done(&o);
}

/* True at oa, oe, uy with the tone on the second letter and no letter behind; ret: the codes of both letters
 * with the tone moved.  In quý the u belongs to the consonant before it. */
static bool old_pair(int32_t before, const char *s, unsigned ret[static 2])
{
	unsigned first = vn_code(utf8_next(&s));
	unsigned second = vn_code(utf8_next(&s));
	if (!first || !second || vn_tone(first) || !vn_tone(second))
		return false;
	int32_t glide = vn_bare(first);
	int32_t vowel = vn_bare(second);
	bool oa_oe = glide == 'o' && (vowel == 'a' || vowel == 'e');
	bool uy = glide == 'u' && vowel == 'y' && utf8_lower(before) != 'q';
	if (!(oa_oe || uy) || utf8_is_word_letter(utf8_next(&s)))
		return false;
	ret[0] = first + vn_tone(second) * 2;
	ret[1] = second - vn_tone(second) * 2;
	return true;
}

const char *text_new_tone(arena *a, const char *s)
{
	struct utf8_out o = { 0 };
	const char *kept = s; /* copied up to here, once there is something to copy */
	int32_t before = 0;

	for (const char *p = s; *p;) {
		unsigned pair[2];
		if (!old_pair(before, p, pair)) {
			before = utf8_next(&p);
			continue;
		}
		if (!o.b)
			o = utf8_out(a, strlen(s));
		utf8_copy(&o, kept, (size_t)(p - kept));
		utf8_put(&o, vn_letters[pair[0]]);
		utf8_put(&o, vn_letters[pair[1]]);
		utf8_next(&p);
		before = utf8_next(&p);
		kept = p;
	}
	if (!o.b)
		return s;
	utf8_copy(&o, kept, strlen(kept));
	return utf8_done(&o);
}
