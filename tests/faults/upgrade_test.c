/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Databases of every earlier schema come to the newest one with what was in them, also when the upgrade is killed.
 * DANCHU_UPGRADE_KILLS says how often (20). */
#include "app/migrate.h"
#include "domain/0_shared/calendar/calendar_store.h"
#include "domain/0_shared/law/law_store.h"
#include "platform/audit/verify.h"
#include "tests/database.h"
#include "tests/test.h"
#include <signal.h>
#include <sys/wait.h>
#include <time.h>

enum { MOST = 32 };

static int newest(void)
{
	int n = 0;
	while (migrations[n].number)
		n++;
	assert_true(n > 0 && n < MOST);
	return n;
}

/* ---- an old database with something in every room it had ---------------------------------- */

/* Data as each schema's program could have written it; each one stands on those before. */
static const char *const data_of[] = {
	"insert into org (org_id, name, host) values (1, 'Sở Khoa học', 'so.example'), (2, 'Sở Tư pháp', '')",
	"insert into person_password (org_id, person_id, password, set_us) values (1, 9, 'argon', 77);"
	"insert into property (org_id, name, value) values (0, 'demonstration', '1')",
	"insert into unit (org_id, id, code, name, short_name, kind, sort) values (1, 5, 'VP', 'Văn phòng', 'VP', 'unit', 1);"
	"insert into person (org_id, id, name, sort_key, email, title) values (1, 9, 'Lê Lan', 'lan', 'l@x', 'Chuyên viên');"
	"insert into position (org_id, id, person_id, unit_id, role, title, from_on)"
	" values (1, 4, 9, 5, 'officer', 'Chuyên viên', '2021-01-04')",
	"insert into plan (org_id, id, year, title, document_type, issuer, state, plan_version)"
	" values (1, 3, 2021, 'Kế hoạch', 'Kế hoạch', 'Sở', 'published', 1);"
	"insert into task (org_id, id, plan_id, ref, sort, by_verb, by_due, title, text, lead_unit_id, due_confirmed)"
	" values (1, 6, 3, 'II.1', 1, 1, 1, 'Công khai', 'Công khai thủ tục', 5, 0)",
	/* what an earlier release shipped and a later one refuted, and what the organisation has of its own in the same places */
	"insert into law_rule (org_id, rule, sort, act, document, article, bound, length, unit, source, confirmed) values"
	" (0, 'K2_law', 2, 'accept_complaint', '02/2011/QH13', 'Điều 27', 'at_most', 10, 'calendar_day', 'ship', 0),"
	" (0, 'K2', 1, 'accept_complaint', '124/2020/NĐ-CP', 'Điều 16', 'at_most', 7, 'working_day', 'ship', 1),"
	" (1, 'R2', 1, 'notify', '1/QĐ-X', 'Điều 2', 'at_most', 3, 'working_day', 'own', 1),"
	" (1, 'K2_law', 2, 'accept_complaint', '1/QĐ-X', 'Điều 3', 'at_most', 4, 'working_day', 'own', 1);"
	"insert into calendar_day (org_id, day_on, kind, status, name, source) values"
	" (0, '2026-11-24', 'holiday', 'undecided', 'Ngày Văn hóa Việt Nam', 'ship'),"
	" (0, '2027-02-11', 'compensatory', 'unconfirmed', 'Nghỉ bù Tết', 'ship'),"
	" (0, '2027-09-01', 'holiday', 'undecided', 'Quốc khánh', 'ship'),"
	" (1, '2027-09-01', 'holiday', 'confirmed', 'Nghỉ riêng', 'own');"
	"insert into law_document (org_id, number_key, issued_on, issued_confirmed, number, type, title, issuer, source) values"
	" (0, '1/2024TTTTCP', '2024-01-20', 1, '01/2024/TT-TTCP', 'thông tư', 'Báo cáo', 'Thanh tra', 'ship'),"
	" (1, '1/2024TTTTCP', '2024-01-20', 1, '01/2024/TT-TTCP', 'thông tư', 'Báo cáo', 'Thanh tra', 'own');"
	"insert into law_document_state (org_id, number_key, issued_on, n, from_on, state, confirmed) values"
	" (0, '1/2024TTTTCP', '2024-01-20', 1, '2024-03-05', 'in_force', 1),"
	" (1, '1/2024TTTTCP', '2024-01-20', 1, '2024-03-05', 'in_force', 1);"
	"insert into law_shipped (org_id, checksum, shipped_us, version) values (0, 'an earlier release', 1, 3)",
};

