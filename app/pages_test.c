/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The handlers of plan, task and home over the small world: what they show, what they refuse, what they cost. */
#include "tests/test.h"
#include "app/command_file.h"
#include "app/demo.h"
#include "app/flows/publish_plan.h"
#include "app/home.h"
#include "domain/0_shared/org/org_store.h"
#include "domain/3_do/plan/plan_page.h"
#include "domain/3_do/plan/plan_store.h"
#include "domain/3_do/task/task_page.h"
#include "tests/database.h"
#include <stdio.h>

static struct database b;
static struct demo_world world;
static const struct field none[] = { { 0 } };

static void must(err e)
{
	if (e.kind)
		fail_msg("%s: %s (%s) %s", e.at, e.code, e.say, e.why ? e.why : "");
}

static int open_world(void **state)
{
	const char *text;

	(void)state;
	b = database_open();
	must(command_file_text(&b.a, DEMO_PLAN, &text));
	must(demo_make(b.acts, b.db, &b.a, text, 1770000000000000, &world));
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	database_close(&b);
	return 0;
}

static struct req request(const char *who, const char *path, int64_t id)
{
	struct req q = {
		.a = &b.a, .db = b.db, .path = path, .query_text = "", .id = id, .word = "", .token = "t", .new_key = "a-fresh-key",
		.query = none, .form = none, .org_name = "Sở", .org_short = "Sở", .org_parent = "UBND tỉnh", .address = "", .device = "", .visit = "",
	};
	struct units units;

	q.by = (struct by){ .at_us = demo_now_us(), .today = date_of_us(demo_now_us()) };
	q.by.who = (struct who){ .org = DEMO_ORG, .name = "", .title = "" };
	if (!who)
		return q;
	const struct demo_person *p = &demo_people[demo_person_index(who)];
	q.by.who.person = world.people[demo_person_index(who)];
	int64_t unit = 0;
	must(org_units(b.db, &b.a, DEMO_ORG, &units));
	for (size_t i = 0; i < units.n; i++) {
		if (str_eq(units.v[i].code, p->unit))
			unit = units.v[i].id;
	}
	assert_true(who_hold(&b.a, &q.by.who, p->role, unit));
	return q;
}

static struct res answer(enum lang lang)
{
	return (struct res){ .body = { .out = { .a = &b.a }, .lang = lang } };
}

static const char *body(const struct res *p)
{
	return buf_str(&p->body.out);
}

static int64_t task_id(const char *ref)
{
	return database_int(&b, arena_fmt(&b.a, "select id as n from task where ref = '%s'", ref));
}

static int64_t without_cites(void)
{
	return database_int(&b, "select min(id) as n from task where id not in (select task_id from task_cite)");
}

/* How many statements a page needs: each is broken once, and names itself. */
static int statements(handler *h, const struct req *q)
{
	int found = 0;

	for (int i = 1; i < 5000; i++) {
		struct res p = answer(LANG_VI);
		db_fail_in = i;
		err e = h(q, &p);
		bool struck = db_fail_in == -1;
		db_fail_in = -1;
		if (!struck) {
			must(e);
			return found;
		}
		assert_int_equal(e.kind, E_SYSTEM); /* a page never shows half of its facts */
		found += !strstr(e.why, "rows broken");
	}
	fail_msg("more than 5000 calls");
	return 0;
}

static void pages_cost_few_statements(void **state)
{
	(void)state;
	struct req board = request("hang", "/ke-hoach", 0), task = request("hang", "/nhiem-vu/1", task_id("II.1"));
	struct req plain = request("hang", "/nhiem-vu/1", without_cites());
	struct req home = request(NULL, "/", 0);
	struct field one[] = { { "tinh-trang", "xong" }, { "don-vi", "1" }, { 0 } };
	struct req empty = board;

	empty.query = one;
	assert_int_equal(statements(plan_get_board, &board), 7);
	assert_int_equal(statements(plan_get_board, &empty), 7); /* no rows, the same statements; how much the unit has */
	assert_int_equal(statements(task_get_show, &task), 5); /* one for the organisation's own documents, if it cites any */
	assert_int_equal(statements(task_get_show, &plain), 4);
	assert_int_equal(statements(home_get_front, &home), 4);
	assert_int_equal(statements(home_get_check, &home), 3);
}

