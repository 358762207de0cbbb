/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* dispatch: the walk of a request: limits, route, who, handler, act, answer. */
#include "platform/audit/kept.h"
#include "platform/http/inside.h"
#include "platform/http/site.h"
#include <sodium.h>
#include <string.h>

static bool is_post(const struct exchange *x)
{
	return strcmp(x->method, "POST") == 0;
}

static const char *header(const struct exchange *x, const char *name)
{
	return MHD_lookup_connection_value(x->mhd, MHD_HEADER_KIND, name);
}

void exchange_fail(struct exchange *x, int status, const err *e)
{
	x->p = (struct res){ .status = status, .body = { .out.a = &x->a, .lang = x->q.lang } };
	x->server->config.pages.failure(&x->q, &x->p, status, e);
	x->p.status = status;
}

/* A failure with its own kind and sentence. */
static void fail_err(struct exchange *x, err e)
{
	if (e.kind == E_SYSTEM || (e.kind == E_BUSY && e.why)) /* a read that was lost leaves its cause in the log */
		log_failure(x, &e);
	exchange_fail(x, http_status(e), &e);
}

bool exchange_may_block(const struct exchange *x)
{
	if (x->refused || !x->route)
		return false;
	return !x->server->sqlite || !(x->route->flags & QUICK);
}

/* A form comes from one of our own pages.  HOUSE RULE: browsers too old to say where from are believed by their
 * cookie's SameSite and the token; those that say so must say us. */
static bool sent_by_us(const struct exchange *x)
{
	const char *origin = header(x, "Origin");
	const char *site = header(x, "Sec-Fetch-Site");
	if (origin)
		return origin_is_ours(origin, header(x, "Host"), x->base_url);
	return !site || str_eq(site, "same-origin");
}

static bool key_ok(const char *key)
{
	size_t n = strlen(key);
	if (n < 8 || n > 64)
		return false;
	for (; *key; key++)
		if (*key <= ' ' || *key >= 127)
			return false;
	return true;
}

static bool read_fields(struct exchange *x)
{
	struct req *q = &x->q;
	if (!fields_read(&x->a, q->query_text, strlen(q->query_text), &q->query))
		return false;
	if (!fields_read(&x->a, buf_str(&x->body), x->body.n, &q->form))
		return false;
	const char *key = form(q, "k");
	return !*key || key_ok(key);
}

/* Who is asking.  Only a database that fails is an error; nobody is a person too. */
static err find_who(struct exchange *x)
{
	struct req *q = &x->q;
	struct session_found *found = arena_get(&x->a, sizeof *found);

	if (!x->secret)
		return OK;
	struct session_asked asked = { .org = q->by.who.org, .secret = x->secret, .today = q->by.today, .now_us = q->real_us,
		.steady_us = steady_us() };
	TRY(session_find(x->server->config.sessions, q->db, q->a, &asked, found));
	if (found->open) {
		q->by.who = found->who;
		q->session = &found->session;
		q->token = secret_token(q->a, x->secret);
	} else if (is_post(x) && secret_token_fits(&x->a, x->secret, form(q, "t"))) {
		q->former = found->former;
	}
	return OK;
}

static void ask_to_sign_in(struct exchange *x)
{
	x->server->config.pages.sign_in(&x->q, &x->p);
}

