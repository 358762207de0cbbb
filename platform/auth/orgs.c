/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gen/sql.h"
#include "platform/auth/session.h"
#include <strings.h>

err orgs_load(db *d, arena *a, struct org_list *ret)
{
	ROWS r = { 0 };
	struct org_list orgs = { 0 };

	TRY(db_query(d, &r, a, Q_auth_orgs, BIND(least, 1)));
	while (db_next(&r))
		*LIST_ADD(a, &orgs) = (struct org_face){
			.id = db_int(&r, "org_id"),
			.name = db_text(&r, "name"),
			.short_name = db_text(&r, "short_name"),
			.parent_name = db_text(&r, "parent_name"),
			.host = db_text(&r, "host"),
			.base_url = db_text(&r, "base_url"),
		};
	TRY(db_done(&r));
	*ret = orgs;
	return OK;
}

const struct org_face *org_find(const struct org_list *orgs, const char *host)
{
	for (size_t i = 0; host && i < orgs->n; i++)
		if (*orgs->v[i].host && strcasecmp(orgs->v[i].host, host) == 0)
			return &orgs->v[i];
	return orgs->n == 1 ? &orgs->v[0] : NULL;
}

err demonstration_find(db *d, arena *a, bool *ret, int64_t *ret_made_us)
{
	int64_t made_us = 0;
	ROWS r = { 0 };
	TRY(db_query(d, &r, a, Q_demonstration_find, BIND(org_id, 0)));
	bool found = db_next(&r);
	/* WHY the bound: the first demonstrations kept a plain 1 */
	if (found)
		str_int(db_text(&r, "value"), 2, INT64_MAX, &made_us);
	TRY(db_done(&r));
	*ret = found;
	*ret_made_us = made_us;
	return OK;
}
