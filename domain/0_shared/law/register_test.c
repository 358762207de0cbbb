/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/law/register.h"
#include <ctype.h>
#include <stdio.h>
#include <string.h>
#include "tests/test.h"

static date day(const char *iso)
{
	date ret = DATE_NONE;

	if (iso)
		assert_true(date_parse_iso(iso, &ret));
	return ret;
}

/* ---- what the documents of the plan of 22/3/2021 were then, and are on 23/11/2026 ------------- */

static const char *const PLAN_DAY = "2021-03-22";
static const char *const TODAY = "2026-11-23";

static const struct {
	const char *number, *issued_on, *then, *today, *replaced_by;
} PLAN[] = {
	{ "246-CV/TU", "2021-02-08", "unconfirmed", "unconfirmed", NULL },
	{ "10-KH/BDVTU-BCSĐUBND", "2021-01-11", "unconfirmed", "unconfirmed", NULL },
	{ "38/KH-UBND", "2021-03-04", "unconfirmed", "unconfirmed", NULL },
	{ "25-KL/TU", "2020-11-27", "unconfirmed", "unconfirmed", NULL },
	{ "120-KL/TW", "2016-01-07", "in_force", "unconfirmed", NULL },
	{ "114-KL/TW", "2015-07-14", "in_force", "unconfirmed", NULL },
	{ "16/CT-TTg", "2016-05-16", "in_force", "unconfirmed", NULL },
	{ "436/QĐ-UBND", "2019-06-11", "unconfirmed", "unconfirmed", NULL },
	{ "737/QĐ-UBND", "2019-09-27", "unconfirmed", "unconfirmed", NULL },
	{ "644/QĐ-UBND", "2020-05-06", "unconfirmed", "unconfirmed", NULL },
	{ "416/QĐ-TTg", "2020-03-25", "in_force", "unconfirmed", NULL },
	{ "37-CT/TW", "2019-09-03", "in_force", "unconfirmed", NULL },
	{ "1856-QĐ/TU", "2011-10-20", "unconfirmed", "unconfirmed", NULL },
	{ "18-NQ/TW", "2017-10-25", "in_force", "unconfirmed", NULL },
	{ "125-KH/TU", "2018-04-05", "unconfirmed", "unconfirmed", NULL },
	{ "04/2015/NĐ-CP", "2015-01-09", "in_force", "superseded", "10/2022/QH15" },
	{ "149/2018/NĐ-CP", "2018-11-07", "expired", "expired", "145/2020/NĐ-CP" },
	{ "159/2016/NĐ-CP", "2016-11-29", "in_force", "expired", "59/2023/NĐ-CP" },
};

static void plan_documents(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT_OF(PLAN); i++) {
		const struct law_document *document = register_find(PLAN[i].number, day(PLAN[i].issued_on));
		if (!document)
			fail_msg("%s is not in the register", PLAN[i].number);
		struct law_state then = register_status(document, day(PLAN_DAY));
		struct law_state today = register_status(document, day(TODAY));
		assert_string_equal(document->number, PLAN[i].number);
		assert_string_equal(law_status_word(then.status), PLAN[i].then);
		assert_string_equal(law_status_word(today.status), PLAN[i].today);
		assert_true(str_eq(today.replaced_by, PLAN[i].replaced_by));
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(plan_documents),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