/* True when the handler may be called; otherwise the answer stands. */
static bool admitted(struct exchange *x)
{
	const struct req *q = &x->q;
	const struct route *r = x->route;

	if (is_post(x) && !sent_by_us(x)) {
		err e = FAIL(E_FORBIDDEN, "form_from_elsewhere",
			N_("Biểu mẫu này được gửi từ một trang khác. Xin mở lại trang của Sở rồi gửi."));
		exchange_fail(x, 403, &e);
		return false;
	}
	if (is_post(x) && r->flags & COOKIE && q->insecure) {
		err e = FAIL(E_FORBIDDEN, "plain_http",
			N_("Trang này mở bằng http nên trình duyệt không giữ được phiên đăng nhập; liên kết và mật khẩu chưa được dùng đến. Báo quản trị: cần mở bằng https."));
		exchange_fail(x, 403, &e);
		return false;
	}
	if (!(r->flags & PUBLIC) && !q->by.who.person) {
		ask_to_sign_in(x);
		return false;
	}
	if (is_post(x) && q->session && !secret_token_fits(&x->a, x->secret, form(q, "t"))) {
		err e = FAIL(E_FORBIDDEN, "form_of_another_session",
			N_("Biểu mẫu này thuộc một phiên làm việc khác. Xin mở lại trang rồi gửi."));
		exchange_fail(x, 403, &e);
		return false;
	}
	if (!who_may(&q->by.who, r->need)) {
		exchange_fail(x, 404, NULL);
		return false;
	}
	return true;
}

static void hash_text(crypto_hash_sha256_state *h, const char *s)
{
	crypto_hash_sha256_update(h, (const uint8_t *)s, strlen(s) + 1);
}

/* Everything asked, so that one key cannot stand for two different wishes.  Token and key are no wishes. */
static void hash_request(const struct exchange *x, uint8_t ret[32])
{
	crypto_hash_sha256_state h;
	crypto_hash_sha256_init(&h);
	hash_text(&h, x->route->path);
	hash_text(&h, x->q.path);
	for (const struct field *f = x->q.form; f->name; f++) {
		if (str_eq(f->name, "t") || str_eq(f->name, "k"))
			continue;
		hash_text(&h, f->name);
		hash_text(&h, f->value);
	}
	crypto_hash_sha256_final(&h, ret);
}

/* Who asks what under which key; of the act's function and its kind nothing yet.  WHY no key where a session begins or
 * ends: what is kept under one is answered to whoever sends it. */
static void specify(struct exchange *x)
{
	const struct req *q = &x->q;
	const char *key = form(q, "k");

	x->spec = (struct act_spec){
		.org = q->by.who.org,
		.actor = q->by.who.person,
		.at_us = q->by.at_us,
		.key = *key && !(x->route->flags & COOKIE) ? key : NULL,
		.prio = q->by.who.person ? ACT_STAFF : ACT_PUBLIC,
	};
	hash_request(x, x->spec.req_hash);
}

/* True when this very form was kept before: then the first answer stands.  Notes a key that was spent on another. */
static err answered_before(struct exchange *x, bool *ret)
{
	enum kept_state state = KEPT_NOT;
	struct act_answer first;

	*ret = false;
	if (!x->spec.key)
		return OK;
	TRY(kept_find(x->q.db, &x->a, &x->spec, &state, &first));
	x->key_spent = state == KEPT_OTHER;
	if (state != KEPT_SAME || first.status != 303)
		return OK;
	x->p = (struct res){ .status = 303, .body = { .out.a = &x->a, .lang = x->q.lang } };
	x->p.location = *first.location ? arena_text(&x->a, first.location) : x->q.path;
	*ret = true;
	return OK;
}

/* On the writer's thread: keeps what is needed and hands over.  Texts of e and ans end with this call. */
static void acted(void *arg, err e, const struct act_answer *ans)
{
	struct exchange *x = arg;

	for (size_t i = 0; i < COUNT_OF(e.arg); i++)
		e.arg[i] = e.arg[i] ? arena_text(&x->a, e.arg[i]) : NULL;
	e.code = e.code ? arena_text(&x->a, e.code) : NULL;
	e.say = e.say ? arena_text(&x->a, e.say) : NULL;
	e.law = e.law ? arena_text(&x->a, e.law) : NULL;
	e.why = e.why ? arena_text(&x->a, e.why) : NULL;
	x->act_error = e;
	x->answer = ans ? *ans : (struct act_answer){ 0 };
	x->step = STEP_ACTED;
	if (!e.kind && !x->p.kept) {
		x->p.status = x->answer.status ? x->answer.status : 303;
		x->p.location = *x->answer.location ? x->answer.location : x->q.path;
		exchange_resume(x);
		return;
	}
	workers_give(&x->server->lanes[LANE_ANY], x);
}

