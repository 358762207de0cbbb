/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Terms in words: the day, the kind and the words that are kept. */
#include "domain/3_do/plan/reader/reader.h"
#include "tests/test.h"
#include <string.h>

enum { YEAR = 2021 };

static const char *shown(arena *a, const struct plan_due *d)
{
	return arena_fmt(a, "'%s' %s %s", str_or(d->text, "-"), str_or(date_iso(a, d->last_day), "-"), str_or(due_kind_word(d->kind), "-"));
}

struct phrase {
	const char *text, *words, *last_day; /* NULL: none */
	enum due_kind kind;
};

static void compare(const struct phrase *c, size_t n, struct plan_due (*read)(arena *a, const char *text))
{
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < n; i++) {
		struct plan_due got = read(&a, c[i].text);
		if (str_eq(got.text, c[i].words) && str_eq(date_iso(&a, got.last_day), c[i].last_day) && got.kind == c[i].kind)
			continue;
		print_error("\"%s\" gives %s\n", c[i].text, shown(&a, &got));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

/* ---- due_next: one term in running text ---- */

static const struct phrase NEXT[] = {
	{ "gửi trước ngày 11/6/2021 về Sở", "trước ngày 11/6/2021", "2021-06-10", DUE_FIXED },
	{ "gửi TRƯỚC NGÀY 11/6/2021", "TRƯỚC NGÀY 11/6/2021", "2021-06-10", DUE_FIXED },
	{ "trước 01/3/2021", "trước 01/3/2021", "2021-02-28", DUE_FIXED },
	{ "trước ngày 01/3/2020", "trước ngày 01/3/2020", "2020-02-29", DUE_FIXED },
	{ "hoàn thành trước ngày 01 tháng 01 năm 2022.", "hoàn thành trước ngày 01 tháng 01 năm 2022", "2021-12-31", DUE_FIXED },
	{ "xong trước ngày 15-4-2021", "xong trước ngày 15-4-2021", "2021-04-14", DUE_FIXED },
	{ "chậm nhất ngày 15/11/2021", "chậm nhất ngày 15/11/2021", "2021-11-15", DUE_FIXED },
	{ "chậm nhất là ngày 15/11/2021", "chậm nhất là ngày 15/11/2021", "2021-11-15", DUE_FIXED },
	{ "kéo dài đến ngày 30/9/2021", "đến ngày 30/9/2021", "2021-09-30", DUE_FIXED },
	{ "đến hết ngày 30/9/2021", "đến hết ngày 30/9/2021", "2021-09-30", DUE_FIXED },
	{ "trước ngày 15 tháng 12", "trước ngày 15 tháng 12", "2021-12-14", DUE_FIXED },
	{ "trước ngày 15/12 gửi Sở", "trước ngày 15/12", "2021-12-14", DUE_FIXED },
	{ "chậm nhất ngày 15/12 gửi Sở", "chậm nhất ngày 15/12", "2021-12-15", DUE_FIXED },
	{ "trong tháng 7", "trong tháng 7", "2021-07-31", DUE_FIXED },
	{ "trong tháng 7/2022", "trong tháng 7/2022", "2022-07-31", DUE_FIXED },
	{ "trong tháng 02 năm 2024", "trong tháng 02 năm 2024", "2024-02-29", DUE_FIXED },
	{ "hoàn thành trong tháng 4/2021", "hoàn thành trong tháng 4/2021", "2021-04-30", DUE_FIXED },
	{ "trước tháng 7/2021", "trước tháng 7/2021", "2021-06-30", DUE_FIXED },
	{ "trong quý I", "trong quý I", "2021-03-31", DUE_FIXED },
	{ "trong quý II/2022", "trong quý II/2022", "2022-06-30", DUE_FIXED },
	{ "trong quý III năm 2021", "trong quý III năm 2021", "2021-09-30", DUE_FIXED },
	{ "trong quý IV-1996", "trong quý IV-1996", "1996-12-31", DUE_FIXED },
	{ "trước quý II/2022", "trước quý II/2022", "2022-03-31", DUE_FIXED },
	{ "trong 6 tháng đầu năm 2022", "trong 6 tháng đầu năm 2022", "2022-06-30", DUE_FIXED },
	{ "trong 06 tháng đầu năm", "trong 06 tháng đầu năm", "2021-06-30", DUE_FIXED },
	{ "trong năm 2023", "trong năm 2023", "2023-12-31", DUE_FIXED },
	{ "đến hết năm 2025", "đến hết năm 2025", "2025-12-31", DUE_FIXED },
	{ "phấn đấu đến năm 2025 đạt 90%", NULL, NULL, DUE_NONE }, /* a horizon */
	{ "trước ngày 15 hằng tháng", "trước ngày 15 hằng tháng", NULL, DUE_RECURRING },
	{ "vào ngày 25 hàng tháng", "vào ngày 25 hàng tháng", NULL, DUE_RECURRING },
	{ "trong 15 ngày kể từ ngày ký, các phòng", "trong 15 ngày kể từ ngày ký", NULL, DUE_NONE },
	{ "trong vòng 05 ngày làm việc", "trong vòng 05 ngày làm việc", NULL, DUE_NONE },
	{ "đăng tải thông tin về các phòng", NULL, NULL, DUE_NONE },
	{ "Quyết định số 436/QĐ-UBND ngày 11/6/2019", NULL, NULL, DUE_NONE }, /* a day of issue is no term */
	{ "", NULL, NULL, DUE_NONE },
};

static struct plan_due next_of(arena *a, const char *text)
{
	struct folded t = folded(a, text);
	struct plan_due due = { .last_day = DATE_NONE };
	int at = 0, from = -1;
	if (!due_next(a, &t, &at, YEAR, &due, &from)) {
		assert_int_equal(at, t.n);
		return (struct plan_due){ .last_day = DATE_NONE };
	}
	assert_in_range(from, 0, at);
	assert_true(at <= t.n);
	assert_string_equal(folded_cut(a, &t, from, at), due.text);
	return due;
}

static void one_term_of_a_sentence(void **s)
{
	(void)s;
	compare(NEXT, COUNT_OF(NEXT), next_of);
}

static void terms_follow_each_other(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct folded t = folded(&a, "Báo cáo 06 tháng trước ngày 11/6/2021, báo cáo năm trước ngày 11/11/2021; hết.");
	struct plan_due due;
	int at = 0, from;
	assert_true(due_next(&a, &t, &at, YEAR, &due, &from));
	assert_int_equal(due.last_day, date_of(2021, 6, 10));
	assert_true(due_next(&a, &t, &at, YEAR, &due, &from));
	assert_int_equal(due.last_day, date_of(2021, 11, 10));
	assert_false(due_next(&a, &t, &at, YEAR, &due, &from));
	assert_int_equal(at, t.n);
}

static void without_a_year_there_is_no_day(void **s)
{
	(void)s;
	ARENA a = { 0 };
	static const char *const texts[] = { "trong tháng 7", "trong quý I", "trong 06 tháng đầu năm" };
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct folded t = folded(&a, texts[i]);
		struct plan_due due;
		int at = 0, from;
		assert_true(due_next(&a, &t, &at, 0, &due, &from));
		assert_string_equal(due.text, texts[i]);
		assert_int_equal(due.last_day, DATE_NONE);
	}
}