/* What must be found again: one figure for each of the above. */
static const char *const kept_of[] = {
	"select count(*) as n from org where org_id in (1, 2) and name in ('Sở Khoa học', 'Sở Tư pháp')",
	"select (select set_us from person_password where org_id = 1 and person_id = 9) + (select count(*) from property) as n",
	("select count(*) as n from position p join person q on q.org_id = p.org_id and q.id = p.person_id"
	" join unit u on u.org_id = p.org_id and u.id = p.unit_id where q.name = 'Lê Lan' and u.code = 'VP'"),
	"select count(*) as n from task t join plan p on p.org_id = t.org_id and p.id = t.plan_id where t.text = 'Công khai thủ tục'",
	("select (select sum(length) from law_rule where org_id = 1 and source = 'own')"
	" + (select count(*) from calendar_day where org_id = 1 and source = 'own')"
	" + (select count(*) from law_document d join law_document_state s on s.org_id = d.org_id and s.number_key = d.number_key"
	" where d.org_id = 1 and d.source = 'own') as n"),
};
static const int64_t kept_figure[] = { 2, 78, 1, 1, 9 };

/* One source imported three times, as schemas 4 and 5 allowed. */
static const char came_thrice[] =
	"insert into plan (org_id, id, year, title, document_type, issuer, state, plan_version)"
	" values (1, 2, 2021, 'Dở', 'Kế hoạch', 'Sở', 'importing', 1), (1, 7, 2021, 'Lần hai', 'Kế hoạch', 'Sở', 'published', 1);"
	"insert into plan_version (org_id, plan_id, n, published_us, source_sha256, source_name, source_text, reading)"
	" values (1, 2, 1, null, 'ab', 'a', 'x', '{}'), (1, 3, 1, 5, 'ab', 'a', 'x', '{}'), (1, 7, 1, 6, 'ab', 'a', 'x', '{}')";

static err note_nothing(struct act *t, void *arg)
{
	act_note(t, "word", arg);
	act_answer(t, 303, "/");
	return OK;
}

/* Three reports of one task; before the second the clock was set back.  The log knows their order. */
static const int64_t clock_set_back[] = { 200, 100, 150 };
static const char reports[] =
	"insert into task_progress (org_id, task_id, unit_id, version, at_us, person_id, state, percent, result) values"
	" (1, 6, 0, 2, 200, 9, 'doing', 10, 'một'), (1, 6, 0, 3, 100, 9, 'doing', 20, 'hai'), (1, 6, 5, 2, 150, 9, 'doing', 30, 'ba')";

/* An act of each organisation before the upgrade, and those of the reports: the chain must hold across it.  WHY the table: the runtime of today
 * leases a node for its ids, that of a schema before 6 did not; otherwise an old schema does. */
static void write_act(struct database *b, int schema)
{
	const char *node = "create table audit_node (node bigint primary key, owner text, until_us bigint)";
	struct act_answer answer;
	struct acts *acts = NULL;
	if (schema < 6)
		database_must(database_script(b->url, node));
	database_must(acts_open(&acts, b->url));
	for (int64_t org = 1; org <= 2; org++) {
		struct act_spec spec = { .org = org, .at_us = 5, .kind = "test.note", .key = "upgrade-key" };
		database_must(acts_run(acts, &b->a, &spec, note_nothing, "trước nâng cấp", &answer));
	}
	for (size_t i = 0; i < COUNT_OF(clock_set_back); i++) {
		struct act_spec spec = { .org = 1, .at_us = clock_set_back[i], .kind = "task.progress", .object = 6 };
		database_must(acts_run(acts, &b->a, &spec, note_nothing, "báo cáo", &answer));
	}
	acts_stop(acts);
	if (schema < 6)
		database_must(database_script(b->url, "drop table audit_node"));
}

/* The tally as schemas 4 to 7 kept it, a row a verb: seven counters of one row, another state, and a row that stands empty. */
static const char tally_of_verbs[] =
	"insert into task_tally (org_id, plan_id, span, from_on, verb, state, n) values"
	" (1, 3, 'none', '', 'know', 'done', 1), (1, 3, 'none', '', 'discuss', 'done', 2),"
	" (1, 3, 'none', '', 'do', 'done', 3), (1, 3, 'none', '', 'check', 'done', 4),"
	" (1, 3, 'none', '', 'supervise', 'done', 5), (1, 3, 'none', '', 'benefit', 'done', 6), (1, 3, 'none', '', '', 'done', 7),"
	" (1, 3, 'month', '2021-06-01', 'do', 'doing', 0), (1, 3, 'month', '2021-06-01', 'check', 'doing', 8)";