static void board_shows_every_mark(void **state)
{
	(void)state;
	struct req q = request("hang", "/ke-hoach", 0);
	struct res p = answer(LANG_VI);

	must(plan_get_board(&q, &p));
	static const char *const wanted[] = { "Bảng kế hoạch 2021", "<i>Xong</i>", "<i>Đang làm</i>",
		                              "<i>Sắp đến hạn</i>", "<i>Quá hạn</i>", "<i>Chưa bắt đầu</i>", "Quá 3 ngày",
		                              "gợi ý, chưa xác nhận" };
	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		assert_non_null(strstr(body(&p), wanted[i]));
	q.id = 12345;
	assert_int_equal(plan_get_board(&q, &p).kind, E_MISSING);
	q.id = world.plan_id;
	q.by.who.org = DEMO_ORG + 1; /* another department's plan is no plan */
	assert_int_equal(plan_get_board(&q, &p).kind, E_MISSING);
	q.id = 0;
	struct res nothing = answer(LANG_VI);
	must(plan_get_board(&q, &nothing));
	assert_non_null(strstr(body(&nothing), "Chưa có kế hoạch năm."));
}

/* A plan of next year with a number, an end that nobody confirmed, and no day that somebody did. */
static void publish_next_year(void)
{
	static const struct plan_warning warnings[] = {
		{ "cited_expired", "29/1998/NĐ-CP", "04/2015/NĐ-CP (chưa xác nhận)" },
		{ "cited_expired", "149/2018/NĐ-CP", "59/2023/NĐ-CP" },
	};
	static const struct plan_citation citation = {
		.number = "120-KL/TW", .type = "Kết luận", .issuer = "Bộ Chính trị", .status_on_issue = "expired",
		.status_on_import = "expired", .issued_on = 16807, /* what the register says counts, not what was kept */
	};
	static const int cites[] = { 1 };
	static const struct task_new tasks[] = {
		{ .ref = "N.1", .title = "Việc gợi ý hạn", .text = "Một việc.", .verb = TASK_VERB_KNOW, .due_on = 19000,
		  .cites = cites, .cite_count = 1 },
		{ .ref = "N.2", .title = "Việc có hạn", .text = "Một việc.", .verb = TASK_VERB_DO, .due_on = 19358, .due_confirmed = true },
		{ .ref = "N.3", .title = "Việc không hạn", .text = "Một việc.", .verb = TASK_VERB_DO, .due_on = DATE_NONE },
	};
	struct publish p = {
		.org = DEMO_ORG,
		.at_us = demo_now_us(),
		.plan = { .head = { .year = 2022, .title = "Kế hoạch năm sau", .issuer = "Sở", .document_number = "16/KH-SNV",
		                    .document_symbol = "KH-SNV", .issued_on = date_of(2021, 3, 1) },
		          .document_type = "Kế hoạch", .source_sha256 = "1123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
		          .source_name = "y.md", .source_text = "y", .reading = "{}", .imported_on = date_of(2021, 12, 2),
		          .citations = &citation, .citation_count = 1, .warnings = warnings, .warning_count = COUNT_OF(warnings) },
		.tasks = tasks,
		.task_count = COUNT_OF(tasks),
	};
	int64_t id;

	must(publish_plan(b.acts, &b.a, &p, NULL, &id));
}

