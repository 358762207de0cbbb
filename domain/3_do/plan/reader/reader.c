/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* reader: the parts put together. */
#include "domain/3_do/plan/reader/reader.h"
#include "domain/0_shared/law/register.h"
#include "platform/text/text.h"
#include <stdlib.h>
#include <string.h>

static void warn(arena *a, struct plan_reading *r, const char *code, const char *where, const char *detail)
{
	*LIST_ADD(a, &r->warnings) = (struct warning){ code, where, detail };
}

static void use(struct plan_reading *r, size_t first, size_t last, enum piece_use how)
{
	for (size_t i = first; i < last; i++)
		if (r->document.pieces.v[i].use == USE_NONE && !r->document.pieces.v[i].in_table && !piece_is_rule(&r->document.pieces.v[i]))
			r->document.pieces.v[i].use = how;
}

/* ---- tasks ---- */

static const char *title_of(arena *a, const char *text)
{
	PATTERN(end, "[.;:](?=[ \\n]|$)|\\n");
	struct folded t = folded(a, text);
	struct span m[SPANS];
	int to = pattern_find(&end, &t, 12 < t.n ? 12 : t.n, t.n, m) ? m[0].from : t.n;
	if (to > 200) { /* no early stop: end at the last comma or word in reach */
		int cut = 200;
		while (cut > 120 && t.f[cut] != ',')
			cut--;
		if (cut == 120)
			for (cut = 200; cut > 120 && t.f[cut] != ' ';)
				cut--;
		return arena_fmt(a, "%s…", folded_cut(a, &t, 0, cut));
	}
	return folded_cut(a, &t, 0, to);
}

static void add_cites(arena *a, struct plan_reading *r, const char *text, const char *where, index_list *here)
{
	citations_scan(a, &r->citations, text, where, r->document.number, here);
	struct folded t = folded(a, text);
	const char *named;
	for (int from = 0; (named = citation_without_number(a, &t, &from));)
		warn(a, r, "citation_without_number", where, named);
}

/* What is wrong with the day of a term. */
static void warn_doubt(arena *a, struct plan_reading *r, const char *where, const char *text, date day, enum due_doubt doubt)
{
	if (doubt == DOUBT_NO_SUCH_DAY)
		warn(a, r, "date_impossible", where, text);
	else if (doubt != DOUBT_NONE)
		warn(a, r, "date_doubtful", where, arena_fmt(a, "%s: %s", text, date_iso(a, day)));
}

static void finish_task(arena *a, struct plan_reading *r, struct plan_task *task, int year)
{
	task->title = title_of(a, task->text);
	task->verb = verb_of(a, task->title);
	if (task->verb == VERB_NONE)
		task->verb = verb_of(a, task->text);
	add_cites(a, r, task->text, task->ref, &task->cites);
	size_t reports = r->report_periods.n;
	report_periods_find(a, task->text, year, r);
	if (task->due.kind == DUE_DERIVED)
		warn(a, r, "date_derived", task->ref, arena_fmt(a, "%s: %s", task->due.text, date_iso(a, task->due.last_day)));
	warn_doubt(a, r, task->ref, task->due.text, task->due.last_day, task->due.doubt);
	if (task->due.others)
		warn(a, r, "terms_several", task->ref, task->due.others);
	for (size_t i = reports; i < r->report_periods.n; i++) {
		const struct report_period *p = &r->report_periods.v[i];
		warn_doubt(a, r, task->ref, p->due_text, p->last_day, p->doubt);
	}
}

/* Gaps, repeats and steps back in the numbers of items: something may be missing, or have come in from elsewhere. */
static void warn_numbering(arena *a, struct plan_reading *r, const struct item *it)
{
	static const char *const codes[] = { NULL, "numbering_gap", "numbering_repeated", "numbering_back" };

	if (it->numbering != NUMBERING_SOUND)
		warn(a, r, codes[it->numbering], it->ref, it->behind);
}

