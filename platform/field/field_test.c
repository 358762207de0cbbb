/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/field/field.h"
#include "tests/test.h"
#include <string.h>

typedef err kind(arena *a, const char *typed, const char **ret);

/* want NULL: refused. */
static void hold(kind *read, const char *typed, const char *want)
{
	ARENA a = { 0 };
	const char *got = "untouched";
	err e = read(&a, typed, &got);

	if (!want) {
		if (e.kind != E_INPUT || !e.say || !str_eq(got, "untouched"))
			fail_msg("accepted: \"%s\" as \"%s\"", typed, got);
		return;
	}
	if (e.kind || !str_eq(got, want))
		fail_msg("\"%s\": \"%s\" instead of \"%s\"", typed, e.kind ? e.code : got, want);
}

static void emails(void **state)
{
	(void)state;
	hold(field_email, "y@a.vn ", "y@a.vn");
	hold(field_email, "\u00A0 Le.Lan@So.Gov.VN\u200B\n", "le.lan@so.gov.vn");
	hold(field_email, "ｌａｎ＠ｓｏ．ｖｎ", "lan@so.vn");
	static const char *const wrong[] = { "", "abc", "a@", "@a.vn", "a b@a.vn", "a@b@c.vn", "a@vn", "a@.vn", "a@a..vn", "a@a.vn.",
	                                     "lan@sở.vn", "a,b@a.vn", "<a@a.vn>", "a@a.vn;b@a.vn" };
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		hold(field_email, wrong[i], NULL);
	ARENA a = { 0 };
	char *long_one = arena_get(&a, 400);
	memset(long_one, 'a', 300);
	memcpy(long_one + 300, "@a.vn", sizeof "@a.vn");
	hold(field_email, long_one, NULL);
	assert_string_equal(field_email_key(&a, " ABC "), "abc"); /* looked up, not judged */
}

static void lines(void **state)
{
	(void)state;
	hold(field_line, "  Lê\u00A0 Thị\tLan \n", "Lê Thị Lan");
	hold(field_line, "Le\u0302", "Lê");
	hold(field_line, " \u200B\u3000", NULL);
	hold(field_line, "12 --", NULL);
	hold(field_line_or_none, " \u200B\u3000", "");
	ARENA a = { 0 };
	struct buf o = { .a = &a };
	for (int i = 0; i < FIELD_LINE_MOST; i++)
		buf_text(&o, "ữ"); /* three bytes, one character */
	hold(field_line, buf_str(&o), buf_str(&o));
	buf_text(&o, "a");
	const char *got;
	err e = field_line(&a, buf_str(&o), &got);
	assert_string_equal(e.code, "field_long");
	assert_string_equal(e.arg[0], "201"); /* the length is told, in characters */
	assert_string_equal(e.arg[1], "200");
}

static void codes(void **state)
{
	(void)state;
	hold(field_code, " QLCN ", "QLCN");
	hold(field_code, "KH&CN", "KH&CN");
	hold(field_code, "TTƯD", "TTƯD");
	hold(field_code, "a b", NULL);
	hold(field_code, "", NULL);
	hold(field_code, "a=b", NULL);
	hold(field_code, "123456789012345678901", NULL);
}

static void phones(void **state)
{
	(void)state;
	hold(field_phone, "0912 345 678", "0912345678");
	hold(field_phone, "+84 912.345.678", "0912345678");
	hold(field_phone, "0084912345678", "0912345678");
	hold(field_phone, "(0255) 3822-456", "02553822456");
	static const char *const wrong[] = { "", "912345678", "0912", "0912345678901", "+85 912 345 678", "0912x45678", "00912345678" };
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		hold(field_phone, wrong[i], NULL);
}

static void percents(void **state)
{
	(void)state;
	ARENA a = { 0 };
	static const struct {
		const char *typed;
		int want; /* -1: refused */
	} rows[] = { { "45", 45 }, { "45 %", 45 }, { "45%", 45 }, { " 45\u00A0%", 45 }, { "４５", 45 }, { "100%", 100 }, { "0", 0 },
	             { "101", -1 }, { "-1", -1 }, { "45,5", -1 }, { "45.5", -1 }, { "%", -1 }, { "", -1 }, { "45 %%", -1 }, { "4 5", -1 } };
	for (size_t i = 0; i < COUNT_OF(rows); i++) {
		int got = -1;
		err e = field_percent(&a, rows[i].typed, &got);
		assert_int_equal(got, rows[i].want);
		assert_int_equal(e.kind, rows[i].want < 0 ? E_INPUT : E_OK);
	}
}

static void numbers_and_days(void **state)
{
	(void)state;
	ARENA a = { 0 };
	int64_t n = 7;

	assert_int_equal(field_int(&a, " 1.250 ", 0, 9999, &n).kind, E_OK);
	assert_int_equal(n, 1250);
	assert_int_equal(field_int(&a, "1.250.000", 0, 9999999, &n).kind, E_OK);
	assert_int_equal(n, 1250000);
	static const char *const wrong[] = { "1.25", "1.2500", "1,250", "12.34.567", ".123", "1.", "", "abc", "10000" };
	for (size_t i = 0; i < COUNT_OF(wrong); i++)
		assert_int_equal(field_int(&a, wrong[i], 0, 9999, &n).kind, E_INPUT);
	assert_int_equal(n, 1250000);
	date day = DATE_NONE;
	assert_int_equal(field_date(&a, " ０７/06/2026", &day).kind, E_OK);
	assert_int_equal(day, date_of(2026, 6, 7));
	assert_int_equal(field_date(&a, "2026-06-08", &day).kind, E_OK);
	assert_int_equal(day, date_of(2026, 6, 8));
	assert_int_equal(field_date(&a, "31/4/2026", &day).kind, E_INPUT);
	assert_int_equal(field_date(&a, "", &day).kind, E_INPUT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(emails),   cmocka_unit_test(lines),    cmocka_unit_test(codes),
		cmocka_unit_test(phones),   cmocka_unit_test(percents), cmocka_unit_test(numbers_and_days),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
