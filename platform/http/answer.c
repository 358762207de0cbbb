/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/http/http.h"

static const char *value(const struct field *list, const char *name)
{
	for (; list && list->name; list++)
		if (str_eq(list->name, name))
			return list->value;
	return "";
}

const char *form(const struct req *q, const char *name)
{
	return value(q->form, name);
}

const char *query(const struct req *q, const char *name)
{
	return value(q->query, name);
}

bool form_has(const struct req *q, const char *name, const char *wanted)
{
	for (const struct field *f = q->form; f && f->name; f++)
		if (str_eq(f->name, name) && str_eq(f->value, wanted))
			return true;
	return false;
}

int http_status(err e)
{
	static const int status[] = {
		[E_OK] = 200,      [E_INPUT] = 422,    [E_RULE] = 422, [E_FORBIDDEN] = 403,
		[E_MISSING] = 404, [E_CONFLICT] = 409, [E_BUSY] = 503, [E_SYSTEM] = 500,
	};
	return status[e.kind];
}

err see_other(struct res *p, const char *path)
{
	p->status = 303;
	p->location = path;
	return OK;
}

err save(struct res *p, struct save s)
{
	assert(s.kind && s.fn);
	p->save = s;
	return OK;
}

bool in_lane(const struct req *q, struct res *p, struct turn t)
{
	assert(t.lane > LANE_ANY && t.lane < LANE_COUNT);
	if (q->lane == t.lane)
		return true;
	p->turn = t;
	return false;
}
