/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* citation_number: the number of a document in running text, as the law writes it.  A part of citation.c. */
#ifndef CITATION_NUMBER_H
#define CITATION_NUMBER_H
#include "platform/text/pattern.h"

struct symbol_reading {
	struct buf o;           /* the number so far */
	size_t symbol;          /* where its symbol begins in o, with the stroke before it */
	int first, last, end;   /* the symbol in the text, and how far it was read */
	int groups;
	bool announced;         /* "số" or a kind of document stands before it */
	bool year;              /* the number has one */
	bool small;             /* written without a capital */
	bool cut;               /* it goes on where the reading stopped: half a number */
};
/* What may be a number, from `from` on.  ret: 1 the number, 2 its year with the stroke, 3 its symbol. */
bool citation_number_find(const struct folded *t, int from, struct span ret[SPANS]);
/* The number at m; NULL when the capitals do not bear it out. */
const char *citation_number_read(arena *a, const struct folded *t, const struct span *m, bool announced, struct symbol_reading *ret);
#endif
