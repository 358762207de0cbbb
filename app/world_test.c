/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* What the small world rests on: its clock, and whom of a text's names it knows as units. */
#include "tests/database.h"
#include "tests/world.h"
#include "app/flows/publish_plan.h"
#include "domain/0_shared/org/org_store.h"
#include "platform/auth/session.h"

/* The clock goes on from when the world was made, served or not: what was reported yesterday lies in the past. */
static void clock_goes_on(void **state)
{
	(void)state;
	const int64_t hour = 3600 * INT64_C(1000000);
	bool demonstration = false;
	int64_t made_us = 0;

	must(demonstration_find(b.db, &b.a, &demonstration, &made_us));
	assert_true(demonstration);
	assert_int_equal(made_us, MADE_US);
	const struct {
		int64_t made, real, shown;
	} rows[] = {
		{ MADE_US, MADE_US, 0 },
		{ MADE_US, MADE_US + hour, hour },
		{ MADE_US, MADE_US + 24 * hour, 24 * hour },
		{ MADE_US, MADE_US - hour, 0 },         /* a machine whose clock was set back */
		{ 0, MADE_US + hour, 0 },               /* made by a program that did not keep when */
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		assert_int_equal(rows[i].real + demo_shift_us(rows[i].made, rows[i].real), demo_now_us() + rows[i].shown);
	assert_int_equal(database_int(&b, arena_fmt(&b.a, "select count(*) as n from task_progress where at_us >= %lld",
	                                            (long long)demo_now_us())), 0);
}

static void owners(void **state)
{
	(void)state;
	struct units units;
	must(org_units(b.db, &b.a, DEMO_ORG, &units));
	const struct {
		const char *lead, *support;
		const char *want_lead; /* a code or NULL */
		size_t want_units;
	} rows[] = {
		{ "Văn phòng Sở", NULL, "VP", 0 },
		{ "VAN PHONG SO", NULL, "VP", 0 },
		{ "Văn phòng Sở", "Công đoàn Sở", "VP", 1 },
		{ "Văn phòng Sở", "Các phòng, đơn vị thuộc Sở", "VP", 7 },
		{ "Trưởng các đơn vị thuộc Sở", NULL, NULL, 8 },
		{ "Ban Biên tập Trang TTĐT Sở", "Công đoàn cơ sở", "BBT", 1 },
		{ "Ban Thanh tra nhân dân của Sở", NULL, "TTND", 0 },
		{ "Sở Y tế", "Sở Tư pháp", NULL, 0 },
		{ NULL, "Thanh tra Sở", NULL, 1 },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		struct publish_owner o = publish_owner_find(&b.a, &units, rows[i].lead, &rows[i].support, rows[i].support != NULL);
		assert_int_equal(o.unit_count, rows[i].want_units);
		size_t lead = units_index(&units, o.lead_unit_id);
		assert_true(rows[i].want_lead ? str_eq(units.v[lead].code, rows[i].want_lead) : o.lead_unit_id == 0);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(clock_goes_on),
		cmocka_unit_test(owners),
	};
	return cmocka_run_group_tests(tests, open_world, close_world);
}
