/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* org (cơ quan): a department, its units and people.  Every verb may read these; plain values. */
#ifndef ORG_H
#define ORG_H
#include "platform/clock/date.h"

enum unit_kind { UNIT_PLAIN, UNIT_UNION, UNIT_INSPECTION_BOARD, UNIT_EDITORIAL_BOARD, UNIT_KINDS };

struct org {
	int64_t id;
	const char *name, *short_name;
	const char *parent_name;   /* the authority above, as in the page's head */
	const char *host;          /* tells organisations of one database apart, "" with only one */
	const char *base_url;      /* by which browsers name its pages, "" when nobody said it */
	int64_t version;
};
struct unit {
	int64_t id;
	const char *code, *name, *short_name;
	enum unit_kind kind;
	bool active;
};
struct units {
	const struct unit *v;
	size_t n;
};

const char *unit_kind_word(enum unit_kind k);
enum unit_kind unit_kind_of(const char *word); /* UNIT_KINDS for an unknown word */
/* Place of a unit in the list, units.n when it is not there. */
size_t units_index(const struct units *units, int64_t id);
#endif
