/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/law/law_store.h"
#include "gen/sql.h"
#include <string.h>

/* ---- words -------------------------------------------------------------------------------- */

static const char *const bounds[] = {
	[LAW_NO_LIMIT] = "no_limit",
	[LAW_AT_MOST] = "at_most",
	[LAW_AT_LEAST] = "at_least",
	[LAW_BEFORE_AT_LEAST] = "before_at_least",
};

/* A word that no table has fails the reading. */
static enum law_bound read_bound(struct rows *r)
{
	const char *word = db_text(r, "bound");

	for (size_t i = 0; i < COUNT_OF(bounds); i++)
		if (str_eq(bounds[i], word))
			return (enum law_bound)i;
	db_unreadable(r, "bound", "no word of a limit");
	return LAW_NO_LIMIT;
}

static enum law_unit read_unit(struct rows *r)
{
	const char *word = db_text(r, "unit");

	for (enum law_unit unit = 0; unit < LAW_UNITS; unit++)
		if (str_eq(law_unit_word(unit), word))
			return unit;
	db_unreadable(r, "unit", "no word of a unit");
	return LAW_CALENDAR_DAY;
}

/* ---- loading ------------------------------------------------------------------------------ */

/* Documents and rules of one side while they are read. */
struct side {
	LIST(struct law_document) documents;
	LIST(struct law_rule) rules;
	LIST(int) sorts;                        /* of the rules */
	LIST(struct law_change) changes;        /* of the last document */
	LIST(struct law_amendment) amendments;
};

static struct law_register value_of(const struct side *s)
{
	return (struct law_register){
		.documents = s->documents.v,
		.document_count = (int)s->documents.n,
		.rules = s->rules.v,
		.rule_count = (int)s->rules.n,
	};
}

static struct law_document read_head(struct rows *r)
{
	struct law_document d = {
		.key = db_text(r, "number_key"),
		.issued_on = db_date(r, "issued_on"),
		.issued_confirmed = db_int(r, "issued_confirmed"),
		.number = db_text(r, "number"),
		.type = db_text(r, "type"),
		.title = db_text(r, "title"),
		.issuer = db_text(r, "issuer"),
		.province = db_text_or_null(r, "province"),
		.source = db_text(r, "source"),
		.note = db_text_or_null(r, "note"),
	};
	d.match = register_match(d.key, d.province);
	return d;
}

static void read_line(struct rows *r, arena *a, struct side *s)
{
	const char *state = db_text(r, "state");
	date from = db_date(r, "from_on");
	const char *by = db_text_or_null(r, "by_number");
	bool confirmed = db_int(r, "confirmed");
	struct law_document *d = &s->documents.v[s->documents.n - 1];

	if (str_eq(state, "amended")) {
		*LIST_ADD(a, &s->amendments) = (struct law_amendment){ .from = from, .by = by, .confirmed = confirmed };
		d->amendments = s->amendments.v;
		d->amendment_count++;
		return;
	}
	struct law_change change = { .from = from, .by = by, .confirmed = confirmed };
	if (!law_status_parse(state, &change.status))
		db_unreadable(r, "state", "no word of a status");
	*LIST_ADD(a, &s->changes) = change;
	d->changes = s->changes.v;
	d->change_count++;
}

/* Rows of Q_law_documents; rows of one document are neighbours. */
static void read_documents(struct rows *r, arena *a, struct side *shipped, struct side *own)
{
	while (db_next(r)) {
		struct side *s = db_int(r, "org_id") ? own : shipped;
		struct law_document *last = s->documents.n ? &s->documents.v[s->documents.n - 1] : NULL;
		if (!last || !str_eq(last->key, db_text(r, "number_key")) || last->issued_on != db_date(r, "issued_on")) {
			*LIST_ADD(a, &s->documents) = read_head(r);
			memset(&s->changes, 0, sizeof s->changes);
			memset(&s->amendments, 0, sizeof s->amendments);
		}
		read_line(r, a, s);
	}
}

