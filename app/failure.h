/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* failure: what is shown when no page of a feature can be: first what happened, then what to do. */
#ifndef FAILURE_H
#define FAILURE_H
#include "platform/http/http.h"

void failure_show(const struct req *q, struct res *p, int status, const err *e); /* needs no database */
handler source_get_page;        /* GET /nguon: licence, version and source of the program */
extern const char *source_address; /* where the source is offered; set once at start */
#endif
