/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command_link.h"
#include "platform/http/site.h"

err command_base_url(db *d, arena *a, int64_t org, const char *typed, const char **ret)
{
	struct org_list orgs = { 0 };

	if (typed)
		return site_read(a, typed, ret);
	*ret = COMMAND_HOME;
	TRY(orgs_load(d, a, &orgs));
	for (size_t i = 0; i < orgs.n; i++)
		if (orgs.v[i].id == org)
			*ret = str_or(orgs.v[i].base_url, COMMAND_HOME);
	return OK;
}

const char *command_link_new(arena *a, const char *base_url, struct link_make *m)
{
	const char *secret = secret_new(a);

	bool good = secret_hash(secret, m->hash);
	assert(good);
	return arena_fmt(a, "%s/dang-nhap/%s", base_url, secret);
}

err command_save_invited(struct act *t, void *arg)
{
	struct command_invited *v = arg;

	TRY(org_save_person(t, &v->person));
	v->link.person = v->person.ret_id;
	return link_save_made(t, &v->link);
}