/* ---- due_of_cell: the whole text is a term ---- */

static const struct phrase CELL[] = {
	{ "Trước 30/9/2021", "Trước 30/9/2021", "2021-09-29", DUE_FIXED },
	{ "30/9/2021", "30/9/2021", "2021-09-30", DUE_FIXED },
	{ "Ngày 30/9", "Ngày 30/9", "2021-09-30", DUE_FIXED },
	{ "Tháng 5", "Tháng 5", "2021-05-31", DUE_FIXED },
	{ "Tháng 5/2022", "Tháng 5/2022", "2022-05-31", DUE_FIXED },
	{ "Quý II", "Quý II", "2021-06-30", DUE_FIXED },
	{ "Quý IV năm 2021", "Quý IV năm 2021", "2021-12-31", DUE_FIXED },
	{ "Năm 2022", "Năm 2022", "2022-12-31", DUE_FIXED },
	{ "06 tháng đầu năm", "06 tháng đầu năm", "2021-06-30", DUE_FIXED },
	{ "Từ 10/6 đến 30/6/2021", "Từ 10/6 đến 30/6/2021", "2021-06-30", DUE_FIXED },
	{ "Từ ngày 10/6/2021 đến ngày 30/6/2021", "Từ ngày 10/6/2021 đến ngày 30/6/2021", "2021-06-30", DUE_FIXED },
	{ "Từ tháng 3 đến tháng 5", "Từ tháng 3 đến tháng 5", "2021-05-31", DUE_FIXED },
	{ "Tháng 3 - tháng 5/2021", "Tháng 3 - tháng 5/2021", "2021-05-31", DUE_FIXED },
	{ "Thường xuyên", "Thường xuyên", NULL, DUE_RECURRING },
	{ "Hằng tháng", "Hằng tháng", NULL, DUE_RECURRING },
	{ "Hàng quý", "Hàng quý", NULL, DUE_RECURRING },
	{ "Định kỳ", "Định kỳ", NULL, DUE_RECURRING },
	{ "Trước ngày 15 hằng tháng", "Trước ngày 15 hằng tháng", NULL, DUE_RECURRING },
	{ "Khi có chỉ đạo", "Khi có chỉ đạo", NULL, DUE_NONE },
	{ "Trong 10 ngày kể từ ngày ký", "Trong 10 ngày kể từ ngày ký", NULL, DUE_NONE },
	{ "", NULL, NULL, DUE_NONE },
	{ " - ", NULL, NULL, DUE_NONE },
};

