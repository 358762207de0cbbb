/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "app/layout.h"
#include <sodium.h>
#include <stdio.h>

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

int main(int argc, char **argv)
{
	int words = 0;

	if (sodium_init() < 0)
		return FAULT;
	if (argc == 2 && str_eq(argv[1], "--version")) {
		puts("danchu " DANCHU_VERSION);
		return DONE;
	}
	const struct command *c = find(argc, argv, &words);
	if (c && argc > words + 1 && str_eq(argv[words + 1], "--help")) {
		print_usage(stdout, c);
		return DONE;
	}
	if (c)
		return c->run(argc - words, argv + words);
	bool asked = argc == 2 && str_eq(argv[1], "--help");
	for (c = commands; c->noun; c++)
		print_usage(asked ? stdout : stderr, c);
	return asked ? DONE : USAGE;
}
