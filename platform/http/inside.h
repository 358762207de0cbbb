/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* inside: what the files of the server share.  Nobody else includes it. */
#ifndef HTTP_INSIDE_H
#define HTTP_INSIDE_H
#include "platform/auth/password.h"
#include "platform/http/address.h"
#include "platform/http/parse.h"
#include "platform/http/serve.h"
#include "platform/http/wire.h"
#include <microhttpd.h>
#include <pthread.h>
#include <stdatomic.h>
#include <sys/socket.h>

enum {
	BODY_DEFAULT_KB = 64,
	HEADER_SECONDS = 10,            /* from connecting to a complete request head */
	IDLE_SECONDS = 15,              /* between two requests of one connection */
	SEND_SECONDS = 120,             /* for taking an answer */
	CONNECTIONS_MOST = 2000,
	ADDRESS_MOST = 64,              /* connections of one address, loopback exempt */
	STOP_SECONDS = 10,
	STOP_COMING_SECONDS = 1,        /* for whoever is still sending his request */
	PACKED_LEAST = 4096,            /* bytes of a page: below, packing gains nothing */
	SPARE_EXCHANGES = 64,
	PLACES = 64,                    /* in the lane of passwords; ahead of strangers a quarter more */
	ADDRESS_PLACES = 8,             /* of strangers from one address */
	LINGERING_MOST = 64,
	LINGERING_SHARE = 8,            /* of the connections at most one in so many */
	LINGER_SECONDS = 5,
	LINGER_BYTES = 16 * 1024 * 1024
};

struct exchange;
/* One TCP connection, and what it holds: it surely ends, as a request does not.  Guarded by guard.lock except the atomics and what
 * belongs to the connection's own thread. */
struct peer {
	struct peer *next, *prev;
	int fd;
	atomic_llong deadline_us;       /* steady; 0: we are the ones working */
	atomic_bool idle;               /* between requests, or its head is not whole */
	atomic_bool coming;             /* its body is still coming */
	struct address address;
	bool many;                      /* this machine or the proxy before us: stands for many clients */
	bool proxy;                     /* the one whose word about its clients is believed */
	bool linger;                    /* it may still be sending when we close */
	int turns;                      /* it had in a lane */
	struct exchange *exchange;      /* its request, from the first line to the end */
	struct wire wire;
};
/* A connection that was closed with an answer under way: read out until the client closes too. */
struct lingering {
	int fd;
	int64_t until_us, bytes;
};
struct guard {
	pthread_mutex_t lock;
	struct peer *peers;
	struct address proxy;           /* not known: none */
	int n, most;                    /* connections there are and may be */
	atomic_bool full;               /* they were as many since it was last said */
	struct lingering lingering[LINGERING_MOST];
	int lingering_n;
};
void guard_open(struct guard *g, const char *proxy); /* proxy: its address, or NULL */
void guard_notify(void *g, struct MHD_Connection *c, void **socket_context, enum MHD_ConnectionNotificationCode code);
enum MHD_Result guard_accept(void *g, const struct sockaddr *address, socklen_t n);
void guard_sweep(struct guard *g, int64_t now_us);      /* cuts off whoever is too slow */
void guard_end_idle(struct guard *g, bool coming);      /* when stopping; coming: whose bodies are not whole too */
bool guard_listen_out(struct guard *g, int64_t now_us); /* true: some connection lingers still */
void guard_close(struct guard *g);
/* How many connections fit the limit on open files, which is raised as far as it may; says so when they are fewer than wanted. */
err files_room(arena *a, const struct http_config *c, int *ret);
void peer_end_exchange(struct peer *p);                 /* the request that the library dropped without a word */
void peer_until(struct peer *p, int64_t seconds);       /* 0: no limit */

enum stage { STAGE_HEAD, STAGE_BODY, STAGE_WORKING, STAGE_READY, STAGE_SENT };

/* One request on its way to one answer.  Owned by one thread at a time: event thread, worker, writer. */
struct exchange {
	struct exchange *next;          /* in the workers' queue or among the spare ones */
	struct http_server *server;
	struct MHD_Connection *mhd;
	struct peer *peer;
	arena a;
	enum stage stage;
	struct req q;
	struct res p;
	const char *method, *raw_target;
	const char *base_url;           /* how browsers name this organisation's pages; "": whatever Host says */
	const struct route *route;
	struct buf body;
	size_t limit;
	int refused;                    /* status decided before any handler, 0: none */
	bool close;                     /* nothing more on this connection */
	bool other_method;
	bool suspended;
	bool gone;                      /* its client went while it waited */
	struct turn turn;               /* what it waits for in a lane */
	int64_t due_us;                 /* its turn there: when it came, and later for each turn its connection had */
	bool key_spent;                 /* the form's key stands for something else that was kept */
	const char *secret;             /* session cookie as sent, NULL without */
	int64_t start_us;
	char id[17], key[33];
	struct act_spec spec;
	err act_error;
	struct act_answer answer;
	enum { STEP_REQUEST, STEP_ACTED } step;
};

/* Threads and who waits for them.  Without places: everybody, in the order he came. */
struct workers {
	pthread_mutex_t lock;
	pthread_cond_t more;
	struct exchange *first, **last;
	int waiting, places;
	enum lane lane;
	bool stop;
	int n;
	pthread_t thread[64];
};
void workers_open(struct workers *w, enum lane lane, int n, int places);
bool workers_give(struct workers *w, struct exchange *x); /* false: no place */
void workers_stop(struct workers *w);

struct http_server {
	struct http_config config;
	struct MHD_Daemon *daemon;
	struct guard guard;
	struct workers lanes[LANE_COUNT]; /* LANE_ANY: whatever may wait and costs little */
	bool sqlite;
	int port;
	atomic_bool stopping;
	atomic_bool closed;             /* nothing new is begun: the acts are about to go */
	atomic_int running;             /* exchanges between their first byte and their last */
	atomic_int working;             /* those whose handler may still hand over an act */
	atomic_bool housekeeping;
	pthread_t housekeeper;
	pthread_mutex_t lock;           /* of what follows */
	struct exchange *spare;
	int spare_n;
	struct db_list {
		struct db_list *next;
		db *d;
	} *dbs;
	struct org_list orgs;
	arena orgs_arena;
};
db *server_db(struct http_server *s);                   /* this thread's connection; NULL when it cannot be opened */
size_t server_org_count(struct http_server *s);
bool server_org(struct http_server *s, arena *a, const char *host, struct org_face *ret);

/* Before the first exchange_run: counts it as working, or refuses it when the server is closing. */
void exchange_begin(struct exchange *x);
/* Walks a complete request until its answer stands in x->p or an act was handed over (false: somebody else will
 * finish it, x is no longer ours).  On any thread. */
bool exchange_run(struct exchange *x);
void exchange_wait(struct exchange *x);                 /* before another thread gets it */
void exchange_give_up(struct exchange *x);              /* nobody waits for it */
bool exchange_may_block(const struct exchange *x);
void exchange_fail(struct exchange *x, int status, const err *e);
void exchange_resume(struct exchange *x);               /* its answer stands: back to the event thread */

enum MHD_Result respond(struct exchange *x);            /* sends x->p */
enum MHD_Result respond_web(struct exchange *x, bool *ret_found); /* an embedded file */

void log_request(const struct exchange *x);
void log_dropped(const struct exchange *x);             /* ended without an answer */
void log_failure(const struct exchange *x, const err *e);
void log_text(const char *level, const char *text);
#endif
