/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* due: terms in words to last days.  HOUSE RULE (decisions): "trước ngày N" is N - 1; "chậm nhất", "đến ngày N" is N;
 * a month, a quarter, a year end on their last day; recurring, relative and open terms have words and no day. */
#include "domain/0_shared/calendar/term.h"
#include "domain/3_do/plan/reader/reader.h"
#include "domain/3_do/plan/reader/term_words.h"
#include <stdlib.h>
#include <string.h>

#define LEAD "(truoc|cham nhat|muon nhat|khong qua|den het|den|het|xong|hoan thanh|trong|vao|cuoi|han|(?<!ke )(?<!tinh )tu|" \
	     "thoi gian(?! ky)[a-z ]{0,20}:?|thoi han[a-z ]{0,20}:?)"

/* How a term begins: its words from `from` on, what it says of a day from `body` on. */
struct opening {
	int from, body;
	bool before;            /* "trước": the day before */
	bool begins;            /* "từ": only the end of a run is a term */
	bool until;             /* "đến", without "hết" */
};

static struct opening read_opening(const struct folded *t, const struct span *m)
{
	PATTERN(truoc, "truoc");
	PATTERN(tu, "(?<![a-z])tu (?:ngay )?$");
	PATTERN(words, "(?:la |truoc |ngay |het )*");
	PATTERN(hour, "[0-9]{1,2} ?(?:gio|h) ?(?:[0-9]{2})?(?: phut)?,? (?:ngay )?"); /* "trước 18 giờ ngày 17/9": that day still is */
	struct opening o = { .from = m[0].from, .body = m[0].to };
	struct span w[SPANS];

	if (pattern_at(&words, t, o.body, w))
		o.body = w[0].to;
	o.before = pattern_find(&truoc, t, o.from, o.body, NULL);
	o.begins = pattern_find(&tu, t, o.from, o.body, NULL);
	o.until = m[1].to - m[1].from == 3 && strncmp(t->f + m[1].from, "den", 3) == 0 && strncmp(t->f + o.body, "het", 3) != 0 &&
		  (o.body < 4 || strncmp(t->f + o.body - 4, "het ", 4) != 0);
	if (pattern_at(&hour, t, o.body, w)) {
		o.body = w[0].to;
		o.before = false;
	}
	return o;
}

/* "đến năm 2025", "phấn đấu đến hết năm 2030 đạt 60 %" is a horizon, "nhiệm vụ được giao trong năm 2025" a mention. */
static bool is_horizon(const struct folded *t, const struct opening *o, int to)
{
	enum { LOOK_BACK = 60 };
	PATTERN(year, "(?:het |cuoi )?(?:nam|giai doan) ");
	PATTERN(given, "giao $");
	PATTERN(aims, "phan dau[^.;\\n]*$");
	PATTERN(goal, " ?,? ?(?:dat|co|ty le|giam|tang|tren|it nhat|tren|100|[0-9]{1,3} ?%)");
	int back = o->from > LOOK_BACK ? o->from - LOOK_BACK : 0;

	if (!pattern_at(&year, t, o->body, NULL))
		return false;
	return o->until || pattern_find(&given, t, back, o->from, NULL) || pattern_find(&aims, t, back, o->from, NULL) ||
	       pattern_at(&goal, t, to, NULL);
}

