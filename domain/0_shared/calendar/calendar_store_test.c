/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/calendar/calendar_store.h"
#include "tests/database.h"
#include "tests/test.h"

enum { ORG = 7, OTHER_ORG = 8 };

static date day(const char *iso)
{
	date ret = DATE_NONE;
	assert_true(date_parse_iso(iso, &ret));
	return ret;
}

static err ship_all(struct act *t, void *arg)
{
	int64_t *written = arg;
	*written = 0;
	TRY(calendar_ship_days(t, &calendar_shipped, 0, calendar_shipped.day_count, written));
	return calendar_ship_rest(t, &calendar_shipped, written);
}

static int64_t ship(struct database *b)
{
	struct act_spec spec = { .org = 0, .at_us = 5, .kind = "law.ship" };
	struct act_answer answer;
	int64_t written;
	database_must(acts_run(b->acts, &b->a, &spec, ship_all, &written, &answer));
	return written;
}

static struct database shipped_database(void)
{
	struct database b = database_open();
	database_must(database_script(b.url, "insert into org (org_id, name) values (7, 'Sở A'), (8, 'Sở B')"));
	assert_int_equal(ship(&b), (int)(calendar_shipped.day_count + calendar_shipped.year_count));
	assert_int_equal(ship(&b), 0);
	return b;
}

static err save_day(struct database *b, const struct calendar_day *d, int version)
{
	struct calendar_day_save save = { .day = *d, .version = version };
	struct act_spec spec = { .org = ORG, .actor = 3, .at_us = 5, .kind = "calendar.day" };
	struct act_answer answer;
	return acts_run(b->acts, &b->a, &spec, calendar_save_day, &save, &answer);
}

static struct calendar loaded(struct database *b, int64_t org)
{
	struct calendar c;
	database_must(calendar_load(b->db, &b->a, org, &c));
	return c;
}

static int version_of(struct database *b, date on)
{
	int version;
	database_must(calendar_day_version(b->db, &b->a, ORG, on, &version));
	return version;
}

static void own_days_lie_over_the_shipped(void **s)
{
	(void)s;
	struct database b = shipped_database();
	date national = day("2021-09-02");
	date saturday = day("2021-06-12");
	struct calendar_day dropped = { national, CALENDAR_HOLIDAY, CALENDAR_DROPPED, "Quốc khánh", "Thông báo 1/TB-X" };
	struct calendar_day worked = { saturday, CALENDAR_WORKING_SATURDAY, CALENDAR_CONFIRMED, "Làm bù", "Thông báo 2/TB-X" };

	struct calendar c = loaded(&b, ORG);
	assert_false(workday_is(&c, WORKDAY_MOST, national));
	assert_false(workday_is(&c, WORKDAY_MOST, saturday));
	database_must(save_day(&b, &dropped, 0));
	database_must(save_day(&b, &worked, 0));
	c = loaded(&b, ORG);
	assert_int_equal(c.day_count, calendar_shipped.day_count + 1);
	assert_int_equal(c.year_count, calendar_shipped.year_count);
	assert_true(workday_is(&c, WORKDAY_MOST, national));
	assert_true(workday_is(&c, WORKDAY_MOST, saturday));
	assert_string_equal(calendar_find(&c, saturday)->source, "Thông báo 2/TB-X");

	c = loaded(&b, OTHER_ORG);
	assert_int_equal(c.day_count, calendar_shipped.day_count);
	assert_false(workday_is(&c, WORKDAY_MOST, national));
	assert_int_equal(ship(&b), 0);
	assert_int_equal(version_of(&b, national), 1);

	/* a year of the organisation's own */
	int first = calendar_shipped.years[0].year;
	database_must(database_script(b.url, arena_fmt(&b.a, "insert into calendar_year (org_id, year, confirmed, source)"
	                                                     " values (7, %d, 0, 'x'), (7, 1999, 1, 'x')", first)));
	c = loaded(&b, ORG);
	assert_int_equal(c.year_count, calendar_shipped.year_count + 1);
	assert_true(calendar_year_confirmed(&c, 1999));
	assert_true(calendar_year_confirmed(&calendar_shipped, first));
	assert_false(calendar_year_confirmed(&c, first));
	database_close(&b);
}

