/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* register_rows: rows of a register laid over others, compared, and checked as tools/law.py checks the shipped ones. */
#include "domain/0_shared/law/register.h"
#include <stdlib.h>
#include <string.h>

/* ---- laying over -------------------------------------------------------------------------- */

/* The order of law_documents. */
static int by_key_and_day(const void *x, const void *y)
{
	const struct law_document *left = x;
	const struct law_document *right = y;
	int order = strcmp(left->key, right->key);

	if (order)
		return order;
	return (left->issued_on > right->issued_on) - (left->issued_on < right->issued_on);
}

static struct law_document *merge_documents(arena *a, const struct law_register *shipped,
                                            const struct law_register *own, int *ret_n)
{
	size_t room = (size_t)shipped->document_count + (size_t)own->document_count;
	struct law_document *rows = arena_get(a, (room + 1) * sizeof *rows);
	bool *overruled = arena_get(a, (size_t)shipped->document_count + 1);
	size_t n = 0;

	for (int i = 0; i < own->document_count; i++) {
		const struct law_document *found =
			register_find_in(shipped, own->documents[i].number, own->documents[i].issued_on);
		if (found)
			overruled[found - shipped->documents] = true;
		rows[n++] = own->documents[i];
	}
	for (int i = 0; i < shipped->document_count; i++) {
		if (!overruled[i])
			rows[n++] = shipped->documents[i];
	}
	qsort(rows, n, sizeof *rows, by_key_and_day);
	*ret_n = (int)n;
	return rows;
}

static struct law_rule *merge_rules(arena *a, const struct law_register *shipped, const struct law_register *own,
                                    int *ret_n)
{
	size_t room = (size_t)shipped->rule_count + (size_t)own->rule_count;
	struct law_rule *rows = arena_get(a, (room + 1) * sizeof *rows);
	int n = 0;

	for (int i = 0; i < shipped->rule_count; i++) {
		const struct law_rule *mine = rule_find_in(own, shipped->rules[i].id);
		rows[n++] = mine ? *mine : shipped->rules[i];
	}
	for (int i = 0; i < own->rule_count; i++) {
		if (!rule_find_in(shipped, own->rules[i].id))
			rows[n++] = own->rules[i];
	}
	*ret_n = n;
	return rows;
}

struct law_register register_merge(arena *a, const struct law_register *shipped, const struct law_register *own)
{
	struct law_register r = { 0 };
	struct law_document *sorted = arena_get(a, ((size_t)shipped->document_count + 1) * sizeof *sorted);
	struct law_register base = *shipped;

	if (shipped->document_count)
		memcpy(sorted, shipped->documents, (size_t)shipped->document_count * sizeof *sorted);
	qsort(sorted, (size_t)shipped->document_count, sizeof *sorted, by_key_and_day);
	base.documents = sorted;
	r.documents = merge_documents(a, &base, own, &r.document_count);
	r.rules = merge_rules(a, &base, own, &r.rule_count);
	return r;
}

enum law_match register_match(const char *key, const char *province)
{
	size_t number = strspn(key, "0123456789");
	bool year = number && key[number] == '/' && strspn(key + number + 1, "0123456789") == 4;

	if (province)
		return LAW_BY_DATE;
	return year ? LAW_BY_NUMBER : LAW_BY_YEAR;
}

/* ---- comparing ---------------------------------------------------------------------------- */

static bool lines_same(const struct law_document *x, const struct law_document *y)
{
	if (x->change_count != y->change_count || x->amendment_count != y->amendment_count)
		return false;
	for (int i = 0; i < x->change_count; i++) {
		const struct law_change *left = &x->changes[i];
		const struct law_change *right = &y->changes[i];
		if (left->from != right->from || left->status != right->status || !str_eq(left->by, right->by) ||
		    left->confirmed != right->confirmed)
			return false;
	}
	for (int i = 0; i < x->amendment_count; i++) {
		const struct law_amendment *left = &x->amendments[i];
		const struct law_amendment *right = &y->amendments[i];
		if (left->from != right->from || !str_eq(left->by, right->by) || left->confirmed != right->confirmed)
			return false;
	}
	return true;
}

bool law_document_same(const struct law_document *x, const struct law_document *y)
{
	return str_eq(x->key, y->key) && str_eq(x->number, y->number) && str_eq(x->type, y->type) &&
	       str_eq(x->title, y->title) && str_eq(x->issuer, y->issuer) && str_eq(x->province, y->province) &&
	       x->match == y->match && x->issued_on == y->issued_on && x->issued_confirmed == y->issued_confirmed &&
	       str_eq(x->source, y->source) && str_eq(x->note, y->note) && lines_same(x, y);
}