/* What comes back, begins, runs on or counts from an event: words without a day. */
static bool read_open(const struct folded *t, const struct opening *o, const struct span *lead, struct plan_due *ret, int *ret_to)
{
#define DAY_MONTH "(?:truoc )?(?:ngay )?[0-9]{1,2}(?: ?/ ?| thang )[0-9]{1,2}"
	PATTERN(each, "ngay [0-9]{1,2}(?: ?(?:,|va) ?(?:ngay )?[0-9]{1,2})* (?:hang|moi) thang|"
		      "ngay [0-9]{1,2} (?:cua )?thang (?:cuoi|dau|sau|dau tien)[^,.;]{0,20}|"
		      DAY_MONTH "(?: ?(?:,|va|, va) ?" DAY_MONTH ")* (?:hang|moi) nam|ngay [0-9]{1,2}[/-][0-9]{1,2} (?:hang|moi) nam");
	PATTERN(early, "dau (?:thang|qu[yi]|nam)(?: (?:[0-9]{1,2}|iv|i{1,3}))?(?:(?: ?[/-] ?|,? nam )(?:19|20)[0-9]{2})?"); /* names no last day */
	PATTERN(runs_on, "nam (?:19|20)[0-9]{2}(?:,| va|, va) (?:cac|nhung) nam (?:tiep theo|sau|ke tiep)");
	PATTERN(relative, "(?:vong |thoi han )?[0-9]{1,3} (?:ngay|thang|gio|tuan)(?: lam viec)?(?: (?:ke tu|sau|tu)[^,.;]{0,80})?");
	PATTERN(half, "(?:0?6|sau) thang (?:dau|cuoi) nam");
	struct span w[SPANS];
	int body = o->body;
	/* "trước ngày 15 hằng tháng": a term that comes back */
	int back = body >= 5 && strncmp(t->f + body - 5, "ngay ", 5) == 0 ? body - 5 : body;

	ret->kind = DUE_RECURRING;
	if (pattern_at(&each, t, back, w) || pattern_at(&each, t, body, w)) {
		*ret_to = w[0].to;
		return true;
	}
	ret->kind = DUE_NONE;
	bool inside = strncmp(t->f + lead[1].from, "trong", 5) == 0 && !pattern_at(&half, t, body, NULL);
	if (pattern_at(&early, t, body, w) || pattern_at(&runs_on, t, body, w) || (inside && pattern_at(&relative, t, body, w))) {
		*ret_to = w[0].to;
		return true;
	}
	return false;
}

static bool read_term(const struct folded *t, const struct span *lead, int year, struct plan_due *ret, int *ret_to)
{
	struct opening o = read_opening(t, lead);
	struct term_days days;

	*ret = (struct plan_due){ .last_day = DATE_NONE };
	if (!o.begins && read_open(t, &o, lead, ret, ret_to))
		return true;
	if (!term_days(t, o.body, year, &days) || is_horizon(t, &o, days.to))
		return false;
	if (o.begins && !days.run)
		return false;
	ret->kind = DUE_FIXED;
	ret->doubt = days.none ? DOUBT_NO_SUCH_DAY : DOUBT_NONE;
	if (days.first != DATE_NONE)
		ret->last_day = term_rule_limit(o.before ? TERM_BEFORE : TERM_UNTIL, o.before ? days.first : days.last);
	if (days.none || (days.first != DATE_NONE && ret->last_day == DATE_NONE)) { /* "trước ngày 01/01/1900" */
		ret->kind = DUE_NONE;
		ret->doubt = DOUBT_NO_SUCH_DAY;
	}
	*ret_to = days.to;
	return true;
}

bool due_next(arena *a, const struct folded *t, int *at, int year, struct plan_due *ret, int *ret_from)
{
	PATTERN(lead, "(?<![a-z])" LEAD "(?: (?:la|trong|truoc|het))?[: ]+(?=(?:la |truoc |ngay |[0-9]|thang |qu[yi] |nam |tuan |het |het ngay |6 thang|06 thang|vong |thoi han |cuoi |dau |giai doan ))");
	struct span m[SPANS];

	while (pattern_find(&lead, t, *at, t->n, m)) {
		struct plan_due due;
		int to;
		*at = m[0].to;
		if (!read_term(t, m, year, &due, &to))
			continue;
		due.text = folded_cut(a, t, m[0].from, to);
		*ret = due;
		*ret_from = m[0].from;
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
		int y, month, day, years = (int)strtol(t->f + m[1].from, NULL, 10);
		date_split(d, &y, &month, &day);
		date due = date_of(y + years, month, day);
		if (due == DATE_NONE)
			due = date_month_end(y + years, month);
		if (due < issued_on)
			continue;
		*ret = (struct plan_due){ .text = folded_cut(a, t, m[0].from, day_to), .last_day = due, .kind = DUE_DERIVED };
		return true;
	}
	return false;
}

