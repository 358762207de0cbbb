/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/verify.h"
#include "gen/sql.h"
#include "platform/audit/chain.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

struct head {
	int64_t org, seq, last;
	uint8_t hash[CHAIN_HASH];
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
static err verify_page(db *d, const struct head *h, int64_t *seq, uint8_t prev[CHAIN_HASH], const char **ret_what, int *ret_n)
{
	ARENA page = { 0 };
	ROWS r = { 0 };
	*ret_n = 0;
	TRY(db_query(d, &r, &page, Q_audit_page, BIND(org_id, h->org), BIND(after, *seq), BIND(last, h->seq)));
	while (!*ret_what && db_next(&r)) {
		*ret_what = judge_row(&r, h->org, *seq, prev);
		if (!*ret_what)
			++*seq;
		++*ret_n;
	}
	return db_done(&r);
}

static err verify_chain(db *d, const struct head *h, struct audit_verdict *v)
{
	uint8_t prev[CHAIN_HASH] = { 0 };
	const char *what = NULL;
	int64_t seq = 0;
	int n = 1;
	while (n && !what && seq < h->seq) {
		TRY(verify_page(d, h, &seq, prev, &what, &n));
		v->rows += n;
	}
	if (!what && seq < h->seq)
		what = "gap";
	if (!what && memcmp(prev, h->hash, CHAIN_HASH) != 0)
		what = "head";
	if (!what && h->last > h->seq)
		what = "beyond_head";
	if (what)
		fault(v, h->org, seq + 1, what);
	v->orgs++;
	return OK;
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

err audit_verify(db *d, arena *a, const char *exported, struct audit_verdict *ret)
{
	struct audit_verdict v = { 0 };
	struct head *heads;
	size_t n;
	TRY(load_heads(d, a, &heads, &n));
	for (size_t i = 0; i < n; i++)
		TRY(verify_chain(d, &heads[i], &v));
	TRY(verify_headless(d, a, &v));
	TRY(verify_unchained(d, a, &v));
	for (const char *p = exported; p && *p; p += *p == '\n') {
		size_t length = strcspn(p, "\n");
		if (length)
			TRY(verify_exported(d, a, arena_text_n(a, p, length), &v));
		p += length;
	}
	*ret = v;
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
