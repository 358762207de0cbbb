/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gen/sql.h"
#include "tests/database.h"
#include "tests/test.h"
#include <fcntl.h>
#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* A table with every type, and statements as tools/sql.py would make them. */
static const struct migration with_thing[] = {
	{ .number = 1, .name = "thing", .checksum = "c1",
	  .lite = "create table thing (id integer not null primary key, word text, day_on text, bytes blob) strict;"
		  "create table part (id integer not null primary key, thing integer references thing (id)) strict",
	  .pg = "create table thing (id bigint not null primary key, word text, day_on text, bytes bytea);"
		"create table part (id bigint not null primary key, thing bigint references thing (id))" },
	{ 0 },
};
static const struct sql thing_add = {
	.name = "thing_add", .writes = true, .nparam = 4, .param = { "id", "word", "day_on", "bytes" },
	.lite = "insert into thing (id, word, day_on, bytes) values (?1, ?2, ?3, ?4)",
	.pg = "insert into thing (id, word, day_on, bytes) values ($1, $2, $3, $4)",
};
static const struct sql part_add = {
	.name = "part_add", .writes = true, .nparam = 2, .param = { "id", "thing" },
	.lite = "insert into part (id, thing) values (?1, ?2)", .pg = "insert into part (id, thing) values ($1, $2)",
};
static const struct sql thing_word = {
	.name = "thing_word", .writes = true, .nparam = 2, .param = { "word", "above" },
	.lite = "update thing set word = ?1 where id > ?2", .pg = "update thing set word = $1 where id > $2",
};
static const struct sql thing_after = {
	.name = "thing_after", .nparam = 2, .param = { "after", "word" },
	.lite = "select id, word, day_on, bytes from thing where (?1 = 0 or id > ?1) and (?2 = '' or word = ?2) order by id",
	.pg = "select id, word, day_on, bytes from thing where ($1 = 0 or id > $1) and ($2 = '' or word = $2) order by id",
};

static struct database things(db **ret_writer)
{
	struct database b = database_place();
	int done;
	database_must(db_migrate_list(b.url, with_thing, &done));
	assert_int_equal(done, 1);
	database_must(db_open(&b.db, b.url, DB_READ));
	database_must(db_open(ret_writer, b.url, DB_WRITE));
	return b;
}

static const char bytes[] = { 0, 1, '\\', '\'', (char)0xff, 0 };

static void add_thing(db *d, arena *a, int64_t id, const char *word, date day)
{
	database_must(db_exec(d, a, NULL, thing_add, BIND(id, id), BIND(word, word), BIND_DATE(day_on, day),
			      BIND_BLOB(bytes, bytes, sizeof bytes)));
}

static void values_come_back_as_they_went(void **s)
{
	(void)s;
	db *w;
	struct database b = things(&w);
	const int64_t big = INT64_MAX - 1;
	add_thing(w, &b.a, big, "Đoàn 'Nguyễn\\Ước'\n", date_of(2021, 6, 7));
	add_thing(w, &b.a, -5, NULL, DATE_NONE);
	add_thing(w, &b.a, 7, "", DATE_NONE);

	ROWS r = { 0 };
	database_must(db_query(b.db, &r, &b.a, thing_after, BIND(word, ""), BIND(after, 0))); /* in another order */
	assert_true(db_next(&r));
	assert_int_equal(db_int(&r, "id"), -5);
	assert_true(db_null(&r, "word"));
	assert_null(db_text_or_null(&r, "word"));
	assert_string_equal(db_text(&r, "word"), "");
	assert_int_equal(db_date(&r, "day_on"), DATE_NONE);
	assert_true(db_next(&r));
	assert_false(db_null(&r, "word"));
	assert_true(db_next(&r));
	size_t n;
	const void *p = db_blob(&r, "bytes", &n); /* not in the select's order */
	assert_int_equal(n, sizeof bytes);
	assert_memory_equal(p, bytes, n);
	assert_string_equal(db_text(&r, "word"), "Đoàn 'Nguyễn\\Ước'\n");
	assert_int_equal(db_date(&r, "day_on"), date_of(2021, 6, 7));
	assert_true(db_int(&r, "id") == big);
	assert_false(db_next(&r));
	assert_false(db_next(&r));
	database_must(db_done(&r));

	/* a 63-bit key after a small one, on the statement prepared before */
	database_must(db_query(b.db, &r, &b.a, thing_after, BIND(after, big - 1), BIND(word, "")));
	assert_true(db_next(&r));
	assert_false(db_next(&r));
	database_must(db_done(&r));
	db_close(w);
	database_close(&b);
}

