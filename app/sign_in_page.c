/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/layout.h"
#include "app/routes.h"
#include "app/sign_in.h"
#include "gen/pages.h"
#include "platform/auth/password.h"
#include <string.h>

static const char carried_prefix[] = "x.";

/* Only an address of ours that can be read; everything else becomes the first page. */
static const char *next_path(const struct req *q, const char *asked)
{
	const char *path = arena_text_n(q->a, asked, strcspn(asked, "?"));
	enum { LONGEST = 150 }; /* with a language in front it must fit the act's answer */
	bool ours = *asked == '/' && strlen(asked) < LONGEST && strpbrk(asked, "\r\n\\ ") == NULL && route_match(routes, q->a, "GET", path).route;
	return ours ? asked : staff_nav[0].path;
}

/* The fields of the form that met a closed door: as sent now, or as carried by the sign-in page before. */
static const struct field *carried_fields(const struct req *q)
{
	LIST(struct field) fields = { 0 };
	for (const struct field *f = q->form; f->name; f++)
		if (str_starts(f->name, carried_prefix))
			*LIST_ADD(q->a, &fields) = (struct field){ f->name + sizeof carried_prefix - 1, f->value };
	*LIST_ADD(q->a, &fields) = (struct field){ 0 };
	return fields.n > 1 ? fields.v : NULL;
}

/* Passwords are typed again, never written into a page. */
static const struct field *without_secrets(const struct req *q)
{
	LIST(struct field) fields = { 0 };
	for (const struct field *f = q->form; f->name; f++)
		if (!str_eq(f->name, "t") && !str_starts(f->name, "mat_khau"))
			*LIST_ADD(q->a, &fields) = *f;
	*LIST_ADD(q->a, &fields) = (struct field){ 0 };
	return fields.v;
}

static const char *url_encoded(arena *a, const char *s)
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

void sign_in_ask(const struct req *q, struct res *p)
{
	if (!q->form->name) {
		const char *here = arena_fmt(q->a, "%s%s%s", q->path, *q->query_text ? "?" : "", q->query_text);
		see_other(p, arena_fmt(q->a, "/dang-nhap?ve=%s", url_encoded(q->a, here)));
		return;
	}
	struct sign_in_form f = { .next = q->path, .email = "", .over = true, .carried = without_secrets(q) };
	struct req fresh = *q;
	fresh.path = "/dang-nhap";
	fresh.query_text = "";
	p->status = 403;
	page_sign_in(&p->body, &fresh, &f);
}

/* GET /dang-nhap */
err sign_in_get_page(const struct req *q, struct res *p)
{
	if (q->by.who.person)
		return see_other(p, next_path(q, query(q, "ve")));
	struct sign_in_form f = { .next = query(q, "ve"), .email = "" };
	page_sign_in(&p->body, q, &f);
	return OK;
}

static void show_form(const struct req *q, struct res *p, const err *e, const char *waiting_until)
{
	struct sign_in_form f = {
		.email = form(q, "email"),
		.next = form(q, "ve"),
		.waiting_until = waiting_until,
		.e = e,
		.carried = carried_fields(q),
	};
	page_sign_in(&p->body, q, &f);
}

/* The same sentence whether the address is known or not. */
static err show_failed(const struct req *q, struct res *p, const err *ignored, void *arg)
{
	err e = FAIL(E_INPUT, "sign_in_failed", N_("Thư công vụ hoặc mật khẩu không đúng. Xin kiểm tra bộ gõ và phím Caps Lock."));
	(void)ignored;
	(void)arg;
	p->status = 422;
	show_form(q, p, &e, NULL);
	return OK;
}

static err show_refused(const struct req *q, struct res *p, const err *e, void *arg)
{
	(void)arg;
	show_form(q, p, e, NULL);
	return OK;
}

/* After signing in again: the form that waited, with the token of the new session and its own key. */
static err show_carried(const struct req *q, struct res *p, const err *e, void *arg)
{
	const struct sign_in *s = arg;
	(void)e;
	page_sign_in_resend(&p->body, q, form(q, "ve"), secret_token(q->a, s->secret), carried_fields(q));
	return OK;
}

static struct sign_in *new_session(const struct req *q, int64_t person, const char *proof)
{
	struct sign_in *s = arena_get(q->a, sizeof *s);
	*s = (struct sign_in){ .person = person, .now_us = q->real_us, .next = next_path(q, form(q, "ve")) };
	s->secret = *form(q, "k") ? sign_in_secret(q->a, form(q, "k"), proof) : secret_new(q->a);
	return s;
}

/* Wrong: counted, then said. */
static err failed(struct res *p, struct attempt *t)
{
	p->upkeep = attempt_save_failure;
	p->kept = show_failed;
	p->save.arg = t;
	return OK;
}

