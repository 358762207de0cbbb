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
	bool data, json;
};

static bool read_options(int argc, char **argv, struct wish *ret)
{
	static const struct option options[] = {
		{ "db", required_argument, NULL, 'd' }, { "head", required_argument, NULL, 'h' }, { "json", no_argument, NULL, 'j' },
		{ "data", no_argument, NULL, 'a' }, { 0 },
	};
	int c;

	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'd': ret->db_url = optarg; break;
		case 'h': ret->head = optarg; break;
		case 'j': ret->json = true; break;
		case 'a': ret->data = true; break;
		default: return false;
		}
	}
	return ret->db_url && optind == argc;
}

static err verify(arena *a, const struct wish *w, struct audit_verdict *ret)
{
	struct audit_wish wish = { .data = w->data };
	db *d = NULL;

	if (w->head)
		TRY(command_file_text(a, w->head, &wish.exported));
	TRY(db_open(&d, w->db_url, DB_READ));
	err e = audit_verify(d, a, &wish, ret);
	db_close(d);
	return e;
}

static bool sound(const struct audit_verdict *v)
{
	return !v->what && !v->differences;
}

static void put_differences(struct json *j, arena *a, const struct audit_verdict *v)
{
	json_int(j, "compared", v->compared);
	json_int(j, "differences", v->differences);
	json_open(j, "first_differences", '[');
	for (size_t i = 0; i < v->difference_count; i++) {
		const struct audit_difference *d = &v->difference[i];
		json_open(j, NULL, '{');
		json_text(j, "org", arena_fmt(a, "%lld", (long long)d->org));
		json_int(j, "seq", d->seq);
		json_text(j, "what", d->what);
		json_text(j, "row", d->row);
		json_text(j, "column", d->column);
		json_text(j, "told", d->told);
		json_text(j, "held", d->held);
		json_close(j);
	}
	json_close(j);
}

static void put_json(arena *a, const struct audit_verdict *v, bool data)
{
	struct json j = { .out.a = a };

	json_open(&j, NULL, '{');
	json_bool(&j, "sound", sound(v));
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
	if (data)
		put_differences(&j, a, v);
	json_close(&j);
	fputs(buf_str(&j.out), stdout);
}

static void say_difference(const struct audit_difference *d)
{
	const char *what = str_eq(d->what, "gone") ? "không còn" : str_eq(d->what, "differs") ? "khác" : "không có trong nhật ký";

	printf("  cơ quan %lld: %s%s%s: %s", (long long)d->org, d->row, *d->column ? " " : "", d->column, what);
	if (*d->held)
		printf("; nhật ký dòng %lld ghi %s, dữ liệu là %s", (long long)d->seq, str_or(d->told, "(chưa ghi)"), d->held);
	puts("");
}

static void say_verdict(const struct audit_verdict *v, const struct wish *w)
{
	if (v->what)
		printf("Nhật ký KHÔNG nguyên vẹn: %lld cơ quan có sai lệch; trước hết cơ quan %lld, dòng %lld (%s).\n",
			(long long)v->faults, (long long)v->org, (long long)v->seq, v->what);
	else
		printf("Nhật ký nguyên vẹn: %lld cơ quan, %lld dòng.%s\n", (long long)v->orgs, (long long)v->rows,
			w->head ? "" : " Đoạn cuối bị cắt chỉ thấy được khi so với --head.");
	if (!w->data)
		return;
	if (v->differences)
		printf("Dữ liệu KHÁC nhật ký: %lld chỗ; đã so %lld dòng.\n", (long long)v->differences, (long long)v->compared);
	else
		printf("Dữ liệu đúng như nhật ký: đã so %lld dòng.\n", (long long)v->compared);
	for (size_t i = 0; i < v->difference_count; i++)
		say_difference(&v->difference[i]);
	if (v->differences > (int64_t)v->difference_count)
		printf("  và %lld chỗ khác nữa.\n", (long long)v->differences - (int64_t)v->difference_count);
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
		put_json(&a, &v, w.data);
	else
		say_verdict(&v, &w);
	return sound(&v) ? DONE : REFUSED;
}

int command_audit_head(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { 0 };
	const char *heads = "";
	db *d = NULL;

	if (!read_options(argc, argv, &w) || w.head || w.json || w.data)
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
