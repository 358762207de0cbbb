/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* What went wrong, and what it means: three tables.  What passes is busy, what stays is not. */
#include "platform/db/db_inside.h"
#include <sqlite3.h>
#include <stdarg.h>
#include <stdio.h>

static const struct {
	enum db_trouble trouble;
	enum err_kind kind;
	const char *code, *say;
} meaning[] = {
#define PLAIN "db_fault", N_("Hệ thống gặp lỗi, chưa làm được việc này. Xin thử lại; nếu vẫn lỗi, hãy báo quản trị viên.")
#define BUSY "db_busy", N_("Hệ thống đang bận. Xin thử lại sau ít phút.")
	[FAULT_PLAIN] = { DB_REFUSED, E_SYSTEM, PLAIN },
	[FAULT_FATAL] = { DB_FATAL, E_SYSTEM, PLAIN },
	[FAULT_UNSURE] = { DB_UNSURE, E_BUSY, BUSY },
	[FAULT_AGAIN] = { DB_AGAIN, E_BUSY, BUSY },
	[FAULT_CONFLICT] = { DB_REFUSED, E_CONFLICT, "db_conflict",
		N_("Dữ liệu vừa được người khác thay đổi. Hãy tải lại trang rồi làm lại.") },
	[FAULT_FULL] = { DB_FULL, E_BUSY, "disk_full",
		N_("Máy chủ đã hết chỗ lưu, chưa ghi được gì. Xin giữ nguyên mẫu này, báo quản trị viên rồi gửi lại.") },
	[FAULT_LOST] = { DB_LOST, E_BUSY, BUSY },
	[FAULT_IO] = { DB_LOST, E_SYSTEM, PLAIN },
	[FAULT_NO_FOLDER] = { DB_REFUSED, E_SYSTEM, "db_no_folder",
		N_("Không có thư mục chứa tệp cơ sở dữ liệu. Hãy tạo thư mục ấy, hoặc sửa đường dẫn sau --db sqlite:") },
	[FAULT_NO_FILE] = { DB_REFUSED, E_SYSTEM, "db_no_file",
		N_("Không có tệp cơ sở dữ liệu này. Hãy sửa đường dẫn sau --db sqlite: hoặc tạo mới bằng: danchu migrate") },
	[FAULT_NO_RIGHT] = { DB_REFUSED, E_SYSTEM, "db_no_right",
		N_("Không có quyền với cơ sở dữ liệu này. Hãy cấp quyền cho người chạy danchu (tệp và thư mục, hoặc vai trò PostgreSQL).") },
	[FAULT_IS_FOLDER] = { DB_REFUSED, E_SYSTEM, "db_not_a_file",
		N_("Đường dẫn sau --db sqlite: không chỉ tới một tệp. Hãy nêu tên tệp cơ sở dữ liệu.") },
	[FAULT_NOT_DATABASE] = { DB_REFUSED, E_SYSTEM, "db_not_a_database",
		N_("Tệp này không phải cơ sở dữ liệu SQLite mà bản này đọc được (tệp khác, đã mã hóa, hoặc do SQLite mới hơn ghi). Hãy kiểm tra --db.") },
	[FAULT_DAMAGED] = { DB_REFUSED, E_SYSTEM, "db_damaged",
		N_("Tệp cơ sở dữ liệu bị hỏng. Hãy dừng máy chủ, giữ nguyên tệp ấy và khôi phục bản sao lưu gần nhất.") },
	[FAULT_READ_ONLY] = { DB_REFUSED, E_SYSTEM, "db_read_only",
		N_("Cơ sở dữ liệu này chỉ đọc được, không ghi được. Hãy cấp quyền ghi cho tệp và thư mục chứa nó.") },
	[FAULT_CANNOT_OPEN] = { DB_REFUSED, E_SYSTEM, "db_cannot_open",
		N_("Không mở được tệp cơ sở dữ liệu. Hãy kiểm tra đường dẫn và quyền của tệp, của thư mục chứa nó.") },
	[FAULT_LOGIN] = { DB_LOST, E_SYSTEM, "db_login",
		N_("PostgreSQL không nhận vai trò hoặc mật khẩu này. Hãy kiểm tra tên người dùng, mật khẩu và pg_hba.conf.") },
	[FAULT_NO_DATABASE] = { DB_LOST, E_SYSTEM, "db_no_database",
		N_("Máy chủ PostgreSQL không có cơ sở dữ liệu này. Hãy tạo nó (README nói cách), hoặc sửa tên sau --db.") },
	[FAULT_NO_HOST] = { DB_LOST, E_SYSTEM, "db_no_host",
		N_("Không có máy nào mang tên ghi sau --db. Hãy sửa tên máy chủ PostgreSQL, hoặc kiểm tra DNS.") },
	[FAULT_URL] = { DB_REFUSED, E_SYSTEM, "db_url_wrong",
		N_("Địa chỉ PostgreSQL sau --db viết sai. Mẫu: postgres://NGƯỜI-DÙNG@MÁY:5432/TÊN") },
	[FAULT_UNREACHABLE] = { DB_LOST, E_BUSY, "db_unreachable",
		N_("Không nối được máy chủ PostgreSQL. Hãy kiểm tra máy chủ có đang chạy, tên máy và cổng sau --db.") },
};

