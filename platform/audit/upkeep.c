/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/act_inside.h"

arena *upkeep_arena(struct upkeep *u)
{
	return &u->t->a;
}

int64_t upkeep_new_id(struct upkeep *u)
{
	return act_new_id(u->t);
}

err upkeep_exec_(struct upkeep *u, int *ret_changed, const struct sql *q, const struct val *v, size_t n)
{
	assert(q->upkeep && "only tables marked -- @upkeep may be written without an act");
	return act_exec_(u->t, ret_changed, q, v, n);
}

err upkeep_query_(struct upkeep *u, struct rows *r, const struct sql *q, const struct val *v, size_t n)
{
	assert((!q->writes || q->upkeep) && "only tables marked -- @upkeep may be written without an act");
	return act_query_(u->t, r, q, v, n);
}
