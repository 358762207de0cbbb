/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/auth/sign_in.h"
#include "tests/database.h"
#include "tests/test.h"

static const int64_t minute_us = 60 * 1000000LL;
static const int64_t start_us = 1700000000LL * 1000000;

static struct database department(void)
{
	struct database b = database_open();
	database_must(database_script(b.url,
		"insert into org (org_id, name, host, short_name, parent_name) values (1, 'Sở A', 'a.vn', 'A', 'Tỉnh');"
		"insert into org (org_id, name, host, short_name, parent_name) values (2, 'Sở B', 'b.vn', 'B', 'Tỉnh');"
		"insert into unit (org_id, id, code, name, short_name, kind, sort) values (1, 1, 'VP', 'Văn phòng', 'VP', 'unit', 1);"
		"insert into person (org_id, id, name, sort_key, email, title) values (1, 7, 'Hằng', 'h', 'hang@a.vn', 'Chánh Văn phòng');"
		"insert into person (org_id, id, name, sort_key, email, title, state) values (1, 8, 'Cũ', 'c', 'cu@a.vn', 'x', 'closed');"
		"insert into position (org_id, id, person_id, unit_id, role, title, from_on, to_on)"
		" values (1, 70, 7, 1, 'officer', 'Chuyên viên', '2020-01-01', '2020-12-31');"
		"insert into position (org_id, id, person_id, unit_id, role, title, from_on)"
		" values (1, 71, 7, 1, 'office', 'Chánh Văn phòng Sở', '2021-01-01');"
		"insert into position (org_id, id, person_id, role, title, from_on) values (1, 80, 8, 'head', 'Giám đốc', '2020-01-01')"));
	return b;
}

static err act(struct database *b, const char *kind, act_fn *fn, void *arg)
{
	struct act_spec spec = { .org = 1, .at_us = start_us, .kind = kind, .object = 7 };
	struct act_answer answer = { 0 };
	return acts_run(b->acts, &b->a, &spec, fn, arg, &answer);
}

static const char *signed_in(struct database *b)
{
	struct sign_in s = { .person = 7, .secret = secret_new(&b->a), .now_us = start_us, .next = "/toi" };
	database_must(act(b, "person.sign_in", sign_in_save, &s));
	return s.secret;
}

static struct session_found look(struct sessions *s, struct database *b, int64_t org, const char *secret,
	int64_t now_us, int64_t steady_us)
{
	struct session_found found = { 0 };
	struct session_asked asked = { .org = org, .secret = secret, .today = date_of(2021, 6, 7), .now_us = now_us,
		.steady_us = steady_us };
	database_must(session_find(s, b->db, &b->a, &asked, &found));
	assert_true(!found.open || (found.session.org == 1 && found.session.person == 7 && found.who.person == 7));
	return found;
}

static bool find(struct sessions *s, struct database *b, const char *secret, int64_t now_us, int64_t steady_us)
{
	return look(s, b, 1, secret, now_us, steady_us).open;
}

static void roles_hold_what_the_table_says(void **s)
{
	(void)s;
	uint64_t caps = 0;
	enum scope scope = SCOPE_OWN;
	assert_true(role_find("office", &caps, &scope));
	struct who w = { .caps = caps };
	assert_true(who_may(&w, CAP_PLAN_IMPORT) && who_may(&w, CAP_SIGNED_IN) && who_may(&w, CAP_NONE));
	assert_false(who_may(&w, CAP_AUDIT_READ));
	assert_int_equal(scope, SCOPE_ORG);
	assert_true(role_find("viewer", &caps, &scope));
	w.caps = caps;
	assert_true(who_may(&w, CAP_PLAN_READ));
	assert_false(who_may(&w, CAP_TASK_PROGRESS) || who_may(&w, CAP_PLAN_IMPORT) || who_may(&w, CAP_ORG_WRITE));
	assert_int_equal(scope, SCOPE_OWN);
	assert_false(role_find("root", &caps, &scope));
	assert_false(role_find("", &caps, &scope));
	assert_false(who_may(&(struct who){ 0 }, CAP_SIGNED_IN));
	assert_true(who_may(&(struct who){ 0 }, CAP_NONE));
}