static void what_nobody_confirmed_is_marked(void **state)
{
	(void)state;
	struct req home = request(NULL, "/", 0);
	struct res now = answer(LANG_VI), later = answer(LANG_VI), board = answer(LANG_VI), task = answer(LANG_VI);

	publish_next_year();
	must(home_get_front(&home, &now)); /* published early, it does not remove the running one */
	assert_non_null(strstr(body(&now), "dân chủ ở cơ sở năm 2021"));
	home.by.today = date_of(2022, 1, 1);
	must(home_get_front(&home, &later));
	assert_non_null(strstr(body(&later), "dân chủ ở cơ sở năm 2022"));
	assert_non_null(strstr(body(&later), ">16/KH-SNV<"));
	assert_non_null(strstr(body(&later), "Chưa chốt hạn"));
	assert_non_null(strstr(body(&later), "1 trong hạn"));
	assert_non_null(strstr(body(&later), "1 chưa chốt hạn"));
	assert_null(strstr(body(&later), ">Trong hạn<"));
	struct req q = request("hang", "/ke-hoach", database_int(&b, "select id as n from plan where year = 2022"));
	must(plan_get_board(&q, &board));
	assert_non_null(strstr(body(&board), "29/1998/NĐ-CP</span> (chưa xác nhận)</span>"));
	assert_non_null(strstr(body(&board), "149/2018/NĐ-CP</span></span>"));
	q.id = task_id("N.1");
	must(task_get_show(&q, &task));
	const char *cited = strstr(body(&task), "120-KL/TW");
	assert_non_null(cited);
	const char *first = strstr(cited, "<span class=\"st id\">Còn hiệu lực\n(chưa xác nhận)</span>");
	assert_non_null(first);
	assert_non_null(strstr(first + 1, "<span class=\"st id\">Còn hiệu lực\n(chưa xác nhận)</span>"));
	assert_null(strstr(cited, "st ok"));
	assert_non_null(strstr(cited, "Hôm nay, 07/06/2021"));

	/* the same page seven months later: what nobody knows from 2022 on, and the day it is shown */
	struct res next_year = answer(LANG_VI);
	q.by.today = date_of(2022, 1, 1);
	must(task_get_show(&q, &next_year));
	cited = strstr(body(&next_year), "120-KL/TW");
	assert_non_null(strstr(cited, "<span class=\"st id\">Còn hiệu lực\n(chưa xác nhận)</span>"));
	assert_non_null(strstr(cited, "Hôm nay, 01/01/2022"));
	assert_non_null(strstr(cited, "<span class=\"st id\">Chưa xác nhận\n</span>"));
}

/* An organisation's own row stands in front of the shipped one; another organisation's does not. */
static void an_own_row_is_shown(void **state)
{
	(void)state;
	static const char ends[] = "<span class=\"st no\">Hết hiệu lực\n</span>";
	static const char own[] = "<span class=\"st id\">Hết hiệu lực một phần\n(chưa xác nhận)</span>";
	struct req q = request("hang", "/nhiem-vu/1",
	                       database_int(&b, "select min(x.task_id) as n from task_cite x join plan_citation c on c.org_id = x.org_id"
	                                        " and c.plan_id = x.plan_id and c.n = x.n where c.number = '149/2018/NĐ-CP'"));
	struct res before = answer(LANG_VI), after = answer(LANG_VI);

	must(database_script(b.url, "insert into org (org_id, name) values (2, 'Sở B');"
	                            "insert into law_document (org_id, number_key, issued_on, issued_confirmed, number, type, title,"
	                            " issuer, source) values (2, '149/2018NDCP', '2018-11-07', 1, '149/2018/NĐ-CP', 'nghị định', 'Tên',"
	                            " 'Chính phủ', 'Công báo');"
	                            "insert into law_document_state (org_id, number_key, issued_on, n, from_on, state, confirmed)"
	                            " values (2, '149/2018NDCP', '2018-11-07', 1, '2019-01-01', 'partly_expired', 0)"));
	must(task_get_show(&q, &before));
	assert_non_null(strstr(strstr(body(&before), "149/2018/NĐ-CP"), ends));
	assert_null(strstr(body(&before), own));

	must(database_script(b.url, "insert into law_document (org_id, number_key, issued_on, issued_confirmed, number, type, title,"
	                            " issuer, source) select 1, number_key, issued_on, issued_confirmed, number, type, title, issuer,"
	                            " source from law_document where org_id = 2;"
	                            "insert into law_document_state (org_id, number_key, issued_on, n, from_on, state, confirmed)"
	                            " select 1, number_key, issued_on, n, from_on, state, confirmed from law_document_state where org_id = 2"));
	must(task_get_show(&q, &after));
	assert_non_null(strstr(strstr(body(&after), "149/2018/NĐ-CP"), own));
	assert_null(strstr(strstr(body(&after), "149/2018/NĐ-CP"), ends));
	must(database_script(b.url, "delete from law_document_state where org_id in (1, 2); delete from law_document where org_id in (1, 2);"
	                            "delete from org where org_id = 2"));
}

