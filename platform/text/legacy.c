/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Text of the fonts .VnTime (TCVN3) and VNI-Times that was copied as if it were Latin-1. */
#include "platform/text/text.h"
#include "platform/text/utf8.h"
#include "platform/text/vietnamese.h"
#include <uchar.h>

/* What stands at 0xA0 to 0xFF, '.' for nothing.  Capitals with a tone have no place: a second font draws
 * them. */
static const char16_t tcvn3[] =
	/* A0 */ u".ĂÂÊÔƠƯĐăâêôơưđ."
	/* B0 */ u".....àảãáạ.ằẳẵắ."
	/* C0 */ u"......ặầẩẫấậè.ẻẽ"
	/* D0 */ u"éẹềểễếệìỉ...ĩíịò"
	/* E0 */ u".ỏõóọồổỗốộờởỡớợù"
	/* F0 */ u".ủũúụừửữứựỳỷỹýỵ.";

const char *text_from_tcvn3(arena *a, const char *s)
{
	struct utf8_out o = utf8_out(a, strlen(s) * 3 / 2);
	for (int32_t c; (c = utf8_next(&s));) {
		int32_t letter = c >= 0xA0 && c <= 0xFF ? tcvn3[c - 0xA0] : '.';
		utf8_put(&o, letter == '.' ? c : letter);
	}
	return utf8_done(&o);
}

/* VNI writes a vowel as a letter and a sign for tone or shape behind it, both small or both capital. */
enum vni_family { PLAIN, BREVE, CIRCUMFLEX };
static const struct {
	uint16_t letter;
	int8_t vowel[3]; /* of each family, row of vn_letters; -1 where there is none */
} vni_bases[] = {
	{ 'a', { 0, 1, 2 } },   { 'e', { 3, -1, 4 } },   { 'o', { 6, -1, 7 } },  { 0xF4, { 8, -1, -1 } },
	{ 'u', { 9, -1, -1 } }, { 0xF6, { 10, -1, -1 } }, { 'y', { 11, -1, -1 } },
};
/* The signs of each family in the order of the tones; level is no sign on a plain vowel. */
static const uint16_t vni_signs[3][VN_TONES] = {
	{ 0, 0xF8, 0xFB, 0xF5, 0xF9, 0xEF },
	{ 0xEA, 0xE8, 0xFA, 0xFC, 0xE9, 0xEB },
	{ 0xE2, 0xE0, 0xE5, 0xE3, 0xE1, 0xE4 },
};
/* Letters that are one character. */
static const struct {
	uint16_t vni, letter;
} vni_singles[] = {
	{ 0xED, u'í' }, { 0xEC, u'ì' }, { 0xE6, u'ỉ' }, { 0xF3, u'ĩ' }, { 0xF2, u'ị' },
	{ 0xEE, u'ỵ' }, { 0xF4, u'ơ' }, { 0xF6, u'ư' }, { 0xF1, u'đ' },
};

static bool latin1_capital(int32_t c)
{
	return (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE);
}

/* Code of the vowel that base and sign (both small) make; 0 when they make none. */
static unsigned vni_vowel(int32_t base, int32_t sign)
{
	if (base == 'y' && sign == vni_signs[PLAIN][VN_HEAVY]) /* ỵ is a single */
		return 0;
	for (size_t i = 0; i < COUNT_OF(vni_bases); i++) {
		if (vni_bases[i].letter != base)
			continue;
		for (unsigned j = 0; j < 3 * VN_TONES; j++) {
			int vowel = vni_bases[i].vowel[j / VN_TONES];
			if (vowel >= 0 && vni_signs[j / VN_TONES][j % VN_TONES] == sign)
				return 1 + (unsigned)vowel * 12 + j % VN_TONES * 2;
		}
	}
	return 0;
}

/* The letter that begins with c; *used_next when next belongs to it. */
static int32_t vni_letter(int32_t c, int32_t next, bool *used_next)
{
	int up = latin1_capital(c);
	int32_t small = up ? c + 0x20 : c;

	*used_next = false;
	if (next >= 0xC0 && next <= 0xFF && latin1_capital(next) == up) {
		unsigned code = vni_vowel(small, up ? next + 0x20 : next);
		*used_next = code != 0;
		if (code)
			return vn_letters[code + up];
	}
	for (size_t i = 0; i < COUNT_OF(vni_singles); i++)
		if (vni_singles[i].vni == small)
			return vn_letters[vn_code(vni_singles[i].letter) + up];
	return c;
}

const char *text_from_vni(arena *a, const char *s)
{
	struct utf8_out o = utf8_out(a, strlen(s) * 3 / 2);
	for (int32_t c; (c = utf8_next(&s));) {
		const char *behind = s;
		int32_t next = utf8_next(&behind);
		bool used_next;
		utf8_put(&o, vni_letter(c, next, &used_next));
		if (used_next)
			s = behind;
	}
	return utf8_done(&o);
}

/* Share of words that can be Vietnamese, less a little for signs that no text needs. */
static double score(arena *a, const char *s)
{
	int syllables = 0;
	int words = 0;
	int signs = 0;
	const char *word = NULL;

	for (s = text_nfc(a, s);;) {
		const char *here = s;
		int32_t c = utf8_next(&s);
		if (utf8_is_word_letter(c)) {
			word = word ? word : here;
			continue;
		}
		if (word) {
			words++;
			syllables += vn_is_syllable(word, (size_t)(here - word));
			word = NULL;
		}
		signs += c >= 0x80 && !utf8_is_word(c);
		if (!c)
			break;
	}
	words = words ? words : 1;
	return (double)syllables / words - 0.02 * signs / words;
}

/* A letter that no eight-bit reading can have: ă đ ơ ư or one of U+1EA0 to U+1EF9.  ĩ and ũ do not count. */
static bool only_in_unicode(int32_t c)
{
	return c >= 0x100 && vn_code(c) && c != u'Ĩ' && c != u'ĩ' && c != u'Ũ' && c != u'ũ';
}

static bool may_be_legacy(const char *s)
{
	bool upper_half = false;
	for (int32_t c; (c = utf8_next(&s));) {
		if (only_in_unicode(c))
			return false;
		upper_half |= c >= 0x80 && c <= 0xFF;
	}
	return upper_half;
}

const char *text_legacy_fix(arena *a, const char *s, const char **ret_kind)
{
	static const char *const kinds[] = { "none", "tcvn3", "vni" };
	const char *readings[] = { s, NULL, NULL };
	size_t best = 0;

	if (may_be_legacy(s)) {
		readings[1] = text_from_tcvn3(a, s);
		readings[2] = text_from_vni(a, s);
		double best_score = score(a, s);
		for (size_t i = 1; i < COUNT_OF(kinds); i++) {
			double this_score = score(a, readings[i]);
			if (this_score > best_score) {
				best_score = this_score;
				best = i;
			}
		}
	}
	*ret_kind = kinds[best];
	return readings[best];
}