/* HOUSE RULE: a last day before the plan was signed, or more than two years behind it, is rather a slip than a term.
 * Where the day of signing is not known its year stands for it. */
static struct plan_due doubted(struct plan_due due, int year, date issued_on)
{
	enum { MONTHS = 24 };
	date first = issued_on, last = issued_on;

	if (due.kind != DUE_FIXED || due.last_day == DATE_NONE || (issued_on == DATE_NONE && !year))
		return due;
	if (issued_on == DATE_NONE) {
		first = date_of(year, 1, 1);
		last = date_of(year, 12, 31);
	}
	last = last == DATE_NONE ? DATE_NONE : date_add_months(last, MONTHS);
	if (first != DATE_NONE && due.last_day < first)
		due.doubt = DOUBT_BEFORE_SIGNING;
	else if (last != DATE_NONE && due.last_day > last)
		due.doubt = DOUBT_FAR;
	return due;
}

/* A bare day, month or year in a cell, read as behind "trong". */
static bool led_term(arena *a, const char *text, int year, struct plan_due *ret)
{
	struct folded led = folded(a, arena_fmt(a, "trong %s", text));
	int at = 0, from;
	return due_next(a, &led, &at, year, ret, &from);
}

struct plan_due due_of_cell(arena *a, const char *text, int year, date issued_on)
{
	PATTERN(recurring, "thuong xuyen|(?:hang|moi) (?:thang|quy|nam|tuan|ngay)|dinh ky");
	PATTERN(range, "^(?:tu )?.*(?:-|den) *(?=[^-]*$)");
	PATTERN(nothing, "^[ -]*$");
	PATTERN(only_year, "^(?:19|20)[0-9]{2}[ .]*$");
	struct plan_due due = { .last_day = DATE_NONE };
	struct folded t = folded(a, text);
	struct span m[SPANS];
	int at = 0, from;

	if (pattern_at(&nothing, &t, 0, NULL))
		return due;
	if (pattern_at(&only_year, &t, 0, NULL)) {
		led_term(a, arena_fmt(a, "năm %s", text), year, &due);
	} else if (due_next(a, &t, &at, year, &due, &from)) {
		struct plan_due more;
		while (due_next(a, &t, &at, year, &more, &from)) /* "từ ngày ... đến ngày ...": the last one */
			if (more.last_day != DATE_NONE && more.last_day > due.last_day)
				due = more;
	} else if (!led_term(a, text, year, &due) && pattern_at(&range, &t, 0, m)) {
		led_term(a, text + t.at[m[0].to], year, &due);
	}
	due.text = text;
	if (due.last_day == DATE_NONE)
		due.kind = pattern_in(&recurring, &t) ? DUE_RECURRING : DUE_NONE;
	return doubted(due, year, issued_on);
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
	enum { SENTENCE = 600 };
	int start = from, end = to;

