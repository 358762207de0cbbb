/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/audit/act_inside.h"
#include "gen/sql.h"
#include "platform/audit/chain.h"
#include "platform/audit/logged.h"
#include "platform/clock/id.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- one act ------------------------------------------------------------------------------ */

err act_busy_err(void)
{
	return FAIL(E_BUSY, "act_busy", N_("Hệ thống đang bận, chưa ghi được gì. Xin gửi lại sau ít phút."));
}

static err act_unknown_err(void)
{
	return FAIL(E_BUSY, "act_unknown",
		    N_("Chưa rõ đã ghi hay chưa. Xin gửi lại chính mẫu này sau ít phút; gửi lại không ghi hai lần."));
}

static err key_reused(void)
{
	return FAIL(E_CONFLICT, "key_reused",
		    N_("Mẫu này đã được gửi một lần với nội dung khác. Hãy mở lại trang, kiểm tra rồi gửi lại."));
}

/* What the earlier request under this key was answered; the act itself writes nothing. */
static err replay(struct act *t)
{
	ROWS r = { 0 };
	TRY(db_query(t->d, &r, &t->a, Q_idem_find, BIND(org_id, t->spec.org), BIND(actor, t->spec.actor),
		     BIND(request_key, t->key)));
	if (!db_next(&r)) {
		TRY(db_done(&r));
		return act_busy_err(); /* just removed for its age */
	}
	size_t n;
	const void *hash = db_blob(&r, "req_hash", &n);
	if (n != sizeof t->spec.req_hash || memcmp(hash, t->spec.req_hash, n) != 0)
		return key_reused();
	t->ans.status = (int)db_int(&r, "status");
	snprintf(t->ans.location, sizeof t->ans.location, "%s", db_text(&r, "location"));
	t->ans.replayed = true;
	return db_done(&r);
}

/* The organisation's next place in the chain; holds its lock until the end of the transaction. */
static err take_head(struct act *t)
{
	static const uint8_t none[CHAIN_HASH];
	ROWS r = { 0 };
	TRY(db_query(t->d, &r, &t->a, Q_audit_head_take, BIND(org_id, t->spec.org), BIND_BLOB(none, none, sizeof none)));
	if (!db_next(&r))
		return db_done(&r);
	size_t n;
	t->seq = db_int(&r, "seq");
	const void *hash = db_blob(&r, "hash", &n);
	assert(n == CHAIN_HASH);
	memcpy(t->prev, hash, n);
	return db_done(&r);
}

static err write_audit(struct act *t)
{
	const struct act_spec *s = &t->spec;
	uint8_t hash[CHAIN_HASH];

	if (t->rows.n)
		chain_fact_raw(&t->body, "rows", arena_fmt(&t->a, "[%s]", buf_str(&t->rows)));
	const char *body = arena_fmt(&t->a, "{%s}", buf_str(&t->body));
	chain_hash(&(struct chain_row){ .org = s->org, .seq = t->seq, .at_us = s->at_us, .actor = s->actor, .kind = s->kind,
					.object = s->object, .body = body, .prev = t->prev }, hash);
	TRY(db_exec(t->d, &t->a, NULL, Q_audit_add, BIND(org_id, s->org), BIND(seq, t->seq), BIND(at_us, s->at_us),
		    BIND(actor, s->actor), BIND(kind, s->kind), BIND(object, s->object), BIND(body, body),
		    BIND_BLOB(prev, t->prev, sizeof t->prev), BIND_BLOB(hash, hash, sizeof hash)));
	return db_exec(t->d, &t->a, NULL, Q_audit_head_set, BIND_BLOB(hash, hash, sizeof hash), BIND(org_id, s->org));
}

static err write_rest(struct act *t)
{
	const struct act_spec *s = &t->spec;
	TRY(write_audit(t));
	for (size_t i = 0; i < t->outbox.n; i++) {
		const struct message *m = &t->outbox.v[i];
		TRY(db_exec(t->d, &t->a, NULL, Q_outbox_add, BIND(org_id, s->org), BIND(id, m->id), BIND(due_us, m->due_us),
			    BIND(topic, m->topic), BIND(payload, m->payload)));
	}
	if (!t->answered) {
		assert((!s->key || s->prio == ACT_JOB) && "an act under a form's key says where the form leads");
		return OK;
	}
	return db_exec(t->d, &t->a, NULL, Q_idem_answer, BIND(status, t->ans.status), BIND(location, t->ans.location),
		       BIND(org_id, s->org), BIND(actor, s->actor), BIND(request_key, t->key));
}

static err play(struct act *t)
{
	const struct act_spec *s = &t->spec;
	int fresh = 0;
	if (t->tidy)
		return t->tidy(&t->upkeep, t->arg);
	TRY(db_exec(t->d, &t->a, &fresh, Q_idem_claim, BIND(org_id, s->org), BIND(actor, s->actor), BIND(request_key, t->key),
		    BIND_BLOB(req_hash, s->req_hash, sizeof s->req_hash), BIND(at_us, s->at_us)));
	if (!fresh)
		return replay(t);
	TRY(take_head(t));
	TRY(t->fn(t, t->arg));
	return t->broken ? t->e : write_rest(t);
}

