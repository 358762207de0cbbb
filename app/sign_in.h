/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* sign_in: the pages by which staff come in and go out, and the page of one's own account. */
#ifndef APP_SIGN_IN_H
#define APP_SIGN_IN_H
#include "platform/auth/sign_in.h"
#include "platform/http/http.h"

handler sign_in_get_page, sign_in_post_password, sign_in_get_link, sign_in_post_link;
handler account_get_page, account_post_password, account_post_sign_out;
handler draft_get_list, draft_post_drop;

/* Where a page wants a session: to the sign-in page.  A form that was sent waits as a draft for the person whose session it
 * was; of nobody known it is carried along in hidden fields. */
void sign_in_ask(const struct req *q, struct res *p);

/* A typed password and who must know it.  wrong shows the page again: with e when it is too early to try, without when the
 * password was wrong, which was counted. */
struct secret_typed {
	struct attempt attempt;
	const char *stored, *typed;
	bool first;             /* ahead of strangers: somebody who was here before */
	refused_fn *wrong;
};
/* The one way by which a page looks at a password: waits, compares in its lane, counts.  False: p is answered, or the handler
 * is called again when its turn has come. */
err secret_fits(const struct req *q, struct res *p, struct secret_typed *s, bool *ret);
struct password_owner;
void password_owner_read(const struct req *q, const struct account *account, struct password_owner *ret);

/* ---- what was written when the session had ended ---- */
#define DRAFT_PATH "/toi/dang-viet"
/* The fields of a form without token and secrets, and whether there were none to leave out. */
const struct field *fields_without_secrets(const struct req *q, bool *ret_secrets);
const char *url_encoded(arena *a, const char *s);
/* Hands the sent form over as a draft of q->former; false when there is nothing to keep.  shown follows, kept or not. */
bool draft_keep(const struct req *q, struct res *p, refused_fn *shown);
/* A path to which forms are sent inside a session: the only ones a waiting form may go to. */
bool draft_path_ok(const struct req *q, const char *path);
/* What of these fields was written by hand, to be read and copied. */
const struct field *fields_written(arena *a, const struct field *fields);

/* What the sign-in page shows. */
struct sign_in_form {
	const char *email;
	const char *next;               /* path of ours to go to, "" for the first page */
	bool over;                      /* the session had ended */
	bool kept;                      /* what was written waits as a draft */
	const err *e;
	const struct field *carried;    /* fields of the form that was sent, or NULL */
	const struct field *written;    /* what of it was written by hand, or NULL */
};
#endif
