/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* html: an output buffer that escapes by default, filled by the pages that tools/pages.py makes from .html files.
 * The language of templates stands at the top of tools/pages.py. */
#ifndef HTML_H
#define HTML_H
#include "platform/base/base.h"

enum lang { LANG_VI, LANG_EN };

struct html {
	struct buf out;         /* .a is the request's arena */
	enum lang lang;
};
/* Trusted bytes; in templates only as {{raw:x}}. */
static inline void html_raw(struct html *o, const char *s, size_t n)
{
	buf_put(&o->out, s, n);
}
void html_raw_text(struct html *o, const char *s);      /* the same up to its NUL; NULL is "" */
void html_text(struct html *o, const char *s);          /* safe in text and in quoted attributes; NULL is "" */
void html_int(struct html *o, int64_t i);
/* A whole address in an attribute: a path of ours (which keeps the reader's language), #x, ?x, http(s):, mailto: or
 * tel:; anything else becomes "#". */
void html_url(struct html *o, const char *s);
void html_language(struct html *o);                     /* "/en" on English pages: what a path of ours begins with */
#define html_out(o, x) _Generic((x), char *: html_text, const char *: html_text, default: html_int)((o), (x))

/* Translation in place: the Vietnamese sentence is the key; LANG_VI returns it untouched.
 * In templates `_("…")` is tr with the page's language, `_f("… {0} …", x)` fills in one to three texts or integers. */
const char *tr(enum lang lang, const char *vi);
/* With {0} {1} {2} filled in. */
const char *tr_fill(arena *a, enum lang lang, const char *vi, const char *x0, const char *x1, const char *x2);
/* An argument that is itself a marked word of the program ("Đang làm") is translated with it. */
const char *tr_err(arena *a, enum lang lang, const err *e);

const char *tr_text(arena *a, const char *s);
const char *tr_int(arena *a, int64_t i);
#define TR_ARG(a, x) _Generic((x), char *: tr_text, const char *: tr_text, default: tr_int)((a), (x))
#define TR_1(a, l, s, x) tr_fill((a), (l), (s), TR_ARG(a, x), NULL, NULL)
#define TR_2(a, l, s, x, y) tr_fill((a), (l), (s), TR_ARG(a, x), TR_ARG(a, y), NULL)
#define TR_3(a, l, s, x, y, z) tr_fill((a), (l), (s), TR_ARG(a, x), TR_ARG(a, y), TR_ARG(a, z))
#define TR_PICK(x, y, z, pick, ...) pick
#define tr_with(a, l, s, ...) TR_PICK(__VA_ARGS__, TR_3, TR_2, TR_1, )((a), (l), (s), __VA_ARGS__)
#endif
