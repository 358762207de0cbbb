/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/draft.h"
#include "gen/sql.h"

err draft_save(struct upkeep *u, void *arg)
{
	const struct draft *f = arg;
	return upkeep_exec(u, NULL, Q_draft_add, BIND(org_id, f->org), BIND(person_id, f->person), BIND(form_key, f->key),
		BIND(path, f->path), BIND(fields, f->fields), BIND(at_us, f->at_us));
}

err draft_drop(struct upkeep *u, void *arg)
{
	const struct draft *f = arg;
	return upkeep_exec(u, NULL, Q_draft_drop, BIND(org_id, f->org), BIND(person_id, f->person), BIND(form_key, f->key));
}

err drafts_of(db *d, arena *a, int64_t org, int64_t person, int64_t now_us, struct draft_list *ret)
{
	ROWS r = { 0 };
	struct draft_list drafts = { 0 };

	TRY(db_query(d, &r, a, Q_draft_list, BIND(org_id, org), BIND(person_id, person),
		BIND(least_us, now_us - DRAFT_LIFE_US)));
	while (db_next(&r))
		*LIST_ADD(a, &drafts) = (struct draft){
			.org = org,
			.person = person,
			.at_us = db_int(&r, "made_us"),
			.key = db_text(&r, "form_key"),
			.path = db_text(&r, "path"),
			.fields = db_text(&r, "fields"),
		};
	TRY(db_done(&r));
	*ret = drafts;
	return OK;
}