static void read_rules(struct rows *r, arena *a, struct side *shipped, struct side *own)
{
	while (db_next(r)) {
		struct side *s = db_int(r, "org_id") ? own : shipped;
		*LIST_ADD(a, &s->sorts) = (int)db_int(r, "sort");
		*LIST_ADD(a, &s->rules) = (struct law_rule){
			.id = db_text(r, "rule"),
			.act = db_text(r, "act"),
			.document = db_text(r, "document"),
			.article = db_text(r, "article"),
			.valid_from = db_date(r, "valid_from"),
			.valid_to = db_date(r, "valid_to"),
			.bound = read_bound(r),
			.limit = (int)db_int(r, "length"),
			.unit = read_unit(r),
			.start = db_text_or_null(r, "start_event"),
			.extension = db_text_or_null(r, "extension"),
			.condition = db_text_or_null(r, "condition"),
			.note = db_text_or_null(r, "note"),
			.source = db_text(r, "source"),
			.confirmed = db_int(r, "confirmed"),
		};
	}
}

err law_load(db *d, arena *a, int64_t org, struct law_register *ret)
{
	struct side shipped = { 0 };
	struct side own = { 0 };
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_law_documents, BIND(org_id, org)));
	read_documents(&r, a, &shipped, &own);
	TRY(db_done(&r));
	TRY(db_query(d, &r, a, Q_law_rules, BIND(org_id, org)));
	read_rules(&r, a, &shipped, &own);
	TRY(db_done(&r));
	struct law_register below = value_of(&shipped);
	struct law_register above = value_of(&own);
	*ret = register_merge(a, &below, &above);
	return OK;
}

err law_load_documents(db *d, arena *a, int64_t org, struct law_register *ret)
{
	struct law_register shipped = { law_shipped.documents, law_shipped.document_count, NULL, 0 };
	struct side none = { 0 };
	struct side own = { 0 };
	ROWS r = { 0 };

	TRY(db_query(d, &r, a, Q_law_documents_own, BIND(org_id, org)));
	read_documents(&r, a, &none, &own);
	TRY(db_done(&r));
	struct law_register above = value_of(&own);
	*ret = above.document_count ? register_merge(a, &shipped, &above) : shipped;
	return OK;
}

/* Of the organisation's rows of that number, the one a citation of that day of issue means. */
static struct law_document_own choose_own(struct rows *r, enum law_match match, date issued_on)
{
	struct law_document_own found = { .issued_on = DATE_NONE };

	while (db_next(r)) {
		date on = db_date(r, "issued_on");
		if (match == LAW_BY_NUMBER || on == issued_on)
			found = (struct law_document_own){ .version = (int)db_int(r, "version"), .issued_on = on };
	}
	return found;
}

err law_document_own(db *d, arena *a, int64_t org, const char *number, const char *province, date issued_on,
                     struct law_document_own *ret)
{
	char key[LAW_KEY_SIZE];
	ROWS r = { 0 };

	*ret = (struct law_document_own){ .issued_on = DATE_NONE };
	if (!register_key(number, sizeof key, key))
		return OK;
	TRY(db_query(d, &r, a, Q_law_document_own, BIND(org_id, org), BIND(number_key, (const char *)key)));
	struct law_document_own own = choose_own(&r, register_match(key, province), issued_on);
	TRY(db_done(&r));
	*ret = own;
	return OK;
}

/* ---- writing one document ----------------------------------------------------------------- */