static void history_comes_in_pages(void **state)
{
	(void)state;
	struct req q = request("hang", "/nhiem-vu/1", task_id("II.5"));
	struct res first = answer(LANG_VI), rest = answer(LANG_VI);
	struct act_answer done;
	char from[64] = "";

	for (int i = 0; i < HISTORY_ROWS + 5; i++) {
		struct task v;
		struct task_save s = { .now = { .state = TASK_DOING, .percent = 1 + i % 90, .result = "Đang làm tiếp." } };
		struct act_spec spec = { .org = DEMO_ORG, .actor = q.by.who.person, .at_us = q.by.at_us + i, .kind = "task.progress", .object = q.id };
		must(task_load(b.db, &b.a, DEMO_ORG, q.id, &v));
		s.task_id = v.id;
		s.plan_id = v.plan_id;
		s.ref = v.ref;
		s.verb = v.verb;
		s.due_on = task_rule_due(&v);
		s.was = v.report;
		s.version = v.version;
		must(acts_run(b.acts, &b.a, &spec, task_save_progress, &s, &done));
	}
	must(task_get_show(&q, &first));
	const char *link = strstr(body(&first), "?sau=");
	assert_non_null(link);
	assert_non_null(strstr(link, "Các lần báo trước đó"));
	assert_null(strstr(body(&first), "phân công người làm")); /* the first report */
	snprintf(from, sizeof from, "%.*s", (int)strcspn(link + 5, "#\""), link + 5);
	q.query = (struct field[]){ { "sau", from }, { 0 } };
	must(task_get_show(&q, &rest));
	assert_non_null(strstr(body(&rest), "phân công người làm"));
	assert_non_null(strstr(body(&rest), "Các lần báo mới nhất"));
	assert_null(strstr(body(&rest), "Các lần báo trước đó"));
}

static void report_is_refused_with_all_fields(void **state)
{
	(void)state;
	struct req q = request("hang", "/nhiem-vu/1/tien-do", task_id("II.9"));
	struct field fields[] = { { "version", "3" }, { "percent", "60\">" }, { "state", "doing" },
		                  { "result", "<b>42</b> học viên" }, { 0 } };
	struct res p = answer(LANG_VI);

	q.form = fields;
	must(task_post_progress(&q, &p));
	assert_int_equal(p.status, 422);
	assert_null(p.save.fn);
	assert_non_null(strstr(body(&p), "số nguyên từ 0 đến 100"));
	assert_non_null(strstr(body(&p), "value=\"60&quot;&gt;\""));
	assert_non_null(strstr(body(&p), "&lt;b&gt;42&lt;/b&gt; học viên"));
	assert_non_null(strstr(body(&p), "<a href=\"#percent\">")); /* the sentence is at the top and beside its field */
	assert_non_null(strstr(body(&p), "id=\"percent-loi\""));
	assert_non_null(strstr(body(&p), "aria-invalid=\"true\" aria-describedby=\"percent-loi\""));
	assert_null(strstr(body(&p), "result-loi"));
	fields[1].value = "60";
	struct res kept = answer(LANG_VI);
	must(task_post_progress(&q, &kept));
	assert_non_null(kept.save.fn);
	assert_string_equal(kept.save.kind, "task.progress");
	q.by.who = request("my", "", 0).by.who; /* of a unit that has no part in it */
	struct res foreign = answer(LANG_VI);
	assert_int_equal(task_post_progress(&q, &foreign).kind, E_FORBIDDEN);
	q.by.who = request("hang", "", 0).by.who;
	q.by.who.org = DEMO_ORG + 1;
	assert_int_equal(task_post_progress(&q, &foreign).kind, E_MISSING);
}

