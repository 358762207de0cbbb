/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/told.h"
#include <string.h>

static const char seq_name[] = ""; /* no column is called so */

void told_begin(struct told *t)
{
	t->rows = json_object();
	assert(t->rows && "no memory");
}

void told_end(struct told *t)
{
	json_decref(t->rows);
	t->rows = NULL;
}

/* ---- what the log tells ------------------------------------------------------------------- */

static void learn_set(struct told *t, const char *name, int64_t seq, json_t *set)
{
	json_t *row = json_object_get(t->rows, name);

	if (!row) {
		row = json_object();
		json_object_set_new(t->rows, name, row);
	}
	json_object_update(row, set);
	json_object_set_new(row, seq_name, json_integer(seq));
}

static bool learn_row(struct told *t, arena *a, int64_t seq, json_t *told)
{
	const char *in = json_string_value(json_object_get(told, "in"));
	const char *key = json_string_value(json_object_get(told, "key"));
	json_t *set = json_object_get(told, "set");

	if (!in || !key)
		return false;
	const char *name = arena_fmt(a, "%s %s", in, key);
	if (json_is_object(set)) {
		learn_set(t, name, seq, set);
		return true;
	}
	json_object_del(t->rows, name);
	return json_is_true(json_object_get(told, "gone"));
}

bool told_learn(struct told *t, int64_t seq, const char *body)
{
	ARENA a = { 0 };
	json_t *all = json_loads(body, 0, NULL);
	json_t *rows = json_object_get(all, "rows");
	bool good = json_is_object(all) && (!rows || json_is_array(rows));

	for (size_t i = 0; good && i < json_array_size(rows); i++)
		good = learn_row(t, &a, seq, json_array_get(rows, i));
	json_decref(all);
	return good;
}

/* ---- what the data holds ------------------------------------------------------------------ */

static const char *text_of(arena *a, json_t *value)
{
	char *dumped = value ? json_dumps(value, JSON_ENCODE_ANY) : NULL;
	const char *s = dumped ? arena_text(a, dumped) : "";
	free(dumped);
	return s;
}

/* The first column that is not as it was told. */
static void compare_columns(arena *a, json_t *told, json_t *held, struct told_verdict *v)
{
	const char *column;
	json_t *value;

	json_object_foreach(held, column, value) {
		json_t *said = json_object_get(told, column);
		if (said && json_equal(said, value))
			continue;
		v->fault = said ? TOLD_DIFFERS : TOLD_UNKNOWN;
		v->column = arena_text(a, column);
		v->told = text_of(a, said);
		v->held = text_of(a, value);
		return;
	}
}

static int64_t seq_of(json_t *told)
{
	return json_integer_value(json_object_get(told, seq_name));
}

struct told_verdict told_compare(struct told *t, arena *a, struct rows *r, const struct sql_table *table)
{
	struct told_verdict v = { .name = arena_text(a, logged_name(r, table)), .column = "", .told = "", .held = "" };
	json_t *told = json_object_get(t->rows, v.name);

	if (!told) {
		v.fault = TOLD_UNKNOWN;
		return v;
	}
	json_t *held = json_loads(logged_set(r, table), 0, NULL);
	assert(held && "we wrote it");
	v.seq = seq_of(told);
	compare_columns(a, told, held, &v);
	json_decref(held);
	json_object_del(t->rows, v.name);
	return v;
}

struct told_verdict told_left(struct told *t, arena *a)
{
	struct told_verdict v = { .column = "", .told = "", .held = "" };
	void *first = json_object_iter(t->rows);

	if (!first)
		return v;
	v.fault = TOLD_GONE;
	v.name = arena_text(a, json_object_iter_key(first));
	v.seq = seq_of(json_object_iter_value(first));
	json_object_del(t->rows, v.name);
	return v;
}

const char *told_missing(const struct told *t, struct rows *r, const struct sql_table *table)
{
	struct buf o = { .a = r->a };
	json_t *told = json_object_get(t->rows, logged_name(r, table));

	for (int i = table->nkey; i < table->ncolumn; i++) {
		if (!json_object_get(told, table->column[i].name))
			logged_value(&o, r, &table->column[i]);
	}
	return told && !o.n ? NULL : buf_str(&o);
}

/* ---- pages -------------------------------------------------------------------------------- */

err told_page(db *d, int64_t org, const struct sql_table *t, told_row *each, void *arg, struct told_place *p, bool *ret_more)
{
	static const char *const after[TOLD_KEY] = { "after_1", "after_2", "after_3", "after_4" };
	ARENA a = { 0 };
	ROWS r = { 0 };
	struct val v[1 + TOLD_KEY] = { val_int("org_id", org) };
	size_t n = 1;
	int rows = 0;

	assert(!t->page_rows || t->nkey <= TOLD_KEY);
	for (; t->page_rows && n <= (size_t)t->nkey; n++)
		v[n] = val_int(after[n - 1], p->key[n - 1]);
	TRY(db_query_(d, &r, &a, t->page, v, n));
	while (db_next(&r)) {
		TRY(each(arg, &r, t));
		for (int i = 0; t->page_rows && i < t->nkey; i++)
			p->key[i] = db_int(&r, t->column[i].name);
		rows++;
	}
	*ret_more = t->page_rows && rows == t->page_rows;
	return db_done(&r);
}

err told_walk(db *d, int64_t org, const struct sql_table *t, told_row *each, void *arg)
{
	struct told_place p = TOLD_START;
	bool more = true;

	while (more)
		TRY(told_page(d, org, t, each, arg, &p, &more));
	return OK;
}
