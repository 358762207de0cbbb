/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/wire.h"
#include <errno.h>
#include <stdatomic.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>

enum { DESCRIPTORS_MOST = 65536 };
static struct wire *_Atomic wires[DESCRIPTORS_MOST];

bool wire_connect(int fd, struct wire *w)
{
	if (fd < 0 || fd >= DESCRIPTORS_MOST)
		return false;
	atomic_store(&wires[fd], w);
	return true;
}

/* WHY this name: the library reads its sockets with recv(2) and offers no place in between; a program's own function of that
 * name stands before the system's.  docs/decisions/0009-the-wire.md; without it tests/http goes red. */
ssize_t recv(int fd, void *b, size_t n, int flags)
{
	struct wire *w = fd >= 0 && fd < DESCRIPTORS_MOST ? atomic_load(&wires[fd]) : NULL;
	return w ? wire_read(w, fd, b, n) : recvfrom(fd, b, n, flags, NULL, NULL);
}

/* WHY a method with a bracket: no client can send it, since it is no token. */
static const char refusal[] = "(%d) / HTTP/1.1\r\nHost: -\r\n\r\n";

int wire_refusal(const char *method)
{
	int64_t status = 0;
	char digits[4] = "";
	if (*method == '(' && strlen(method) == 5) {
		memcpy(digits, method + 1, 3);
		str_int(digits, 400, 599, &status);
	}
	return (int)status;
}

static void refuse(struct wire *w, int status)
{
	w->refused = true;
	w->ready += (size_t)snprintf(w->held + w->ready, sizeof w->held - w->ready, refusal, status);
	w->n = w->ready;
}

/* Finds how much of what is held may be given. */
static void check(struct wire *w)
{
	while (w->ready < w->n && !w->refused) {
		size_t left = w->n - w->ready;
		if (w->body) {
			size_t part = w->body < (int64_t)left ? (size_t)w->body : left;
			w->ready += part;
			w->body -= (int64_t)part;
			continue;
		}
		size_t whole = head_read(&w->head, w->held + w->ready, left);
		if (w->head.refused)
			refuse(w, w->head.refused);
		else if (!whole)
			return;
		w->ready += whole;
		w->body = w->head.length;
		w->head = (struct head){ 0 };
	}
}

static void take(struct wire *w, char *b, size_t n)
{
	memcpy(b, w->held, n);
	w->n -= n;
	w->ready -= n;
	memmove(w->held, w->held + n, w->n);
}

/* WHY until nothing is left: the library asks again only when the kernel tells of something new. */
ssize_t wire_read(struct wire *w, int fd, char *b, size_t n)
{
	size_t given = 0;
	bool more = true;

	if (w->refused && !w->ready) { /* read and forgotten when the connection lingers */
		errno = EAGAIN;
		return -1;
	}
	while (given < n && (w->ready || more)) {
		if (!w->ready) {
			size_t room = WIRE_HELD - w->n;
			ssize_t got = recvfrom(fd, w->held + w->n, room, 0, NULL, NULL);
			if (got <= 0)
				return given ? (ssize_t)given : got;
			more = (size_t)got == room;
			w->n += (size_t)got;
			check(w);
			more = more || !w->ready;
		}
		size_t part = w->ready < n - given ? w->ready : n - given;
		take(w, b + given, part);
		given += part;
	}
	return (ssize_t)given;
}
