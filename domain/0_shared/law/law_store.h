/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* law_store: the register as rows.  Org 0 holds the shipped one (law_ship_store.h); an organisation's own documents and
 * rules stand in front of it. */
#ifndef LAW_STORE_H
#define LAW_STORE_H
#include "domain/0_shared/law/register.h"
#include "platform/audit/act.h"

/* What the organisation holds for law: register_find_in(ret, ...), then register_status.  org 0: what ships.  One
 * statement for documents, one for rules.  It changes seldom: whoever asks often keeps it. */
err law_load(db *d, arena *a, int64_t org, struct law_register *ret);

/* The documents alone, for a page that shows a few citations: what ships comes from the program itself, and one statement
 * reads what the organisation has of its own, mostly nothing.  Ask it as law_load's: register_find_in, register_status. */
err law_load_documents(db *d, arena *a, int64_t org, struct law_register *ret);

/* The organisation's own row of a document, as its next save must name it. */
struct law_document_own {
	int version;        /* 0: it has none */
	date issued_on;     /* the day of issue that row has */
};
err law_document_own(db *d, arena *a, int64_t org, const char *number, const char *province, date issued_on,
                     struct law_document_own *ret);

/* act_fn: a document of the organisation's own with all its dated lines, in place of the shipped one if there is one.
 * Refuses what register_check refuses.  E_CONFLICT when the organisation's row is no longer the one that was seen.
 * WHY whole: half a document from here and half from there would be a text that nobody has read. */
struct law_document_save {
	struct law_document document;   /* key and match are ignored: they follow from number and province */
	struct law_document_own was;    /* law_document_own when it was shown */
};
err law_save_document(struct act *t, void *arg);

/* Inside an act of org 0: documents first..last-1, or rules, of what ships become its rows; *ret_written grows by those
 * that differed. */
err law_ship_documents(struct act *t, const struct law_register *shipped, int first, int last, int64_t *ret_written);
err law_ship_rules(struct act *t, const struct law_register *shipped, int first, int last, int64_t *ret_written);
/* Documents and rules that ship no longer go. */
err law_ship_rest(struct act *t, const struct law_register *shipped, int64_t *ret_written);
#endif
