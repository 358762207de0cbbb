/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* citation: mentions of numbered documents (viện dẫn) in a text. */
#ifndef CITATION_H
#define CITATION_H
#include "platform/clock/date.h"
#include "platform/text/pattern.h"

struct citation {
	const char *number;      /* "149/2018/NĐ-CP", spaces gone, slips of OCR mended */
	const char *type;        /* "Nghị định", as the text has it; NULL when it does not say */
	date issued_on;          /* DATE_NONE when it does not say */
	const char *issuer;      /* as the text has it, NULL when it does not say */
	bool incomplete;         /* the text goes on where the number was not understood: half of one */
	const char *written;     /* the whole of an incomplete one as it stands in the text, else NULL */
	LIST(const char *) where; /* places of the text, each once: "II.10" */
	const char *key;         /* that finds it again, NULL when the number gives none */
	int scan;                /* last scan that met it */
};
typedef struct {                 /* a LIST that finds its citations by number, whatever their count */
	struct citation *v;
	size_t n, cap;
	int *slots;              /* 1 + index into v, 0 when free; by hash of the key */
	size_t slot_count;
	int scans;
} citation_list;

/* Adds what `text` (one paragraph, line ends as spaces) cites, each document once by number; `where` names the place.
 * own: number of the document itself, left out; may be NULL.  Form numbers ("Mẫu 01/TCD") are no documents.
 * ret_here: indices in `l` of what this text cites, in order; may be NULL. */
typedef LIST(int) index_list;
void citations_scan(arena *a, citation_list *l, const char *text, const char *where, const char *own, index_list *ret_here);

/* Law, decree, resolution named with no number, by article or date alone: for a warning.  NULL when there is none;
 * else the words, and *from moves behind them. */
const char *citation_without_number(arena *a, const struct folded *t, int *from);

/* Its row in the register; NULL without, and for half a number. */
struct law_document;
const struct law_document *citation_row(const struct citation *c);

/* Same document?  Compares numbers without case, marks and leading zeros. */
bool citation_same_number(const char *a, const char *b);
#endif
