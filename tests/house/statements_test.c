/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Every statement of the program is understood by the engine it will meet: prepared, never run, against the migrated
 * schema.  ./check runs this on SQLite and on PostgreSQL, so that a typing mistake dies here on both. */
#include "gen/sql.h"
#include "tests/database.h"
#include "tests/test.h"

/* Prepares and forgets; SQLite's `explain` compiles without running, as PostgreSQL's `prepare` does. */
static err prepare(db *d, arena *a, const struct sql *q)
{
	if (db_is_sqlite(d))
		return db_script(d, arena_fmt(a, "explain %s", q->lite));
	return db_script(d, arena_fmt(a, "prepare statement_%d as %s", q->id, q->pg));
}

static void every_statement_is_prepared(void **state)
{
	struct database b = database_open();
	db *d = NULL;
	int read = 0, wrong = 0;

	(void)state;
	database_must(db_open(&d, b.url, DB_WRITE));
	for (const struct sql *const *q = sql_catalogue; *q; q++) {
		err e = prepare(d, &b.a, *q);
		read++;
		if (!e.kind)
			continue;
		wrong++;
		print_error("Q_%s: %s\n", (*q)->name, str_or(e.why, e.code));
	}
	db_close(d);
	database_close(&b);
	assert_true(read > 0);
	assert_int_equal(wrong, 0);
}

/* The test above must be able to fail. */
static void a_wrong_statement_is_refused(void **state)
{
	static const struct sql wrong[] = {
		{ .name = "no_such_column", .lite = "select nothing from org", .pg = "select nothing from org" },
		{ .name = "no_such_table", .lite = "delete from nowhere", .pg = "delete from nowhere" },
		{ .name = "no_such_word", .lite = "selekt 1", .pg = "selekt 1" },
	};
	struct database b = database_open();
	db *d = NULL;

	(void)state;
	database_must(db_open(&d, b.url, DB_WRITE));
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		assert_int_not_equal(prepare(d, &b.a, &wrong[i]).kind, E_OK);
	db_close(d);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(every_statement_is_prepared),
		cmocka_unit_test(a_wrong_statement_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
