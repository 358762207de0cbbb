/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* term_words: what the words at one place cover, from a first to a last day.  A part of due.c. */
#ifndef TERM_WORDS_H
#define TERM_WORDS_H
#include "platform/clock/date.h"
#include "platform/text/pattern.h"

struct term_days {
	date first, last;       /* DATE_NONE: no year to count in, or no such day */
	int to;                 /* behind the words */
	bool run;               /* it has a beginning and an end in so many words */
	bool none;              /* written like a day, a month, a quarter that the calendar does not have */
};
/* year: of what names none; 0: unknown. */
bool term_days(const struct folded *t, int at, int year, struct term_days *ret);
#endif
