/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* text: Vietnamese text.  At the edge everything becomes valid UTF-8 in NFC; inside, nothing else exists.
 * Reference for every byte of the keys: ../shared/analytics/generators/vn.py (same names in the comments).
 * Texts that go in are valid UTF-8, except for text_clean and text_valid.
 * Where nothing changes s itself may come back instead of a copy. */
#ifndef TEXT_H
#define TEXT_H
#include "platform/base/base.h"

/* ---- the edge ---- */
/* Any bytes of a text file (UTF-8 with or without BOM, UTF-16 with BOM, broken sequences) to NFC UTF-8 with
 * \n line ends; NUL and other control characters but \n \t become spaces, soft hyphens and zero-width
 * characters vanish, no-break spaces become spaces.  Soft hyphens stay while text_legacy_fix would read the
 * text as TCVN3: there they are the letter ư.  ret_bad (or NULL): how many sequences had to be replaced by
 * U+FFFD. */
const char *text_clean(arena *a, const void *bytes, size_t n, size_t *ret_bad);
bool text_valid(const char *s, size_t n);            /* UTF-8, no NUL, shortest form */
const char *text_nfc(arena *a, const char *s);       /* s must be valid */

/* ---- walking ---- */
/* Code point at *s, *s moved behind it; 0 at the end.  s must be valid UTF-8. */
int32_t text_next(const char **s);
bool text_is_letter(int32_t c);
bool text_is_upper(int32_t c);
bool text_is_digit(int32_t c);                       /* ASCII 0-9 only */
size_t text_length(const char *s);                   /* code points */
bool text_is_unseen(int32_t c);                      /* zero width, soft hyphen, turns of direction: nobody sees it */

/* ---- forms of a text ---- */
const char *text_lower(arena *a, const char *s);     /* Đ to đ, À to à */
const char *text_upper(arena *a, const char *s);
/* One spelling for what only looks different: full-width, narrow and mathematical letters and digits, every dash "-",
 * every stroke "/", the four look-alikes of Đ. */
const char *text_unified(arena *a, const char *s);
const char *text_plain(arena *a, const char *s);     /* strip_marks: no marks, đ to d; case and layout kept */
/* Search keys of the words, joined by one space; text of the old fonts is repaired first.
 * fold: no marks, no case.  exact: letters and tone digit, free of tone placement and of i for y. */
const char *text_fold(arena *a, const char *s);
const char *text_exact(arena *a, const char *s);
const char *text_new_tone(arena *a, const char *s);  /* hoà to hòa, thuý to thúy; inverse of old_tone */
/* Printable ASCII that strcmp (PostgreSQL: collation "C") sorts as Vietnamese does (CLDR vi).
 * Of a name: given, family, middle, each compared completely. */
const char *text_sort_key(arena *a, const char *s);
const char *text_name_sort_key(arena *a, const char *name);

/* ---- legacy encodings pasted as Latin-1 ---- */
const char *text_from_tcvn3(arena *a, const char *s);
const char *text_from_vni(arena *a, const char *s);
const char *text_legacy_fix(arena *a, const char *s, const char **ret_kind); /* "none", "tcvn3", "vni" */
#endif
