/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* files: how many connections the limit on open files allows.  WHY counted beforehand: an accept(2) that fails for want of a
 * descriptor leaves the caller waiting, unanswered, and a thread of the library without connections turning. */
#include "platform/http/inside.h"
#include <sys/resource.h>

enum {
	KEPT = 24,                      /* the usual three, the listening socket, locks, and a margin for what is opened now and then */
	PER_DATABASE = 2,               /* the file and its journal */
	PER_EVENTS = 2,                 /* what an event thread waits with */
	LEAST = 8
};

static int64_t wanted_for(const struct http_config *c, int64_t connections)
{
	int64_t databases = 3 + c->threads + c->workers + LANE_COUNT * PASSWORDS_AT_ONCE; /* 3: writer, housekeeping, upkeep */
	return KEPT + PER_DATABASE * databases + PER_EVENTS * c->threads + connections + connections / LINGERING_SHARE;
}

/* HOUSE RULE: the soft limit, which stands at 1,024 for the sake of programs with select(2), goes up to what is needed, not beyond. */
static int64_t raise_limit(int64_t wanted)
{
	struct rlimit r;

	if (getrlimit(RLIMIT_NOFILE, &r) != 0)
		return wanted;
	if (r.rlim_cur < (rlim_t)wanted && r.rlim_cur < r.rlim_max) {
		struct rlimit raised = { .rlim_cur = r.rlim_max < (rlim_t)wanted ? r.rlim_max : (rlim_t)wanted, .rlim_max = r.rlim_max };
		if (setrlimit(RLIMIT_NOFILE, &raised) == 0)
			r = raised;
	}
	return r.rlim_cur < (rlim_t)wanted ? (int64_t)r.rlim_cur : wanted;
}

err files_room(arena *a, const struct http_config *c, int *ret)
{
	int64_t wanted = wanted_for(c, CONNECTIONS_MOST);
	int64_t files = raise_limit(wanted);
	int64_t spare = files - wanted_for(c, 0);
	int64_t connections = files == wanted ? CONNECTIONS_MOST : spare * LINGERING_SHARE / (LINGERING_SHARE + 1);

	if (connections < LEAST)
		return FAIL(E_SYSTEM, "files_few", N_("Giới hạn tệp mở quá thấp, máy chủ cần ít nhất 150. Tăng bằng ulimit -n."));
	if (connections < CONNECTIONS_MOST)
		log_text("warning", arena_fmt(a, "at most %lld connections: the limit on open files is %lld, wanted are %lld",
			(long long)connections, (long long)files, (long long)wanted));
	*ret = (int)connections;
	return OK;
}
