/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/serve_lock.h"
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

err serve_lock(arena *a, const char *db_url)
{
	if (!str_starts(db_url, "sqlite:"))
		return OK;
	const char *path = arena_fmt(a, "%s-lock", db_url + strlen("sqlite:"));
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
	if (fd < 0)
		return FAIL(E_SYSTEM, "serve_lock", N_("Không mở được tệp khóa {0}. Kiểm tra quyền ghi thư mục."), .arg = { path },
			.why = strerror(errno));
	if (flock(fd, LOCK_EX | LOCK_NB) != 0) { /* fd stays open: the kernel lets go when the process ends */
		int cause = errno;
		close(fd);
		if (cause != EWOULDBLOCK)
			return FAIL(E_SYSTEM, "serve_lock", N_("Không khóa được tệp {0}. Kiểm tra hệ thống tệp."), .arg = { path },
				.why = strerror(cause));
		return FAIL(E_BUSY, "serve_twice",
			N_("Đã có một danchu serve chạy trên cơ sở dữ liệu này ({0}). Dừng máy chủ kia rồi chạy lại."), .arg = { path });
	}
	return OK;
}
