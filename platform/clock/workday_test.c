/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/clock/workday.h"
#include "tests/test.h"

/* A November with each kind of row in each status. */
static struct calendar november(struct calendar_day row[6])
{
	date first = date_of(2026, 11, 1); /* a Sunday */
	const struct calendar_day rows[] = {
		{ first + 3, CALENDAR_HOLIDAY, CALENDAR_CONFIRMED, "Wednesday 4", "" },
		{ first + 6, CALENDAR_WORKING_SATURDAY, CALENDAR_UNCONFIRMED, "Saturday 7", "" },
		{ first + 9, CALENDAR_COMPENSATORY, CALENDAR_UNCONFIRMED, "Tuesday 10", "" },
		{ first + 13, CALENDAR_WORKING_SATURDAY, CALENDAR_UNDECIDED, "Saturday 14", "" },
		{ first + 18, CALENDAR_HOLIDAY, CALENDAR_DROPPED, "Thursday 19", "" },
		{ first + 23, CALENDAR_HOLIDAY, CALENDAR_UNDECIDED, "Tuesday 24", "" },
	};
	for (size_t i = 0; i < COUNT_OF(rows); i++)
		row[i] = rows[i];
	return (struct calendar){ .days = row, .day_count = COUNT_OF(rows) };
}

static void each_kind_of_row_bends_the_week(void **s)
{
	(void)s;
	struct calendar_day row[6];
	struct calendar c = november(row);
	/* o off, w worked, ? as the reading has it; 1 November is a Sunday */
	static const char expect[] = "owwowwwowowww?owwwwwoow?wwwoow";
	for (int i = 0; i < 30; i++) {
		date d = date_of(2026, 11, i + 1);
		assert_int_equal(workday_is(&c, WORKDAY_MOST, d), expect[i] != 'o');
		assert_int_equal(workday_is(&c, WORKDAY_LEAST, d), expect[i] == 'w');
	}
}

static void weeks_without_a_calendar_have_five_days(void **s)
{
	(void)s;
	const struct calendar none = { 0 };
	date friday = date_of(2021, 6, 4);
	assert_int_equal(workday_after(&none, WORKDAY_MOST, friday, 1), friday + 3);
	assert_int_equal(workday_after(&none, WORKDAY_MOST, friday + 1, 1), friday + 3);
	assert_int_equal(workday_after(&none, WORKDAY_MOST, friday, 5), friday + 7);
	assert_int_equal(workday_before(&none, WORKDAY_MOST, friday + 3, 1), friday);
	assert_int_equal(workday_before(&none, WORKDAY_MOST, friday + 7, 5), friday);
	assert_int_equal(workday_from(&none, WORKDAY_MOST, friday), friday);
	assert_int_equal(workday_from(&none, WORKDAY_MOST, friday + 1), friday + 3);
	assert_int_equal(workday_count(&none, WORKDAY_MOST, friday, friday), 0);
	assert_int_equal(workday_count(&none, WORKDAY_MOST, friday, friday + 2), 0);
	assert_int_equal(workday_count(&none, WORKDAY_MOST, friday, friday + 3), 1);
	assert_int_equal(workday_count(&none, WORKDAY_MOST, friday + 3, friday), -1);
	assert_int_equal(workday_count(&none, WORKDAY_MOST, friday, friday + 364), 260);
}

/* ---- the naive walk: every day looked at, every row compared, nothing clever ---- */

static bool naive_is(const struct calendar *c, enum workday_reading r, date d)
{
	bool works = date_weekday(d) != 6 && date_weekday(d) != 7;
	for (size_t i = 0; i < c->day_count; i++) {
		const struct calendar_day *row = &c->days[i];
		if (row->on != d || row->status == CALENDAR_DROPPED)
			continue;
		bool says = row->kind == CALENDAR_WORKING_SATURDAY;
		if (row->status != CALENDAR_UNDECIDED)
			works = says;
		else
			works = r == WORKDAY_MOST ? works || says : works && says;
	}
	return works;
}

static int naive_count(const struct calendar *c, enum workday_reading r, date after, date until)
{
	int n = 0;
	for (date d = after + 1; d <= until; d++)
		n += naive_is(c, r, d);
	return n;
}

static uint32_t random_below(uint64_t *seed, uint32_t n)
{
	*seed = *seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
	return (uint32_t)(*seed >> 33) % n;
}

static size_t random_rows(uint64_t *seed, date first, struct calendar_day *row, size_t most)
{
	size_t n = 0;
	date d = first;
	while (n < most) {
		d += 1 + (date)random_below(seed, 12);
		enum calendar_kind kind = date_weekday(d) == 6 && random_below(seed, 2) ? CALENDAR_WORKING_SATURDAY
			: (enum calendar_kind)random_below(seed, 2);
		row[n++] = (struct calendar_day){ .on = d, .kind = kind, .status = random_below(seed, 4) };
	}
	return n;
}

static void counting_agrees_with_a_naive_walk(void **s)
{
	(void)s;
	uint64_t seed = 20210322;
	struct calendar_day row[40];
	struct calendar c = { .days = row };
	date first = date_of(2021, 1, 1);
	for (int i = 0; i < 5000; i++) {
		if (i % 50 == 0)
			c.day_count = random_rows(&seed, first, row, random_below(&seed, COUNT_OF(row) + 1));
		enum workday_reading r = random_below(&seed, 2);
		date d = first - 20 + (date)random_below(&seed, 300);
		int n = 1 + (int)random_below(&seed, 60);
		date after = workday_after(&c, r, d, n);
		assert_true(naive_is(&c, r, after));
		assert_int_equal(naive_count(&c, r, d, after), n);
		assert_int_equal(workday_count(&c, r, d, after), n);
		date before = workday_before(&c, r, d, n);
		assert_true(naive_is(&c, r, before));
		assert_int_equal(naive_count(&c, r, before - 1, d - 1), n);
		date until = d + (date)random_below(&seed, 200);
		assert_int_equal(workday_count(&c, r, d, until), naive_count(&c, r, d, until));
		date from = workday_from(&c, r, d);
		assert_true(naive_is(&c, r, from));
		assert_int_equal(naive_count(&c, r, d - 1, from), 1);
		assert_true(workday_after(&c, WORKDAY_MOST, d, n) <= workday_after(&c, WORKDAY_LEAST, d, n));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(each_kind_of_row_bends_the_week),
		cmocka_unit_test(weeks_without_a_calendar_have_five_days),
		cmocka_unit_test(counting_agrees_with_a_naive_walk),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
