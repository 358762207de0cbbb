/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* A command may write beside the server: two processes that make ids with the same node could make the same id.  So
 * each leases a node in the database.  The lease is looked at before each transaction, never while nothing is written:
 * whoever slept through its end takes another node before he makes an id. */
#include "platform/audit/act_inside.h"
#include "gen/sql.h"
#include "platform/clock/id.h"
#include <sodium.h>
#include <time.h>

/* The difference is how far the clocks of two machines on one database may be apart. */
#define KEEP_US (INT64_C(5) * 60 * 1000000)   /* a holder asks again after so long */
#define LEASE_US (INT64_C(10) * 60 * 1000000) /* others keep off for so long */
#define REST_US (INT64_C(10) * 1000000)       /* after its end: ids of its last moments may be ahead of the clock */
enum { TRIES = 8 };

static int64_t wall_us(void)
{
	struct timespec t;
	clock_gettime(CLOCK_REALTIME, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

void node_init(struct node *n)
{
	uint8_t random[16];
	pthread_mutex_init(&n->lock, NULL);
	randombytes_buf(random, sizeof random);
	sodium_bin2hex(n->owner, sizeof n->owner, random, sizeof random);
	n->held = false;
}

void node_end(struct node *n)
{
	pthread_mutex_destroy(&n->lock);
}

static err keep(struct node *n, db *d, arena *a, int64_t until_us, bool *ret_kept)
{
	int changed = 0;
	TRY(db_exec(d, a, &changed, Q_audit_node_keep, BIND(until_us, until_us), BIND(node, atomic_load(&n->number)),
		    BIND(owner, (const char *)n->owner)));
	*ret_kept = changed == 1;
	return OK;
}

/* One whose lease is over; *ret stays -1 without, or when somebody else was quicker. */
static err take_old(const struct node *n, db *d, arena *a, int64_t now_us, int64_t *ret)
{
	ROWS r = { 0 };
	int changed = 0;
	TRY(db_query(d, &r, a, Q_audit_node_free, BIND(now_us, now_us)));
	if (!db_next(&r))
		return db_done(&r);
	int64_t node = db_int(&r, "node");
	int64_t seen_us = db_int(&r, "until_us");
	TRY(db_done(&r));
	TRY(db_exec(d, a, &changed, Q_audit_node_take, BIND(owner, (const char *)n->owner), BIND(until_us, now_us + LEASE_US),
		    BIND(node, node), BIND(seen_us, seen_us)));
	if (changed == 1)
		*ret = node;
	return OK;
}

static err take_new(const struct node *n, db *d, arena *a, int64_t now_us, int64_t *ret)
{
	ROWS r = { 0 };
	int changed = 0;
	TRY(db_query_(d, &r, a, &Q_audit_node_next, NULL, 0));
	int64_t node = db_next(&r) ? db_int(&r, "node") : ID_NODES;
	TRY(db_done(&r));
	if (node >= ID_NODES)
		return OK;
	TRY(db_exec(d, a, &changed, Q_audit_node_add, BIND(node, node), BIND(owner, (const char *)n->owner),
		    BIND(until_us, now_us + LEASE_US)));
	if (changed == 1)
		*ret = node;
	return OK;
}

static err take(struct node *n, db *d, arena *a, int64_t now_us)
{
	int64_t got = -1;
	for (int i = 0; i < TRIES && got < 0; i++) {
		TRY(take_old(n, d, a, now_us, &got));
		if (got < 0)
			TRY(take_new(n, d, a, now_us, &got));
	}
	if (got < 0) {
		err e = act_busy_err();
		e.why = "all 256 nodes of ids are leased to other processes";
		return e;
	}
	atomic_store(&n->number, (int)got);
	return OK;
}

static err lease(struct node *n, db *d, arena *a, int64_t now_us)
{
	bool kept = false;
	TRY(db_begin(d));
	err e = n->held ? keep(n, d, a, now_us + LEASE_US, &kept) : OK;
	if (!e.kind && !kept)
		e = take(n, d, a, now_us);
	if (!e.kind)
		e = db_commit(d);
	if (e.kind)
		db_rollback(d);
	return e;
}

err node_hold(struct node *n, db *d)
{
	ARENA a = { 0 };
	err e = OK;
	int64_t now_us = wall_us();
	pthread_mutex_lock(&n->lock);
	/* a clock that was set back asks again too */
	if (!n->held || now_us >= n->asked_us + KEEP_US || now_us < n->asked_us) {
		e = lease(n, d, &a, now_us);
		n->held = n->held || !e.kind;
		if (!e.kind)
			n->asked_us = now_us;
	}
	pthread_mutex_unlock(&n->lock);
	return e;
}

/* A failure leaves the lease to run out. */
void node_leave(struct node *n, db *d)
{
	ARENA a = { 0 };
	bool kept;
	if (!n->held || db_begin(d).kind)
		return;
	err e = keep(n, d, &a, wall_us() + REST_US, &kept);
	if (!e.kind)
		e = db_commit(d);
	if (e.kind)
		db_rollback(d);
	n->held = false;
}
