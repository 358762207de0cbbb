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
	{ "trước ngày 2021-06-15", "trước ngày 2021-06-15", "2021-06-14", DUE_FIXED },
	{ "chậm nhất 2021-6-5", "chậm nhất 2021-6-5", "2021-06-05", DUE_FIXED },
	{ "không quá ngày 30/6/2021", "không quá ngày 30/6/2021", "2021-06-30", DUE_FIXED },
	{ "từ ngày 10/4/2021 đến ngày 20/4/2021", "từ ngày 10/4/2021 đến ngày 20/4/2021", "2021-04-20", DUE_FIXED },
	{ "từ 10 - 20/4/2021", "từ 10 - 20/4/2021", "2021-04-20", DUE_FIXED },
	{ "từ ngày 08 đến ngày 10 tháng 5 năm 2021", "từ ngày 08 đến ngày 10 tháng 5 năm 2021", "2021-05-10", DUE_FIXED },
	{ "từ tháng 11/2021 đến tháng 2/2022", "từ tháng 11/2021 đến tháng 2/2022", "2022-02-28", DUE_FIXED },
	{ "có hiệu lực từ ngày 01/7/2021", NULL, NULL, DUE_NONE }, /* a beginning is no end */
	{ "kể từ ngày 01/7/2021", NULL, NULL, DUE_NONE },
	{ "trong tháng 4 và tháng 5/2021", "trong tháng 4 và tháng 5/2021", "2021-05-31", DUE_FIXED },
	{ "trong tháng 4, 5/2021", "trong tháng 4, 5/2021", "2021-05-31", DUE_FIXED },
	{ "trong tháng 7, 12 đồng chí", "trong tháng 7", "2021-07-31", DUE_FIXED },
	{ "trong tháng 11 - 12/2021", "trong tháng 11 - 12/2021", "2021-12-31", DUE_FIXED }, /* not 11 December */
	{ "trước tháng 4 - 5/2021", "trước tháng 4 - 5/2021", "2021-03-31", DUE_FIXED },
	{ "trong quý II, III/2021", "trong quý II, III/2021", "2021-09-30", DUE_FIXED },
	{ "trong quí II-2021", "trong quí II-2021", "2021-06-30", DUE_FIXED },
	{ "trong năm 2021 - 2022", "trong năm 2021 - 2022", "2022-12-31", DUE_FIXED },
	{ "trong năm 2021 và các năm tiếp theo", "trong năm 2021 và các năm tiếp theo", NULL, DUE_NONE },
	{ "trong 06 tháng cuối năm", "trong 06 tháng cuối năm", "2021-12-31", DUE_FIXED },
	{ "trước ngày 01/6 và 15/11 hằng năm", "trước ngày 01/6 và 15/11 hằng năm", NULL, DUE_RECURRING },
	{ "trước ngày 15 tháng 12 hằng năm", "trước ngày 15 tháng 12 hằng năm", NULL, DUE_RECURRING },
	{ "nhiệm vụ được giao trong năm 2021", NULL, NULL, DUE_NONE },
	{ "phấn đấu đến hết năm 2030 đạt 60%", NULL, NULL, DUE_NONE },
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
	{ "2022", "2022", "2022-12-31", DUE_FIXED },
	{ "Quí IV-2021", "Quí IV-2021", "2021-12-31", DUE_FIXED },
	{ "Giai đoạn 2021 - 2022", "Giai đoạn 2021 - 2022", "2022-12-31", DUE_FIXED },
	{ "2021-09-30", "2021-09-30", "2021-09-30", DUE_FIXED },
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
	{ "Sở Nội vụ mở lớp tháng 4 - 5/2021.", "tháng 4 - 5/2021", "2021-05-31", DUE_FIXED }, /* without a word before it */
	{ "Sở Nội vụ mở lớp quý II - quý III/2021.", "quý II - quý III/2021", "2021-09-30", DUE_FIXED },
	{ "Gửi kết quả tháng 4/2021.", NULL, NULL, DUE_NONE },
	{ "Theo số liệu quý I/2021, tiếp tục rà soát.", NULL, NULL, DUE_NONE },
	{ "Thời gian hoàn thành: Tháng 11 - 12/2021.", "Tháng 11 - 12/2021", "2021-12-31", DUE_FIXED },
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

/* ---- days that are none, and days that are hardly meant ---- */

