/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "app/command_store.h"
#include "app/migrate.h"
#include <getopt.h>
#include <stdio.h>

static void say(const struct migrated *m)
{
	printf("%d bước nâng cấp lược đồ; ", m->steps);
	if (m->adopted)
		printf("nhật ký nhận %lld dòng có từ trước; ", (long long)m->adopted);
	if (m->shipped)
		printf("%lld dòng văn bản, thời hạn và ngày nghỉ đã nạp\n", (long long)m->rows);
	else
		puts("văn bản, thời hạn và ngày nghỉ đã đúng bản này");
}

int command_migrate(int argc, char **argv)
{
	static const struct option options[] = { { "db", required_argument, NULL, 'd' }, { 0 } };
	ARENA a = { 0 };
	const char *url = NULL;
	struct migrated done;
	int c;

	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c != 'd')
			return USAGE;
		url = optarg;
	}
	if (!url || optind != argc)
		return USAGE;
	const char *made = command_absent_file(url);
	err e = migrate(&a, url, &done);
	if (e.kind && made)
		command_unmake(made);
	if (e.kind)
		return command_failed(e);
	say(&done);
	return DONE;
}
