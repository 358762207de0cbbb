/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* term_words: the days that words at one place name: a day, months, quarters, half a year, years, and runs of them. */
#include "domain/3_do/plan/reader/term_words.h"
#include "domain/0_shared/document/document.h"
#include <stdlib.h>
#include <string.h>

#define MONTH "(0?[1-9]|1[0-2])(?![0-9])"
#define QUARTER "(iv|i{1,3}|[1-4])(?![a-z0-9])"
#define OF_YEAR "(?:(?: ?[/-] ?|,? nam )((?:19|20)[0-9]{2})(?![0-9]))"
/* A number in a list of months or quarters, not of what else is counted behind them. */
#define LISTED "(?= ?(?:[/,.;)-]|va |den |nam |$))"

static int number_of(const struct folded *t, struct span s)
{
	static const char *const roman[] = { "", "i", "ii", "iii", "iv" };
	char word[8] = "";
	if (s.from < 0 || s.to - s.from >= (int)sizeof word)
		return 0;
	memcpy(word, t->f + s.from, (size_t)(s.to - s.from));
	for (int i = 1; i < (int)COUNT_OF(roman); i++)
		if (strcmp(word, roman[i]) == 0)
			return i;
	return (int)strtol(word, NULL, 10);
}

/* Of what a list took, the one that stands last. */
static struct span last_of(struct span x, struct span y, struct span z)
{
	struct span last = y.from > x.from ? y : x;
	return z.from > last.from ? z : last;
}

static bool found(struct term_days *ret, date first, date last, int to)
{
	*ret = (struct term_days){ .first = first, .last = last, .to = to };
	return true;
}

static bool no_such_day(struct term_days *ret, int to)
{
	*ret = (struct term_days){ .first = DATE_NONE, .last = DATE_NONE, .to = to, .none = true };
	return true;
}

static bool named_day(const struct folded *whole, int at, int year, struct term_days *ret)
{
	PATTERN(gap, "(?:(?!thang|qu[yi]|nam |den|tu )[a-z: ]){0,14}");
	PATTERN(short_day, "(?:ngay )?([0-9]{1,2}) ?[/.-] ?([0-9]{1,2})(?![0-9/])(?! ?[-/] ?[a-z]| ?thang)|"
			   "(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2})(?![0-9])");
	PATTERN(surely, "(?:ngay )?[0-9]{1,2} thang|ngay |[0-9/. -]+(?: *[,.;)\\n]|$)"); /* "24/24 giờ" is no day */
	struct folded t = { .text = whole->text, .f = whole->f + at, .at = whole->at + at, .n = whole->n - at }; /* no looking back */
	struct span m[SPANS];
	struct day_words w;

	if (document_day(&t, 0, t.n < 40 ? t.n : 40, &w)) {
		struct folded before = { .text = t.text, .f = t.f, .at = t.at, .n = w.from };
		if (pattern_at(&gap, &before, 0, m) && m[0].to == w.from)
			return w.on == DATE_NONE ? no_such_day(ret, at + w.to) : found(ret, w.on, w.on, at + w.to);
	}
	if (!year || !pattern_at(&short_day, &t, 0, m))
		return false;
	int k = m[1].from >= 0 ? 1 : 3;
	date d = date_of(year, number_of(&t, m[k + 1]), number_of(&t, m[k]));
	if (d != DATE_NONE)
		return found(ret, d, d, at + m[0].to);
	bool behind_ngay = at >= 5 && strncmp(whole->f + at - 5, "ngay ", 5) == 0;
	return (behind_ngay || pattern_at(&surely, &t, 0, NULL)) && no_such_day(ret, at + m[0].to);
}

static bool named_months(const struct folded *t, int at, int year, struct term_days *ret)
{
	PATTERN(months, "(?:het |cuoi )?thang " MONTH "(?! thang)"
			"(?: ?(?:-|den|,|va|, va) ?(?:het )?thang " MONTH "| ?(?:-|den|,|va) ?" MONTH LISTED ")*" OF_YEAR "?");
	PATTERN(wrong, "thang (0{1,2}|1[3-9]|[2-9][0-9])(?![0-9]| thang)" OF_YEAR "?");
	struct span m[SPANS];

	if (pattern_at(&wrong, t, at, m))
		return no_such_day(ret, m[0].to);
	if (!pattern_at(&months, t, at, m))
		return false;
	int y = m[4].from >= 0 ? number_of(t, m[4]) : year;
	int last = number_of(t, last_of(m[1], m[2], m[3]));
	found(ret, y ? date_of(y, number_of(t, m[1]), 1) : DATE_NONE, y ? date_month_end(y, last) : DATE_NONE, m[0].to);
	ret->run = m[2].from >= 0 || m[3].from >= 0;
	return true;
}

