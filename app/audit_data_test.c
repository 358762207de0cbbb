/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* What acts wrote stands in the log: any edit past it is found, in every logged table of the demonstration's world. */
#include "tests/database.h"
#include "tests/world.h"
#include "gen/sql.h"
#include "platform/audit/adopt.h"
#include "platform/audit/verify.h"

enum { EDITS = 300 };

static unsigned seed = 20261125;
static int dice(int n)
{
	seed = seed * 1103515245 + 12345;
	return (int)((seed >> 8) % (unsigned)n);
}

static struct audit_verdict verdict(arena *a)
{
	struct audit_verdict v;
	must(audit_verify(b.db, a, &(struct audit_wish){ .data = true }, &v));
	assert_null(v.what);
	return v;
}

/* ---- one edit at random ------------------------------------------------------------------- */

struct edit {
	const struct sql_table *table;
	const struct sql_column *column; /* NULL: the row is removed */
	const char *make, *undo;
};

static const char *quoted(arena *a, const char *s)
{
	struct buf o = { .a = a };
	buf_text(&o, "'");
	for (; *s; s++) {
		if (*s == '\'')
			buf_text(&o, "'");
		buf_put(&o, s, 1);
	}
	buf_text(&o, "'");
	return buf_str(&o);
}

/* A value as SQL writes it on both engines. */
static const char *literal(arena *a, struct rows *r, const struct sql_column *c)
{
	if (db_null(r, c->name))
		return "null";
	if (c->kind == COLUMN_INT)
		return arena_fmt(a, "%lld", (long long)db_int(r, c->name));
	return quoted(a, db_text(r, c->name));
}

static const char *other_value(arena *a, struct rows *r, const struct sql_column *c)
{
	if (c->kind == COLUMN_INT)
		return db_null(r, c->name) ? "7" : arena_fmt(a, "%s + 1", c->name);
	if (db_null(r, c->name))
		return "'x'";
	return dice(2) ? arena_fmt(a, "%s || 'x'", c->name) : "'2021-03-01'";
}

static const char *where_row(arena *a, struct rows *r, const struct sql_table *t, int64_t org)
{
	struct buf o = { .a = a };

	buf_fmt(&o, "where org_id = %lld", (long long)org);
	for (int i = 0; i < t->nkey; i++)
		buf_fmt(&o, " and %s = %s", t->column[i].name, literal(a, r, &t->column[i]));
	return buf_str(&o);
}

static void describe(arena *a, struct rows *r, const struct sql_table *t, int64_t org, struct edit *ret)
{
	const char *where = where_row(a, r, t, org);
	const struct sql_column *c = &t->column[t->nkey + dice(t->ncolumn - t->nkey)];

	*ret = (struct edit){ .table = t, .column = c };
	ret->make = arena_fmt(a, "update %s set %s = %s %s", t->name, c->name, other_value(a, r, c), where);
	ret->undo = arena_fmt(a, "update %s set %s = %s %s", t->name, c->name, literal(a, r, c), where);
}

static bool by_bytes(const struct sql_table *t)
{
	for (int i = 0; i < t->ncolumn; i++) {
		if (t->column[i].kind == COLUMN_BLOB)
			return true;
	}
	return false;
}

/* False when the table drawn has no row to edit. */
static bool draw(arena *a, int tables, struct edit *ret)
{
	const struct sql_table *t = sql_logged[dice(tables)];
	int64_t org = dice(2);

	if (by_bytes(t) || t->ncolumn == t->nkey)
		return false;
	int64_t rows = database_int(&b, arena_fmt(a, "select count(*) as n from %s where org_id = %d", t->name, (int)org));
	if (!rows)
		return false;
	const struct sql one = { .name = "one", .nparam = 0,
		.lite = arena_fmt(a, "select * from %s where org_id = %d limit 1 offset %d", t->name, (int)org, dice((int)rows)) };
	struct sql q = one;
	q.pg = q.lite;
	ROWS r = { 0 };
	db *d = NULL;
	must(db_open(&d, b.url, DB_READ));
	must(db_query_(d, &r, a, &q, NULL, 0));
	assert_true(db_next(&r));
	describe(a, &r, t, org, ret);
	must(db_done(&r));
	db_close(d);
	return true;
}

