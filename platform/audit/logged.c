/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/logged.h"
#include "platform/audit/chain.h"
#include "platform/text/json.h"
#include <sodium.h>
#include <string.h>

static const char *hex_of(arena *a, const void *p, size_t n)
{
	char *hex = arena_get(a, 2 * n + 1);
	return sodium_bin2hex(hex, 2 * n + 1, p, n);
}

static const char *hash_of(arena *a, const void *p, size_t n)
{
	uint8_t hash[crypto_hash_sha256_BYTES];
	crypto_hash_sha256(hash, p, n);
	return hex_of(a, hash, sizeof hash);
}

/* Text or bytes of a column as they are stored; NULL for null. */
static const char *raw(struct rows *r, const struct sql_column *c, size_t *ret_n)
{
	if (c->kind == COLUMN_BLOB)
		return db_blob(r, c->name, ret_n);
	const char *s = db_text_or_null(r, c->name);
	*ret_n = s ? strlen(s) : 0;
	return s;
}

void logged_value(struct buf *o, struct rows *r, const struct sql_column *c)
{
	size_t n = 0;

	if (db_null(r, c->name)) {
		chain_fact(o, c->name, NULL);
		return;
	}
	if (c->kind == COLUMN_INT) {
		chain_fact_int(o, c->name, db_int(r, c->name));
		return;
	}
	const char *s = raw(r, c, &n);
	if (c->secret || n > LOGGED_TEXT)
		chain_fact_raw(o, c->name, arena_fmt(r->a, "{\"sha256\":\"%s\"}", hash_of(r->a, s, n)));
	else
		chain_fact(o, c->name, c->kind == COLUMN_BLOB ? hex_of(r->a, s, n) : s);
}

/* Parts of a key are joined with '/'.  No table's key has two parts that may hold one themselves: names stay unique. */
static const char *key_of(struct rows *r, const struct sql_table *t)
{
	struct buf o = { .a = r->a };

	for (int i = 0; i < t->nkey; i++) {
		const struct sql_column *c = &t->column[i];
		size_t n = 0;
		if (i)
			buf_text(&o, "/");
		if (c->kind == COLUMN_INT) {
			buf_int(&o, db_int(r, c->name));
			continue;
		}
		const char *s = str_or(raw(r, c, &n), "");
		buf_text(&o, c->kind == COLUMN_BLOB || c->secret ? hash_of(r->a, s, n) : s);
	}
	return buf_str(&o);
}

const char *logged_name(struct rows *r, const struct sql_table *t)
{
	return arena_fmt(r->a, "%s %s", t->name, key_of(r, t));
}

const char *logged_set(struct rows *r, const struct sql_table *t)
{
	struct buf o = { .a = r->a };

	for (int i = t->nkey; i < t->ncolumn; i++)
		logged_value(&o, r, &t->column[i]);
	return arena_fmt(r->a, "{%s}", buf_str(&o));
}

static void put_row(struct buf *o, struct rows *r, const struct sql_table *t, const char *name, const char *json)
{
	struct buf row = { .a = r->a };

	chain_fact(&row, "in", t->name);
	chain_fact(&row, "key", key_of(r, t));
	chain_fact_raw(&row, name, json);
	if (o->n)
		buf_text(o, ",");
	buf_fmt(o, "{%s}", buf_str(&row));
}

void logged_told(struct buf *o, struct rows *r, const struct sql_table *t, const char *set)
{
	put_row(o, r, t, "set", arena_fmt(r->a, "{%s}", set));
}

void logged_row(struct buf *o, struct rows *r)
{
	const struct sql *q = r->q;
	struct buf set = { .a = r->a };

	if (q->removes) {
		put_row(o, r, q->logged, "gone", "true");
		return;
	}
	for (int i = 0; i < q->nreturns; i++) {
		if (q->returns[i] >= q->logged->nkey)
			logged_value(&set, r, &q->logged->column[q->returns[i]]);
	}
	logged_told(o, r, q->logged, buf_str(&set));
}
