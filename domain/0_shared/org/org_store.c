/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/org/org_store.h"
#include "gen/sql.h"
#include "platform/field/field.h"
#include <string.h>

err org_load(db *d, arena *a, int64_t org, struct org *ret)
{
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_org_load, BIND(org_id, org)));
	if (!db_next(&r)) {
		TRY(db_done(&r));
		return FAIL(E_MISSING, "org_missing", N_("Chưa có cơ quan này trong cơ sở dữ liệu."));
	}
	struct org found = {
		.id = db_int(&r, "org_id"),
		.name = db_text(&r, "name"),
		.short_name = db_text(&r, "short_name"),
		.parent_name = db_text(&r, "parent_name"),
		.host = db_text(&r, "host"),
		.base_url = db_text(&r, "base_url"),
		.version = db_int(&r, "version"),
	};
	TRY(db_done(&r));
	*ret = found;
	return OK;
}

err org_units(db *d, arena *a, int64_t org, struct units *ret)
{
	LIST(struct unit) units = { 0 };
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_org_units, BIND(org_id, org)));
	while (db_next(&r))
		*LIST_ADD(a, &units) = (struct unit){
			.id = db_int(&r, "id"),
			.code = db_text(&r, "code"),
			.name = db_text(&r, "name"),
			.short_name = db_text(&r, "short_name"),
			.kind = unit_kind_of(db_text(&r, "kind")),
			.active = str_eq(db_text(&r, "state"), "active"),
		};
	TRY(db_done(&r));
	*ret = (struct units){ units.v, units.n };
	return OK;
}

err org_save_new(struct act *t, void *arg)
{
	const struct org_new *v = arg;
	int64_t org = act_spec(t)->org;

	TRY(act_exec(t, NULL, Q_org_add, BIND(org_id, org), BIND(name, v->name), BIND(short_name, v->short_name),
	             BIND(parent_name, v->parent_name), BIND(host, v->host), BIND(base_url, v->base_url)));
	for (size_t i = 0; i < v->unit_count; i++) {
		const struct unit *u = &v->units[i];
		TRY(act_exec(t, NULL, Q_org_unit_add, BIND(org_id, org), BIND(id, act_new_id(t)), BIND(code, u->code),
		             BIND(name, u->name), BIND(short_name, u->short_name), BIND(kind, unit_kind_word(u->kind)),
		             BIND(sort, (int64_t)i + 1)));
	}
	act_note(t, "name", v->name);
	act_note_int(t, "units", (int64_t)v->unit_count);
	return OK;
}

err org_save_set(struct act *t, void *arg)
{
	const struct org *v = arg;
	int changed = 0;

	TRY(act_exec(t, &changed, Q_org_set, BIND(org_id, act_spec(t)->org), BIND(name, v->name), BIND(short_name, v->short_name),
	             BIND(parent_name, v->parent_name), BIND(host, v->host), BIND(base_url, v->base_url), BIND(version, v->version)));
	if (changed != 1)
		return FAIL(E_CONFLICT, "org_changed", N_("Cơ quan vừa được người khác sửa. Xem lại rồi chạy lần nữa."));
	return OK;
}

err org_save_person(struct act *t, void *arg)
{
	struct person_new *v = arg;
	const char *email = field_email_key(act_arena(t), v->email);
	int64_t org = act_spec(t)->org;
	int64_t id = act_new_id(t);
	struct val unit = v->unit_id ? BIND(unit_id, v->unit_id) : BIND(unit_id, (const char *)NULL);

	int added = 0;

	TRY(act_exec(t, &added, Q_org_person_add, BIND(org_id, org), BIND(id, id), BIND(name, v->name),
	             BIND(sort_key, v->sort_key), BIND(email, email), BIND(title, v->title)));
	if (!added)
		return FAIL(E_CONFLICT, "email_taken", N_("Địa chỉ {0} đã là của một người khác. Dùng địa chỉ khác."), .arg = { email });
	TRY(act_exec(t, NULL, Q_org_position_add, BIND(org_id, org), BIND(id, act_new_id(t)), BIND(person_id, id), unit,
	             BIND(role, v->role), BIND(title, v->title), BIND_DATE(from_on, v->from_on),
	             BIND_DATE(to_on, DATE_NONE)));
	act_note_int(t, "person_id", id);
	act_note(t, "role", v->role);
	v->ret_id = id;
	return OK;
}
