/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Guesses, what is no password, and drafts that wait. */
#include "platform/auth/draft.h"
#include "platform/auth/password.h"
#include "platform/auth/sign_in.h"
#include "tests/database.h"
#include "tests/test.h"
#include <pthread.h>
#include <semaphore.h>

static const int64_t minute_us = 60 * 1000000LL;
static const int64_t start_us = 1700000000LL * 1000000;

static void waits_grow(void **s)
{
	(void)s;
	static const struct { int64_t failures, seconds, suspected; } c[] = {
		{ 0, 0, 0 }, { 1, 0, 0 }, { 2, 0, 60 }, { 4, 0, 240 }, { 5, 2, 480 }, { 6, 4, 900 }, { 7, 8, 900 }, { 13, 512, 900 },
		{ 14, 900, 900 }, { 1000000, 900, 900 },
	};
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		assert_true(attempt_delay_us(c[i].failures, false) == c[i].seconds * 1000000);
		assert_true(attempt_delay_us(c[i].failures, true) == c[i].suspected * 1000000);
	}
	assert_int_equal(attempt_left(7, 0, 300), 7);
	assert_int_equal(attempt_left(7, -50, 300), 7);
	assert_int_equal(attempt_left(7, 299, 300), 7);
	assert_int_equal(attempt_left(7, 600, 300), 5);
	assert_int_equal(attempt_left(7, 1000000, 300), 0);
}

static void fail_often(struct database *b, const struct attempt *t, int times)
{
	struct attempt copy = *t;
	for (int i = 0; i < times; i++)
		database_must(upkeep_run(b->acts, &b->a, attempt_save_failure, &copy));
}

static int64_t seconds_to_wait(struct database *b, struct attempt *t)
{
	int64_t until = 0;
	database_must(attempt_wait(b->db, &b->a, t, &until));
	return until ? (until - t->now_us) / 1000000 : 0;
}

static struct attempt by(const char *email, const char *address, const char *mark, int64_t now_us)
{
	struct attempt t;
	attempt_make(&t, 1, email, address, mark, now_us);
	return t;
}

static void a_guess_slows_the_guesser_alone(void **s)
{
	(void)s;
	struct database b = database_open();
	struct attempt t = by("HANG@a.vn", "10.0.0.1", NULL, start_us);
	fail_often(&b, &t, 5);
	t = by("hang@a.vn", "10.0.0.1", NULL, start_us);
	assert_int_equal(seconds_to_wait(&b, &t), 2);
	struct attempt owner = by("hang@a.vn", "10.0.0.2", NULL, start_us);
	assert_int_equal(seconds_to_wait(&b, &owner), 0); /* at home */
	struct attempt colleague = by("cu@a.vn", "10.0.0.1", NULL, start_us);
	assert_int_equal(seconds_to_wait(&b, &colleague), 0); /* in the same office */
	t.now_us += 3 * 1000000;
	assert_int_equal(seconds_to_wait(&b, &t), 0);

	fail_often(&b, &t, 26);
	assert_int_equal(seconds_to_wait(&b, &t), 900);
	struct attempt own = by("hang@a.vn", "10.0.0.1", "a mark", t.now_us);
	assert_int_equal(seconds_to_wait(&b, &own), 0); /* a machine that was let in before */
	fail_often(&b, &own, 6);
	assert_int_equal(seconds_to_wait(&b, &own), 4); /* but it does not guess for ever */
	colleague.now_us = t.now_us;
	assert_int_equal(seconds_to_wait(&b, &colleague), 4); /* 31 from one address */
	colleague.now_us += 2 * minute_us;
	assert_int_equal(seconds_to_wait(&b, &colleague), 0);
	fail_often(&b, &colleague, 1);
	assert_int_equal(seconds_to_wait(&b, &colleague), 2); /* 31 less 2, and one */
	t.now_us += 26 * 5 * minute_us;
	assert_int_equal(seconds_to_wait(&b, &t), 0); /* 31 less 26 is 5: the two seconds are long over */

	struct attempt many = by("ai@a.vn", "", NULL, start_us);
	fail_often(&b, &many, 4);
	assert_int_equal(seconds_to_wait(&b, &many), 0);
	int64_t later = start_us + 28 * 60 * minute_us;
	database_must(upkeep_run(b.acts, &b.a, sign_in_expire, &later));
	assert_int_equal(database_int(&b, "select count(*) as n from sign_in_failure"), 0);
	database_close(&b);
}

static void an_account_guessed_at_by_many_is_watched(void **s)
{
	(void)s;
	struct database b = database_open();
	for (int i = 0; i < 100; i++) {
		struct attempt t = by("hang@a.vn", arena_fmt(&b.a, "10.1.0.%d", i), NULL, start_us);
		assert_int_equal(seconds_to_wait(&b, &t), 0);
		fail_often(&b, &t, 1);
	}
	struct attempt t = by("hang@a.vn", "10.2.0.1", NULL, start_us);
	assert_int_equal(seconds_to_wait(&b, &t), 0); /* who comes new is not kept out */
	fail_often(&b, &t, 2);
	assert_int_equal(seconds_to_wait(&b, &t), 60);
	t.now_us += 30 * minute_us;
	assert_int_equal(seconds_to_wait(&b, &t), 0);
	struct attempt other = by("cu@a.vn", "10.2.0.1", NULL, start_us);
	fail_often(&b, &other, 2);
	assert_int_equal(seconds_to_wait(&b, &other), 0);
	struct attempt known = by("hang@a.vn", "10.1.0.1", "a mark", start_us);
	fail_often(&b, &known, 4);
	assert_int_equal(seconds_to_wait(&b, &known), 0);
	database_close(&b);
}

