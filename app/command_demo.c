/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "app/command_file.h"
#include "app/command_link.h"
#include "app/demo.h"
#include "gen/sample_plan.h"
#include "platform/auth/sign_in.h"
#include "platform/http/serve.h"
#include <getopt.h>
#include <stdio.h>

/* One person a role, in the order in which a visitor will want them. */
static const char *const shown[] = { "hang", "thanh", "duc", "tung", "lan", "khoa", "my", "quan", "xem" };

struct wish {
	const char *url, *base_url, *plan;
};

struct showing {
	const char *base_url;
	int64_t shift_us;
};

static err print_link(struct acts *acts, arena *a, int64_t person, const struct demo_person *p, const struct showing *w)
{
	struct link_make m = { .person = person, .now_us = real_us() };
	struct act_spec spec = { .org = DEMO_ORG, .at_us = m.now_us + w->shift_us, .kind = "person.link", .object = person };
	const char *link = command_link_new(a, w->base_url, &m);

	TRY(acts_run(acts, a, &spec, link_save_made, &m, NULL));
	printf("%s  %s, %s\n", link, p->name, p->title);
	return OK;
}

/* One link a role.  The people are found by their addresses, so that this works on a world made before. */
static err print_links(struct command_store *s, arena *a, const char *typed, int64_t shift_us)
{
	struct showing w = { .shift_us = shift_us };

	TRY(command_base_url(s->d, a, DEMO_ORG, typed, &w.base_url));
	for (size_t i = 0; i < COUNT_OF(shown); i++) {
		const struct demo_person *p = &demo_people[demo_person_index(shown[i])];
		struct account account;
		TRY(account_by_email(s->d, a, DEMO_ORG, demo_email(a, p), &account));
		TRY(print_link(s->acts, a, account.id, p, &w));
	}
	return OK;
}

static err make(arena *a, const struct wish *w)
{
	COMMAND_STORE s = { 0 };
	struct demo_world world;
	const char *text = sample_plan;

	if (w->plan)
		TRY(command_file_text(a, w->plan, &text));
	TRY(command_store_open_empty(&s, a, w->url));
	TRY(demo_make(s.acts, s.d, a, text, real_us(), &world));
	command_store_keep(&s);
	return print_links(&s, a, w->base_url, demo_now_us() - real_us());
}

/* A database that is no demonstration gets no links for invented people. */
static err links(arena *a, const struct wish *w)
{
	COMMAND_STORE s = { 0 };
	bool demonstration = false;
	int64_t made_us = 0;

	TRY(command_store_open(&s, a, w->url, DEMO_ORG));
	TRY(demonstration_find(s.d, a, &demonstration, &made_us));
	if (!demonstration)
		return FAIL(E_RULE, "demo_absent", N_("Cơ sở dữ liệu này không phải bản trình diễn. Dùng: danchu user link."));
	return print_links(&s, a, w->base_url, demo_shift_us(made_us, real_us()));
}

static bool read_options(int argc, char **argv, struct wish *ret)
{
	static const struct option options[] = {
		{ "db", required_argument, NULL, 'd' },
		{ "base-url", required_argument, NULL, 'b' },
		{ "plan", required_argument, NULL, 'p' },
		{ 0 },
	};
	int c;

	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'd': ret->url = optarg; break;
		case 'b': ret->base_url = optarg; break;
		case 'p': ret->plan = optarg; break;
		default: return false;
		}
	}
	return ret->url && optind == argc;
}

int command_demo_make(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { 0 };

	if (!read_options(argc, argv, &w))
		return USAGE;
	err e = make(&a, &w);
	return e.kind ? command_failed(e) : DONE;
}

int command_demo_links(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { 0 };

	if (!read_options(argc, argv, &w) || w.plan)
		return USAGE;
	err e = links(&a, &w);
	return e.kind ? command_failed(e) : DONE;
}
