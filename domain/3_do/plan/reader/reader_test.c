/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The signed plan of 22/3/2021, where it stands, and its invented double samples/ke-hoach-mau-2021.md, with the same
 * facts: what a person found in them, the reader must find. */
#include "domain/3_do/plan/reader/reader.h"
#include "platform/text/text.h"
#include "tests/test.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { FILE_MOST = 1 << 20 };

static const char *const SAMPLE = "samples/ke-hoach-mau-2021.md";

static const char *real_plan(arena *a)
{
	return arena_fmt(a, "%s/samples/ke-hoach-dan-chu-co-so-2021.md", str_or(getenv("SHARED"), "../shared"));
}

static struct plan_reading read_plan(arena *a, const char *path)
{
	FILE *file = fopen(path, "re");
	char *bytes = arena_get(a, FILE_MOST);
	assert_non_null(file);
	size_t n = fread(bytes, 1, FILE_MOST, file);
	assert_true(n > 0 && n < FILE_MOST);
	fclose(file);
	return plan_read(a, text_clean(a, bytes, n, NULL));
}

/* Runs the same check on both plans; the real one is not always here. */
static void on_both(void (*check)(arena *a, const struct plan_reading *r, bool real))
{
	ARENA a = { 0 };
	struct plan_reading sample = read_plan(&a, SAMPLE);
	check(&a, &sample, false);
	if (access(real_plan(&a), R_OK)) {
		print_message("skipped: %s is absent\n", real_plan(&a));
		return;
	}
	struct plan_reading real = read_plan(&a, real_plan(&a));
	check(&a, &real, true);
}

/* ---- the head ---- */

static void check_head(arena *a, const struct plan_reading *r, bool real)
{
	const struct document *d = &r->document;
	assert_string_equal(d->type, "Kế hoạch");
	assert_null(d->number);
	assert_true(d->number_blank);
	assert_string_equal(d->symbol, "KH-SKHCN");
	assert_string_equal(date_iso(a, d->issued_on), "2021-03-22");
	assert_string_equal(d->place, real ? "Quảng Ngãi" : "An Lạc");
	assert_string_equal(text_fold(a, d->issuer), "so khoa hoc va cong nghe");
	assert_string_equal(d->title, real ? "Thực hiện Quy chế dân chủ tại cơ sở và công tác dân vận chính quyền năm 2021"
					   : "Triển khai dân chủ ở cơ sở và dân vận chính quyền trong năm 2021");
	assert_int_equal(d->year, 2021);
}

static void the_head(void **s)
{
	(void)s;
	on_both(check_head);
}

/* ---- the foot ---- */

static const struct {
	const char *name, *real_name;
	enum recipient_role role;
	bool grouped;
} RECIPIENTS[] = {
	{ "Ban Thường vụ Tỉnh ủy", NULL, ROLE_REPORT, true },
	{ "Ban Dân vận Tỉnh ủy", NULL, ROLE_REPORT, true },
	{ "UBND tỉnh", NULL, ROLE_REPORT, true },
	{ "Sở Nội vụ tỉnh", NULL, ROLE_REPORT, true },
	{ "Công đoàn Sở", NULL, ROLE_COORDINATE, false },
	{ "GĐ, các PGĐ Sở", "GD, các PGĐ Sở", ROLE_NONE, false },
	{ "Các phòng, đơn vị thuộc Sở", NULL, ROLE_CARRY_OUT, false },
	{ "BBT Trang TTĐT Sở", NULL, ROLE_NONE, false },
	{ "Lưu: VT, VP", NULL, ROLE_FILE, false },
};

static void check_foot(arena *a, const struct plan_reading *r, bool real)
{
	const struct signing *s = &r->document.signing;
	(void)a;
	assert_string_equal(s->capacity, "KT.");
	assert_string_equal(s->on_behalf_of, "GIÁM ĐỐC");
	assert_string_equal(s->position, "PHÓ GIÁM ĐỐC");
	assert_string_equal(s->name, real ? "Trần Công Hòa" : "Lê Minh Thuận");

	assert_int_equal(r->document.recipients.n, COUNT_OF(RECIPIENTS));
	for (size_t i = 0; i < COUNT_OF(RECIPIENTS); i++) {
		const struct recipient *got = &r->document.recipients.v[i];
		assert_string_equal(got->name, real ? str_or(RECIPIENTS[i].real_name, RECIPIENTS[i].name) : RECIPIENTS[i].name);
		assert_int_equal(got->role, RECIPIENTS[i].role);
		assert_int_equal(got->grouped, RECIPIENTS[i].grouped);
	}
}

