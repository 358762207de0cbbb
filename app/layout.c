/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/layout.h"
#include "app/routes.h"

const struct nav_entry staff_nav[] = {
	{ N_("Kế hoạch"), "/ke-hoach", N_("Bảng kế hoạch"), NULL, CAP_PLAN_READ },
	{ 0 },
};

const struct nav_entry public_verbs[] = {
	{ NULL, "/kiem-tra", N_("Dân kiểm tra"), N_("Tiến độ, kết quả"), CAP_NONE },
	{ 0 },
};

bool nav_shows(const struct req *q, const struct nav_entry *entry)
{
	return who_may(&q->by.who, entry->need);
}

size_t nav_count(const struct req *q, const struct nav_entry *list)
{
	size_t n = 0;

	for (; list->path; list++)
		n += nav_shows(q, list);
	return n;
}

/* WHY the match: a form shown again after a POST may stand at an address that only takes POST. */
const char *nav_here(const struct req *q)
{
	if (!route_match(routes, q->a, "GET", q->path).route)
		return "/";
	return arena_fmt(q->a, "%s%s%s", q->path, *q->query_text ? "?" : "", q->query_text);
}
