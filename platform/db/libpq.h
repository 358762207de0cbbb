/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* libpq: PostgreSQL's client library, loaded when the first postgres: address is opened.  WHY not linked: with Kerberos,
 * LDAP, SASL and OpenSSL it is half of what the program loads, and most who start it have a SQLite file. */
#ifndef LIBPQ_H
#define LIBPQ_H
#include "platform/base/base.h"
#include <libpq-fe.h>

/* Functions by their names in its manual, without the PQ. */
#define LIBPQ(x) \
	x(clear) x(cmdStatus) x(cmdTuples) x(connectdbParams) x(consumeInput) x(errorMessage) x(finish) x(flush) x(fname) \
	x(freemem) x(getResult) x(getisnull) x(getlength) x(getvalue) x(isBusy) x(nfields) x(ntuples) x(reset) x(resultErrorField) \
	x(resultErrorMessage) x(resultStatus) x(sendPrepare) x(sendQuery) x(sendQueryPrepared) x(setErrorVerbosity) \
	x(setNoticeReceiver) x(setnonblocking) x(socket) x(status) x(transactionStatus) x(unescapeBytea)
struct libpq {
#define LIBPQ_MEMBER(f) __typeof__(PQ##f) *f;
	LIBPQ(LIBPQ_MEMBER)
#undef LIBPQ_MEMBER
};
extern struct libpq pq; /* usable once libpq_load has succeeded */

/* Any thread, any number of times; E_SYSTEM says which package is missing. */
err libpq_load(void);
#endif
