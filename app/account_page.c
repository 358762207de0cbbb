/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/layout.h"
#include "app/sign_in.h"
#include "gen/pages.h"
#include "platform/auth/password.h"
#include <string.h>

static err show(const struct req *q, struct res *p, const err *e)
{
	const char *stored = NULL;
	TRY(account_password(q->db, q->a, q->by.who.org, q->by.who.person, &stored));
	if (e)
		p->status = http_status(*e);
	page_account(&p->body, q, stored != NULL, str_eq(query(q, "da"), "doi"), e);
	return OK;
}

static err refused(const struct req *q, struct res *p, const err *e, void *arg)
{
	(void)arg;
	return show(q, p, e);
}

static err password_kept(const struct req *q, struct res *p, const err *e, void *arg)
{
	const struct password_change *c = arg;
	(void)e;
	session_forget_others(q->sessions, q->session);
	return see_other(p, c->next);
}

static err signed_out(const struct req *q, struct res *p, const err *e, void *arg)
{
	const struct sign_out *s = arg;
	(void)e;
	session_forget(q->sessions, q->session->hash);
	return see_other(p, s->next);
}

/* GET /toi */
err account_get_page(const struct req *q, struct res *p)
{
	return show(q, p, NULL);
}

/* POST /toi/mat-khau */
err account_post_password(const struct req *q, struct res *p)
{
	const char *stored = NULL;
	if (!in_lane(q, p, (struct turn){ LANE_PASSWORD, .first = true, .crowded = refused }))
		return OK;
	TRY(account_password(q->db, q->a, q->by.who.org, q->by.who.person, &stored));
	if (stored && !password_fits(stored, form(q, "mat_khau_cu"))) {
		err e = FAIL(E_INPUT, "password_wrong", N_("Mật khẩu đang dùng không đúng."));
		return show(q, p, &e);
	}
	err e = password_acceptable(form(q, "mat_khau"));
	if (e.kind)
		return show(q, p, &e);

	struct password_change *c = arena_get(q->a, sizeof *c);
	*c = (struct password_change){
		.person = q->by.who.person,
		.now_us = q->real_us,
		.password = password_hash(q->a, form(q, "mat_khau")),
		.next = "/toi?da=doi",
	};
	memcpy(c->session, q->session->hash, sizeof c->session);
	p->kept = password_kept;
	p->device = device_mark(q->a, q->by.who.org, c->person, c->password);
	return save(p, (struct save){ "person.password", c->person, password_save, c, refused });
}

/* POST /dang-xuat */
err account_post_sign_out(const struct req *q, struct res *p)
{
	struct sign_out *s = arena_get(q->a, sizeof *s);
	s->next = "/dang-nhap";
	memcpy(s->session, q->session->hash, sizeof s->session);
	p->kept = signed_out;
	p->cookie = "";
	return save(p, (struct save){ "person.sign_out", q->by.who.person, sign_out_save, s, NULL });
}
