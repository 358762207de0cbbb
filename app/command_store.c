/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command_store.h"
#include "app/migrate.h"
#include "platform/auth/session.h"

err command_only_org(db *d, arena *a, int64_t *ret)
{
	struct org_list orgs = { 0 };

	TRY(orgs_load(d, a, &orgs));
	if (!orgs.n)
		return FAIL(E_INPUT, "org_missing", N_("Cơ sở dữ liệu chưa có cơ quan nào. Tạo bằng: danchu org init."));
	if (orgs.n > 1)
		return FAIL(E_INPUT, "org_unclear", N_("Cơ sở dữ liệu có nhiều cơ quan. Xin nêu --org."));
	*ret = orgs.v[0].id;
	return OK;
}

static err known_org(db *d, arena *a, int64_t org)
{
	struct org_list orgs = { 0 };

	TRY(orgs_load(d, a, &orgs));
	for (size_t i = 0; i < orgs.n; i++)
		if (orgs.v[i].id == org)
			return OK;
	return FAIL(E_INPUT, "org_unknown", N_("Không có cơ quan số {0}. Kiểm tra lại --org."),
		.arg = { arena_fmt(a, "%lld", (long long)org) });
}

err command_store_open_empty(struct command_store *ret, arena *a, const char *url)
{
	struct migrated done;

	TRY(migrate(a, url, &done));
	TRY(db_open(&ret->d, url, DB_READ));
	return acts_open(&ret->acts, url);
}

err command_store_open(struct command_store *ret, arena *a, const char *url, int64_t org)
{
	TRY(command_store_open_empty(ret, a, url));
	ret->org = org;
	return org ? known_org(ret->d, a, org) : command_only_org(ret->d, a, &ret->org);
}

void command_store_close(struct command_store *s)
{
	if (s->acts)
		acts_stop(s->acts);
	if (s->d)
		db_close(s->d);
	*s = (struct command_store){ 0 };
}
