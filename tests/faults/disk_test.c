/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The disk fails under SQLite: the n-th write or sync answers EIO, or there is no room.  This program stands between
 * SQLite and the C library: the functions below take the place of libc's. */
#include "tests/faults/ledger.h"
#include "tests/test.h"
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* ---- between SQLite and the disk ---------------------------------------------------------- */

enum breaking { NOTHING, WRITES, SYNCS, ROOM_LEFT };
static atomic_int breaking;     /* enum breaking */
static atomic_int calls_left;   /* until the first broken one */
static atomic_int broken_left;  /* how many in a row */
static atomic_long bytes_left;  /* ROOM_LEFT: the disk's room, made small without a disk */

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at);
int fdatasync(int fd);
int fsync(int fd);

/* WHY: SQLite does not look at the outcome of syncing a folder. */
static bool is_folder(int fd)
{
	struct stat st;
	return fstat(fd, &st) == 0 && S_ISDIR(st.st_mode);
}

static bool strike(enum breaking what, int fd)
{
	if (breaking != (int)what || is_folder(fd) || --calls_left >= 0)
		return false;
	return broken_left-- > 0;
}

ssize_t pwrite64(int fd, const void *p, size_t n, off64_t at)
{
	static ssize_t (*real)(int, const void *, size_t, off64_t);
	if (!real)
		real = (ssize_t(*)(int, const void *, size_t, off64_t))dlsym(RTLD_NEXT, "pwrite64");
	if (strike(WRITES, fd)) {
		errno = EIO;
		return -1;
	}
	if (breaking == ROOM_LEFT && atomic_fetch_sub(&bytes_left, (long)n) < (long)n) {
		errno = ENOSPC;
		return -1;
	}
	return real(fd, p, n, at);
}

int fdatasync(int fd)
{
	static int (*real)(int);
	if (!real)
		real = (int (*)(int))dlsym(RTLD_NEXT, "fdatasync");
	if (strike(SYNCS, fd)) {
		errno = EIO;
		return -1;
	}
	return real(fd);
}

int fsync(int fd)
{
	static int (*real)(int);
	if (!real)
		real = (int (*)(int))dlsym(RTLD_NEXT, "fsync");
	if (strike(SYNCS, fd)) {
		errno = EIO;
		return -1;
	}
	return real(fd);
}

static void break_disk(enum breaking what, int after, int times)
{
	calls_left = after;
	broken_left = times;
	breaking = what;
}

/* ---- one process on a breaking disk ------------------------------------------------------- */

enum { QUOTA = 6, ALL_UP_TO = 40, DEEPEST = 200 };
static bool on_sqlite(void)
{
	return !*str_or(getenv("DANCHU_TEST_PG"), "");
}

/* Runs the clients in a child whose disk breaks; returns its wait status. */
static int run_child(struct ledger *l, const char *url, enum breaking what, int after, int times)
{
	fflush(NULL);
	pid_t child = fork();
	if (!child) {
		struct acts *acts = NULL;
		int quiet = open("/dev/null", O_WRONLY);
		dup2(quiet, STDERR_FILENO);
		signal(SIGABRT, SIG_DFL);
		if (acts_open(&acts, url).kind)
			_exit(2);
		break_disk(what, after, times);
		ledger_run(l, acts);
		breaking = NOTHING;
		acts_stop(acts);
		_exit(0);
	}
	int status;
	waitpid(child, &status, 0);
	return status;
}

static int told(const struct ledger *l)
{
	int n = 0;
	for (int i = 0; i < CLIENTS; i++)
		n += l->next[i];
	return n;
}

/* The n-th call fails, `times` in a row: every n up to ALL_UP_TO, then every step-th up to DEEPEST.  Afterwards a sound
 * process finishes the keys.  Returns in how many runs the process did not end itself. */
static int break_each(enum breaking what, int times, int quota, int step)
{
	struct database b = database_place();
	struct ledger *l = ledger_open();
	int done;
	database_must(db_migrate(b.url, &done));
	int ended = 0;
	int runs = 0;
	l->quota = quota;
	for (int n = 0; n < DEEPEST; n += n < ALL_UP_TO ? 1 : step, runs++) {
		int status = run_child(l, b.url, what, n, times);
		bool aborted = WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT;
		assert_true(aborted || (WIFEXITED(status) && WEXITSTATUS(status) == 0));
		ended += aborted;
		if (runs % 40 == 39)
			ledger_check_whole(&b);
	}
	l->quota = QUOTA;
	assert_int_equal(run_child(l, b.url, NOTHING, 0, 0), 0);
	ledger_check_whole(&b);
	ledger_check_told(&b, l);
	assert_true(told(l) >= runs);
	print_message("%d acts acknowledged, %d answered twice alike, %d refused for a while, %d processes ended themselves\n",
		      told(l), l->replayed, l->busy, ended);
	ledger_close(l);
	database_close(&b);
	return runs - ended;
}