static void a_typed_password_is_tried_counted_or_put_off(void **s)
{
	(void)s;
	struct database b = database_open();
	enum attempt_answer answer = ATTEMPT_LATER;
	int64_t until = 0;
	const char *stored = password_hash(&b.a, "đúng ngựa pin kẹp");
	struct attempt t = by("hang@a.vn", "10.0.0.1", NULL, start_us);
	db_read_begin(b.db);
	database_must(attempt_try(b.db, &b.a, &t, stored, "đúng ngựa pin kẹp", &answer, &until));
	assert_int_equal(answer, ATTEMPT_RIGHT);
	database_must(attempt_try(b.db, &b.a, &t, stored, "đúng ngựa pin kẹq", &answer, &until));
	assert_int_equal(answer, ATTEMPT_WRONG);
	db_read_end(b.db);
	fail_often(&b, &t, 5);
	db_read_begin(b.db);
	database_must(attempt_try(b.db, &b.a, &t, stored, "đúng ngựa pin kẹp", &answer, &until));
	assert_true(answer == ATTEMPT_LATER && until == start_us + 2 * 1000000);
	db_read_end(b.db);
	database_close(&b);
}

enum { AT_ONCE = 16 };
struct guess {
	const struct database *b;
	const char *stored;
	enum attempt_answer answer;
};

/* As many as the lane of passwords lets hash at once (platform/http/worker.c): what runs beside is bounded by it. */
enum { IN_LANE = 2 };
static sem_t lane;

/* As a request does it: its own connection, reading one state. */
static void *guess_once(void *arg)
{
	struct guess *g = arg;
	ARENA a = { 0 };
	db *d = NULL;
	int64_t until = 0;
	struct attempt t = by("hang@a.vn", "10.0.0.1", NULL, start_us);

	database_must(db_open(&d, g->b->url, DB_READ));
	db_read_begin(d);
	sem_wait(&lane);
	database_must(attempt_try(d, &a, &t, g->stored, "không phải", &g->answer, &until));
	db_read_end(d);
	db_close(d);
	if (g->answer == ATTEMPT_WRONG)
		database_must(upkeep_run(g->b->acts, &a, attempt_save_failure, &t));
	sem_post(&lane);
	return NULL;
}

static void many_at_once_are_counted_too(void **s)
{
	(void)s;
	struct database b = database_open();
	struct guess g[AT_ONCE];
	pthread_t thread[AT_ONCE];
	const char *stored = password_hash(&b.a, "đúng ngựa pin kẹp");
	int told = 0;

	sem_init(&lane, 0, IN_LANE);
	for (int i = 0; i < AT_ONCE; i++) {
		g[i] = (struct guess){ &b, stored, ATTEMPT_LATER };
		assert_int_equal(pthread_create(&thread[i], NULL, guess_once, &g[i]), 0);
	}
	for (int i = 0; i < AT_ONCE; i++) {
		pthread_join(thread[i], NULL);
		told += g[i].answer == ATTEMPT_WRONG;
	}
	assert_in_range(told, 5, 5 + IN_LANE); /* five, and those whose hashes ran beside */
	sem_destroy(&lane);
	database_close(&b);
}

static void passwords_fit_or_not(void **s)
{
	(void)s;
	ARENA a = { 0 };
	const char *stored = password_hash(&a, "đúng ngựa pin kẹp");
	assert_true(str_starts(stored, "$argon2id$v=19$m=19456,"));
	assert_true(password_fits(stored, "đúng ngựa pin kẹp"));
	assert_false(password_fits(stored, "đúng ngựa pin kẹq"));
	assert_false(password_fits(stored, ""));
	assert_false(password_fits(NULL, "đúng ngựa pin kẹp"));
}

