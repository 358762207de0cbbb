/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* head: issuer, number, place and day, kind and summary, in one column, two columns or two columns flattened. */
#include "domain/0_shared/document/head.h"
#include "platform/text/text.h"
#include <stdlib.h>
#include <string.h>

PATTERN(ground_start, "^(?:can cu|xet |theo de nghi|theo |thuc hien |tiep theo|tiep tuc thuc hien |trien khai |de |nham |"
		      "tren co so|sau khi|thi hanh|thuc hien|chap hanh|kinh gui|ngay |vua qua|trong thoi gian)");
PATTERN(outline_start, "^(?:[ivx]{1,5} ?[.)]|[0-9]{1,2} ?[.)] |dieu [0-9]+|phan (?:thu|[ivx0-9])|chuong [ivx0-9]|"
		       "[abc] ?[.)] |muc [0-9ivx])");
/* "KẾ HOẠCH", "KẾ HOẠCH Thực hiện ...": a line that opens with a kind of document in capitals. */
static const char *type_line(arena *a, const struct piece *p, int *ret_rest)
{
	const char *word = document_type_word(&p->f, 0, ret_rest);
	if (!word)
		return NULL;
	struct folded head = folded(a, folded_cut(a, &p->f, 0, *ret_rest));
	struct piece only = { .text = head.text, .f = head };
	/* Alone on its line a kind may be in small letters: legacy fonts lose their capitals. */
	return piece_is_upper(&only, 0) || *ret_rest == p->f.n || (p->gap && head_lost_capitals(p)) ? word : NULL;
}

static bool has_small(const struct piece *p)
{
	for (const char *s = p->text; *s;) {
		int32_t c = text_next(&s);
		if (text_is_letter(c) && !text_is_upper(c))
			return true;
	}
	return false;
}

/* Does a title that ends so far go on in the next line, whatever that looks like? */
static bool goes_on_after(arena *a, const char *title)
{
	static const char *const links[] = { " của", " và", " do", " giữa", " về", " tại", " cho", " trong", " với", " các", "," };
	const char *lower = text_lower(a, title ? title : "");
	size_t n = strlen(lower);

	for (size_t i = 0; i < COUNT_OF(links); i++) { /* with their marks: "chợ" is no "cho" */
		size_t length = strlen(links[i]);
		if (n >= length && strcmp(lower + n - length, links[i]) == 0)
			return true;
	}
	return false;
}

/* Summary: what follows the kind, until grounds, outline or another authority begins. */
static size_t read_title(arena *a, struct document *d, size_t i)
{
	PATTERN(cites, "(?:so|nghi quyet|cong van|ke hoach|quyet dinh|chi thi|chuong trinh)[: ]+[0-9]+ ?[-/]|[;.]$|^kinh gui");
	PATTERN(attached, "^[(](?:ban hanh|kem theo|du thao|thong qua)"); /* "(Ban hành kèm theo Quyết định số ...)" */
	PATTERN(authority, "^(?:chu tich|hoi dong nha nuoc|hoi dong bo truong|uy ban nhan dan|hoi dong nhan dan|bo truong|giam doc|thu tuong|chinh phu|quoc hoi|uy ban thuong vu|"
			   "ban thuong vu|tong giam doc|truong ban|chanh|hieu truong|cuc truong|bo chinh tri|ban bi thu|ban chap hanh|khoa)\\b");
	PATTERN(subject, "(?:ve viec|v/v|ve) ");
	PATTERN(of, "cua .*\\bso ?[:.]? ?[0-9]"); /* "CỦA CHÍNH PHỦ SỐ 29/1998/NĐ-CP NGÀY ..." */
	size_t first = i;
	bool all_upper = d->title != NULL;

	for (; i < d->pieces.n && i < first + 12; i++) {
		struct piece *p = &d->pieces.v[i];
		bool some = d->title != NULL;
		if (p->table || piece_is_rule(p))
			if (some)
				break;
			else
				continue;
		else if (head_is_national(p))
			continue;
		bool numbered = !some && pattern_at(&of, &p->f, 0, NULL);
		if (pattern_at(&outline_start, &p->f, 0, NULL) || head_is_number(p))
			break;
		/* capitals end where small letters begin: a ground, unless the sentence plainly goes on */
		const char *s = p->text;
		bool about = pattern_at(&subject, &p->f, 0, NULL);
		bool capitals_end = all_upper && !about && !p->bold && has_small(p) && text_is_upper(text_next(&s)) && !goes_on_after(a, d->title);
		if (some && capitals_end)
			break;
		if ((p->f.n > 300 && !piece_is_upper(p, 0)) || (pattern_at(&ground_start, &p->f, 0, NULL) && (some || !p->bold) && has_small(p) && pattern_in(&cites, &p->f)))
			break;
		if (some && p->gap && !p->bold && !piece_is_upper(p, 0))
			break;
		PATTERN(sentence, "[.:] ?$");
		if (some && !p->bold && !piece_is_upper(p, 0) && pattern_in(&sentence, &p->f))
			break;
		if (some && (strncmp(p->f.f, "can cu", 6) == 0 || pattern_at(&attached, &p->f, 0, NULL)))
			break;
		if (some && (piece_is_upper(p, 0) || (p->gap && head_lost_capitals(p))) && pattern_at(&authority, &p->f, 0, NULL)) {
			if (!goes_on_after(a, d->title))
				break;
		}
		if (p->use == USE_NONE && !numbered && head_read_place_and_day(a, d, p))
			continue;
		all_upper = (all_upper || !some) && !has_small(p);
		d->title = document_joined(a, d->title, p->text);
		p->use = USE_HEAD;
	}
	return i;
}

