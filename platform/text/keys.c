/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Search keys: the words of a text without regard to case, fonts and habits of spelling.
 * One difference from the reference: Greek capital sigma becomes σ also at the end of a word. */
#include "platform/text/text.h"
#include "platform/text/utf8.h"
#include "platform/text/vietnamese.h"

enum form { EXACT, FOLDED };

/* The word that is being written. */
struct word {
	size_t start; /* where it begins in the output */
	enum vn_tone tone;
	bool open;
	bool ascii; /* so are all its letters once the tones are off */
};

/* Behind an exact key, in the order of vn_tone; the reference counts sắc huyền hỏi ngã nặng. */
static const char tone_digits[VN_TONES] = { 0, '2', '3', '4', '1', '5' };

enum { CAPITAL_DOTTED_I = 0x130 };

/* y is i where both spellings are one word: hy, kỹ, lý, mỹ, sỹ, tỷ, vỹ, quý. */
static void unify_y(char *word, size_t n)
{
	bool onset = (n == 2 && strchr("hklmstvq", word[0])) || (n == 3 && word[0] == 'q' && word[1] == 'u');
	if (onset && word[n - 1] == 'y')
		word[n - 1] = 'i';
}

static void end_word(struct utf8_out *o, struct word *w, enum form form)
{
	if (!w->open)
		return;
	w->open = false;
	if (w->ascii)
		unify_y(o->b + w->start, (size_t)(o->p - o->b) - w->start);
	if (form == EXACT && w->tone)
		utf8_put(o, tone_digits[w->tone]);
}

static void begin_word(struct utf8_out *o, struct word *w)
{
	if (o->p > o->b)
		utf8_put(o, ' ');
	*w = (struct word){ .start = (size_t)(o->p - o->b), .open = true, .ascii = true };
}

static void put_letter(struct utf8_out *o, struct word *w, int32_t c, enum form form)
{
	int32_t part[UTF8_PARTS];
	enum vn_tone tone;
	size_t n = vn_untone(c, part, &tone);

	if (tone)
		w->tone = tone;
	for (size_t i = 0; i < n; i++) {
		w->ascii &= part[i] < 0x80;
		if (form == EXACT)
			utf8_put(o, part[i]);
		else
			vn_put_plain(o, part[i]);
	}
}

static const char *key(arena *a, const char *s, enum form form)
{
	const char *kind;
	s = text_nfc(a, text_legacy_fix(a, s, &kind));

	struct utf8_out o = utf8_out(a, strlen(s));
	struct word w = { 0 };
	for (int32_t c; (c = utf8_next(&s));) {
		if (!utf8_is_word(c)) {
			end_word(&o, &w, form);
			continue;
		}
		if (!w.open)
			begin_word(&o, &w);
		put_letter(&o, &w, c == CAPITAL_DOTTED_I ? 'i' : c, form);
		if (c == CAPITAL_DOTTED_I) /* its small letter is i and a loose dot, which ends the word */
			end_word(&o, &w, form);
	}
	end_word(&o, &w, form);
	return utf8_done(&o);
}

const char *text_fold(arena *a, const char *s)
{
	return key(a, s, FOLDED);
}

const char *text_exact(arena *a, const char *s)
{
	return key(a, s, EXACT);
}