static bool says_something(arena *a, const char *text)
{
	PATTERN(word, "[a-z~]{2}");
	struct folded t = folded(a, text);
	return pattern_in(&word, &t);
}

/* All text below an item that is one task: its own and that of unnumbered parts. */
static void add_items(arena *a, struct plan_reading *r, const item_list *items, int year)
{
	bool *silent = arena_get(a, items->n + 1);
	const char **lead = arena_get(a, (items->n + 1) * sizeof *lead);
	bool work = work_given_by(a, r->document.type);

	for (size_t i = 0; i < items->n; i++) {
		const struct item *it = &items->v[i];
		const char *ref = it->ref;
		if (it->parent >= 0) {
			silent[i] = silent[it->parent];
			lead[i] = lead[it->parent];
		}
		if (it->kind == TOKEN_NONE)
			continue;
		warn_numbering(a, r, it);
		silent[i] |= work_none_in(a, it);
		bool name = it->children && it->heading;
		const char *own = owner_at_start(a, it->text);
		if (it->children && (own || !name))
			lead[i] = own ? own : lead[i];
		if (silent[i] || !work || name || work_says_effect(a, it->text) || (it->children && it->kind < TOKEN_ARABIC) || !says_something(a, it->text)) {
			if (*it->text)
				add_cites(a, r, it->text, ref, NULL);
			for (size_t k = it->first; k < it->last; k++)
				r->document.pieces.v[k].cited = true;
			continue;
		}
		struct plan_task task = { .at = it->first, .ref = ref, .text = it->text };
		owner_find(a, it->text, &task.lead, &task.support);
		if (!task.lead)
			task.lead = lead[i];
		task.due = due_find(a, it->text, year, r->document.issued_on);
		finish_task(a, r, &task, year);
		*LIST_ADD(a, &r->tasks) = task;
		use(r, it->first, it->last, USE_TASK);
	}
}

static void add_rows(arena *a, struct plan_reading *r, const row_list *rows, const char *prefix, int year)
{
	const char *group = NULL;
	PATTERN(group_label, "^(?:[ivx]+|[a-h])[.)]?$");

	for (size_t i = 0; i < rows->n; i++) {
		const struct table_row *row = &rows->v[i];
		if (!row->task)
			continue;
		struct folded label = folded(a, row->label ? row->label : "");
		int n = label.n;
		while (n && strchr(".)", label.f[n - 1]))
			n--;
		const char *own = folded_cut(a, &label, 0, n);
		bool is_group = !row->lead && !row->support && !row->due && !row->product &&
				(pattern_at(&group_label, &label, 0, NULL) || (i + 1 < rows->n && !row->label));
		if (is_group) {
			group = *own ? own : group;
			add_cites(a, r, row->task, prefix, NULL);
			continue;
		}
		struct plan_task task = { .at = row->first, .text = row->task };
		task.ref = arena_fmt(a, "%s%s%s%s%s", prefix, group ? "." : "", group ? group : "", *own ? "." : "",
			*own ? own : arena_fmt(a, ".%zu", i + 1));
		if (row->lead) {
			text_list leads = { 0 };
			owner_split(a, row->lead, &leads);
			task.lead = leads.n ? leads.v[0] : row->lead;
			for (size_t k = 1; k < leads.n; k++)
				*LIST_ADD(a, &task.support) = leads.v[k];
		}
		if (row->support)
			owner_split(a, row->support, &task.support);
		task.due = row->due ? due_of_cell(a, row->due, year, r->document.issued_on)
				    : (struct plan_due){ .last_day = DATE_NONE };
		if (row->product)
			task.text = arena_fmt(a, "%s\n%s", row->task, row->product);
		finish_task(a, r, &task, year);
		task.title = title_of(a, row->task);
		*LIST_ADD(a, &r->tasks) = task;
		for (size_t k = row->first; k < row->last; k++)
			if (!piece_is_rule(&r->document.pieces.v[k]) || r->document.pieces.v[k].columns > 1)
				r->document.pieces.v[k].use = USE_TASK;
	}
}

/* ---- the parts of the text ---- */