/* The pool is filled again, and no byte of it comes twice. */
static void masks_are_fresh(void **s)
{
	(void)s;
	enum { TIMES = 500 };
	static uint8_t seen[TIMES][24];

	for (int i = 0; i < TIMES; i++) {
		secret_mask(seen[i], sizeof seen[i]);
		for (int j = 0; j < i; j++)
			assert_memory_not_equal(seen[i], seen[j], sizeof seen[i]);
	}
}

static void secrets_are_long_and_tokens_tell_nothing(void **s)
{
	(void)s;
	ARENA a = { 0 };
	uint8_t one[32], two[32];
	const char *x = secret_new(&a);
	const char *y = secret_new(&a);
	assert_int_equal(strlen(x), SECRET_TEXT);
	assert_string_not_equal(x, y);
	assert_true(secret_hash(x, one) && secret_hash(y, two));
	assert_memory_not_equal(one, two, 32);
	assert_false(secret_hash("", one) || secret_hash(NULL, one) || secret_hash(x + 1, one));
	assert_false(secret_hash("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!", one));
	const char *token = secret_token(&a, x);
	assert_string_not_equal(token, secret_token(&a, x));
	assert_true(secret_token_fits(&a, x, token) && secret_token_fits(&a, x, secret_token(&a, x)));
	assert_false(secret_token_fits(&a, y, token) || secret_token_fits(&a, x, "") || secret_token_fits(&a, x, token + 1));
	for (size_t i = 0; i < strlen(token); i += 21) {
		char *forged = arena_text(&a, token);
		forged[i] = forged[i] == '0' ? '1' : '0';
		assert_false(secret_token_fits(&a, x, forged));
	}
	assert_false(secret_equal("", "x"));
	assert_string_equal(sign_in_secret(&a, "visit", "key", "proof"), sign_in_secret(&a, "visit", "key", "proof"));
	assert_string_not_equal(sign_in_secret(&a, "visit", "key", "proof"), sign_in_secret(&a, "visit", "key", "other"));
	assert_string_not_equal(sign_in_secret(&a, "visit", "keyp", "roof"), sign_in_secret(&a, "visit", "key", "proof"));
	assert_string_not_equal(sign_in_secret(&a, "other", "key", "proof"), sign_in_secret(&a, "visit", "key", "proof"));
}

/* As the session of that secret shows him on a day. */
static struct who on_day(struct database *b, const char *secret, date day)
{
	struct sessions *cache = NULL;
	struct session_found found = { 0 };
	struct session_asked asked = { .org = 1, .secret = secret, .today = day, .now_us = start_us };
	sessions_open(&cache);
	database_must(session_find(cache, b->db, &b->a, &asked, &found));
	sessions_close(cache);
	return found.who;
}

static void people_act_by_positions_of_the_day(void **s)
{
	(void)s;
	struct database b = department();
	enum scope reach = SCOPE_OWN;
	const char *secret = signed_in(&b);
	struct who w = on_day(&b, secret, date_of(2021, 6, 7));
	assert_string_equal(w.title, "Chánh Văn phòng Sở");
	assert_true(who_may(&w, CAP_PLAN_IMPORT) && who_reach(&w, CAP_PLAN_IMPORT, &reach) && reach == SCOPE_ORG);
	w = on_day(&b, secret, date_of(2020, 12, 31));
	assert_string_equal(w.title, "Chuyên viên");
	assert_true(!who_may(&w, CAP_PLAN_IMPORT) && who_reach(&w, CAP_TASK_PROGRESS, &reach) && reach == SCOPE_UNIT);
	assert_true(who_may_for(&w, CAP_TASK_PROGRESS, 1) && !who_may_for(&w, CAP_TASK_PROGRESS, 2));
	assert_int_equal(on_day(&b, secret, date_of(2019, 12, 31)).person, 0); /* holds none */
	database_close(&b);
}

