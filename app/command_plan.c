/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* danchu plan import FILE --dry-run [--json] [--on DAY] */
#include "app/command.h"
#include "app/command_file.h"
#include "domain/3_do/plan/reader/reader.h"
#include <getopt.h>
#include <stdio.h>

static void say_head(arena *a, const struct document *d)
{
	printf("%s %s, %s\n%s\n%s\n", str_or(d->type, "Văn bản"), str_or(d->number, d->symbol ? "chưa có số" : "không số"),
		str_or(date_vn(a, d->issued_on), "không ngày"), str_or(d->title, "(không trích yếu)"), str_or(d->issuer, "(không rõ cơ quan)"));
	const struct signing *s = &d->signing;
	printf("Ký: %s %s %s %s\n\n", str_or(s->capacity, ""), str_or(s->on_behalf_of, ""), str_or(s->position, ""), str_or(s->name, ""));
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
			printf("             hạn: %s%s%s\n", t->due.text, t->due.last_day == DATE_NONE ? "" : ", ngày cuối ", date_vn(a, t->due.last_day));
	}
	printf("\n%zu kỳ báo cáo\n", r->report_periods.n);
	for (size_t i = 0; i < r->report_periods.n; i++)
		printf("  %s: %s, ngày cuối %s\n", r->report_periods.v[i].name, r->report_periods.v[i].due_text,
			str_or(date_vn(a, r->report_periods.v[i].last_day), "không ấn định"));
	printf("\n%zu văn bản được viện dẫn, %zu nơi nhận, %zu dòng chưa dùng\n", r->citations.n, r->document.recipients.n, r->unused.n);
	printf("\n%zu điều cần xem\n", r->warnings.n);
	for (size_t i = 0; i < r->warnings.n; i++)
		printf("  %s: %s%s%s\n", r->warnings.v[i].code, r->warnings.v[i].where, r->warnings.v[i].detail ? ", " : "", str_or(r->warnings.v[i].detail, ""));
}

int command_plan_import(int argc, char **argv)
{
	static const struct option options[] = {
		{ "dry-run", no_argument, NULL, 'n' }, { "json", no_argument, NULL, 'j' }, { "on", required_argument, NULL, 'o' }, { 0 }
	};
	ARENA a = { 0 };
	bool json = false, dry_run = false;
	date today = command_today();
	const char *text;

	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (c == '?' || (c == 'o' && !date_parse_iso(optarg, &today)))
			return USAGE;
		json |= c == 'j';
		dry_run |= c == 'n';
	}
	if (optind + 1 != argc || !dry_run) {
		fputs("danchu plan import FILE --dry-run [--json] [--on YYYY-MM-DD]\n", stderr);
		return USAGE;
	}
	err e = command_file_text(&a, argv[optind], &text);
	if (e.kind)
		return command_refuse(&a, e, json);
	struct plan_reading r = plan_read(&a, text);
	if (json)
		fputs(plan_reading_json(&a, &r, today), stdout);
	else
		say_reading(&a, &r);
	return DONE;
}
