/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/calendar/calendar_store.h"
#include "domain/0_shared/law/law_ship_store.h"
#include "domain/0_shared/law/law_store.h"
#include "tests/database.h"
#include "tests/test.h"
#include <signal.h>
#include <sys/wait.h>

enum { ORG = 7, OTHER_ORG = 8 };

static date day(const char *iso)
{
	date ret = DATE_NONE;
	assert_true(date_parse_iso(iso, &ret));
	return ret;
}

static int64_t heads(const struct database *b)
{
	return database_int(b, "select coalesce(sum(seq), 0) + 0 as n from audit_head");
}

/* Ships as `danchu migrate` does; how many rows were written, -1 when nothing was due. */
static int64_t ship(struct database *b, const struct law_shipment *s)
{
	struct law_ship_due due;
	int64_t written = 0;

	database_must(law_ship_find(b->db, &b->a, s, &due));
	if (!due.due)
		return -1;
	database_must(law_ship(b->acts, &b->a, s, due.version, 1000, &written));
	return written;
}

static struct database shipped_database(void)
{
	struct database b = database_open();
	struct law_shipment s = law_shipment_compiled();

	database_must(database_script(b.url, "insert into org (org_id, name) values (7, 'Sở A'), (8, 'Sở B')"));
	assert_int_equal(ship(&b, &s), s.law->document_count + s.law->rule_count + (int)s.calendar->day_count +
	                                       (int)s.calendar->year_count);
	return b;
}

static void assert_same_register(const struct law_register *x, const struct law_register *y)
{
	assert_int_equal(x->document_count, y->document_count);
	for (int i = 0; i < x->document_count; i++) {
		if (!law_document_same(&x->documents[i], &y->documents[i]))
			fail_msg("%s is not the same", x->documents[i].number);
	}
	assert_int_equal(x->rule_count, y->rule_count);
	for (int i = 0; i < x->rule_count; i++) {
		if (!law_rule_same(&x->rules[i], &y->rules[i]))
			fail_msg("%s is not the same", x->rules[i].id);
	}
}

static void assert_same_calendar(const struct calendar *x, const struct calendar *y)
{
	assert_int_equal(x->day_count, y->day_count);
	for (size_t i = 0; i < x->day_count; i++) {
		assert_int_equal(x->days[i].on, y->days[i].on);
		assert_int_equal(x->days[i].kind, y->days[i].kind);
		assert_int_equal(x->days[i].status, y->days[i].status);
		assert_string_equal(x->days[i].name, y->days[i].name);
		assert_string_equal(x->days[i].source, y->days[i].source);
	}
	assert_int_equal(x->year_count, y->year_count);
	for (size_t i = 0; i < x->year_count; i++) {
		assert_int_equal(x->years[i].year, y->years[i].year);
		assert_int_equal(x->years[i].confirmed, y->years[i].confirmed);
		assert_string_equal(x->years[i].source, y->years[i].source);
	}
}

static void assert_holds(struct database *b, int64_t org, const struct law_shipment *s)
{
	struct law_register law;
	struct calendar calendar;

	database_must(law_load(b->db, &b->a, org, &law));
	database_must(calendar_load(b->db, &b->a, org, &calendar));
	assert_same_register(&law, s->law);
	assert_same_calendar(&calendar, s->calendar);
}

/* ---- shipping ----------------------------------------------------------------------------- */

static void rows_are_the_embedded_tables(void **s)
{
	(void)s;
	struct database b = shipped_database();
	struct law_shipment shipment = law_shipment_compiled();

	assert_holds(&b, 0, &shipment);
	assert_holds(&b, ORG, &shipment); /* everybody reads them */
	assert_int_equal(heads(&b), law_ship_acts(&shipment));
	database_close(&b);
}

static void the_second_time_writes_nothing(void **s)
{
	(void)s;
	struct database b = shipped_database();
	struct law_shipment shipment = law_shipment_compiled();
	int64_t before = database_kept(&b);

	assert_int_equal(ship(&b, &shipment), -1);
	assert_true(database_kept(&b) == before);

	/* one query decides it: with that one broken it fails, a second one is never made */
	struct law_ship_due due;
	db_fail_in = 1;
	assert_int_equal(law_ship_find(b.db, &b.a, &shipment, &due).kind, E_SYSTEM);
	db_fail_in = 3; /* the query, its row, and no third call */
	database_must(law_ship_find(b.db, &b.a, &shipment, &due));
	assert_int_equal(db_fail_in, 1);
	db_fail_in = -1;
	assert_false(due.due);
	database_close(&b);
}

