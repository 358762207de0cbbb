/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* site: the address by which browsers name us, and what follows from how they do.  Pure. */
#ifndef SITE_H
#define SITE_H
#include "platform/base/base.h"

/* "https://danchu.so.gov.vn": scheme, name in small letters, the port unless it is the scheme's own, nothing behind; as
 * browsers write an Origin.  E_INPUT with what to write instead for a path, a missing scheme, a name with marks. */
err site_read(arena *a, const char *typed, const char **ret);
bool site_is_host(const char *s);                       /* a name or an IPv4 address, perhaps with a port, as in Host */
bool site_is_loopback(const char *host);                /* "127.0.0.1:8080", "localhost", "[::1]:80"; NULL is not */

/* An Origin header names this site: host is the Host header, base_url as site_read gives it, "" or NULL without. */
bool origin_is_ours(const char *origin, const char *host, const char *base_url);

/* How a request came, for whether its browser will keep our cookies, which are Secure.  Texts may be NULL. */
struct site_way {
	const char *host, *base_url;
	const char *forwarded_proto;    /* X-Forwarded-Proto */
	const char *origin;
	const char *fetch_site;         /* Sec-Fetch-Site: browsers send it only where cookies of this kind work */
};
bool site_keeps_cookies(const struct site_way *w);

/* On this machine several instances live side by side under one name: their cookies carry the port.  "__Host-danchu",
 * "__Host-danchu-8081". */
const char *site_cookie(arena *a, const char *name, const char *host);
#endif