static void stale_report_meets_the_other(void **state)
{
	(void)state;
	struct req q = request("hang", "/nhiem-vu/1/tien-do", task_id("II.9"));
	struct field fields[] = { { "version", "2" }, { "percent", "60" }, { "state", "doing" }, { "result", "Của tôi đây" }, { 0 } };
	struct res p = answer(LANG_VI);

	q.form = fields;
	must(task_post_progress(&q, &p));
	assert_int_equal(p.status, 409);
	assert_null(p.save.fn);
	/* opened at version 2 (11 %), kept now 45 % by Đỗ Thanh Tùng, mine 60 % */
	static const char *const wanted[] = { "11%", "45%", "60%", "Của tôi đây", "Đỗ Thanh Tùng vừa lưu trước ông, bà",
		                              "name=\"version\" value=\"3\"" };
	for (size_t i = 0; i < COUNT_OF(wanted); i++)
		assert_non_null(strstr(body(&p), wanted[i]));
	fields[0].value = "77"; /* never was */
	struct res lost = answer(LANG_VI);
	assert_int_equal(task_post_progress(&q, &lost).kind, E_MISSING);
	struct field drop[] = { { "drop", "1" }, { 0 } };
	q.form = drop;
	struct res back = answer(LANG_VI);
	must(task_post_progress(&q, &back));
	assert_int_equal(back.status, 303);
}

static void chosen_field_comes_from_what_is_kept(void **state)
{
	(void)state;
	struct req q = request("hang", "/nhiem-vu/1/tien-do", task_id("II.9"));
	struct field fields[] = { { "version", "3" }, { "percent", "60" }, { "pick_percent", "saved" }, { "state", "doing" },
		                  { "result", "Chỉ đổi câu này thôi." }, { 0 } };
	struct res p = answer(LANG_VI);
	struct act_answer done;

	q.form = fields;
	must(task_post_progress(&q, &p));
	assert_non_null(p.save.fn);
	struct act_spec spec = { .org = DEMO_ORG, .actor = q.by.who.person, .at_us = q.by.at_us, .kind = p.save.kind,
	                         .object = p.save.object };
	must(acts_run(b.acts, &b.a, &spec, p.save.fn, p.save.arg, &done));
	assert_int_equal(database_int(&b, arena_fmt(&b.a, "select percent as n from task where id = %lld", (long long)q.id)), 45);
	/* who saved is told so, until somebody reports again; nobody else is */
	struct req seen = request("hang", "/nhiem-vu/1", q.id);
	struct field after[] = { { "luu", strchr(done.location, '=') + 1 }, { 0 } };
	struct res told = answer(LANG_VI), untold = answer(LANG_VI);
	seen.query = after;
	must(task_get_show(&seen, &told));
	assert_non_null(strstr(body(&told), "Đã lưu lúc 07:45: 45%, Đang làm."));
	assert_non_null(strstr(body(&told), "Về bảng kế hoạch"));
	seen.by.who = request("tung", "", 0).by.who;
	must(task_get_show(&seen, &untold));
	assert_null(strstr(body(&untold), "Đã lưu lúc"));
	/* the same form again: the writer says no, and the page puts both side by side */
	err e = acts_run(b.acts, &b.a, &spec, p.save.fn, p.save.arg, &done);
	assert_int_equal(e.kind, E_CONFLICT);
	struct res again = answer(LANG_VI);
	must(p.save.refused(&q, &again, &e, p.save.arg));
	assert_int_equal(again.status, 409);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pages_cost_few_statements),
		cmocka_unit_test(board_shows_every_mark),
		cmocka_unit_test(what_nobody_confirmed_is_marked),
		cmocka_unit_test(an_own_row_is_shown),
		cmocka_unit_test(history_comes_in_pages),
		cmocka_unit_test(report_is_refused_with_all_fields),
		cmocka_unit_test(stale_report_meets_the_other),
		cmocka_unit_test(chosen_field_comes_from_what_is_kept),
	};
	return cmocka_run_group_tests(tests, open_world, close_world);
}