/* POST /dang-nhap */
err sign_in_post_password(const struct req *q, struct res *p)
{
	int64_t org = q->by.who.org;
	struct attempt *t = arena_get(q->a, sizeof *t);
	struct account account = { 0 };
	int64_t until_us = 0;

	err e = account_by_email(q->db, q->a, org, form(q, "email"), &account);
	if (e.kind && e.kind != E_MISSING)
		return e;
	bool known = device_known(q->a, org, account.id, account.password, q->device);
	attempt_make(t, org, form(q, "email"), q->address, known ? q->device : NULL, q->real_us);
	TRY(attempt_wait(q->db, q->a, t, &until_us));
	if (until_us) {
		p->status = 429;
		show_form(q, p, NULL, time_vn(q->a, until_us + 60 * 1000000LL));
		return OK;
	}
	if (!in_lane(q, p, (struct turn){ LANE_PASSWORD, .first = known, .crowded = show_refused }))
		return OK;
	if (!password_fits(account.password, form(q, "mat_khau")))
		return failed(p, t);
	struct sign_in *s = new_session(q, account.id, form(q, "email"));
	memcpy(s->account, t->account, sizeof s->account);
	p->cookie = s->secret;
	p->device = known ? NULL : device_mark(q->a, org, account.id, account.password);
	if (carried_fields(q))
		p->kept = show_carried;
	return save(p, (struct save){ "person.sign_in", account.id, sign_in_save, s, show_refused });
}

static void show_link(const struct req *q, struct res *p, const struct sign_in_link *link, const err *e)
{
	int64_t minutes = (link->expires_us - q->real_us + 59999999) / 60000000;
	if (e)
		p->status = http_status(*e);
	page_sign_in_link(&p->body, q, link, minutes, e);
}

/* GET /dang-nhap/:word; opening changes nothing, since mail scanners open. */
err sign_in_get_link(const struct req *q, struct res *p)
{
	struct sign_in_link link;
	TRY(link_find(q->db, q->a, q->by.who.org, q->word, q->real_us, &link));
	show_link(q, p, &link, NULL);
	return OK;
}

static err link_refused(const struct req *q, struct res *p, const err *e, void *arg)
{
	struct sign_in_link link;
	(void)arg;
	TRY(link_find(q->db, q->a, q->by.who.org, q->word, q->real_us, &link));
	show_link(q, p, &link, e);
	return OK;
}

static err link_cancelled(const struct req *q, struct res *p, const err *e, void *arg)
{
	(void)e;
	p->status = 200;
	return link_refused(q, p, NULL, arg);
}

/* A password set by invitation ended all other sessions of the person. */
static err invited(const struct req *q, struct res *p, const err *e, void *arg)
{
	const struct sign_in *s = arg;
	struct session fresh = { .org = q->by.who.org, .person = s->person };
	(void)e;
	bool good = secret_hash(s->secret, fresh.hash);
	assert(good);
	session_forget_others(q->sessions, &fresh);
	return see_other(p, s->next);
}

static err sign_in_by_link(const struct req *q, struct res *p, const struct sign_in_link *link, const uint8_t hash[32])
{
	struct sign_in *s = new_session(q, link->person, q->word);
	const char *stored = NULL;

	if (link->invitation) {
		err e = password_acceptable(form(q, "mat_khau"));
		if (e.kind) {
			show_link(q, p, link, &e);
			return OK;
		}
		if (!in_lane(q, p, (struct turn){ LANE_PASSWORD, .crowded = link_refused }))
			return OK;
		s->password = password_hash(q->a, form(q, "mat_khau"));
		p->kept = invited;
	}
	s->by_link = true;
	memcpy(s->link, hash, sizeof s->link);
	TRY(account_password(q->db, q->a, q->by.who.org, link->person, &stored));
	stored = str_or(s->password, stored);
	p->cookie = s->secret;
	p->device = stored ? device_mark(q->a, q->by.who.org, link->person, stored) : NULL;
	return save(p, (struct save){ "person.sign_in", link->person, sign_in_save, s, link_refused });
}

/* POST /dang-nhap/:word.  A used link goes on to the act: a button pressed twice gets the first answer again. */
err sign_in_post_link(const struct req *q, struct res *p)
{
	struct sign_in_link link;
	uint8_t hash[32];

	TRY(link_find(q->db, q->a, q->by.who.org, q->word, q->real_us, &link));
	bool good = secret_hash(q->word, hash);
	assert(good);
	if (link.state == LINK_CANCELLED || link.state == LINK_EXPIRED) {
		show_link(q, p, &link, NULL);
		return OK;
	}
	if (form_has(q, "khong_phai", "1")) {
		struct link_end *end = arena_get(q->a, sizeof *end);
		end->now_us = q->real_us;
		memcpy(end->hash, hash, sizeof hash);
		p->kept = link_cancelled;
		return save(p, (struct save){ "person.link_cancelled", link.person, link_save_cancelled, end, link_refused });
	}
	return sign_in_by_link(q, p, &link, hash);
}