/* What was done late says so after the upgrade: which day it was follows from the reports. */
static const char done_late[] =
	"insert into task (org_id, id, plan_id, ref, sort, by_verb, by_due, title, text, verb, due_on, due_confirmed, state)"
	" values (1, 901, 3, 'L.1', 901, 3, 18776, 'muộn', 'm', 'do', '2021-05-29', 1, 'done'),"
	" (1, 902, 3, 'L.2', 902, 3, 18776, 'muộn', 'm', null, '2021-05-29', 1, 'done'),"
	" (1, 903, 3, 'L.3', 903, 3, 18776, 'kịp', 'm', 'do', '2021-05-29', 1, 'done'),"
	" (1, 904, 3, 'L.4', 904, 3, 18776, 'chưa', 'm', 'do', '2021-05-29', 1, 'doing');"
	/* 2021-05-31 17:30 UTC is the first of June in Viet Nam; done, taken back, done again; in time, then a better sentence;
	 * done and taken back */
	"insert into task_progress (org_id, task_id, unit_id, version, at_us, person_id, state, percent, result) values"
	" (1, 901, 0, 2, 1622482200000000, 0, 'done', 100, 'xong'),"
	" (1, 902, 0, 2, 1622200000000000, 0, 'done', 100, 'xong'), (1, 902, 0, 3, 1622300000000000, 0, 'doing', 90, 'lùi'),"
	" (1, 902, 0, 4, 1709164800000000, 0, 'done', 100, 'xong'),"
	" (1, 903, 0, 2, 1622200000000000, 0, 'done', 100, 'xong'), (1, 903, 0, 3, 1640000000000000, 0, 'done', 100, 'rõ hơn'),"
	" (1, 904, 0, 2, 1622200000000000, 0, 'done', 100, 'xong'), (1, 904, 0, 3, 1622300000000000, 0, 'doing', 90, 'lùi')";

static struct database old_database(int schema)
{
	struct database b = database_place();
	struct migration list[MOST] = { 0 };
	int done;

	memcpy(list, migrations, (size_t)schema * sizeof *list);
	database_must(db_migrate_list(b.url, list, &done));
	assert_int_equal(done, schema);
	for (int i = 0; i < schema && i < (int)COUNT_OF(data_of); i++)
		database_must(database_script(b.url, data_of[i]));
	if (schema == 4 || schema == 5)
		database_must(database_script(b.url, came_thrice));
	if (schema >= 4 && schema <= 7)
		database_must(database_script(b.url, tally_of_verbs));
	if (schema >= 4 && schema <= 9)
		database_must(database_script(b.url, reports));
	if (schema >= 4 && schema <= 9)
		database_must(database_script(b.url, done_late));
	write_act(&b, schema);
	return b;
}

static void assert_tally(struct database *b, int schema)
{
	if (schema < 4 || schema > 7)
		return;
	assert_int_equal(database_int(b, "select count(*) as n from task_tally where span <> 'late'"), 2);
	assert_int_equal(database_int(b, "select n_know + 10 * n_discuss + 100 * n_do + 1000 * n_check + 10000 * n_supervise"
	                                 " + 100000 * n_benefit + 1000000 * n_none as n from task_tally where span = 'none'"), 7654321);
	assert_int_equal(database_int(b, "select n_check * 10 + n_know + n_discuss + n_do + n_supervise + n_benefit + n_none as n"
	                                 " from task_tally where span = 'month' and state = 'doing'"), 80);
}

static void assert_history(struct database *b, int schema)
{
	if (schema >= 4 && schema <= 9)
		assert_int_equal(database_int(b, "select sum(n * percent) as n from task_progress where task_id = 6"), 1 * 10 + 2 * 20 + 3 * 30);
}

/* All three stay, and the first that was published counts. */
static void assert_sources(struct database *b, int schema)
{
	if (schema != 4 && schema != 5)
		return;
	assert_int_equal(database_int(b, "select count(*) as n from plan_version where source_sha256 = 'ab'"), 3);
	assert_int_equal(database_int(b, "select plan_id as n from plan_version where source_sha256 = 'ab' and set_aside = 0"), 3);
}

