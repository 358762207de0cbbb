/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/who.h"

enum role_number {
#define ROLE(id, word, scope) NUMBER_##id,
#define CAP(id, roles)
#include "platform/auth/roles.txt"
#undef CAP
#undef ROLE
};
enum role_bit {
#define ROLE(id, word, scope) id = 1 << NUMBER_##id,
#define CAP(id, roles)
#include "platform/auth/roles.txt"
#undef CAP
#undef ROLE
};

static const struct {
	const char *word;
	enum scope scope;
	unsigned bit;
} roles[] = {
#define ROLE(id, word, scope) { word, scope, id },
#define CAP(id, roles)
#include "platform/auth/roles.txt"
#undef CAP
#undef ROLE
};

static const unsigned holders[CAP_COUNT] = {
#define ROLE(id, word, scope)
#define CAP(id, roles) [CAP_##id] = roles,
#include "platform/auth/roles.txt"
#undef CAP
#undef ROLE
};

bool role_find(const char *word, uint64_t *ret_caps, enum scope *ret_scope)
{
	for (size_t i = 0; i < COUNT_OF(roles); i++) {
		if (!str_eq(roles[i].word, word))
			continue;
		uint64_t caps = 1ull << CAP_SIGNED_IN;
		for (unsigned cap = CAP_SIGNED_IN + 1; cap < CAP_COUNT; cap++)
			if (holders[cap] & roles[i].bit)
				caps |= 1ull << cap;
		*ret_caps = caps;
		*ret_scope = roles[i].scope;
		return true;
	}
	return false;
}

bool who_hold(arena *a, struct who *w, const char *role, int64_t unit)
{
	struct post post = { .unit = unit };

	if (!role_find(role, &post.caps, &post.scope))
		return false;
	*LIST_ADD(a, &w->posts) = post;
	w->caps |= post.caps;
	return true;
}