static void some_words_are_no_password(void **s)
{
	(void)s;
	ARENA a = { 0 };
	const struct password_owner owner = { .email = "hang.le@so.quangngai.vn", .name = "Lê Thị Thu Hằng",
		.org_name = "Sở Khoa học và Công nghệ", .org_short = "Sở KH&CN" };
	static const struct { const char *password, *code; } c[] = {
		{ "mười hai ký", "password_short" }, /* 11 letters, more bytes */
		{ "mười hai ký.", NULL },
		{ "            ", "password_plain" },
		{ "aaaaaaaaaaaaaa", "password_plain" },
		{ "abababababab", "password_plain" },
		{ "matkhomatkhomatkho", "password_plain" },
		{ "123456789012", "password_plain" },
		{ "0987654321098", "password_plain" },
		{ "abcdefghijklmn", "password_plain" },
		{ "Password1234", "password_common" },
		{ "matkhau12345", "password_common" },
		{ "Mật khẩu 2026!", "password_common" },
		{ "1qaz2wsx3edc", "password_common" },
		{ "hang.le@so.quangngai.vn", "password_own" },
		{ "Lê Thị Thu Hằng", "password_own" },
		{ "lethithuhang1", "password_own" },
		{ "hang.le lê thị thu hằng", "password_own" },
		{ "Sở Khoa học và Công nghệ", "password_own" },
		{ "hang.le 2026 SỞ KH&CN", "password_own" },
		{ "Hằng trồng cây bưởi", NULL },
		{ "ba con ngựa đứng im", NULL },
		{ "Thư viện mật khẩu lạ", NULL },
	};
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		err e = password_acceptable(&a, c[i].password, &owner);
		if (!str_eq(e.kind ? e.code : NULL, c[i].code))
			fail_msg("%s: %s", c[i].password, e.kind ? e.code : "taken");
	}
	static const char *const letters[] = { "ạ", "ế", "ộ", "ứ", "ỳ" };
	char long_one[3 * 129 + 1] = "";
	for (int i = 0; i < 128; i++)
		memcpy(long_one + 3 * i, letters[(i * i + i / 5) % 5], 4);
	assert_int_equal(password_acceptable(&a, long_one, &owner).kind, E_OK);
	memcpy(long_one + 3 * 128, "ạ", 4);
	assert_string_equal(password_acceptable(&a, long_one, &owner).code, "password_long");
	assert_int_equal(password_acceptable(&a, "ba con ngựa đứng im", &(struct password_owner){ "", "", "", "" }).kind, E_OK);
}

static size_t waiting(struct database *b, int64_t org, int64_t person, int64_t now_us)
{
	struct draft_list drafts;
	database_must(drafts_of(b->db, &b->a, org, person, now_us, &drafts));
	return drafts.n;
}

static err keep_form(struct act *t, void *arg)
{
	(void)arg;
	act_answer(t, 303, "/");
	return OK;
}

static void drafts_wait_for_their_person(void **s)
{
	(void)s;
	struct database b = database_open();
	struct draft f = { .org = 1, .person = 7, .at_us = start_us, .key = "a-form-key", .path = "/nhiem-vu/3/tien-do", .fields = "k=a&x=b" };
	struct draft_list drafts;
	database_must(upkeep_run(b.acts, &b.a, draft_save, &f));
	f.fields = "k=a&x=c";
	database_must(upkeep_run(b.acts, &b.a, draft_save, &f));
	database_must(drafts_of(b.db, &b.a, 1, 7, start_us, &drafts));
	assert_int_equal(drafts.n, 1);
	assert_string_equal(drafts.v[0].fields, "k=a&x=c");
	assert_true(!waiting(&b, 1, 8, start_us) && !waiting(&b, 2, 7, start_us));
	assert_true(waiting(&b, 1, 7, start_us + DRAFT_LIFE_US) == 1 && !waiting(&b, 1, 7, start_us + DRAFT_LIFE_US + 1));

	for (int i = 0; i < 30; i++) {
		f.key = arena_fmt(&b.a, "another-key-%d", i);
		database_must(upkeep_run(b.acts, &b.a, draft_save, &f));
	}
	assert_int_equal(waiting(&b, 1, 7, start_us), 20);
	database_must(upkeep_run(b.acts, &b.a, draft_drop, &(struct draft){ .org = 1, .person = 8, .key = "another-key-1" }));
	database_must(upkeep_run(b.acts, &b.a, draft_drop, &(struct draft){ .org = 1, .person = 7, .key = "another-key-1" }));
	assert_int_equal(waiting(&b, 1, 7, start_us), 19);

	struct act_spec spec = { .org = 1, .actor = 7, .at_us = start_us, .kind = "test.form", .key = "a-form-key" };
	struct act_answer answer;
	database_must(database_script(b.url, "insert into org (org_id, name, host) values (1, 'Sở A', '')"));
	database_must(acts_run(b.acts, &b.a, &spec, keep_form, NULL, &answer));
	assert_int_equal(waiting(&b, 1, 7, start_us), 18); /* sent */
	int64_t now_us = start_us;
	database_must(upkeep_run(b.acts, &b.a, sign_in_expire, &now_us));
	assert_int_equal(database_int(&b, "select count(*) as n from auth_draft"), 18);
	now_us += DRAFT_LIFE_US + 1;
	database_must(upkeep_run(b.acts, &b.a, sign_in_expire, &now_us));
	assert_int_equal(database_int(&b, "select count(*) as n from auth_draft"), 0);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waits_grow),
		cmocka_unit_test(a_guess_slows_the_guesser_alone),
		cmocka_unit_test(an_account_guessed_at_by_many_is_watched),
		cmocka_unit_test(a_typed_password_is_tried_counted_or_put_off),
		cmocka_unit_test(many_at_once_are_counted_too),
		cmocka_unit_test(passwords_fit_or_not),
		cmocka_unit_test(some_words_are_no_password),
		cmocka_unit_test(drafts_wait_for_their_person),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
