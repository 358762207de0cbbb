/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* field: what a person typed into one field, at every door: pages, commands, files.  Each kind has one function, which
 * folds what looks alike (NFC, full-width letters, blanks of all sorts, what nobody sees), trims, then checks.  A refusal
 * is E_INPUT with a sentence that says what to write.  Lengths are characters.  typed is valid UTF-8; passwords are never
 * a field of this kind: every character of theirs counts. */
#ifndef FIELD_H
#define FIELD_H
#include "platform/clock/date.h"

enum { FIELD_LINE_MOST = 200, FIELD_EMAIL_MOST = 254, FIELD_CODE_MOST = 20 };

/* A name, a title: one line of 1 to FIELD_LINE_MOST characters with a letter among them, blanks folded to one. */
err field_line(arena *a, const char *typed, const char **ret);
/* The same, and nothing at all is "". */
err field_line_or_none(arena *a, const char *typed, const char **ret);
/* A code an office gives: letters, digits, '.', '-', '_', '&', '/'; no blank. */
err field_code(arena *a, const char *typed, const char **ret);
/* HOUSE RULE: a mail address is ASCII, one '@', a name with a dot behind it; in small letters.  Whether mail arrives
 * there, only a letter tells. */
err field_email(arena *a, const char *typed, const char **ret);
/* The same folding without judging, for looking one up. */
const char *field_email_key(arena *a, const char *typed);
/* Digits with blanks, dots, dashes, brackets; "+84" and "0084" become "0".  8 to 11 digits beginning with 0. */
err field_phone(arena *a, const char *typed, const char **ret);
/* A whole number, as "1.250" too where dots stand between groups of three. */
err field_int(arena *a, const char *typed, int64_t least, int64_t most, int64_t *ret);
/* 0 to 100, with or without the sign: "45", "45 %". */
err field_percent(arena *a, const char *typed, int *ret);
/* dd/mm/yyyy or ISO, a day of the calendar. */
err field_date(arena *a, const char *typed, date *ret);
#endif
