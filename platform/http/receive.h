/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* receive: the library's callbacks for one request. */
#ifndef RECEIVE_H
#define RECEIVE_H
#include <microhttpd.h>

void *receive_target(void *cls, const char *uri, struct MHD_Connection *c);
enum MHD_Result receive(void *cls, struct MHD_Connection *c, const char *url, const char *method, const char *version,
	const char *data, size_t *n, void **context);
void receive_end(void *cls, struct MHD_Connection *c, void **context, enum MHD_RequestTerminationCode code);
#endif
