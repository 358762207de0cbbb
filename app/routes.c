/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Add a feature in 6 steps:
 *
 * 1. docs/glossary.md: the nouns.  law/: the rows, with dates.
 * 2. schema/NNNN_x.sql: tables with org_id and version; a v_x view if others must read.
 * 3. domain/N_verb/x/x.h, x_rule.c and its table in x_test.c.  Stop here until it reads like the article.
 * 4. x.sql + x_store.c: load, and one save function per legal act.
 * 5. x.html + x_page.c: read, load, decide, save, show; scenario and anomaly loop in the test.
 * 6. here: one line with method, path, handler, capability, flags, body limit in KB (0: 64); its rows in
 *    tests/access.txt; its entry in app/layout.c.  ./check. */
#include "app/routes.h"
#include "app/failure.h"
#include "app/home.h"
#include "app/sign_in.h"
#include "domain/3_do/plan/plan_page.h"
#include "domain/3_do/task/task_page.h"

const struct route routes[] = {
	{ "GET", "/", home_get_front, CAP_NONE, PUBLIC | QUICK, 0 },
	{ "GET", "/kiem-tra", home_get_check, CAP_NONE, PUBLIC | QUICK, 0 },
	{ "GET", "/dang-nhap", sign_in_get_page, CAP_NONE, PUBLIC | QUICK, 0 },
	{ "POST", "/dang-nhap", sign_in_post_password, CAP_NONE, PUBLIC | COOKIE, 0 },
	{ "GET", "/dang-nhap/:word", sign_in_get_link, CAP_NONE, PUBLIC | QUICK, 0 },
	{ "POST", "/dang-nhap/:word", sign_in_post_link, CAP_NONE, PUBLIC | COOKIE, 0 },
	{ "GET", "/ke-hoach", plan_get_board, CAP_PLAN_READ, QUICK, 0 },
	{ "GET", "/ke-hoach/:id", plan_get_board, CAP_PLAN_READ, QUICK, 0 },
	{ "GET", "/nhiem-vu/:id", task_get_show, CAP_PLAN_READ, QUICK, 0 },
	{ "POST", "/nhiem-vu/:id/tien-do", task_post_progress, CAP_TASK_PROGRESS, QUICK, 0 },
	{ "GET", "/nguon", source_get_page, CAP_NONE, PUBLIC | QUICK, 0 },
	{ "GET", "/toi", account_get_page, CAP_SIGNED_IN, QUICK, 0 },
	{ "POST", "/toi/mat-khau", account_post_password, CAP_SIGNED_IN, 0, 0 },
	{ "GET", "/toi/dang-viet", draft_get_list, CAP_SIGNED_IN, QUICK, 0 },
	{ "POST", "/toi/dang-viet", draft_post_drop, CAP_SIGNED_IN, QUICK, 0 },
	{ "POST", "/dang-xuat", account_post_sign_out, CAP_SIGNED_IN, QUICK | COOKIE, 0 },
	{ 0 },
};
