/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The file of a SQLite database: why it cannot be opened, under which name it is open, who serves it.
 *
 * Two names of one file (hard links, a file bound alone into a container) are two logs, NAME-wal, and SQLite writes over
 * what the other has not seen.  So every connection of ours holds a shared lock on a byte of the file that stands for
 * its name, and looks whether another name's byte is held; a server holds one more byte, alone.  The bytes lie beyond
 * the end of any such file, and far from SQLite's own locks.  The name is the folder's inode and the last part of the
 * path: whoever comes by a symbolic link, another mount or a relative path has the same log.
 *
 * WHY locks of open file descriptions, and one descriptor a file and process: SQLite's own locks belong to the process,
 * and closing any descriptor of the file drops them all.  So ours is closed after SQLite's last one. */
#include "platform/db/db_inside.h"
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#define SERVER_BYTE INT64_C(0x4000010000) /* 256 GB */
#define NAME_BYTES INT64_C(0x4100000000)  /* and 4 GB of names */
#define NAMES INT64_C(0x100000000)

struct db_file {
	struct db_file *next;
	dev_t device;
	ino_t inode;
	int fd, users;
	int64_t name;
};
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;
static struct db_file *files; /* of this process */

/* ---- why not ------------------------------------------------------------------------------ */

static enum fault fault_of_errno(int e)
{
	switch (e) {
	case ENOENT:
	case ENOTDIR:
		return FAULT_NO_FOLDER;
	case EACCES:
	case EPERM:
		return FAULT_NO_RIGHT;
	case EROFS:
		return FAULT_READ_ONLY;
	case ENOSPC:
	case EDQUOT:
		return FAULT_FULL;
	default:
		return FAULT_CANNOT_OPEN;
	}
}

err db_file_create(db *d, const char *path)
{
	/* WHY O_EXCL: a descriptor of a file that SQLite has open in this process may not be closed. */
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600); /* nobody else's to read; its log takes over the mode */
	if (fd < 0 && errno != EEXIST)
		return db_failure(d, fault_of_errno(errno), "%s: %s", path, strerror(errno));
	if (fd >= 0)
		close(fd);
	return OK;
}

static bool has_folder(const char *path)
{
	char folder[PATH_MAX];
	const char *slash = strrchr(path, '/');
	struct stat st;
	if (!slash || slash == path)
		return true;
	if ((size_t)(slash - path) >= sizeof folder)
		return false;
	memcpy(folder, path, (size_t)(slash - path));
	folder[slash - path] = 0;
	return stat(folder, &st) == 0 && S_ISDIR(st.st_mode);
}

err db_file_look(db *d, const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0) {
		int e = errno;
		return db_failure(d, e == ENOENT && has_folder(path) ? FAULT_NO_FILE : fault_of_errno(e), "%s: %s", path, strerror(e));
	}
	if (!S_ISREG(st.st_mode))
		return db_failure(d, FAULT_IS_FOLDER, "%s: no regular file", path);
	if (access(path, R_OK) != 0)
		return db_failure(d, FAULT_NO_RIGHT, "%s: %s", path, strerror(errno));
	if (d->mode == DB_WRITE && access(path, W_OK) != 0)
		return db_failure(d, FAULT_READ_ONLY, "%s: %s", path, strerror(errno));
	return OK;
}

/* ---- the table of open files -------------------------------------------------------------- */

/* A number for the place of NAME-wal: the same for every way that leads to this name. */
static bool name_of(const char *path, int64_t *ret)
{
	char real[PATH_MAX];
	struct stat folder;
	uint64_t h = UINT64_C(0xCBF29CE484222325);
	if (!realpath(path, real))
		return false;
	char *slash = strrchr(real, '/');
	*slash = 0;
	if (stat(*real ? real : "/", &folder) != 0)
		return false;
	const uint64_t where[] = { folder.st_dev, folder.st_ino };
	for (size_t i = 0; i < sizeof where; i++)
		h = (h ^ ((const unsigned char *)where)[i]) * UINT64_C(0x100000001B3);
	for (const char *p = slash + 1; *p; p++)
		h = (h ^ (unsigned char)*p) * UINT64_C(0x100000001B3);
	*ret = (int64_t)(h % (uint64_t)(NAMES - 2)) + 1; /* neither the first byte nor the last: both sides can be looked at */
	return true;
}