bool law_rule_same(const struct law_rule *x, const struct law_rule *y)
{
	return str_eq(x->id, y->id) && str_eq(x->act, y->act) && str_eq(x->document, y->document) &&
	       str_eq(x->article, y->article) && x->valid_from == y->valid_from && x->valid_to == y->valid_to &&
	       x->bound == y->bound && x->limit == y->limit && x->unit == y->unit && str_eq(x->start, y->start) &&
	       str_eq(x->extension, y->extension) && str_eq(x->condition, y->condition) && str_eq(x->note, y->note) &&
	       str_eq(x->source, y->source) && x->confirmed == y->confirmed;
}

/* ---- checking ----------------------------------------------------------------------------- */

static bool empty(const char *s)
{
	return !*str_or(s, "");
}

static err check_head(arena *a, const struct law_document *d)
{
	char key[LAW_KEY_SIZE];

	if (empty(d->number) || !register_key(d->number, sizeof key, key))
		return FAIL(E_INPUT, "law_number_wrong", N_("Ghi số và ký hiệu văn bản, ví dụ 149/2018/NĐ-CP."));
	if (empty(d->type) || empty(d->title) || empty(d->issuer))
		return FAIL(E_INPUT, "law_head_missing",
		            N_("Văn bản {0} còn thiếu loại văn bản, trích yếu hoặc cơ quan ban hành; ghi đủ rồi lưu lại."),
		            .arg = { d->number });
	if (empty(d->source))
		return FAIL(E_INPUT, "law_source_missing",
		            N_("Ghi nguồn: nơi đã đọc được hiệu lực của văn bản {0}. Không có nguồn thì không lưu."),
		            .arg = { d->number });
	if (d->issued_on == DATE_NONE)
		return FAIL(E_INPUT, "law_issued_missing", N_("Ghi ngày ban hành của văn bản {0}."), .arg = { d->number });
	if (d->change_count < 1)
		return FAIL(E_INPUT, "law_state_missing",
		            N_("Ghi ít nhất một dòng hiệu lực của văn bản {0}: từ ngày nào, văn bản ở tình trạng gì."),
		            .arg = { d->number });
	if (d->changes[0].confirmed && d->issued_confirmed && d->changes[0].from < d->issued_on)
		return FAIL(E_INPUT, "law_effect_before_issue",
		            N_("Văn bản {0} không thể có hiệu lực từ {1}, trước ngày ban hành {2}."),
		            .arg = { d->number, date_vn(a, d->changes[0].from), date_vn(a, d->issued_on) });
	return OK;
}

static err check_change(arena *a, const struct law_change *now, const struct law_change *before)
{
	if (now->from == DATE_NONE || (before && now->from <= before->from))
		return FAIL(E_INPUT, "law_state_order", N_("Các dòng hiệu lực phải có ngày và xếp theo ngày, mỗi ngày một dòng."));
	if (before && before->status == LAW_EXPIRED)
		return FAIL(E_INPUT, "law_state_after_end",
		            N_("Sau khi hết hiệu lực ({0}) không thể có dòng nào nữa; xóa dòng ngày {1}."),
		            .arg = { date_vn(a, before->from), date_vn(a, now->from) });
	if (now->status == LAW_SUPERSEDED && empty(now->by))
		return FAIL(E_INPUT, "law_state_by_missing",
		            N_("Dòng ngày {0}: ghi số của văn bản đã thay về nội dung."), .arg = { date_vn(a, now->from) });
	if (now->status == LAW_IN_FORCE && !empty(now->by))
		return FAIL(E_INPUT, "law_state_by_extra",
		            N_("Dòng ngày {0}: văn bản còn hiệu lực thì không có văn bản thay; xóa số văn bản thay."),
		            .arg = { date_vn(a, now->from) });
	if (now->status == LAW_UNCONFIRMED && now->confirmed)
		return FAIL(E_INPUT, "law_state_unconfirmed",
		            N_("Dòng ngày {0}: chưa xác nhận hiệu lực thì không thể đánh dấu là đã xác nhận."),
		            .arg = { date_vn(a, now->from) });
	return OK;
}

err register_check(arena *a, const struct law_document *d)
{
	TRY(check_head(a, d));
	for (int i = 0; i < d->change_count; i++)
		TRY(check_change(a, &d->changes[i], i ? &d->changes[i - 1] : NULL));
	for (int i = 0; i < d->amendment_count; i++) {
		const struct law_amendment *now = &d->amendments[i];
		if (empty(now->by) || now->from == DATE_NONE || (i && now->from < now[-1].from))
			return FAIL(E_INPUT, "law_amendment_wrong",
			            N_("Các lần sửa đổi phải có ngày, số văn bản sửa đổi, và xếp theo ngày."));
	}
	return OK;
}