static void a_post_reaches_with_its_own_capabilities_only(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct who w = { .org = 1, .person = 5 };
	enum scope reach = SCOPE_ORG;
	assert_true(who_hold(&a, &w, "admin", 0) && who_hold(&a, &w, "officer", 3) && who_hold(&a, &w, "viewer", 4));
	assert_false(who_hold(&a, &w, "root", 3));
	assert_true(who_may(&w, CAP_AUDIT_READ) && who_may(&w, CAP_TASK_PROGRESS));
	assert_true(who_reach(&w, CAP_TASK_PROGRESS, &reach));
	assert_int_equal(reach, SCOPE_UNIT); /* not the administrator's */
	assert_true(who_reach(&w, CAP_AUDIT_READ, &reach) && reach == SCOPE_ORG);
	assert_true(who_may_for(&w, CAP_TASK_PROGRESS, 3));
	assert_false(who_may_for(&w, CAP_TASK_PROGRESS, 4) || who_may_for(&w, CAP_TASK_PROGRESS, 0));
	assert_false(who_reach(&w, CAP_PLAN_IMPORT, &reach));
	for (int unit = 5; unit < 60; unit++)
		assert_true(who_hold(&a, &w, "viewer", unit));
	assert_true(who_hold(&a, &w, "office", 60) && who_may_for(&w, CAP_PLAN_IMPORT, 60)); /* the fifty-ninth counts too */
}

static void organisations_answer_to_their_host(void **s)
{
	(void)s;
	struct database b = department();
	struct org_list orgs = { 0 };
	database_must(orgs_load(b.db, &b.a, &orgs));
	assert_int_equal(orgs.n, 2);
	assert_string_equal(org_find(&orgs, "B.vn")->name, "Sở B");
	assert_null(org_find(&orgs, "c.vn"));
	assert_null(org_find(&orgs, NULL));
	orgs.n = 1;
	assert_string_equal(org_find(&orgs, "c.vn")->name, "Sở A");
	database_close(&b);
}

static void sessions_end_by_rest_and_by_age(void **s)
{
	(void)s;
	struct database b = department();
	struct sessions *cache = NULL;
	const char *secret = signed_in(&b);
	struct session_seen *seen = NULL;

	sessions_open(&cache);
	assert_true(find(cache, &b, secret, start_us, 0));
	assert_int_equal(sessions_seen(cache, &b.a, false, &seen), 0);
	assert_true(find(cache, &b, secret, start_us + 29 * minute_us, 29 * minute_us));
	assert_int_equal(sessions_seen(cache, &b.a, false, &seen), 1);
	assert_int_equal(sessions_seen(cache, &b.a, true, &seen), 0);
	assert_true(find(cache, &b, secret, start_us + 58 * minute_us, 58 * minute_us));
	struct session_found over = look(cache, &b, 1, secret, start_us + 88 * minute_us, 88 * minute_us);
	assert_true(!over.open && over.former == 7); /* it still says whose it was */
	over = look(cache, &b, 1, secret_new(&b.a), start_us, 0);
	assert_true(!over.open && !over.former);
	assert_false(find(cache, &b, "x", start_us, 0));
	sessions_close(cache);

	sessions_open(&cache); /* a restart */
	assert_true(find(cache, &b, secret, start_us + 34 * minute_us, 0));
	assert_false(look(cache, &b, 2, secret, start_us, 0).open);
	for (int64_t t = 34; t < 12 * 60; t += 20)
		assert_true(find(cache, &b, secret, start_us + t * minute_us, t * minute_us - 34 * minute_us));
	assert_false(find(cache, &b, secret, start_us + 720 * minute_us, 686 * minute_us));
	sessions_close(cache);

	sessions_open(&cache);
	assert_false(find(cache, &b, secret, start_us + 35 * minute_us, 0));
	sessions_close(cache);
	database_close(&b);
}

