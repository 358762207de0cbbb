/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* law_ship_store: the shipped documents, rules and days off become rows of org 0, which everybody reads.  What an
 * organisation has of its own is never touched.  About 200 rows an act, each under a key made of the checksums: a
 * process that ended half way goes on where it was, two at once write once. */
#ifndef LAW_SHIP_STORE_H
#define LAW_SHIP_STORE_H
#include "domain/0_shared/calendar/calendar.h"
#include "domain/0_shared/law/register.h"
#include "platform/audit/act.h"

/* What ships.  The checksums (at least 16 letters each) name the rows: others need others. */
struct law_shipment {
	const struct law_register *law;
	const struct calendar *calendar;
	const char *law_checksum, *calendar_checksum;
};
struct law_shipment law_shipment_compiled(void);

/* Whether org 0 holds other rows than these, and the version of those it holds (0: none yet).  One query. */
struct law_ship_due {
	bool due;
	int64_t version;
};
err law_ship_find(db *d, arena *a, const struct law_shipment *s, struct law_ship_due *ret);

/* How many acts it takes, and the n-th of them, from 0; they run in this order, the last one makes it whole. */
int law_ship_acts(const struct law_shipment *s);
err law_ship_act(struct acts *acts, arena *a, const struct law_shipment *s, int64_t version, int n, int64_t at_us,
                 int64_t *ret_written);

/* All of them.  *ret_written: documents, rules, days and years that differed and were written. */
err law_ship(struct acts *acts, arena *a, const struct law_shipment *s, int64_t version, int64_t at_us,
             int64_t *ret_written);
#endif
