/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* routes: every address of the program, in one table. */
#ifndef ROUTES_H
#define ROUTES_H
#include "platform/http/http.h"

extern const struct route routes[]; /* ends with a NULL path */
#endif
