/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* who: the person acting, as rules see him.  by: that person at an instant.  Plain values, no I/O.
 * Capabilities: one text table, platform/auth/roles.txt, compiled in. */
#ifndef WHO_H
#define WHO_H
#include "platform/clock/date.h"

enum scope { SCOPE_OWN, SCOPE_UNIT, SCOPE_ORG };

struct who {
	int64_t org, person, unit;
	const char *name, *title;  /* "Lê Thị Thu Hằng", "Chánh Văn phòng Sở" */
	uint64_t caps;             /* bit CAP_x set */
	enum scope scope;
};
struct by {
	struct who who;            /* person 0: a citizen or nobody in particular */
	int64_t at_us;             /* the request's clock */
	date today;                /* at_us in Việt Nam */
};
#endif
