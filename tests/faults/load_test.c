/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* While eight clients write: each reads his own write, others copy, checkpoint, read for long, change the schema, cut
 * connections; and both engines store the same rows for the same acts. */
#include "tests/faults/ledger.h"
#include "tests/test.h"
#include <signal.h>
#include <sys/stat.h>

static bool on_sqlite(void)
{
	return !*str_or(getenv("DANCHU_TEST_PG"), "");
}

/* ---- reading one's own write -------------------------------------------------------------- */

enum { WRITES_EACH = 150 };
struct reader {
	struct database *b;
	int id;
	int missed;
};

static void *write_and_read(void *arg)
{
	struct reader *w = arg;
	db *d = NULL;
	database_must(db_open(&d, w->b->url, DB_READ));
	for (int i = 0; i < WRITES_EACH; i++) {
		ARENA a = { 0 };
		char key[40];
		ledger_key(key, w->id, i);
		struct act_spec spec = { .org = 1 + w->id % 2, .actor = w->id, .at_us = i, .kind = "test.own", .object = i, .key = key };
		struct act_answer ans;
		database_must(acts_run(w->b->acts, &a, &spec, ledger_take, NULL, &ans));
		ROWS r = { 0 };
		database_must(db_query(d, &r, &a, Q_idem_find, BIND(org_id, spec.org), BIND(actor, w->id),
				       BIND(request_key, (const char *)key)));
		w->missed += !db_next(&r) || !str_eq(db_text(&r, "location"), ans.location);
	}
	db_close(d);
	return NULL;
}

static void everybody_reads_his_own_write(void **s)
{
	(void)s;
	struct database b = database_open();
	pthread_t thread[CLIENTS];
	struct reader w[CLIENTS];
	for (int i = 0; i < CLIENTS; i++) {
		w[i] = (struct reader){ .b = &b, .id = i };
		pthread_create(&thread[i], NULL, write_and_read, &w[i]);
	}
	int missed = 0;
	for (int i = 0; i < CLIENTS; i++) {
		pthread_join(thread[i], NULL);
		missed += w[i].missed;
	}
	assert_int_equal(missed, 0);
	ledger_check_whole(&b);
	assert_int_equal(database_int(&b, "select count(*) as n from audit"), CLIENTS * WRITES_EACH);
	database_close(&b);
}

/* ---- others at work ----------------------------------------------------------------------- */

struct load {
	struct ledger *l;
	struct acts *acts;
	pthread_t thread;
};

static void *load(void *arg)
{
	struct load *w = arg;
	ledger_run(w->l, w->acts);
	return NULL;
}

static void load_start(struct load *w, struct database *b)
{
	w->l = ledger_open();
	w->l->quota = ROOM;
	w->acts = b->acts;
	pthread_create(&w->thread, NULL, load, w);
}

static int load_told(const struct load *w)
{
	int n = 0;
	for (int i = 0; i < CLIENTS; i++)
		n += w->l->next[i];
	return n;
}

/* Waits until so many more acts are durable; false when writing has come to a halt. */
static bool load_goes_on(const struct load *w, int more)
{
	int until = load_told(w) + more;
	for (int i = 0; i < 1000 && load_told(w) < until; i++)
		usleep(10000);
	return load_told(w) >= until;
}

static void load_stop(struct load *w, struct database *b)
{
	w->l->stop = 1;
	pthread_join(w->thread, NULL);
	ledger_check_whole(b);
	ledger_check_told(b, w->l);
	ledger_close(w->l);
}

/* SQLite's lock is not fair: another process may be refused while the writer never rests, and tries again. */
static void script_patiently(struct database *b, const char *text)
{
	err e = OK;
	for (int i = 0; i < 10; i++) {
		e = database_script(b->url, text);
		if (e.kind != E_BUSY)
			break;
	}
	database_must(e);
}

static void the_schema_may_change_under_load(void **s)
{
	(void)s;
	struct database b = database_open();
	struct load w;
	load_start(&w, &b);
	assert_true(load_goes_on(&w, 50));
	for (int i = 0; i < 5; i++) {
		script_patiently(&b, arena_fmt(&b.a, "create index extra%d on outbox (topic, id)", i));
		script_patiently(&b, arena_fmt(&b.a, "alter table outbox add column extra%d text", i));
		assert_true(load_goes_on(&w, 50));
	}
	assert_int_equal(w.l->busy, 0);
	load_stop(&w, &b);
	database_close(&b);
}

static int64_t file_size(const char *path)
{
	struct stat st;
	return stat(path, &st) == 0 ? st.st_size : 0;
}

