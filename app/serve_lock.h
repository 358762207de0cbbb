/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* serve_lock: one server on one SQLite file.  Sessions, and how far the log has grown, are known to one process only. */
#ifndef SERVE_LOCK_H
#define SERVE_LOCK_H
#include "platform/base/base.h"

/* Holds PATH-lock beside the database for as long as the process lives, however it ends; E_BUSY when another server
 * does.  PostgreSQL: nothing to hold. */
err serve_lock(arena *a, const char *db_url);
#endif