/* The runtime has one argument for the function and its end: the exchange, which knows the handler's. */
static err run_act(struct act *t, void *arg)
{
	const struct exchange *x = arg;
	return x->p.save.fn(t, x->p.save.arg);
}

static err run_upkeep(struct upkeep *u, void *arg)
{
	const struct exchange *x = arg;
	return x->p.upkeep(u, x->p.save.arg);
}

void exchange_wait(struct exchange *x)
{
	if (x->suspended)
		return;
	x->suspended = true;
	MHD_suspend_connection(x->mhd);
}

static void hand_over(struct exchange *x)
{
	const struct save *s = &x->p.save;
	struct acts *acts = x->server->config.acts;

	x->spec.kind = s->kind;
	x->spec.object = s->object;
	exchange_wait(x);
	err e = s->fn ? acts_submit(acts, &x->spec, run_act, acted, x) : upkeep_submit(acts, run_upkeep, acted, x);
	if (e.kind)
		acted(x, e, NULL);
}

/* Nothing was kept, and nothing will be as long as the form is as it is. */
static bool said_no(const err *e)
{
	return e->kind >= E_INPUT && e->kind <= E_CONFLICT;
}

/* After the act: the page that follows, or the form once more with the failure. */
static void show_after_act(struct exchange *x)
{
	struct save s = x->p.save;
	err e = x->act_error;
	const char *cookie = x->p.cookie;
	const char *device = x->p.device;
	refused_fn *show = e.kind ? s.refused : x->p.kept;

	if (e.kind && !said_no(&e)) {
		log_failure(x, &e);
		x->q.new_key = str_or(form(&x->q, "k"), x->key); /* sent again, the form must not count twice */
	}
	x->p = (struct res){ .status = http_status(e), .body = { .out.a = &x->a, .lang = x->q.lang } };
	if (!e.kind) {
		x->p.cookie = cookie;
		x->p.device = device;
	}
	if (!show) {
		exchange_fail(x, http_status(e), &e);
		return;
	}
	x->q.db = server_db(x->server);
	if (!x->q.db) {
		exchange_fail(x, 503, &e);
		return;
	}
	db_read_begin(x->q.db);
	err shown = show(&x->q, &x->p, &e, s.arg);
	db_read_end(x->q.db);
	if (shown.kind)
		fail_err(x, shown);
}

/* A form: what was kept under its key is answered again, before any rule sees what it changed. */
static void post(struct exchange *x)
{
	bool before = false;

	specify(x);
	err e = answered_before(x, &before);
	if (before)
		return;
	if (!e.kind)
		e = x->route->handle(&x->q, &x->p);
	/* WHY again: where reads are not of one state, the same form sent twice at once may have been kept in between,
	 * and what the handler met is its own report. */
	if (!e.kind && x->p.status == 409 && !x->p.save.fn && !x->key_spent)
		e = answered_before(x, &before);
	if (e.kind)
		fail_err(x, e);
}

/* Everything that reads, from one state of the data. */
static void attend(struct exchange *x)
{
	err e = find_who(x);
	if (e.kind) {
		fail_err(x, e);
		return;
	}
	if (!admitted(x))
		return;
	if (is_post(x)) {
		post(x);
		return;
	}
	e = x->route->handle(&x->q, &x->p);
	if (e.kind)
		fail_err(x, e);
}

/* No organisation yet, or none of that name. */
static void fail_without_org(struct exchange *x)
{
	bool none = server_org_count(x->server) == 0;
	err e = none ? FAIL(E_BUSY, "org_missing", N_("Trang này chưa có cơ quan nào. Quản trị chạy: danchu org init"))
	             : FAIL(E_BUSY, "org_unknown_host", N_("Không có cơ quan nào ở tên máy này. Kiểm tra lại địa chỉ, hoặc quản trị chạy: danchu org set --host"));
	exchange_fail(x, 503, &e);
}