static void the_foot(void **s)
{
	(void)s;
	on_both(check_foot);
}

/* ---- what it cites ---- */

static const struct {
	const char *number, *type, *issued_on, *issuer, *where;
} CITATIONS[] = {
	{ "246-CV/TU", "Công văn", "2021-02-08", "Ban Thường vụ Tỉnh ủy", "căn cứ 1" },
	{ "10-KH/BDVTU-BCSĐUBND", "Kế hoạch", "2021-01-11", "Ban Dân vận Tỉnh ủy", "căn cứ 1" },
	{ "38/KH-UBND", "Kế hoạch", "2021-03-04", "UBND tỉnh", "căn cứ 2" },
	{ "25-KL/TU", "Kết luận", "2020-11-27", "Tỉnh ủy", "I.1" },
	{ "120-KL/TW", "Kết luận", "2016-01-07", "Bộ Chính trị", "II.1" },
	{ "114-KL/TW", "Kết luận", "2015-07-14", "Ban Bí thư", "II.1" },
	{ "16/CT-TTg", "Chỉ thị", "2016-05-16", "Thủ tướng Chính phủ", "II.1" },
	{ "436/QĐ-UBND", "Quyết định", "2019-06-11", NULL, "II.10" },
	{ "737/QĐ-UBND", "Quyết định", "2019-09-27", NULL, "II.10" },
	{ "644/QĐ-UBND", "Quyết định", "2020-05-06", NULL, "II.10" },
	{ "416/QĐ-TTg", "Quyết định", "2020-03-25", "Thủ tướng Chính phủ", "II.10" },
	{ "37-CT/TW", "Chỉ thị", "2019-09-03", "Ban Bí thư", "II.10" },
	{ "1856-QĐ/TU", "Quyết định", "2011-10-20", "Ban Thường vụ Tỉnh ủy", "II.12" },
	{ "18-NQ/TW", "Nghị quyết", "2017-10-25", "Hội nghị lần thứ sáu Ban Chấp hành Trung ương Đảng", "II.13" },
	{ "125-KH/TU", "Kế hoạch", "2018-04-05", "Tỉnh ủy", "II.13" },
	{ "04/2015/NĐ-CP", "Nghị định", "2015-01-09", "Chính phủ", "II.14" },
	{ "149/2018/NĐ-CP", "Nghị định", "2018-11-07", "Chính phủ", "II.14" },
	{ "159/2016/NĐ-CP", "Nghị định", "2016-11-29", "Chính phủ", "II.14" },
};

static void check_citations(arena *a, const struct plan_reading *r, bool real)
{
	(void)real;
	assert_int_equal(r->citations.n, COUNT_OF(CITATIONS));
	for (size_t i = 0; i < COUNT_OF(CITATIONS); i++) {
		const struct citation *got = &r->citations.v[i];
		assert_string_equal(got->number, CITATIONS[i].number);
		assert_string_equal(got->type, CITATIONS[i].type);
		assert_string_equal(date_iso(a, got->issued_on), CITATIONS[i].issued_on);
		if (CITATIONS[i].issuer)
			assert_non_null(strstr(str_or(got->issuer, ""), CITATIONS[i].issuer)); /* a joint plan has two */
		else
			assert_null(got->issuer);
		assert_true(got->where.n > 0);
		assert_string_equal(got->where.v[0], CITATIONS[i].where);
	}
}

static void the_citations(void **s)
{
	(void)s;
	on_both(check_citations);
}

/* ---- tasks and reports ---- */

static const char *const REFS[] = {
	"II.1", "II.2", "II.3", "II.4", "II.5", "II.6", "II.7", "II.8", "II.9", "II.10", "II.11", "II.12", "II.13",
	"II.14", "III.1", "III.2", "III.3", "III.4",
};
static const struct {
	const char *ref, *lead;
} LEADS[] = {
	{ "II.1", NULL },
	{ "II.14", NULL },
	{ "III.1", "Sở Khoa học và Công nghệ" },
	{ "III.2", "Trưởng các đơn vị thuộc Sở" },
	{ "III.3", "Văn phòng Sở" },
	{ "III.4", "Ban Biên tập Trang thông tin điện tử Sở" },
};

static const struct plan_task *task_of(const struct plan_reading *r, const char *ref)
{
	for (size_t i = 0; i < r->tasks.n; i++)
		if (str_eq(r->tasks.v[i].ref, ref))
			return &r->tasks.v[i];
	fail_msg("there is no task %s", ref);
	return NULL;
}

