/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gen/lang.h"
#include "platform/html/html.h"
#include <string.h>

/* A sentence without translation stays Vietnamese; ./check does not let one pass. */
const char *tr(enum lang lang, const char *vi)
{
	if (lang == LANG_VI)
		return vi;
	size_t low = 0;
	size_t high = lang_en_count;
	while (low < high) {
		size_t middle = (low + high) / 2;
		int order = strcmp(vi, lang_en[middle].vi);
		if (order == 0)
			return lang_en[middle].en;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return vi;
}

const char *tr_fill(arena *a, enum lang lang, const char *vi, const char *x0, const char *x1, const char *x2)
{
	const char *const x[] = { x0, x1, x2 };
	const char *s = tr(lang, vi);
	struct buf out = { .a = a };

	for (;;) {
		const char *brace = strchr(s, '{');
		if (!brace) {
			buf_text(&out, s);
			return buf_str(&out);
		}
		buf_put(&out, s, (size_t)(brace - s));
		if (brace[1] >= '0' && brace[1] <= '2' && brace[2] == '}') {
			buf_text(&out, str_or(x[brace[1] - '0'], ""));
			s = brace + 3;
		} else {
			buf_put(&out, brace, 1);
			s = brace + 1;
		}
	}
}

const char *tr_err(arena *a, enum lang lang, const err *e)
{
	const char *x[3];
	for (size_t i = 0; i < COUNT_OF(x); i++)
		x[i] = e->arg[i] ? tr(lang, e->arg[i]) : NULL;
	return tr_fill(a, lang, str_or(e->say, ""), x[0], x[1], x[2]);
}

const char *tr_text(arena *a, const char *s)
{
	(void)a;
	return s;
}

const char *tr_int(arena *a, int64_t i)
{
	return arena_int(a, i);
}
