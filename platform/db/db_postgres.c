/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "platform/db/db_inside.h"
#include "platform/db/libpq.h"
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { DEADLINE_MS = 10000 };
enum { TYPE_BYTES = 17, TYPE_INT8 = 20, TYPE_TEXT = 25 }; /* pg_type.oid, fixed for ever */

struct pg_conn {
	PGconn *c;
	int last_number; /* of prepared statements on this connection */
};

/* ---- failures ----------------------------------------------------------------------------- */

static err failed(db *d, const char *doing, const PGresult *res)
{
	const char *state = str_or(pq.resultErrorField(res, PG_DIAG_SQLSTATE), "");
	const char *say = pq.resultErrorMessage(res);
	enum fault f = db_fault_of_state(state);
	if (pq.status(d->pg->c) == CONNECTION_BAD && f == FAULT_PLAIN)
		f = FAULT_LOST;
	if (d->mode == DB_READ && str_eq(state, "25006")) /* a writing statement, not a server that lost its rank */
		f = FAULT_PLAIN;
	return db_failure(d, f, "%s: %.*s (%s)", doing, (int)strcspn(say, "\n"), say, state);
}

/* The connection is gone: what the library or the kernel says of it, in one line. */
static err lost(db *d, const char *doing)
{
	const char *say = str_or(pq.errorMessage(d->pg->c), "no answer from the server in time");
	return db_failure(d, FAULT_LOST, "%.200s: %.*s", doing, (int)strcspn(say, "\n"), say);
}

/* WHY: a COMMIT whose wait for the standby was cancelled answers success and only warns. */
static void on_notice(void *d, const PGresult *res)
{
	const char *severity = pq.resultErrorField(res, PG_DIAG_SEVERITY_NONLOCALIZED);
	if (str_eq(severity, "WARNING"))
		((db *)d)->unsure = true;
}

/* ---- waiting with our own deadline -------------------------------------------------------- */

