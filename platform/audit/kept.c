/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/kept.h"
#include "gen/sql.h"
#include <stdio.h>
#include <string.h>

err kept_find(db *d, arena *a, const struct act_spec *spec, enum kept_state *ret, struct act_answer *ret_answer)
{
	ROWS r = { 0 };
	TRY(db_query(d, &r, a, Q_kept_find, BIND(org_id, spec->org), BIND(actor, spec->actor), BIND(request_key, spec->key)));
	if (!db_next(&r)) {
		TRY(db_done(&r));
		*ret = KEPT_NOT;
		return OK;
	}
	size_t n;
	const void *hash = db_blob(&r, "req_hash", &n);
	bool same = n == sizeof spec->req_hash && memcmp(hash, spec->req_hash, n) == 0;
	struct act_answer answer = { .status = (int)db_int(&r, "status"), .replayed = true };
	snprintf(answer.location, sizeof answer.location, "%s", db_text(&r, "location"));
	TRY(db_done(&r));
	*ret = same ? KEPT_SAME : KEPT_OTHER;
	if (same)
		*ret_answer = answer;
	return OK;
}

err kept_expire(struct upkeep *u, void *arg)
{
	const int64_t *before_us = arg;
	return upkeep_exec(u, NULL, Q_kept_expire, BIND(before_us, *before_us));
}
