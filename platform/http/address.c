/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/address.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <string.h>

enum { NET = 8, MAPPED = 12 };
static const uint8_t mapped[MAPPED] = { [10] = 0xff, [11] = 0xff };

static bool is_four(const struct address *x)
{
	return memcmp(x->bytes, mapped, MAPPED) == 0;
}

struct address address_of(const struct sockaddr *s)
{
	struct address x = { 0 };

	if (s && s->sa_family == AF_INET) {
		memcpy(x.bytes, mapped, MAPPED);
		memcpy(x.bytes + MAPPED, &((const struct sockaddr_in *)s)->sin_addr, sizeof(struct in_addr));
		x.known = true;
	} else if (s && s->sa_family == AF_INET6) {
		memcpy(x.bytes, &((const struct sockaddr_in6 *)s)->sin6_addr, sizeof x.bytes);
		x.known = true;
	}
	return x;
}

struct address address_read(const char *text)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };

	if (inet_pton(AF_INET, text, &four.sin_addr) == 1)
		return address_of((struct sockaddr *)&four);
	if (inet_pton(AF_INET6, text, &six.sin6_addr) == 1)
		return address_of((struct sockaddr *)&six);
	return (struct address){ 0 };
}

bool address_equal(struct address a, struct address b)
{
	return a.known && b.known && memcmp(a.bytes, b.bytes, sizeof a.bytes) == 0;
}

bool address_same(struct address a, struct address b)
{
	size_t n = is_four(&a) ? sizeof a.bytes : NET;
	return a.known && b.known && is_four(&a) == is_four(&b) && memcmp(a.bytes, b.bytes, n) == 0;
}

bool address_loopback(struct address x)
{
	bool six = memcmp(x.bytes, &in6addr_loopback, sizeof x.bytes) == 0;
	return x.known && (six || (is_four(&x) && x.bytes[MAPPED] == 127));
}

const char *address_text(arena *a, struct address x)
{
	char text[INET6_ADDRSTRLEN] = "";

	if (!x.known)
		return "";
	if (is_four(&x)) {
		inet_ntop(AF_INET, x.bytes + MAPPED, text, sizeof text);
		return arena_text(a, text);
	}
	memset(x.bytes + NET, 0, sizeof x.bytes - NET);
	inet_ntop(AF_INET6, x.bytes, text, sizeof text);
	return arena_fmt(a, "%s/64", text);
}
