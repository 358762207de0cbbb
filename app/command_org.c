/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* danchu org init: a department, its units and its first administrator, in an empty or shared database. */
#include "app/command.h"
#include "app/command_file.h"
#include "domain/0_shared/org/org_store.h"
#include "platform/auth/session.h"
#include "platform/auth/sign_in.h"
#include "platform/db/db_migrate.h"
#include "platform/text/text.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>

enum { UNITS_MOST = 200 };

struct wish {
	const char *db_url, *base_url, *email, *person;
	struct org_new org;
	struct unit units[UNITS_MOST];
};

/* "VP=Văn phòng Sở" */
static bool read_unit(arena *a, struct wish *w, const char *text)
{
	const char *equals = strchr(text, '=');

	if (!equals || equals == text || !equals[1] || w->org.unit_count == UNITS_MOST)
		return false;
	const char *code = text_nfc(a, arena_text_n(a, text, (size_t)(equals - text)));
	const char *name = text_nfc(a, equals + 1);
	w->units[w->org.unit_count++] = (struct unit){ .code = code, .name = name, .short_name = code, .kind = UNIT_PLAIN, .active = true };
	return true;
}

static bool read_options(arena *a, int argc, char **argv, struct wish *w)
{
	static const struct option options[] = {
		{ "db", required_argument, NULL, 'd' }, { "name", required_argument, NULL, 'n' },
		{ "short", required_argument, NULL, 's' }, { "parent", required_argument, NULL, 'p' },
		{ "host", required_argument, NULL, 'h' }, { "unit", required_argument, NULL, 'u' },
		{ "email", required_argument, NULL, 'e' }, { "person", required_argument, NULL, 'r' },
		{ "base-url", required_argument, NULL, 'b' }, { 0 },
	};
	int c;

	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == '?' || !text_valid(optarg, strlen(optarg)))
			return false;
		switch (c) {
		case 'd': w->db_url = optarg; break;
		case 'n': w->org.name = text_nfc(a, optarg); break;
		case 's': w->org.short_name = text_nfc(a, optarg); break;
		case 'p': w->org.parent_name = text_nfc(a, optarg); break;
		case 'h': w->org.host = optarg; break;
		case 'e': w->email = optarg; break;
		case 'r': w->person = text_nfc(a, optarg); break;
		case 'b': w->base_url = optarg; break;
		default:
			if (!read_unit(a, w, optarg))
				return false;
		}
	}
	w->org.units = w->units;
	w->org.short_name = w->org.short_name ? w->org.short_name : w->org.name;
	return w->db_url && str_or(w->org.name, NULL) && str_or(w->email, NULL) && str_or(w->person, NULL) && optind == argc;
}

/* The next free number: organisations count from 1, 0 is what the program ships. */
static err next_org(arena *a, const char *url, int64_t *ret)
{
	struct org_list orgs = { 0 };
	db *d = NULL;

	TRY(db_open(&d, url, DB_READ));
	err e = orgs_load(d, a, &orgs);
	db_close(d);
	TRY(e);
	*ret = 1;
	for (size_t i = 0; i < orgs.n; i++)
		if (orgs.v[i].id >= *ret)
			*ret = orgs.v[i].id + 1;
	return OK;
}

static err make(struct acts *acts, arena *a, struct wish *w, int64_t org, const char **ret_secret)
{
	struct act_answer answer;
	int64_t now = command_now_us();
	struct act_spec spec = { .org = org, .at_us = now, .kind = "org.init", .object = org };
	struct person_new admin = { .name = w->person, .sort_key = text_name_sort_key(a, w->person), .email = w->email,
		.title = "Quản trị hệ thống", .role = "admin", .from_on = date_of_us(now) };
	const char *secret = secret_new(a);

	TRY(acts_run(acts, a, &spec, org_save_new, &w->org, &answer));
	spec.kind = "person.add";
	TRY(acts_run(acts, a, &spec, org_save_person, &admin, &answer));
	struct link_make m = { .person = admin.ret_id, .invitation = true, .now_us = now };
	bool good = secret_hash(secret, m.hash);
	assert(good);
	spec.kind = "person.link";
	spec.object = admin.ret_id;
	TRY(acts_run(acts, a, &spec, link_save_made, &m, &answer));
	*ret_secret = secret;
	return OK;
}

int command_org_init(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { .base_url = "http://127.0.0.1:8080", .org = { .parent_name = "", .host = "" } };
	struct acts *acts = NULL;
	const char *secret = "";
	int64_t org;
	int done;

	if (!read_options(&a, argc, argv, &w))
		return USAGE;
	err e = db_migrate(w.db_url, &done);
	if (!e.kind)
		e = next_org(&a, w.db_url, &org);
	if (!e.kind)
		e = acts_open(&acts, w.db_url);
	if (!e.kind) {
		e = make(acts, &a, &w, org, &secret);
		acts_stop(acts);
	}
	if (e.kind)
		return command_failed(e);
	printf("%s/dang-nhap/%s\n", w.base_url, secret);
	return DONE;
}