/* Grounds stand before the first item: each with what it cites. */
static void read_grounds(arena *a, struct plan_reading *r, const struct item *opening)
{
	PATTERN(ground, "^(?:can cu|thuc hien|theo|xet|tiep tuc|trien khai|thi hanh|chap hanh|tren co so|sau khi)\\b");
	PATTERN(issues, "^(?:nay,? |de [^,.]{5,120}, )?((?:so|ubnd|uy ban|ban|hoi|tinh uy|huyen uy|thanh uy|dang uy|phong|truong|cong doan|doan|lien doan|mat tran|chi cuc|trung tam|thanh tra)[^,.;:]{2,110}?) "
			"(?:xay dung|ban hanh|de ra|lap|trien khai|dieu chinh) (?:ke hoach|chuong trinh|huong dan)");
	const piece_list *l = &r->document.pieces;
	struct buf o = { .a = a };
	const struct piece *before = NULL;
	size_t start = opening->first, number = 0;

	for (size_t i = opening->first; i <= opening->last && i <= l->n; i++) {
		const struct piece *p = i < opening->last ? &l->v[i] : NULL;
		if (p && (p->use != USE_NONE || piece_is_rule(p)))
			continue;
		bool before_ends = o.n && strchr(";.:", o.b[o.n - 1]);
		bool ground_line = p && p->column == 0 && pattern_at(&ground, &p->f, 0, NULL);
		/* "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" over "Căn cứ ...": the authority is no part of the ground */
		bool begins = !p || p->gap || before_ends || (ground_line && before && piece_is_upper(before, 0));
		before = p;
		if (begins && o.n) {
			const char *text = arena_text(a, buf_str(&o));
			struct folded t = folded(a, text);
			struct span m[SPANS];
			index_list cites = { 0 };
			bool is_ground = pattern_at(&ground, &t, 0, NULL);
			add_cites(a, r, text, is_ground ? arena_fmt(a, "căn cứ %zu", ++number) : "mở đầu", &cites);
			/* "Thực hiện Nghị định số ..., Sở ban hành Kế hoạch như sau:" is a ground when it cites */
			if (is_ground && (cites.n || o.b[o.n - 1] != ':')) {
				*LIST_ADD(a, &r->grounds) = text;
				use(r, start, i < opening->last ? i : opening->last, USE_GROUND);
			}
			if (!r->document.issuer && pattern_at(&issues, &t, 0, m))
				r->document.issuer = folded_cut(a, &t, m[1].from, m[1].to);
			o = (struct buf){ .a = a };
		}
		if (!p)
			break;
		if (!o.n)
			start = i;
		else
			buf_put(&o, " ", 1);
		buf_text(&o, p->text);
	}
}

/* The section a piece stands in: the last one opened before it, above numbered items. */
static int section_of(const item_list *items, size_t at)
{
	int section = 0;
	for (size_t i = 1; i < items->n && items->v[i].first < at; i++)
		section = (int)i;
	while (section > 0 && items->v[section].kind >= TOKEN_ARABIC)
		section = items->v[section].parent;
	return section > 0 ? section : 0;
}

/* Tables first, then what stands around them: a row of a table in section III is III.4, in an annex PL.4. */
static void read_text(arena *a, struct plan_reading *r, size_t from, size_t to, const char *prefix, int year, bool outline)
{
	const piece_list *l = &r->document.pieces;
	LIST(struct { size_t at; row_list rows; }) tables = { 0 };

	for (size_t i = from; i < to; i++) {
		row_list rows = { 0 };
		bool line_start = i == from || l->v[i].line != l->v[i - 1].line;
		size_t took = line_start ? table_read(a, l, i, to, &rows) : 0;
		if (!took)
			continue;
		LIST_ADD(a, &tables);
		tables.v[tables.n - 1].at = i;
		tables.v[tables.n - 1].rows = rows;
		for (size_t k = i; k < i + took; k++)
			l->v[k].in_table = true;
		i += took - 1;
	}
	item_list items = { 0 };
	if (outline) {
		items = outline_read(a, l, from, to);
		for (size_t i = 0; i < tables.n; i++) {
			int section = section_of(&items, tables.v[i].at);
			items.v[section].children |= section > 0; /* its work is in the table */
		}
		if (from == r->document.body)
			read_grounds(a, r, &items.v[0]);
		add_items(a, r, &items, year);
	}
	for (size_t i = 0; i < tables.n; i++) {
		int section = outline ? section_of(&items, tables.v[i].at) : 0;
		add_rows(a, r, &tables.v[i].rows, section ? items.v[section].ref : *prefix ? prefix : "PL", year);
	}
}

