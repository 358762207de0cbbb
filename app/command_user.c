/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* danchu user link, danchu user add */
#include "app/command.h"
#include "app/command_file.h"
#include "app/command_link.h"
#include "platform/field/field.h"
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

static bool read_options(int argc, char **argv, struct wish *ret)
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
		case 'e': ret->email = optarg; break;
		case 'b': ret->base_url = optarg; break;
		case 'i': ret->invitation = true; break;
		case 'n': ret->name = optarg; break;
		case 'r': ret->role = optarg; break;
		case 't': ret->title = optarg; break;
		case 'u': ret->unit = optarg; break;
		default:
			if (!str_int(optarg, 1, INT64_MAX, &ret->org))
				return false;
		}
	}
	return ret->db_url && ret->email && optind == argc;
}

static err link(arena *a, const struct wish *w, const char **ret_link)
{
	COMMAND_STORE s = { 0 };
	struct account account = { 0 };
	struct link_make m = { .invitation = w->invitation, .now_us = command_now_us() };
	const char *base_url;

	TRY(command_store_open(&s, a, w->db_url, w->org));
	TRY(command_base_url(s.d, a, s.org, w->base_url, &base_url));
	TRY(account_by_email(s.d, a, s.org, w->email, &account));
	m.person = account.id;
	const char *made = command_link_new(a, base_url, &m);
	struct act_spec spec = { .org = s.org, .at_us = m.now_us, .kind = "person.link", .object = account.id };
	TRY(acts_run(s.acts, a, &spec, link_save_made, &m, NULL));
	*ret_link = made;
	return OK;
}

/* HOUSE RULE: a code is found as it is written, else in other letters' case where that means one unit only. */
static int64_t unit_of_code(arena *a, const struct units *units, const char *code)
{
	int64_t found = 0;
	int alike = 0;

	for (size_t i = 0; i < units->n; i++) {
		if (str_eq(units->v[i].code, code))
			return units->v[i].id;
		if (str_eq(text_lower(a, units->v[i].code), text_lower(a, code))) {
			found = units->v[i].id;
			alike++;
		}
	}
	return alike == 1 ? found : 0;
}

static err find_unit(struct command_store *s, arena *a, const char *typed, int64_t *ret)
{
	struct units units;
	struct buf codes = { .a = a };
	const char *code;

	*ret = 0;
	if (!typed)
		return OK;
	TRY(command_option("--unit", field_code(a, typed, &code)));
	TRY(org_units(s->d, a, s->org, &units));
	for (size_t i = 0; i < units.n; i++)
		buf_fmt(&codes, "%s%s", i ? ", " : "", units.v[i].code);
	*ret = unit_of_code(a, &units, code);
	if (!*ret)
		return FAIL(E_INPUT, "unit_unknown", N_("Không có đơn vị mã {0}. Có: {1}."), .arg = { code, buf_str(&codes) });
	return OK;
}

static err read_person(arena *a, const struct wish *w, struct person_new *p)
{
	uint64_t caps;
	enum scope scope;

	TRY(command_option("--name", field_line(a, w->name, &p->name)));
	TRY(command_option("--email", field_email(a, w->email, &p->email)));
	TRY(command_option("--title", field_line_or_none(a, str_or(w->title, ""), &p->title)));
	if (!role_find(w->role, &caps, &scope))
		return FAIL(E_INPUT, "role_unknown",
			N_("Không có vai {0}. Chọn: admin, head, office, unit_head, officer, union, inspection_board, editor, viewer."),
			.arg = { w->role });
	p->role = w->role;
	p->sort_key = text_name_sort_key(a, p->name);
	return OK;
}

static err add(arena *a, const struct wish *w, const char **ret_link)
{
	COMMAND_STORE s = { 0 };
	struct command_invited v = { 0 };
	struct act_spec spec = { .at_us = command_now_us(), .kind = "person.add" };
	const char *base_url;

	TRY(read_person(a, w, &v.person));
	TRY(command_store_open(&s, a, w->db_url, w->org));
	TRY(command_base_url(s.d, a, s.org, w->base_url, &base_url));
	TRY(find_unit(&s, a, w->unit, &v.person.unit_id));
	v.person.from_on = date_of_us(spec.at_us);
	v.link = (struct link_make){ .invitation = true, .now_us = spec.at_us };
	const char *made = command_link_new(a, base_url, &v.link);
	spec.org = s.org;
	TRY(acts_run(s.acts, a, &spec, command_save_invited, &v, NULL));
	*ret_link = made;
	return OK;
}

static int show(err e, const char *link)
{
	if (e.kind)
		return command_failed(e);
	puts(link);
	return DONE;
}

int command_user_link(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { 0 };
	const char *made = NULL;

	if (!read_options(argc, argv, &w) || w.name || w.role || w.title || w.unit)
		return USAGE;
	err e = link(&a, &w, &made);
	return show(e, made);
}

int command_user_add(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { 0 };
	const char *made = NULL;

	if (!read_options(argc, argv, &w) || !w.name || !w.role)
		return USAGE;
	err e = add(&a, &w, &made);
	return show(e, made);
}