static void check_tasks(arena *a, const struct plan_reading *r, bool real)
{
	(void)a;
	assert_int_equal(r->tasks.n, COUNT_OF(REFS));
	for (size_t i = 0; i < COUNT_OF(REFS); i++) {
		const struct plan_task *t = &r->tasks.v[i];
		assert_string_equal(t->ref, REFS[i]);
		size_t n = strlen(t->title), cut = strlen("…");
		bool was_cut = n > cut && strcmp(t->title + n - cut, "…") == 0; /* never in silence */
		assert_true(n && strncmp(t->text, t->title, was_cut ? n - cut : n) == 0);
		assert_true(was_cut || strchr("\n.;:", t->text[n]));
		if (str_eq(t->ref, "II.12") && real)
			continue;
		assert_null(t->due.text); /* the terms of III.2 are those of two reports */
		assert_int_equal(t->due.last_day, DATE_NONE);
	}
	for (size_t i = 0; i < COUNT_OF(LEADS); i++) {
		const char *lead = task_of(r, LEADS[i].ref)->lead;
		if (!str_eq(lead, LEADS[i].lead))
			fail_msg("%s is led by %s", LEADS[i].ref, str_or(lead, "nobody"));
	}
	assert_int_equal(task_of(r, "II.10")->cites.n, 6);
	assert_int_equal(task_of(r, "II.14")->cites.n, 3);
	assert_int_equal(task_of(r, "II.2")->cites.n, 0);

	const struct plan_due *due = &task_of(r, "II.12")->due;
	if (real) { /* "Tổng kết 10 năm thực hiện ... ngày 20/10/2011": ten years later */
		assert_int_equal(due->kind, DUE_DERIVED);
		assert_int_equal(due->last_day, date_of(2021, 10, 20));
	}
}

static void the_tasks(void **s)
{
	(void)s;
	on_both(check_tasks);
}

static void check_reports(arena *a, const struct plan_reading *r, bool real)
{
	(void)a;
	(void)real;
	assert_int_equal(r->report_periods.n, 2);
	assert_string_equal(r->report_periods.v[0].due_text, "trước ngày 11/6/2021");
	assert_int_equal(r->report_periods.v[0].last_day, date_of(2021, 6, 10));
	assert_string_equal(r->report_periods.v[1].due_text, "trước ngày 11/11/2021");
	assert_int_equal(r->report_periods.v[1].last_day, date_of(2021, 11, 10));
	assert_string_equal(r->report_periods.v[1].name, "báo cáo năm");
}

static void the_reports(void **s)
{
	(void)s;
	on_both(check_reports);
}

static void check_report_names(arena *a, const struct plan_reading *r, bool real)
{
	(void)a;
	(void)real;
	assert_int_equal(r->report_periods.n, 2);
	assert_non_null(strstr(r->report_periods.v[0].name, "06 tháng đầu năm")); /* not the name of the one that follows */
}

static void each_report_has_its_own_name(void **s)
{
	(void)s;
	on_both(check_report_names);
}

static void check_places_of_a_citation(arena *a, const struct plan_reading *r, bool real)
{
	(void)a;
	(void)real;
	assert_string_equal(r->citations.v[3].number, "25-KL/TU");
	assert_int_equal(r->citations.v[3].where.n, 1); /* I.1; it stands nowhere else */
}

static void a_citation_is_where_it_stands(void **s)
{
	(void)s;
	on_both(check_places_of_a_citation);
}

static void check_support(arena *a, const struct plan_reading *r, bool real)
{
	(void)a;
	(void)real;
	const struct plan_task *t = task_of(r, "III.1");
	assert_int_equal(t->support.n, 1);
	assert_string_equal(t->support.v[0], "Công đoàn cơ sở"); /* "tổ chức" is what it does */
}

static void the_supporter_is_a_name(void **s)
{
	(void)s;
	on_both(check_support);
}

static void a_title_ends_with_its_line(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct plan_reading r = plan_read(&a, "SỞ NỘI VỤ\n\nKẾ HOẠCH\nDân vận\n\n1. Lập danh sách\n\na) Một việc;\n\nb) Hai việc.\n");
	assert_int_equal(r.tasks.n, 1);
	assert_string_equal(r.tasks.v[0].title, "Lập danh sách");
}

