/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "gen/sql.h"
#include "platform/auth/sign_in.h"

static err no_such_link(void)
{
	return FAIL(E_MISSING, "link_missing", N_("Liên kết không đúng; xin sao chép lại toàn bộ."));
}

static enum link_state state_of(int64_t used_us, int64_t cancelled_us, int64_t expires_us, int64_t now_us)
{
	if (used_us)
		return LINK_USED;
	if (cancelled_us)
		return LINK_CANCELLED;
	return now_us < expires_us ? LINK_OPEN : LINK_EXPIRED;
}

err link_find(db *d, arena *a, int64_t org, const char *secret, int64_t now_us, struct sign_in_link *ret)
{
	ROWS r = { 0 };
	uint8_t hash[32];

	if (!secret_hash(secret, hash))
		return no_such_link();
	TRY(db_query(d, &r, a, Q_link_find, BIND(org_id, org), BIND_BLOB(hash, hash, 32)));
	if (!db_next(&r)) {
		TRY(db_done(&r));
		return no_such_link();
	}
	struct sign_in_link link = {
		.person = db_int(&r, "person_id"),
		.invitation = str_eq(db_text(&r, "kind"), "invitation"),
		.expires_us = db_int(&r, "expires_us"),
		.used_us = db_int(&r, "used_us"),
		.state = state_of(db_int(&r, "used_us"), db_int(&r, "cancelled_us"), db_int(&r, "expires_us"), now_us),
		.name = db_text(&r, "name"),
		.title = db_text(&r, "title"),
		.inviter = db_text(&r, "inviter"),
	};
	TRY(db_done(&r));
	*ret = link;
	return OK;
}

err link_save_made(struct act *t, void *arg)
{
	const struct link_make *m = arg;
	const char *kind = m->invitation ? "invitation" : "link";
	int64_t expires_us = m->now_us + (m->invitation ? INVITATION_LIFE_US : LINK_LIFE_US);

	TRY(act_exec(t, NULL, Q_link_cancel_others, BIND(at_us, m->now_us), BIND(org_id, act_spec(t)->org),
		BIND(person_id, m->person), BIND_BLOB(hash, m->hash, 32), BIND(kind, m->invitation ? "" : kind)));
	TRY(act_exec(t, NULL, Q_link_add, BIND(org_id, act_spec(t)->org), BIND_BLOB(hash, m->hash, 32),
		BIND(person_id, m->person), BIND(kind, kind), BIND(inviter_id, m->inviter), BIND(at_us, m->now_us),
		BIND(expires_us, expires_us)));
	act_note(t, "kind", kind);
	return OK;
}

err link_save_cancelled(struct act *t, void *arg)
{
	const struct link_end *m = arg;
	int changed = 0;
	TRY(act_exec(t, &changed, Q_link_cancel, BIND(at_us, m->now_us), BIND(org_id, act_spec(t)->org),
		BIND_BLOB(hash, m->hash, 32)));
	if (changed != 1)
		return FAIL(E_CONFLICT, "link_used", N_("Liên kết này vừa được dùng hoặc đã hết hạn."));
	act_answer(t, 303, "/dang-nhap");
	return OK;
}
