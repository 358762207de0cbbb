/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* sign_in: the pages by which staff come in and go out, and the page of one's own account. */
#ifndef APP_SIGN_IN_H
#define APP_SIGN_IN_H
#include "platform/auth/sign_in.h"
#include "platform/http/http.h"

handler sign_in_get_page, sign_in_post_password, sign_in_get_link, sign_in_post_link;
handler account_get_page, account_post_password, account_post_sign_out;

/* Where a page wants a session: to the sign-in page; a form that was sent is carried along in hidden fields. */
void sign_in_ask(const struct req *q, struct res *p);

/* What the sign-in page shows. */
struct sign_in_form {
	const char *email;
	const char *next;               /* path of ours to go to, "" for the first page */
	const char *waiting_until;      /* "07:52", NULL: may try now */
	bool over;                      /* the session had ended */
	const err *e;
	const struct field *carried;    /* fields of the form that was sent, or NULL */
};
#endif
