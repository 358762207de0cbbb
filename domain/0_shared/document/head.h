/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* head: what the parts of reading a head share; nobody else includes it. */
#ifndef HEAD_H
#define HEAD_H
#include "domain/0_shared/document/document.h"

enum { HEAD_PIECES = 60 }; /* a head is never longer */

/* head_lines.c */
bool head_is_national(const struct piece *p);     /* the state's or the party's title and motto, or a part of them */
bool head_lost_capitals(const struct piece *p);   /* decoded from a font that kept capitals apart: small letters only */
void head_part_flattened(arena *a, struct document *d);
void head_mend_breaks(arena *a, struct document *d);

/* head_number.c: each returns whether the piece told it, fills what is not known yet and marks the piece. */
bool head_is_number(const struct piece *p);
bool head_read_number(arena *a, struct document *d, struct piece *p, int *ret_end); /* ret_end: folded index behind it */
bool head_read_place_and_day(arena *a, struct document *d, struct piece *p);

/* head_issuer.c */
void head_read_issuer(arena *a, struct document *d, size_t end);      /* from the pieces [0, end) */
void head_complete_issuer(arena *a, struct document *d, size_t body); /* from the authority below the title */
void head_read_title_number(arena *a, struct document *d);            /* number, day, issuer that open the title */
const char *head_type_of_symbol(arena *a, const char *symbol);        /* "KH-UBND": "Kế hoạch"; NULL when it tells none */
#endif