static err add_lines(struct act *t, const char *key, const struct law_document *d)
{
	int64_t org = act_spec(t)->org;
	int64_t n = 0;

	for (int i = 0; i < d->change_count; i++) {
		const struct law_change *c = &d->changes[i];
		TRY(act_exec(t, NULL, Q_law_state_add, BIND(org_id, org), BIND(number_key, key),
		             BIND_DATE(issued_on, d->issued_on), BIND(n, ++n), BIND_DATE(from_on, c->from),
		             BIND(state, law_status_word(c->status)), BIND(by_number, c->by), BIND(confirmed, c->confirmed)));
	}
	for (int i = 0; i < d->amendment_count; i++) {
		const struct law_amendment *m = &d->amendments[i];
		TRY(act_exec(t, NULL, Q_law_state_add, BIND(org_id, org), BIND(number_key, key),
		             BIND_DATE(issued_on, d->issued_on), BIND(n, ++n), BIND_DATE(from_on, m->from),
		             BIND(state, "amended"), BIND(by_number, m->by), BIND(confirmed, m->confirmed)));
	}
	return OK;
}

static err add_head(struct act *t, const char *key, const struct law_document *d, int64_t version)
{
	return act_exec(t, NULL, Q_law_document_add, BIND(org_id, act_spec(t)->org), BIND(number_key, key),
	                BIND_DATE(issued_on, d->issued_on), BIND(issued_confirmed, d->issued_confirmed),
	                BIND(number, d->number), BIND(type, d->type), BIND(title, d->title), BIND(issuer, d->issuer),
	                BIND(province, d->province), BIND(source, d->source), BIND(note, d->note), BIND(version, version));
}

static err drop_document(struct act *t, const char *key, date issued_on)
{
	int64_t org = act_spec(t)->org;

	TRY(act_exec(t, NULL, Q_law_state_drop, BIND(org_id, org), BIND(number_key, key), BIND_DATE(issued_on, issued_on)));
	return act_exec(t, NULL, Q_law_document_drop, BIND(org_id, org), BIND(number_key, key), BIND_DATE(issued_on, issued_on));
}

/* ---- an organisation's own document ------------------------------------------------------- */

static err conflict(const char *number)
{
	return FAIL(E_CONFLICT, "law_conflict", N_("Văn bản {0} vừa được người khác sửa. Mở lại văn bản, xem rồi lưu lại."),
	            .arg = { number });
}

/* The organisation's row stands as it was seen. */
static err see_again(struct act *t, const char *key, const struct law_document_save *s)
{
	const struct law_document *d = &s->document;
	date seen = s->was.version ? s->was.issued_on : d->issued_on;
	ROWS r = { 0 };

	TRY(act_query(t, &r, Q_law_document_own, BIND(org_id, act_spec(t)->org), BIND(number_key, key)));
	struct law_document_own now = choose_own(&r, register_match(key, d->province), seen);
	TRY(db_done(&r));
	bool same = now.version == s->was.version && (!now.version || now.issued_on == s->was.issued_on);
	return same ? OK : conflict(d->number);
}

err law_save_document(struct act *t, void *arg)
{
	const struct law_document_save *s = arg;
	const struct law_document *d = &s->document;
	arena *a = act_arena(t);
	char *key = arena_get(a, LAW_KEY_SIZE);

	assert(act_spec(t)->org && "org 0 holds what ships, nothing else");
	TRY(register_check(a, d));
	if (!register_key(d->number, LAW_KEY_SIZE, key))
		assert(!"register_check has folded it");
	TRY(see_again(t, key, s));
	if (s->was.version) /* its day of issue, which is part of its key, may be what was wrong */
		TRY(drop_document(t, key, s->was.issued_on));
	err e = add_head(t, key, d, s->was.version + 1);
	if (e.kind == E_CONFLICT)
		return conflict(d->number);
	TRY(e);
	TRY(add_lines(t, key, d));
	act_note(t, "number", d->number);
	act_note(t, "issued_on", date_iso(a, d->issued_on));
	act_note(t, "source", d->source);
	act_note_int(t, "states", d->change_count);
	act_note_int(t, "version", s->was.version + 1);
	return OK;
}

/* ---- what ships --------------------------------------------------------------------------- */

