/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* http: one request, already parsed and limited, with its arena, its person and its clock; one answer.
 * Handlers are written once: READ fields, LOAD facts, DECIDE by the rule, SAVE by handing an act to the dispatcher,
 * SHOW.  A handler never waits for a write: it returns `save(...)`, and the dispatcher answers when it is durable.
 * Paths in pages, in see_other and in the answers of acts are written without /en: the room adds it. */
#ifndef HTTP_H
#define HTTP_H
#include "platform/audit/upkeep.h"
#include "platform/auth/who.h"
#include "platform/html/html.h"

struct field {
	const char *name, *value;   /* valid UTF-8, NFC, no control characters but line ends (\n) and tabs */
};
struct req;
struct res;
struct session;
struct sessions;
typedef err handler(const struct req *q, struct res *p);
/* Shows the form again after the act said no.  arg is the act's. */
typedef err refused_fn(const struct req *q, struct res *p, const err *e, void *arg);

/* Expensive work (hashing; later rendering, reading scans) has a lane of its own, bounded, in turn, and given up when the client has
 * gone, so that nothing else waits for it.  A handler asks before it begins:
 *     if (!in_lane(q, p, (struct turn){ LANE_PASSWORD, .crowded = page_refused }))
 *             return OK;
 * False: the dispatcher calls it again when its turn has come, or shows `crowded` with E_BUSY (503, Retry-After). */
enum lane { LANE_ANY, LANE_PASSWORD, LANE_COUNT };
struct turn {
	enum lane lane;
	bool first;             /* ahead of strangers: a person signed in, a browser that was */
	refused_fn *crowded;    /* shows the form again with all fields; NULL: the general page */
	void *arg;
};

/* What a POST wants written.  The same form sent again never reaches its handler: the dispatcher finds the key and gives the
 * first answer (303) again.  Under a key that was spent on other content the handler may show what it likes, but its act
 * is refused (E_CONFLICT "key_reused").  fn runs on the writer; when it is kept the browser is sent to the act's answer
 * (303 location); when fn refuses (conflict, ...) `refused` shows the page again with the failure and all fields.
 * Who, when, the key (field k) and the hash of all fields are the dispatcher's. */
struct save {
	const char *kind;
	int64_t object;
	act_fn *fn;
	void *arg;              /* in the request's arena */
	refused_fn *refused;    /* NULL: the general refusal page */
};

struct req {
	arena *a;
	db *db;                 /* this thread's reading connection */
	struct by by;           /* by.who.person 0: nobody signed in */
	enum lang lang;
	const char *path;       /* without the /en prefix */
	const char *query_text; /* what followed '?', as sent and already checked; "" without */
	int64_t id, part;       /* :id and :part of the route, 0 without */
	const char *word;       /* :word of the route, "" without */
	const char *token;      /* CSRF token for forms of this page; "" without a session */
	const char *new_key;    /* idempotency key for forms: fresh; the posted one where an act ended so that it may be sent again */
	const struct field *query, *form; /* end with a NULL name */
	const char *org_name, *org_short, *org_parent; /* "Sở Khoa học và Công nghệ", "Sở KH&CN", "UBND tỉnh Quảng Ngãi" */
	bool insecure;          /* plain http from another machine: the browser will drop our cookies */
	bool demonstration;     /* the database plays a day of its own: pages show the band */
	const char *address;    /* of the client: for counting attempts, never to be kept with what a citizen sends; "" when
	                           many may stand behind it: this machine, the proxy before us */
	const char *device;     /* what the browser shows of an earlier sign-in, "" without */
	const char *visit;      /* what a page with a sign-in form left in this browser, "" without */
	const struct session *session; /* platform/auth/session.h; NULL without */
	enum lane lane;         /* where the handler runs: in_lane */
	int64_t former;         /* nobody signed in, but this form was made in the session of that person, which is over; else 0 */
	const char *request_id; /* in the log and on the page of a failure */
	int64_t real_us;        /* the machine's clock, for what expires whatever day the demonstration plays */
};
struct res {
	int status;             /* 200 unless set */
	const char *location;   /* with 303 */
	const char *type;       /* "text/html; charset=utf-8" unless set */
	const char *download;   /* save under this name (ASCII) instead of showing */
	const char *cookie;     /* new session secret, sent once what was saved is durable; "" ends the session */
	const char *device;     /* with a new session: what this browser shows next time, device_mark of auth/sign_in.h */
	const char *visit;      /* for a page that carries a key for signing in: stays in this browser; the page is not stored */
	struct html body;
	struct turn turn;       /* .lane set: to be called again there */
	struct save save;       /* .fn set: write, then answer */
	refused_fn *kept;       /* NULL: 303 to the act's answer; else shows the page that follows (e is OK) */
	upkeep_fn *upkeep;      /* instead of save.fn, with save.arg: housekeeping, no act; wants `kept` */
};
/* Value of the first field of that name; "" when absent. */
const char *form(const struct req *q, const char *name);
const char *query(const struct req *q, const char *name);
bool form_has(const struct req *q, const char *name, const char *value); /* for boxes ticked: any field so named and valued */
int http_status(err e);
err see_other(struct res *p, const char *path);
/* return save(p, (struct save){ "task.progress", t.id, task_save_progress, s, task_refused }); */
err save(struct res *p, struct save s);
bool in_lane(const struct req *q, struct res *p, struct turn t);

/* ---- routes: one table in app/routes.c ---------------------------------------------------- */

/* A path matches segment by segment; `:id` and `:part` take a positive 63-bit integer without leading zero, `:word` takes
 * 1 to 64 of A-Z a-z 0-9 - _.  The first row that matches wins. */
struct route {
	const char *method;     /* "GET" (HEAD follows from it) or "POST" */
	const char *path;       /* "/nhiem-vu/:id/gia-han" */
	handler *handle;
	enum cap need;          /* CAP_NONE with PUBLIC, CAP_SIGNED_IN for everybody with a session, else the capability */
	unsigned flags;
	unsigned limit_kb;      /* body; 0 means 64 */
};
enum {
	PUBLIC = 1,             /* no session needed; by.who may be filled all the same */
	QUICK = 2,              /* a few milliseconds of reading: may run on the event thread */
	UNLOGGED = 4,           /* what citizens send: the log line carries no address (none does) and no organisation */
	COOKIE = 8              /* its answer sets or ends a session, which no key keeps: the form sent again reaches the handler
	                           and its act, and they find what was answered to whom */
};

/* Matches one path (decoded, without /en); route NULL: none, other_method: another method would (405). */
struct match {
	const struct route *route;
	int64_t id, part;
	const char *word;
	bool other_method;
};
struct match route_match(const struct route *routes, arena *a, const char *method, const char *path);
/* A path without what copying leaves at its end: slashes, the dot or bracket of a sentence, "&gt;".  Never empty. */
const char *route_tidy(arena *a, const char *path);
#endif