static int count_things(struct database *b)
{
	int n = 0;
	ROWS r = { 0 };
	database_must(db_query(b->db, &r, &b->a, thing_after, BIND(after, 0), BIND(word, "")));
	while (db_next(&r))
		n++;
	database_must(db_done(&r));
	return n;
}

static void reads_of_one_request_see_one_state(void **s)
{
	(void)s;
	db *w;
	struct database b = things(&w);
	add_thing(w, &b.a, 1, "x", DATE_NONE);
	db_read_begin(b.db);
	assert_int_equal(count_things(&b), 1);
	add_thing(w, &b.a, 2, "x", DATE_NONE);
	assert_int_equal(count_things(&b), db_is_sqlite(b.db) ? 1 : 2);
	db_read_end(b.db);
	assert_int_equal(count_things(&b), 2);
	db_close(w);
	database_close(&b);
}

static void a_statement_may_run_inside_itself(void **s)
{
	(void)s;
	db *w;
	struct database b = things(&w);
	for (int i = 1; i <= 20; i++)
		add_thing(w, &b.a, i, "x", DATE_NONE);
	int pairs = 0;
	ROWS r = { 0 };
	database_must(db_query(b.db, &r, &b.a, thing_after, BIND(after, 0), BIND(word, "x")));
	while (db_next(&r)) {
		ROWS inner = { 0 };
		database_must(db_query(b.db, &inner, &b.a, thing_after, BIND(after, db_int(&r, "id")), BIND(word, "x")));
		while (db_next(&inner))
			pairs++;
	}
	database_must(db_done(&r));
	assert_int_equal(pairs, 190);
	/* left half way, the reader holds no snapshot: the next read sees what was written since */
	database_must(db_query(b.db, &r, &b.a, thing_after, BIND(after, 0), BIND(word, "")));
	db_next(&r);
	rows_end(&r);
	add_thing(w, &b.a, 21, "y", DATE_NONE);
	assert_int_equal(database_int(&b, "select count(*) as n from thing"), 21);
	database_must(db_query(b.db, &r, &b.a, thing_after, BIND(after, 0), BIND(word, "y")));
	assert_true(db_next(&r));
	database_must(db_done(&r));
	db_close(w);
	database_close(&b);
}

static void a_new_file_is_private(void **s)
{
	(void)s;
	db *w;
	struct database b = things(&w);
	const char *const name[] = { "danchu.db", "danchu.db-wal", "danchu.db-shm" };
	for (size_t i = 0; *b.dir && i < COUNT_OF(name); i++) {
		struct stat st;
		assert_int_equal(stat(arena_fmt(&b.a, "%s/%s", b.dir, name[i]), &st), 0);
		assert_int_equal(st.st_mode & 0777, 0600);
	}
	db_close(w);
	database_close(&b);
}

