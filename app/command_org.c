/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* danchu org init: a department, its units and its first administrator, in an empty or shared database.
 * danchu org set: what a department said of itself, changed. */
#include "app/command.h"
#include "app/command_file.h"
#include "app/command_link.h"
#include "platform/field/field.h"
#include "platform/http/site.h"
#include "platform/text/text.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>

enum { UNITS_MOST = 200 };

/* As typed; NULL: not given. */
struct wish {
	const char *db_url, *base_url, *email, *person, *name, *short_name, *parent_name, *host;
	const char *unit[UNITS_MOST];
	int units;
	int64_t org;
};

static bool read_options(int argc, char **argv, struct wish *w)
{
	static const struct option options[] = {
		{ "db", required_argument, NULL, 'd' },     { "name", required_argument, NULL, 'n' },
		{ "short", required_argument, NULL, 's' },  { "parent", required_argument, NULL, 'p' },
		{ "host", required_argument, NULL, 'h' },   { "unit", required_argument, NULL, 'u' },
		{ "email", required_argument, NULL, 'e' },  { "person", required_argument, NULL, 'r' },
		{ "base-url", required_argument, NULL, 'b' }, { "org", required_argument, NULL, 'o' }, { 0 },
	};
	int c;

	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		if (c == '?' || !text_valid(optarg, strlen(optarg)))
			return false;
		switch (c) {
		case 'd': w->db_url = optarg; break;
		case 'n': w->name = optarg; break;
		case 's': w->short_name = optarg; break;
		case 'p': w->parent_name = optarg; break;
		case 'h': w->host = optarg; break;
		case 'e': w->email = optarg; break;
		case 'r': w->person = optarg; break;
		case 'b': w->base_url = optarg; break;
		case 'o':
			if (!str_int(optarg, 1, INT64_MAX, &w->org))
				return false;
			break;
		default:
			if (w->units == UNITS_MOST)
				return false;
			w->unit[w->units++] = optarg;
		}
	}
	return w->db_url && optind == argc;
}

/* ---- reading what was typed --------------------------------------------------------------- */

/* Letters, digits, dots and dashes, perhaps a port: what a browser sends as Host. */
static err read_host(arena *a, const char *typed, const char **ret)
{
	const char *host = text_lower(a, typed);

	if (*host && !site_is_host(host))
		return FAIL(E_INPUT, "host_wrong", N_("{0} không phải tên máy. Ví dụ: danchu.so.gov.vn"), .arg = { typed });
	*ret = host;
	return OK;
}

/* What is given takes the place of what org holds. */
static err read_org(arena *a, const struct wish *w, struct org *org)
{
	if (w->name)
		TRY(command_option("--name", field_line(a, w->name, &org->name)));
	if (w->short_name)
		TRY(command_option("--short", field_line(a, w->short_name, &org->short_name)));
	if (w->parent_name)
		TRY(command_option("--parent", field_line_or_none(a, w->parent_name, &org->parent_name)));
	if (w->host)
		TRY(read_host(a, w->host, &org->host));
	if (w->base_url)
		TRY(command_option("--base-url", site_read(a, w->base_url, &org->base_url)));
	return OK;
}

/* "VP=Văn phòng Sở" */
static err read_unit(arena *a, const char *typed, struct unit *ret)
{
	const char *equals = strchr(typed, '=');
	struct unit u = { .kind = UNIT_PLAIN, .active = true };

	if (!equals)
		return FAIL(E_INPUT, "unit_wrong", N_("“{0}” không phải một đơn vị. Ví dụ: --unit \"VP=Văn phòng Sở\""), .arg = { typed });
	TRY(command_option("--unit", field_code(a, arena_text_n(a, typed, (size_t)(equals - typed)), &u.code)));
	TRY(command_option("--unit", field_line(a, equals + 1, &u.name)));
	u.short_name = u.code;
	*ret = u;
	return OK;
}

static err check_codes(const struct unit *units, int n)
{
	for (int i = 0; i < n; i++)
		for (int j = 0; j < i; j++)
			if (str_eq(units[i].code, units[j].code))
				return FAIL(E_INPUT, "unit_twice", N_("Mã đơn vị {0} có hai lần. Mỗi đơn vị cần mã riêng."), .arg = { units[i].code });
	return OK;
}