static void a_killed_loading_goes_on(void **s)
{
	(void)s;
	struct database b = database_place();
	struct law_shipment shipment = law_shipment_compiled();
	int acts = law_ship_acts(&shipment);
	int done;

	assert_true(acts > 1);
	database_must(db_migrate(b.url, &done));
	fflush(NULL);
	pid_t child = fork();
	if (!child) {
		int64_t written = 0;
		database_must(acts_open(&b.acts, b.url));
		database_must(law_ship_act(b.acts, &b.a, &shipment, 0, 0, 1000, &written));
		kill(getpid(), SIGKILL);
	}
	int status;
	waitpid(child, &status, 0);
	assert_true(WIFSIGNALED(status));
	assert_int_equal(heads(&b), 1);
	assert_int_equal(database_int(&b, "select count(*) as n from law_shipped"), 0);
	int64_t documents = database_int(&b, "select count(*) as n from law_document where org_id = 0");
	assert_true(documents > 0);

	database_must(db_open(&b.db, b.url, DB_READ));
	database_must(acts_open(&b.acts, b.url));
	assert_true(ship(&b, &shipment) > 0);
	assert_int_equal(heads(&b), acts); /* the first was not done again */
	assert_holds(&b, 0, &shipment);
	database_close(&b);
}

/* The next release: a document and a rule less, one changed, one new; a day moved, a year confirmed. */
static struct law_shipment next_release(arena *a)
{
	struct law_shipment now = law_shipment_compiled();
	struct law_register *law = arena_get(a, sizeof *law);
	struct calendar *calendar = arena_get(a, sizeof *calendar);
	struct law_document *documents = arena_get(a, (size_t)now.law->document_count * sizeof *documents);
	struct law_rule *rules = arena_get(a, (size_t)now.law->rule_count * sizeof *rules);
	struct calendar_day *days = arena_get(a, now.calendar->day_count * sizeof *days);
	struct calendar_year *years = arena_get(a, now.calendar->year_count * sizeof *years);

	*law = *now.law;
	law->documents = documents;
	law->document_count--;
	law->rules = rules;
	law->rule_count--;
	memcpy(documents, now.law->documents + 1, (size_t)law->document_count * sizeof *documents);
	documents[0].title = "Tên đã sửa";
	memcpy(rules, now.law->rules, (size_t)law->rule_count * sizeof *rules);
	rules[5] = now.law->rules[law->rule_count]; /* the last moves up, the sixth goes */
	*calendar = *now.calendar;
	calendar->days = days;
	calendar->years = years;
	memcpy(days, now.calendar->days, calendar->day_count * sizeof *days);
	days[0].on++;
	days[1].name = "Tết";
	memcpy(years, now.calendar->years, calendar->year_count * sizeof *years);
	years[calendar->year_count - 1].confirmed ^= 1;
	return (struct law_shipment){ law, calendar, "another-checksum-of-law", "another-checksum-of-days" };
}

static void a_new_release_writes_what_differs(void **s)
{
	(void)s;
	struct database b = shipped_database();
	struct law_shipment now = law_shipment_compiled();
	struct law_shipment next = next_release(&b.a);

	/* documents: 1 changed, 1 gone; rules: 1 moved, 1 gone; days: 1 gone, 1 new, 1 changed; years: 1 changed */
	assert_int_equal(ship(&b, &next), 8);
	assert_holds(&b, 0, &next);
	assert_int_equal(ship(&b, &next), -1);
	/* and back, under the checksums that were shipped before */
	assert_true(ship(&b, &now) > 0);
	assert_holds(&b, 0, &now);
	assert_true(ship(&b, &next) > 0);
	assert_holds(&b, 0, &next);
	database_close(&b);
}