static void a_copy_and_a_checkpoint_under_load(void **s)
{
	(void)s;
	if (!on_sqlite())
		skip();
	struct database b = database_open();
	struct database copy = { .dir = "elsewhere" };
	struct load w;
	load_start(&w, &b);
	for (int i = 0; i < 5; i++) {
		assert_true(load_goes_on(&w, 50));
		int before = load_told(&w);
		const char *path = arena_fmt(&b.a, "%s/copy%d.db", b.dir, i);
		database_must(database_script(b.url, arena_fmt(&b.a, "vacuum into '%s'", path)));
		copy.url = arena_fmt(&b.a, "sqlite:%s", path);
		ledger_check_whole(&copy);
		assert_true(database_int(&copy, "select count(*) as n from audit") >= before);
		database_must(database_script(b.url, "pragma wal_checkpoint(truncate)"));
	}
	assert_int_equal(w.l->busy, 0);
	load_stop(&w, &b);
	database_close(&b);
}

static void a_long_reader_does_not_stop_writing(void **s)
{
	(void)s;
	if (!on_sqlite())
		skip();
	struct database b = database_open();
	struct load w;
	db *foreign = NULL;
	load_start(&w, &b);
	assert_true(load_goes_on(&w, 50));
	database_must(db_open(&foreign, b.url, DB_WRITE));
	database_must(db_script(foreign, "begin; select count(*) from audit"));
	assert_true(load_goes_on(&w, 3000)); /* more than one checkpoint's worth of log */
	database_must(db_script(foreign, "commit"));
	db_close(foreign);
	load_stop(&w, &b);
	/* with the reader gone and nothing to do, the log is emptied */
	const char *log = arena_fmt(&b.a, "%s/danchu.db-wal", b.dir);
	for (int i = 0; i < 400 && file_size(log); i++)
		usleep(10000);
	assert_int_equal(file_size(log), 0);
	database_close(&b);
}

static void the_log_stays_bounded_under_load(void **s)
{
	(void)s;
	if (!on_sqlite())
		skip();
	struct database b = database_open();
	struct load w;
	const char *log = arena_fmt(&b.a, "%s/danchu.db-wal", b.dir);
	int64_t largest = 0;
	load_start(&w, &b);
	for (int i = 0; i < 60; i++) {
		assert_true(load_goes_on(&w, 100));
		int64_t size = file_size(log);
		largest = size > largest ? size : largest;
	}
	print_message("%d acts, the log at most %lld KB\n", load_told(&w), (long long)largest / 1024);
	assert_true(largest < 40 << 20); /* 4,000 pages and a little */
	load_stop(&w, &b);
	database_close(&b);
}

/* PostgreSQL: connections are cut at random moments, also while committing. */
static void cut_connections_lose_and_double_nothing(void **s)
{
	(void)s;
	if (on_sqlite())
		skip();
	struct database b = database_open();
	struct load w;
	load_start(&w, &b);
	for (int i = 0; i < 100; i++) {
		assert_true(load_goes_on(&w, 5));
		database_must(database_script(b.url, "select pg_terminate_backend(pid) from pg_stat_activity"
						     " where application_name = 'danchu' and pid <> pg_backend_pid()"));
	}
	print_message("100 cuts, %d acts told, %d answered from an earlier try\n", load_told(&w), w.l->replayed);
	load_stop(&w, &b);
	database_close(&b);
}

/* A backend dies without a word: the server ends all others, recovers, and takes connections again.  Only on a server
 * that nobody else uses: DANCHU_TEST_PG_CRASH=1. */
static void a_crashed_server_loses_and_doubles_nothing(void **s)
{
	(void)s;
	if (on_sqlite() || !getenv("DANCHU_TEST_PG_CRASH"))
		skip();
	struct database b = database_open();
	struct load w;
	load_start(&w, &b);
	for (int i = 0; i < 12; i++) {
		assert_true(load_goes_on(&w, 20));
		int64_t pid = database_int(&b, "select min(pid) as n from pg_stat_activity where application_name = 'danchu'"
					       " and pid <> pg_backend_pid()");
		assert_true(pid > 1 && kill((pid_t)pid, SIGKILL) == 0);
		usleep(700000); /* the server recovers */
	}
	assert_true(load_goes_on(&w, 20));
	print_message("12 crashes, %d acts told, %d answered from an earlier try\n", load_told(&w), w.l->replayed);
	load_stop(&w, &b);
	database_close(&b);
}

/* ---- both engines ------------------------------------------------------------------------- */

static err one_of_the_script(struct act *t, void *arg)
{
	int i = *(int *)arg;
	int64_t n;
	for (int k = 0; k < i % 3; k++)
		TRY(act_number(t, i % 2 ? "đi" : "đến", 2021 + i % 2, &n));
	act_note_int(t, "i", i);
	act_note(t, "lời", i % 5 ? "Kế hoạch \"số 1\"\t\\ ' \x01" : NULL);
	if (i % 4 == 0)
		act_outbox(t, 1000 + i, "thư", "{\"đ\":1}");
	if (i % 7 == 3)
		return FAIL(E_RULE, "refused", N_("Không."));
	act_answer(t, i % 2 ? 303 : 200, i % 2 ? arena_fmt(act_arena(t), "/so/%d", i) : "");
	return OK;
}

