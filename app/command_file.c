/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command_file.h"
#include "app/command.h"
#include "platform/html/html.h"
#include "platform/text/json.h"
#include "platform/text/text.h"
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

enum { FILE_MOST = 16 << 20 };

static err read_bytes(arena *a, const char *path, char **ret, size_t *ret_n)
{
	struct stat st;
	if (stat(path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode))
		return FAIL(E_INPUT, "file_not_regular", N_("{0} không phải tệp. Chọn một tệp .txt hoặc .md."), .arg = { path });
	FILE *f = fopen(path, "rb");
	if (!f)
		return FAIL(E_INPUT, "file_not_read", N_("Không mở được tệp {0}: {1}. Kiểm tra lại tên tệp."),
			.arg = { path, arena_text(a, strerror(errno)) });
	char *bytes = arena_get(a, FILE_MOST + 1);
	size_t n = fread(bytes, 1, FILE_MOST + 1, f);
	int failed = ferror(f) ? errno : 0;
	fclose(f);
	if (failed)
		return FAIL(E_INPUT, "file_not_read", N_("Không đọc được tệp {0}: {1}. Kiểm tra lại tên tệp."),
			.arg = { path, arena_text(a, strerror(failed)) });
	if (n > FILE_MOST)
		return FAIL(E_INPUT, "file_too_large", N_("Tệp {0} lớn hơn 16 MB. Tách phụ lục ra tệp riêng."), .arg = { path });
	*ret = bytes;
	*ret_n = n;
	return OK;
}

err command_file_text(arena *a, const char *path, const char **ret)
{
	char *bytes;
	size_t n, bad;

	TRY(read_bytes(a, path, &bytes, &n));
	static const struct { const char *magic; size_t n; } known[] = { { "%PDF", 4 }, { "PK\3\4", 4 }, { "\xd0\xcf\x11\xe0", 4 }, { "\x7f" "ELF", 4 }, { "{\\rtf", 5 } };
	for (size_t i = 0; i < COUNT_OF(known); i++)
		if (n >= known[i].n && memcmp(bytes, known[i].magic, known[i].n) == 0)
			return FAIL(E_INPUT, "file_not_text",
				N_("Tệp {0} không phải văn bản thuần. Lưu lại thành .txt hoặc .md rồi đọc."), .arg = { path });
	bool wide = n >= 2 && (memcmp(bytes, "\xff\xfe", 2) == 0 || memcmp(bytes, "\xfe\xff", 2) == 0);
	if (!wide && memchr(bytes, 0, n))
		return FAIL(E_INPUT, "file_not_text",
			N_("Tệp {0} không phải văn bản thuần. Lưu lại thành .txt hoặc .md rồi đọc."), .arg = { path });
	const char *text = text_clean(a, bytes, n, &bad);
	size_t high = 0;
	for (size_t i = 0; i < n; i++)
		high += (unsigned char)bytes[i] >= 0x80;
	if (bad * 8 > high) { /* not UTF-8 at all: bytes of an old font (TCVN3, VNI), one letter each */
		struct buf letters = { .a = a };
		for (size_t i = 0; i < n; i++) {
			unsigned char b = (unsigned char)bytes[i];
			char two[2] = { (char)(0xc0 | b >> 6), (char)(0x80 | (b & 0x3f)) };
			buf_put(&letters, b < 0x80 ? bytes + i : two, b < 0x80 ? 1 : 2);
		}
		text = text_clean(a, buf_str(&letters), letters.n, &bad);
	}
	if (!text[strspn(text, " \n\t")])
		return FAIL(E_INPUT, "file_empty", N_("Tệp {0} không có chữ nào. Chọn tệp khác."), .arg = { path });
	const char *kind;
	*ret = text_legacy_fix(a, text, &kind);
	return OK;
}

int64_t command_now_us(void)
{
	struct timespec now;
	clock_gettime(CLOCK_REALTIME, &now);
	return (int64_t)now.tv_sec * 1000000 + now.tv_nsec / 1000;
}

int command_refuse(arena *a, err e, bool as_json)
{
	if (as_json) {
		struct json j = { .out.a = a };
		json_open(&j, NULL, '{');
		json_open(&j, "error", '{');
		json_text(&j, "code", e.code);
		json_text(&j, "say", tr_err(a, LANG_VI, &e));
		json_close(&j);
		json_close(&j);
		fputs(buf_str(&j.out), stdout);
		return e.kind == E_SYSTEM ? FAULT : REFUSED;
	}
	return command_failed(e);
}
