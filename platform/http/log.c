/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* log: one JSON line a request on stderr, from a closed list of fields: never a path, a query, a name, an address. */
#include "platform/http/inside.h"
#include <stdio.h>
#include <string.h>
#include <unistd.h>

static void put_json(struct buf *o, const char *s)
{
	buf_put(o, "\"", 1);
	for (; *s; s++) {
		if (*s == '"' || *s == '\\')
			buf_fmt(o, "\\%c", *s);
		else if ((unsigned char)*s < ' ')
			buf_fmt(o, "\\u%04x", *s);
		else
			buf_put(o, s, 1);
	}
	buf_put(o, "\"", 1);
}

static void put_field(struct buf *o, const char *name, const char *value)
{
	buf_fmt(o, ",\"%s\":", name);
	put_json(o, value);
}

/* One write a line, so that lines of several threads stay whole. */
static void put_line(struct buf *o)
{
	buf_text(o, "}\n");
	if (write(STDERR_FILENO, o->b, o->n) < 0)
		return; /* nowhere left to say it */
}

void log_request(const struct exchange *x)
{
	char memory[512];
	const struct route *r = x->route;
	bool unlogged = r && r->flags & UNLOGGED;
	int n = snprintf(memory, sizeof memory,
		"{\"us\":%lld,\"level\":\"info\",\"id\":\"%s\",\"route\":\"%s %s\",\"status\":%d,\"duration_us\":%lld,\"org\":%lld}\n",
		(long long)real_us(), x->id, r ? r->method : "-", r ? r->path : "-", x->p.status,
		(long long)(steady_us() - x->start_us), unlogged ? 0LL : (long long)x->q.by.who.org);
	if (n > 0 && (size_t)n < sizeof memory && write(STDERR_FILENO, memory, (size_t)n) < 0)
		return;
}

/* The client went away, was too slow, or the library gave up. */
void log_dropped(const struct exchange *x)
{
	ARENA a = { 0 };
	struct buf o = { .a = &a };
	buf_fmt(&o, "{\"us\":%lld,\"level\":\"info\",\"id\":\"%s\"", (long long)real_us(), x->id);
	put_field(&o, "route", x->route ? x->route->path : "-");
	put_field(&o, "say", "ended without an answer");
	put_line(&o);
}

void log_failure(const struct exchange *x, const err *e)
{
	ARENA a = { 0 };
	struct buf o = { .a = &a };
	buf_fmt(&o, "{\"us\":%lld,\"level\":\"error\",\"id\":\"%s\"", (long long)real_us(), x->id);
	if (x->route)
		put_field(&o, "route", x->route->path);
	put_field(&o, "code", str_or(e->code, ""));
	put_field(&o, "why", str_or(e->why, ""));
	put_field(&o, "at", str_or(e->at, ""));
	put_line(&o);
}

void log_text(const char *level, const char *text)
{
	ARENA a = { 0 };
	struct buf o = { .a = &a };
	buf_fmt(&o, "{\"us\":%lld,\"level\":\"%s\"", (long long)real_us(), level);
	put_field(&o, "say", text);
	put_line(&o);
}
