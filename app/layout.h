/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* layout: what surrounds every page.  In a template:
 *     % page_staff_begin(o, q, _("Bảng kế hoạch"), "/ke-hoach");
 *     ... the inside of <main> ...
 *     % page_staff_end(o, q);
 * and the same with page_public_begin / page_public_end.  A form holds `% page_form_hidden(o, q);`,
 * a refusal is shown by `% page_refusal(o, e);` (nothing when e is NULL or OK), what is wrong with the fields of a form by
 * `% page_refusals(o, errs);` above it and, at each field (its id is its name), by
 *     % page_field_begin(o, errs, "percent", " n");
 *     <label for="percent">…</label>
 *     % page_field_error(o, errs, "percent");
 *     <input id="percent" name="percent"
 *     % page_field_state(o, errs, "percent", NULL);
 *     ></div> */
#ifndef LAYOUT_H
#define LAYOUT_H
#include "platform/http/http.h"

#define DANCHU_VERSION "0.1"
extern const char *const program_version;               /* with the commit it was built from, where git knew it */

struct nav_entry {
	const char *group;      /* heading above it, NULL: none */
	const char *path;       /* of the route it leads to */
	const char *label, *more;
	enum cap need;          /* as its route has it */
};
/* End with a NULL path.  Staff begin at the first of theirs. */
extern const struct nav_entry staff_nav[], public_verbs[];

/* Where the staff's entries stand: beside the page; in its head while they are too few for that; in the menu of a phone. */
enum nav_place { NAV_SIDE, NAV_TOP, NAV_MENU };
enum { NAV_FEW = 3 };
size_t nav_count(const struct req *q, const struct nav_entry *list); /* how many of them this person sees */
bool nav_shows(const struct req *q, const struct nav_entry *entry); /* this person may */
const char *nav_here(const struct req *q);              /* this page's address for reading, without prefix */
#endif
