/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* draft: what the page of waiting drafts shows. */
#ifndef APP_DRAFT_H
#define APP_DRAFT_H
#include "platform/auth/draft.h"
#include "platform/http/http.h"

struct draft_shown {
	const char *key, *path;
	const char *page;               /* where it was written, or NULL */
	int64_t at_us;                  /* by the clock of the page */
	const struct field *fields;     /* all, to be sent on */
	const struct field *written;    /* what was written by hand, to be read; or NULL */
};
#endif
