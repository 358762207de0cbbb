/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* pattern: finding Vietnamese wording whatever its case, marks or tone placement.
 *
 * A text is folded letter by letter into ASCII ("Điều 3" to "dieu 3"; tabs to spaces, line ends stay; what
 * text_unified makes one is one; what nobody sees is left out; what has no ASCII letter to '~'), so that one byte of the
 * folded copy stands for one code point, and each remembers where it came from.  Patterns (PCRE2 syntax) are written
 * against the folded form and report places in the original. */
#ifndef PATTERN_H
#define PATTERN_H
#include "platform/base/base.h"

struct folded {
	const char *text;       /* the original, UTF-8 */
	char *f;                /* n ASCII bytes and a NUL */
	int *at;                /* n + 1 byte offsets into text */
	int n;
};
struct folded folded(arena *a, const char *text);
int folded_index(const struct folded *t, int at);               /* first folded index at or after byte offset at */
const char *folded_cut(arena *a, const struct folded *t, int from, int to); /* original text of [from, to), trimmed; "" when empty or reversed */

/* A compiled pattern; define with PATTERN(name, "...") at file scope, compiled on first use by any thread. */
struct pattern {
	const char *source;
	void *code;
};
#define PATTERN(name, source_) static struct pattern name = { source_, NULL }

enum { SPANS = 12 };
struct span {
	int from, to;           /* folded indices, -1 when the group took no part */
};
/* First match at or after `from`, before `to`; ^ and lookbehind see the text before. */
bool pattern_find(struct pattern *p, const struct folded *t, int from, int to, struct span ret[SPANS]);
bool pattern_in(struct pattern *p, const struct folded *t);     /* anywhere */
bool pattern_at(struct pattern *p, const struct folded *t, int from, struct span ret[SPANS]); /* exactly there */
#endif
