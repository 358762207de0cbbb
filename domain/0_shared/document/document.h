/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* document: an official document (văn bản) read from plain text, as decree 30/2020/NĐ-CP, appendix I, lays it out and
 * as the older decrees did.
 *
 * A text is cut into pieces (one line, or one column of a line); every reader marks the pieces it used, so that
 * what nobody used can be listed and nothing is lost in silence.  What the text does not say is NULL or DATE_NONE. */
#ifndef DOCUMENT_H
#define DOCUMENT_H
#include "platform/clock/date.h"
#include "platform/text/pattern.h"

enum piece_use { USE_NONE, USE_HEAD, USE_GROUND, USE_TASK, USE_RECIPIENT, USE_SIGNATURE };

struct piece {
	int line;               /* 1-based line of the input */
	int column;             /* 0-based place among the pieces of its line */
	int columns;            /* how many pieces the line has */
	const char *text;       /* without mark-up, trimmed; empty only as a cell of a drawn table */
	struct folded f;        /* of text */
	const char *raw;        /* the whole line as it stands in the input */
	bool gap;               /* a blank line stands before it */
	bool bold, table;       /* wholly emphasised or a heading; a cell of a drawn table */
	bool in_table;          /* of a task table: no part of the outline */
	bool cited;             /* what it cites is known, though nobody used it */
	enum piece_use use;
};
typedef LIST(struct piece) piece_list;

/* lines.c: input to pieces.  text: clean UTF-8 (text_clean).  Markdown and HTML marks vanish; runs of three spaces,
 * tabs and bars part columns. */
piece_list document_pieces(arena *a, const char *text);
const char *document_plain(arena *a, const char *s, size_t n); /* n bytes of a line without mark-up, trimmed */
bool piece_is_rule(const struct piece *p);              /* page number, or nothing but lines and dots */
bool piece_is_upper(const struct piece *p, int from);   /* no small letter from folded index `from` on */

const char *document_joined(arena *a, const char *before, const char *more); /* with a blank; before may be NULL or "" */

struct signing {
	const char *capacity;     /* "KT.", "TM.", "TL.", "TUQ.", "Q." */
	const char *on_behalf_of; /* what follows it: "GIÁM ĐỐC" */
	const char *position;     /* "PHÓ GIÁM ĐỐC" */
	const char *name;
};
enum recipient_role { ROLE_NONE, ROLE_REPORT, ROLE_COORDINATE, ROLE_CARRY_OUT, ROLE_FILE };
struct recipient {
	const char *name;
	enum recipient_role role;
	bool grouped;             /* the role stood apart and was applied to a group of lines */
};

struct document {
	const char *type, *number, *symbol, *place, *issuer, *title;
	date issued_on;
	const char *impossible_day; /* words of a day of issue that the calendar does not have, else NULL */
	int year;                 /* that the title names, else of the day of issue, else 0 */
	bool number_blank;        /* a number line is there, its number is not */
	struct signing signing;
	LIST(struct recipient) recipients;
	piece_list pieces;
	size_t body, foot, annex; /* pieces [body, foot) are the text, [foot, annex) signature and recipients */
};
struct document document_read(arena *a, const char *text);

/* The parts of document_read. */
void document_read_head(arena *a, struct document *d);  /* head.c: fills .body */
void document_read_foot(arena *a, struct document *d);  /* foot.c: fills .foot, .annex */
const char *document_type_word(const struct folded *t, int from, int *ret_to); /* "Kế hoạch" at `from`, or NULL */

/* Readers of PDF lose hyphens: "QĐUBND" to "QĐ-UBND".  One group of a symbol; what is not so glued comes back as it is. */
const char *document_symbol_parted(arena *a, const char *group);

/* The first words in [from, to) that are written like a whole day, whether the calendar has it or not. */
struct day_words {
	int from, to;
	date on;                  /* DATE_NONE: 31/4, 15/13, a year outside of the calendar */
};
bool document_day(const struct folded *t, int from, int to, struct day_words *ret);
/* A day written in any of the habits of documents, near index `from`: "ngày 08/02/2021", "08 tháng 02 năm 2021",
 * "7-6-2016", "08.02.21", "2021-02-08".  ret_from, ret_to: its place.  DATE_NONE when none starts in [from, to). */
date document_date(const struct folded *t, int from, int to, int *ret_from, int *ret_to);
#endif
