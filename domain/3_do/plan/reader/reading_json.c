/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* reading_json: JSON version 1 of a reading, frozen; adding a key is allowed, changing one is version 2. */
#include "domain/0_shared/law/register.h"
#include "domain/3_do/plan/reader/reader.h"
#include "platform/text/json.h"

const char *due_kind_word(enum due_kind k)
{
	static const char *const words[] = { NULL, "fixed", "derived", "recurring" };
	return words[k];
}

const char *due_doubt_word(enum due_doubt d)
{
	static const char *const words[] = { NULL, "no_such_day", "before_signing", "far" };
	return words[d];
}

const char *recipient_role_word(enum recipient_role r)
{
	static const char *const words[] = { NULL, "report", "coordinate", "carry_out", "file" };
	return words[r];
}

static void put_texts(struct json *j, const char *name, const text_list *l)
{
	json_open(j, name, '[');
	for (size_t i = 0; i < l->n; i++)
		json_text(j, NULL, l->v[i]);
	json_close(j);
}

static void put_document(struct json *j, arena *a, const struct document *d)
{
	json_open(j, "document", '{');
	json_text(j, "type", d->type);
	json_text(j, "number", d->number);
	json_text(j, "symbol", d->symbol);
	json_text(j, "issued_on", date_iso(a, d->issued_on));
	json_text(j, "place", d->place);
	json_text(j, "issuer", d->issuer);
	json_text(j, "title", d->title);
	if (d->year)
		json_int(j, "year", d->year);
	else
		json_null(j, "year");
	json_open(j, "signing", '{');
	json_text(j, "capacity", d->signing.capacity);
	json_text(j, "on_behalf_of", d->signing.on_behalf_of);
	json_text(j, "position", d->signing.position);
	json_text(j, "name", d->signing.name);
	json_close(j);
	json_close(j);
}

static void put_citation(struct json *j, arena *a, const struct citation *c, date issued_on, date today)
{
	const struct law_document *row = citation_row(c);
	struct law_state then = register_status(row, issued_on), now = register_status(row, today);

	json_open(j, NULL, '{');
	json_text(j, "number", c->number);
	json_text(j, "type", c->type);
	json_text(j, "issued_on", date_iso(a, c->issued_on));
	json_text(j, "issuer", c->issuer);
	json_open(j, "where", '[');
	for (size_t i = 0; i < c->where.n; i++)
		json_text(j, NULL, c->where.v[i]);
	json_close(j);
	json_text(j, "status_on_issue", issued_on == DATE_NONE ? NULL : law_status_word(then.status));
	json_text(j, "status_today", law_status_word(now.status));
	json_text(j, "replaced_by", now.replaced_by);
	json_bool(j, "confirmed", now.confirmed && (issued_on == DATE_NONE || then.confirmed));
	json_text(j, "incomplete", c->written);
	json_close(j);
}

static void put_task(struct json *j, arena *a, const struct plan_reading *r, const struct plan_task *t)
{
	json_open(j, NULL, '{');
	json_text(j, "ref", t->ref);
	json_text(j, "title", t->title);
	json_text(j, "text", t->text);
	json_text(j, "verb", verb_word(t->verb));
	json_text(j, "lead", t->lead);
	put_texts(j, "support", &t->support);
	json_open(j, "due", '{');
	json_text(j, "text", t->due.text);
	json_text(j, "last_day", date_iso(a, t->due.last_day));
	json_text(j, "kind", due_kind_word(t->due.kind));
	json_text(j, "doubt", due_doubt_word(t->due.doubt));
	json_close(j);
	json_open(j, "cites", '[');
	for (size_t i = 0; i < t->cites.n; i++)
		json_text(j, NULL, r->citations.v[t->cites.v[i]].number);
	json_close(j);
	json_close(j);
}

void plan_warnings_json(struct json *j, const char *name, const struct plan_reading *r)
{
	json_open(j, name, '[');
	for (size_t i = 0; i < r->warnings.n; i++) {
		json_open(j, NULL, '{');
		json_text(j, "code", r->warnings.v[i].code);
		json_text(j, "where", r->warnings.v[i].where);
		json_text(j, "detail", r->warnings.v[i].detail);
		json_close(j);
	}
	json_close(j);
}

const char *plan_reading_json(arena *a, const struct plan_reading *r, date today)
{
	struct json j = { .out.a = a };
	const struct document *d = &r->document;

	json_open(&j, NULL, '{');
	json_int(&j, "version", 1);
	put_document(&j, a, d);
	json_open(&j, "citations", '[');
	for (size_t i = 0; i < r->citations.n; i++)
		put_citation(&j, a, &r->citations.v[i], d->issued_on, today);
	json_close(&j);
	json_open(&j, "tasks", '[');
	for (size_t i = 0; i < r->tasks.n; i++)
		put_task(&j, a, r, &r->tasks.v[i]);
	json_close(&j);
	json_open(&j, "report_periods", '[');
	for (size_t i = 0; i < r->report_periods.n; i++) {
		json_open(&j, NULL, '{');
		json_text(&j, "name", r->report_periods.v[i].name);
		json_text(&j, "due_text", r->report_periods.v[i].due_text);
		json_text(&j, "last_day", date_iso(a, r->report_periods.v[i].last_day));
		json_text(&j, "doubt", due_doubt_word(r->report_periods.v[i].doubt));
		json_close(&j);
	}
	json_close(&j);
	json_open(&j, "recipients", '[');
	for (size_t i = 0; i < d->recipients.n; i++) {
		json_open(&j, NULL, '{');
		json_text(&j, "name", d->recipients.v[i].name);
		json_text(&j, "role", recipient_role_word(d->recipients.v[i].role));
		json_close(&j);
	}
	json_close(&j);
	put_texts(&j, "grounds", &r->grounds);
	put_texts(&j, "unused", &r->unused);
	plan_warnings_json(&j, "warnings", r);
	json_close(&j);
	return buf_str(&j.out);
}
