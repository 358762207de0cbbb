/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* ledger: what was acknowledged to the clients, kept in memory that outlives the process under test.  Each client takes
 * numbers under keys of its own, one after the other, and repeats a key until it is answered, also in the next process. */
#ifndef LEDGER_H
#define LEDGER_H
#include "gen/sql.h"
#include "platform/audit/verify.h"
#include "tests/database.h"
#include <pthread.h>
#include <stdatomic.h>
#include <sys/mman.h>

enum { CLIENTS = 8, ROOM = 20000 };
struct ledger {
	atomic_int next[CLIENTS];        /* the key each client is at */
	int number[CLIENTS][ROOM];       /* what it was told */
	atomic_int replayed, busy, stop;
	int quota;                       /* keys a client takes in this run */
};

static inline struct ledger *ledger_open(void)
{
	void *p = mmap(NULL, sizeof(struct ledger), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (p == MAP_FAILED)
		abort();
	return p;
}

static inline void ledger_close(struct ledger *l)
{
	munmap(l, sizeof *l);
}

static inline void ledger_key(char key[40], int client, int nth)
{
	snprintf(key, 40, "client%d-%07d", client, nth);
}

static inline err ledger_take(struct act *t, void *arg)
{
	int64_t n;
	(void)arg;
	act_outbox(t, 0, "ledger", "{}");
	TRY(act_number(t, "ledger", 2021, &n));
	act_note_int(t, "number", n);
	act_answer(t, 303, arena_fmt(act_arena(t), "/so/%lld", (long long)n));
	return OK;
}

struct client {
	struct ledger *l;
	struct acts *acts;
	int id;
};

static inline void *ledger_client(void *arg)
{
	struct client *c = arg;
	struct ledger *l = c->l;
	int until = l->next[c->id] + l->quota;
	for (int k; (k = l->next[c->id]) < until && k < ROOM && !l->stop;) {
		ARENA a = { 0 };
		char key[40];
		struct act_answer ans;
		ledger_key(key, c->id, k);
		/* two organisations of four clients each */
		struct act_spec spec = { .org = 1 + c->id % 2, .actor = c->id, .at_us = k, .kind = "ledger.take", .object = k,
					 .key = key, .prio = c->id % 4 ? ACT_STAFF : ACT_PUBLIC };
		err e = acts_run(c->acts, &a, &spec, ledger_take, NULL, &ans);
		if (e.kind == E_BUSY) {
			l->busy++;
			usleep(1000);
			continue;
		}
		database_must(e);
		l->replayed += ans.replayed;
		l->number[c->id][k] = atoi(ans.location + strlen("/so/"));
		l->next[c->id] = k + 1;
	}
	return NULL;
}

/* All clients at once until each has its quota. */
static inline void ledger_run(struct ledger *l, struct acts *acts)
{
	pthread_t thread[CLIENTS];
	struct client c[CLIENTS];
	for (int i = 0; i < CLIENTS; i++) {
		c[i] = (struct client){ l, acts, i };
		pthread_create(&thread[i], NULL, ledger_client, &c[i]);
	}
	for (int i = 0; i < CLIENTS; i++)
		pthread_join(thread[i], NULL);
}

static inline void ledger_equal(const struct database *b, const char *what, const char *select_as_n, int64_t expected)
{
	int64_t n = database_int(b, select_as_n);
	if (n == expected)
		return;
	fprintf(stderr, "%s: %lld, expected %lld\n", what, (long long)n, (long long)expected);
	abort();
}

/* Each acknowledged key is stored with the number that was told, and no number was told twice. */
static inline void ledger_check_told(struct database *b, const struct ledger *l)
{
	ARENA a = { 0 };
	db *d = NULL;
	database_must(db_open(&d, b->url, DB_READ));
	for (int org = 1; org <= 2; org++) {
		bool *seen = arena_get(&a, (size_t)CLIENTS * ROOM + 1);
		for (int c = org - 1; c < CLIENTS; c += 2) {
			for (int k = 0; k < l->next[c]; k++) {
				char key[40];
				ledger_key(key, c, k);
				ROWS r = { 0 };
				database_must(db_query(d, &r, &a, Q_idem_find, BIND(org_id, org), BIND(actor, c),
						       BIND(request_key, (const char *)key)));
				const char *told = arena_fmt(&a, "/so/%d", l->number[c][k]);
				if (!db_next(&r) || !str_eq(db_text(&r, "location"), told) || seen[l->number[c][k]]) {
					fprintf(stderr, "%s: told %s, not stored so or told twice\n", key, told);
					abort();
				}
				seen[l->number[c][k]] = true;
			}
		}
	}
	db_close(d);
}

/* The database alone: chains, numbers without gap, none doubled, every act with all its rows. */
static inline void ledger_check_whole(struct database *b)
{
	ARENA a = { 0 };
	struct audit_verdict v;
	db *d = NULL;
	database_must(db_open(&d, b->url, DB_READ));
	database_must(audit_verify(d, &a, NULL, &v));
	if (v.faults) {
		fprintf(stderr, "organisation %lld, row %lld: %s\n", (long long)v.org, (long long)v.seq, v.what);
		abort();
	}
	if (db_is_sqlite(d)) {
		struct rows r = { 0 };
		const struct sql whole = { .name = "whole", .lite = "pragma integrity_check" };
		database_must(db_query_(d, &r, &a, &whole, NULL, 0));
		if (!db_next(&r) || !str_eq(db_text(&r, "integrity_check"), "ok"))
			abort();
		rows_end(&r);
	}
	db_close(d);
	int64_t acts = database_int(b, "select count(*) as n from audit");
	ledger_equal(b, "claims", "select count(*) as n from idem", acts);
	ledger_equal(b, "messages", "select count(*) as n from outbox", acts);
	ledger_equal(b, "counters", "select cast(coalesce(sum(n), 0) as bigint) as n from counter", acts);
	ledger_equal(b, "answers without a number", "select count(*) as n from idem where location = ''", 0);
	ledger_equal(b, "numbers told", "select cast(coalesce(sum(m), 0) as bigint) as n from"
		     " (select count(distinct location) as m from idem group by org_id) x", acts);
}
#endif
