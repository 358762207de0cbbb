/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* head: the first lines of a request, each read as it was sent: every byte, every line end.  Pure: bytes in, a verdict out.
 * HOUSE RULE: a head is written as RFC 9112 says and within what a browser needs, or it is refused; nothing is repaired,
 * since what stands before us may repair it another way and see another request. */
#ifndef HEAD_H
#define HEAD_H
#include "platform/base/base.h"

/* All together they fit the library's memory of one connection, with its notes on each line, argument and pair. */
enum {
	HEAD_MOST = 10 * 1024,          /* bytes, all lines */
	LINE_MOST = 8 * 1024,
	LINES_MOST = 64,
	ARGUMENTS_MOST = 48,            /* in the query */
	PAIRS_MOST = 64                 /* in the cookie */
};

/* One head while it comes.  Start with { 0 }. */
struct head {
	size_t line;                    /* where the line begins that is not whole */
	size_t seen;                    /* so far its end was looked for */
	int lines;
	bool blank;                     /* an empty line stood before the request, which is allowed once */
	bool old;                       /* HTTP/1.0 */
	bool chunked;
	unsigned names;                 /* bits of the names that may stand once */
	int64_t length;                 /* of the body that follows */
	int refused;                    /* 0, or the status: 400 411 414 431 */
};
/* Reads on in b[0..n), which begins with the head and holds all that came.  The length of the head when it is whole, else 0: more is
 * wanted, or it is refused. */
size_t head_read(struct head *h, const char *b, size_t n);
#endif