static void failures_have_their_kind(void **s)
{
	(void)s;
	db *w;
	struct database b = things(&w);
	int changed = -1;
	add_thing(w, &b.a, 1, "x", DATE_NONE);
	add_thing(w, &b.a, 2, "x", DATE_NONE);
	err e = db_exec(w, &b.a, NULL, thing_add, BIND(id, 1), BIND(word, "y"), BIND_DATE(day_on, DATE_NONE), BIND_BLOB(bytes, "", 0));
	assert_int_equal(e.kind, E_CONFLICT);
	assert_int_equal(db_trouble(w), DB_REFUSED);
	assert_non_null(strstr(e.why, "thing_add"));
	e = db_exec(w, &b.a, NULL, part_add, BIND(id, 1), BIND(thing, 99));
	assert_int_equal(e.kind, E_SYSTEM); /* the foreign key holds */
	database_must(db_exec(w, &b.a, &changed, thing_word, BIND(word, "z"), BIND(above, 0)));
	assert_int_equal(changed, 2);
	database_must(db_exec(w, &b.a, &changed, thing_word, BIND(word, "z"), BIND(above, 2)));
	assert_int_equal(changed, 0);

	/* a reader cannot write, whatever it runs */
	const struct sql sly = { .name = "sly", .lite = "delete from thing returning id", .pg = "delete from thing returning id" };
	ROWS r = { 0 };
	assert_int_equal(db_query_(b.db, &r, &b.a, &sly, NULL, 0).kind, E_SYSTEM);
	rows_end(&r);
	assert_int_equal(database_int(&b, "select count(*) as n from thing"), 2);

	/* a row that breaks while reading is not the end of the list */
	database_must(db_query(b.db, &r, &b.a, thing_after, BIND(after, 0), BIND(word, "")));
	assert_true(db_next(&r));
	db_fail_in = 1;
	assert_false(db_next(&r));
	assert_int_equal(db_done(&r).kind, E_SYSTEM);
	assert_int_equal(db_fail_in, -1);
	db_close(w);
	database_close(&b);

	db *none = NULL;
	assert_int_equal(db_open(&none, "sqlite:/nonexistent/danchu.db", DB_READ).kind, E_SYSTEM);
	assert_int_equal(db_open(&none, "postgres://nobody@%2Fnonexistent/x", DB_READ).kind, E_BUSY);
	assert_null(none);
}

/* PostgreSQL: who comes back to a server that stopped keeping what it commits is not let in, however often he asks. */
static void a_connection_is_checked_or_none(void **s)
{
	(void)s;
	const char *server = str_or(getenv("DANCHU_TEST_PG"), "");
	static const struct sql one = { .name = "one", .lite = "select 1 as n", .pg = "select 1 as n" };
	ARENA a = { 0 };
	ROWS r = { 0 };
	db *d = NULL;
	if (!*server)
		skip();
	const char *role = arena_fmt(&a, "careless%ld", (long)getpid());
	database_must(database_script(server, arena_fmt(&a, "create role %s login", role)));
	database_must(db_open(&d, arena_fmt(&a, "%s%cuser=%s", server, strchr(server, '?') ? '&' : '?', role), DB_READ));
	database_must(db_query_(d, &r, &a, &one, NULL, 0));
	rows_end(&r);
	database_must(database_script(server, arena_fmt(&a, "alter role %s set synchronous_commit = off", role)));
	database_must(database_script(server, arena_fmt(&a, "select pg_terminate_backend(pid) from pg_stat_activity"
							" where usename = '%s'", role)));
	for (int i = 0; i < 3; i++) {
		err e = db_query_(d, &r, &a, &one, NULL, 0);
		assert_string_equal(e.code, "db_not_durable");
	}
	database_must(database_script(server, arena_fmt(&a, "alter role %s reset synchronous_commit", role)));
	database_must(db_query_(d, &r, &a, &one, NULL, 0));
	rows_end(&r);
	db_close(d);
	for (int i = 0; i < 100 && database_script(server, arena_fmt(&a, "drop role %s", role)).kind; i++)
		usleep(10000);
}