static void what_the_row_says_is_so_at_every_server(void **s)
{
	(void)s;
	struct database b = department();
	struct sessions *here = NULL, *there = NULL;
	const char *secret = signed_in(&b);
	const char *other = signed_in(&b);
	struct session_seen *seen = NULL;
	struct sign_out out = { .next = "/" };

	sessions_open(&here);
	sessions_open(&there);
	assert_true(find(here, &b, secret, start_us, 0) && find(there, &b, secret, start_us, 0));
	assert_true(find(here, &b, other, start_us, 0) && find(there, &b, other, start_us, 0));
	assert_true(secret_hash(secret, out.session));
	database_must(act(&b, "person.sign_out", sign_out_save, &out));
	assert_false(find(here, &b, secret, start_us, 0) || find(there, &b, secret, start_us, 0));

	/* rested here, used there, as the row says */
	database_must(database_script(b.url, arena_fmt(&b.a, "update session set seen_us = %lld", (long long)(start_us + 25 * minute_us))));
	assert_true(find(here, &b, other, start_us + 40 * minute_us, 40 * minute_us));
	assert_false(find(here, &b, other, start_us + 80 * minute_us, 80 * minute_us));

	database_must(database_script(b.url, "update position set role = 'viewer', title = 'Cộng tác viên' where id = 71"));
	struct session_found found = look(there, &b, 1, other, start_us + 20 * minute_us, 20 * minute_us);
	assert_true(found.open && !who_may(&found.who, CAP_PLAN_IMPORT));
	assert_string_equal(found.who.title, "Cộng tác viên");

	/* closed and opened again: over for ever, and written down */
	database_must(database_script(b.url, "update person set state = 'closed' where id = 7"));
	found = look(there, &b, 1, other, start_us + 20 * minute_us, 20 * minute_us);
	assert_true(!found.open && !found.former);
	database_must(database_script(b.url, "update person set state = 'active' where id = 7"));
	assert_false(find(there, &b, other, start_us + 20 * minute_us, 20 * minute_us));
	assert_true(sessions_seen(there, &b.a, false, &seen) == 1 && seen[0].over);
	sessions_close(here);
	sessions_close(there);
	database_close(&b);
}

static void housekeeping_ends_sessions_of_the_closed(void **s)
{
	(void)s;
	struct database b = department();
	int64_t now_us = start_us;
	signed_in(&b);
	database_must(upkeep_run(b.acts, &b.a, sign_in_expire, &now_us));
	assert_int_equal(database_int(&b, "select count(*) as n from session"), 1);
	database_must(database_script(b.url, "update person set state = 'closed' where id = 7"));
	database_must(upkeep_run(b.acts, &b.a, sign_in_expire, &now_us));
	assert_int_equal(database_int(&b, "select count(*) as n from session"), 0);
	database_close(&b);
}

static const char *new_link(struct database *b, bool invitation)
{
	const char *secret = secret_new(&b->a);
	struct link_make m = { .person = 7, .invitation = invitation, .now_us = start_us };
	assert_true(secret_hash(secret, m.hash));
	database_must(act(b, "person.link", link_save_made, &m));
	return secret;
}

static err use_link(struct database *b, const char *secret, int64_t now_us)
{
	struct sign_in s = { .person = 7, .secret = secret_new(&b->a), .by_link = true, .now_us = now_us, .next = "/" };
	assert_true(secret_hash(secret, s.link));
	return act(b, "person.sign_in", sign_in_save, &s);
}

static enum link_state state(struct database *b, const char *secret, int64_t now_us)
{
	struct sign_in_link link = { 0 };
	database_must(link_find(b->db, &b->a, 1, secret, now_us, &link));
	assert_string_equal(link.name, "Hằng");
	return link.state;
}

static void links_work_once_and_not_for_long(void **s)
{
	(void)s;
	struct database b = department();
	struct sign_in_link link = { 0 };
	const char *one = new_link(&b, false);
	struct link_end end = { .now_us = start_us };

	assert_int_equal(state(&b, one, start_us + 29 * minute_us), LINK_OPEN);
	database_must(use_link(&b, one, start_us + 29 * minute_us));
	assert_int_equal(state(&b, one, start_us + 29 * minute_us), LINK_USED);
	assert_int_equal(use_link(&b, one, start_us + 29 * minute_us).kind, E_CONFLICT);

	const char *two = new_link(&b, false);
	assert_int_equal(state(&b, two, start_us + 30 * minute_us), LINK_EXPIRED);
	assert_int_equal(use_link(&b, two, start_us + 30 * minute_us).kind, E_CONFLICT);

	const char *three = new_link(&b, true);
	assert_int_equal(state(&b, three, start_us + 23 * 60 * minute_us), LINK_OPEN);
	assert_true(secret_hash(three, end.hash));
	database_must(act(&b, "person.link_cancelled", link_save_cancelled, &end));
	assert_int_equal(state(&b, three, start_us), LINK_CANCELLED);
	assert_int_equal(use_link(&b, three, start_us).kind, E_CONFLICT);
	assert_int_equal(act(&b, "person.link_cancelled", link_save_cancelled, &end).kind, E_CONFLICT);

	assert_int_equal(link_find(b.db, &b.a, 2, one, start_us, &link).kind, E_MISSING);
	assert_int_equal(link_find(b.db, &b.a, 1, "x", start_us, &link).kind, E_MISSING);
	assert_int_equal(database_int(&b, "select count(*) as n from session"), 1);
	database_close(&b);
}

