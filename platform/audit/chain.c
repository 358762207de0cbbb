/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/chain.h"
#include "platform/text/json.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static void add_bytes(crypto_hash_sha256_state *h, const void *p, size_t n)
{
	uint8_t length[8];
	for (int i = 0; i < 8; i++)
		length[i] = (uint8_t)((uint64_t)n >> (56 - 8 * i));
	crypto_hash_sha256_update(h, length, sizeof length);
	crypto_hash_sha256_update(h, p, n);
}

static void add_int(crypto_hash_sha256_state *h, int64_t v)
{
	char digits[24];
	int n = snprintf(digits, sizeof digits, "%lld", (long long)v);
	add_bytes(h, digits, (size_t)n);
}

void chain_hash(const struct chain_row *r, uint8_t ret[CHAIN_HASH])
{
	crypto_hash_sha256_state h;
	crypto_hash_sha256_init(&h);
	crypto_hash_sha256_update(&h, (const uint8_t *)"v1", 2);
	add_int(&h, r->org);
	add_int(&h, r->seq);
	add_int(&h, r->at_us);
	add_int(&h, r->actor);
	add_bytes(&h, r->kind, strlen(r->kind));
	add_int(&h, r->object);
	add_bytes(&h, r->body, strlen(r->body));
	add_bytes(&h, r->prev, CHAIN_HASH);
	crypto_hash_sha256_final(&h, ret);
}

static void put_name(struct buf *o, const char *name)
{
	if (o->n)
		buf_text(o, ",");
	json_quote(o, name);
	buf_text(o, ":");
}

void chain_fact(struct buf *o, const char *name, const char *value)
{
	put_name(o, name);
	if (value)
		json_quote(o, value);
	else
		buf_text(o, "null");
}

void chain_fact_int(struct buf *o, const char *name, int64_t value)
{
	put_name(o, name);
	buf_fmt(o, "%lld", (long long)value);
}

void chain_fact_raw(struct buf *o, const char *name, const char *json)
{
	put_name(o, name);
	buf_text(o, json);
}
