/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/db/db_migrate.h"
#include "platform/db/db_write.h"

/* This room's own table: it must exist before the first migration, so it cannot be one. */
static const char schema_table[] = "create table if not exists schema_version ("
				   "number bigint not null primary key, name text not null, checksum text not null)";
static const struct sql applied = {
	.name = "schema_applied",
	.lite = "select number, name, checksum from schema_version order by number",
	.pg = "select number, name, checksum from schema_version order by number",
};
static const struct sql remember = {
	.name = "schema_remember",
	.lite = "insert into schema_version (number, name, checksum) values (?1, ?2, ?3)",
	.pg = "insert into schema_version (number, name, checksum) values ($1, $2, $3)",
	.writes = true,
	.nparam = 3,
	.param = { "number", "name", "checksum" },
};
static const struct sql broken_keys = {
	.name = "schema_broken_keys",
	.lite = "select \"table\" as name from pragma_foreign_key_check limit 1",
};

static err newer(void)
{
	return FAIL(E_RULE, "schema_newer",
		    N_("Cơ sở dữ liệu đã được nâng cấp bởi bản danchu mới hơn. Hãy cài bản mới hơn; bản này không động đến dữ liệu."));
}

/* Compares what was applied with the list; *ret_next is the first that was not. */
static err compare(db *d, arena *a, const struct migration *list, const struct migration **ret_next)
{
	ROWS r = { 0 };
	const struct migration *m = list;
	TRY(db_query_(d, &r, a, &applied, NULL, 0));
	while (db_next(&r)) {
		if (!m->number)
			return newer();
		if (db_int(&r, "number") != m->number || !str_eq(db_text(&r, "checksum"), m->checksum))
			return FAIL(E_RULE, "schema_changed",
				    N_("Bước nâng cấp {0} trong cơ sở dữ liệu khác với bản danchu này. Hãy dùng đúng bản đã nâng cấp hoặc khôi phục bản sao lưu."),
				    .arg = { m->name });
		m++;
	}
	TRY(db_done(&r));
	*ret_next = m;
	return OK;
}

static err keys_hold(db *d, arena *a)
{
	ROWS r = { 0 };
	if (!db_is_sqlite(d))
		return OK;
	TRY(db_query_(d, &r, a, &broken_keys, NULL, 0));
	if (db_next(&r))
		return FAIL(E_SYSTEM, "schema_keys", N_("Nâng cấp làm hỏng liên kết giữa các bảng; chưa thay đổi gì."));
	return db_done(&r);
}

/* One migration inside an open transaction; *ret_more is false when there is none left. */
static err apply_next(db *d, arena *a, const struct migration *list, bool *ret_more)
{
	const struct migration *m = NULL;
	if (!db_is_sqlite(d)) /* two that start together take turns */
		TRY(db_script(d, "lock table schema_version in access exclusive mode"));
	TRY(compare(d, a, list, &m));
	*ret_more = m->number != 0;
	if (!*ret_more)
		return OK;
	TRY(db_script(d, db_is_sqlite(d) ? m->lite : m->pg));
	const struct val v[] = { val_int("number", m->number), val_text("name", m->name), val_text("checksum", m->checksum) };
	TRY(db_exec_(d, a, NULL, &remember, v, COUNT_OF(v)));
	return keys_hold(d, a);
}

static err migrate(db *d, arena *a, const struct migration *list, int *ret_done)
{
	if (db_is_sqlite(d)) /* WHY: tables are rebuilt by copying; keys_hold looks before each commit */
		TRY(db_script(d, "pragma foreign_keys = off"));
	TRY(db_script(d, schema_table));
	for (bool more = true; more;) {
		TRY(db_begin(d));
		err e = apply_next(d, a, list, &more);
		if (!e.kind)
			e = db_commit(d);
		db_rollback(d);
		if (e.kind)
			return e;
		*ret_done += more;
	}
	return OK;
}

err db_migrate_list(const char *url, const struct migration *list, int *ret_done)
{
	ARENA a = { 0 };
	db *d = NULL;
	*ret_done = 0;
	TRY(db_open(&d, url, DB_CREATE));
	err e = migrate(d, &a, list, ret_done);
	db_close(d);
	return e;
}

err db_migrate(const char *url, int *ret_done)
{
	return db_migrate_list(url, migrations, ret_done);
}

int db_migrate_newest(void)
{
	const struct migration *m = migrations;
	while (m[1].number)
		m++;
	return m->number;
}

err db_migrate_check(db *d)
{
	ARENA a = { 0 };
	const struct migration *next = NULL;
	err e = compare(d, &a, migrations, &next);
	if (e.kind == E_RULE)
		return e;
	if (e.kind || next->number)
		return FAIL(E_RULE, "schema_older", N_("Cơ sở dữ liệu chưa được nâng cấp. Hãy chạy: danchu migrate"));
	return OK;
}