static void read_annexes(arena *a, struct plan_reading *r, int year)
{
	PATTERN(head, "^(?:phu luc|phu bieu|bieu|danh muc)(?: (?:so )?([0-9]{1,2}|[ivx]{1,4})\\b)?");
	PATTERN(attached, "^(?:ke hoach|chuong trinh)\\b");
	const piece_list *l = &r->document.pieces;
	const char *prefix = "PL";
	size_t start = r->document.annex;
	bool outline = false;
	struct span m[SPANS];

	for (size_t i = start; i <= l->n; i++) {
		bool opens = i < l->n && pattern_at(&head, &l->v[i].f, 0, m) && l->v[i].f.n < 160;
		bool plan = i < l->n && !opens && pattern_at(&attached, &l->v[i].f, 0, NULL) && piece_is_upper(&l->v[i], 0);
		if (i < l->n && !opens && !plan)
			continue;
		if (i > start)
			read_text(a, r, start, i, prefix, year, outline);
		if (opens)
			prefix = m[1].from < 0 ? "PL" : arena_fmt(a, "PL %s", folded_cut(a, &l->v[i].f, m[1].from, m[1].to));
		outline = plan;
		start = i;
	}
}

/* ---- what nobody used ---- */

static void read_unused(arena *a, struct plan_reading *r)
{
	PATTERN(says, "[a-z0-9~]");
	const piece_list *l = &r->document.pieces;
	struct buf o = { .a = a };

	for (size_t i = 0; i < l->n; i++) {
		const struct piece *p = &l->v[i];
		if (p->use == USE_NONE && pattern_in(&says, &p->f)) {
			if (o.n)
				buf_text(&o, " ");
			buf_text(&o, p->text);
		}
		if (o.n && (i + 1 == l->n || l->v[i + 1].line != p->line)) {
			*LIST_ADD(a, &r->unused) = arena_text(a, buf_str(&o));
			o = (struct buf){ .a = a };
		}
	}
}

/* A day in a line that nobody used is a term that somebody may have to keep. */
static void find_unused_terms(arena *a, struct plan_reading *r, int year)
{
	PATTERN(day, "[0-9] ?(?:[/.-]|thang) ?[0-9]");
	const piece_list *l = &r->document.pieces;

	for (size_t i = r->document.body; i < l->n; i++) {
		struct plan_due due;
		if (l->v[i].use != USE_NONE || (i >= r->document.foot && i < r->document.annex))
			continue;
		for (int at = 0, from; due_next(a, &l->v[i].f, &at, year, &due, &from);) {
			struct folded words = folded(a, due.text);
			if (due.kind == DUE_FIXED && pattern_in(&day, &words))
				warn(a, r, "term_unused", arena_fmt(a, "dòng %d", l->v[i].line), due.text);
		}
	}
}

static void cite_unused(arena *a, struct plan_reading *r)
{
	/* Footnotes, closing words and forms cite too; broken lines of one paragraph belong together. */
	const piece_list *l = &r->document.pieces;
	struct buf o = { .a = a };

	for (size_t i = r->document.body; i <= l->n; i++) {
		bool loose = i < l->n && l->v[i].use == USE_NONE && !l->v[i].cited;
		if (o.n && (!loose || l->v[i].gap)) {
			citations_scan(a, &r->citations, arena_text(a, buf_str(&o)), i <= r->document.foot ? "ngoài mục" : "sau chữ ký", r->document.number, NULL);
			o = (struct buf){ .a = a };
		}
		if (loose) {
			if (o.n)
				buf_put(&o, " ", 1);
			buf_text(&o, l->v[i].text);
		}
	}
}