static void a_doubtful_day_says_so(void **s)
{
	(void)s;
	static const struct { const char *text, *words, *last_day; enum due_doubt doubt; } c[] = {
		{ "Mở lớp trước ngày 31/4.", "trước ngày 31/4", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trước ngày 30/02.", "trước ngày 30/02", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trước ngày 29/02/2023.", "trước ngày 29/02/2023", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trước 15/13.", "trước 15/13", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trước ngày 31 tháng 4.", "trước ngày 31 tháng 4", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp chậm nhất ngày 31 tháng 9 năm 2021.", "chậm nhất ngày 31 tháng 9 năm 2021", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trước ngày 2021-02-30.", "trước ngày 2021-02-30", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trong tháng 13/2021.", "trong tháng 13/2021", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trong quý V/2021.", "trong quý V/2021", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trước ngày 15/6/2121.", "trước ngày 15/6/2121", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trước ngày 15/6/221.", "trước ngày 15/6/221", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trước ngày 01/01/1900.", "trước ngày 01/01/1900", NULL, DOUBT_NO_SUCH_DAY },
		{ "Mở lớp trước ngày 15/6/1921.", "trước ngày 15/6/1921", "1921-06-14", DOUBT_BEFORE_SIGNING },
		{ "Mở lớp trước ngày 22/3/2021.", "trước ngày 22/3/2021", "2021-03-21", DOUBT_BEFORE_SIGNING },
		{ "Mở lớp chậm nhất ngày 22/3/2021.", "chậm nhất ngày 22/3/2021", "2021-03-22", DOUBT_NONE },
		{ "Mở lớp chậm nhất ngày 22/3/2023.", "chậm nhất ngày 22/3/2023", "2023-03-22", DOUBT_NONE },
		{ "Mở lớp chậm nhất ngày 23/3/2023.", "chậm nhất ngày 23/3/2023", "2023-03-23", DOUBT_FAR },
		{ "Hỗ trợ trong 24/24 giờ, mỗi ngày.", NULL, NULL, DOUBT_NONE },
	};
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct plan_due got = task_due(&a, c[i].text);
		if (str_eq(got.text, c[i].words) && str_eq(date_iso(&a, got.last_day), c[i].last_day) && got.doubt == c[i].doubt)
			continue;
		print_error("\"%s\" gives %s, doubt %d\n", c[i].text, shown(&a, &got), (int)got.doubt);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void without_a_day_of_signing_its_year_bounds_the_terms(void **s)
{
	(void)s;
	ARENA a = { 0 };
	assert_int_equal(due_find(&a, "Mở lớp chậm nhất ngày 31/12/2020.", 2021, DATE_NONE).doubt, DOUBT_BEFORE_SIGNING);
	assert_int_equal(due_find(&a, "Mở lớp chậm nhất ngày 01/01/2021.", 2021, DATE_NONE).doubt, DOUBT_NONE);
	assert_int_equal(due_find(&a, "Mở lớp chậm nhất ngày 31/12/2023.", 2021, DATE_NONE).doubt, DOUBT_NONE);
	assert_int_equal(due_find(&a, "Mở lớp chậm nhất ngày 01/01/2024.", 2021, DATE_NONE).doubt, DOUBT_FAR);
	assert_int_equal(due_find(&a, "Mở lớp chậm nhất ngày 01/01/2024.", 0, DATE_NONE).doubt, DOUBT_NONE);
	assert_int_equal(due_find(&a, "Mở lớp trong năm 2100.", 2099, date_of(2099, 6, 1)).doubt, DOUBT_NONE);
}

static void further_terms_are_named(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct plan_due due = task_due(&a, "Lập kế hoạch trước ngày 15/4/2021; mở lớp trước ngày 30/6/2021; lại trước ngày 15/4/2021.");
	assert_int_equal(due.last_day, date_of(2021, 4, 14));
	assert_string_equal(due.others, "trước ngày 30/6/2021");
	assert_null(task_due(&a, "Lập kế hoạch trước ngày 15/4/2021.").others);
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
		cmocka_unit_test(a_doubtful_day_says_so),
		cmocka_unit_test(without_a_day_of_signing_its_year_bounds_the_terms),
		cmocka_unit_test(further_terms_are_named),
		cmocka_unit_test(an_anniversary_on_29_february),
		cmocka_unit_test(reports_are_slots_of_their_own),
	};
	return cmocka_run_group_tests_name("due", tests, NULL, NULL);
}
