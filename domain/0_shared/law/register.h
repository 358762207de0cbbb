/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* register: which documents the product knows, and whether each was law on a given day.
 * The rows are law/documents.law and law/rules.law, compiled in by tools/law.py; those of a database, where an
 * organisation's own stand in front of the shipped ones, are loaded by law_store.h and asked in the same way.
 * Everything here is pure; what is compiled in lives as long as the program. */
#ifndef REGISTER_H
#define REGISTER_H
#include "platform/base/base.h"
#include "platform/clock/date.h"

/* ---- documents ---------------------------------------------------------------------------- */

/* What a document is on a day, in the word of its row.  A fact nobody confirmed keeps its word: whether it is certain
 * is law_state.confirmed, never another status.  Zero is the cautious answer. */
enum legal_status {
	LAW_UNCONFIRMED,    /* no row says what it is on that day: not in the register, or a line that says just this */
	LAW_IN_FORCE,
	LAW_PARTLY_EXPIRED, /* some articles have ended, the rest holds */
	LAW_EXPIRED,        /* its time is over, it was repealed, or it was replaced by name */
	LAW_SUPERSEDED      /* replaced in substance, never named as ended */
};

/* How a citation finds a row.  Follows from the number and the scope; tools/law.py decides it. */
enum law_match {
	LAW_BY_NUMBER, /* the number carries its year (149/2018/NĐ-CP): it is enough */
	LAW_BY_YEAR,   /* numbers begin anew (16/CT-TTg, 120-KL/TW): the day of issue must lie in the same year */
	LAW_BY_DATE    /* local numbers, the same in every province (436/QĐ-UBND): the same day of issue */
};

/* From this day on the document is this, until the next line. */
struct law_change {
	date from;
	enum legal_status status;
	const char *by; /* number of the document that did it, or NULL */
	bool confirmed; /* the day and, where by is given, that it was this document */
	int line;       /* in law/documents.law */
};

/* A later document changed some of its text; that alone does not touch its status. */
struct law_amendment {
	date from;
	const char *by;
	bool confirmed;
};

struct law_document {
	const char *key;    /* folded number, see register_key */
	const char *number; /* "149/2018/NĐ-CP" */
	const char *type, *title, *issuer;
	const char *province; /* NULL: national, or of the Party's central bodies */
	enum law_match match;
	date issued_on;
	bool issued_confirmed;
	const struct law_change *changes; /* by day; the first is the day of legal effect */
	int change_count;
	const struct law_amendment *amendments; /* by day */
	int amendment_count;
	const char *source; /* where the facts were read */
	const char *note;   /* a sentence for people, or NULL */
};

extern const struct law_document law_documents[]; /* sorted by key, then by day of issue */
extern const int law_document_count;

/* status_on(day), with what a screen needs beside it.
 * confirmed: false with any status: the screen writes "(chưa xác nhận)" beside the status, which it shows, warns about
 * and sorts by as always, but never in the colour of a certain one.  LAW_UNCONFIRMED is never confirmed, not_yet apart.
 * not_yet: signed but without effect on that day; status is then LAW_UNCONFIRMED, because none of the five words
 * fits, since is the day the effect begins, confirmed is about that day.  Ask not_yet before status, or use
 * register_words. */
struct law_state {
	enum legal_status status;
	bool not_yet;
	bool confirmed;          /* the day of this state and, where replaced_by is given, that it was that document */
	const char *replaced_by; /* number of the document that ended it, or NULL */
	date since;              /* first day of this state; DATE_NONE when unknown */
};

/* The row a citation means, or NULL.  number is number and symbol as written, without "Số"; spelling is forgiven:
 * case, Đ or D, spaces, any dash, "/" for "-", zeros in front.  issued_on is DATE_NONE when the text gives no day;
 * then only numbers that carry their year are found. */
const struct law_document *register_find(const char *number, date issued_on);

/* What document was on that day.  NULL gives LAW_UNCONFIRMED, not confirmed. */
struct law_state register_status(const struct law_document *document, date on);

