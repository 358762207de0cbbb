/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* json: a streaming writer; commas, quotes and escapes are its business.  Output is UTF-8, two spaces a level.
 *
 *     struct json j = { .out.a = a };
 *     json_open(&j, NULL, '{');
 *     json_text(&j, "ref", "II.12");      -- NULL writes null
 *     json_open(&j, "cites", '[');  json_text(&j, NULL, "...");  json_close(&j);
 *     json_close(&j);
 *     buf_str(&j.out) */
#ifndef JSON_H
#define JSON_H
#include "platform/base/base.h"

enum { JSON_DEPTH = 16 };
struct json {
	struct buf out;
	int depth;
	char close[JSON_DEPTH];
	bool filled[JSON_DEPTH];
};
void json_open(struct json *j, const char *name, char bracket); /* '{' or '['; name NULL inside a list or at the top */
void json_close(struct json *j);
void json_text(struct json *j, const char *name, const char *value);
void json_int(struct json *j, const char *name, int64_t value);
void json_bool(struct json *j, const char *name, bool value);
void json_null(struct json *j, const char *name);
void json_quote(struct buf *o, const char *s); /* just the quoted, escaped string */
#endif
