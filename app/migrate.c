/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/migrate.h"
#include "domain/0_shared/law/law_ship_store.h"
#include "platform/db/db_migrate.h"
#include "platform/http/serve.h"

static err look(arena *a, const char *url, const struct law_shipment *s, struct law_ship_due *ret)
{
	db *d = NULL;

	TRY(db_open(&d, url, DB_READ));
	err e = law_ship_find(d, a, s, ret);
	db_close(d);
	return e;
}

err migrate(arena *a, const char *url, struct migrated *ret)
{
	struct law_shipment shipment = law_shipment_compiled();
	struct law_ship_due due;
	struct acts *acts = NULL;

	*ret = (struct migrated){ 0 };
	TRY(db_migrate(url, &ret->steps));
	TRY(look(a, url, &shipment, &due));
	ret->shipped = due.due;
	if (!due.due)
		return OK;
	TRY(acts_open(&acts, url));
	err e = law_ship(acts, a, &shipment, due.version, real_us(), &ret->rows);
	acts_stop(acts);
	return e;
}
