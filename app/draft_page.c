/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* draft: what was being written when a session ended: kept, shown, sent on, put away. */
#include "app/draft.h"
#include "app/routes.h"
#include "app/sign_in.h"
#include "gen/pages.h"
#include "platform/http/parse.h"
#include <string.h>

static const char secret_prefix[] = "mat_khau";

const struct field *fields_without_secrets(const struct req *q, bool *ret_secrets)
{
	LIST(struct field) fields = { 0 };
	bool secrets = false;
	for (const struct field *f = q->form; f->name; f++) {
		bool secret = str_starts(f->name, secret_prefix);
		secrets = secrets || secret;
		if (!secret && !str_eq(f->name, "t"))
			*LIST_ADD(q->a, &fields) = *f;
	}
	*LIST_ADD(q->a, &fields) = (struct field){ 0 };
	if (ret_secrets)
		*ret_secrets = secrets;
	return fields.v;
}

/* HOUSE RULE: what has a blank in it was written by hand. */
const struct field *fields_written(arena *a, const struct field *fields)
{
	LIST(struct field) written = { 0 };
	for (const struct field *f = fields; f && f->name; f++)
		if (strpbrk(f->value, " \n"))
			*LIST_ADD(a, &written) = *f;
	if (!written.n)
		return NULL;
	*LIST_ADD(a, &written) = (struct field){ 0 };
	return written.v;
}

const char *url_encoded(arena *a, const char *s)
{
	struct buf out = { .a = a };
	for (; *s; s++) {
		bool plain = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') || (*s >= '0' && *s <= '9') || strchr("/-_.", *s);
		if (plain)
			buf_put(&out, s, 1);
		else
			buf_fmt(&out, "%%%02X", (unsigned char)*s);
	}
	return buf_str(&out);
}

static const char *fields_encoded(arena *a, const struct field *fields)
{
	struct buf out = { .a = a };
	for (const struct field *f = fields; f->name; f++) {
		buf_text(&out, f == fields ? "" : "&");
		buf_text(&out, url_encoded(a, f->name));
		buf_text(&out, "=");
		buf_text(&out, url_encoded(a, f->value));
	}
	return buf_str(&out);
}

bool draft_path_ok(const struct req *q, const char *path)
{
	const struct route *r = route_match(routes, q->a, "POST", path).route;
	return r && !(r->flags & (PUBLIC | COOKIE));
}

bool draft_keep(const struct req *q, struct res *p, refused_fn *shown)
{
	bool secrets = false;
	const struct field *fields = fields_without_secrets(q, &secrets);
	const char *key = form(q, "k");

	if (!q->former || secrets || !*key || !fields[0].name || !fields[1].name || !draft_path_ok(q, q->path))
		return false;
	struct draft *f = arena_get(q->a, sizeof *f);
	*f = (struct draft){ .org = q->by.who.org, .person = q->former, .at_us = q->real_us, .key = key, .path = q->path,
		.fields = fields_encoded(q->a, fields) };
	p->upkeep = draft_save;
	p->save.arg = f;
	p->save.refused = shown;
	p->kept = shown;
	return true;
}

/* The page above the path: forms go to what is done to it. */
static const char *page_above(const struct req *q, const char *path)
{
	const char *above = arena_text_n(q->a, path, (size_t)(strrchr(path, '/') - path));
	return *above && route_match(routes, q->a, "GET", above).route ? above : NULL;
}

/* GET /toi/dang-viet */
err draft_get_list(const struct req *q, struct res *p)
{
	struct draft_list drafts;
	LIST(struct draft_shown) shown = { 0 };

	TRY(drafts_of(q->db, q->a, q->by.who.org, q->by.who.person, q->real_us, &drafts));
	for (size_t i = 0; i < drafts.n; i++) {
		const struct draft *f = &drafts.v[i];
		const struct field *fields = NULL;
		if (!draft_path_ok(q, f->path) || !fields_read(q->a, f->fields, strlen(f->fields), &fields))
			continue;
		*LIST_ADD(q->a, &shown) = (struct draft_shown){ .key = f->key, .path = f->path, .page = page_above(q, f->path), .fields = fields,
			.written = fields_written(q->a, fields), .at_us = f->at_us + (q->by.at_us - q->real_us) };
	}
	page_draft_list(&p->body, q, shown.v, shown.n);
	return OK;
}

static err dropped(const struct req *q, struct res *p, const err *e, void *arg)
{
	(void)q;
	(void)e;
	(void)arg;
	return see_other(p, DRAFT_PATH);
}

/* POST /toi/dang-viet: puts one away. */
err draft_post_drop(const struct req *q, struct res *p)
{
	struct draft *f = arena_get(q->a, sizeof *f);
	*f = (struct draft){ .org = q->by.who.org, .person = q->by.who.person, .key = form(q, "bo") };
	p->upkeep = draft_drop;
	p->save.arg = f;
	p->kept = dropped;
	return OK;
}
