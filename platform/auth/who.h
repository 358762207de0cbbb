/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* who: the person acting, as rules see him.  by: that person at an instant.  Plain values, no I/O.
 * Capabilities: one text table, platform/auth/roles.txt, compiled in. */
#ifndef WHO_H
#define WHO_H
#include "platform/clock/date.h"

enum scope { SCOPE_OWN, SCOPE_UNIT, SCOPE_ORG };

/* CAP_PLAN_READ ...; what a route asks for. */
enum cap {
	CAP_NONE,       /* nothing: public pages */
	CAP_SIGNED_IN,  /* a session, whatever the role */
#define ROLE(id, word, scope)
#define CAP(id, roles) CAP_##id,
#include "platform/auth/roles.txt"
#undef CAP
#undef ROLE
	CAP_COUNT
};
_Static_assert(CAP_COUNT <= 64, "struct who keeps the capabilities in one word");

struct who {
	int64_t org, person, unit;
	const char *name, *title;  /* "Lê Thị Thu Hằng", "Chánh Văn phòng Sở" */
	uint64_t caps;             /* bit CAP_x set */
	enum scope scope;
};
struct by {
	struct who who;            /* person 0: a citizen or nobody in particular */
	int64_t at_us;             /* the request's clock */
	date today;                /* at_us in Việt Nam */
};

static inline bool who_may(const struct who *w, enum cap cap)
{
	return cap == CAP_NONE || (w->caps >> cap & 1);
}
/* What a role gives: its capabilities (CAP_SIGNED_IN among them) and scope; false for a word that is no role. */
bool role_find(const char *word, uint64_t *ret_caps, enum scope *ret_scope);
#endif
