/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* address: what counts as one client, for every limit: connections, places in a lane, failed attempts.
 * HOUSE RULE: IPv4 whole; IPv6 by its first 64 bits, which is what one subscriber holds; IPv4 inside IPv6 is IPv4. */
#ifndef ADDRESS_H
#define ADDRESS_H
#include "platform/base/base.h"
#include <sys/socket.h>

struct address {
	uint8_t bytes[16];              /* whole, IPv4 inside IPv6 */
	bool known;
};
struct address address_of(const struct sockaddr *s);    /* not known: neither family */
struct address address_read(const char *text);          /* not known: no address */
bool address_equal(struct address a, struct address b); /* the very same machine */
bool address_same(struct address a, struct address b);  /* one client */
bool address_loopback(struct address x);
/* The client in words: "10.0.0.1", "2001:db8:1:2::/64"; "" when not known. */
const char *address_text(arena *a, struct address x);
#endif