static void two_releases_that_ended_half_way(void **s)
{
	(void)s;
	struct database b = database_open();
	struct law_shipment now = law_shipment_compiled();
	struct law_shipment next = next_release(&b.a);
	int64_t written = 0;

	database_must(law_ship_act(b.acts, &b.a, &now, 0, 0, 1000, &written));
	database_must(law_ship_act(b.acts, &b.a, &next, 0, 0, 1000, &written));
	ship(&b, &now);
	assert_holds(&b, 0, &now);

	/* one that saw an older state than the one it meets */
	database_must(law_ship_act(b.acts, &b.a, &next, 0, 0, 1000, &written));
	err e = law_ship(b.acts, &b.a, &next, 0, 1000, &written);
	assert_int_equal(e.kind, E_CONFLICT);
	assert_string_equal(e.code, "law_ship_conflict");
	assert_int_equal(ship(&b, &now), -1);
	database_close(&b);
}

static int64_t shipped_trace(const struct database *b)
{
	return database_int(b, "select (select count(*) from audit) * 100003 + (select count(*) from idem) * 1009 +"
	                       " (select count(*) from law_document) + (select count(*) from law_document_state) * 3 +"
	                       " (select count(*) from law_rule) * 7 + (select count(*) from calendar_day) * 11 +"
	                       " (select count(*) from law_shipped) * 13 as n");
}

static err ship_first_act(struct database *b, void *arg)
{
	int64_t written = 0;
	return law_ship_act(b->acts, &b->a, arg, 0, 0, 1000, &written);
}

static void a_broken_batch_leaves_nothing(void **s)
{
	(void)s;
	struct database b = database_open();
	struct law_shipment tiny = law_shipment_compiled();
	struct law_register law = { law_shipped.documents, 3, law_shipped.rules, 2 };
	struct calendar calendar = { calendar_shipped.days, 2, calendar_shipped.years, 1 };

	tiny.law = &law;
	tiny.calendar = &calendar;
	assert_int_equal(law_ship_acts(&tiny), 1);
	assert_true(database_break_each_call(&b, ship_first_act, &tiny, shipped_trace) > 15);
	assert_holds(&b, 0, &tiny);
	database_close(&b);
}

/* ---- an organisation's own documents ------------------------------------------------------ */

static const struct law_change own_changes[] = {
	{ .from = 16480, .status = LAW_IN_FORCE, .confirmed = true },
	{ .from = 18000, .status = LAW_EXPIRED, .by = "Quyết định 1/QĐ-X", .confirmed = true },
};
static const struct law_amendment own_amendments[] = { { .from = 17000, .by = "2/2016/NĐ-CP", .confirmed = true } };

static struct law_document own_document(const char *number, date issued_on)
{
	return (struct law_document){
		.number = number, .type = "nghị định", .title = "Tên theo cơ quan", .issuer = "Chính phủ",
		.issued_on = issued_on, .issued_confirmed = true, .source = "Công báo số 12",
		.changes = own_changes, .change_count = COUNT_OF(own_changes),
		.amendments = own_amendments, .amendment_count = COUNT_OF(own_amendments),
	};
}

static err save_document(struct database *b, int64_t org, const struct law_document *d, struct law_document_own was)
{
	struct law_document_save save = { .document = *d, .was = was };
	struct act_spec spec = { .org = org, .actor = 3, .at_us = 5, .kind = "law.document" };
	struct act_answer answer;
	return acts_run(b->acts, &b->a, &spec, law_save_document, &save, &answer);
}

static struct law_document_own own_of(struct database *b, const char *number, date issued_on)
{
	struct law_document_own own;
	database_must(law_document_own(b->db, &b->a, ORG, number, NULL, issued_on, &own));
	return own;
}

static struct law_state state_of(struct database *b, int64_t org, const char *number, date issued_on, date on)
{
	struct law_register law;
	database_must(law_load(b->db, &b->a, org, &law));
	return register_status(register_find_in(&law, number, issued_on), on);
}

/* What a page loads is what law_load gives, but for the rules. */
static void assert_page_loads_the_same(struct database *b, int64_t org)
{
	struct law_register whole;
	struct law_register page;

	database_must(law_load(b->db, &b->a, org, &whole));
	database_must(law_load_documents(b->db, &b->a, org, &page));
	assert_int_equal(page.rule_count, 0);
	whole.rule_count = 0;
	assert_same_register(&whole, &page);
}

