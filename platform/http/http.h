/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* http: one request, already parsed and limited, with its arena, its person and its clock; one answer.
 * Handlers are written once: READ fields, LOAD facts, DECIDE by the rule, SAVE by handing an act to the dispatcher,
 * SHOW.  A handler never waits for a write: it returns `save(...)`, and the dispatcher answers when it is durable. */
#ifndef HTTP_H
#define HTTP_H
#include "platform/audit/act.h"
#include "platform/auth/who.h"
#include "platform/html/html.h"

struct field {
	const char *name, *value;   /* valid UTF-8, NFC, no control characters but line ends */
};
struct req;
struct res;
typedef err handler(const struct req *q, struct res *p);

/* What a POST wants written.  fn runs on the writer; when it is kept the browser is sent to the act's answer
 * (303 location); when fn refuses (conflict, ...) `refused` shows the page again with the failure and all fields. */
struct save {
	const char *kind;
	int64_t object;
	act_fn *fn;
	void *arg;              /* in the request's arena */
	err (*refused)(const struct req *q, struct res *p, const err *e, void *arg);
};

struct req {
	arena *a;
	db *db;                 /* this thread's reading connection */
	struct by by;
	enum lang lang;
	const char *path;       /* without the /en prefix */
	int64_t id;             /* :id of the route, 0 without */
	const char *token;      /* CSRF token of the session, for forms */
	const char *new_key;    /* fresh idempotency key, for forms */
	const struct field *query, *form; /* end with a NULL name */
	const char *org_name;
};
struct res {
	int status;             /* 200 unless set */
	const char *location;   /* with 303 */
	const char *type;       /* "text/html; charset=utf-8" unless set */
	struct html body;
	struct save save;       /* .fn set: write, then answer */
};
const char *form(const struct req *q, const char *name);    /* "" when absent */
const char *query(const struct req *q, const char *name);   /* "" when absent */
int http_status(err e);
err see_other(struct res *p, const char *path);
#endif
