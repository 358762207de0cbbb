/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* danchu audit verify, danchu audit head */
#include "app/command.h"
#include "app/command_file.h"
#include "platform/audit/verify.h"
#include "platform/text/json.h"
#include <getopt.h>
#include <stdio.h>

struct wish {
	const char *db_url, *head;
	bool json;
};

static bool read_options(int argc, char **argv, struct wish *ret)
{
	static const struct option options[] = {
		{ "db", required_argument, NULL, 'd' }, { "head", required_argument, NULL, 'h' }, { "json", no_argument, NULL, 'j' }, { 0 },
	};
	int c;

	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'd': ret->db_url = optarg; break;
		case 'h': ret->head = optarg; break;
		case 'j': ret->json = true; break;
		default: return false;
		}
	}
	return ret->db_url && optind == argc;
}

static err verify(arena *a, const struct wish *w, struct audit_verdict *ret)
{
	const char *exported = NULL;
	db *d = NULL;

	if (w->head)
		TRY(command_file_text(a, w->head, &exported));
	TRY(db_open(&d, w->db_url, DB_READ));
	err e = audit_verify(d, a, exported, ret);
	db_close(d);
	return e;
}

static void put_json(arena *a, const struct audit_verdict *v)
{
	struct json j = { .out.a = a };

	json_open(&j, NULL, '{');
	json_bool(&j, "sound", !v->what);
	json_int(&j, "orgs", v->orgs);
	json_int(&j, "rows", v->rows);
	json_int(&j, "faults", v->faults);
	if (v->what) {
		json_open(&j, "first", '{');
		json_text(&j, "org", arena_fmt(a, "%lld", (long long)v->org));
		json_int(&j, "seq", v->seq);
		json_text(&j, "what", v->what);
		json_close(&j);
	}
	json_close(&j);
	fputs(buf_str(&j.out), stdout);
}

int command_audit_verify(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { 0 };
	struct audit_verdict v = { 0 };

	if (!read_options(argc, argv, &w))
		return USAGE;
	err e = verify(&a, &w, &v);
	if (e.kind)
		return command_refuse(&a, e, w.json);
	if (w.json)
		put_json(&a, &v);
	else if (v.what)
		printf("Nhật ký KHÔNG nguyên vẹn: %lld cơ quan có sai lệch; trước hết cơ quan %lld, dòng %lld (%s).\n",
			(long long)v.faults, (long long)v.org, (long long)v.seq, v.what);
	else
		printf("Nhật ký nguyên vẹn: %lld cơ quan, %lld dòng.%s\n", (long long)v.orgs, (long long)v.rows,
			w.head ? "" : " Đoạn cuối bị cắt chỉ thấy được khi so với --head.");
	return v.what ? REFUSED : DONE;
}

int command_audit_head(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { 0 };
	const char *heads = "";
	db *d = NULL;

	if (!read_options(argc, argv, &w) || w.head || w.json)
		return USAGE;
	err e = db_open(&d, w.db_url, DB_READ);
	if (!e.kind) {
		e = audit_export_heads(d, &a, &heads);
		db_close(d);
	}
	if (e.kind)
		return command_failed(e);
	fputs(heads, stdout);
	return DONE;
}