/* By which name and how safely this request came. */
static void look_at_way(struct exchange *x, const struct org_face *org)
{
	x->base_url = str_or(x->server->config.base_url, org->base_url);
	const struct site_way way = {
		.host = header(x, "Host"),
		.base_url = x->base_url,
		.forwarded_proto = header(x, "X-Forwarded-Proto"),
		.origin = header(x, "Origin"),
		.fetch_site = header(x, "Sec-Fetch-Site"),
	};
	x->q.insecure = !site_keeps_cookies(&way);
}

static void walk(struct exchange *x)
{
	struct req *q = &x->q;
	struct org_face org;

	bool known = server_org(x->server, &x->a, header(x, "Host"), &org);
	if (known) {
		look_at_way(x, &org);
		q->by.who.org = org.id;
		q->org_name = org.name;
		q->org_short = org.short_name;
		q->org_parent = org.parent_name;
	}
	if (x->refused) {
		exchange_fail(x, x->refused, NULL);
		return;
	}
	if (!known) {
		fail_without_org(x);
		return;
	}
	if (!x->route) {
		exchange_fail(x, x->other_method ? 405 : 404, NULL);
		return;
	}
	if (!read_fields(x)) {
		exchange_fail(x, 400, NULL);
		return;
	}
	q->db = server_db(x->server);
	if (!q->db) {
		exchange_fail(x, 503, NULL);
		return;
	}
	db_read_begin(q->db);
	attend(x);
	db_read_end(q->db);
}

/* The lane is full: the form once more, as after an act that could not be. */
static void show_crowded(struct exchange *x)
{
	x->p.save = (struct save){ .refused = x->turn.crowded, .arg = x->turn.arg };
	x->act_error = FAIL(E_BUSY, "lane_full", N_("Đang có nhiều người gửi cùng lúc. Xin chờ vài giây rồi gửi lại."));
	show_after_act(x);
}

/* Who will finish it. */
enum then { STANDS, HANDED_OVER, WAITS };

static enum then wait_for_turn(struct exchange *x)
{
	x->turn = x->p.turn;
	exchange_wait(x);
	if (workers_give(&x->server->lanes[x->turn.lane], x))
		return WAITS;
	show_crowded(x);
	return STANDS;
}

static enum then run_request(struct exchange *x)
{
	walk(x);
	if (x->p.turn.lane)
		return wait_for_turn(x);
	if (!x->p.save.fn && !x->p.upkeep)
		return STANDS;
	assert(is_post(x)); /* a GET never writes */
	assert(x->p.save.fn || x->p.kept);
	if (x->p.save.fn && x->key_spent) {
		x->act_error = FAIL(E_CONFLICT, "key_reused",
			N_("Mẫu này đã được ghi một lần với nội dung khác. Xin kiểm tra lại rồi gửi lần nữa."));
		show_after_act(x);
		return STANDS;
	}
	hand_over(x);
	return HANDED_OVER;
}

void exchange_begin(struct exchange *x)
{
	atomic_fetch_add(&x->server->working, 1);
	if (atomic_load(&x->server->closed) && !x->refused)
		x->refused = 503;
}

bool exchange_run(struct exchange *x)
{
	if (x->step == STEP_ACTED) {
		show_after_act(x);
		return true;
	}
	struct http_server *s = x->server; /* x may be gone when it is handed over */
	x->p = (struct res){ .body = { .out.a = &x->a, .lang = x->q.lang } };
	enum then then = run_request(x);
	if (then != WAITS)
		atomic_fetch_sub(&s->working, 1);
	return then == STANDS;
}

void exchange_give_up(struct exchange *x)
{
	x->gone = true;
	atomic_fetch_sub(&x->server->working, 1);
	exchange_resume(x);
}

void exchange_resume(struct exchange *x)
{
	x->stage = STAGE_READY;
	MHD_resume_connection(x->mhd);
}
