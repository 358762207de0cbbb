/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* due: terms in words to last days.  HOUSE RULE (decisions): "trước ngày N" is N - 1; "chậm nhất", "đến ngày N" is N;
 * a month, a quarter, a year end on their last day; recurring, relative and open terms have words and no day. */
#include "domain/3_do/plan/reader/reader.h"
#include "platform/text/text.h"
#include <stdlib.h>
#include <string.h>

#define LEAD "(truoc|cham nhat|muon nhat|den het|den|het|xong|hoan thanh|trong|vao|cuoi|han|thoi gian[a-z ]{0,20}:?|thoi han[a-z ]{0,20}:?)"

static int last_number(const struct folded *t, struct span s)
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

/* "trước" before a day, month, quarter or year takes the day before it begins. */
static date ends(bool before, date first, date last)
{
	return before ? first - 1 : last;
}

static bool full_day(const struct folded *t, int from, int limit, int year, bool before, date *ret, int *ret_to)
{
	PATTERN(short_day, "(?:ngay )?([0-9]{1,2}) ?[/.-] ?([0-9]{1,2})(?![0-9/])(?! ?[-/] ?[a-z])|(?:ngay )?([0-9]{1,2}) thang ([0-9]{1,2})(?![0-9])");
	int at_from, at_to;
	struct span m[SPANS];
	date d = document_date(t, from, limit, &at_from, &at_to);

	if (d != DATE_NONE) {
		bool close = at_from - from <= 14; /* words like "ngày" may stand between, nothing else */
		for (int i = from; i < at_from && close; i++)
			close = t->f[i] == ' ' || (t->f[i] >= 'a' && t->f[i] <= 'z') || t->f[i] == ':';
		if (close) {
			*ret = before ? d - 1 : d;
			*ret_to = at_to;
			return true;
		}
	}
	if (pattern_at(&short_day, t, from, m) && year) {
		int k = m[1].from >= 0 ? 1 : 3;
		d = date_of(year, last_number(t, m[k + 1]), last_number(t, m[k]));
		if (d != DATE_NONE) {
			*ret = before ? d - 1 : d;
			*ret_to = m[0].to;
			return true;
		}
	}
	return false;
}

