/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/org/org.h"
#include <string.h>

static const char *const kind_words[UNIT_KINDS] = {
	[UNIT_PLAIN] = "unit",
	[UNIT_UNION] = "union",
	[UNIT_INSPECTION_BOARD] = "inspection_board",
	[UNIT_EDITORIAL_BOARD] = "editorial_board",
};

const char *unit_kind_word(enum unit_kind k)
{
	assert(k < UNIT_KINDS);
	return kind_words[k];
}

enum unit_kind unit_kind_of(const char *word)
{
	int i = 0;
	while (i < UNIT_KINDS && strcmp(kind_words[i], word) != 0)
		i++;
	return (enum unit_kind)i;
}

size_t units_index(const struct units *units, int64_t id)
{
	size_t i = 0;
	while (i < units->n && units->v[i].id != id)
		i++;
	return i;
}
