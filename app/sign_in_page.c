/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/layout.h"
#include "app/routes.h"
#include "app/sign_in.h"
#include "gen/pages.h"
#include "platform/auth/draft.h"
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

/* Leaves in the browser what a form of this page must come back with. */
static void leave_visit(const struct req *q, struct res *p)
{
	uint8_t hash[32];
	p->visit = secret_hash(q->visit, hash) ? q->visit : secret_new(q->a);
}

static err show_over(const struct req *q, struct res *p, const err *e, void *arg)
{
	struct sign_in_form f = { .next = arg ? "" : q->path, .email = "", .over = true, .kept = arg && !(e && e->kind) };
	const struct field *sent = fields_without_secrets(q, NULL);
	struct req fresh = *q;

	f.written = fields_written(q->a, sent);
	f.carried = f.kept ? NULL : sent;
	fresh.path = "/dang-nhap";
	fresh.query_text = "";
	p->status = 403;
	leave_visit(q, p);
	page_sign_in(&p->body, &fresh, &f);
	return OK;
}

void sign_in_ask(const struct req *q, struct res *p)
{
	if (!q->form->name) {
		const char *here = arena_fmt(q->a, "%s%s%s", q->path, *q->query_text ? "?" : "", q->query_text);
		see_other(p, arena_fmt(q->a, "/dang-nhap?ve=%s", url_encoded(q->a, here)));
		return;
	}
	if (!draft_keep(q, p, show_over)) {
		err shown = show_over(q, p, NULL, NULL);
		assert(!shown.kind);
	}
}

/* GET /dang-nhap */
err sign_in_get_page(const struct req *q, struct res *p)
{
	if (q->by.who.person)
		return see_other(p, next_path(q, query(q, "ve")));
	struct sign_in_form f = { .next = query(q, "ve"), .email = "" };
	leave_visit(q, p);
	page_sign_in(&p->body, q, &f);
	return OK;
}

static void show_form(const struct req *q, struct res *p, const err *e)
{
	struct sign_in_form f = {
		.email = form(q, "email"),
		.next = form(q, "ve"),
		.e = e,
		.carried = carried_fields(q),
	};
	f.written = fields_written(q->a, f.carried);
	leave_visit(q, p);
	page_sign_in(&p->body, q, &f);
}

/* The same sentence whether the address is known or not. */
static err show_failed(const struct req *q, struct res *p, const err *early, void *arg)
{
	err e = FAIL(E_INPUT, "sign_in_failed", N_("Thư công vụ hoặc mật khẩu không đúng. Xin kiểm tra bộ gõ và phím Caps Lock."));
	(void)arg;
	if (!p->status || !early->kind)
		p->status = 422;
	show_form(q, p, early->kind ? early : &e);
	return OK;
}

static err show_refused(const struct req *q, struct res *p, const err *e, void *arg)
{
	(void)arg;
	show_form(q, p, e);
	return OK;
}

/* After signing in again: the form that waited, with the token of the new session and its own key. */
static err show_carried(const struct req *q, struct res *p, const err *e, void *arg)
{
	const struct sign_in *s = arg;
	const struct field *fields = carried_fields(q);
	(void)e;
	page_sign_in_resend(&p->body, q, form(q, "ve"), secret_token(q->a, s->secret), fields, fields_written(q->a, fields));
	return OK;
}

/* HOUSE RULE: without what the page left in the browser a form signs in, but only once. */
static struct sign_in *new_session(const struct req *q, int64_t person, const char *proof)
{
	struct sign_in *s = arena_get(q->a, sizeof *s);
	bool again = *form(q, "k") && *q->visit;
	*s = (struct sign_in){ .person = person, .now_us = q->real_us, .next = next_path(q, form(q, "ve")) };
	s->secret = again ? sign_in_secret(q->a, q->visit, form(q, "k"), proof) : secret_new(q->a);
	s->instead = q->session != NULL;
	if (s->instead)
		memcpy(s->session, q->session->hash, sizeof s->session);
	return s;
}

/* To what was being written, if there is any. */
static err lead_on(const struct req *q, struct sign_in *s)
{
	struct draft_list drafts;
	TRY(drafts_of(q->db, q->a, q->by.who.org, s->person, q->real_us, &drafts));
	if (drafts.n)
		s->next = DRAFT_PATH;
	return OK;
}

static err too_early(arena *a, int64_t wait_us)
{
	int64_t seconds = (wait_us + 999999) / 1000000;
	if (seconds < 60)
		return FAIL(E_RULE, "attempts_many", N_("Đã thử sai nhiều lần. Chờ {0} giây rồi thử lại; tài khoản không bị khóa."),
			.arg = { arena_fmt(a, "%lld", (long long)seconds) });
	return FAIL(E_RULE, "attempts_many", N_("Đã thử sai nhiều lần. Chờ {0} phút rồi thử lại; tài khoản không bị khóa."),
		.arg = { arena_fmt(a, "%lld", (long long)(seconds + 59) / 60) });
}

err secret_fits(const struct req *q, struct res *p, struct secret_typed *s, bool *ret)
{
	enum attempt_answer answer = ATTEMPT_WRONG;
	int64_t until_us = 0;

	*ret = false;
	TRY(attempt_wait(q->db, q->a, &s->attempt, &until_us));
	if (!until_us && !in_lane(q, p, (struct turn){ LANE_PASSWORD, .first = s->first, .crowded = s->wrong }))
		return OK;
	TRY(attempt_try(q->db, q->a, &s->attempt, s->stored, s->typed, &answer, &until_us));
	if (answer == ATTEMPT_LATER) {
		err e = too_early(q->a, until_us - q->real_us);
		p->status = 429;
		return s->wrong(q, p, &e, NULL);
	}
	if (answer == ATTEMPT_WRONG) {
		p->upkeep = attempt_save_failure;
		p->kept = s->wrong;
		p->save.arg = &s->attempt;
	}
	*ret = answer == ATTEMPT_RIGHT;
	return OK;
}

