/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* reader: a signed plan (kế hoạch), or another official document as far as it goes, read from plain text: tasks with
 * owner and date, what it cites, which reports it wants and when, who receives it.  Every line of the input ends in a
 * task, a ground, a recipient, the signature, the head or `unused`; what the text does not say is NULL. */
#ifndef READER_H
#define READER_H
#include "domain/0_shared/document/document.h"
#include "domain/0_shared/law/citation.h"

enum verb { VERB_NONE, VERB_KNOW, VERB_DISCUSS, VERB_DO, VERB_CHECK, VERB_SUPERVISE, VERB_BENEFIT };
enum due_kind { DUE_NONE, DUE_FIXED, DUE_DERIVED, DUE_RECURRING };
enum due_doubt { DOUBT_NONE, DOUBT_NO_SUCH_DAY, DOUBT_BEFORE_SIGNING, DOUBT_FAR }; /* in doubt: nobody's last day until confirmed */

struct plan_due {
	const char *text;       /* the words of the document, NULL: no term */
	date last_day;          /* last day that is still in time; "trước ngày N" is N - 1 */
	enum due_kind kind;     /* DUE_NONE with a text: relative, open, or no such day */
	enum due_doubt doubt;
	const char *others;     /* words of further terms of the same text, which no field holds; NULL without */
};
typedef LIST(const char *) text_list;

struct plan_task {
	size_t at;              /* piece it begins with */
	const char *ref;        /* "II.12" */
	const char *title, *text;
	enum verb verb;
	const char *lead;
	text_list support;
	struct plan_due due;
	index_list cites;       /* into citations */
};
struct report_period {
	const char *name, *due_text;
	date last_day;
	enum due_doubt doubt;
};
struct warning {
	const char *code, *where, *detail;
};
struct plan_reading {
	struct document document;
	citation_list citations;
	LIST(struct plan_task) tasks;
	LIST(struct report_period) report_periods;
	text_list grounds, unused;
	LIST(struct warning) warnings;
};

/* text: clean UTF-8 (text_clean).  Never fails: what cannot be understood is in `unused`. */
struct plan_reading plan_read(arena *a, const char *text);
/* JSON version 1 of a reading; `today` dates the second status of each citation. */
const char *plan_reading_json(arena *a, const struct plan_reading *r, date today);
struct json;
void plan_warnings_json(struct json *j, const char *name, const struct plan_reading *r);
const char *verb_word(enum verb v);      /* "know", NULL for none */
const char *due_kind_word(enum due_kind k);
const char *due_doubt_word(enum due_doubt d);
const char *recipient_role_word(enum recipient_role r);

/* ---- the parts ---- */

/* outline.c: numbered items from tokens, never from style. */
enum token { TOKEN_NONE, TOKEN_PART, TOKEN_CHAPTER, TOKEN_SECTION, TOKEN_UPPER, TOKEN_ROMAN, TOKEN_ARTICLE, TOKEN_ARABIC,
	     TOKEN_DECIMAL, TOKEN_DECIMAL3, TOKEN_PAREN, TOKEN_LETTER, TOKEN_DASH };
enum numbering { NUMBERING_SOUND, NUMBERING_GAP, NUMBERING_REPEATED, NUMBERING_BACK };
struct item {
	enum token kind;
	const char *label, *ref;
	int value;              /* ordinal of the label */
	enum numbering numbering; /* how its ordinal follows the one before */
	const char *behind;     /* ref of the item before it on its level, "" for the first */
	int parent;             /* -1: none */
	bool children;          /* numbered items below it */
	bool heading;           /* a name, not a sentence */
	bool bold;
	const char *text;       /* own paragraphs, one a line, without the label */
	size_t first, last;     /* pieces [first, last) */
};
typedef LIST(struct item) item_list;
/* Items of pieces [from, to); item 0 is what stands before the first token (kind TOKEN_NONE). */
item_list outline_read(arena *a, const piece_list *l, size_t from, size_t to);
enum token outline_token(arena *a, const struct piece *p, const char **ret_label, int *ret_value, int *ret_text);

/* table.c: rows of a task table; returns how many pieces from `at` on it took, 0 when no table starts there. */
struct table_row {
	const char *label, *task, *lead, *support, *due, *product;
	size_t first, last;
};
typedef LIST(struct table_row) row_list;
size_t table_read(arena *a, const piece_list *l, size_t at, size_t to, row_list *rows);

/* due.c */
struct plan_due due_find(arena *a, const char *text, int year, date issued_on);
struct plan_due due_of_cell(arena *a, const char *text, int year, date issued_on); /* the whole text is a term */
/* The next term in t from *at on: its words and last day; *at moves behind it. */
bool due_next(arena *a, const struct folded *t, int *at, int year, struct plan_due *ret, int *ret_from);
void report_periods_find(arena *a, const char *text, int year, struct plan_reading *r);

/* owner.c: who leads and who supports, as the text says. */
void owner_find(arena *a, const char *text, const char **ret_lead, text_list *support);
const char *owner_at_start(arena *a, const char *text);
void owner_split(arena *a, const char *list, text_list *support);

/* work.c */
bool work_given_by(arena *a, const char *type);            /* does a document of this kind give tasks? */
bool work_none_in(arena *a, const struct item *it);        /* purposes, state of affairs, money */
bool work_says_effect(arena *a, const char *text);               /* "Quyết định này có hiệu lực ..." */

/* verb.c: published word rule (README.md). */
enum verb verb_of(arena *a, const char *text);
#endif