static void labels_have_lines_of_their_own(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct plan_reading r = plan_read(&a, "SỞ NỘI VỤ\n\nKẾ HOẠCH\nDân vận năm 2021\n\n1. Lập danh sách.\nĐơn vị chủ trì: Văn phòng Sở\n"
					      "Đơn vị phối hợp: Thanh tra Sở\nThời gian: tháng 5\nSản phẩm: danh sách\n");
	assert_int_equal(r.tasks.n, 1);
	assert_string_equal(r.tasks.v[0].lead, "Văn phòng Sở");
	assert_int_equal(r.tasks.v[0].support.n, 1);
	assert_string_equal(r.tasks.v[0].support.v[0], "Thanh tra Sở");
	assert_string_equal(r.tasks.v[0].due.text, "tháng 5");
}

/* An excerpt has no head: then everything is text, also what stands above the first item. */
static void what_has_no_head_is_all_text(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct plan_reading r = plan_read(&a, "Căn cứ Quyết định số 436/QĐ-UBND ngày 11/6/2019;\n\nThực hiện Chỉ thị số 16/CT-TTg;\n\n1. Lập danh sách.\n");
	assert_int_equal(r.citations.n, 2);
	assert_int_equal(r.grounds.n, 2);
	assert_int_equal(r.tasks.n, 1);
}

static void nothing_of_a_head_is_lost(void **s)
{
	(void)s;
	static const char *const lines[] = {
		"SỞ NỘI VỤ\nSố: 1/KH-SNV (lần hai)\n\nKẾ HOẠCH\nDân vận\n\n1. Lập danh sách.\n",
		"SỞ NỘI VỤ\nAn Lạc, ngày 22 tháng 3 năm 2021 (lần hai)\n\nKẾ HOẠCH\nDân vận\n\n1. Lập danh sách.\n",
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(lines); i++) {
		struct plan_reading r = plan_read(&a, lines[i]);
		assert_non_null(strstr(plan_reading_json(&a, &r, 0), "lần hai"));
	}
}

/* ---- warnings ---- */

static size_t warnings_of(const struct plan_reading *r, const char *code, const char *where, const char *detail)
{
	size_t n = 0;
	for (size_t i = 0; i < r->warnings.n; i++) {
		const struct warning *w = &r->warnings.v[i];
		n += str_eq(w->code, code) && (!where || str_eq(w->where, where)) &&
		     (!detail || strstr(str_or(w->detail, ""), detail));
	}
	return n;
}

static void check_warnings(arena *a, const struct plan_reading *r, bool real)
{
	(void)a;
	assert_int_equal(warnings_of(r, "number_missing", NULL, NULL), 1);
	assert_int_equal(warnings_of(r, "number_missing", NULL, "KH-SKHCN"), 1);
	assert_int_equal(warnings_of(r, "cited_expired", NULL, NULL), 1);
	assert_int_equal(warnings_of(r, "cited_expired", "149/2018/NĐ-CP", "145/2020/NĐ-CP"), 1);
	assert_int_equal(warnings_of(r, "items_overlap", NULL, NULL), 2);
	assert_int_equal(warnings_of(r, "items_overlap", "II.1, II.10", "120-KL/TW"), 1);
	assert_int_equal(warnings_of(r, "items_overlap", "II.1, II.11", "114-KL/TW"), 1);
	assert_int_equal(warnings_of(r, "recipient_role_grouped", NULL, NULL), 4);
	assert_int_equal(warnings_of(r, "recipient_role_grouped", "Sở Nội vụ tỉnh", "report"), 1);
	if (!real)
		return;
	assert_int_equal(warnings_of(r, "date_derived", NULL, NULL), 1);
	assert_int_equal(warnings_of(r, "date_derived", "II.12", "2021-10-20"), 1);
	assert_int_equal(warnings_of(r, "citation_without_number", "II.1", "toàn quốc lần thứ XIII"), 1);
	assert_int_equal(warnings_of(r, "citation_without_number", "II.1", "tỉnh lần thứ XX"), 1);
	assert_int_equal(warnings_of(r, "citation_without_number", "II.14", "Luật Thanh tra"), 1);
}

static void the_warnings(void **s)
{
	(void)s;
	on_both(check_warnings);
}

/* ---- JSON version 1 ---- */

static const struct {
	const char *number, *on_issue, *today, *replaced_by;
} STATUSES[] = {
	{ "149/2018/NĐ-CP", "\"expired\"", "\"expired\"", "\"145/2020/NĐ-CP\"" },
	{ "04/2015/NĐ-CP", "\"in_force\"", "\"superseded\"", "\"10/2022/QH15\"" },
	{ "159/2016/NĐ-CP", "\"in_force\"", "\"expired\"", "\"59/2023/NĐ-CP\"" },
	{ "436/QĐ-UBND", "\"unconfirmed\"", "\"unconfirmed\"", "null" },
};