/* POST /dang-nhap */
err sign_in_post_password(const struct req *q, struct res *p)
{
	int64_t org = q->by.who.org;
	struct secret_typed *typed = arena_get(q->a, sizeof *typed);
	struct account account = { 0 };
	bool right = false;
	bool twice = false;

	err e = account_by_email(q->db, q->a, org, form(q, "email"), &account);
	if (e.kind && e.kind != E_MISSING)
		return e;
	bool known = device_known(q->a, org, account.id, account.password, q->device);
	*typed = (struct secret_typed){ .stored = account.password, .typed = form(q, "mat_khau"), .first = known, .wrong = show_failed };
	attempt_make(&typed->attempt, org, form(q, "email"), q->address, known ? q->device : NULL, q->real_us);
	TRY(secret_fits(q, p, typed, &right));
	if (!right)
		return OK;
	struct sign_in *s = new_session(q, account.id, form(q, "email"));
	memcpy(s->guesser, typed->attempt.guesser, sizeof s->guesser);
	p->cookie = s->secret;
	p->device = known ? NULL : device_mark(q->a, org, account.id, account.password);
	TRY(session_just_opened(q->db, q->a, org, s, &twice));
	TRY(lead_on(q, s));
	bool waits = carried_fields(q) && draft_path_ok(q, form(q, "ve"));
	if (twice)
		return waits ? show_carried(q, p, NULL, s) : see_other(p, s->next);
	if (waits)
		p->kept = show_carried;
	return save(p, (struct save){ "person.sign_in", account.id, sign_in_save, s, show_refused });
}

static void show_link(const struct req *q, struct res *p, const struct sign_in_link *link, const err *e)
{
	if (e)
		p->status = http_status(*e);
	leave_visit(q, p);
	page_sign_in_link(&p->body, q, link, q->by.at_us - q->real_us, e);
}

/* *ret_found false: no such link, and the page says so. */
static err look_up(const struct req *q, struct res *p, struct sign_in_link *ret, bool *ret_found)
{
	err e = link_find(q->db, q->a, q->by.who.org, q->word, q->real_us, ret);
	*ret_found = !e.kind;
	if (e.kind != E_MISSING)
		return e;
	p->status = 404;
	page_sign_in_link_missing(&p->body, q, &e);
	return OK;
}

/* GET /dang-nhap/:word; opening changes nothing, since mail scanners open. */
err sign_in_get_link(const struct req *q, struct res *p)
{
	struct sign_in_link link;
	bool found = false;
	TRY(look_up(q, p, &link, &found));
	if (found)
		show_link(q, p, &link, NULL);
	return OK;
}

static err link_refused(const struct req *q, struct res *p, const err *e, void *arg)
{
	struct sign_in_link link;
	bool found = false;
	(void)arg;
	TRY(look_up(q, p, &link, &found));
	if (found)
		show_link(q, p, &link, e);
	return OK;
}

/* The button pressed twice: the browser that pressed it gets the first answer again. */
static err entry_refused(const struct req *q, struct res *p, const err *e, void *arg)
{
	const struct sign_in *s = arg;
	bool twice = false;
	TRY(session_just_opened(q->db, q->a, q->by.who.org, s, &twice));
	if (!twice)
		return link_refused(q, p, e, NULL);
	p->cookie = s->secret;
	return see_other(p, s->next);
}

static err link_cancelled(const struct req *q, struct res *p, const err *e, void *arg)
{
	(void)e;
	p->status = 200;
	return link_refused(q, p, NULL, arg);
}

void password_owner_read(const struct req *q, const struct account *account, struct password_owner *ret)
{
	*ret = (struct password_owner){ .email = account->email, .name = account->name, .org_name = q->org_name,
		.org_short = q->org_short };
}

static err sign_in_by_link(const struct req *q, struct res *p, const struct sign_in_link *link, const uint8_t hash[32])
{
	struct sign_in *s = new_session(q, link->person, q->word);
	struct account account = { 0 };

	TRY(account_by_id(q->db, q->a, q->by.who.org, link->person, &account));
	if (link->invitation && link->state == LINK_OPEN) {
		struct password_owner owner;
		password_owner_read(q, &account, &owner);
		err e = password_acceptable(q->a, form(q, "mat_khau"), &owner);
		if (e.kind) {
			show_link(q, p, link, &e);
			return OK;
		}
		if (!in_lane(q, p, (struct turn){ LANE_PASSWORD, .crowded = link_refused }))
			return OK;
		s->password = password_hash(q->a, form(q, "mat_khau"));
	}
	s->by_link = true;
	memcpy(s->link, hash, sizeof s->link);
	const char *stored = str_or(s->password, account.password);
	p->cookie = s->secret;
	p->device = stored ? device_mark(q->a, q->by.who.org, link->person, stored) : NULL;
	TRY(lead_on(q, s));
	return save(p, (struct save){ "person.sign_in", link->person, sign_in_save, s, entry_refused });
}

/* POST /dang-nhap/:word.  A used link goes on to the act: a button pressed twice gets the first answer again. */
err sign_in_post_link(const struct req *q, struct res *p)
{
	struct sign_in_link link;
	bool found = false;
	uint8_t hash[32];

	TRY(look_up(q, p, &link, &found));
	if (!found)
		return OK;
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
