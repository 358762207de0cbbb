/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* danchu user link, danchu user add */
#include "app/command.h"
#include "app/command_file.h"
#include "app/command_store.h"
#include "domain/0_shared/org/org_store.h"
#include "platform/auth/sign_in.h"
#include "platform/text/text.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>

struct wish {
	const char *db_url, *base_url, *email;
	const char *name, *role, *title, *unit; /* of somebody new */
	int64_t org;
	bool invitation;
};

static bool read_options(arena *a, int argc, char **argv, struct wish *ret)
{
	static const struct option options[] = {
		{ "db", required_argument, NULL, 'd' },       { "email", required_argument, NULL, 'e' },
		{ "org", required_argument, NULL, 'o' },      { "invite", no_argument, NULL, 'i' },
		{ "base-url", required_argument, NULL, 'b' }, { "name", required_argument, NULL, 'n' },
		{ "role", required_argument, NULL, 'r' },     { "title", required_argument, NULL, 't' },
		{ "unit", required_argument, NULL, 'u' },     { 0 },
	};
	int c;

	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == '?' || (optarg && !text_valid(optarg, strlen(optarg))))
			return false;
		switch (c) {
		case 'd': ret->db_url = optarg; break;
		case 'e': ret->email = text_lower(a, text_nfc(a, optarg)); break;
		case 'b': ret->base_url = optarg; break;
		case 'i': ret->invitation = true; break;
		case 'n': ret->name = text_nfc(a, optarg); break;
		case 'r': ret->role = optarg; break;
		case 't': ret->title = text_nfc(a, optarg); break;
		case 'u': ret->unit = text_nfc(a, optarg); break;
		default:
			if (!str_int(optarg, 1, INT64_MAX, &ret->org))
				return false;
		}
	}
	return ret->db_url && ret->email && optind == argc;
}

/* A link that signs this person in once, printed. */
static err print_link(struct command_store *s, arena *a, const struct wish *w, int64_t person)
{
	struct link_make m = { .person = person, .invitation = w->invitation, .now_us = command_now_us() };
	struct act_spec spec = { .org = s->org, .at_us = m.now_us, .kind = "person.link", .object = person };
	struct act_answer answer;
	const char *secret = secret_new(a);

	bool good = secret_hash(secret, m.hash);
	assert(good);
	TRY(acts_run(s->acts, a, &spec, link_save_made, &m, &answer));
	printf("%s/dang-nhap/%s\n", w->base_url, secret);
	return OK;
}

static err link(arena *a, const struct wish *w)
{
	COMMAND_STORE s = { 0 };
	struct account account = { 0 };

	TRY(command_store_open(&s, a, w->db_url, w->org));
	TRY(account_by_email(s.d, a, s.org, w->email, &account));
	return print_link(&s, a, w, account.id);
}

static err find_unit(struct command_store *s, arena *a, const char *code, int64_t *ret)
{
	struct units units;

	*ret = 0;
	if (!code)
		return OK;
	TRY(org_units(s->d, a, s->org, &units));
	for (size_t i = 0; i < units.n; i++)
		if (str_eq(units.v[i].code, code))
			*ret = units.v[i].id;
	if (!*ret)
		return FAIL(E_INPUT, "unit_unknown", N_("Không có đơn vị mã {0}. Kiểm tra lại --unit."), .arg = { code });
	return OK;
}

static err add(arena *a, const struct wish *w)
{
	COMMAND_STORE s = { 0 };
	struct act_answer answer;
	uint64_t caps;
	enum scope scope;

	if (!role_find(w->role, &caps, &scope))
		return FAIL(E_INPUT, "role_unknown",
			N_("Không có vai {0}. Chọn: admin, head, office, unit_head, officer, union, inspection_board, editor, viewer."),
			.arg = { w->role });
	TRY(command_store_open(&s, a, w->db_url, w->org));
	struct person_new person = { .name = w->name, .sort_key = text_name_sort_key(a, w->name), .email = w->email,
		.title = str_or(w->title, ""), .role = w->role, .from_on = date_of_us(command_now_us()) };
	TRY(find_unit(&s, a, w->unit, &person.unit_id));
	struct act_spec spec = { .org = s.org, .at_us = command_now_us(), .kind = "person.add" };
	TRY(acts_run(s.acts, a, &spec, org_save_person, &person, &answer));
	return print_link(&s, a, w, person.ret_id);
}

int command_user_link(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { .base_url = "http://127.0.0.1:8080" };

	if (!read_options(&a, argc, argv, &w) || w.name || w.role || w.title || w.unit)
		return USAGE;
	err e = link(&a, &w);
	return e.kind ? command_failed(e) : DONE;
}

int command_user_add(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { .base_url = "http://127.0.0.1:8080", .invitation = true };

	if (!read_options(&a, argc, argv, &w) || !str_or(w.name, NULL) || !w.role)
		return USAGE;
	err e = add(&a, &w);
	return e.kind ? command_failed(e) : DONE;
}
