/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* password: argon2id, 19 MiB and tens of milliseconds each: a handler hashes in LANE_PASSWORD only, which lets so many at once. */
#ifndef PASSWORD_H
#define PASSWORD_H
#include "platform/base/base.h"

enum { PASSWORDS_AT_ONCE = 2 };
enum { PASSWORD_SHORTEST = 12, PASSWORD_LONGEST = 128 }; /* code points */

/* What is known of whoever chooses it: no part of a password that counts. */
struct password_owner {
	const char *email, *name, *org_name, *org_short;
};
/* E_INPUT with the sentence to show: too short, too long, the same few letters again, a row of keys, one of the commonest,
 * or little more than the owner's address, name or organisation. */
err password_acceptable(arena *a, const char *password, const struct password_owner *owner);
const char *password_hash(arena *a, const char *password);
/* stored NULL (no such person, or none set): false after the same time.  Called by attempt_try alone, which counts. */
bool password_fits(const char *stored, const char *password);
#endif
