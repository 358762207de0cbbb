/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "app/layout.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static const struct command *find(int argc, char **argv, int *ret_words)
{
	for (const struct command *c = commands; c->noun; c++) {
		int words = c->verb ? 2 : 1;
		if (argc > words && str_eq(argv[1], c->noun) && (!c->verb || str_eq(argv[2], c->verb))) {
			*ret_words = words;
			return c;
		}
	}
	return NULL;
}

static void print_usage(FILE *to, const struct command *c)
{
	fprintf(to, "danchu %s%s%s %s\n", c->noun, c->verb ? " " : "", c->verb ? c->verb : "", c->usage);
}

static int print_all(FILE *to)
{
	fputs("danchu: kế hoạch dân chủ ở cơ sở thành việc có người làm, có ngày xong.\n\n", to);
	for (const struct command *c = commands; c->noun; c++)
		print_usage(to, c);
	fputs("\nMỗi lệnh có --help. Kết thúc: 0 xong, 1 bị từ chối có lý do, 2 gọi sai, 3 lỗi hệ thống.\n", to);
	return to == stdout ? DONE : USAGE;
}

/* Arguments can be read by everybody on the machine: a database's password does not belong there. */
static bool tells_password(int argc, char **argv)
{
	for (int i = 0; i < argc; i++) {
		const char *url = strstr(argv[i], "postgres://") ? strstr(argv[i], "postgres://") : strstr(argv[i], "postgresql://");
		if (!url)
			continue;
		const char *at = strchr(url, '@');
		const char *colon = strchr(strstr(url, "//") + 2, ':');
		if ((at && colon && colon < at) || strstr(url, "password=")) {
			fputs("danchu: mật khẩu cơ sở dữ liệu không để trong lệnh, vì ai trên máy cũng đọc được. Ghi vào một tệp chỉ mình đọc được\n"
			      "danchu: (chmod 600) dòng MÁY:CỔNG:CSDL:NGƯỜI:MẬTKHẨU, rồi chạy với PGPASSFILE=tệp, hoặc thêm ?passfile=tệp vào --db\n", stderr);
			return true;
		}
	}
	return false;
}

int main(int argc, char **argv)
{
	int words = 0;

	if (sodium_init() < 0)
		return FAULT;
	if (argc == 2 && str_eq(argv[1], "--version")) {
		printf("danchu %s\n", program_version);
		return DONE;
	}
	if (argc == 2 && (str_eq(argv[1], "--help") || str_eq(argv[1], "help")))
		return print_all(stdout);
	const struct command *c = find(argc, argv, &words);
	if (!c && argc > 1)
		fprintf(stderr, "danchu: không có lệnh \"%s%s%s\".\n\n", argv[1], argc > 2 ? " " : "", argc > 2 ? argv[2] : "");
	if (!c)
		return print_all(stderr);
	for (int i = words + 1; i < argc; i++)
		if (str_eq(argv[i], "--help")) {
			print_usage(stdout, c);
			return DONE;
		}
	if (tells_password(argc - words, argv + words))
		return REFUSED;
	int code = c->run(argc - words, argv + words);
	if (code == USAGE)
		print_usage(stderr, c);
	return code;
}
