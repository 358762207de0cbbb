/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* html: an output buffer that escapes by default, filled by the pages that tools/pages.py makes from .html files. */
#ifndef HTML_H
#define HTML_H
#include "platform/base/base.h"

enum lang { LANG_VI, LANG_EN };

struct html {
	struct buf out;         /* .a is the request's arena */
	enum lang lang;
};
void html_raw(struct html *o, const char *s, size_t n); /* trusted bytes; in templates only as {{raw:x}} */
void html_text(struct html *o, const char *s);          /* safe in text and in quoted attributes; NULL is "" */
void html_int(struct html *o, int64_t i);
#define html_out(o, x) _Generic((x), char *: html_text, const char *: html_text, default: html_int)((o), (x))

/* Translation in place: the Vietnamese sentence is the key; LANG_VI returns it untouched.
 * In templates `_` is tr with the page's language. */
const char *tr(enum lang lang, const char *vi);
/* With {0} {1} {2} filled in. */
const char *tr_fill(arena *a, enum lang lang, const char *vi, const char *x0, const char *x1, const char *x2);
const char *tr_err(arena *a, enum lang lang, const err *e);
#endif