static void days_are_refused_with_a_reason(void **s)
{
	(void)s;
	struct database b = shipped_database();
	const struct calendar_day good = { day("2021-06-14"), CALENDAR_COMPENSATORY, CALENDAR_CONFIRMED, "Nghỉ bù", "TB 3" };
	const struct {
		struct calendar_day day;
		const char *code;
	} bad[] = {
		{ { DATE_NONE, good.kind, good.status, good.name, good.source }, "calendar_day_missing" },
		{ { good.on, good.kind, good.status, "", good.source }, "calendar_name_missing" },
		{ { good.on, good.kind, good.status, good.name, NULL }, "calendar_source_missing" },
		{ { good.on + 5, good.kind, good.status, good.name, good.source }, "calendar_already_off" },
		{ { good.on, CALENDAR_WORKING_SATURDAY, good.status, good.name, good.source }, "calendar_not_saturday" },
	};
	int64_t before = database_kept(&b);

	for (size_t i = 0; i < COUNT_OF(bad); i++) {
		err e = save_day(&b, &bad[i].day, 0);
		assert_int_equal(e.kind, E_INPUT);
		assert_string_equal(e.code, bad[i].code);
	}
	assert_int_equal(save_day(&b, &good, 1).kind, E_CONFLICT); /* there is no row yet */
	assert_true(database_kept(&b) == before);
	database_must(save_day(&b, &good, 0));
	assert_string_equal(save_day(&b, &good, 0).code, "calendar_conflict");
	database_must(save_day(&b, &good, 1));
	assert_int_equal(save_day(&b, &good, 1).kind, E_CONFLICT);
	assert_int_equal(version_of(&b, good.on), 2);
	database_close(&b);
}

static err save_once(struct database *b, void *arg)
{
	const struct calendar_day *d = arg;
	int version;
	TRY(calendar_day_version(b->db, &b->a, ORG, d->on, &version));
	return save_day(b, d, version);
}

static void a_broken_save_leaves_nothing(void **s)
{
	(void)s;
	struct database b = shipped_database();
	struct calendar_day d = { day("2021-06-14"), CALENDAR_COMPENSATORY, CALENDAR_CONFIRMED, "Nghỉ bù", "TB 3" };

	assert_true(database_break_each_call(&b, save_once, &d, NULL) > 3);
	assert_true(database_break_each_call(&b, save_once, &d, NULL) > 3);
	assert_int_equal(version_of(&b, d.on), 2);
	database_close(&b);
}

/* A word written past the schema's check: the reading fails and says where, the process goes on. */
static void a_word_of_no_table_fails_the_reading(void **s)
{
	(void)s;
	struct database b = database_open();
	struct calendar c;
	database_must(database_script(b.url, "insert into org (org_id, name) values (7, 'Sở A');"
	                                     "insert into calendar_day (org_id, day_on, kind, status, name, source)"
	                                     " values (7, '2026-11-24', 'holiday', 'confirmed', 'Ngày Văn hóa', 'x')"));
	database_must(database_script(b.url, db_is_sqlite(b.db)
		? "pragma ignore_check_constraints = on; update calendar_day set kind = 'feast' where org_id = 7"
		: "alter table calendar_day drop constraint calendar_day_kind_check; update calendar_day set kind = 'feast' where org_id = 7"));
	err e = calendar_load(b.db, &b.a, 7, &c);
	assert_int_equal(e.kind, E_SYSTEM);
	assert_string_equal(e.code, "row_unreadable");
	assert_non_null(strstr(e.why, "column kind"));
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_word_of_no_table_fails_the_reading),
		cmocka_unit_test(own_days_lie_over_the_shipped),
		cmocka_unit_test(days_are_refused_with_a_reason),
		cmocka_unit_test(a_broken_save_leaves_nothing),
	};
	return cmocka_run_group_tests_name("calendar_store", tests, NULL, NULL);
}