static void assert_says(arena *a, const char *object, const char *name, const char *value)
{
	const char *line = arena_fmt(a, "\"%s\": %s", name, value);
	if (!strstr(object, line))
		fail_msg("no %s in %s", line, object);
}

static void check_json(arena *a, const struct plan_reading *r, bool real)
{
	const char *json = plan_reading_json(a, r, date_of(2026, 11, 23));
	(void)real;
	assert_true(str_starts(json, "{\n  \"version\": 1,\n"));
	assert_true(text_valid(json, strlen(json)));
	for (size_t i = 0; i < COUNT_OF(STATUSES); i++) {
		const char *at = strstr(json, arena_fmt(a, "\"number\": \"%s\"", STATUSES[i].number));
		assert_non_null(at);
		const char *object = arena_text_n(a, at, strcspn(at, "}"));
		assert_says(a, object, "status_on_issue", STATUSES[i].on_issue);
		assert_says(a, object, "status_today", STATUSES[i].today);
		assert_says(a, object, "replaced_by", STATUSES[i].replaced_by);
	}
	assert_says(a, json, "number", "null");
	assert_says(a, json, "year", "2021");
	/* Before it was replaced, it was in force: the second status is that of the day asked for. */
	const char *before = plan_reading_json(a, r, date_of(2021, 3, 22));
	const char *at = strstr(before, "\"number\": \"159/2016/NĐ-CP\"");
	assert_non_null(at);
	assert_says(a, arena_text_n(a, at, strcspn(at, "}")), "status_today", "\"in_force\"");
}

static void the_json(void **s)
{
	(void)s;
	on_both(check_json);
}

static void what_is_no_plan_is_unused(void **s)
{
	(void)s;
	ARENA a = { 0 };
	static const char *const texts[] = { "", "\n\n", "một dòng", "một dòng\n\nhai dòng\n", "***\n|||\n---", "I.\n1.\na)" };
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct plan_reading r = plan_read(&a, texts[i]);
		assert_int_equal(r.tasks.n, 0);
		assert_int_equal(r.citations.n, 0);
		assert_null(r.document.type);
		assert_int_equal(r.document.issued_on, DATE_NONE);
		assert_int_equal(r.unused.n, i == 2 ? 1 : i == 3 ? 2 : i == 5 ? 3 : 0);
		assert_non_null(strstr(plan_reading_json(&a, &r, 0), "\"issued_on\": null"));
	}
}

/* A decision rules and a report tells: neither hands out work, whatever its outline looks like. */
static void only_some_kinds_hand_out_work(void **s)
{
	(void)s;
	static const struct { const char *type; size_t tasks; } c[] = {
		{ "KẾ HOẠCH", 1 }, { "CHỈ THỊ", 1 }, { "HƯỚNG DẪN", 1 }, { "CÔNG ĐIỆN", 1 }, { "NGHỊ QUYẾT", 1 }, { "KẾT LUẬN", 1 },
		{ "QUYẾT ĐỊNH", 0 }, { "BÁO CÁO", 0 }, { "TỜ TRÌNH", 0 }, { "NGHỊ ĐỊNH", 0 }, { "QUY CHẾ", 0 },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct plan_reading r = plan_read(&a, arena_fmt(&a, "SỞ NỘI VỤ\n\n%s\nVề việc thử\n\n1. Sở Nội vụ xây dựng danh sách.\n", c[i].type));
		if (r.tasks.n != c[i].tasks)
			fail_msg("%s hands out %zu tasks", c[i].type, r.tasks.n);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_head),
		cmocka_unit_test(the_foot),
		cmocka_unit_test(the_citations),
		cmocka_unit_test(the_tasks),
		cmocka_unit_test(the_reports),
		cmocka_unit_test(each_report_has_its_own_name),
		cmocka_unit_test(a_citation_is_where_it_stands),
		cmocka_unit_test(the_supporter_is_a_name),
		cmocka_unit_test(a_title_ends_with_its_line),
		cmocka_unit_test(labels_have_lines_of_their_own),
		cmocka_unit_test(what_has_no_head_is_all_text),
		cmocka_unit_test(nothing_of_a_head_is_lost),
		cmocka_unit_test(the_warnings),
		cmocka_unit_test(the_json),
		cmocka_unit_test(what_is_no_plan_is_unused),
		cmocka_unit_test(only_some_kinds_hand_out_work),
	};
	return cmocka_run_group_tests_name("reader", tests, NULL, NULL);
}
