/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Sort keys: first all letters, then all tones, then all capitals, as the Vietnamese order of CLDR has it.
 * Printable ASCII only, so that every database can hold them and compare bytes.  Trailing level tones and
 * small letters are left out: whatever follows a level is less than any weight. */
#include "platform/text/text.h"
#include "platform/text/utf8.h"
#include "platform/text/vietnamese.h"

/* Weights of the first level, ascending. */
enum {
	W_NEXT_PART = ' ', /* between parts of a name */
	W_NEXT_LEVEL,
	W_SPACE,
	W_PUNCTUATION,
	W_OTHER_SIGN = W_PUNCTUATION + 32, /* its code point follows */
	W_DIGIT,
	W_LETTER = W_DIGIT + 10,
	W_OTHER_LETTER = W_LETTER + 33 /* its code point follows */
};
_Static_assert(W_OTHER_LETTER <= '~', "weights are printable ASCII");

/* Second and third level: '0' plus tone (plus 6 under a foreign mark), '0' plus capital. */
enum { W_LEAST = '0', FOREIGN = VN_TONES };

/* In the order of CLDR. */
static const char punctuation[] = "_-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$";

/* Places in a ă â b c d đ e ê f g h i j k l m n o ô ơ p q r s t u ư v w x y z. */
static const uint8_t latin[26] = { 0,  3,  4,  5,  7,  9,  10, 11, 12, 13, 14, 15, 16,
	17, 18, 21, 22, 23, 24, 25, 26, 28, 29, 30, 31, 32 };
static const uint8_t vowels[VN_VOWELS + 1] = { 0, 1, 2, 7, 8, 12, 18, 19, 20, 26, 27, 31, 6 };

enum level { LETTERS, TONES, CAPITALS };

/* What is compared as one letter. */
struct element {
	char weight;
	char tone, capital;
	int32_t code; /* of W_OTHER_… */
};

static char ascii_weight(int32_t c)
{
	if (c >= 'a' && c <= 'z')
		return (char)(W_LETTER + latin[c - 'a']);
	if (c >= '0' && c <= '9')
		return (char)(W_DIGIT + c - '0');
	const char *p = strchr(punctuation, c);
	return (char)(p ? W_PUNCTUATION + (p - punctuation) : W_SPACE);
}

static bool is_space(int32_t c)
{
	return c == ' ' || c == '\t' || c == '\n';
}

/* A letter with marks that are not Vietnamese counts as its plain letter; one without stands for itself. */
static void take_foreign(struct element *e, int32_t c)
{
	int32_t part[UTF8_PARTS];
	size_t n = utf8_parts(c, part);
	if (n > 1 && part[0] < 0x80) {
		e->weight = ascii_weight(part[0]);
		e->tone = W_LEAST + FOREIGN;
		return;
	}
	e->weight = text_is_letter(c) ? W_OTHER_LETTER : W_OTHER_SIGN;
	e->code = c;
}

/* Next element at *s; false at the end.  Spaces at both ends do not count, those between words count once. */
static bool next_element(const char **s, const char *begin, struct element *ret)
{
	const char *from = *s;
	while (is_space(**s))
		++*s;
	if (!**s)
		return false;
	*ret = (struct element){ .weight = W_SPACE, .tone = W_LEAST, .capital = W_LEAST };
	if (*s > from && from > begin)
		return true;

	int32_t c = utf8_next(s);
	unsigned code = vn_code(c);
	ret->capital += text_is_upper(c);
	if (code) {
		ret->weight = (char)(W_LETTER + vowels[vn_vowel(code)]);
		ret->tone += (char)vn_tone(code);
	} else if (c < 0x80) {
		ret->weight = ascii_weight(utf8_lower(c));
	} else {
		take_foreign(ret, utf8_lower(c));
	}
	for (const char *p = *s; utf8_is_mark(utf8_next(&p)); *s = p)
		ret->tone = W_LEAST + FOREIGN;
	return true;
}

static void put_level(struct utf8_out *o, const char *s, enum level level)
{
	const char *begin = s;
	struct element e;

	while (next_element(&s, begin, &e)) {
		if (level == TONES || level == CAPITALS) {
			utf8_put(o, level == TONES ? e.tone : e.capital);
			continue;
		}
		utf8_put(o, e.weight);
		if (e.code)
			for (int shift = 18; shift >= 0; shift -= 6)
				utf8_put(o, W_LEAST + (e.code >> shift & 0x3F));
	}
}

/* Takes away what ends in c, no further than to from. */
static void trim(struct utf8_out *o, size_t from, char c)
{
	while (o->p > o->b + from && o->p[-1] == c)
		o->p--;
}

static void put_key(struct utf8_out *o, const char *s)
{
	put_level(o, s, LETTERS);
	size_t letters_end = (size_t)(o->p - o->b);
	for (enum level level = TONES; level <= CAPITALS; level++) {
		utf8_put(o, W_NEXT_LEVEL);
		put_level(o, s, level);
		trim(o, letters_end, W_LEAST);
	}
	trim(o, letters_end, W_NEXT_LEVEL);
}

const char *text_sort_key(arena *a, const char *s)
{
	struct utf8_out o = utf8_out(a, strlen(s) * 2);
	put_key(&o, s);
	return utf8_done(&o);
}

const char *text_name_sort_key(arena *a, const char *name)
{
	size_t n = strlen(name);
	while (n && is_space(name[n - 1]))
		n--;
	while (n && is_space(*name)) {
		name++;
		n--;
	}
	const char *end = name + n;
	const char *given = end;
	while (given > name && !is_space(given[-1]))
		given--;
	const char *family_end = name;
	while (family_end < given && !is_space(*family_end))
		family_end++;

	struct utf8_out o = utf8_out(a, n * 2 + 2);
	put_key(&o, arena_text_n(a, given, (size_t)(end - given)));
	if (given > name) {
		utf8_put(&o, W_NEXT_PART);
		put_key(&o, arena_text_n(a, name, (size_t)(family_end - name)));
		utf8_put(&o, W_NEXT_PART);
		put_key(&o, arena_text_n(a, family_end, (size_t)(given - family_end)));
	}
	return utf8_done(&o);
}
