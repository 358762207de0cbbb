/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* vietnamese: the letters of the alphabet taken apart, for the files of this room only.
 * The only own Unicode tables of the program; everything else is libutf8proc's. */
#ifndef TEXT_VIETNAMESE_H
#define TEXT_VIETNAMESE_H
#include "platform/text/utf8.h"

/* In the order of the dictionary (CLDR vi): ngang, huyền, hỏi, ngã, sắc, nặng. */
enum vn_tone { VN_LEVEL, VN_FALLING, VN_ASKING, VN_TUMBLING, VN_SHARP, VN_HEAVY, VN_TONES };

/* Codes: vowels a ă â e ê i o ô ơ u ư y, each with six tones in two cases, then đ;
 * 1 + vowel * 12 + tone * 2 + capital. */
enum { VN_VOWELS = 12, VN_DD = 1 + VN_VOWELS * 12, VN_CODES = VN_DD + 2, VN_LAST = 0x1EF9 };
extern const uint8_t vn_codes[VN_LAST + 1];
extern const uint16_t vn_letters[VN_CODES]; /* code to letter; [0] is unused */

/* Code of a Vietnamese vowel or đ; 0 for every other code point. */
static inline unsigned vn_code(int32_t c)
{
	return c <= VN_LAST ? vn_codes[c] : 0;
}

static inline unsigned vn_vowel(unsigned code)
{
	return (code - 1) / 12;
}

static inline enum vn_tone vn_tone(unsigned code)
{
	return (enum vn_tone)((code - 1) % 12 / 2);
}

static inline bool vn_capital(unsigned code)
{
	return (code - 1) % 2;
}

/* The same letter in lower case and without its tone (ấ and Ấ to â). */
static inline int32_t vn_bare(unsigned code)
{
	return vn_letters[1 + vn_vowel(code) * 12];
}

/* Any letter in lower case without its tone, composed (Ấ to â, ǘ to ü); how many code points that is,
 * mostly 1.  *ret_tone is VN_LEVEL where there is none. */
size_t vn_untone(int32_t c, int32_t ret[static UTF8_PARTS], enum vn_tone *ret_tone);

/* Any code point without its marks, case kept (Ấ to A, đ to d). */
void vn_put_plain(struct utf8_out *o, int32_t c);

/* A word of n bytes, any case and placement of the tone, could be written in Vietnamese (valid_syl). */
bool vn_is_syllable(const char *s, size_t n);
#endif