	/* WHY: no further than a sentence is long; one of a million letters must not be walked once a term. */
	while (start > 0 && from - start < SENTENCE && !strchr(".;\n", t->text[t->at[start - 1]]))
		start--;
	while (end < t->n && end - to < SENTENCE && !strchr(".;\n", t->text[t->at[end]]))
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

/* "Sở Nội vụ mở lớp quý II, III/2025.": months and quarters with a year that end their sentence, without a word before. */
static bool bare_term(arena *a, const struct folded *t, int year, struct plan_due *ret)
{
	PATTERN(bare, "(?<=[a-z)] )(?<!cao )(?<!qua )(?<!cua )(?<!lieu )(?<!hinh )(?<!ky )(?<!den )(?<!truoc )"
		      "(?=(?:thang|qu[yi]) [0-9ivx]{1,4}[ ,0-9a-z/-]{0,24}(?:19|20)[0-9]{2} *(?:[.;\\n]|$))");
	PATTERN(stop, " *(?:[.;\\n]|$)");
	struct term_days days;
	struct span m[SPANS];

	for (int from = 0; pattern_find(&bare, t, from, t->n, m); from = m[0].to + 1) {
		if (!term_days(t, m[0].to, year, &days) || days.none || !pattern_at(&stop, t, days.to, NULL))
			continue;
		*ret = (struct plan_due){ .text = folded_cut(a, t, m[0].to, days.to), .last_day = days.last, .kind = DUE_FIXED };
		return true;
	}
	return false;
}

/* The first term that is no report's; the words of others that end on another day are kept with it. */
static bool spoken_term(arena *a, const struct folded *t, int year, struct plan_due *ret)
{
	enum { OTHERS = 400 };
	struct plan_due due;
	struct buf others = { .a = a };
	bool any = false;

	for (int at = 0, from; due_next(a, t, &at, year, &due, &from);) {
		/* A term of a periodic report belongs to the report (report_periods), not to the task. */
		if (report_term(a, t, from, at, 0, NULL))
			continue;
		if (!any)
			*ret = due;
		else if (due.kind == DUE_FIXED && due.last_day != ret->last_day && others.n < OTHERS)
			buf_fmt(&others, "%s%s", others.n ? "; " : "", due.text);
		any = true;
	}
	if (others.n)
		ret->others = buf_str(&others);
	return any;
}

struct plan_due due_find(arena *a, const char *text, int year, date issued_on)
{
	PATTERN(label, "(?:^|[ (.;,\\n-])(?:thoi gian(?: (?:thuc hien|hoan thanh|to chuc|trien khai|tien hanh))?|thoi han(?: (?:hoan thanh|thuc hien))?|tien do) ?: ?([^.;\\n)]{3,90})");
	PATTERN(within, "(?:cham nhat|trong|khong qua)(?: la| vong| thoi han)* [0-9]{1,3} (?:ngay|thang|gio|tuan)(?: lam viec)?(?: (?:ke tu|sau|tu)[^,.;]{0,80})?");
	PATTERN(monthly, "(?:truoc |vao |cham nhat )?ngay [0-9]{1,2} (?:hang|moi) thang|(?:truoc )?ngay [0-9]{1,2}[/-][0-9]{1,2} (?:hang|moi) nam");
	PATTERN(regular, "dinh ky (?:hang|moi) (?:tuan|thang|quy)|(?:hang|moi) (?:tuan|thang|quy),? (?:to chuc|bao cao|tong hop|hop|danh gia)");
	struct folded t = folded(a, text);
	struct plan_due due = { .last_day = DATE_NONE }, spoken = { .last_day = DATE_NONE };
	struct span m[SPANS];
	bool said = spoken_term(a, &t, year, &spoken);

	if (pattern_find(&label, &t, 0, t.n, m)) {
		due = due_of_cell(a, folded_cut(a, &t, m[1].from, m[1].to), year, issued_on);
		due.others = spoken.others;
		return due;
	}
	if (said)
		return doubted(spoken, year, issued_on);
	if (derived(a, &t, issued_on, &due))
		return due;
	if (pattern_find(&within, &t, 0, t.n, m))
		return (struct plan_due){ .text = folded_cut(a, &t, m[0].from, m[0].to), .last_day = DATE_NONE };
	if (pattern_find(&monthly, &t, 0, t.n, m) || pattern_find(&regular, &t, 0, t.n, m))
		return (struct plan_due){ .text = folded_cut(a, &t, m[0].from, m[0].to), .last_day = DATE_NONE, .kind = DUE_RECURRING };
	return bare_term(a, &t, year, &due) ? doubted(due, year, issued_on) : due;
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
		due = doubted(due, year, r->document.issued_on);
		*LIST_ADD(a, &r->report_periods) = (struct report_period){ .name = name, .due_text = due.text, .last_day = due.last_day, .doubt = due.doubt };
		previous = at;
	}
}