static int64_t now_ms(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* True when a result can be taken without blocking. */
static bool arrived(PGconn *c, int64_t until)
{
	for (;;) {
		int flush = pq.flush(c);
		if (flush < 0)
			return false;
		if (!flush && !pq.isBusy(c))
			return true;
		int64_t left = until - now_ms();
		struct pollfd p = { .fd = pq.socket(c), .events = (short)(POLLIN | (flush ? POLLOUT : 0)) };
		/* WHY: a frozen server's kernel still acknowledges, so neither keepalives nor timeouts of TCP fire. */
		if (left <= 0 || poll(&p, 1, (int)left) <= 0 || !pq.consumeInput(c))
			return false;
	}
}

/* The last result of what was sent, or NULL when the connection is lost; then it is closed. */
static PGresult *answer(db *d)
{
	PGconn *c = d->pg->c;
	PGresult *last = NULL;
	int64_t until = now_ms() + DEADLINE_MS;
	for (;;) {
		if (!arrived(c, until)) {
			pq.clear(last);
			return NULL;
		}
		PGresult *res = pq.getResult(c);
		if (!res)
			return last;
		if (last && pq.resultStatus(last) == PGRES_FATAL_ERROR) {
			pq.clear(res); /* of a script the first failure tells */
			continue;
		}
		pq.clear(last);
		last = res;
	}
}

/* No connection rather than one that nobody has checked or that has lost its place. */
static void drop_connection(db *d)
{
	pq.finish(d->pg->c);
	d->pg->c = NULL;
	db_forget_prepared(d);
}

static err checked(db *d, const char *doing, PGresult *res, PGresult **ret)
{
	ExecStatusType s = res ? pq.resultStatus(res) : PGRES_FATAL_ERROR;
	if (s == PGRES_COMMAND_OK || s == PGRES_TUPLES_OK || s == PGRES_EMPTY_QUERY) {
		*ret = res;
		return OK;
	}
	err e = res ? failed(d, doing, res) : lost(d, doing);
	pq.clear(res);
	if (d->trouble == DB_LOST)
		drop_connection(d);
	return e;
}

static err pg_script(db *d, const char *text)
{
	if (!d->pg->c)
		return db_failure(d, FAULT_LOST, "%s: not connected", text);
	PGresult *res = NULL;
	int sent = pq.sendQuery(d->pg->c, text);
	TRY(checked(d, text, sent ? answer(d) : NULL, &res));
	/* WHY: COMMIT of a transaction in which something failed answers ROLLBACK, not an error. */
	bool undone = str_eq(text, "commit") && !str_eq(pq.cmdStatus(res), "COMMIT");
	pq.clear(res);
	return undone ? db_failure(d, FAULT_PLAIN, "commit: a statement had failed before") : OK;
}

/* ---- opening ------------------------------------------------------------------------------ */

/* Byte order, UTF-8 and durable commits, or we do not work with this database. */
static err check_server(db *d)
{
	PGresult *res = NULL;
	int sent = pq.sendQuery(d->pg->c, "select current_setting('synchronous_commit'), datcollate, pg_encoding_to_char(encoding)"
					 " from pg_database where datname = current_database()");
	TRY(checked(d, "settings", sent ? answer(d) : NULL, &res));
	const char *commit = pq.getvalue(res, 0, 0);
	const char *order = pq.getvalue(res, 0, 1);
	bool durable = !str_eq(commit, "off") && !str_eq(commit, "local");
	bool bytes = str_eq(order, "C") || str_eq(order, "POSIX") || str_starts(order, "C.");
	bool utf8 = str_eq(pq.getvalue(res, 0, 2), "UTF8");
	pq.clear(res);
	if (!durable)
		return FAIL(E_SYSTEM, "db_not_durable",
			    N_("Máy chủ PostgreSQL đang tắt synchronous_commit. Hãy bật lại rồi khởi động lại."));
	if (!bytes || !utf8)
		return FAIL(E_SYSTEM, "db_wrong_locale",
			    N_("Cơ sở dữ liệu PostgreSQL phải được tạo với LOCALE 'C' và ENCODING 'UTF8'."));
	return OK;
}

/* WHY asked a second time: why a server refused is told by an SQLSTATE only to who wants it verbose, and that can be
 * wished for only on a connection that has been tried; its words come in the server's language.  Not when nobody
 * answered for long. */
static err not_connected(db *d, int64_t since)
{
	if (now_ms() - since < 1000) {
		pq.setErrorVerbosity(d->pg->c, PQERRORS_VERBOSE);
		pq.reset(d->pg->c);
		pq.setErrorVerbosity(d->pg->c, PQERRORS_DEFAULT);
		if (pq.status(d->pg->c) == CONNECTION_OK)
			return OK;
	}
	const char *say = pq.errorMessage(d->pg->c);
	return db_failure(d, db_fault_of_connect(say), "connect: %s", say);
}

static err connect_and_settle(db *d)
{
	static const char *const names[] = { "client_encoding", "application_name", "connect_timeout", "dbname", NULL };
	const char *const values[] = { "UTF8", "danchu", "5", d->url, NULL };
	int64_t since = now_ms();
	d->pg->c = pq.connectdbParams(names, values, 1);
	if (pq.status(d->pg->c) != CONNECTION_OK)
		TRY(not_connected(d, since));
	pq.setnonblocking(d->pg->c, 1);
	pq.setNoticeReceiver(d->pg->c, on_notice, d);
	TRY(check_server(d));
	return pg_script(d, d->mode == DB_READ ? "set default_transaction_read_only = on" : "set client_min_messages = warning");
}

/* A new connection in place of the old; after a failure there is none, whatever the reason. */
static err connect_now(db *d)
{
	drop_connection(d);
	d->pg->last_number = 0;
	err e = connect_and_settle(d);
	if (e.kind)
		drop_connection(d);
	return e;
}

static err pg_open(db *d, const char *url)
{
	TRY(libpq_load());
	d->pg = calloc(1, sizeof *d->pg);
	d->url = strdup(url);
	if (!d->pg || !d->url)
		abort();
	return connect_now(d);
}

static void pg_close(db *d)
{
	if (d->pg)
		pq.finish(d->pg->c);
	free(d->pg);
}

err db_reconnect(db *d)
{
	return db_for_visitor(connect_now(d));
}

/* ---- running ------------------------------------------------------------------------------ */

struct wire {
	const char *value[24];
	int size[24], format[24];
	Oid type[24];
	uint64_t kinds;
	char digits[24][24];
};

static void put_on_wire(struct wire *w, const struct bound *b, arena *a)
{
	w->kinds = 0;
	for (int i = 0; i < b->n; i++) {
		const struct val *v = b->v[i];
		w->kinds = w->kinds << 2;
		w->value[i] = v->s;
		w->format[i] = v->kind == VAL_BLOB;
		w->size[i] = (int)v->n;
		w->type[i] = 0; /* NULL: the context says */
		switch (v->kind) {
		case VAL_NULL:
			w->value[i] = NULL;
			break;
		case VAL_INT:
			snprintf(w->digits[i], sizeof w->digits[i], "%lld", (long long)v->i);
			w->value[i] = w->digits[i];
			w->type[i] = TYPE_INT8;
			w->kinds |= 1;
			break;
		case VAL_DATE:
			w->value[i] = date_iso(a, (date)v->i);
			w->type[i] = TYPE_TEXT;
			w->kinds |= 2;
			break;
		case VAL_TEXT:
			w->type[i] = TYPE_TEXT;
			w->kinds |= 2;
			break;
		case VAL_IDS:
			w->value[i] = db_ids(v, a, '{', '}'); /* the statement says bigint[] */
			break;
		case VAL_BLOB:
			if (!v->s)
				w->value[i] = "";
			w->type[i] = TYPE_BYTES;
			w->kinds |= 3;
			break;
		}
	}
}

static err prepare(db *d, const struct sql *q, const struct wire *w, char name[16])
{
	struct prepared *p = db_prepared(d, q, w->kinds);
	bool fresh = !p->number;
	int number = fresh ? d->pg->last_number + 1 : p->number;
	snprintf(name, 16, "q%d", number);
	if (!fresh)
		return OK;
	PGresult *res = NULL;
	int sent = pq.sendPrepare(d->pg->c, name, q->pg, q->nparam, w->type);
	TRY(checked(d, q->name, sent ? answer(d) : NULL, &res));
	pq.clear(res);
	p->number = d->pg->last_number = number;
	return OK;
}

static err run_once(db *d, const struct sql *q, const struct wire *w, PGresult **ret)
{
	char name[16];
	if (!d->pg->c)
		return db_failure(d, FAULT_LOST, "%s: not connected", q->name);
	TRY(prepare(d, q, w, name));
	int sent = pq.sendQueryPrepared(d->pg->c, name, q->nparam, w->value, w->size, w->format, 0);
	return checked(d, q->name, sent ? answer(d) : NULL, ret);
}

/* A new connection; a failure also says why the old one was lost. */
static err again(db *d, err first)
{
	char before[200];
	snprintf(before, sizeof before, "%s", first.why);
	err e = db_reconnect(d);
	if (e.kind && e.why)
		e.why = db_failure(d, FAULT_LOST, "%s; %s", before, e.why).why;
	return e;
}

static err pg_run(db *d, arena *a, struct rows *r, int *ret_changed, const struct sql *q, const struct bound *b)
{
	struct wire w;
	PGresult *res = NULL;
	put_on_wire(&w, b, a);
	err e = run_once(d, q, &w, &res);
	if (e.kind && d->trouble == DB_LOST && d->mode == DB_READ) {
		e = again(d, e); /* a read may be asked twice */
		if (!e.kind)
			e = run_once(d, q, &w, &res);
	}
	if (e.kind)
		return e;
	if (r) {
		r->h = res;
		r->n = pq.ntuples(res);
		r->at = -1;
		return OK;
	}
	if (ret_changed)
		*ret_changed = atoi(pq.cmdTuples(res));
	pq.clear(res);
	return OK;
}

static bool pg_next(struct rows *r)
{
	return ++r->at < r->n;
}

static void pg_end(struct rows *r)
{
	pq.clear(r->h);
}

/* ---- values ------------------------------------------------------------------------------- */

static int pg_columns(const struct rows *r)
{
	return pq.nfields(r->h);
}

static const char *pg_name(const struct rows *r, int column)
{
	return pq.fname(r->h, column);
}

static bool pg_null(const struct rows *r, int column)
{
	return pq.getisnull(r->h, r->at, column);
}

static bool pg_integer(const struct rows *r, int column, int64_t *ret)
{
	return str_int(pq.getvalue(r->h, r->at, column), INT64_MIN, INT64_MAX, ret);
}

static const char *pg_text(const struct rows *r, int column, size_t *ret_n)
{
	*ret_n = (size_t)pq.getlength(r->h, r->at, column);
	return pq.getisnull(r->h, r->at, column) ? NULL : pq.getvalue(r->h, r->at, column);
}

static const void *pg_blob(const struct rows *r, int column, size_t *ret_n)
{
	unsigned char *p = pq.unescapeBytea((const unsigned char *)pq.getvalue(r->h, r->at, column), ret_n);
	if (!p)
		abort();
	const void *copy = arena_text_n(r->a, (const char *)p, *ret_n);
	pq.freemem(p);
	return copy;
}

static bool pg_in_transaction(const db *d)
{
	return d->pg->c && pq.transactionStatus(d->pg->c) != PQTRANS_IDLE;
}

static void pg_read_nothing(db *d)
{
	(void)d;
}

const struct engine db_postgres = {
	pg_open, pg_close,   pg_run,  pg_next, pg_end,    pg_columns,        pg_name,
	pg_null, pg_integer, pg_text, pg_blob, pg_script, pg_in_transaction, pg_read_nothing, pg_read_nothing,
};
