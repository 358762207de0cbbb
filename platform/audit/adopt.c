/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/adopt.h"
#include "gen/sql.h"
#include "platform/audit/act_inside.h"
#include "platform/audit/told.h"

/* One page of one table: looked at by a reader, and once more by the act that tells it. */
struct page {
	const struct told *told;
	const struct sql_table *table;
	struct told_place place;
	struct act *t;          /* NULL: only looked at */
	int64_t rows;
};

static err take_row(void *arg, struct rows *r, const struct sql_table *table)
{
	struct page *p = arg;
	const char *set = told_missing(p->told, r, table);

	if (!set)
		return OK;
	p->rows++;
	if (p->t)
		logged_told(&p->t->rows, r, table, set);
	return OK;
}

static err save_page(struct act *t, void *arg)
{
	const struct page *asked = arg;
	struct page p = { .told = asked->told, .t = t };
	struct told_place place = asked->place;
	bool more;

	TRY(told_page(t->d, t->spec.org, asked->table, take_row, &p, &place, &more));
	act_note(t, "table", asked->table->name);
	act_note_int(t, "taken", p.rows);
	return OK;
}

static err adopt_table(struct acts *s, db *d, const struct act_spec *spec, const struct told *told,
                       const struct sql_table *table, int64_t *ret_rows)
{
	struct told_place next = TOLD_START;
	bool more = true;

	while (more) {
		ARENA a = { 0 };
		struct page p = { .told = told, .table = table, .place = next };
		TRY(told_page(d, spec->org, table, take_row, &p, &next, &more));
		if (p.rows)
			TRY(acts_run(s, &a, spec, save_page, &p, NULL));
		*ret_rows += p.rows;
	}
	return OK;
}

static err learn(db *d, int64_t org, struct told *told)
{
	int64_t seq = 0;
	int n = 1;

	while (n) {
		ARENA a = { 0 };
		ROWS r = { 0 };
		n = 0;
		TRY(db_query(d, &r, &a, Q_audit_bodies, BIND(org_id, org), BIND(after, seq)));
		while (db_next(&r)) {
			seq = db_int(&r, "seq");
			n++;
			if (!told_learn(told, seq, db_text(&r, "body")))
				return FAIL(E_RULE, "audit_unreadable",
				            N_("Không đọc được một dòng nhật ký. Chạy danchu audit verify để biết dòng nào."));
		}
		TRY(db_done(&r));
	}
	return OK;
}

static err adopt_org(struct acts *s, db *d, int64_t org, int64_t at_us, int64_t *ret_rows)
{
	struct act_spec spec = { .org = org, .at_us = at_us, .kind = "audit.adopt", .prio = ACT_JOB };
	TOLD told = { 0 };

	told_begin(&told);
	TRY(learn(d, org, &told));
	for (const struct sql_table *const *t = sql_logged; *t; t++)
		TRY(adopt_table(s, d, &spec, &told, *t, ret_rows));
	return OK;
}

err audit_adopted(db *d, int64_t schema, bool *ret)
{
	ARENA a = { 0 };
	ROWS r = { 0 };

	TRY(db_query(d, &r, &a, Q_audit_adopted, BIND(schema, schema)));
	*ret = db_next(&r);
	return db_done(&r);
}

static err save_adopted(struct act *t, void *arg)
{
	act_note_int(t, "taken", *(const int64_t *)arg);
	return OK;
}

err audit_adopt(struct acts *s, db *d, int64_t schema, int64_t at_us, int64_t *ret_rows)
{
	struct act_spec done = { .at_us = at_us, .kind = "audit.adopted", .object = schema, .prio = ACT_JOB };
	ARENA a = { 0 };
	ROWS r = { 0 };
	LIST(int64_t) orgs = { 0 };

	TRY(db_query(d, &r, &a, Q_audit_orgs));
	while (db_next(&r))
		*LIST_ADD(&a, &orgs) = db_int(&r, "org_id");
	TRY(db_done(&r));
	for (size_t i = 0; i < orgs.n; i++)
		TRY(adopt_org(s, d, orgs.v[i], at_us, ret_rows));
	return acts_run(s, &a, &done, save_adopted, ret_rows, NULL);
}
