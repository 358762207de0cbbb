/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/kept.h"
#include "tests/database.h"
#include "tests/test.h"

static const int64_t start_us = 1700000000LL * 1000000;

static err answer(struct act *t, void *arg)
{
	act_answer(t, 303, arg);
	return OK;
}

static struct act_spec wish(int64_t org, int64_t actor, const char *key, uint8_t first)
{
	return (struct act_spec){ .org = org, .actor = actor, .at_us = start_us, .kind = "test.kept", .object = 1, .key = key,
		.req_hash = { first } };
}

static enum kept_state find(struct database *b, struct act_spec spec, const char *location)
{
	enum kept_state state = KEPT_NOT;
	struct act_answer found = { 0 };
	database_must(kept_find(b->db, &b->a, &spec, &state, &found));
	assert_string_equal(found.location, location);
	assert_int_equal(found.status, *location ? 303 : 0);
	assert_int_equal(found.replayed, *location != 0);
	return state;
}

static void answers_are_found_by_who_and_what(void **s)
{
	(void)s;
	struct database b = database_open();
	struct act_answer given = { 0 };
	struct act_spec spec = wish(1, 7, "key-of-a-form", 5);

	assert_int_equal(find(&b, spec, ""), KEPT_NOT);
	database_must(acts_run(b.acts, &b.a, &spec, answer, (void *)(uintptr_t) "/nhiem-vu/7", &given));
	assert_int_equal(find(&b, spec, "/nhiem-vu/7"), KEPT_SAME);
	assert_int_equal(find(&b, wish(1, 7, "key-of-a-form", 6), ""), KEPT_OTHER);
	assert_int_equal(find(&b, wish(1, 7, "another-form", 5), ""), KEPT_NOT);
	assert_int_equal(find(&b, wish(1, 8, "key-of-a-form", 5), ""), KEPT_NOT);
	assert_int_equal(find(&b, wish(2, 7, "key-of-a-form", 5), ""), KEPT_NOT);
	database_close(&b);
}

static void old_keys_go_some_at_a_time(void **s)
{
	(void)s;
	struct database b = database_open();
	struct act_answer given = { 0 };
	struct act_spec fresh = wish(1, 7, "key-of-today", 5);
	int64_t before_us = start_us;

	database_must(acts_run(b.acts, &b.a, &fresh, answer, (void *)(uintptr_t) "/", &given));
	for (int i = 0; i < 501; i++)
		database_must(database_script(b.url, arena_fmt(&b.a,
			"insert into idem (org_id, actor, request_key, req_hash, at_us) select 1, 1, 'old-key-%d', hash, %lld from audit_head"
			" where org_id = 1", i, (long long)(start_us - 1 - i))));
	database_must(upkeep_run(b.acts, &b.a, kept_expire, &before_us));
	assert_int_equal(database_int(&b, "select count(*) as n from idem"), 2);
	assert_int_equal(find(&b, fresh, "/"), KEPT_SAME);
	database_must(upkeep_run(b.acts, &b.a, kept_expire, &before_us));
	assert_int_equal(database_int(&b, "select count(*) as n from idem"), 1);
	assert_int_equal(find(&b, fresh, "/"), KEPT_SAME);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(answers_are_found_by_who_and_what),
		cmocka_unit_test(old_keys_go_some_at_a_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
