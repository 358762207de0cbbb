/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* password: argon2id, 19 MiB and tens of milliseconds each: a handler hashes in LANE_PASSWORD only, which lets so many at once. */
#ifndef PASSWORD_H
#define PASSWORD_H
#include "platform/base/base.h"

enum { PASSWORDS_AT_ONCE = 2 };
enum { PASSWORD_SHORTEST = 12, PASSWORD_LONGEST = 128 }; /* code points */

/* E_INPUT with the sentence to show when it is too short or too long. */
err password_acceptable(const char *password);
const char *password_hash(arena *a, const char *password);
/* stored NULL (no such person, or none set): false after the same time. */
bool password_fits(const char *stored, const char *password);
#endif
