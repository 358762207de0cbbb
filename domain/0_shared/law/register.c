/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "domain/0_shared/law/register.h"
#include <string.h>

/* ---- folding a number --------------------------------------------------------------------- */

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_ascii(char c)
{
	return (unsigned char)c < 0x80;
}

/* What stands between the parts of a number: spaces, strokes, points, and every dash a typist or a converter has.
 * Returns how many bytes of it s begins with. */
static size_t separator_length(const char *s)
{
	static const char *const wide[] = {
		"\u00a0", "\u00ad", "\u2009", "\u200b", "\u202f", "\u2010", "\u2011", "\u2012",
		"\u2013", "\u2014", "\u2015", "\u2212", "\u2044", "\u2215", "\uff0f", "\uff0d",
	};

	if (is_ascii(*s)) /* WHY apart: a page folds a number for each citation, and most of it is ASCII */
		return *s && strchr(" \t\n\r/-_.", *s);
	for (size_t i = 0; i < COUNT_OF(wide); i++) {
		if (str_starts(s, wide[i]))
			return strlen(wide[i]);
	}
	return 0;
}

/* Đ in its three look-alikes and both cases.  Returns how many bytes of one s begins with. */
static size_t d_with_stroke_length(const char *s)
{
	static const char *const letters[] = { "\u0110", "\u0111", "\u00d0", "\u00f0", "\u0189", "\u0256" };

	if (is_ascii(*s))
		return 0;
	for (size_t i = 0; i < COUNT_OF(letters); i++) {
		if (str_starts(s, letters[i]))
			return strlen(letters[i]);
	}
	return 0;
}

/* Separators vanish, except that one stroke stays between two runs of digits: 4/2015 is not 42015. */
bool register_key(const char *number, size_t size, char ret[])
{
	size_t n = 0;
	bool gap = false;

	for (const char *s = number; *s;) {
		size_t skip = separator_length(s);
		if (skip) {
			gap = true;
			s += skip;
			continue;
		}
		if (n + 3 > size)
			return false;
		if (gap && n && is_digit(ret[n - 1]) && is_digit(*s))
			ret[n++] = '/';
		gap = false;
		skip = d_with_stroke_length(s);
		bool leading_zero = *s == '0' && is_digit(s[1]) && (n == 0 || ret[n - 1] == '/');
		if (skip)
			ret[n++] = 'D';
		else if (*s >= 'a' && *s <= 'z')
			ret[n++] = (char)(*s - 'a' + 'A');
		else if (!leading_zero)
			ret[n++] = *s;
		s += skip ? skip : 1;
	}
	if (n == 0)
		return false;
	ret[n] = 0;
	return true;
}

/* ---- finding ------------------------------------------------------------------------------ */

static int year_of(date d)
{
	int year, month, day;

	date_split(d, &year, &month, &day);
	return year;
}

static bool matches(const struct law_document *document, date issued_on)
{
	switch (document->match) {
	case LAW_BY_NUMBER:
		return true;
	case LAW_BY_YEAR:
		return issued_on != DATE_NONE && year_of(issued_on) == year_of(document->issued_on);
	case LAW_BY_DATE:
		return issued_on == document->issued_on;
	}
	return false;
}

/* Index of the first row whose key is not below key. */
static int first_at(const struct law_register *r, const char *key)
{
	int low = 0;
	int high = r->document_count;

	while (low < high) {
		int middle = low + (high - low) / 2;
		if (strcmp(r->documents[middle].key, key) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* The same day wins over the same year. */
const struct law_document *register_find_in(const struct law_register *r, const char *number, date issued_on)
{
	const struct law_document *found = NULL;
	char key[LAW_KEY_SIZE];

	if (!number || !register_key(number, sizeof key, key))
		return NULL;
	for (int i = first_at(r, key); i < r->document_count && str_eq(r->documents[i].key, key); i++) {
		const struct law_document *document = &r->documents[i];
		if (!matches(document, issued_on))
			continue;
		if (document->issued_on == issued_on)
			return document;
		if (!found)
			found = document;
	}
	return found;
}

const struct law_document *register_find(const char *number, date issued_on)
{
	return register_find_in(&law_shipped, number, issued_on);
}

/* ---- status ------------------------------------------------------------------------------- */

struct law_state register_status(const struct law_document *document, date on)
{
	const struct law_change *now = NULL;

	if (!document || on == DATE_NONE)
		return (struct law_state){ .since = DATE_NONE };
	for (int i = 0; i < document->change_count && document->changes[i].from <= on; i++)
		now = &document->changes[i];
	if (!now) {
		const struct law_change *first = &document->changes[0];
		return (struct law_state){ .not_yet = true, .confirmed = first->confirmed, .since = first->from };
	}
	return (struct law_state){
		.status = now->status,
		.confirmed = now->confirmed && now->status != LAW_UNCONFIRMED,
		.replaced_by = now->by,
		.since = now->from,
	};
}

/* ---- words -------------------------------------------------------------------------------- */

static const struct {
	const char *word, *vn;
} STATUS[] = {
	[LAW_UNCONFIRMED] = { "unconfirmed", N_("chưa xác nhận hiệu lực") },
	[LAW_IN_FORCE] = { "in_force", N_("còn hiệu lực") },
	[LAW_PARTLY_EXPIRED] = { "partly_expired", N_("hết hiệu lực một phần") },
	[LAW_EXPIRED] = { "expired", N_("hết hiệu lực") },
	[LAW_SUPERSEDED] = { "superseded", N_("bị thay về nội dung") },
};

const char *law_status_word(enum legal_status status)
{
	assert((size_t)status < COUNT_OF(STATUS));
	return STATUS[status].word;
}

const char *law_status_vn(enum legal_status status)
{
	assert((size_t)status < COUNT_OF(STATUS));
	return STATUS[status].vn;
}

bool law_status_parse(const char *word, enum legal_status *ret)
{
	for (size_t i = 0; i < COUNT_OF(STATUS); i++) {
		if (str_eq(STATUS[i].word, word)) {
			*ret = (enum legal_status)i;
			return true;
		}
	}
	return false;
}

const char *register_words(struct law_state state)
{
	return state.not_yet ? N_("chưa có hiệu lực") : law_status_vn(state.status);
}

/* ---- rules -------------------------------------------------------------------------------- */

const struct law_rule *rule_find_in(const struct law_register *r, const char *id)
{
	for (int i = 0; i < r->rule_count; i++) {
		if (str_eq(r->rules[i].id, id))
			return &r->rules[i];
	}
	return NULL;
}

const struct law_rule *rule_find(const char *id)
{
	return rule_find_in(&law_shipped, id);
}

const char *law_unit_word(enum law_unit unit)
{
	static const char *const words[] = {
		[LAW_CALENDAR_DAY] = "calendar_day",   [LAW_WORKING_DAY] = "working_day",
		[LAW_MONTH] = "month",                 [LAW_HOUR] = "hour",
		[LAW_DAY_PER_MONTH] = "day_per_month", [LAW_DAY_PER_WEEK] = "day_per_week",
		[LAW_DAY_OF_MONTH] = "day_of_month",   [LAW_TIME_PER_YEAR] = "time_per_year",
	};

	assert((size_t)unit < COUNT_OF(words));
	return words[unit];
}
