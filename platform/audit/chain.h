/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* chain: the hash of one audit row.  SHA-256 over "v1" and then org, seq, at_us, actor, kind, object, body, prev,
 * each with its length before it (8 bytes, big endian); numbers as decimal text, prev as its 32 bytes.
 * The first row of an organisation has 32 zero bytes as prev. */
#ifndef CHAIN_H
#define CHAIN_H
#include "platform/base/base.h"

enum { CHAIN_HASH = 32 };
struct chain_row {
	int64_t org, seq, at_us, actor, object;
	const char *kind, *body;
	const uint8_t *prev; /* CHAIN_HASH bytes */
};
void chain_hash(const struct chain_row *r, uint8_t ret[CHAIN_HASH]);

/* "name":"value" or "name":123 appended to the inside of a JSON object; text is escaped. */
void chain_fact(struct buf *o, const char *name, const char *value);
void chain_fact_int(struct buf *o, const char *name, int64_t value);
void chain_fact_raw(struct buf *o, const char *name, const char *json); /* json is JSON already */
#endif
