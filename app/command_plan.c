/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* danchu plan import FILE (--dry-run | --db URL [--org ID]) [--json] [--on DAY] */
#include "app/command.h"
#include "app/command_file.h"
#include "app/command_store.h"
#include "app/flows/import_plan.h"
#include "app/flows/publish_plan.h"
#include "domain/3_do/plan/reader/reader.h"
#include "platform/text/json.h"
#include <getopt.h>
#include <stdio.h>
#include <string.h>

static void say_head(arena *a, const struct document *d)
{
	printf("%s %s, %s\n%s\n%s\n", str_or(d->type, "Văn bản"), str_or(d->number, d->symbol ? "chưa có số" : "không số"),
		str_or(date_vn(a, d->issued_on), "không ngày"), str_or(d->title, "(không trích yếu)"), str_or(d->issuer, "(không rõ cơ quan)"));
	const struct signing *s = &d->signing;
	printf("Ký: %s %s %s %s\n\n", str_or(s->capacity, ""), str_or(s->on_behalf_of, ""), str_or(s->position, ""), str_or(s->name, ""));
}

/* A day that was worked out, not read, is a proposal: it makes nobody late until somebody confirms it. */
static void say_due(arena *a, const struct plan_due *due)
{
	printf("             hạn: %s", due->text);
	if (due->last_day != DATE_NONE)
		printf(", ngày cuối %s%s", date_vn(a, due->last_day), due->kind == DUE_FIXED && due->doubt == DOUBT_NONE ? "" : " (gợi ý, chưa xác nhận)");
	printf("%s\n", due->doubt == DOUBT_NO_SUCH_DAY ? " (không có ngày này)" : "");
}

static void say_warnings(const struct plan_reading *r)
{
	printf("\n%zu điều cần xem\n", r->warnings.n);
	for (size_t i = 0; i < r->warnings.n; i++) {
		const struct warning *w = &r->warnings.v[i];
		bool both = *w->where && w->detail && *w->detail;
		printf("  %s: %s%s%s\n", w->code, w->where, both ? ", " : "", str_or(w->detail, ""));
	}
}

static void say_reading(arena *a, const struct plan_reading *r)
{
	say_head(a, &r->document);
	printf("%zu nhiệm vụ\n", r->tasks.n);
	for (size_t i = 0; i < r->tasks.n; i++) {
		const struct plan_task *t = &r->tasks.v[i];
		printf("  %-10s %s\n", t->ref, t->title);
		if (t->lead)
			printf("             chủ trì: %s\n", t->lead);
		if (t->due.text)
			say_due(a, &t->due);
	}
	printf("\n%zu kỳ báo cáo\n", r->report_periods.n);
	for (size_t i = 0; i < r->report_periods.n; i++)
		printf("  %s: %s, ngày cuối %s\n", r->report_periods.v[i].name, r->report_periods.v[i].due_text,
			str_or(date_vn(a, r->report_periods.v[i].last_day), "không ấn định"));
	printf("\n%zu văn bản được viện dẫn, %zu nơi nhận, %zu dòng chưa dùng\n", r->citations.n, r->document.recipients.n, r->unused.n);
	for (size_t i = 0; i < r->unused.n; i++)
		printf("  %s\n", r->unused.v[i]);
	say_warnings(r);
}

struct wish {
	const char *file, *db_url;
	int64_t org;
	bool json, dry_run, on, anew;
	date today;
};

static bool read_options(int argc, char **argv, struct wish *ret)
{
	static const struct option options[] = {
		{ "dry-run", no_argument, NULL, 'n' }, { "json", no_argument, NULL, 'j' }, { "on", required_argument, NULL, 'o' },
		{ "db", required_argument, NULL, 'd' }, { "org", required_argument, NULL, 'g' }, { "anew", no_argument, NULL, 'a' },
		{ 0 },
	};
	int c;

	optind = 1;
	while ((c = getopt_long(argc, argv, "", options, NULL)) != -1) {
		switch (c) {
		case 'n': ret->dry_run = true; break;
		case 'j': ret->json = true; break;
		case 'a': ret->anew = true; break;
		case 'd': ret->db_url = optarg; break;
		case 'o':
			if (!date_parse_iso(optarg, &ret->today))
				return false;
			ret->on = true;
			break;
		case 'g':
			if (!str_int(optarg, 1, INT64_MAX, &ret->org))
				return false;
			break;
		default: return false;
		}
	}
	if (optind + 1 != argc || ret->dry_run == (ret->db_url != NULL))
		return false;
	ret->file = argv[optind];
	return true;
}

static void say_progress(size_t done, size_t all)
{
	if (all > PUBLISH_BATCH)
		fprintf(stderr, "%zu/%zu\n", done, all);
}

static err publish(arena *a, const struct wish *w, const char *text, const struct plan_reading *r, struct imported *ret)
{
	COMMAND_STORE s = { 0 };
	const char *slash = strrchr(w->file, '/');

	if (w->on)
		return FAIL(E_INPUT, "on_with_db",
			N_("--on chỉ dùng khi đọc thử (--dry-run): kế hoạch phát hành ghi hiệu lực của văn bản vào ngày nhập. Bỏ --on rồi chạy lại."));
	TRY(command_store_open(&s, a, w->db_url, w->org));
	struct import_plan in = { .org = s.org, .at_us = command_now_us(), .name = slash ? slash + 1 : w->file, .text = text, .reading = r,
		.anew = w->anew };
	return import_plan(s.acts, s.d, a, &in, say_progress, ret);
}

/* Says all that could not be settled, when writing as when only reading. */
static void say_published(arena *a, const struct plan_reading *r, const struct imported *done, bool json)
{
	struct json j = { .out.a = a };
	int64_t id = done->plan_id;

	if (!json && done->before) {
		printf("Tệp này đã được phát hành từ trước: kế hoạch số %lld. Không ghi thêm gì.\n", (long long)id);
		return;
	}
	if (!json) {
		printf("Đã phát hành kế hoạch số %lld, bản 1: %zu nhiệm vụ, %zu kỳ báo cáo, %zu điều cần xem.\n", (long long)id,
			r->tasks.n, r->report_periods.n, r->warnings.n);
		say_warnings(r);
		return;
	}
	json_open(&j, NULL, '{');
	json_text(&j, "plan_id", arena_fmt(a, "%lld", (long long)id));
	json_int(&j, "version", 1);
	json_bool(&j, "published_before", done->before);
	json_int(&j, "tasks", (int64_t)r->tasks.n);
	json_int(&j, "report_periods", (int64_t)r->report_periods.n);
	json_int(&j, "warnings", (int64_t)r->warnings.n);
	plan_warnings_json(&j, "warning_list", r);
	json_close(&j);
	fputs(buf_str(&j.out), stdout);
}

int command_plan_import(int argc, char **argv)
{
	ARENA a = { 0 };
	struct wish w = { .today = date_of_us(command_now_us()) };
	const char *text;
	struct imported done;

	if (!read_options(argc, argv, &w))
		return USAGE;
	err e = command_file_text(&a, w.file, &text);
	if (e.kind)
		return command_refuse(&a, e, w.json);
	struct plan_reading r = plan_read(&a, text);
	if (w.dry_run && w.json)
		fputs(plan_reading_json(&a, &r, w.today), stdout);
	else if (w.dry_run)
		say_reading(&a, &r);
	if (w.dry_run)
		return DONE;
	e = publish(&a, &w, text, &r, &done);
	if (e.kind)
		return command_refuse(&a, e, w.json);
	say_published(&a, &r, &done, w.json);
	return DONE;
}