static void a_transaction_is_whole_or_nothing(void **s)
{
	(void)s;
	db *w;
	struct database b = things(&w);
	database_must(db_begin(w));
	assert_true(db_in_transaction(w));
	add_thing(w, &b.a, 1, "x", DATE_NONE);
	db_rollback(w);
	assert_false(db_in_transaction(w));
	assert_int_equal(database_int(&b, "select count(*) as n from thing"), 0);
	database_must(db_begin(w));
	add_thing(w, &b.a, 1, "x", DATE_NONE);
	assert_int_equal(database_int(&b, "select count(*) as n from thing"), 0);
	database_must(db_commit(w));
	assert_int_equal(database_int(&b, "select count(*) as n from thing"), 1);
	db_close(w);
	database_close(&b);
}

/* What goes into a deleted file is gone with the process: it may not be called kept. */
static void a_deleted_file_takes_no_commit(void **s)
{
	(void)s;
	db *w;
	struct database b = things(&w);
	if (db_is_sqlite(b.db)) {
		database_must(db_begin(w));
		add_thing(w, &b.a, 1, "x", DATE_NONE);
		assert_int_equal(unlink(b.url + strlen("sqlite:")), 0);
		assert_int_equal(db_commit(w).kind, E_SYSTEM);
		assert_int_equal(db_trouble(w), DB_FATAL);
		db_rollback(w);
	}
	db_close(w);
	database_close(&b);
}

/* ---- migrations --------------------------------------------------------------------------- */

static void migrations_go_forward_only(void **s)
{
	(void)s;
	struct migration list[] = { with_thing[0], { .number = 2, .name = "more", .checksum = "c2",
		.lite = "insert into thing (id) values (1); alter table thing add column more text",
		.pg = "insert into thing (id) values (1); alter table thing add column more text" },
		{ .number = 3, .name = "wrong", .checksum = "c3",
		.lite = "insert into thing (id) values (2); insert into thing (id) values (2)",
		.pg = "insert into thing (id) values (2); insert into thing (id) values (2)" }, { 0 } };
	struct migration two[] = { list[0], list[1], { 0 } };
	struct migration changed[] = { list[0], list[1], { 0 } };
	struct database b = database_place();
	int done;
	changed[1].checksum = "other";
	database_must(db_migrate_list(b.url, with_thing, &done));
	assert_int_equal(done, 1);
	err e = db_migrate_list(b.url, list, &done);
	assert_int_equal(e.kind, E_CONFLICT); /* the third breaks a key: it leaves nothing, the second stays */
	assert_int_equal(done, 1);
	assert_int_equal(database_int(&b, "select count(*) as n from thing"), 1);
	database_must(db_migrate_list(b.url, two, &done));
	assert_int_equal(done, 0);
	assert_string_equal(db_migrate_list(b.url, with_thing, &done).code, "schema_newer");
	e = db_migrate_list(b.url, changed, &done);
	assert_string_equal(e.code, "schema_changed");
	assert_string_equal(e.arg[0], "more");
	assert_int_equal(database_int(&b, "select count(*) as n from schema_version"), 2);
	database_close(&b);
}

static void a_program_knows_its_own_schema(void **s)
{
	(void)s;
	struct database b = database_place();
	db *d = NULL;
	database_must(database_script(b.url, "create table nothing_yet (n bigint)"));
	database_must(db_open(&d, b.url, DB_READ));
	assert_string_equal(db_migrate_check(d).code, "schema_older");
	int done;
	database_must(db_migrate(b.url, &done));
	assert_true(done > 0);
	database_must(db_migrate_check(d));
	database_must(database_script(b.url, "insert into schema_version (number, name, checksum) values (9999, 'x', 'x')"));
	assert_string_equal(db_migrate_check(d).code, "schema_newer");
	db_close(d);
	database_close(&b);
}

/* ---- every statement on this engine ------------------------------------------------------- */

/* WHY explain: the statement is prepared, and planned, with nothing but nulls.  WHY in the arena: a connection keeps
 * statements by their address, so each copy needs one of its own for as long as the connection lives. */
