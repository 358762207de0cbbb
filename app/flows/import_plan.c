/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/flows/import_plan.h"
#include "domain/0_shared/law/register.h"
#include "domain/0_shared/org/org_store.h"
#include "domain/3_do/plan/plan_import_store.h"
#include <sodium.h>
#include <string.h>

static const char *sha256_hex(arena *a, const char *text)
{
	unsigned char hash[crypto_hash_sha256_BYTES];
	char *hex = arena_get(a, 2 * sizeof hash + 1);

	crypto_hash_sha256(hash, (const unsigned char *)text, strlen(text));
	return sodium_bin2hex(hex, 2 * sizeof hash + 1, hash, sizeof hash);
}

static const struct plan_citation *citations(arena *a, const struct plan_reading *r, date today)
{
	struct plan_citation *v = arena_get(a, r->citations.n * sizeof *v);

	for (size_t i = 0; i < r->citations.n; i++) {
		const struct citation *c = &r->citations.v[i];
		const struct law_document *row = citation_row(c);
		date issued_on = r->document.issued_on;
		struct law_state then = register_status(row, issued_on), now = register_status(row, today);
		v[i] = (struct plan_citation){
			.number = c->number,
			.type = c->type,
			.issuer = c->issuer,
			.issued_on = c->issued_on,
			.replaced_by = now.replaced_by,
			.status_on_issue = law_status_word(issued_on == DATE_NONE ? LAW_UNCONFIRMED : then.status),
			.status_on_import = law_status_word(now.status),
			.confirmed = now.confirmed && then.confirmed && issued_on != DATE_NONE,
		};
	}
	return v;
}

static const struct task_new *tasks(arena *a, const struct plan_reading *r, const struct units *units)
{
	struct task_new *v = arena_get(a, r->tasks.n * sizeof *v);

	for (size_t i = 0; i < r->tasks.n; i++) {
		const struct plan_task *t = &r->tasks.v[i];
		struct publish_owner owner = publish_owner_find(a, units, t->lead, t->support.v, t->support.n);
		int *cites = arena_get(a, (t->cites.n + 1) * sizeof *cites);
		for (size_t k = 0; k < t->cites.n; k++)
			cites[k] = t->cites.v[k] + 1; /* plan_citation counts from 1 */
		v[i] = (struct task_new){
			.ref = t->ref,
			.title = t->title,
			.text = t->text,
			.verb = task_verb_of(str_or(verb_word(t->verb), "")),
			.lead_unit_id = owner.lead_unit_id,
			.lead_text = t->lead,
			.due_text = t->due.text,
			.due_kind = due_kind_word(t->due.kind),
			.due_on = t->due.last_day,
			.due_confirmed = t->due.kind == DUE_FIXED && t->due.last_day != DATE_NONE && t->due.doubt == DOUBT_NONE,
			.supports = t->support.v,
			.support_count = t->support.n,
			.units = owner.units,
			.unit_count = owner.unit_count,
			.cites = cites,
			.cite_count = t->cites.n,
		};
	}
	return v;
}

static struct plan head(const struct document *d)
{
	return (struct plan){
		.year = d->year,
		.title = str_or(d->title, str_or(d->type, "")),
		.document_number = d->number,
		.document_symbol = d->symbol,
		.issued_on = d->issued_on,
		.issuer = str_or(d->issuer, ""),
		.signer_capacity = d->signing.capacity,
		.signer_on_behalf_of = d->signing.on_behalf_of,
		.signer_position = d->signing.position,
		.signer_name = d->signing.name,
	};
}

err import_plan_prepare(db *d, arena *a, const struct import_plan *in, struct publish *ret)
{
	const struct plan_reading *r = in->reading;
	const struct document *doc = &r->document;
	date today = date_of_us(in->at_us);
	struct units units;

	if (!r->tasks.n)
		return FAIL(E_RULE, "plan_without_tasks",
			N_("Không đọc được nhiệm vụ nào trong văn bản. Chạy với --dry-run để xem những gì đọc được."));
	if (!doc->year)
		return FAIL(E_RULE, "plan_without_year",
			N_("Không đọc được năm của kế hoạch. Ghi ngày ký hoặc năm vào phần đầu văn bản rồi nhập lại."));
	TRY(org_units(d, a, in->org, &units));
	struct plan_recipient *recipients = arena_get(a, doc->recipients.n * sizeof *recipients);
	for (size_t i = 0; i < doc->recipients.n; i++)
		recipients[i] = (struct plan_recipient){ doc->recipients.v[i].name, recipient_role_word(doc->recipients.v[i].role) };
	struct plan_warning *warnings = arena_get(a, r->warnings.n * sizeof *warnings);
	for (size_t i = 0; i < r->warnings.n; i++)
		warnings[i] = (struct plan_warning){ r->warnings.v[i].code, r->warnings.v[i].where, r->warnings.v[i].detail };
	struct plan_period *periods = arena_get(a, r->report_periods.n * sizeof *periods);
	for (size_t i = 0; i < r->report_periods.n; i++)
		periods[i] = (struct plan_period){ r->report_periods.v[i].name, r->report_periods.v[i].due_text,
			r->report_periods.v[i].doubt == DOUBT_NONE ? r->report_periods.v[i].last_day : DATE_NONE };
	*ret = (struct publish){
		.org = in->org,
		.actor = in->actor,
		.at_us = in->at_us,
		.plan = {
			.head = head(doc),
			.document_type = str_or(doc->type, ""),
			.place = doc->place,
			.source_sha256 = sha256_hex(a, in->text),
			.source_name = in->name,
			.source_text = in->text,
			.reading = plan_reading_json(a, r, today),
			.imported_on = today,
			.citations = citations(a, r, today),
			.citation_count = r->citations.n,
			.recipients = recipients,
			.recipient_count = doc->recipients.n,
			.warnings = warnings,
			.warning_count = r->warnings.n,
			.periods = periods,
			.period_count = r->report_periods.n,
		},
		.tasks = tasks(a, r, &units),
		.task_count = r->tasks.n,
	};
	return OK;
}

/* The same document from another text: a corrected scan, an added line. */
static err refuse_twin(db *d, arena *a, int64_t org, const struct plan *h)
{
	int64_t twin = 0;

	TRY(plan_find_twin(d, a, org, h, &twin));
	if (twin)
		return FAIL(E_RULE, "plan_published_before",
			N_("Kế hoạch {0} năm {1} đã phát hành từ một tệp khác (kế hoạch số {2}). Nếu đúng là kế hoạch khác, chạy lại với --anew."),
			.arg = { str_or(h->document_number, str_or(h->document_symbol, "")), arena_int(a, h->year), arena_int(a, twin) });
	return OK;
}

err import_plan(struct acts *acts, db *d, arena *a, const struct import_plan *in, void (*progress)(size_t done, size_t all),
                struct imported *ret)
{
	struct publish p;
	struct plan_import before;

	TRY(import_plan_prepare(d, a, in, &p));
	TRY(publish_find(acts, a, &p, &before));
	ret->before = before.published;
	if (!before.published && !in->anew)
		TRY(refuse_twin(d, a, in->org, &p.plan.head));
	return publish_plan(acts, a, &p, progress, &ret->plan_id);
}