static void every_edit_past_the_log_is_found(void **state)
{
	int tables = 0, found = 0, made = 0;
	ARENA all = { 0 };

	(void)state;
	assert_int_equal(verdict(&all).differences, 0);
	assert_true(verdict(&all).compared > 200);
	while (sql_logged[tables])
		tables++;
	while (made < EDITS) {
		ARENA a = { 0 };
		struct edit e;
		if (!draw(&a, tables, &e) || database_script(b.url, e.make).kind)
			continue; /* the schema itself refuses it */
		struct audit_verdict v = verdict(&a);
		must(database_script(b.url, e.undo));
		made++;
		bool right = v.differences == 1 && str_eq(v.difference[0].what, "differs") &&
		             str_eq(v.difference[0].column, e.column->name) && str_starts(v.difference[0].row, e.table->name);
		found += right;
		if (!right)
			print_error("%s: %lld differences\n", e.make, (long long)v.differences);
	}
	assert_int_equal(found, EDITS);
	assert_int_equal(verdict(&all).differences, 0);
}

static void rows_removed_and_invented_are_found(void **state)
{
	ARENA a = { 0 };

	(void)state;
	must(database_script(b.url, "create table kept_aside as select * from task_support"));
	must(database_script(b.url, "delete from task_support where n = 1"));
	struct audit_verdict v = verdict(&a);
	assert_true(v.differences > 0);
	assert_string_equal(v.difference[0].what, "gone");
	assert_true(v.difference[0].seq > 0);
	must(database_script(b.url, "insert into task_support select * from kept_aside where n = 1;"
	                            "insert into task_support select org_id, task_id, 99, name from kept_aside where n = 1"));
	v = verdict(&a);
	assert_true(v.differences > 0);
	assert_string_equal(v.difference[0].what, "unknown");
	must(database_script(b.url, "delete from task_support where n = 99"));
	assert_int_equal(verdict(&a).differences, 0);
}

/* The sentence of a report and the last day of a task stand in the log itself. */
static void the_log_tells_words_and_days(void **state)
{
	(void)state;
	const struct sql q = { .name = "bodies",
		.lite = "select body from audit where org_id = 1 and kind = 'task.progress' order by seq limit 1",
		.pg = "select body from audit where org_id = 1 and kind = 'task.progress' order by seq limit 1" };
	const struct sql imported = { .name = "imported",
		.lite = "select body from audit where org_id = 1 and kind = 'plan.import_tasks' order by seq limit 1",
		.pg = "select body from audit where org_id = 1 and kind = 'plan.import_tasks' order by seq limit 1" };
	ARENA a = { 0 };
	ROWS r = { 0 };
	db *d = NULL;

	must(db_open(&d, b.url, DB_READ));
	must(db_query_(d, &r, &a, &q, NULL, 0));
	assert_true(db_next(&r));
	assert_non_null(strstr(db_text(&r, "body"), "\"result\":\""));
	must(db_done(&r));
	must(db_query_(d, &r, &a, &imported, NULL, 0));
	assert_true(db_next(&r));
	assert_non_null(strstr(db_text(&r, "body"), "\"due_on\":\"2021-06-10\""));
	must(db_done(&r));
	db_close(d);
}

/* An upgrade takes over what the log never spoke of, and only that. */
static void an_upgrade_takes_over_but_forgives_nothing(void **state)
{
	ARENA a = { 0 };
	int64_t rows = 0;

	(void)state;
	must(database_script(b.url, "insert into task_support select org_id, task_id, 98, name from kept_aside where n = 1;"
	                            "update task set percent = percent + 1 where ref = 'II.1'"));
	must(audit_adopt(b.acts, b.db, 77, 5, &rows));
	assert_true(rows > 0);
	struct audit_verdict v = verdict(&a);
	assert_int_equal(v.differences, 1);
	assert_string_equal(v.difference[0].column, "percent");
	must(database_script(b.url, "update task set percent = percent - 1 where ref = 'II.1'"));
	assert_int_equal(verdict(&a).differences, 0);
	must(audit_adopt(b.acts, b.db, 77, 5, &rows));
	int64_t before = rows;
	must(audit_adopt(b.acts, b.db, 77, 5, &rows));
	assert_int_equal(rows, before);
}

/* As `danchu migrate` leaves it: the row of org 0 comes with the schema. */
static int open_adopted(void **state)
{
	int64_t rows = 0;

	open_world(state);
	must(audit_adopt(b.acts, b.db, 77, 5, &rows));
	bool adopted = false;
	must(audit_adopted(b.db, 77, &adopted));
	return rows == 1 && adopted ? 0 : -1;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_edit_past_the_log_is_found),
		cmocka_unit_test(rows_removed_and_invented_are_found),
		cmocka_unit_test(the_log_tells_words_and_days),
		cmocka_unit_test(an_upgrade_takes_over_but_forgives_nothing),
	};
	return cmocka_run_group_tests(tests, open_adopted, close_world);
}
