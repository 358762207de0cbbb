/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/verify.h"
#include "gen/sql.h"
#include "platform/audit/chain.h"
#include "platform/audit/told.h"
#include "platform/db/db_write.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

struct head {
	int64_t org, seq, last;
	uint8_t hash[CHAIN_HASH];
};

/* One verification. */
struct run {
	db *d;
	arena *a;
	bool data;
	struct told told;       /* of the organisation at hand */
	int64_t org;
	LIST(struct audit_difference) differences;
	struct audit_verdict v;
};

static void fault(struct audit_verdict *v, int64_t org, int64_t seq, const char *what)
{
	if (!v->faults++) {
		v->org = org;
		v->seq = seq;
		v->what = what;
	}
}

/* A hash read from a row; false when it has not its length. */
static bool read_hash(struct rows *r, const char *col, uint8_t ret[CHAIN_HASH])
{
	size_t n;
	const void *p = db_blob(r, col, &n);
	if (n != CHAIN_HASH)
		return false;
	memcpy(ret, p, n);
	return true;
}

/* What is wrong with the row that should follow (seq, prev), or NULL; then prev becomes its hash. */
static const char *judge_row(struct rows *r, int64_t org, int64_t seq, uint8_t prev[CHAIN_HASH])
{
	uint8_t stored_prev[CHAIN_HASH];
	uint8_t stored[CHAIN_HASH];
	uint8_t computed[CHAIN_HASH];
	if (db_int(r, "seq") != seq + 1)
		return "gap";
	size_t kind_n;
	size_t body_n;
	struct chain_row row = { .org = org, .seq = seq + 1, .at_us = db_int(r, "at_us"), .actor = db_int(r, "actor"),
				 .kind = str_or(db_text_raw(r, "kind", &kind_n), ""), .object = db_int(r, "object"),
				 .body = str_or(db_text_raw(r, "body", &body_n), ""), .prev = prev };
	/* The hash reads to the first NUL, which no act writes: what hides behind one was put there. */
	if (kind_n != strlen(row.kind) || body_n != strlen(row.body))
		return "hash";
	if (!read_hash(r, "prev", stored_prev) || memcmp(stored_prev, prev, CHAIN_HASH) != 0)
		return "prev";
	chain_hash(&row, computed);
	if (!read_hash(r, "hash", stored) || memcmp(stored, computed, CHAIN_HASH) != 0)
		return "hash";
	memcpy(prev, computed, CHAIN_HASH);
	return NULL;
}

/* One page of the chain; *seq and prev move on.  *ret_what: what is wrong, *ret_n: rows read. */
static err verify_page(struct run *u, const struct head *h, int64_t *seq, uint8_t prev[CHAIN_HASH], const char **ret_what, int *ret_n)
{
	ARENA page = { 0 };
	ROWS r = { 0 };
	*ret_n = 0;
	TRY(db_query(u->d, &r, &page, Q_audit_page, BIND(org_id, h->org), BIND(after, *seq), BIND(last, h->seq)));
	while (!*ret_what && db_next(&r)) {
		*ret_what = judge_row(&r, h->org, *seq, prev);
		if (!*ret_what && u->data && !told_learn(&u->told, db_int(&r, "seq"), db_text(&r, "body")))
			*ret_what = "body";
		if (!*ret_what)
			++*seq;
		++*ret_n;
	}
	return db_done(&r);
}

static err verify_chain(struct run *u, const struct head *h)
{
	uint8_t prev[CHAIN_HASH] = { 0 };
	const char *what = NULL;
	int64_t seq = 0;
	int n = 1;
	while (n && !what && seq < h->seq) {
		TRY(verify_page(u, h, &seq, prev, &what, &n));
		u->v.rows += n;
	}
	if (!what && seq < h->seq)
		what = "gap";
	if (!what && memcmp(prev, h->hash, CHAIN_HASH) != 0)
		what = "head";
	if (!what && h->last > h->seq)
		what = "beyond_head";
	if (what)
		fault(&u->v, h->org, seq + 1, what);
	u->v.orgs++;
	return OK;
}

/* ---- the data ----------------------------------------------------------------------------- */

static void note_difference(struct run *u, const struct told_verdict *v)
{
	static const char *const words[] = { [TOLD_DIFFERS] = "differs", [TOLD_UNKNOWN] = "unknown", [TOLD_GONE] = "gone" };

	if (u->v.differences++ >= DIFFERENCES_MOST)
		return;
	*LIST_ADD(u->a, &u->differences) = (struct audit_difference){
		.org = u->org, .seq = v->seq, .what = words[v->fault], .row = arena_text(u->a, v->name),
		.column = arena_text(u->a, v->column), .told = arena_text(u->a, v->told), .held = arena_text(u->a, v->held),
	};
}

static err compare_row(void *arg, struct rows *r, const struct sql_table *table)
{
	struct run *u = arg;
	ARENA a = { 0 };
	struct told_verdict v = told_compare(&u->told, &a, r, table);

	u->v.compared++;
	if (v.fault)
		note_difference(u, &v);
	return OK;
}

