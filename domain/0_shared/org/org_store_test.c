/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/org/org_store.h"
#include "platform/auth/sign_in.h"
#include "tests/database.h"
#include "tests/test.h"

static err add(struct database *b, const char *email, int64_t *ret_id)
{
	struct act_spec spec = { .org = 1, .at_us = 1, .kind = "person.add" };
	struct person_new v = { .name = "Lê Lan", .sort_key = "lan", .email = email, .title = "Quản trị", .role = "admin",
		.from_on = date_of(2021, 1, 4) };
	TRY(acts_run(b->acts, &b->a, &spec, org_save_person, &v, NULL));
	*ret_id = v.ret_id;
	return OK;
}

/* Whoever is entered with capitals, or with marks apart from their letters, can sign in, and only once. */
static void a_person_is_found_however_the_address_was_typed(void **s)
{
	(void)s;
	static const char *const typed[] = { "Lan.LE@So.Example", "ĐỨC@so.example", "Hu\xe1\xba\xbf@so.example",
		"hue\xcc\x82\xcc\x81.2@so.example" };
	static const char *const looked_for[] = { "lan.le@so.example", "Đức@so.example", "huế@so.example", "huế.2@SO.example" };
	struct database b = database_open();
	struct account found;
	int64_t id, again;
	database_must(database_script(b.url, "insert into org (org_id, name, host) values (1, 'Sở', '')"));
	for (size_t i = 0; i < COUNT_OF(typed); i++) {
		database_must(add(&b, typed[i], &id));
		database_must(account_by_email(b.db, &b.a, 1, looked_for[i], &found));
		assert_true(found.id == id);
		assert_string_equal(add(&b, looked_for[i], &again).code, "email_taken");
	}
	assert_int_equal(database_int(&b, "select count(*) as n from person"), (int)COUNT_OF(typed));
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_person_is_found_however_the_address_was_typed),
	};
	return cmocka_run_group_tests_name("org store", tests, NULL, NULL);
}
