/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/base/base.h"
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BLOCK = 64 * 1024 };

struct chunk {
	struct chunk *next;
	size_t size;
	_Alignas(16) char b[];
};

/* n bytes of no known content: for whoever writes all of them. */
static char *room(arena *a, size_t n)
{
	assert(n < SIZE_MAX / 4);
	n = (n + 15) & ~(size_t)15;
	if ((size_t)(a->end - a->p) < n) {
		size_t size = n > BLOCK ? n : BLOCK;
		struct chunk *c = malloc(sizeof *c + size);
		if (!c)
			abort();
		c->next = a->head;
		c->size = size;
		a->head = c;
		a->p = c->b;
		a->end = c->b + size;
	}
	char *r = a->p;
	a->p += n;
	return r;
}

void *arena_get(arena *a, size_t n)
{
	return memset(room(a, n), 0, n);
}

char *arena_text_n(arena *a, const char *s, size_t n)
{
	char *r = room(a, n + 1);
	if (n)
		memcpy(r, s, n);
	r[n] = 0;
	return r;
}

char *arena_text(arena *a, const char *s)
{
	return arena_text_n(a, s, strlen(s));
}

enum { INT_DIGITS = 20 }; /* -9223372036854775808 */

/* Decimal digits of i at the end of memory; returns where they begin. */
static char *digits(int64_t i, char memory[INT_DIGITS])
{
	char *p = memory + INT_DIGITS;
	uint64_t left = i < 0 ? -(uint64_t)i : (uint64_t)i;

	do {
		*--p = (char)('0' + left % 10);
		left /= 10;
	} while (left);
	if (i < 0)
		*--p = '-';
	return p;
}

char *arena_int(arena *a, int64_t i)
{
	char memory[INT_DIGITS];
	const char *p = digits(i, memory);
	return arena_text_n(a, p, (size_t)(memory + sizeof memory - p));
}

static char *arena_vfmt(arena *a, size_t *n, const char *fmt, va_list v)
{
	va_list again;
	va_copy(again, v);
	size_t left = (size_t)(a->end - a->p);
	int len = vsnprintf(a->p, left, fmt, v);
	assert(len >= 0);
	*n = (size_t)len;
	char *r = room(a, *n + 1);
	if (*n >= left) /* it did not fit into what was left, and r lies elsewhere */
		vsnprintf(r, *n + 1, fmt, again);
	va_end(again);
	return r;
}

char *arena_fmt(arena *a, const char *fmt, ...)
{
	size_t n;
	va_list v;
	va_start(v, fmt);
	char *r = arena_vfmt(a, &n, fmt, v);
	va_end(v);
	return r;
}

void arena_reset(arena *a)
{
	struct chunk *keep = a->head;
	if (!keep)
		return;
	while (keep->next) {
		struct chunk *old = keep->next;
		keep->next = old->next;
		free(old);
	}
	if (keep->size > BLOCK) { /* one huge request must not pin its memory */
		arena_end(a);
		return;
	}
	a->p = keep->b;
	a->end = keep->b + keep->size;
}

void arena_end(arena *a)
{
	while (a->head) {
		struct chunk *c = a->head;
		a->head = c->next;
		free(c);
	}
	*a = (arena){ 0 };
}

void buf_grow(struct buf *o, size_t n)
{
	size_t cap = o->cap ? o->cap : 256;
	while (cap < o->n + n + 1)
		cap *= 2;
	char *b = room(o->a, cap);
	if (o->n)
		memcpy(b, o->b, o->n);
	o->b = b;
	o->cap = cap;
}

void buf_text(struct buf *o, const char *s)
{
	buf_put(o, s, strlen(s));
}

void buf_int(struct buf *o, int64_t i)
{
	char memory[INT_DIGITS];
	const char *p = digits(i, memory);
	buf_put(o, p, (size_t)(memory + sizeof memory - p));
}

void buf_fmt(struct buf *o, const char *fmt, ...)
{
	size_t n;
	va_list v;
	va_start(v, fmt);
	char *s = arena_vfmt(o->a, &n, fmt, v);
	va_end(v);
	buf_put(o, s, n);
}

const char *buf_str(const struct buf *o)
{
	return o->b ? o->b : "";
}

void *list_room(arena *a, void *v, size_t n, size_t *cap, size_t size)
{
	if (n < *cap)
		return v;
	size_t more = *cap ? *cap * 2 : 8;
	void *r = arena_get(a, more * size);
	if (n)
		memcpy(r, v, n * size);
	*cap = more;
	return r;
}

bool str_eq(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool str_starts(const char *s, const char *prefix)
{
	return strncmp(s, prefix, strlen(prefix)) == 0;
}

const char *str_or(const char *s, const char *other)
{
	return s && *s ? s : other;
}

bool str_int(const char *s, int64_t min, int64_t max, int64_t *ret)
{
	bool minus = s && *s == '-';
	const char *p = s ? s + minus : "";
	int64_t v = 0;

	if (!*p)
		return false;
	for (; *p; p++) {
		if (*p < '0' || *p > '9')
			return false;
		if (__builtin_mul_overflow(v, 10, &v) ||
		    (minus ? __builtin_sub_overflow(v, *p - '0', &v) : __builtin_add_overflow(v, *p - '0', &v)))
			return false;
	}
	if (v < min || v > max)
		return false;
	*ret = v;
	return true;
}

void errs_add(struct errs *o, err e)
{
	if (!e.kind || o->n == ERRS || (e.field && errs_of(o, e.field)))
		return;
	o->v[o->n++] = e;
}

err errs_first(const struct errs *o)
{
	return o->n ? o->v[0] : OK;
}

const err *errs_of(const struct errs *o, const char *field)
{
	for (size_t i = 0; o && i < o->n; i++) {
		if (o->v[i].field && strcmp(o->v[i].field, field) == 0)
			return &o->v[i];
	}
	return NULL;
}
