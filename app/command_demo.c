/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "app/command_store.h"
#include "app/demo.h"
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

/* One link a role.  The people are found by their addresses, so that this works on a world made before. */
static err print_links(struct command_store *s, arena *a, const char *base_url)
{
	for (size_t i = 0; i < COUNT_OF(shown); i++) {
		const struct demo_person *p = &demo_people[demo_person_index(shown[i])];
		struct account account;
		TRY(account_by_email(s->d, a, DEMO_ORG, demo_email(a, p), &account));
		TRY(print_link(s->acts, a, account.id, p, base_url));
	}
	return OK;
}

static err make(arena *a, const char *url, const char *base_url)
{
	COMMAND_STORE s = { 0 };
	struct demo_world world;

	TRY(command_store_open_empty(&s, url));
	TRY(demo_make(s.acts, s.d, a, &world));
	return print_links(&s, a, base_url);
}

static err links(arena *a, const char *url, const char *base_url)
{
	COMMAND_STORE s = { 0 };

	TRY(command_store_open(&s, a, url, DEMO_ORG));
	return print_links(&s, a, base_url);
}

static int run(int argc, char **argv, err (*what)(arena *a, const char *url, const char *base_url))
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
	err e = what(&a, url, base_url);
	return e.kind ? command_failed(e) : DONE;
}

int command_demo_make(int argc, char **argv)
{
	return run(argc, argv, make);
}

int command_demo_links(int argc, char **argv)
{
	return run(argc, argv, links);
}