static void assert_late(struct database *b, int schema)
{
	if (schema < 4 || schema > 9)
		return;
	assert_int_equal(database_int(b, "select count(*) as n from task where id > 900 and (id = 901 and done_on = '2021-06-01'"
	                                 " or id = 902 and done_on = '2024-02-29' or id = 903 and done_on = '2021-05-28'"
	                                 " or id = 904 and done_on is null)"), 4);
	assert_int_equal(database_int(b, "select n_do + 10 * n_none + 100 * (n_know + n_discuss + n_check + n_supervise + n_benefit)"
	                                 " as n from task_tally where span = 'late'"), 11);
}

/* Of what an earlier release shipped nothing is left but what ships today; the organisation's own rows stand in front. */
static void assert_law(struct database *b, int schema)
{
	struct law_register law;
	struct calendar calendar;
	date first = date_of(2027, 9, 1);
	bool own = schema >= 5;

	database_must(law_load(b->db, &b->a, 0, &law));
	assert_int_equal(law.document_count, law_document_count);
	assert_int_equal(law.rule_count, law_rule_count);
	assert_null(rule_find_in(&law, "K2_law"));
	assert_true(law_rule_same(rule_find_in(&law, "K2"), rule_find("K2")));
	assert_int_equal(database_int(b, "select count(*) as n from calendar_day where org_id = 0 and source = 'ship'"), 0);
	assert_int_equal(database_int(b, "select count(*) as n from calendar_day where org_id = 0"
	                                 " and day_on in ('2027-02-11', '2027-09-01')"), 0);
	database_must(law_load(b->db, &b->a, 1, &law));
	assert_int_equal(law.document_count, law_document_count);
	assert_int_equal(law.rule_count, law_rule_count + own);
	assert_int_equal(rule_find_in(&law, "R2")->limit, own ? 3 : 10);
	assert_int_equal(register_status(register_find_in(&law, "01/2024/TT-TTCP", DATE_NONE), first).status,
	                 own ? LAW_IN_FORCE : LAW_EXPIRED);
	database_must(calendar_load(b->db, &b->a, 1, &calendar));
	assert_int_equal(calendar_find(&calendar, date_of(2026, 11, 24))->status, CALENDAR_CONFIRMED);
	assert_null(calendar_find(&calendar, date_of(2027, 2, 11)));
	assert_true(own == (calendar_find(&calendar, first) != NULL));
}

/* Newest schema, what was there still there, the chain whole, shipped rows loaded, nothing more to do. */
static void assert_upgraded(struct database *b, int schema)
{
	struct audit_verdict verdict;
	struct migrated again;

	database_must(db_open(&b->db, b->url, DB_READ));
	database_must(db_migrate_check(b->db));
	for (int i = 0; i < schema && i < (int)COUNT_OF(kept_of); i++)
		assert_true(database_int(b, kept_of[i]) == kept_figure[i]);
	assert_sources(b, schema);
	assert_tally(b, schema);
	assert_late(b, schema);
	assert_history(b, schema);
	database_must(audit_verify(b->db, &b->a, &(struct audit_wish){ .data = true }, &verdict));
	assert_int_equal(verdict.faults, 0);
	if (schema < newest())
		assert_int_equal(verdict.differences, 0); /* what old schemas held was taken over */
	assert_int_equal(database_int(b, "select count(*) as n from audit where org_id = 1 and kind = 'test.note'"), 1);
	assert_law(b, schema);
	int64_t before = database_kept(b);
	database_must(migrate(&b->a, b->url, &again));
	assert_int_equal(again.steps, 0);
	assert_false(again.shipped);
	assert_true(database_kept(b) == before);
}

/* The tables and columns of a schema, as one text. */
static const char *shape_of(struct database *b)
{
	struct rows r = { 0 };
	struct buf o = { .a = &b->a };
	db *d = NULL;
	static const struct sql lite = { .name = "shape", .lite = "select m.name as t, p.name as c, p.type as k, p.pk as n"
		" from sqlite_schema m, pragma_table_info(m.name) p where m.type in ('table', 'view')"
		" and m.name not like 'sqlite_%' order by 1, 2" };
	static const struct sql pg = { .name = "shape", .pg = "select table_name::text as t, column_name::text as c,"
		" data_type::text as k, (is_nullable = 'YES')::int as n from information_schema.columns"
		" where table_schema = current_schema() order by 1, 2" };

	database_must(db_open(&d, b->url, DB_READ));
	database_must(db_query_(d, &r, &b->a, db_is_sqlite(d) ? &lite : &pg, NULL, 0));
	while (db_next(&r))
		buf_fmt(&o, "%s.%s %s %lld\n", db_text(&r, "t"), db_text(&r, "c"), db_text(&r, "k"), (long long)db_int(&r, "n"));
	database_must(db_done(&r));
	db_close(d);
	return buf_str(&o);
}

