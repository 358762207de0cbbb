/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* base: what every room knows: errors, memory of one request, growing text, lists.
 * Nothing here does I/O, asks the time or keeps state.  Out of memory ends the process. */
#ifndef BASE_H
#define BASE_H
#include <assert.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef NDEBUG
#error "assertions stay in production builds: a broken invariant must stop the process"
#endif

/* ---- errors ------------------------------------------------------------------------------- */

/* One error type, passed by value; kind 0 is success.  HTTP status in brackets. */
enum err_kind {
	E_OK,
	E_INPUT,     /* what was typed cannot be used (422) */
	E_RULE,      /* the law or the state of the matter forbids it (422) */
	E_FORBIDDEN, /* not this person (403; 404 where even existence is not his) */
	E_MISSING,   /* no such thing (404) */
	E_CONFLICT,  /* somebody else was quicker (409) */
	E_BUSY,      /* not now, try again (503); nothing was kept, unless code is act_unknown */
	E_SYSTEM     /* our fault (500) */
};

/* code: stable English word for programs ("task_done_needs_result").
 * say: one Vietnamese sentence for the person, the key of its translation, with {0} {1} {2} for arg;
 *      it says what to do.  law: the article, shown with it, or NULL.
 * field: the name of the form's field that it speaks of, or NULL; the sentence is then shown beside it.
 * why, at: cause and file:line for the log only, never sent to a browser.
 * Texts live in the program or in the request's arena. */
typedef struct err {
	enum err_kind kind;
	const char *code, *say, *arg[3], *law, *field, *why, *at;
} err;

#define STR2(x) #x
#define STR(x) STR2(x)
#define HERE __FILE__ ":" STR(__LINE__)
#define OK ((err){ 0 })
/* return FAIL(E_RULE, "task_closed", N_("Nhiệm vụ {0} đã khóa."), .arg = { ref }, .law = row->article); */
#define FAIL(kind_, code_, say_, ...) \
	((err){ .kind = (kind_), .code = (code_), .say = (say_), .at = HERE, ##__VA_ARGS__ })
/* Pass a failure up. */
#define TRY(x) \
	do { \
		err try_ = (x); \
		if (try_.kind) \
			return try_; \
	} while (0)
/* All that is wrong with a form, a field once, in the order of the fields.  Start with { 0 }. */
enum { ERRS = 8 };
struct errs {
	err v[ERRS];
	size_t n;
};
void errs_add(struct errs *o, err e);                           /* nothing for OK, and for a field that has one */
err errs_first(const struct errs *o);                           /* OK when nothing is wrong */
const err *errs_of(const struct errs *o, const char *field);    /* NULL when that field is right; o may be NULL */
/* Marks a sentence for translation without translating it here. */
#define N_(s) s

/* ---- arena -------------------------------------------------------------------------------- */

/* Memory that lives exactly as long as one request or one job; never freed piecemeal.
 * Start with { 0 }.  Not shared between threads.  No pointer into an arena may be stored in anything older. */
typedef struct arena {
	char *p, *end;
	struct chunk *head;
} arena;

void *arena_get(arena *a, size_t n); /* n zeroed bytes, aligned to 16 */
char *arena_text(arena *a, const char *s);
char *arena_text_n(arena *a, const char *s, size_t n); /* copy of n bytes, NUL added */
char *arena_int(arena *a, int64_t i); /* in decimal digits */
char *arena_fmt(arena *a, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void arena_reset(arena *a); /* keeps the newest block for the next request */
void arena_end(arena *a);

#define ARENA __attribute__((cleanup(arena_end))) arena

/* ---- growing text ------------------------------------------------------------------------- */

/* Text under construction, always NUL-terminated once something was put.  Start with { .a = a }. */
struct buf {
	arena *a;
	char *b;
	size_t n, cap;
};
void buf_grow(struct buf *o, size_t n); /* room for n bytes more and the NUL */
/* WHY inline: pages are thousands of short pieces whose length the compiler knows. */
static inline void buf_put(struct buf *o, const char *s, size_t n)
{
	if (o->cap - o->n <= n)
		buf_grow(o, n);
	if (n)
		memcpy(o->b + o->n, s, n);
	o->n += n;
	o->b[o->n] = 0;
}
void buf_text(struct buf *o, const char *s);
void buf_int(struct buf *o, int64_t i);
void buf_fmt(struct buf *o, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
const char *buf_str(const struct buf *o); /* "" when nothing was put */

/* ---- lists -------------------------------------------------------------------------------- */

/* LIST(struct task) tasks = { 0 };  *LIST_ADD(a, &tasks) = (struct task){ ... };  tasks.v[i], tasks.n */
#define LIST(T) \
	struct { \
		T *v; \
		size_t n, cap; \
	}
#define LIST_ADD(a, l) \
	((l)->v = list_room((a), (l)->v, (l)->n, &(l)->cap, sizeof *(l)->v), &(l)->v[(l)->n++])
void *list_room(arena *a, void *v, size_t n, size_t *cap, size_t size); /* room for one more, zeroed */

#define COUNT_OF(x) (sizeof(x) / sizeof(x)[0])

/* ---- plain text --------------------------------------------------------------------------- */

bool str_eq(const char *a, const char *b);           /* NULL equals only NULL */
bool str_starts(const char *s, const char *prefix);
const char *str_or(const char *s, const char *other); /* s, or other when s is NULL or empty */
/* Whole decimal integer in [min, max], no spaces; false leaves *ret alone. */
bool str_int(const char *s, int64_t min, int64_t max, int64_t *ret);
#endif