static size_t read_subject(arena *a, struct document *d, size_t i)
{
	PATTERN(subject, "^[(]?v/ ?v[: ]*|^ve viec[: ]+");
	struct span m[SPANS];

	if (!pattern_at(&subject, &d->pieces.v[i].f, 0, m))
		return i;
	struct piece *p = &d->pieces.v[i];
	int line = p->line, column = p->column;
	d->title = folded_cut(a, &p->f, m[0].to, p->f.n);
	p->use = USE_HEAD;
	for (size_t k = i + 1; k < d->pieces.n && k < i + 8; k++) {
		p = &d->pieces.v[k];
		if (p->line == line || (p->use != USE_NONE) || head_is_national(p))
			continue;
		if (p->gap || pattern_at(&ground_start, &p->f, 0, NULL) || p->column != column || piece_is_rule(p))
			break;
		if (head_read_place_and_day(a, d, p))
			continue;
		d->title = document_joined(a, d->title, p->text);
		p->use = USE_HEAD;
		line = p->line;
		i = k;
	}
	return i + 1;
}

void document_read_head(arena *a, struct document *d)
{
	PATTERN(year, "(?<!thang [0-9] )(?<!thang [0-9][0-9] )(?<!den )nam ((?:19|20)[0-9]{2})(?! ?- ?(?:19|20)[0-9])"); /* of the work, not of a cited day, a horizon or a range */
	PATTERN(plain_number, "^[(]?so ?[:.]? ?[0-9]");
	struct span m[SPANS];
	size_t end = d->pieces.n < HEAD_PIECES ? d->pieces.n : HEAD_PIECES, i;
	int behind;
	bool plain = false;

	head_part_flattened(a, d);
	head_mend_breaks(a, d);
	if (end > d->pieces.n)
		end = d->pieces.n;
	for (i = 0; i < end; i++) /* a title above the head that names the number gives way to the line of the number */
		plain |= pattern_in(&plain_number, &d->pieces.v[i].f) && head_is_number(&d->pieces.v[i]);
	for (i = 0; i < end; i++) {
		struct piece *p = &d->pieces.v[i];
		int rest;
		const char *type = type_line(a, p, &rest);
		bool number = !type && !(plain && !pattern_in(&plain_number, &p->f)) && head_read_number(a, d, p, &behind);
		bool day = !type && head_read_place_and_day(a, d, p);
		if (type) {
			d->type = type;
			p->use = USE_HEAD;
			const char *same_line = head_lost_capitals(p) ? "" : folded_cut(a, &p->f, rest, p->f.n);
			d->title = *same_line ? same_line : NULL;
			i = read_title(a, d, i + 1);
			break;
		}
		size_t after = read_subject(a, d, i);
		if (after > i) {
			d->type = "Công văn";
			i = after;
			break;
		}
		if (i && !number && !day && (pattern_at(&outline_start, &p->f, 0, NULL) || strncmp(p->f.f, "can cu", 6) == 0 ||
					strncmp(p->f.f, "kinh gui", 8) == 0))
			break;
	}
	if (!d->type && !d->symbol)
		i = 0; /* no head at all: everything is text */
	/* A công văn has its number, place and day on lines after the subject, an old decision its number after the kind. */
	for (size_t k = 0; k < end && k < i + 6; k++)
		if (d->pieces.v[k].use == USE_NONE && !head_read_number(a, d, &d->pieces.v[k], &behind))
			head_read_place_and_day(a, d, &d->pieces.v[k]);
	head_read_issuer(a, d, i);
	head_complete_issuer(a, d, i);
	head_read_title_number(a, d);
	if (!d->type)
		d->type = head_type_of_symbol(a, d->symbol);
	d->body = i;
	if (d->title) {
		struct folded t = folded(a, d->title);
		if (pattern_find(&year, &t, 0, t.n, m))
			d->year = (int)strtol(t.f + m[1].from, NULL, 10);
	}
	int month, day;
	if (!d->year && d->issued_on != DATE_NONE)
		date_split(d->issued_on, &d->year, &month, &day);
}
