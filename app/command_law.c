/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* danchu law check FILE [--on DAY] [--json] */
#include "app/command.h"
#include "app/command_file.h"
#include "domain/0_shared/law/register.h"
#include "domain/3_do/plan/reader/reader.h"
#include "platform/text/json.h"
#include <getopt.h>
#include <stdio.h>

static void put_state(struct json *j, arena *a, const char *name, const struct law_state *s, date on)
{
	json_open(j, name, '{');
	json_text(j, "on", date_iso(a, on));
	json_text(j, "status", law_status_word(s->status));
	json_bool(j, "not_yet", s->not_yet);
	json_text(j, "since", date_iso(a, s->since));
	json_text(j, "replaced_by", s->replaced_by);
	json_bool(j, "confirmed", s->confirmed);
	json_close(j);
}

static void check_json(arena *a, const struct plan_reading *r, date on)
{
	struct json j = { .out.a = a };
	date issued_on = r->document.issued_on;

	json_open(&j, NULL, '{');
	json_int(&j, "version", 1);
	json_text(&j, "document", r->document.number);
	json_text(&j, "issued_on", date_iso(a, issued_on));
	json_text(&j, "on", date_iso(a, on));
	json_open(&j, "citations", '[');
	for (size_t i = 0; i < r->citations.n; i++) {
		const struct citation *c = &r->citations.v[i];
		const struct law_document *row = register_find(c->number, c->issued_on);
		struct law_state then = register_status(row, issued_on), now = register_status(row, on);
		json_open(&j, NULL, '{');
		json_text(&j, "number", c->number);
		json_text(&j, "type", c->type);
		json_text(&j, "issued_on", date_iso(a, c->issued_on));
		json_text(&j, "issuer", c->issuer);
		if (issued_on == DATE_NONE)
			json_null(&j, "when_signed");
		else
			put_state(&j, a, "when_signed", &then, issued_on);
		put_state(&j, a, "on_day", &now, on);
		json_close(&j);
	}
	json_close(&j);
	json_close(&j);
	fputs(buf_str(&j.out), stdout);
}

static void say_state(const char *lead, const struct law_state *s)
{
	bool doubted = !s->confirmed && s->status != LAW_UNCONFIRMED; /* unconfirmed says it itself */
	printf("  %s: %s%s%s%s\n", lead, register_words(*s), s->replaced_by ? ", thay bằng " : "", str_or(s->replaced_by, ""),
		doubted ? " (chưa xác nhận)" : "");
}

static void check_text(arena *a, const struct plan_reading *r, date on)
{
	for (size_t i = 0; i < r->citations.n; i++) {
		const struct citation *c = &r->citations.v[i];
		const struct law_document *row = register_find(c->number, c->issued_on);
		struct law_state then = register_status(row, r->document.issued_on), now = register_status(row, on);
		printf("%s %s%s%s\n", str_or(c->type, "Văn bản"), c->number, c->issued_on == DATE_NONE ? "" : ", ", date_vn(a, c->issued_on));
		if (r->document.issued_on != DATE_NONE)
			say_state(arena_fmt(a, "khi ký %s", date_vn(a, r->document.issued_on)), &then);
		say_state(arena_fmt(a, "ngày %s", date_vn(a, on)), &now);
	}
	printf("%zu văn bản được viện dẫn\n", r->citations.n);
}

int command_law_check(int argc, char **argv)
{
	static const struct option options[] = { { "json", no_argument, NULL, 'j' }, { "on", required_argument, NULL, 'o' }, { 0 } };
	ARENA a = { 0 };
	bool json = false;
	date on = date_of_us(command_now_us());
	const char *text;

	for (int c; (c = getopt_long(argc, argv, "", options, NULL)) != -1;) {
		if (c == '?' || (c == 'o' && !date_parse_iso(optarg, &on)))
			return USAGE;
		json |= c == 'j';
	}
	if (optind + 1 != argc) {
		fputs("danchu law check FILE [--on YYYY-MM-DD] [--json]\n", stderr);
		return USAGE;
	}
	err e = command_file_text(&a, argv[optind], &text);
	if (e.kind)
		return command_refuse(&a, e, json);
	struct plan_reading r = plan_read(&a, text);
	if (json)
		check_json(&a, &r, on);
	else
		check_text(&a, &r, on);
	return DONE;
}