static err sign_in_once(struct database *b, void *arg)
{
	return use_link(b, arg, start_us);
}

static int64_t sign_in_trace(const struct database *b)
{
	return database_kept(b) + database_int(b, "select count(*) as n from session") * 7 +
		database_int(b, "select count(*) as n from sign_in_link where used_us is not null") * 13;
}

static void signing_in_is_all_or_nothing(void **s)
{
	(void)s;
	struct database b = department();
	const char *secret = new_link(&b, false);
	assert_true(database_break_each_call(&b, sign_in_once, (void *)(uintptr_t)secret, sign_in_trace) > 2);
	assert_int_equal(state(&b, secret, start_us), LINK_USED);
	database_close(&b);
}

static err accept_once(struct database *b, void *arg)
{
	struct sign_in s = { .person = 7, .secret = secret_new(&b->a), .by_link = true, .password = "a hash", .now_us = start_us,
		.next = "/" };
	assert_true(secret_hash(arg, s.link));
	return act(b, "person.sign_in", sign_in_save, &s);
}

static int64_t secrets_trace(const struct database *b)
{
	return sign_in_trace(b) + database_int(b, "select count(*) as n from person_password") * 17 +
		database_int(b, "select count(*) as n from sign_in_link where cancelled_us is not null") * 19;
}

static void a_new_secret_is_all_or_nothing(void **s)
{
	(void)s;
	struct database b = department();
	const char *invitation = new_link(&b, true);
	const char *link = new_link(&b, false);
	signed_in(&b);
	assert_true(database_break_each_call(&b, accept_once, (void *)(uintptr_t)invitation, secrets_trace) > 6);
	assert_int_equal(state(&b, link, start_us), LINK_CANCELLED);
	assert_int_equal(database_int(&b, "select count(*) as n from session"), 1);
	database_close(&b);
}

static void marks_of_machines_end_with_the_password(void **s)
{
	(void)s;
	ARENA a = { 0 };
	const char *mark = device_mark(&a, 1, 7, "a stored hash");
	assert_true(device_known(&a, 1, 7, "a stored hash", mark));
	assert_string_not_equal(mark, device_mark(&a, 1, 7, "a stored hash"));
	assert_false(device_known(&a, 1, 7, "another hash", mark));
	assert_false(device_known(&a, 1, 8, "a stored hash", mark));
	assert_false(device_known(&a, 2, 7, "a stored hash", mark));
	assert_false(device_known(&a, 1, 7, NULL, mark));
	assert_false(device_known(&a, 1, 7, "a stored hash", ""));
	assert_false(device_known(&a, 1, 7, "a stored hash", arena_fmt(&a, "f%s", mark + 1)) &&
		device_known(&a, 1, 7, "a stored hash", arena_fmt(&a, "0%s", mark + 1)));
}

static void a_password_by_invitation_ends_other_sessions(void **s)
{
	(void)s;
	struct database b = department();
	const char *before = signed_in(&b);
	struct sign_in in = { .person = 7, .secret = secret_new(&b.a), .password = "a hash", .now_us = start_us, .next = "/" };
	struct sessions *cache = NULL;
	database_must(act(&b, "person.sign_in", sign_in_save, &in));
	sessions_open(&cache);
	assert_false(find(cache, &b, before, start_us, 0));
	assert_true(find(cache, &b, in.secret, start_us, 0));
	sessions_close(cache);
	int64_t later = start_us + (12 + 25) * 60 * minute_us;
	database_must(upkeep_run(b.acts, &b.a, sign_in_expire, &later));
	assert_int_equal(database_int(&b, "select count(*) as n from session"), 0);
	database_close(&b);
}