static bool named_quarters(const struct folded *t, int at, int year, struct term_days *ret)
{
	PATTERN(quarters, "(?:het |cuoi )?qu[yi] " QUARTER
			  "(?: ?(?:-|den|,|va|, va) ?(?:het )?qu[yi] " QUARTER "| ?(?:-|den|,|va) ?" QUARTER LISTED ")*" OF_YEAR "?");
	PATTERN(wrong, "qu[yi] (?:v|vi{1,3}|x|[05-9])" OF_YEAR);
	struct span m[SPANS];

	if (pattern_at(&wrong, t, at, m))
		return no_such_day(ret, m[0].to);
	if (!pattern_at(&quarters, t, at, m))
		return false;
	int y = m[4].from >= 0 ? number_of(t, m[4]) : year;
	int last = number_of(t, last_of(m[1], m[2], m[3]));
	found(ret, y ? date_of(y, 3 * number_of(t, m[1]) - 2, 1) : DATE_NONE, y ? date_month_end(y, 3 * last) : DATE_NONE, m[0].to);
	ret->run = m[2].from >= 0 || m[3].from >= 0;
	return true;
}

static bool named_half(const struct folded *t, int at, int year, struct term_days *ret)
{
	PATTERN(half, "(?:0?6|sau) thang (dau|cuoi) nam(?: ((?:19|20)[0-9]{2}))?");
	struct span m[SPANS];

	if (!pattern_at(&half, t, at, m))
		return false;
	int y = m[2].from >= 0 ? number_of(t, m[2]) : year;
	int first = t->f[m[1].from] == 'd' ? 1 : 7;
	if (!y)
		return found(ret, DATE_NONE, DATE_NONE, m[0].to);
	return found(ret, date_of(y, first, 1), date_month_end(y, first + 5), m[0].to);
}

static bool named_years(const struct folded *t, int at, struct term_days *ret)
{
	PATTERN(years, "(?:het |cuoi )?(?:nam|giai doan(?: nam)?) ((?:19|20)[0-9]{2})(?: ?(?:-|den) ?(?:het )?(?:nam )?((?:19|20)[0-9]{2}))?(?![0-9/])");
	struct span m[SPANS];

	if (!pattern_at(&years, t, at, m))
		return false;
	int last = number_of(t, m[2].from >= 0 ? m[2] : m[1]);
	found(ret, date_of(number_of(t, m[1]), 1, 1), date_of(last, 12, 31), m[0].to);
	ret->run = m[2].from >= 0;
	return true;
}

static bool named_one(const struct folded *t, int at, int year, struct term_days *ret)
{
	return named_day(t, at, year, ret) || named_months(t, at, year, ret) || named_quarters(t, at, year, ret) ||
	       named_half(t, at, year, ret) || named_years(t, at, ret);
}

bool term_days(const struct folded *t, int at, int year, struct term_days *ret)
{
	PATTERN(day_of_run, "(?:ngay )?[0-9]{1,2} ?(?:-|den(?: het)?|va|,) ?(?:ngay )?(?=[0-9]{1,2} ?(?:[/.-] ?[0-9]{1,2}|thang [0-9]))");
	PATTERN(link, " ?(?:(?:-|den(?: het)?) ?(?:het )?(?:ngay )?|(?:,|va|, va) (?=thang |qu[yi] ))");
	struct term_days more;
	struct span m[SPANS];

	if (!named_one(t, at, year, ret)) { /* "10 - 20/4/2025": the first day has no month of its own */
		if (!pattern_at(&day_of_run, t, at, m) || !named_day(t, m[0].to, year, ret))
			return false;
		ret->run = true;
	}
	while (ret->last != DATE_NONE && pattern_at(&link, t, ret->to, m) && named_one(t, m[0].to, year, &more) && !more.none) {
		if (more.last == DATE_NONE || more.last <= ret->last)
			break;
		ret->last = more.last;
		ret->to = more.to;
		ret->run = true;
	}
	return true;
}
