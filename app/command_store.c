/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command_store.h"
#include "app/migrate.h"
#include "platform/db/db_migrate.h"
#include "platform/auth/session.h"
#include <errno.h>
#include <unistd.h>

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

const char *command_absent_file(const char *url)
{
	static const char scheme[] = "sqlite:";

	if (!str_starts(url, scheme) || access(url + sizeof scheme - 1, F_OK) == 0 || errno != ENOENT)
		return NULL;
	return url + sizeof scheme - 1;
}

void command_unmake(const char *path)
{
	static const char *const beside[] = { "", "-wal", "-shm", "-journal" };
	ARENA a = { 0 };

	for (size_t i = 0; i < COUNT_OF(beside); i++)
		unlink(arena_fmt(&a, "%s%s", path, beside[i]));
}

err command_store_open_empty(struct command_store *ret, arena *a, const char *url)
{
	struct migrated done;

	ret->made = command_absent_file(url);
	TRY(migrate(a, url, &done));
	TRY(db_open(&ret->d, url, DB_READ));
	return acts_open(&ret->acts, url);
}

err command_store_open(struct command_store *ret, arena *a, const char *url, int64_t org)
{
	const char *absent = command_absent_file(url);

	if (absent)
		return FAIL(E_INPUT, "database_missing",
			N_("Không có cơ sở dữ liệu {0}. Kiểm tra lại --db, hoặc tạo mới bằng: danchu org init."), .arg = { absent });
	TRY(db_open(&ret->d, url, DB_READ));
	TRY(db_migrate_check(ret->d));
	TRY(acts_open(&ret->acts, url));
	ret->org = org;
	return org ? known_org(ret->d, a, org) : command_only_org(ret->d, a, &ret->org);
}

void command_store_keep(struct command_store *s)
{
	s->made = NULL;
}

void command_store_close(struct command_store *s)
{
	if (s->acts)
		acts_stop(s->acts);
	if (s->d)
		db_close(s->d);
	if (s->made)
		command_unmake(s->made);
	*s = (struct command_store){ 0 };
}