bool due_next(arena *a, const struct folded *t, int *at, int year, struct plan_due *ret, int *ret_from)
{
	PATTERN(lead, "(?<![a-z])" LEAD "(?: (?:la|trong|truoc|het))?[: ]+(?=(?:la |truoc |ngay |[0-9]|thang |quy |nam |tuan |het |het ngay |6 thang|06 thang|vong |thoi han |cuoi |dau ))");
	PATTERN(month, "(?:het |cuoi )?thang (0?[1-9]|1[0-2])(?![0-9]| thang)(?:(?: ?[/-] ?|,? nam )((?:19|20)[0-9]{2}))?");
	PATTERN(quarter, "(?:het |cuoi )?quy (iv|i{1,3}|[1-4])(?![a-z0-9])(?:(?: ?[/-] ?|,? nam )((?:19|20)[0-9]{2}))?");
	PATTERN(early, "dau (?:thang|quy|nam)(?: (?:[0-9]{1,2}|iv|i{1,3}))?(?:(?: ?[/-] ?|,? nam )(?:19|20)[0-9]{2})?"); /* names no last day */
	PATTERN(half, "(?:0?6|sau) thang dau nam(?: ((?:19|20)[0-9]{2}))?");
	PATTERN(whole_year, "(?:het |cuoi )?nam ((?:19|20)[0-9]{2})");
	PATTERN(relative, "(?:vong |thoi han )?[0-9]{1,3} (?:ngay|thang|gio|tuan)(?: lam viec)?(?: (?:ke tu|sau|tu)[^,.;]{0,80})?");
	PATTERN(each, "ngay ([0-9]{1,2}) (?:hang|hang) thang|ngay ([0-9]{1,2}) (?:cua )?thang (?:cuoi|dau|sau|dau tien)[^,.;]{0,20}|[0-9]{1,2} ?/ ?[0-9]{1,2} (?:hang|hang) nam|ngay [0-9]{1,2}[/-][0-9]{1,2} (?:hang|moi) nam");
	PATTERN(truoc, "truoc");
	PATTERN(words, "(?:la |truoc |ngay |het )*");
	PATTERN(hour, "[0-9]{1,2} ?(?:gio|h) ?(?:[0-9]{2})?(?: phut)?,? (?:ngay )?"); /* "trước 18 giờ ngày 17/9": that day still is */
	struct span m[SPANS], w[SPANS];

	while (pattern_find(&lead, t, *at, t->n, m)) {
		int from = m[0].from, body = m[0].to, to = 0;
		*at = m[0].to;
		*ret = (struct plan_due){ .last_day = DATE_NONE, .kind = DUE_FIXED };
		if (pattern_at(&words, t, body, w))
			body = w[0].to;
		struct folded head = { .text = t->text, .f = t->f, .at = t->at, .n = body };
		bool before = pattern_find(&truoc, &head, from, body, NULL);
		if (pattern_at(&hour, t, body, w)) {
			body = w[0].to;
			before = false;
		}
		int y = year;
		/* "trước ngày 15 hằng tháng": a term that comes back */
		int back = body >= 5 && strncmp(t->f + body - 5, "ngay ", 5) == 0 ? body - 5 : body;
		if (pattern_at(&each, t, back, w) || pattern_at(&each, t, body, w)) {
			to = w[0].to;
			ret->kind = DUE_RECURRING;
		} else if (full_day(t, body, body + 40 < t->n ? body + 40 : t->n, year, before, &ret->last_day, &to)) {
			;
		} else if (pattern_at(&early, t, body, w)) {
			to = w[0].to;
			ret->kind = DUE_NONE;
		} else if (pattern_at(&month, t, body, w)) {
			to = w[0].to;
			y = w[2].from >= 0 ? last_number(t, w[2]) : year;
			int month_no = last_number(t, w[1]);
			if (y)
				ret->last_day = ends(before, date_of(y, month_no, 1), date_month_end(y, month_no));
		} else if (pattern_at(&quarter, t, body, w)) {
			to = w[0].to;
			y = w[2].from >= 0 ? last_number(t, w[2]) : year;
			int q = last_number(t, w[1]);
			if (y)
				ret->last_day = ends(before, date_of(y, 3 * q - 2, 1), date_month_end(y, 3 * q));
		} else if (pattern_at(&half, t, body, w)) {
			to = w[0].to;
			y = w[1].from >= 0 ? last_number(t, w[1]) : year;
			if (y)
				ret->last_day = date_month_end(y, 6);
		} else if (pattern_at(&whole_year, t, body, w)) {
			/* "đến năm 2025" is a horizon, "đến hết năm 2025" a term */
			if (m[1].to - m[1].from == 3 && strncmp(t->f + m[1].from, "den", 3) == 0 && strncmp(t->f + body, "het", 3) != 0 &&
			    (body < 4 || strncmp(t->f + body - 4, "het ", 4) != 0))
				continue;
			to = w[0].to;
			y = last_number(t, w[1]);
			ret->last_day = ends(before, date_of(y, 1, 1), date_of(y, 12, 31));
		} else if (pattern_at(&relative, t, body, w) && strncmp(t->f + m[1].from, "trong", 5) == 0) {
			to = w[0].to;
			ret->kind = DUE_NONE;
		} else {
			continue;
		}
		ret->text = folded_cut(a, t, from, to);
		*ret_from = from;
		*at = to;
		return true;
	}
	*at = t->n;
	return false;
}

