/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* world: the demonstration world in a fresh database, opened before a group of tests and closed after it. */
#ifndef TESTS_WORLD_H
#define TESTS_WORLD_H
#include "app/command_file.h"
#include "app/demo.h"
#include "tests/database.h"
#include "tests/test.h"

static const int64_t MADE_US = 1770000000000000;
static struct database b;
static struct demo_world world;

static void must(err e)
{
	if (e.kind)
		fail_msg("%s: %s (%s) %s", e.at, e.code, e.say, e.why ? e.why : "");
}

static int open_world(void **state)
{
	(void)state;
	const char *text;

	b = database_open();
	must(command_file_text(&b.a, DEMO_PLAN, &text));
	must(demo_make(b.acts, b.db, &b.a, text, MADE_US, &world));
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	database_close(&b);
	return 0;
}
#endif