void act_play(struct act *t, db *d)
{
	arena_reset(&t->a);
	t->d = d;
	t->upkeep.t = t;
	t->broken = false;
	t->answered = false;
	t->body = (struct buf){ .a = &t->a };
	t->rows = (struct buf){ .a = &t->a };
	memset(&t->outbox, 0, sizeof t->outbox);
	t->ans = (struct act_answer){ 0 };
	t->e = OK;
	int before = db_fail_in;
	db_fail_in = t->fail_in;
	err e = play(t);
	t->fail_in = db_fail_in;
	db_fail_in = before;
	if (e.kind)
		act_fail(t, e);
}

static const char *keep_text(arena *a, const char *s)
{
	return s ? arena_text(a, s) : NULL;
}

err act_keep_err(arena *a, err e)
{
	e.code = keep_text(a, e.code);
	e.say = keep_text(a, e.say);
	for (size_t i = 0; i < COUNT_OF(e.arg); i++)
		e.arg[i] = keep_text(a, e.arg[i]);
	e.law = keep_text(a, e.law);
	e.why = keep_text(a, e.why);
	return e;
}

void act_fail(struct act *t, err e)
{
	t->e = act_keep_err(&t->a, e);
}

void act_not_kept(struct act *t, db *d, err e)
{
	act_fail(t, e);
	if (db_trouble(d) == DB_FULL || (e.kind == E_SYSTEM && !db_is_sqlite(d)))
		return; /* has a sentence of its own, and stays until somebody puts it right */
	const char *why = t->e.why;
	t->e = act_busy_err();
	t->e.why = why;
}

void act_unknown(struct act *t)
{
	const char *why = t->e.why;
	t->e = act_unknown_err();
	t->e.why = why;
}

void act_end(struct act *t)
{
	if (t->fail_left)
		*t->fail_left = t->fail_in;
	t->done(t->arg, t->e, t->tidy || t->e.kind ? NULL : &t->ans);
	arena_end(&t->a);
	free(t);
}

/* ---- inside an act ------------------------------------------------------------------------ */

arena *act_arena(struct act *t)
{
	return &t->a;
}

const struct act_spec *act_spec(const struct act *t)
{
	return &t->spec;
}

int64_t act_new_id(struct act *t)
{
	return id_new(atomic_load(&t->s->node.number));
}

/* Remembers that a statement failed, so that nobody can keep half an act by overlooking it. */
static err noticed(struct act *t, err e)
{
	if (e.kind && !t->broken) {
		t->broken = true;
		act_fail(t, e);
	}
	return e;
}

/* Writes a logged table; what its rows then hold goes into the audit row. */
static err write_logged(struct act *t, int *ret_changed, const struct sql *q, const struct val *v, size_t n)
{
	ROWS r = { 0 };
	int changed = 0;

	TRY(db_query_(t->d, &r, &t->a, q, v, n));
	while (db_next(&r)) {
		assert(db_int(&r, "org_id") == t->spec.org && "an act writes the rows of its own organisation");
		logged_row(&t->rows, &r);
		changed++;
	}
	TRY(db_done(&r));
	if (ret_changed)
		*ret_changed = changed;
	return OK;
}

err act_exec_(struct act *t, int *ret_changed, const struct sql *q, const struct val *v, size_t n)
{
	return noticed(t, q->logged ? write_logged(t, ret_changed, q, v, n) : db_exec_(t->d, &t->a, ret_changed, q, v, n));
}

err act_query_(struct act *t, struct rows *r, const struct sql *q, const struct val *v, size_t n)
{
	return noticed(t, db_query_(t->d, r, &t->a, q, v, n));
}

void act_note(struct act *t, const char *name, const char *value)
{
	chain_fact(&t->body, name, value);
}

void act_note_int(struct act *t, const char *name, int64_t value)
{
	chain_fact_int(&t->body, name, value);
}

err act_number(struct act *t, const char *book, int year, int64_t *ret)
{
	ROWS r = { 0 };
	TRY(act_query(t, &r, Q_counter_next, BIND(org_id, t->spec.org), BIND(book, book), BIND(year, year)));
	int64_t n = db_next(&r) ? db_int(&r, "n") : 0;
	TRY(noticed(t, db_done(&r)));
	*ret = n;
	return OK;
}

void act_outbox(struct act *t, int64_t due_us, const char *topic, const char *payload)
{
	*LIST_ADD(&t->a, &t->outbox) = (struct message){ .id = act_new_id(t), .due_us = due_us,
							 .topic = arena_text(&t->a, topic),
							 .payload = arena_text(&t->a, payload) };
}

void act_answer(struct act *t, int status, const char *location)
{
	assert(strlen(location) < sizeof t->ans.location);
	t->ans.status = status;
	memcpy(t->ans.location, location, strlen(location) + 1);
	t->answered = true;
}