static err verify_data(struct run *u)
{
	ARENA a = { 0 };

	for (const struct sql_table *const *t = sql_logged; *t; t++)
		TRY(told_walk(u->d, u->org, *t, compare_row, u));
	for (;;) {
		struct told_verdict v = told_left(&u->told, &a);
		if (!v.fault)
			return OK;
		note_difference(u, &v);
	}
}

static err verify_org(struct run *u, const struct head *h)
{
	u->org = h->org;
	if (!u->data)
		return verify_chain(u, h);
	told_begin(&u->told);
	err e = verify_chain(u, h);
	if (!e.kind)
		e = verify_data(u);
	told_end(&u->told);
	return e;
}

/* Heads and the last row of each chain from one statement, so that acts written meanwhile do not matter. */
static err load_heads(db *d, arena *a, struct head **ret, size_t *ret_n)
{
	LIST(struct head) l = { 0 };
	ROWS r = { 0 };
	TRY(db_query(d, &r, a, Q_audit_heads));
	while (db_next(&r)) {
		struct head *h = LIST_ADD(a, &l);
		h->org = db_int(&r, "org_id");
		h->seq = db_int(&r, "seq");
		h->last = db_int(&r, "last");
		read_hash(&r, "hash", h->hash);
	}
	TRY(db_done(&r));
	*ret = l.v;
	*ret_n = l.n;
	return OK;
}

static err verify_headless(db *d, arena *a, struct audit_verdict *v)
{
	ROWS r = { 0 };
	TRY(db_query(d, &r, a, Q_audit_without_head));
	while (db_next(&r))
		fault(v, db_int(&r, "org_id"), db_int(&r, "seq"), "no_head");
	return db_done(&r);
}

/* An organisation is made by an act, so each has a chain. */
static err verify_unchained(db *d, arena *a, struct audit_verdict *v)
{
	ROWS r = { 0 };
	TRY(db_query(d, &r, a, Q_audit_org_without_head));
	while (db_next(&r))
		fault(v, db_int(&r, "org_id"), 0, "no_chain");
	return db_done(&r);
}

/* The row an exported line speaks of must stand there still, with that hash. */
static err verify_exported(db *d, arena *a, const char *line, struct audit_verdict *v)
{
	long long org;
	long long seq;
	char hex[2 * CHAIN_HASH + 1];
	char stored[2 * CHAIN_HASH + 1];
	uint8_t hash[CHAIN_HASH];
	if (sscanf(line, "%lld %lld %64[0-9a-f]", &org, &seq, hex) != 3)
		return FAIL(E_INPUT, "heads_unreadable", N_("Tệp điểm cuối nhật ký không đúng dạng: mỗi dòng gồm đơn vị, số thứ tự, mã băm."));
	ROWS r = { 0 };
	TRY(db_query(d, &r, a, Q_audit_hash_find, BIND(org_id, (int64_t)org), BIND(seq, (int64_t)seq)));
	const char *what = NULL;
	if (!db_next(&r)) {
		what = "cut";
	} else if (!read_hash(&r, "hash", hash)) {
		what = "exported";
	} else {
		sodium_bin2hex(stored, sizeof stored, hash, sizeof hash);
		what = str_eq(stored, hex) ? NULL : "exported";
	}
	if (what)
		fault(v, org, seq, what);
	return db_done(&r);
}

static err verify_all(struct run *u, const char *exported)
{
	struct head *heads;
	size_t n;

	TRY(load_heads(u->d, u->a, &heads, &n));
	for (size_t i = 0; i < n; i++)
		TRY(verify_org(u, &heads[i]));
	TRY(verify_headless(u->d, u->a, &u->v));
	TRY(verify_unchained(u->d, u->a, &u->v));
	for (const char *p = exported; p && *p; p += *p == '\n') {
		size_t length = strcspn(p, "\n");
		if (length)
			TRY(verify_exported(u->d, u->a, arena_text_n(u->a, p, length), &u->v));
		p += length;
	}
	return OK;
}

err audit_verify(db *d, arena *a, const struct audit_wish *w, struct audit_verdict *ret)
{
	struct run u = { .d = d, .a = a, .data = w && w->data };

	TRY(db_snapshot_begin(d));
	err e = verify_all(&u, w ? w->exported : NULL);
	db_snapshot_end(d);
	TRY(e);
	u.v.difference = u.differences.v;
	u.v.difference_count = u.differences.n;
	*ret = u.v;
	return OK;
}

err audit_export_heads(db *d, arena *a, const char **ret)
{
	struct buf o = { .a = a };
	struct head *heads;
	size_t n;
	TRY(load_heads(d, a, &heads, &n));
	for (size_t i = 0; i < n; i++) {
		char hex[2 * CHAIN_HASH + 1];
		sodium_bin2hex(hex, sizeof hex, heads[i].hash, CHAIN_HASH);
		buf_fmt(&o, "%lld %lld %s\n", (long long)heads[i].org, (long long)heads[i].seq, hex);
	}
	*ret = buf_str(&o);
	return OK;
}
