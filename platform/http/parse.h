/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* parse: what a browser sent, read strictly.  Pure: bytes in, values in the arena out; false means "answer 400". */
#ifndef PARSE_H
#define PARSE_H
#include "platform/http/http.h"

/* The request target: "/en/nhiem-vu/7?sau=3".  Refused: not beginning with '/', broken or overlong sequences, control
 * characters, an encoded slash or backslash. */
struct target {
	const char *path;       /* decoded, NFC, without /en */
	const char *query_text; /* as sent, printable ASCII; "" without */
	enum lang lang;
};
bool target_read(arena *a, const char *raw, struct target *ret);

enum { FIELDS_MOST = 2000 };
/* application/x-www-form-urlencoded, of a query or a body.  ret ends with a NULL name. */
bool fields_read(arena *a, const char *s, size_t n, const struct field **ret);

/* The value of a cookie; NULL when absent, or sent twice, which no browser does. */
const char *cookie_read(arena *a, const char *header, const char *name);

/* The address that the nearest proxy put last into X-Forwarded-For; NULL when there is none. */
const char *forwarded_read(arena *a, const char *header);

/* "application/x-www-form-urlencoded", whatever parameters follow. */
bool type_is_form(const char *type);
#endif
