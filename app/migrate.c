/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/migrate.h"
#include "domain/0_shared/law/law_ship_store.h"
#include "platform/audit/adopt.h"
#include "platform/db/db_migrate.h"
#include "platform/http/serve.h"

/* What the new schema and the shipped rows make due. */
static err catch_up(arena *a, const char *url, db *d, const struct law_shipment *s, struct migrated *ret)
{
	struct law_ship_due due;
	struct acts *acts = NULL;
	bool adopted = false;
	err e = OK;

	TRY(law_ship_find(d, a, s, &due));
	TRY(audit_adopted(d, db_migrate_newest(), &adopted));
	ret->shipped = due.due;
	if (!due.due && adopted)
		return OK;
	TRY(acts_open(&acts, url));
	if (!adopted)
		e = audit_adopt(acts, d, db_migrate_newest(), real_us(), &ret->adopted);
	if (!e.kind && due.due)
		e = law_ship(acts, a, s, due.version, real_us(), &ret->rows);
	acts_stop(acts);
	return e;
}

err migrate(arena *a, const char *url, struct migrated *ret)
{
	struct law_shipment shipment = law_shipment_compiled();
	db *d = NULL;

	*ret = (struct migrated){ 0 };
	TRY(db_migrate(url, &ret->steps));
	TRY(db_open(&d, url, DB_READ));
	err e = catch_up(a, url, d, &shipment, ret);
	db_close(d);
	return e;
}
