/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/text/utf8.h"
#include "platform/text/vietnamese.h"
#include <stdlib.h>

static const char *const onsets[] = {
	"", "b", "c", "ch", "d", "g", "gh", "gi", "h", "k", "kh", "l", "m", "n", "ng", "ngh", "nh", "p",
	"ph", "qu", "r", "s", "t", "th", "tr", "v", "x", "đ",
};

/* Rimes without tone, some only half written (iê, ươ) or of foreign words (oong); bytes ascending. */
static const char *const rimes[] = {
	"a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em",
	"en", "eng", "eo", "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iê", "iêc",
	"iêm", "iên", "iêng", "iêp", "iêt", "iêu", "o", "oa", "oac", "oach", "oai", "oan", "oang", "oanh",
	"oao", "oat", "oay", "oc", "oe", "oen", "oeo", "oet", "oi", "om", "on", "ong", "oong", "op", "ot",
	"oăc", "oăn", "oăng", "oăt", "u", "ua", "uai", "uan", "uang", "uanh", "uc", "ui", "um", "un",
	"ung", "up", "ut", "uy", "uya", "uych", "uynh", "uyt", "uyu", "uyên", "uyêt", "uân", "uât", "uây",
	"uê", "uêch", "uênh", "uêt", "uôc", "uôi", "uôm", "uôn", "uông", "uôt", "uăc", "uăn", "uăng",
	"uơ", "y", "yêm", "yên", "yêng", "yêt", "yêu", "â", "âc", "âm", "ân", "âng", "âp", "ât", "âu",
	"ây", "ê", "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp",
	"ôt", "ă", "ăc", "ăm", "ăn", "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa",
	"ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươ", "ươc", "ươi", "ươm", "ươn", "ương", "ươp", "ươt",
	"ươu",
};

enum { LONGEST = 8 }; /* letters; the longest syllable, nghiêng, has 7 */

static int by_text(const void *key, const void *rime)
{
	return strcmp(key, *(const char *const *)rime);
}

static bool is_rime(const char *s)
{
	return bsearch(s, rimes, COUNT_OF(rimes), sizeof *rimes, by_text) != NULL;
}

/* The letters of the word in lower case without tones; false where it cannot be a syllable anyway. */
static bool bare_letters(const char *s, size_t n, char ret[static LONGEST * UTF8_LONGEST + 1])
{
	int letters = 0;
	for (const char *end = s + n; s < end; letters++) {
		int32_t part[UTF8_PARTS];
		enum vn_tone tone;
		if (letters == LONGEST || vn_untone(utf8_next(&s), part, &tone) != 1)
			return false;
		if (part[0] >= 0x80 && !vn_code(part[0]))
			return false;
		ret += utf8_encode(part[0], ret);
	}
	*ret = 0;
	return true;
}

bool vn_is_syllable(const char *s, size_t n)
{
	char bare[LONGEST * UTF8_LONGEST + 1];
	if (!bare_letters(s, n, bare))
		return false;
	for (size_t i = 0; i < COUNT_OF(onsets); i++)
		if (str_starts(bare, onsets[i]) && is_rime(bare + strlen(onsets[i])))
			return true;
	return false;
}