static void every_statement_of_the_program_prepares(void **s)
{
	(void)s;
	struct database b = database_open();
	int n = 0;
	for (const struct sql *const *q = sql_catalogue; *q; q++, n++) {
		struct sql *e = arena_get(&b.a, sizeof *e);
		struct val v[COUNT_OF(e->param)];
		*e = **q;
		e->lite = arena_fmt(&b.a, "explain %s", e->lite);
		e->pg = arena_fmt(&b.a, "explain %s", e->pg);
		e->writes = false;
		for (int i = 0; i < e->nparam; i++)
			v[i] = e->lists >> i & 1 ? (struct val){ .name = e->param[i], .kind = VAL_IDS } : val_text(e->param[i], NULL);
		ROWS r = { 0 };
		err failed = db_query_(b.db, &r, &b.a, e, v, (size_t)e->nparam);
		if (failed.kind)
			print_error("%s\n", failed.why);
		assert_int_equal(failed.kind, E_OK);
		assert_true(db_next(&r));
		rows_end(&r);
	}
	assert_true(n > 5);
	database_close(&b);
}

/* ---- programmer's mistakes fail one call ---------------------------------------------------- */

/* The failure says the statement and the name. */
static void says(err e, const char *statement, const char *name)
{
	assert_int_equal(e.kind, E_SYSTEM);
	assert_non_null(e.why);
	if (!strstr(e.why, statement) || !strstr(e.why, name))
		fail_msg("%s: neither %s nor %s", e.why, statement, name);
}

static void open_row(struct database *b, struct rows *r)
{
	database_must(db_query(b->db, r, &b->a, thing_after, BIND(after, 0), BIND(word, "")));
	assert_true(db_next(r));
}

static void mistakes_fail_one_call(void **s)
{
	(void)s;
	db *w;
	struct database b = things(&w);
	struct rows r = { 0 };
	add_thing(w, &b.a, 1, "x", DATE_NONE);

	open_row(&b, &r);
	assert_int_equal(db_int(&r, "idd"), 0);
	assert_false(db_next(&r));
	says(db_done(&r), thing_after.name, "idd");
	open_row(&b, &r);
	assert_int_equal(db_int(&r, "word"), 0);
	says(db_done(&r), thing_after.name, "word");
	says(db_query(b.db, &r, &b.a, thing_after, BIND(afterwards, 0), BIND(word, "")), thing_after.name, "afterwards");
	says(db_query(b.db, &r, &b.a, thing_after, BIND(after, 0)), thing_after.name, "word");
	says(db_query(b.db, &r, &b.a, thing_after, BIND(after, 0), BIND(after, 0), BIND(word, "")), thing_after.name, "twice");
	says(db_exec(b.db, &b.a, NULL, thing_word, BIND(word, ""), BIND(above, 0)), thing_word.name, "");
	open_row(&b, &r); /* and the connection goes on */
	assert_int_equal(db_int(&r, "id"), 1);
	database_must(db_done(&r));
	db_close(w);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mistakes_fail_one_call),
		cmocka_unit_test(values_come_back_as_they_went),
		cmocka_unit_test(reads_of_one_request_see_one_state),
		cmocka_unit_test(a_statement_may_run_inside_itself),
		cmocka_unit_test(a_new_file_is_private),
		cmocka_unit_test(failures_have_their_kind),
		cmocka_unit_test(a_connection_is_checked_or_none),
		cmocka_unit_test(a_transaction_is_whole_or_nothing),
		cmocka_unit_test(a_deleted_file_takes_no_commit),
		cmocka_unit_test(migrations_go_forward_only),
		cmocka_unit_test(a_program_knows_its_own_schema),
		cmocka_unit_test(every_statement_of_the_program_prepares),
	};
	return cmocka_run_group_tests_name("db", tests, NULL, NULL);
}