static void an_own_row_stands_in_front(void **s)
{
	(void)s;
	struct database b = shipped_database();
	struct law_shipment shipment = law_shipment_compiled();
	date issued = day("2015-01-09");
	date on = day("2021-03-22");
	struct law_document d = own_document("04/2015/NĐ-CP", issued);

	assert_int_equal(state_of(&b, ORG, d.number, issued, on).status, LAW_IN_FORCE);
	assert_int_equal(own_of(&b, d.number, issued).version, 0);
	database_must(save_document(&b, ORG, &d, own_of(&b, d.number, issued)));
	struct law_state state = state_of(&b, ORG, "4/2015/nđ-cp", issued, on);
	assert_int_equal(state.status, LAW_EXPIRED);
	assert_string_equal(state.replaced_by, "Quyết định 1/QĐ-X");
	struct law_register law;
	database_must(law_load(b.db, &b.a, ORG, &law));
	assert_int_equal(law.document_count, law_shipped.document_count);
	assert_int_equal(register_find_in(&law, d.number, issued)->amendment_count, 1);
	for (int i = 1; i < law.document_count; i++)
		assert_true(strcmp(law.documents[i - 1].key, law.documents[i].key) <= 0);
	assert_holds(&b, OTHER_ORG, &shipment); /* nobody else sees it */
	assert_page_loads_the_same(&b, ORG);
	assert_page_loads_the_same(&b, OTHER_ORG);

	/* a day of issue put right moves the row: there are not two of one number */
	struct law_document moved = own_document("04/2015/NĐ-CP", day("2015-01-10"));
	database_must(save_document(&b, ORG, &moved, own_of(&b, d.number, moved.issued_on)));
	assert_int_equal(database_int(&b, "select count(*) as n from law_document where org_id = 7"), 1);
	assert_int_equal(own_of(&b, d.number, issued).version, 2);
	assert_int_equal(state_of(&b, ORG, d.number, issued, on).status, LAW_EXPIRED);

	/* a new release never touches it */
	struct law_shipment next = next_release(&b.a);
	assert_int_equal(ship(&b, &next), 8);
	assert_int_equal(own_of(&b, d.number, issued).version, 2);
	assert_int_equal(state_of(&b, ORG, d.number, issued, on).status, LAW_EXPIRED);
	database_close(&b);
}

/* A local number is another document on another day; an unknown one is simply added. */
static void an_own_row_may_be_new(void **s)
{
	(void)s;
	struct database b = shipped_database();
	struct law_document d = own_document("436/QĐ-UBND", day("2014-05-05"));

	d.province = "Cà Mau";
	database_must(save_document(&b, ORG, &d, (struct law_document_own){ .issued_on = DATE_NONE }));
	struct law_register law;
	database_must(law_load(b.db, &b.a, ORG, &law));
	assert_int_equal(law.document_count, law_shipped.document_count + 1);
	assert_string_equal(register_find_in(&law, d.number, d.issued_on)->province, "Cà Mau");
	assert_string_equal(register_find_in(&law, d.number, day("2019-06-11"))->province, "Quảng Ngãi");
	assert_page_loads_the_same(&b, ORG);
	database_close(&b);
}

static void an_own_rule_stands_in_front(void **s)
{
	(void)s;
	struct database b = shipped_database();
	struct law_register law;

	database_must(database_script(b.url, "insert into law_rule (org_id, rule, sort, act, document, article, bound, length,"
	                                     " unit, source, confirmed) values"
	                                     " (7, 'R2', 1, 'notify', '1/QĐ-X', 'Điều 2', 'at_most', 3, 'working_day', 'x', 1),"
	                                     " (7, 'X1', 2, 'own', '1/QĐ-X', 'Điều 3', 'no_limit', 0, 'hour', 'x', 0)"));
	database_must(law_load(b.db, &b.a, ORG, &law));
	assert_int_equal(law.rule_count, law_rule_count + 1);
	assert_int_equal(rule_find_in(&law, "R2")->limit, 3);
	assert_int_equal(rule_find_in(&law, "X1")->bound, LAW_NO_LIMIT);
	assert_int_equal(rule_find("R2")->limit, 10);
	database_close(&b);
}