static err load_documents(struct act *t, struct law_register *ret)
{
	struct side *shipped = arena_get(act_arena(t), sizeof *shipped);
	struct side none = { 0 };
	ROWS r = { 0 };

	TRY(act_query(t, &r, Q_law_documents, BIND(org_id, 0)));
	read_documents(&r, act_arena(t), shipped, &none);
	TRY(db_done(&r));
	*ret = value_of(shipped);
	return OK;
}

static err load_rules(struct act *t, struct side *ret)
{
	struct side none = { 0 };
	ROWS r = { 0 };

	TRY(act_query(t, &r, Q_law_rules, BIND(org_id, 0)));
	read_rules(&r, act_arena(t), ret, &none);
	return db_done(&r);
}

static const struct law_document *find_row(const struct law_register *r, const struct law_document *d)
{
	for (int i = 0; i < r->document_count; i++) {
		if (r->documents[i].issued_on == d->issued_on && str_eq(r->documents[i].key, d->key))
			return &r->documents[i];
	}
	return NULL;
}

err law_ship_documents(struct act *t, const struct law_register *shipped, int first, int last, int64_t *ret_written)
{
	struct law_register kept;

	TRY(load_documents(t, &kept));
	for (int i = first; i < last; i++) {
		const struct law_document *d = &shipped->documents[i];
		const struct law_document *old = find_row(&kept, d);
		if (old && law_document_same(old, d))
			continue;
		if (old)
			TRY(drop_document(t, old->key, old->issued_on));
		TRY(add_head(t, d->key, d, 1));
		TRY(add_lines(t, d->key, d));
		++*ret_written;
	}
	return OK;
}

static err drop_rule(struct act *t, const char *id)
{
	return act_exec(t, NULL, Q_law_rule_drop, BIND(org_id, 0), BIND(rule, id));
}

static err add_rule(struct act *t, const struct law_rule *v, int sort)
{
	return act_exec(t, NULL, Q_law_rule_add, BIND(org_id, 0), BIND(rule, v->id), BIND(sort, sort), BIND(act, v->act),
	                BIND(document, v->document), BIND(article, v->article), BIND_DATE(valid_from, v->valid_from),
	                BIND_DATE(valid_to, v->valid_to), BIND(bound, bounds[v->bound]), BIND(length, v->limit),
	                BIND(unit, law_unit_word(v->unit)), BIND(start_event, v->start), BIND(extension, v->extension),
	                BIND(condition, v->condition), BIND(note, v->note), BIND(source, v->source), BIND(confirmed, v->confirmed));
}

/* WHY the place counts: a rule that moved in the file is written again, so that sort stays the file's order. */
err law_ship_rules(struct act *t, const struct law_register *shipped, int first, int last, int64_t *ret_written)
{
	struct side kept = { 0 };

	TRY(load_rules(t, &kept));
	struct law_register below = value_of(&kept);
	for (int i = first; i < last; i++) {
		const struct law_rule *rule = &shipped->rules[i];
		const struct law_rule *old = rule_find_in(&below, rule->id);
		if (old && kept.sorts.v[old - below.rules] == i + 1 && law_rule_same(old, rule))
			continue;
		if (old)
			TRY(drop_rule(t, rule->id));
		TRY(add_rule(t, rule, i + 1));
		++*ret_written;
	}
	return OK;
}

err law_ship_rest(struct act *t, const struct law_register *shipped, int64_t *ret_written)
{
	struct law_register kept;
	struct side rules = { 0 };

	TRY(load_documents(t, &kept));
	for (int i = 0; i < kept.document_count; i++) {
		if (find_row(shipped, &kept.documents[i]))
			continue;
		TRY(drop_document(t, kept.documents[i].key, kept.documents[i].issued_on));
		++*ret_written;
	}
	TRY(load_rules(t, &rules));
	for (size_t i = 0; i < rules.rules.n; i++) {
		if (rule_find_in(shipped, rules.rules.v[i].id))
			continue;
		TRY(drop_rule(t, rules.rules.v[i].id));
		++*ret_written;
	}
	return OK;
}
