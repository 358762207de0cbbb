/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* guard: connections and their deadlines.  WHY own code: the library's timer is set back by every byte, so that a
 * client sending one byte a second would hold its place for ever. */
#include "platform/http/inside.h"
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static bool stands_for_many(const struct guard *g, struct address x)
{
	return address_equal(g->proxy, x) || address_loopback(x);
}

void guard_open(struct guard *g, const char *proxy)
{
	*g = (struct guard){ .proxy = address_read(str_or(proxy, "")) };
	pthread_mutex_init(&g->lock, NULL);
}

enum MHD_Result guard_accept(void *cls, const struct sockaddr *address, socklen_t n)
{
	struct guard *g = cls;
	struct address wanted = address_of(address);
	int held = 0;

	(void)n;
	if (stands_for_many(g, wanted))
		return MHD_YES;
	pthread_mutex_lock(&g->lock);
	for (struct peer *p = g->peers; p; p = p->next)
		held += address_same(p->address, wanted);
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
	p->address = address_of(client);
	p->many = stands_for_many(g, p->address);
	p->proxy = address_equal(g->proxy, p->address);
	peer_until(p, HEADER_SECONDS);
	atomic_store(&p->idle, true);
	if (!wire_connect(p->fd, &p->wire))
		shutdown(p->fd, SHUT_RDWR);
	pthread_mutex_lock(&g->lock);
	p->next = g->peers;
	if (p->next)
		p->next->prev = p;
	g->peers = p;
	if (++g->n >= g->most)
		atomic_store(&g->full, true);
	pthread_mutex_unlock(&g->lock);
	return p;
}

/* WHY a second descriptor: the library closes its own at once, and the kernel then answers what the client still sends with a
 * reset, which destroys the answer that is under way. */
static void linger(struct guard *g, const struct peer *p)
{
	if (!p->linger || g->lingering_n == LINGERING_MOST || g->lingering_n >= g->most / LINGERING_SHARE)
		return;
	int fd = fcntl(p->fd, F_DUPFD_CLOEXEC, 0);
	if (fd < 0)
		return;
	shutdown(fd, SHUT_WR);
	g->lingering[g->lingering_n++] = (struct lingering){ .fd = fd, .until_us = steady_us() + LINGER_SECONDS * 1000000LL };
}

static void peer_drop(struct guard *g, struct peer *p)
{
	wire_connect(p->fd, NULL);
	pthread_mutex_lock(&g->lock);
	linger(g, p);
	g->n--;
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
		peer_end_exchange(*socket_context);
		peer_drop(cls, *socket_context);
		*socket_context = NULL;
	}
}

void peer_until(struct peer *p, int64_t seconds)
{
	atomic_store(&p->deadline_us, seconds ? steady_us() + seconds * 1000000 : 0);
}

/* What came is read and forgotten; true when the client has nothing more to say, or said too much. */
static bool said_all(struct lingering *l, int64_t now_us)
{
	char forgotten[16 * 1024];
	ssize_t n = 1;

	while (n > 0 && l->bytes < LINGER_BYTES) {
		n = recvfrom(l->fd, forgotten, sizeof forgotten, MSG_DONTWAIT, NULL, NULL);
		l->bytes += n > 0 ? n : 0;
	}
	bool waits = n < 0 && (errno == EAGAIN || errno == EINTR);
	return !waits || now_us > l->until_us;
}

bool guard_listen_out(struct guard *g, int64_t now_us)
{
	pthread_mutex_lock(&g->lock);
	for (int i = g->lingering_n - 1; i >= 0; i--) {
		if (!said_all(&g->lingering[i], now_us))
			continue;
		close(g->lingering[i].fd);
		g->lingering[i] = g->lingering[--g->lingering_n];
	}
	bool some = g->lingering_n > 0;
	pthread_mutex_unlock(&g->lock);
	return some;
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

void guard_end_idle(struct guard *g, bool coming)
{
	pthread_mutex_lock(&g->lock);
	for (struct peer *p = g->peers; p; p = p->next)
		if (atomic_load(&p->idle) || (coming && atomic_load(&p->coming)))
			shutdown(p->fd, SHUT_RDWR);
	pthread_mutex_unlock(&g->lock);
}

void guard_close(struct guard *g)
{
	for (int i = 0; i < g->lingering_n; i++)
		close(g->lingering[i].fd);
	pthread_mutex_destroy(&g->lock);
}
