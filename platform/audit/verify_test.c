/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/verify.h"
#include "platform/audit/chain.h"
#include "tests/database.h"
#include "tests/test.h"
#include <sodium.h>

enum { ORGS = 3, ROWS_EACH = 40, DAMAGES = 1000 };

static err note_something(struct act *t, void *nth)
{
	act_note_int(t, "nth", *(int *)nth);
	act_note(t, "text", "Nội dung");
	return OK;
}

static struct database filled(void)
{
	struct database b = database_open();
	for (int i = 0; i < ORGS * ROWS_EACH; i++) {
		struct act_spec spec = { .org = 1 + i % ORGS, .actor = i, .at_us = 1623000000000000 + i, .kind = "test.note",
					 .object = 100 + i };
		database_must(acts_run(b.acts, &b.a, &spec, note_something, &i, NULL));
	}
	return b;
}

static struct audit_verdict verdict(struct database *b, const char *exported)
{
	ARENA a = { 0 };
	struct audit_verdict v;
	database_must(audit_verify(b->db, &a, &(struct audit_wish){ .exported = exported }, &v));
	return v;
}

static void the_hash_is_the_published_one(void **s)
{
	(void)s;
	/* computed with python3 hashlib from the words of docs/decisions/0003-write-path.md, not from this program */
	static const uint8_t none[CHAIN_HASH];
	uint8_t hash[CHAIN_HASH];
	char hex[65];
	chain_hash(&(struct chain_row){ .org = 1, .seq = 1, .at_us = 1623000000000000, .actor = 7, .kind = "test.act",
					.object = 42, .body = "{\"who\":\"Lê\"}", .prev = none }, hash);
	sodium_bin2hex(hex, sizeof hex, hash, sizeof hash);
	assert_string_equal(hex, "2bba04e511a2f6b57ea5964885af40e2352ea9a44836572ff0085e14fa660986");
}

static void an_untouched_chain_is_sound(void **s)
{
	(void)s;
	struct database b = filled();
	struct audit_verdict v = verdict(&b, NULL);
	assert_null(v.what);
	assert_int_equal(v.faults, 0);
	assert_int_equal(v.orgs, ORGS);
	assert_int_equal(v.rows, ORGS * ROWS_EACH);
	database_close(&b);
}

/* ---- damage ------------------------------------------------------------------------------- */

static unsigned seed = 20261123;
static int dice(int n)
{
	seed = seed * 1103515245 + 12345;
	return (int)((seed >> 8) % (unsigned)n);
}

/* One change of a kind chosen at random, as SQL of both engines. */
static const char *damage(arena *a)
{
	int org = 1 + dice(ORGS);
	int seq = 1 + dice(ROWS_EACH);
	int other = 1 + (seq + dice(ROWS_EACH - 1)) % ROWS_EACH;
	const char *at = arena_fmt(a, "where org_id = %d and seq = %d", org, seq);
	switch (dice(12)) {
	case 0:
		return arena_fmt(a, "update audit set at_us = at_us + %d %s", 1 + dice(99), at);
	case 1:
		return arena_fmt(a, "update audit set actor = actor + %d %s", 1 + dice(99), at);
	case 2:
		return arena_fmt(a, "update audit set kind = kind || 'x' %s", at);
	case 3:
		return arena_fmt(a, "update audit set object = object - %d %s", 1 + dice(99), at);
	case 4:
		return arena_fmt(a, "update audit set body = replace(body, 'text', 'tekst') %s", at);
	case 5: /* the hash of another row */
		return arena_fmt(a, "update audit set hash = (select b.hash from audit b where b.org_id = %d and b.seq = %d) %s",
				 org, other, at);
	case 6: /* prev of another row, the first of another organisation's having the same zeroes */
		return arena_fmt(a, "update audit set prev = (select b.hash from audit b where b.org_id = %d and b.seq = %d) %s",
				 org % ORGS + 1, other, at);
	case 7:
		return arena_fmt(a, "delete from audit %s", at);
	case 8: /* two rows swap their contents */
		return arena_fmt(a, "update audit set seq = 99999 %s;"
				    "update audit set seq = %d where org_id = %d and seq = %d;"
				    "update audit set seq = %d where org_id = %d and seq = 99999",
				 at, seq, org, other, other, org);
	case 9: /* a row invented at the end */
		return arena_fmt(a, "insert into audit select org_id, %d, at_us, actor, kind, object, body, prev, hash from audit %s",
				 ROWS_EACH + 1, at);
	case 10:
		return arena_fmt(a, "update audit_head set seq = seq - %d where org_id = %d", 1 + dice(ROWS_EACH - 1), org);
	default:
		return arena_fmt(a, "delete from audit_head where org_id = %d", org);
	}
}

