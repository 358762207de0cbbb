/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/layout.h"
#include "app/sign_in.h"
#include "gen/pages.h"
#include "platform/auth/draft.h"
#include "platform/auth/password.h"
#include <sodium.h>
#include <string.h>

static err show(const struct req *q, struct res *p, const err *e)
{
	struct account account;
	struct draft_list drafts;
	TRY(account_by_id(q->db, q->a, q->by.who.org, q->by.who.person, &account));
	TRY(drafts_of(q->db, q->a, q->by.who.org, q->by.who.person, q->real_us, &drafts));
	if (e && !p->status)
		p->status = http_status(*e);
	page_account(&p->body, q, account.password != NULL, str_eq(query(q, "da"), "doi"), drafts.n, e);
	return OK;
}

static err refused(const struct req *q, struct res *p, const err *e, void *arg)
{
	(void)arg;
	return show(q, p, e);
}

static err wrong(const struct req *q, struct res *p, const err *early, void *arg)
{
	err e = FAIL(E_INPUT, "password_wrong", N_("Mật khẩu đang dùng không đúng."));
	(void)arg;
	if (!early->kind)
		p->status = http_status(e);
	return show(q, p, early->kind ? early : &e);
}

/* GET /toi */
err account_get_page(const struct req *q, struct res *p)
{
	return show(q, p, NULL);
}

/* Who knows the current password, where there is one.  HOUSE RULE: guesses inside a session are counted by the session:
 * whoever sits at another's machine slows nobody else. */
static err current_fits(const struct req *q, struct res *p, const struct account *account, bool *ret)
{
	char session[2 * sizeof q->session->hash + 1];
	struct secret_typed *s = arena_get(q->a, sizeof *s);

	*ret = !account->password;
	if (*ret)
		return OK;
	sodium_bin2hex(session, sizeof session, q->session->hash, sizeof q->session->hash);
	*s = (struct secret_typed){ .stored = account->password, .typed = form(q, "mat_khau_cu"), .first = true, .wrong = wrong };
	attempt_make(&s->attempt, q->by.who.org, account->email, q->address, session, q->real_us);
	return secret_fits(q, p, s, ret);
}

/* POST /toi/mat-khau */
err account_post_password(const struct req *q, struct res *p)
{
	struct account account;
	struct password_owner owner;
	bool right = false;

	TRY(account_by_id(q->db, q->a, q->by.who.org, q->by.who.person, &account));
	TRY(current_fits(q, p, &account, &right));
	if (!right)
		return OK;
	password_owner_read(q, &account, &owner);
	err e = password_acceptable(q->a, form(q, "mat_khau"), &owner);
	if (e.kind)
		return show(q, p, &e);
	if (!in_lane(q, p, (struct turn){ LANE_PASSWORD, .first = true, .crowded = refused }))
		return OK;

	struct password_change *c = arena_get(q->a, sizeof *c);
	*c = (struct password_change){
		.person = q->by.who.person,
		.now_us = q->real_us,
		.password = password_hash(q->a, form(q, "mat_khau")),
		.next = "/toi?da=doi",
	};
	memcpy(c->session, q->session->hash, sizeof c->session);
	p->device = device_mark(q->a, q->by.who.org, c->person, c->password);
	return save(p, (struct save){ "person.password", c->person, password_save, c, refused });
}

/* POST /dang-xuat */
err account_post_sign_out(const struct req *q, struct res *p)
{
	struct sign_out *s = arena_get(q->a, sizeof *s);
	s->next = "/dang-nhap";
	memcpy(s->session, q->session->hash, sizeof s->session);
	p->cookie = "";
	return save(p, (struct save){ "person.sign_out", q->by.who.person, sign_out_save, s, NULL });
}
