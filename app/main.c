/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "app/layout.h"
#include <sodium.h>
#include <stdio.h>
#include <string.h>

static void say_usage(FILE *to, const struct command *c)
{
	fprintf(to, "danchu %s%s%s %s\n", c->noun, *c->verb ? " " : "", c->verb, c->usage);
}

static int help(FILE *to)
{
	fputs("Dân chủ ở cơ sở: kế hoạch đã ký thành việc có người làm, có ngày xong.\n\n", to);
	for (const struct command *c = commands; c->noun; c++)
		say_usage(to, c);
	fputs("\nMỗi lệnh có --help.  Kết thúc: 0 xong, 1 bị từ chối có lý do, 2 gọi sai, 3 lỗi hệ thống.\n", to);
	return to == stdout ? DONE : USAGE;
}

int main(int argc, char **argv)
{
	const char *noun = argc > 1 ? argv[1] : "";
	if (sodium_init() < 0)
		return FAULT;
	if (strcmp(noun, "--version") == 0) {
		puts("danchu " DANCHU_VERSION);
		return DONE;
	}
	if (strcmp(noun, "--help") == 0 || strcmp(noun, "help") == 0)
		return help(stdout);
	for (const struct command *c = commands; c->noun; c++) {
		int words = *c->verb ? 2 : 1; /* `danchu serve` has no verb */
		if (strcmp(c->noun, noun) != 0 || (words == 2 && (argc < 3 || strcmp(c->verb, argv[2]) != 0)))
			continue;
		for (int i = words + 1; i < argc; i++)
			if (strcmp(argv[i], "--help") == 0) {
				say_usage(stdout, c);
				return DONE;
			}
		int result = c->run(argc - words, argv + words);
		if (result == USAGE)
			say_usage(stderr, c);
		return result;
	}
	if (argc > 1)
		fprintf(stderr, "danchu: không có lệnh \"%s%s%s\".\n\n", noun, argc > 2 ? " " : "", argc > 2 ? argv[2] : "");
	return help(stderr);
}