static void every_single_damage_is_found(void **s)
{
	(void)s;
	struct database b = filled();
	database_must(database_script(b.url, "create table audit_copy as select * from audit;"
					     "create table head_copy as select * from audit_head"));
	db *hand = NULL;
	database_must(db_open(&hand, b.url, DB_WRITE));
	int found = 0;
	for (int i = 0; i < DAMAGES; i++) {
		ARENA a = { 0 };
		const char *text = damage(&a);
		database_must(db_script(hand, text));
		struct audit_verdict v = verdict(&b, NULL);
		if (v.faults)
			found++;
		else
			print_error("not found: %s\n", text);
		database_must(db_script(hand, "begin; delete from audit; delete from audit_head;"
					      "insert into audit select * from audit_copy;"
					      "insert into audit_head select * from head_copy; commit"));
	}
	db_close(hand);
	assert_int_equal(found, DAMAGES);
	assert_int_equal(verdict(&b, NULL).faults, 0);
	database_close(&b);
}

static void a_cut_tail_is_found_by_exported_heads(void **s)
{
	(void)s;
	struct database b = filled();
	const char *heads;
	database_must(audit_export_heads(b.db, &b.a, &heads));
	assert_int_equal(verdict(&b, heads).faults, 0);
	/* acts after the export do not disturb it */
	int nth = 1;
	struct act_spec spec = { .org = 2, .actor = 1, .at_us = 1, .kind = "test.note", .object = 1 };
	database_must(acts_run(b.acts, &b.a, &spec, note_something, &nth, NULL));
	assert_int_equal(verdict(&b, heads).faults, 0);

	/* whoever cuts the tail and sets the head back leaves a chain that is sound in itself */
	database_must(database_script(b.url,
		"delete from audit where org_id = 3 and seq > 35;"
		"update audit_head set seq = 35, hash = (select a.hash from audit a where a.org_id = 3 and a.seq = 35) where org_id = 3"));
	assert_int_equal(verdict(&b, NULL).faults, 0);
	struct audit_verdict v = verdict(&b, heads);
	assert_int_equal(v.faults, 1);
	assert_int_equal(v.org, 3);
	assert_string_equal(v.what, "cut");

	/* and an organisation removed without a trace */
	database_must(database_script(b.url, "delete from audit where org_id = 1; delete from audit_head where org_id = 1"));
	assert_int_equal(verdict(&b, NULL).faults, 0);
	assert_int_equal(verdict(&b, heads).faults, 2);
	struct audit_verdict none;
	assert_int_equal(audit_verify(b.db, &b.a, &(struct audit_wish){ .exported = "1 x\n" }, &none).kind, E_INPUT);
	database_close(&b);
}

static void a_wiped_log_is_found(void **s)
{
	(void)s;
	struct database b = filled();
	database_must(database_script(b.url, "insert into org (org_id, name) values (1, 'Sở')"));
	assert_int_equal(verdict(&b, NULL).faults, 0);
	database_must(database_script(b.url, "delete from audit where org_id = 1; delete from audit_head where org_id = 1"));
	struct audit_verdict v = verdict(&b, NULL);
	assert_int_equal(v.faults, 1);
	assert_int_equal(v.org, 1);
	assert_string_equal(v.what, "no_chain");
	database_close(&b);
}

/* PostgreSQL keeps no NUL in a text; SQLite does. */
static void what_hides_behind_a_nul_is_found(void **s)
{
	(void)s;
	struct database b = filled();
	if (db_is_sqlite(b.db)) {
		database_must(database_script(b.url, "update audit set body = body || char(0) || 'x' where org_id = 2 and seq = 7"));
		struct audit_verdict v = verdict(&b, NULL);
		assert_int_equal(v.seq, 7);
		assert_string_equal(v.what, "hash");
	}
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_hash_is_the_published_one),
		cmocka_unit_test(an_untouched_chain_is_sound),
		cmocka_unit_test(every_single_damage_is_found),
		cmocka_unit_test(a_cut_tail_is_found_by_exported_heads),
		cmocka_unit_test(a_wiped_log_is_found),
		cmocka_unit_test(what_hides_behind_a_nul_is_found),
	};
	return cmocka_run_group_tests_name("verify", tests, NULL, NULL);
}
