/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* guard: connections and their deadlines.  WHY own code: the library's timer is set back by every byte, so that a
 * client sending one byte a second would hold its place for ever. */
#include "platform/http/inside.h"
#include <arpa/inet.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>

/* IPv4 whole; IPv6 by its first 64 bits, which is what one subscriber holds. */
static void address_of(const struct sockaddr *s, uint64_t ret[2])
{
	ret[0] = ret[1] = 0;
	if (s && s->sa_family == AF_INET) {
		ret[0] = ntohl(((const struct sockaddr_in *)s)->sin_addr.s_addr);
		ret[1] = 4;
	} else if (s && s->sa_family == AF_INET6) {
		memcpy(&ret[0], &((const struct sockaddr_in6 *)s)->sin6_addr, 8);
		ret[1] = 6;
	}
}

static bool is_loopback(const struct sockaddr *s)
{
	if (s && s->sa_family == AF_INET)
		return ntohl(((const struct sockaddr_in *)s)->sin_addr.s_addr) >> 24 == 127;
	return s && s->sa_family == AF_INET6 && IN6_IS_ADDR_LOOPBACK(&((const struct sockaddr_in6 *)s)->sin6_addr);
}

static bool stands_for_many(const struct guard *g, const struct sockaddr *s, const uint64_t address[2])
{
	bool proxy = g->proxy[1] && address[0] == g->proxy[0] && address[1] == g->proxy[1];
	return proxy || is_loopback(s);
}

void guard_open(struct guard *g, const char *proxy)
{
	struct sockaddr_in four = { .sin_family = AF_INET };
	struct sockaddr_in6 six = { .sin6_family = AF_INET6 };

	*g = (struct guard){ 0 };
	pthread_mutex_init(&g->lock, NULL);
	if (proxy && inet_pton(AF_INET, proxy, &four.sin_addr) == 1)
		address_of((struct sockaddr *)&four, g->proxy);
	else if (proxy && inet_pton(AF_INET6, proxy, &six.sin6_addr) == 1)
		address_of((struct sockaddr *)&six, g->proxy);
}

enum MHD_Result guard_accept(void *cls, const struct sockaddr *address, socklen_t n)
{
	struct guard *g = cls;
	uint64_t wanted[2];
	int held = 0;

	(void)n;
	address_of(address, wanted);
	if (stands_for_many(g, address, wanted))
		return MHD_YES;
	pthread_mutex_lock(&g->lock);
	for (struct peer *p = g->peers; p; p = p->next)
		held += p->address[0] == wanted[0] && p->address[1] == wanted[1];
	pthread_mutex_unlock(&g->lock);
	return held < ADDRESS_MOST ? MHD_YES : MHD_NO;
}

static struct peer *peer_add(struct guard *g, struct MHD_Connection *c)
{
	struct peer *p = calloc(1, sizeof *p);
	if (!p)
		abort();
	p->fd = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CONNECTION_FD)->connect_fd;
	const struct sockaddr *client = MHD_get_connection_info(c, MHD_CONNECTION_INFO_CLIENT_ADDRESS)->client_addr;
	address_of(client, p->address);
	p->many = stands_for_many(g, client, p->address);
	peer_until(p, HEADER_SECONDS);
	pthread_mutex_lock(&g->lock);
	p->next = g->peers;
	if (p->next)
		p->next->prev = p;
	g->peers = p;
	pthread_mutex_unlock(&g->lock);
	return p;
}

static void peer_drop(struct guard *g, struct peer *p)
{
	pthread_mutex_lock(&g->lock);
	if (p->prev)
		p->prev->next = p->next;
	else
		g->peers = p->next;
	if (p->next)
		p->next->prev = p->prev;
	pthread_mutex_unlock(&g->lock);
	free(p);
}

void guard_notify(void *cls, struct MHD_Connection *c, void **socket_context, enum MHD_ConnectionNotificationCode code)
{
	if (code == MHD_CONNECTION_NOTIFY_STARTED) {
		*socket_context = peer_add(cls, c);
	} else if (*socket_context) {
		peer_drop(cls, *socket_context);
		*socket_context = NULL;
	}
}

void peer_until(struct peer *p, int64_t seconds)
{
	atomic_store(&p->deadline_us, seconds ? steady_us() + seconds * 1000000 : 0);
}

/* The descriptor is ours as long as the peer is listed: it leaves the list before the library closes it. */
void guard_sweep(struct guard *g, int64_t now_us)
{
	pthread_mutex_lock(&g->lock);
	for (struct peer *p = g->peers; p; p = p->next) {
		long long deadline = atomic_load(&p->deadline_us);
		if (deadline && deadline < now_us)
			shutdown(p->fd, SHUT_RDWR);
	}
	pthread_mutex_unlock(&g->lock);
}

void guard_end_idle(struct guard *g)
{
	pthread_mutex_lock(&g->lock);
	for (struct peer *p = g->peers; p; p = p->next)
		if (atomic_load(&p->idle))
			shutdown(p->fd, SHUT_RDWR);
	pthread_mutex_unlock(&g->lock);
}
