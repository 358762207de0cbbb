/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* adopt: after an upgrade the log takes over what it never spoke of: rows older than their logging, columns that are new.
 * Each goes into an act "audit.adopt" as it stands.  What the log has told already is left alone: an edit made past it does
 * not become right by an upgrade. */
#ifndef ADOPT_H
#define ADOPT_H
#include "platform/audit/act.h"

/* Was it done for this schema?  The last act of an adoption says so ("audit.adopted", object: the schema's number), so
 * that one that was killed is done again. */
err audit_adopted(db *d, int64_t schema, bool *ret);
/* d: for reading.  *ret_rows: rows of which something was taken over. */
err audit_adopt(struct acts *s, db *d, int64_t schema, int64_t at_us, int64_t *ret_rows);
#endif
