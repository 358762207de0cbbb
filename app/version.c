/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/layout.h"
#include "gen/version.h"

/* WHY a file of its own: it alone is compiled again with every commit. */
const char *const program_version = DANCHU_VERSION BUILT_FROM;