static int by_place(const void *x, const void *y)
{
	size_t a = ((const struct plan_task *)x)->at, b = ((const struct plan_task *)y)->at;
	return a < b ? -1 : a > b;
}

/* Two tasks that cite the same document: once a pair.  A document that more than OVERLAPS tasks cite says nothing of a
 * pair; it is named once with the first of them. */
static void find_overlaps(arena *a, struct plan_reading *r)
{
	enum { OVERLAPS = 8 };
	typedef LIST(size_t) places;
	places *tasks = arena_get(a, (r->citations.n + 1) * sizeof *tasks); /* that cite it */
	size_t *warned = arena_get(a, (r->tasks.n + 1) * sizeof *warned);

	for (size_t i = 0; i < r->tasks.n; i++)
		for (size_t c = 0; c < r->tasks.v[i].cites.n; c++)
			*LIST_ADD(a, &tasks[r->tasks.v[i].cites.v[c]]) = i;
	for (size_t i = 0; i < r->tasks.n; i++)
		for (size_t c = 0; c < r->tasks.v[i].cites.n; c++) {
			int cited = r->tasks.v[i].cites.v[c];
			const places *others = &tasks[cited];
			bool many = others->n > OVERLAPS;
			for (size_t k = 0; k < others->n && (!many || (k < 2 && others->v[0] == i)); k++) {
				size_t other = others->v[k];
				if (other <= i || warned[other] == i + 1)
					continue;
				warned[other] = i + 1;
				warn(a, r, "items_overlap", arena_fmt(a, many ? "%s, %s, …" : "%s, %s", r->tasks.v[i].ref, r->tasks.v[other].ref),
					r->citations.v[cited].number);
			}
		}
}

struct plan_reading plan_read(arena *a, const char *text)
{
	struct plan_reading r = { .document = document_read(a, text) };
	struct document *d = &r.document;
	int year = d->year, month, day;

	if (!year && d->issued_on != DATE_NONE)
		date_split(d->issued_on, &year, &month, &day);
	if (d->number_blank)
		warn(a, &r, "number_missing", "số", d->symbol);
	if (d->impossible_day)
		warn(a, &r, "date_impossible", "ngày ký", d->impossible_day);
	if (d->title)
		add_cites(a, &r, d->title, "trích yếu", NULL);
	read_text(a, &r, d->body, d->foot, "", year, true);
	read_annexes(a, &r, year);
	if (r.tasks.n)
		qsort(r.tasks.v, r.tasks.n, sizeof r.tasks.v[0], by_place);
	cite_unused(a, &r);
	find_overlaps(a, &r);
	for (size_t i = 0; i < r.citations.n; i++) {
		const struct citation *c = &r.citations.v[i];
		if (c->incomplete)
			warn(a, &r, "citation_incomplete", c->where.v[0], c->written);
		struct law_state s = register_status(citation_row(c), d->issued_on);
		if (d->issued_on != DATE_NONE && (s.status == LAW_EXPIRED || s.status == LAW_SUPERSEDED))
			warn(a, &r, "cited_expired", c->number, s.confirmed ? s.replaced_by
				: arena_fmt(a, "%s%s(chưa xác nhận)", str_or(s.replaced_by, ""), s.replaced_by ? " " : ""));
	}
	for (size_t i = 0; i < d->recipients.n; i++)
		if (d->recipients.v[i].grouped)
			warn(a, &r, "recipient_role_grouped", d->recipients.v[i].name, recipient_role_word(d->recipients.v[i].role));
	find_unused_terms(a, &r, year);
	read_unused(a, &r);
	if (r.unused.n)
		warn(a, &r, "lines_unused", "", arena_fmt(a, "%zu", r.unused.n));
	return r;
}
