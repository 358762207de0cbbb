/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "tests/database.h"
#include "tests/test.h"

static const struct sql values = {
	.name = "values", .nparam = 1, .lists = 1, .param = { "ids" },
	.lite = "select x.value as id from json_each(?1) x order by x.value",
	.pg = "select x.value as id from unnest($1::bigint[]) x(value) order by x.value",
};

static size_t read_values(struct database *b, const int64_t *ids, size_t n, int64_t *ret)
{
	size_t k = 0;
	ROWS r = { 0 };

	database_must(db_query(b->db, &r, &b->a, values, BIND_IDS(ids, ids, n)));
	while (db_next(&r))
		ret[k++] = db_int(&r, "id");
	database_must(db_done(&r));
	return k;
}

static void a_list_of_ids_is_read_as_rows(void **s)
{
	(void)s;
	static const int64_t ids[] = { INT64_MAX, 4, INT64_MIN, -7 };
	static const int64_t sorted[] = { INT64_MIN, -7, 4, INT64_MAX };
	struct database b = database_open();
	int64_t got[COUNT_OF(ids)];

	assert_int_equal(read_values(&b, ids, 0, got), 0);
	assert_int_equal(read_values(&b, ids, 1, got), 1);
	assert_true(got[0] == INT64_MAX);
	assert_int_equal(read_values(&b, ids, COUNT_OF(ids), got), COUNT_OF(ids));
	assert_memory_equal(got, sorted, sizeof sorted);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_of_ids_is_read_as_rows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