enum { LAW_KEY_SIZE = 64 }; /* room for a folded number, its NUL included */
/* Folds a number into ret ("04/2015/NĐ-CP" to "4/2015NDCP"); false when it is empty or does not fit. */
bool register_key(const char *number, size_t size, char ret[]);

/* in_force, partly_expired, expired, superseded, unconfirmed */
const char *law_status_word(enum legal_status status);
bool law_status_parse(const char *word, enum legal_status *ret);
const char *law_status_vn(enum legal_status status); /* for people, in Vietnamese: the key of the translation */
const char *register_words(struct law_state state);  /* the same, "chưa có hiệu lực" when not_yet */

/* ---- rules -------------------------------------------------------------------------------- */

/* LAW_DAY_OF_MONTH: the limit is a day of the month that start names, not a length. */
enum law_unit {
	LAW_CALENDAR_DAY,
	LAW_WORKING_DAY,
	LAW_MONTH,
	LAW_HOUR,
	LAW_DAY_PER_MONTH,
	LAW_DAY_PER_WEEK,
	LAW_DAY_OF_MONTH,
	LAW_TIME_PER_YEAR,
	LAW_UNITS
};

/* no_limit: a rule without a number, such as which regime an open case takes; limit is 0, unit means nothing.
 * at_most: the act is due that long after start.  at_least: it must last, or come, at least that long
 * after start; before_at_least: at least that long before it. */
enum law_bound { LAW_NO_LIMIT, LAW_AT_MOST, LAW_AT_LEAST, LAW_BEFORE_AT_LEAST };

/* One clock, or one branch of it, as one text gave it for some years.  Data for the pure rules, which take the row
 * as an argument and show its article when they refuse. */
struct law_rule {
	const char *id;       /* "K3_complex" */
	const char *act;      /* snake_case: what must be done */
	const char *document; /* number of the act's document, a row of law_documents */
	const char *article;  /* "Điều 28" */
	date valid_from, valid_to; /* both included; DATE_NONE: unknown, or still valid */
	enum law_bound bound;
	int limit;
	enum law_unit unit;
	const char *start;     /* snake_case event from which it runs, or NULL */
	const char *extension; /* how it may be made longer, or NULL */
	const char *condition; /* when this branch applies, or what the rule says without a number; or NULL */
	const char *note;      /* for people: where two texts differ and which day is taken, or NULL */
	const char *source;
	bool confirmed;
};

extern const struct law_rule law_rules[]; /* in the order of law/rules.law */
extern const int law_rule_count;

/* The row of that id, or NULL. */
const struct law_rule *rule_find(const char *id);
const char *law_unit_word(enum law_unit unit);

/* ---- the register as a value -------------------------------------------------------------- */

/* The shipped rows, or what one organisation has (law_load): documents sorted as law_documents, rules as law_rules. */
struct law_register {
	const struct law_document *documents;
	int document_count;
	const struct law_rule *rules;
	int rule_count;
};
extern const struct law_register law_shipped; /* what is compiled in; register_find and rule_find look there */
extern const char law_checksum[];             /* of its rows */

const struct law_document *register_find_in(const struct law_register *r, const char *number, date issued_on);
const struct law_rule *rule_find_in(const struct law_register *r, const char *id);

/* An own document stands in place of the shipped one that its citation would have found, an own rule in place of the
 * shipped one of its id.  Texts are shared, not copied; `own` may stand in any order. */
struct law_register register_merge(arena *a, const struct law_register *shipped, const struct law_register *own);

/* How a citation finds a document of that key (register_key) and scope, as tools/law.py decides it. */
enum law_match register_match(const char *key, const char *province);

/* Refuses what tools/law.py would refuse: what a person typed, before it is kept.  key and match are not looked at. */
err register_check(arena *a, const struct law_document *d);

/* Every fact the same; the line in a file is no fact. */
bool law_document_same(const struct law_document *x, const struct law_document *y);
bool law_rule_same(const struct law_rule *x, const struct law_rule *y);
#endif
