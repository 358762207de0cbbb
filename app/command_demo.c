/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "app/demo.h"
#include "app/migrate.h"
#include "platform/auth/sign_in.h"
#include "platform/http/serve.h"
#include <getopt.h>
#include <stdio.h>

/* One person a role, in the order in which a visitor will want them. */
static const char *const shown[] = { "hang", "thanh", "duc", "tung", "lan", "khoa", "my", "quan", "xem" };

static err print_link(struct acts *acts, arena *a, int64_t person, const struct demo_person *p, const char *base_url)
{
	struct link_make m = { .person = person, .now_us = real_us() };
	struct act_answer answer;
	const char *secret = secret_new(a);
	struct act_spec spec = { .org = DEMO_ORG, .at_us = demo_now_us(), .kind = "person.link", .object = person };

	bool good = secret_hash(secret, m.hash);
	assert(good);
	TRY(acts_run(acts, a, &spec, link_save_made, &m, &answer));
	printf("%s/dang-nhap/%s  %s, %s\n", base_url, secret, p->name, p->title);
	return OK;
}

static err make(arena *a, struct acts *acts, db *d, const char *base_url)
{
	struct demo_world world;

	TRY(demo_make(acts, d, a, &world));
	for (size_t i = 0; i < COUNT_OF(shown); i++) {
		size_t person = demo_person_index(shown[i]);
		TRY(print_link(acts, a, world.people[person], &demo_people[person], base_url));
	}
	return OK;
}

static err open_and_make(arena *a, const char *url, const char *base_url)
{
	struct acts *acts = NULL;
	db *d = NULL;
	struct migrated done;

	TRY(migrate(a, url, &done));
	TRY(db_open(&d, url, DB_READ));
	err e = acts_open(&acts, url);
	if (!e.kind) {
		e = make(a, acts, d, base_url);
		acts_stop(acts);
	}
	db_close(d);
	return e;
}

int command_demo_make(int argc, char **argv)
{
	static const struct option options[] = {
		{ "db", required_argument, NULL, 'd' }, { "base-url", required_argument, NULL, 'b' }, { 0 },
	};
	ARENA a = { 0 };
	const char *url = NULL;
	const char *base_url = "http://127.0.0.1:8080";
	int c;

	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == 'd')
			url = optarg;
		else if (c == 'b')
			base_url = optarg;
		else
			return USAGE;
	}
	if (!url || optind != argc)
		return USAGE;
	err e = open_and_make(&a, url, base_url);
	return e.kind ? command_failed(e) : DONE;
}