static struct plan_due cell_of(arena *a, const char *text)
{
	return due_of_cell(a, text, YEAR, date_of(2021, 3, 22));
}

static void a_cell_is_a_term(void **s)
{
	(void)s;
	compare(CELL, COUNT_OF(CELL), cell_of);
}

/* ---- due_find: the term of a task ---- */

static const struct phrase TASK[] = {
	{ "Lập danh sách, hoàn thành trước ngày 15/4/2021.", "hoàn thành trước ngày 15/4/2021", "2021-04-14", DUE_FIXED },
	{ "Lập danh sách. Thời gian hoàn thành: tháng 5/2021.", "tháng 5/2021", "2021-05-31", DUE_FIXED },
	{ "Rà soát thủ tục (thời hạn: Quý II)", "Quý II", "2021-06-30", DUE_FIXED },
	{ "Tổ chức hội nghị. Thời gian thực hiện: Thường xuyên.", "Thường xuyên", NULL, DUE_RECURRING },
	{ "Tổng kết 10 năm thực hiện Quyết định 1856-QĐ/TU ngày 20/10/2011 của Tỉnh ủy.",
	  "Tổng kết 10 năm thực hiện Quyết định 1856-QĐ/TU ngày 20/10/2011", "2021-10-20", DUE_DERIVED },
	{ "Sơ kết 5 năm thực hiện Chỉ thị số 16/CT-TTg ngày 16/5/2016.",
	  "Sơ kết 5 năm thực hiện Chỉ thị số 16/CT-TTg ngày 16/5/2016", "2021-05-16", DUE_DERIVED },
	{ "Sơ kết 5 năm thực hiện Chỉ thị số 1/CT-TTg ngày 29/02/2016 của Thủ tướng Chính phủ", NULL, NULL, DUE_NONE }, /* 28/02/2021 is over */
	{ "Sơ kết 5 năm thực hiện Kết luận số 120-KL/TW ngày 07/01/2016", NULL, NULL, DUE_NONE }, /* over before the plan was signed */
	{ "Trả lời công dân trong vòng 10 ngày kể từ ngày nhận đơn; công khai kết quả.",
	  "trong vòng 10 ngày kể từ ngày nhận đơn", NULL, DUE_NONE },
	{ "Họp giao ban, định kỳ hằng tháng đánh giá.", "định kỳ hằng tháng", NULL, DUE_RECURRING },
	{ "Gửi báo cáo năm trước ngày 11/11/2021 về Sở.", NULL, NULL, DUE_NONE }, /* the term of a report */
	{ "Tiếp tục thực hiện Nghị định số 04/2015/NĐ-CP ngày 09/01/2015 của Chính phủ.", NULL, NULL, DUE_NONE },
};

