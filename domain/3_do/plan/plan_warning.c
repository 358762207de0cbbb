/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* plan_warning: what a row of the board says of what the reading could not settle. */
#include "domain/3_do/plan/plan.h"
#include <string.h>

/* Is ref one of "II.1, II.11"?  ret_others: the list without it. */
static bool names(arena *a, const char *list, const char *ref, const char **ret_others)
{
	char *others = arena_get(a, strlen(list) + 1);
	size_t length = 0;
	bool found = false;

	for (const char *s = list; *s;) {
		size_t n = strcspn(s, ",");
		size_t all = n + strspn(s + n, ", ");
		if (n == strlen(ref) && strncmp(s, ref, n) == 0) {
			found = true;
		} else {
			memcpy(others + length, s, all);
			length += all;
		}
		s += all;
	}
	while (length && strchr(", ", others[length - 1]))
		length--;
	others[length] = 0;
	*ret_others = others;
	return found;
}

/* HOUSE RULE, as decree 30/2020/NĐ-CP, appendix I, has it: a law, a code and an ordinance are cited by their names. */
static bool cited_by_name(const char *what)
{
	return str_starts(what, "Luật ") || str_starts(what, "Bộ luật ") || str_starts(what, "Pháp lệnh ");
}

const char *plan_warning_of_row(arena *a, const struct plan_warning *w, const char *ref, const char **ret_place)
{
	const char *others;

	if (!names(a, str_or(w->place, ""), ref, &others))
		return NULL;
	*ret_place = str_or(w->detail, "");
	if (strcmp(w->code, "items_overlap") == 0) {
		*ret_place = others;
		return N_("Cùng văn bản dẫn với:");
	}
	if (strcmp(w->code, "citation_without_number") == 0)
		return cited_by_name(*ret_place) ? NULL : N_("Dẫn văn bản không ghi số:");
	if (strcmp(w->code, "date_impossible") == 0)
		return N_("Ngày không có trong lịch:");
	if (strcmp(w->code, "date_doubtful") == 0)
		return N_("Hạn cần xem lại:");
	if (strcmp(w->code, "terms_several") == 0)
		return N_("Còn hạn khác:");
	return NULL;
}