static void documents_are_refused_with_a_reason(void **s)
{
	(void)s;
	struct database b = shipped_database();
	const struct law_document_own none = { .issued_on = DATE_NONE };
	struct law_document good = own_document("1/2020/NĐ-CP", day("2015-01-02"));
	struct law_change after_end[] = { own_changes[0], own_changes[1], { .from = 19000, .status = LAW_IN_FORCE } };
	struct law_change twice[] = { own_changes[0], own_changes[0] };
	struct law_change no_by[] = { own_changes[0], { .from = 18000, .status = LAW_SUPERSEDED } };
	struct law_change early[] = { { .from = 10, .status = LAW_IN_FORCE, .confirmed = true } };
	int64_t before = database_kept(&b);

#define REFUSED(code_, ...) \
	do { \
		struct law_document d = good; \
		__VA_ARGS__; \
		err e = save_document(&b, ORG, &d, none); \
		assert_int_equal(e.kind, E_INPUT); \
		assert_string_equal(e.code, code_); \
	} while (0)
	REFUSED("law_number_wrong", d.number = "-");
	REFUSED("law_head_missing", d.title = "");
	REFUSED("law_source_missing", d.source = NULL);
	REFUSED("law_issued_missing", d.issued_on = DATE_NONE);
	REFUSED("law_state_missing", d.change_count = 0);
	REFUSED("law_state_order", d.changes = twice);
	REFUSED("law_state_after_end", d.changes = after_end; d.change_count = 3);
	REFUSED("law_state_by_missing", d.changes = no_by);
	REFUSED("law_effect_before_issue", d.changes = early; d.change_count = 1);
	REFUSED("law_amendment_wrong", d.amendments = (struct law_amendment[]){ { .from = 5 } });
#undef REFUSED
	assert_true(database_kept(&b) == before);

	database_must(save_document(&b, ORG, &good, none));
	err e = save_document(&b, ORG, &good, none); /* somebody else added it first */
	assert_int_equal(e.kind, E_CONFLICT);
	assert_string_equal(e.code, "law_conflict");
	struct law_document other_day = own_document(good.number, good.issued_on + 1);
	e = save_document(&b, ORG, &other_day, none); /* the number carries its year: there is one such document */
	assert_string_equal(e.code, "law_conflict");
	struct law_document_own seen = own_of(&b, good.number, good.issued_on);
	assert_int_equal(seen.version, 1);
	database_must(save_document(&b, ORG, &good, seen));
	assert_int_equal(save_document(&b, ORG, &good, seen).kind, E_CONFLICT);
	database_close(&b);
}

static err save_once(struct database *b, void *arg)
{
	struct law_document *d = arg;
	struct law_document_own was;
	TRY(law_document_own(b->db, &b->a, ORG, d->number, NULL, d->issued_on, &was));
	return save_document(b, ORG, d, was);
}

static void a_broken_save_leaves_nothing(void **s)
{
	(void)s;
	struct database b = shipped_database();
	struct law_document d = own_document("04/2015/NĐ-CP", day("2015-01-09"));

	assert_true(database_break_each_call(&b, save_once, &d, NULL) > 6); /* new */
	assert_true(database_break_each_call(&b, save_once, &d, NULL) > 6); /* and again */
	assert_int_equal(own_of(&b, d.number, d.issued_on).version, 2);
	assert_int_equal(database_int(&b, "select count(*) as n from law_document_state where org_id = 7"), 3);
	database_close(&b);
}

static void match_follows_from_number_and_scope(void **s)
{
	(void)s;
	for (int i = 0; i < law_document_count; i++)
		assert_int_equal(register_match(law_documents[i].key, law_documents[i].province), law_documents[i].match);
	for (int i = 0; i < law_document_count; i++)
		assert_int_equal(register_check(&(arena){ 0 }, &law_documents[i]).kind, E_OK);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_killed_loading_goes_on), /* first: nothing may run while it forks */
		cmocka_unit_test(rows_are_the_embedded_tables),
		cmocka_unit_test(the_second_time_writes_nothing),
		cmocka_unit_test(a_new_release_writes_what_differs),
		cmocka_unit_test(two_releases_that_ended_half_way),
		cmocka_unit_test(a_broken_batch_leaves_nothing),
		cmocka_unit_test(an_own_row_stands_in_front),
		cmocka_unit_test(an_own_row_may_be_new),
		cmocka_unit_test(an_own_rule_stands_in_front),
		cmocka_unit_test(documents_are_refused_with_a_reason),
		cmocka_unit_test(a_broken_save_leaves_nothing),
		cmocka_unit_test(match_follows_from_number_and_scope),
	};
	return cmocka_run_group_tests_name("law_store", tests, NULL, NULL);
}