static struct plan_due task_due(arena *a, const char *text)
{
	return due_find(a, text, YEAR, date_of(2021, 3, 22));
}

static void the_term_of_a_task(void **s)
{
	(void)s;
	compare(TASK, COUNT_OF(TASK), task_due);
}

static void an_anniversary_on_29_february(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct plan_due due = due_find(&a, "Sơ kết 5 năm thực hiện Chỉ thị số 1/CT-TTg ngày 29/02/2016", 2021, date_of(2021, 1, 4));
	assert_int_equal(due.last_day, date_of(2021, 2, 28));
	assert_int_equal(due.kind, DUE_DERIVED);
}

/* ---- reports ---- */

static const struct {
	const char *text;
	size_t n;
	const char *name, *last_day; /* of the last one */
} REPORTS[] = {
	{ "Báo cáo 06 tháng đầu năm gửi trước ngày 11/6/2021.", 1, "06 tháng đầu năm", "2021-06-10" },
	{ "Gửi báo cáo quý I trước ngày 15/3/2021.", 1, "quý I", "2021-03-14" },
	{ "Các phòng gửi báo cáo năm chậm nhất ngày 15/11/2021.", 1, "báo cáo năm", "2021-11-15" },
	{ "Gửi báo cáo kết quả trước ngày 20/12/2021.", 1, "báo cáo", "2021-12-19" },
	{ "Báo cáo quý trước ngày 15/3/2021, báo cáo năm trước ngày 15/11/2021.", 2, "báo cáo năm", "2021-11-14" },
	{ "Định kỳ báo cáo tháng trước ngày 25 hằng tháng.", 1, "báo cáo tháng", NULL },
	{ "Lập danh sách trước ngày 15/4/2021.", 0, NULL, NULL },
	{ "Phóng viên báo cáo viên tập huấn trong tháng 5/2021.", 0, NULL, NULL },
	{ "Tuyên truyền thường xuyên.", 0, NULL, NULL },
};

static void reports_are_slots_of_their_own(void **s)
{
	(void)s;
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(REPORTS); i++) {
		struct plan_reading r = { 0 };
		report_periods_find(&a, REPORTS[i].text, YEAR, &r);
		const struct report_period *last = r.report_periods.n ? &r.report_periods.v[r.report_periods.n - 1] : NULL;
		if (r.report_periods.n == REPORTS[i].n && (!last || (strstr(last->name, REPORTS[i].name) &&
		    str_eq(date_iso(&a, last->last_day), REPORTS[i].last_day))))
			continue;
		print_error("\"%s\" has %zu: %s %s\n", REPORTS[i].text, r.report_periods.n, last ? last->name : "-",
			last ? str_or(date_iso(&a, last->last_day), "-") : "-");
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_term_of_a_sentence),
		cmocka_unit_test(terms_follow_each_other),
		cmocka_unit_test(without_a_year_there_is_no_day),
		cmocka_unit_test(a_cell_is_a_term),
		cmocka_unit_test(the_term_of_a_task),
		cmocka_unit_test(an_anniversary_on_29_february),
		cmocka_unit_test(reports_are_slots_of_their_own),
	};
	return cmocka_run_group_tests_name("due", tests, NULL, NULL);
}