#define BOTH(name_, text) { .name = (name_), .lite = (text), .pg = (text) }
static const struct sql dump[] = {
	BOTH("audit", "select org_id, seq, at_us, actor, kind, object, body, prev, hash from audit order by org_id, seq"),
	BOTH("head", "select org_id, seq, hash from audit_head order by org_id"),
	BOTH("counter", "select org_id, book, year, n from counter order by org_id, book, year"),
	BOTH("idem", "select org_id, actor, request_key, req_hash, at_us, status, location from idem"
		     " order by org_id, actor, request_key"),
	BOTH("outbox", "select org_id, due_us, topic, payload, lease_us, tries, done_us from outbox order by due_us"),
};
static const struct {
	const char *name;
	char kind; /* integer, text, blob */
} column[] = {
	{ "org_id", 'i' },     { "seq", 'i' },    { "at_us", 'i' },    { "actor", 'i' },  { "kind", 't' },  { "object", 'i' },
	{ "body", 't' },       { "prev", 'b' },   { "hash", 'b' },     { "book", 't' },   { "year", 'i' },  { "n", 'i' },
	{ "request_key", 't' }, { "req_hash", 'b' }, { "status", 'i' }, { "location", 't' }, { "due_us", 'i' },
	{ "topic", 't' },      { "payload", 't' }, { "lease_us", 'i' }, { "tries", 'i' },  { "done_us", 'i' },
};

static void put_cell(struct buf *o, struct rows *r, size_t at)
{
	size_t n;
	if (db_null(r, column[at].name)) {
		buf_text(o, "null|");
	} else if (column[at].kind == 'i') {
		buf_fmt(o, "%lld|", (long long)db_int(r, column[at].name));
	} else if (column[at].kind == 't') {
		buf_fmt(o, "%s|", db_text(r, column[at].name));
	} else {
		const uint8_t *p = db_blob(r, column[at].name, &n);
		for (size_t i = 0; i < n; i++)
			buf_fmt(o, "%02x", p[i]);
		buf_text(o, "|");
	}
}

/* True when the statement selects this column, as a whole word. */
static bool selects(const struct sql *q, const char *name)
{
	size_t n = strlen(name);
	const char *end = strstr(q->lite, " from ");
	for (const char *p = q->lite; (p = strstr(p, name)) && p < end; p++)
		if (p[-1] == ' ' && (p[n] == ',' || p[n] == ' '))
			return true;
	return false;
}

static const char *rows_of_the_script(arena *a)
{
	struct database b = database_open();
	struct buf o = { .a = a };
	for (int i = 0; i < 60; i++) {
		char key[40];
		int nth = i % 50; /* the last ten repeat the first */
		ledger_key(key, 0, nth);
		struct act_spec spec = { .org = 1 + nth % 3, .actor = nth / 3, .at_us = nth, .kind = "test.script",
					 .object = nth, .key = key };
		struct act_answer ans = { 0 };
		err e = acts_run(b.acts, &b.a, &spec, one_of_the_script, &nth, &ans);
		buf_fmt(&o, "%d: %s %d %s %d\n", i, e.kind ? e.code : "kept", ans.status, ans.location, ans.replayed);
	}
	for (size_t i = 0; i < COUNT_OF(dump); i++) {
		ROWS r = { 0 };
		database_must(db_query_(b.db, &r, &b.a, &dump[i], NULL, 0));
		while (db_next(&r)) {
			for (size_t c = 0; c < COUNT_OF(column); c++)
				if (selects(&dump[i], column[c].name))
					put_cell(&o, &r, c);
			buf_text(&o, "\n");
		}
		database_must(db_done(&r));
	}
	database_close(&b);
	return buf_str(&o);
}

static void both_engines_store_the_same_rows(void **s)
{
	(void)s;
	if (on_sqlite())
		skip(); /* needs both */
	ARENA a = { 0 };
	const char *server = arena_text(&a, getenv("DANCHU_TEST_PG"));
	const char *postgres = rows_of_the_script(&a);
	unsetenv("DANCHU_TEST_PG");
	const char *sqlite = rows_of_the_script(&a);
	setenv("DANCHU_TEST_PG", server, 1);
	assert_true(strlen(sqlite) > 10000);
	assert_string_equal(sqlite, postgres);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(everybody_reads_his_own_write),
		cmocka_unit_test(the_schema_may_change_under_load),
		cmocka_unit_test(a_copy_and_a_checkpoint_under_load),
		cmocka_unit_test(a_long_reader_does_not_stop_writing),
		cmocka_unit_test(the_log_stays_bounded_under_load),
		cmocka_unit_test(cut_connections_lose_and_double_nothing),
		cmocka_unit_test(a_crashed_server_loses_and_doubles_nothing),
		cmocka_unit_test(both_engines_store_the_same_rows),
	};
	return cmocka_run_group_tests_name("load", tests, NULL, NULL);
}
