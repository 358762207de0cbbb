/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* wire: the bytes of one connection, checked before the library sees them.  WHY: the library shows a head only after it joined
 * folded lines, took bare line feeds for line ends, cut values at NUL and skipped what it did not like; and what it refuses itself it
 * refuses in its own words or none, forgetting to tell us.  It gets whole heads that are in order, and nothing else. */
#ifndef WIRE_H
#define WIRE_H
#include "platform/http/head.h"
#include <sys/types.h>

enum { WIRE_HELD = HEAD_MOST + 2 * 1024 };

struct wire {
	struct head head;               /* of the request that comes */
	int64_t body;                   /* bytes of its body still to come */
	size_t n, ready;                /* held bytes, of them checked */
	bool refused;                   /* what comes now is thrown away */
	char held[WIRE_HELD + 64];
};

/* As recv(2) from fd, of what may be read.  A head that is refused comes as a request of ours in its place, the last one; a head that is
 * not whole does not come. */
ssize_t wire_read(struct wire *w, int fd, char *b, size_t n);
/* The status a request of ours stands for, 0 for one of a client. */
int wire_refusal(const char *method);

/* From now on the library's recv(2) of fd is wire_read of w; NULL: no longer.  False: a descriptor as high as that has no place. */
bool wire_connect(int fd, struct wire *w);
#endif
