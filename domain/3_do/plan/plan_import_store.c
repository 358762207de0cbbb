/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/3_do/plan/plan_import_store.h"
#include "gen/sql.h"

err plan_import_find(struct upkeep *u, int64_t org, const char *source_sha256, const char *reading, struct plan_import *ret)
{
	struct plan_import v = { 0 };
	ROWS r = { 0 };

	TRY(upkeep_query(u, &r, Q_plan_import_find, BIND(org_id, org), BIND(source_sha256, source_sha256)));
	if (db_next(&r))
		v = (struct plan_import){
			.plan_id = db_int(&r, "id"),
			.published = str_eq(db_text(&r, "state"), "published"),
			.rows = db_int(&r, "imported_rows"),
			.same_reading = str_eq(db_text(&r, "reading"), reading),
		};
	TRY(db_done(&r));
	*ret = v;
	return OK;
}

err plan_import_save_set_aside(struct act *t, int64_t plan_id)
{
	int changed = 0;

	TRY(act_exec(t, &changed, Q_plan_import_set_aside, BIND(org_id, act_spec(t)->org), BIND(plan_id, plan_id)));
	if (changed != 1)
		return FAIL(E_CONFLICT, "plan_import_conflict", N_("Kế hoạch này đang được nhập ở nơi khác. Mở lại để xem."));
	act_note_int(t, "set_aside", plan_id);
	return OK;
}

err plan_import_find_dead(struct upkeep *u, int64_t org, int64_t before_id, struct plan_dead *ret)
{
	struct plan_dead v = { 0 };
	ROWS r = { 0 };

	TRY(upkeep_query(u, &r, Q_plan_import_dead, BIND(org_id, org), BIND(before_id, before_id)));
	for (; v.n < PLAN_DEAD && db_next(&r); v.n++) {
		v.plan_id[v.n] = db_int(&r, "id");
		v.rows[v.n] = db_int(&r, "imported_rows");
	}
	TRY(db_done(&r));
	*ret = v;
	return OK;
}

err plan_import_save_drop(struct act *t, int64_t plan_id)
{
	int64_t org = act_spec(t)->org;
	int changed = 0;

	TRY(act_exec(t, NULL, Q_plan_import_drop_periods, BIND(org_id, org), BIND(plan_id, plan_id)));
	TRY(act_exec(t, NULL, Q_plan_import_drop_warnings, BIND(org_id, org), BIND(plan_id, plan_id)));
	TRY(act_exec(t, NULL, Q_plan_import_drop_recipients, BIND(org_id, org), BIND(plan_id, plan_id)));
	TRY(act_exec(t, NULL, Q_plan_import_drop_citations, BIND(org_id, org), BIND(plan_id, plan_id)));
	TRY(act_exec(t, NULL, Q_plan_import_drop_version, BIND(org_id, org), BIND(plan_id, plan_id)));
	TRY(act_exec(t, &changed, Q_plan_import_drop_plan, BIND(org_id, org), BIND(plan_id, plan_id)));
	if (changed != 1)
		return FAIL(E_CONFLICT, "plan_import_conflict", N_("Kế hoạch này đang được nhập ở nơi khác. Mở lại để xem."));
	act_note_int(t, "removed", plan_id);
	return OK;
}

err plan_find_twin(db *d, arena *a, int64_t org, const struct plan *head, int64_t *ret_id)
{
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_plan_twin_find, BIND(org_id, org), BIND(year, head->year), BIND(issuer, head->issuer),
	             BIND(issued_on, str_or(date_iso(a, head->issued_on), "")),
	             BIND(number, str_or(head->document_number, "")), BIND(symbol, str_or(head->document_symbol, ""))));
	*ret_id = db_next(&r) ? db_int(&r, "id") : 0;
	return db_done(&r);
}
