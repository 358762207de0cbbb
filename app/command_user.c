/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "app/command_store.h"
#include "platform/auth/sign_in.h"
#include "platform/http/serve.h"
#include <getopt.h>
#include <stdio.h>

struct wish {
	const char *db_url, *email, *base_url;
	int64_t org;
	bool invitation;
};

static bool read_options(int argc, char **argv, struct wish *ret)
{
	static const struct option options[] = {
		{ "db", required_argument, NULL, 'd' },       { "email", required_argument, NULL, 'e' },
		{ "org", required_argument, NULL, 'o' },      { "invite", no_argument, NULL, 'i' },
		{ "base-url", required_argument, NULL, 'b' }, { 0 },
	};
	int c;
	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'd': ret->db_url = optarg; break;
		case 'e': ret->email = optarg; break;
		case 'b': ret->base_url = optarg; break;
		case 'i': ret->invitation = true; break;
		case 'o':
			if (!str_int(optarg, 1, INT64_MAX, &ret->org))
				return false;
			break;
		default: return false;
		}
	}
	return ret->db_url && ret->email && optind == argc;
}

static err find_person(arena *a, struct wish *w, int64_t *ret)
{
	db *d = NULL;
	struct account account = { 0 };
	TRY(db_open(&d, w->db_url, DB_READ));
	err e = w->org ? OK : command_only_org(d, a, &w->org);
	if (!e.kind)
		e = account_by_email(d, a, w->org, w->email, &account);
	db_close(d);
	TRY(e);
	*ret = account.id;
	return OK;
}

static err make_link(arena *a, struct wish *w, const char **ret)
{
	struct link_make m = { .invitation = w->invitation, .now_us = real_us() };
	struct act_answer answer = { 0 };
	struct acts *acts = NULL;
	const char *secret = secret_new(a);
	TRY(find_person(a, w, &m.person));
	bool good = secret_hash(secret, m.hash);
	assert(good);
	TRY(acts_open(&acts, w->db_url));
	struct act_spec spec = { .org = w->org, .at_us = m.now_us, .kind = "person.link", .object = m.person };
	err e = acts_run(acts, a, &spec, link_save_made, &m, &answer);
	acts_stop(acts);
	TRY(e);
	*ret = secret;
	return OK;
}

int command_user_link(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { .base_url = "http://127.0.0.1:8080" };
	const char *secret = NULL;

	if (!read_options(argc, argv, &w))
		return USAGE;
	err e = make_link(&a, &w, &secret);
	if (e.kind)
		return command_failed(e);
	printf("%s/dang-nhap/%s\n", w.base_url, secret);
	return DONE;
}