static struct db_file *find_or_open(const char *path)
{
	struct stat st;
	if (stat(path, &st) != 0)
		return NULL;
	for (struct db_file *f = files; f; f = f->next)
		if (f->device == st.st_dev && f->inode == st.st_ino)
			return f;
	int fd = open(path, O_RDWR | O_CLOEXEC);
	if (fd < 0)
		fd = open(path, O_RDONLY | O_CLOEXEC);
	struct db_file *f = fd >= 0 && fstat(fd, &st) == 0 ? calloc(1, sizeof *f) : NULL;
	if (!f) {
		if (fd >= 0)
			close(fd);
		return NULL;
	}
	*f = (struct db_file){ .next = files, .device = st.st_dev, .inode = st.st_ino, .fd = fd };
	files = f;
	return f;
}

/* Somebody else holds a byte of these. */
static bool held(const struct db_file *f, int64_t from, int64_t n)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = from, .l_len = n };
	return fcntl(f->fd, F_OFD_GETLK, &l) == 0 && l.l_type != F_UNLCK;
}

/* True when no other name is in use.  A file system without locks has nothing to say here: SQLite will. */
static bool hold_name(struct db_file *f, int64_t name)
{
	struct flock mine = { .l_type = F_RDLCK, .l_whence = SEEK_SET, .l_start = NAME_BYTES + name, .l_len = 1 };
	if (f->users)
		return f->name == name;
	f->name = name;
	fcntl(f->fd, F_OFD_SETLK, &mine);
	return !held(f, NAME_BYTES, name) && !held(f, NAME_BYTES + name + 1, NAMES - name - 1);
}

static void give(struct db_file *f)
{
	if (f->users > 0 && --f->users > 0)
		return;
	for (struct db_file **p = &files; *p; p = &(*p)->next) {
		if (*p != f)
			continue;
		*p = f->next;
		break;
	}
	close(f->fd); /* and with it our locks */
	free(f);
}

err db_file_take(db *d, const char *path)
{
	int64_t name;
	err e = OK;
	pthread_mutex_lock(&lock);
	struct db_file *f = name_of(path, &name) ? find_or_open(path) : NULL;
	if (!f) {
		e = db_failure(d, FAULT_CANNOT_OPEN, "%s: %s", path, strerror(errno));
	} else if (hold_name(f, name)) {
		f->users++;
		d->file = f;
	} else {
		e = FAIL(E_RULE, "db_other_name",
			 N_("Cơ sở dữ liệu này đang được mở dưới một tên khác (liên kết cứng). Hãy dùng đúng tên kia, hoặc dừng chương trình kia trước."));
		if (!f->users)
			give(f);
	}
	pthread_mutex_unlock(&lock);
	return e;
}

bool db_file_shared(const db *d)
{
	return held(d->file, NAME_BYTES + d->file->name, 1);
}

void db_file_give(db *d)
{
	pthread_mutex_lock(&lock);
	if (d->file)
		give(d->file);
	d->file = NULL;
	pthread_mutex_unlock(&lock);
}

/* ---- one server --------------------------------------------------------------------------- */

static err hold_server(db *d, const char *path)
{
	struct flock l = { .l_type = F_WRLCK, .l_whence = SEEK_SET, .l_start = SERVER_BYTE, .l_len = 1 };
	if (fcntl(d->file->fd, F_OFD_SETLK, &l) == 0)
		return OK;
	if (errno == EAGAIN || errno == EACCES)
		return FAIL(E_BUSY, "serve_twice",
			    N_("Đã có một danchu serve chạy trên cơ sở dữ liệu này. Dừng máy chủ kia rồi chạy lại."));
	if (errno == EBADF)
		return db_failure(d, FAULT_READ_ONLY, "%s: opened for reading only", path);
	return FAIL(E_SYSTEM, "serve_lock", N_("Không khóa được tệp cơ sở dữ liệu. Hãy đặt nó trên một hệ thống tệp có khóa (đĩa của máy)."),
		    .why = strerror(errno));
}

err db_serve_once(const char *url)
{
	if (!str_starts(url, "sqlite:"))
		return OK;
	const char *path = url + strlen("sqlite:");
	db d = { .mode = DB_READ };
	TRY(db_file_look(&d, path));
	TRY(db_file_take(&d, path));
	err e = hold_server(&d, path);
	if (e.kind)
		db_file_give(&d);
	return e; /* held: until the process ends, however it ends */
}