/* "Tổng kết 10 năm thực hiện Quyết định ... ngày 20/10/2011": the anniversary, if it is still ahead. */
static bool derived(arena *a, const struct folded *t, date issued_on, struct plan_due *ret)
{
	PATTERN(jubilee, "(?:so ket|tong ket) ([0-9]{1,2}) nam (?:thuc hien|thi hanh|trien khai)[^.;]{0,120}?(?=ngay [0-9])");
	struct span m[SPANS];
	int from = 0, day_from, day_to;

	while (pattern_find(&jubilee, t, from, t->n, m)) {
		from = m[0].to;
		date d = document_date(t, m[0].to, m[0].to + 24 < t->n ? m[0].to + 24 : t->n, &day_from, &day_to);
		if (d == DATE_NONE || issued_on == DATE_NONE)
			continue;
		int y, month, day;
		date_split(d, &y, &month, &day);
		date due = date_of(y + last_number(t, m[1]), month, day);
		if (due == DATE_NONE)
			due = date_month_end(y + last_number(t, m[1]), month);
		if (due < issued_on)
			continue;
		*ret = (struct plan_due){ .text = folded_cut(a, t, m[0].from, day_to), .last_day = due, .kind = DUE_DERIVED };
		return true;
	}
	return false;
}

struct plan_due due_of_cell(arena *a, const char *text, int year, date issued_on)
{
	PATTERN(recurring, "thuong xuyen|(?:hang|moi) (?:thang|quy|nam|tuan|ngay)|dinh ky");
	PATTERN(range, "^(?:tu )?.*(?:-|den) *(?=[^-]*$)");
	PATTERN(nothing, "^[ -]*$");
	struct plan_due due = { .last_day = DATE_NONE };
	struct folded t = folded(a, text);
	int at = 0, from;

	if (pattern_at(&nothing, &t, 0, NULL))
		return due;
	if (due_next(a, &t, &at, year, &due, &from)) {
		struct plan_due more;
		while (due_next(a, &t, &at, year, &more, &from)) /* "từ ngày ... đến ngày ...": the last one */
			if (more.last_day != DATE_NONE && more.last_day > due.last_day)
				due = more;
	} else {
		struct span m[SPANS];
		int start = pattern_at(&range, &t, 0, m) ? m[0].to : 0;
		struct folded led = folded(a, arena_fmt(a, "trong %s", text + t.at[start]));
		at = 0;
		if (!due_next(a, &led, &at, year, &due, &from) && start) {
			led = folded(a, arena_fmt(a, "trong %s", text));
			at = 0;
			due_next(a, &led, &at, year, &due, &from);
		}
	}
	due.text = text;
	if (due.last_day == DATE_NONE)
		due.kind = pattern_in(&recurring, &t) ? DUE_RECURRING : DUE_NONE;
	(void)issued_on;
	return due;
}

#define PERIOD "(?:(?:0?6|sau|9|chin|0?9|0?3) thang(?: dau nam| cuoi nam)?|quy(?: [ivx]{1,3}| [1-4])?|(?:ca )?nam(?: [0-9]{4})?|thang|tuan|so ket|tong ket|dot xuat|chuyen de)"

/* Is the term in [from, to) that of a report?  Its sentence speaks of a report and names a period, or says to send it.
 * previous: where the term before ended, so that its period is not taken again.  ret_name may be NULL. */
