/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* danchu org init: a department, its units and its first administrator, in an empty or shared database. */
#include "app/command.h"
#include "app/command_file.h"
#include "app/command_store.h"
#include "domain/0_shared/org/org_store.h"
#include "platform/auth/session.h"
#include "platform/auth/sign_in.h"
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
		case 'h': w->org.host = text_lower(a, optarg); break;
		case 'e': w->email = text_lower(a, text_nfc(a, optarg)); break;
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

/* Letters, digits, dots and dashes, perhaps a port: what a browser sends as Host. */
static bool is_host(const char *s)
{
	return *s && !s[strspn(s, "abcdefghijklmnopqrstuvwxyz0123456789.-:")];
}

/* HOUSE RULE: one @ with something on both sides and no blanks; whether mail arrives there, the invitation tells. */
static bool is_address(const char *s)
{
	const char *at = strchr(s, '@');
	return at && at != s && at[1] && !strchr(at + 1, '@') && !s[strcspn(s, " \t\r\n\"<>,;")];
}

static err check(const struct wish *w)
{
	if (!w->org.name[strspn(w->org.name, " ")] || !w->person[strspn(w->person, " ")])
		return FAIL(E_INPUT, "org_name_empty", N_("Tên cơ quan và tên người quản trị phải có chữ."));
	if (!is_address(w->email))
		return FAIL(E_INPUT, "email_wrong", N_("{0} không phải địa chỉ thư. Ví dụ: vanphong@so.gov.vn"), .arg = { w->email });
	if (*w->org.host && !is_host(w->org.host))
		return FAIL(E_INPUT, "host_wrong", N_("{0} không phải tên máy. Ví dụ: danchu.so.gov.vn"), .arg = { w->org.host });
	return OK;
}

/* Where several share a database, the Host of the request tells them apart: each needs its own. */
static err check_hosts(const struct org_list *orgs, const char *host)
{
	for (size_t i = 0; i < orgs->n; i++) {
		if (!*host || !*orgs->v[i].host)
			return FAIL(E_RULE, "host_needed",
				N_("Cơ sở dữ liệu đã có cơ quan khác: mỗi cơ quan cần tên máy riêng (--host), kể cả cơ quan đã có."));
		if (str_eq(orgs->v[i].host, host))
			return FAIL(E_RULE, "host_taken", N_("Tên máy {0} đã thuộc cơ quan khác. Chọn tên khác."), .arg = { host });
	}
	return OK;
}

/* The next free number: organisations count from 1, 0 is what the program ships. */
static err next_org(db *d, arena *a, const char *host, int64_t *ret)
{
	struct org_list orgs = { 0 };

	TRY(orgs_load(d, a, &orgs));
	TRY(check_hosts(&orgs, host));
	*ret = 1;
	for (size_t i = 0; i < orgs.n; i++)
		if (orgs.v[i].id >= *ret)
			*ret = orgs.v[i].id + 1;
	return OK;
}

static err make(arena *a, struct wish *w, const char **ret_secret)
{
	COMMAND_STORE s = { 0 };
	struct act_answer answer;
	int64_t now = command_now_us();
	struct act_spec spec = { .at_us = now, .kind = "org.init" };
	struct person_new admin = { .name = w->person, .sort_key = text_name_sort_key(a, w->person), .email = w->email,
		.title = "Quản trị hệ thống", .role = "admin", .from_on = date_of_us(now) };
	const char *secret = secret_new(a);

	TRY(check(w));
	TRY(command_store_open_empty(&s, a, w->db_url));
	TRY(next_org(s.d, a, w->org.host, &spec.org));
	spec.object = spec.org;
	TRY(acts_run(s.acts, a, &spec, org_save_new, &w->org, &answer));
	spec.kind = "person.add";
	TRY(acts_run(s.acts, a, &spec, org_save_person, &admin, &answer));
	struct link_make m = { .person = admin.ret_id, .invitation = true, .now_us = now };
	bool good = secret_hash(secret, m.hash);
	assert(good);
	spec.kind = "person.link";
	spec.object = admin.ret_id;
	TRY(acts_run(s.acts, a, &spec, link_save_made, &m, &answer));
	*ret_secret = secret;
	command_store_keep(&s);
	return OK;
}

int command_org_init(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { .base_url = "http://127.0.0.1:8080", .org = { .parent_name = "", .host = "" } };
	const char *secret = "";

	if (!read_options(&a, argc, argv, &w))
		return USAGE;
	err e = make(&a, &w, &secret);
	if (e.kind)
		return command_failed(e);
	printf("%s/dang-nhap/%s\n", w.base_url, secret);
	return DONE;
}