/* A whole extended code, else its low byte. */
static const struct {
	int code;
	enum fault fault;
} of_sqlite[] = {
	{ SQLITE_IOERR_FSYNC, FAULT_FATAL },
	{ SQLITE_IOERR_DIR_FSYNC, FAULT_FATAL },
	{ SQLITE_CONSTRAINT_UNIQUE, FAULT_CONFLICT },
	{ SQLITE_CONSTRAINT_PRIMARYKEY, FAULT_CONFLICT },
	{ SQLITE_BUSY, FAULT_AGAIN },
	{ SQLITE_LOCKED, FAULT_AGAIN },
	{ SQLITE_PROTOCOL, FAULT_AGAIN }, /* the lock of the log was raced for too long */
	{ SQLITE_FULL, FAULT_FULL },
	{ SQLITE_IOERR, FAULT_IO },
	{ SQLITE_NOMEM, FAULT_IO },
	{ SQLITE_CORRUPT, FAULT_DAMAGED },
	{ SQLITE_NOTADB, FAULT_NOT_DATABASE },
	{ SQLITE_CANTOPEN, FAULT_CANNOT_OPEN },
	{ SQLITE_PERM, FAULT_NO_RIGHT },
	{ SQLITE_READONLY, FAULT_READ_ONLY },
};

/* A state, or a class of them; the first that fits. */
static const struct {
	const char *state;
	enum fault fault;
} of_state[] = {
	{ "40001", FAULT_AGAIN },       /* serialisation */
	{ "40P01", FAULT_AGAIN },       /* deadlock */
	{ "55P03", FAULT_AGAIN },       /* a lock not to be had */
	{ "23505", FAULT_CONFLICT },
	{ "53100", FAULT_FULL },
	{ "57P04", FAULT_NO_DATABASE }, /* dropped under us */
	{ "3D000", FAULT_NO_DATABASE },
	{ "28", FAULT_LOGIN },
	{ "42501", FAULT_NO_RIGHT },
	{ "XX001", FAULT_DAMAGED },
	{ "XX002", FAULT_DAMAGED },
	{ "08", FAULT_LOST },           /* the connection */
	{ "53", FAULT_LOST },           /* no more connections, no more memory */
	{ "57P", FAULT_LOST },          /* stopping, starting */
	{ "25006", FAULT_LOST },        /* no longer the primary */
	{ "0A000", FAULT_LOST },        /* a plan of an old schema */
	{ "26000", FAULT_LOST },        /* statements forgotten */
};

/* What libpq itself says, in English: the program sets no locale. */
static const struct {
	const char *say;
	enum fault fault;
} of_connect[] = {
	{ "could not translate host name", FAULT_NO_HOST },
	{ "could not parse network address", FAULT_NO_HOST },
	{ "invalid ", FAULT_URL },
	{ "unexpected character", FAULT_URL },
	{ "missing key/value separator", FAULT_URL },
	{ "missing \"=\"", FAULT_URL },
	{ "no password supplied", FAULT_LOGIN },
};

static _Thread_local char kept[600];

/* WHY a second buffer: what is told may speak of the failure before. */
static const char *keep_why(const char *fmt, va_list v)
{
	char why[sizeof kept];
	vsnprintf(why, sizeof why, fmt, v);
	for (char *p = why; (p = strpbrk(p, "\n\t"));)
		*p = ' ';
	memcpy(kept, why, sizeof kept);
	return kept;
}

err db_failure(db *d, enum fault f, const char *fmt, ...)
{
	va_list v;
	va_start(v, fmt);
	const char *why = keep_why(fmt, v);
	va_end(v);
	d->trouble = meaning[f].trouble;
	return FAIL(meaning[f].kind, meaning[f].code, meaning[f].say, .why = why);
}

enum db_trouble db_trouble(const db *d)
{
	return d->trouble;
}

err db_for_visitor(err e)
{
	if (e.kind == E_BUSY) {
		e.code = meaning[FAULT_LOST].code;
		e.say = meaning[FAULT_LOST].say;
	}
	return e;
}

enum fault db_fault_of_sqlite(int code)
{
	for (size_t i = 0; i < COUNT_OF(of_sqlite); i++)
		if (of_sqlite[i].code == code || of_sqlite[i].code == (code & 0xff))
			return of_sqlite[i].fault;
	return FAULT_PLAIN;
}

enum fault db_fault_of_state(const char *state)
{
	if (!*state)
		return FAULT_LOST; /* nobody answered */
	for (size_t i = 0; i < COUNT_OF(of_state); i++)
		if (str_starts(state, of_state[i].state))
			return of_state[i].fault;
	return FAULT_PLAIN;
}

/* The last SQLSTATE in a verbose message, "FATAL:  28P01: password ..."; false when there is none. */
static bool state_in(const char *say, char ret[6])
{
	bool found = false;
	for (const char *p = say; (p = strstr(p, ":  ")); p++) {
		const char *state = p + 3;
		if (strspn(state, "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ") != 5 || state[5] != ':')
			continue;
		memcpy(ret, state, 5);
		ret[5] = 0;
		found = true;
	}
	return found;
}

enum fault db_fault_of_connect(const char *say)
{
	char state[6];
	if (state_in(say, state))
		return db_fault_of_state(state);
	for (size_t i = 0; i < COUNT_OF(of_connect); i++)
		if (strstr(say, of_connect[i].say))
			return of_connect[i].fault;
	return FAULT_UNREACHABLE;
}