static bool report_term(arena *a, const struct folded *t, int from, int to, int previous, const char **ret_name)
{
	PATTERN(report, "bao cao(?! (?:so|vien|nay|chinh tri))");
	PATTERN(sends, "\\b(?:gui|nop)\\b");
	PATTERN(name_before, "(?:bao cao )?(?:(?:ket qua|tinh hinh|so lieu)[a-z ]{0,40} )?(?:dinh ky )?" PERIOD "(?![a-z])");
	PATTERN(name_after, "^[ ,]*[(]?(?:doi voi )?((?:bao cao )?(?:dinh ky )?" PERIOD ")(?![a-z])");
	struct span m[SPANS];
	const char *name = NULL;
	int start = from, end = to;

	while (start > 0 && !strchr(".;\n", t->text[t->at[start - 1]]))
		start--;
	while (end < t->n && !strchr(".;\n", t->text[t->at[end]]))
		end++;
	if (!pattern_find(&report, t, start, from, m) && !(pattern_find(&report, t, to, end, m) && m[0].from - to < 40))
		return false;
	for (int found = previous > start ? previous : start; pattern_find(&name_before, t, found, from, m); found = m[0].to)
		name = folded_cut(a, t, m[0].from, m[0].to); /* the last one before the term */
	struct folded rest = { .text = t->text, .f = t->f + to, .at = t->at + to, .n = end - to };
	PATTERN(apart, "^ *[(]"); /* "(báo cáo năm)" right behind the term says more than what stood before it */
	if (pattern_at(&name_after, &rest, 0, m) && (!name || pattern_at(&apart, &rest, 0, NULL)))
		name = folded_cut(a, &rest, m[1].from, m[1].to);
	if (ret_name)
		*ret_name = name ? name : "báo cáo";
	return name || pattern_find(&sends, t, start, end, NULL);
}

struct plan_due due_find(arena *a, const char *text, int year, date issued_on)
{
	PATTERN(label, "(?:^|[ (.;,\\n-])(?:thoi gian(?: (?:thuc hien|hoan thanh|to chuc|trien khai|tien hanh))?|thoi han(?: (?:hoan thanh|thuc hien))?|tien do) ?: ?([^.;\\n)]{3,90})");
	PATTERN(within, "(?:cham nhat|trong|khong qua)(?: la| vong| thoi han)* [0-9]{1,3} (?:ngay|thang|gio|tuan)(?: lam viec)?(?: (?:ke tu|sau|tu)[^,.;]{0,80})?");
	PATTERN(monthly, "(?:truoc |vao |cham nhat )?ngay [0-9]{1,2} (?:hang|moi) thang|(?:truoc )?ngay [0-9]{1,2}[/-][0-9]{1,2} (?:hang|moi) nam");
	PATTERN(regular, "dinh ky (?:hang|moi) (?:tuan|thang|quy)|(?:hang|moi) (?:tuan|thang|quy),? (?:to chuc|bao cao|tong hop|hop|danh gia)");
	struct folded t = folded(a, text);
	struct plan_due due = { .last_day = DATE_NONE };
	struct span m[SPANS];
	int at = 0, from;

	if (pattern_find(&label, &t, 0, t.n, m))
		return due_of_cell(a, folded_cut(a, &t, m[1].from, m[1].to), year, issued_on);
	while (due_next(a, &t, &at, year, &due, &from)) {
		/* A term of a periodic report belongs to the report (report_periods), not to the task. */
		if (!report_term(a, &t, from, at, 0, NULL))
			return due;
	}
	due = (struct plan_due){ .last_day = DATE_NONE };
	if (derived(a, &t, issued_on, &due))
		return due;
	if (pattern_find(&within, &t, 0, t.n, m))
		return (struct plan_due){ .text = folded_cut(a, &t, m[0].from, m[0].to), .last_day = DATE_NONE };
	if (pattern_find(&monthly, &t, 0, t.n, m) || pattern_find(&regular, &t, 0, t.n, m))
		return (struct plan_due){ .text = folded_cut(a, &t, m[0].from, m[0].to), .last_day = DATE_NONE, .kind = DUE_RECURRING };
	return due;
}

void report_periods_find(arena *a, const char *text, int year, struct plan_reading *r)
{
	struct folded t = folded(a, text);
	struct plan_due due;
	int at = 0, from, previous = 0;
	const char *name;

	while (due_next(a, &t, &at, year, &due, &from)) {
		if (!report_term(a, &t, from, at, previous, &name))
			continue;
		*LIST_ADD(a, &r->report_periods) = (struct report_period){ .name = name, .due_text = due.text, .last_day = due.last_day };
		previous = at;
	}
}