static void a_failed_write_costs_nothing_acknowledged(void **s)
{
	(void)s;
	if (!on_sqlite())
		skip();
	/* undone and run again: no process ends, with five in a row the clients wait a little */
	assert_int_equal(break_each(WRITES, 1, QUOTA, 1), DEEPEST);
	assert_int_equal(break_each(WRITES, 5, QUOTA, 1), DEEPEST);
}

static void a_failed_sync_ends_the_process(void **s)
{
	(void)s;
	if (!on_sqlite())
		skip();
	assert_int_equal(break_each(SYNCS, 1, ROOM, 8), 0);
}

/* ---- no room ------------------------------------------------------------------------------ */

struct full {
	struct ledger *l;
	struct acts *acts;
};

static void *run_clients(void *arg)
{
	struct full *f = arg;
	ledger_run(f->l, f->acts);
	return NULL;
}

/* Clients write until nothing fits, reading goes on, room is made, writing goes on in the same process. */
static void fill_then_grow(struct database *b, void (*grow)(const char *dir))
{
	struct ledger *l = ledger_open();
	int done;
	database_must(db_migrate(b->url, &done));
	database_must(db_open(&b->db, b->url, DB_READ));
	database_must(acts_open(&b->acts, b->url));
	l->quota = ROOM;
	breaking = grow ? NOTHING : ROOM_LEFT;
	bytes_left = 3 << 20;
	struct full f = { l, b->acts };
	pthread_t clients;
	pthread_create(&clients, NULL, run_clients, &f);
	for (int i = 0; i < 2000 && l->busy < 200; i++)
		usleep(10000);
	assert_true(l->busy >= 200); /* everybody is refused, and told so */
	int before = told(l);
	assert_true(before > 0);
	ARENA a = { 0 };
	const char *heads;
	database_must(audit_export_heads(b->db, &a, &heads)); /* reading works */
	if (grow)
		grow(b->dir);
	breaking = NOTHING;
	for (int i = 0; i < 1000 && told(l) < before + 100; i++)
		usleep(10000);
	l->stop = 1;
	pthread_join(clients, NULL);
	assert_true(told(l) >= before + 100);
	print_message("%d acts before the disk was full, %d after it had grown\n", before, told(l) - before);
	struct audit_verdict v;
	database_must(audit_verify(b->db, &a, &(struct audit_wish){ .exported = heads, .data = true }, &v));
	assert_int_equal(v.faults, 0);
	ledger_check_whole(b);
	ledger_check_told(b, l);
	ledger_close(l);
}

static void grow_mount(const char *dir)
{
	assert_int_equal(mount("none", dir, "tmpfs", MS_REMOUNT, "size=64m"), 0);
}

static void a_full_disk_refuses_until_it_has_grown(void **s)
{
	(void)s;
	if (!on_sqlite())
		skip();
	struct database b = database_place();
	if (mount("none", b.dir, "tmpfs", 0, "size=4m") == 0) {
		fill_then_grow(&b, grow_mount);
		acts_stop(b.acts);
		b.acts = NULL;
		db_close(b.db);
		b.db = NULL;
		assert_int_equal(umount(b.dir), 0);
	} else {
		print_message("no right to mount: the disk is made small by this program instead\n");
		fill_then_grow(&b, NULL);
	}
	database_close(&b);
}

static void a_disk_without_room_for_the_log(void **s)
{
	(void)s;
	if (!on_sqlite())
		skip();
	struct database b = database_place();
	fill_then_grow(&b, NULL);
	database_close(&b);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_failed_write_costs_nothing_acknowledged),
		cmocka_unit_test(a_failed_sync_ends_the_process),
		cmocka_unit_test(a_full_disk_refuses_until_it_has_grown),
		cmocka_unit_test(a_disk_without_room_for_the_log),
	};
	return cmocka_run_group_tests_name("disk", tests, NULL, NULL);
}
