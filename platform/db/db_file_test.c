/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The file of a SQLite database: its names, its server, why it cannot be opened. */
#include "tests/database.h"
#include "tests/test.h"
#include <fcntl.h>
#include <pwd.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/wait.h>

static const char *path_in(struct database *b, const char *name)
{
	return arena_fmt(&b->a, "%s/%s", b->dir, name);
}

static const char *url_in(struct database *b, const char *name)
{
	return arena_fmt(&b->a, "sqlite:%s/%s", b->dir, name);
}

static struct database one_table(void)
{
	struct database b = database_place();
	static const struct migration list[] = {
		{ .number = 1, .name = "t", .checksum = "c", .lite = "create table t (n integer) strict; insert into t values (7)" }, { 0 } };
	int done;
	if (*b.dir)
		database_must(db_migrate_list(b.url, list, &done));
	return b;
}

/* Runs fn in another process that then waits; ended with SIGKILL by the caller. */
static pid_t elsewhere(void (*fn)(const char *url), const char *url)
{
	int ready[2];
	char byte;
	assert_int_equal(pipe(ready), 0);
	fflush(NULL);
	pid_t child = fork();
	if (!child) {
		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that failed leaves nobody waiting */
		fn(url);
		if (write(ready[1], "x", 1) == 1)
			pause();
		_exit(0);
	}
	close(ready[1]);
	assert_int_equal(read(ready[0], &byte, 1), 1);
	close(ready[0]);
	return child;
}

static void end(pid_t child)
{
	int status;
	kill(child, SIGKILL); /* however it ends */
	waitpid(child, &status, 0);
}

static void serve(const char *url)
{
	database_must(db_serve_once(url));
}

static db *written; /* left open */

static void write_on(const char *url)
{
	database_must(db_open(&written, url, DB_WRITE));
	database_must(db_script(written, "update t set n = n + 1"));
}

/* ---- names -------------------------------------------------------------------------------- */

static void one_server_under_every_name(void **s)
{
	(void)s;
	struct database b = one_table();
	char before[4096];
	database_must(db_serve_once("postgres://x")); /* nothing to hold */
	if (!*b.dir) {
		database_close(&b);
		skip();
	}
	assert_int_equal(symlink(b.dir, path_in(&b, "folder")), 0);
	assert_int_equal(symlink("danchu.db", path_in(&b, "soft.db")), 0);
	assert_non_null(getcwd(before, sizeof before));
	pid_t server = elsewhere(serve, b.url);
	assert_string_equal(db_serve_once(b.url).code, "serve_twice");
	assert_string_equal(db_serve_once(url_in(&b, "soft.db")).code, "serve_twice");
	assert_string_equal(db_serve_once(url_in(&b, "folder/danchu.db")).code, "serve_twice");
	assert_int_equal(chdir(b.dir), 0);
	assert_string_equal(db_serve_once("sqlite:danchu.db").code, "serve_twice");
	assert_string_equal(db_serve_once("sqlite:./folder/danchu.db").code, "serve_twice");
	assert_int_equal(chdir(before), 0);
	write_on(url_in(&b, "soft.db")); /* the same log: commands go on beside the server */
	db_close(written);
	assert_int_equal(database_int(&b, "select n from t"), 8);
	end(server);
	database_must(db_serve_once(url_in(&b, "soft.db")));
	database_close(&b);
}

static void a_second_name_of_the_file_is_refused_while_it_is_open(void **s)
{
	(void)s;
	struct database b = one_table();
	db *d = NULL;
	db *other = NULL;
	if (!*b.dir) {
		database_close(&b);
		skip();
	}
	assert_int_equal(mkdir(path_in(&b, "f"), 0700), 0);
	assert_int_equal(link(path_in(&b, "danchu.db"), path_in(&b, "hard.db")), 0);
	assert_int_equal(link(path_in(&b, "danchu.db"), path_in(&b, "f/danchu.db")), 0);
	const char *const names[] = { url_in(&b, "hard.db"), url_in(&b, "f/danchu.db") };
	for (int way = 0; way < 2; way++) {
		pid_t holder = elsewhere(way ? write_on : serve, b.url);
		for (size_t i = 0; i < COUNT_OF(names); i++) {
			assert_string_equal(db_open(&other, names[i], DB_READ).code, "db_other_name");
			assert_string_equal(db_open(&other, names[i], DB_WRITE).code, "db_other_name");
			assert_string_equal(db_serve_once(names[i]).code, "db_other_name");
		}
		database_must(db_open(&d, b.url, DB_READ)); /* its own name is open to all */
		db_close(d);
		end(holder);
	}
	database_must(db_open(&d, b.url, DB_READ)); /* in one process too */
	assert_string_equal(db_open(&other, names[0], DB_READ).code, "db_other_name");
	db_close(d);
	database_must(db_open(&other, names[0], DB_READ)); /* one at a time each name is good */
	db_close(other);
	database_close(&b);
}

/* A descriptor of the file that is closed drops SQLite's locks: opening and closing beside may not let a stranger in. */
static void locks_of_sqlite_outlive_other_connections(void **s)
{
	(void)s;
	struct database b = one_table();
	db *writer = NULL;
	db *d = NULL;
	if (!*b.dir) {
		database_close(&b);
		skip();
	}
	database_must(db_open(&writer, b.url, DB_WRITE));
	database_must(db_begin(writer));
	for (int i = 0; i < 3; i++) {
		database_must(db_open(&d, b.url, DB_READ));
		db_close(d);
	}
	fflush(NULL);
	pid_t child = fork();
	if (!child) {
		db *stranger = NULL;
		db_close(NULL);
		_exit(db_open(&stranger, b.url, DB_WRITE).kind || db_begin(stranger).kind == E_BUSY ? 0 : 1);
	}
	int status;
	waitpid(child, &status, 0);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	db_rollback(writer);
	db_close(writer);
	database_close(&b);
}