static void a_new_secret_ends_the_old_ones(void **s)
{
	(void)s;
	struct database b = department();
	const char *link = new_link(&b, false);
	const char *newer = new_link(&b, false);
	assert_int_equal(state(&b, link, start_us), LINK_CANCELLED);
	assert_int_equal(state(&b, newer, start_us), LINK_OPEN);
	const char *invitation = new_link(&b, true);
	assert_int_equal(state(&b, newer, start_us), LINK_CANCELLED);
	link = new_link(&b, false);
	assert_int_equal(state(&b, invitation, start_us), LINK_OPEN); /* a link for today leaves it alone */
	const char *again = new_link(&b, true);
	assert_int_equal(state(&b, invitation, start_us), LINK_CANCELLED);
	assert_int_equal(state(&b, link, start_us), LINK_CANCELLED);

	struct sign_in in = { .person = 7, .secret = secret_new(&b.a), .by_link = true, .password = "a hash", .now_us = start_us, .next = "/" };
	assert_true(secret_hash(again, in.link));
	link = new_link(&b, false);
	database_must(act(&b, "person.sign_in", sign_in_save, &in));
	assert_int_equal(state(&b, again, start_us), LINK_USED);
	assert_int_equal(state(&b, link, start_us), LINK_CANCELLED);

	link = new_link(&b, true);
	struct password_change change = { .person = 7, .now_us = start_us, .password = "another", .next = "/" };
	assert_true(secret_hash(in.secret, change.session));
	database_must(act(&b, "person.password", password_save, &change));
	assert_int_equal(state(&b, link, start_us), LINK_CANCELLED);
	assert_int_equal(use_link(&b, link, start_us).kind, E_CONFLICT);
	database_close(&b);
}

static void one_browser_one_session(void **s)
{
	(void)s;
	struct database b = department();
	const char *before = signed_in(&b);
	bool twice = false;
	struct sign_in in = { .person = 7, .secret = secret_new(&b.a), .instead = true, .now_us = start_us, .next = "/" };
	assert_true(secret_hash(before, in.session));
	database_must(session_just_opened(b.db, &b.a, 1, &in, &twice));
	assert_false(twice);
	database_must(act(&b, "person.sign_in", sign_in_save, &in));
	assert_int_equal(database_int(&b, "select count(*) as n from session"), 1);
	assert_true(secret_hash(in.secret, in.session));
	database_must(act(&b, "person.sign_in", sign_in_save, &in)); /* the same form again */
	assert_int_equal(database_int(&b, "select count(*) as n from session"), 1);
	database_must(session_just_opened(b.db, &b.a, 1, &in, &twice));
	assert_true(twice);
	in.now_us += SENT_TWICE_US;
	database_must(session_just_opened(b.db, &b.a, 1, &in, &twice));
	assert_false(twice);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(roles_hold_what_the_table_says),
		cmocka_unit_test(masks_are_fresh),
		cmocka_unit_test(secrets_are_long_and_tokens_tell_nothing),
		cmocka_unit_test(people_act_by_positions_of_the_day),
		cmocka_unit_test(a_post_reaches_with_its_own_capabilities_only),
		cmocka_unit_test(organisations_answer_to_their_host),
		cmocka_unit_test(sessions_end_by_rest_and_by_age),
		cmocka_unit_test(what_the_row_says_is_so_at_every_server),
		cmocka_unit_test(housekeeping_ends_sessions_of_the_closed),
		cmocka_unit_test(links_work_once_and_not_for_long),
		cmocka_unit_test(signing_in_is_all_or_nothing),
		cmocka_unit_test(a_new_secret_is_all_or_nothing),
		cmocka_unit_test(marks_of_machines_end_with_the_password),
		cmocka_unit_test(a_password_by_invitation_ends_other_sessions),
		cmocka_unit_test(a_new_secret_ends_the_old_ones),
		cmocka_unit_test(one_browser_one_session),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