/* ---- tests -------------------------------------------------------------------------------- */

static void every_schema_upgrades(void **s)
{
	(void)s;
	struct database fresh = database_place();
	struct migrated done;
	database_must(migrate(&fresh.a, fresh.url, &done));
	assert_int_equal(done.steps, newest());
	const char *shape = shape_of(&fresh);
	assert_true(strlen(shape) > 1000);

	for (int schema = 1; schema <= newest(); schema++) {
		struct database b = old_database(schema);
		database_must(migrate(&b.a, b.url, &done));
		assert_int_equal(done.steps, newest() - schema);
		assert_true(done.shipped);
		assert_string_equal(shape_of(&b), shape);
		assert_upgraded(&b, schema);
		database_close(&b);
	}
	database_close(&fresh);
}

static void a_newer_schema_is_left_alone(void **s)
{
	(void)s;
	struct database b = old_database(newest());
	struct migrated done;

	database_must(database_script(b.url, "insert into schema_version (number, name, checksum) values (9999, 'later', 'x')"));
	int64_t before = database_kept(&b);
	err e = migrate(&b.a, b.url, &done);
	assert_int_equal(e.kind, E_RULE);
	assert_string_equal(e.code, "schema_newer");
	assert_true(database_kept(&b) == before);
	assert_int_equal(database_int(&b, "select count(*) as n from law_document where source not in ('ship', 'own')"), 0);
	database_close(&b);
}

/* A server still ends the transactions of a client that is gone. */
static void wait_for_server(const struct database *b)
{
	for (int i = 0; !*b->dir && i < 500; i++) {
		if (!database_int(b, "select count(*) as n from pg_stat_activity where application_name = 'danchu'"
				     " and pid <> pg_backend_pid() and state <> 'idle'"))
			return;
		usleep(10000);
	}
}

/* Killed after that long, or not at all when it was quicker (0: never); true when it was killed. */
static bool killed_after(struct database *b, int us)
{
	int status;
	fflush(NULL);
	pid_t child = fork();
	if (!child) {
		ARENA a = { 0 };
		struct migrated done;
		err e = migrate(&a, b->url, &done);
		_exit(e.kind ? 3 : 0);
	}
	if (us) {
		usleep((useconds_t)us);
		kill(child, SIGKILL);
	}
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	wait_for_server(b);
	return WIFSIGNALED(status);
}

/* How long an upgrade from the first schema takes on this machine. */
static int upgrade_us(void)
{
	struct database b = old_database(1);
	struct timespec from;
	struct timespec to;
	struct migrated done;

	clock_gettime(CLOCK_MONOTONIC, &from);
	assert_false(killed_after(&b, 0));
	clock_gettime(CLOCK_MONOTONIC, &to);
	database_must(migrate(&b.a, b.url, &done));
	assert_int_equal(done.steps, 0);
	database_close(&b);
	return (int)((to.tv_sec - from.tv_sec) * 1000000 + (to.tv_nsec - from.tv_nsec) / 1000);
}

/* Each database is killed at a random moment of its upgrade, then upgraded to the end. */
static void killed_upgrades_go_on(void **s)
{
	(void)s;
	int kills = 20;
	int64_t wish;
	unsigned seed = 7;
	int struck = 0;
	int half = 0;
	int most = upgrade_us();

	if (str_int(str_or(getenv("DANCHU_UPGRADE_KILLS"), ""), 1, 100000, &wish))
		kills = (int)wish;
	for (int tries = 0; struck < kills && tries < kills * 4; tries++) {
		int schema = 1 + tries % (newest() - 1);
		struct database b = old_database(schema);
		struct migrated done;
		seed = seed * 1103515245 + 12345;
		bool killed = killed_after(&b, 1 + most / 100 * (int)((seed >> 8) % 100));
		struck += killed;
		database_must(migrate(&b.a, b.url, &done));
		half += killed && (done.steps ? done.steps < newest() - schema : done.shipped);
		assert_upgraded(&b, schema);
		database_close(&b);
	}
	print_message("%d killed, %d of them with some steps done and some not\n", struck, half);
	assert_true(struck >= kills);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(killed_upgrades_go_on), /* first: nothing may run while it forks */
		cmocka_unit_test(every_schema_upgrades),
		cmocka_unit_test(a_newer_schema_is_left_alone),
	};
	return cmocka_run_group_tests_name("upgrade", tests, NULL, NULL);
}