/* ---- why it cannot be opened -------------------------------------------------------------- */

static void put(const char *path, const char *text)
{
	FILE *f = fopen(path, "w");
	assert_non_null(f);
	for (int i = 0; i < 300; i++)
		fputs(text, f);
	fclose(f);
}

static void refused(const char *url, enum db_mode mode, const char *code)
{
	db *d = NULL;
	err e = db_open(&d, url, mode);
	assert_non_null(e.code);
	assert_string_equal(e.code, code);
	assert_int_equal(e.kind, E_SYSTEM);
	assert_true(e.why && *e.why);
	assert_null(d);
}

static void each_fault_that_stays_has_its_sentence(void **s)
{
	(void)s;
	struct database b = one_table();
	if (!*b.dir) {
		database_close(&b);
		skip();
	}
	put(path_in(&b, "text.db"), "no database at all\n");
	for (enum db_mode mode = DB_READ; mode <= DB_WRITE; mode++) {
		refused(url_in(&b, "typo.db"), mode, "db_no_file");
		refused(url_in(&b, "none/danchu.db"), mode, "db_no_folder");
		refused(url_in(&b, "text.db/danchu.db"), mode, "db_no_folder");
		refused(arena_fmt(&b.a, "sqlite:%s", b.dir), mode, "db_not_a_file");
		refused("sqlite:/dev/null", mode, "db_not_a_file");
		refused(url_in(&b, "text.db"), mode, "db_not_a_database");
	}
	assert_int_equal(access(path_in(&b, "typo.db"), F_OK), -1); /* looking for it did not make it */
	refused(url_in(&b, "none/danchu.db"), DB_CREATE, "db_no_folder");
	refused(arena_fmt(&b.a, "sqlite:%s", b.dir), DB_CREATE, "db_not_a_file");
	/* the header says: written by a program newer than any */
	int fd = open(path_in(&b, "danchu.db"), O_RDWR);
	assert_int_equal(pwrite(fd, "\x7f\x7f", 2, 18), 2);
	close(fd);
	refused(b.url, DB_READ, "db_not_a_database");
	database_close(&b);
}

/* ---- where nothing can be written --------------------------------------------------------- */

static void leave_a_log(const char *url)
{
	write_on(url); /* and die with the log beside */
}

/* Reads t as somebody without rights; 0: refused, with its code on stderr. */
static int64_t read_as_nobody(struct database *b)
{
	int answer[2];
	int64_t n = 0;
	assert_int_equal(pipe(answer), 0);
	fflush(NULL);
	pid_t child = fork();
	if (!child) {
		const struct passwd *nobody = getpwnam("nobody");
		if (geteuid() == 0 && (!nobody || setgid(nobody->pw_gid) || setuid(nobody->pw_uid)))
			_exit(1);
		n = database_int(b, "select n from t");
		_exit(write(answer[1], &n, sizeof n) == sizeof n ? 0 : 1);
	}
	close(answer[1]);
	if (read(answer[0], &n, sizeof n) != sizeof n)
		n = 0;
	close(answer[0]);
	int status;
	waitpid(child, &status, 0);
	return n;
}

static void a_medium_without_writing_is_read(void **s)
{
	(void)s;
	struct database b = one_table();
	if (!*b.dir) {
		database_close(&b);
		skip();
	}
	chmod(path_in(&b, "danchu.db"), 0444);
	chmod(b.dir, 0555);
	assert_int_equal(read_as_nobody(&b), 7);
	chmod(b.dir, 0755);
	chmod(path_in(&b, "danchu.db"), 0600);
	end(elsewhere(leave_a_log, b.url));
	struct stat st;
	assert_int_equal(stat(path_in(&b, "danchu.db-wal"), &st), 0);
	assert_true(st.st_size > 0);
	chmod(path_in(&b, "danchu.db"), 0444);
	chmod(path_in(&b, "danchu.db-wal"), 0444);
	chmod(path_in(&b, "danchu.db-shm"), 0444);
	chmod(b.dir, 0555);
	assert_int_equal(read_as_nobody(&b), 8); /* what only the log holds is read */
	chmod(b.dir, 0755);
	assert_int_equal(unlink(path_in(&b, "danchu.db-shm")), 0); /* as a copy of the two files has none */
	chmod(b.dir, 0555);
	assert_int_equal(read_as_nobody(&b), 0); /* half of it is never taken for the whole */
	assert_int_equal(access(path_in(&b, "danchu.db-shm"), F_OK), -1);
	chmod(b.dir, 0755);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(one_server_under_every_name),
		cmocka_unit_test(a_second_name_of_the_file_is_refused_while_it_is_open),
		cmocka_unit_test(locks_of_sqlite_outlive_other_connections),
		cmocka_unit_test(each_fault_that_stays_has_its_sentence),
		cmocka_unit_test(a_medium_without_writing_is_read),
	};
	return cmocka_run_group_tests_name("db file", tests, NULL, NULL);
}