/* Where several share a database, the Host of the request tells them apart: each needs its own. */
static err check_hosts(arena *a, const struct org_list *orgs, int64_t self, const char *host)
{
	for (size_t i = 0; i < orgs->n; i++) {
		const struct org_face *o = &orgs->v[i];
		if (o->id == self)
			continue;
		if (!*host)
			return FAIL(E_RULE, "host_needed", N_("Cơ sở dữ liệu có cơ quan khác: mỗi cơ quan cần tên máy riêng. Thêm --host."));
		if (!*o->host)
			return FAIL(E_RULE, "host_needed_first",
			            N_("{0} chưa có tên máy riêng. Trước hết chạy: danchu org set --db … --org {1} --host TÊN-MÁY"),
			            .arg = { o->name, arena_fmt(a, "%lld", (long long)o->id) });
		if (str_eq(o->host, host))
			return FAIL(E_RULE, "host_taken", N_("Tên máy {0} đã thuộc cơ quan khác. Chọn tên khác."), .arg = { host });
	}
	return OK;
}

/* ---- org init ----------------------------------------------------------------------------- */

/* The next free number: organisations count from 1, 0 is what the program ships. */
static err next_org(db *d, arena *a, const char *host, int64_t *ret)
{
	struct org_list orgs = { 0 };

	TRY(orgs_load(d, a, &orgs));
	TRY(check_hosts(a, &orgs, 0, host));
	*ret = 1;
	for (size_t i = 0; i < orgs.n; i++)
		if (orgs.v[i].id >= *ret)
			*ret = orgs.v[i].id + 1;
	return OK;
}

struct beginning {
	struct org_new org;
	struct unit units[UNITS_MOST];
	struct command_invited admin;
};

/* The department and somebody who may go on, both or neither. */
static err save_beginning(struct act *t, void *arg)
{
	struct beginning *v = arg;

	TRY(org_save_new(t, &v->org));
	return command_save_invited(t, &v->admin);
}

static err read_beginning(arena *a, const struct wish *w, struct beginning *v)
{
	struct org org = { .name = "", .short_name = "", .parent_name = "", .host = "", .base_url = "" };
	struct person_new *p = &v->admin.person;

	TRY(read_org(a, w, &org));
	v->org = (struct org_new){ .name = org.name, .short_name = str_or(org.short_name, org.name), .parent_name = org.parent_name,
		.host = org.host, .base_url = org.base_url, .units = v->units, .unit_count = (size_t)w->units };
	for (int i = 0; i < w->units; i++)
		TRY(read_unit(a, w->unit[i], &v->units[i]));
	TRY(check_codes(v->units, w->units));
	TRY(command_option("--person", field_line(a, w->person, &p->name)));
	TRY(command_option("--email", field_email(a, w->email, &p->email)));
	p->sort_key = text_name_sort_key(a, p->name);
	p->title = "Quản trị hệ thống";
	p->role = "admin";
	return OK;
}

static err make(arena *a, const struct wish *w, const char **ret_link)
{
	COMMAND_STORE s = { 0 };
	struct beginning *v = arena_get(a, sizeof *v);
	struct act_spec spec = { .at_us = command_now_us(), .kind = "org.init" };

	TRY(read_beginning(a, w, v));
	v->admin.person.from_on = date_of_us(spec.at_us);
	v->admin.link = (struct link_make){ .invitation = true, .now_us = spec.at_us };
	TRY(command_store_open_empty(&s, a, w->db_url));
	TRY(next_org(s.d, a, v->org.host, &spec.org));
	spec.object = spec.org;
	const char *link = command_link_new(a, str_or(v->org.base_url, COMMAND_HOME), &v->admin.link);
	TRY(acts_run(s.acts, a, &spec, save_beginning, v, NULL));
	*ret_link = link;
	command_store_keep(&s);
	return OK;
}

int command_org_init(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { 0 };
	const char *link = "";

	if (!read_options(argc, argv, &w) || !w.name || !w.email || !w.person || w.org)
		return USAGE;
	err e = make(&a, &w, &link);
	if (e.kind)
		return command_failed(e);
	puts(link);
	return DONE;
}

/* ---- org set ------------------------------------------------------------------------------ */

static err set(arena *a, const struct wish *w)
{
	COMMAND_STORE s = { 0 };
	struct org org;
	struct org_list orgs = { 0 };
	struct act_spec spec = { .at_us = command_now_us(), .kind = "org.set" };

	TRY(command_store_open(&s, a, w->db_url, w->org));
	TRY(org_load(s.d, a, s.org, &org));
	TRY(read_org(a, w, &org));
	TRY(orgs_load(s.d, a, &orgs));
	if (w->host && orgs.n > 1)
		TRY(check_hosts(a, &orgs, s.org, org.host));
	spec.org = s.org;
	spec.object = s.org;
	return acts_run(s.acts, a, &spec, org_save_set, &org, NULL);
}

int command_org_set(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { 0 };

	if (!read_options(argc, argv, &w) || w.email || w.person || w.units)
		return USAGE;
	if (!w.name && !w.short_name && !w.parent_name && !w.host && !w.base_url)
		return USAGE;
	err e = set(&a, &w);
	if (e.kind)
		return command_failed(e);
	puts("đã ghi");
	return DONE;
}
