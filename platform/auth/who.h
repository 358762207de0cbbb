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

/* One position held today: what it allows, and how far. */
struct post {
	uint64_t caps;             /* bit CAP_x set */
	enum scope scope;
	int64_t unit;              /* 0: none */
};
struct who {
	int64_t org, person;
	const char *name, *title;  /* "Lê Thị Thu Hằng", "Chánh Văn phòng Sở" */
	uint64_t caps;             /* of all posts together: whether anything of the kind is allowed at all */
	struct post_list {
		struct post *v;
		size_t n, cap;
	} posts;
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
/* The widest reach of the posts that hold cap: each post reaches with its own capabilities only.  false when none does. */
static inline bool who_reach(const struct who *w, enum cap cap, enum scope *ret)
{
	bool found = false;
	enum scope widest = SCOPE_OWN;

	for (size_t i = 0; i < w->posts.n; i++) {
		const struct post *p = &w->posts.v[i];
		if (!(p->caps >> cap & 1))
			continue;
		found = true;
		widest = p->scope > widest ? p->scope : widest;
	}
	if (found)
		*ret = widest;
	return found;
}
/* A post that holds cap in this very unit, and for all of it. */
static inline bool who_may_for(const struct who *w, enum cap cap, int64_t unit)
{
	for (size_t i = 0; i < w->posts.n; i++) {
		const struct post *p = &w->posts.v[i];
		if (unit && p->unit == unit && p->scope != SCOPE_OWN && p->caps >> cap & 1)
			return true;
	}
	return false;
}
/* Adds a post, as many as there are; false for a word that is no role. */
bool who_hold(arena *a, struct who *w, const char *role, int64_t unit);
/* What a role gives: its capabilities (CAP_SIGNED_IN among them) and scope; false for a word that is no role. */
bool role_find(const char *word, uint64_t *ret_caps, enum scope *ret_scope);
#endif
