/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* head: issuer, number, place and day, kind and summary, in one column, two columns or two columns flattened. */
#include "domain/0_shared/document/document.h"
#include "platform/text/text.h"
#include <stdlib.h>
#include <string.h>

enum { HEAD_PIECES = 60 }; /* a head is never longer */

PATTERN(national, "cong hoa xa hoi chu nghia|^viet nam dan chu cong hoa|doc lap ?[-~.,]+ ?tu do|^tu do ?- ?hanh phuc|"
		  "dang cong san viet nam|^viet nam$|^hanh phuc$|^cong$|^hoa xa hoi chu nghia|^chu nghia viet nam$");
PATTERN(number_line, "^[(]?(?:(?:[a-z]+ ){0,3}so ?[:.;]? ?|(?=[0-9]+(?:/[0-9]{4})?/[a-z][a-z0-9-]*$))([0-9ol]{0,5}[a-z]?) ?((?:[/-] ?(?:19|20)[0-9]{2})?) ?[-.~_]* ?[/-] ?"
		     "([a-z][a-z0-9]*(?: ?[-/&.] ?[a-z][a-z0-9]*)*)");
PATTERN(ground_start, "^(?:can cu|xet |theo de nghi|theo |thuc hien |tiep theo|tiep tuc thuc hien |trien khai |de |nham |"
		      "tren co so|sau khi|thi hanh|thuc hien|chap hanh|kinh gui|ngay |vua qua|trong thoi gian)");
PATTERN(outline_start, "^(?:[ivx]{1,5} ?[.)]|[0-9]{1,2} ?[.)] |dieu [0-9]+|phan (?:thu|[ivx0-9])|chuong [ivx0-9]|"
		       "[abc] ?[.)] |muc [0-9ivx])");
PATTERN(body_word, "^(?:so|uy ban|uy? ?ban|ubnd|ubmttq|ub |ban|hoi|hdnd|bo|tinh uy|huyen uy|thanh uy|dang uy|dang bo|"
		   "phong|truong|cuc|chi cuc|tong cuc|tong cong ty|lien doan|mat tran|trung tam|thanh tra|van phong|quoc hoi|chinh phu|"
		   "thu tuong|doan|cong an|toa an|vien|bch|bo chi huy|cong doan|kho bac|bao hiem|ngan hang|chu tich|dai|so giao|quy|"
		   "thanh doan|tinh doan|benh vien|cong ty|ban quan ly|to chuc|thuong truc|chi bo|xi nghiep|hoi dong|dang doan)\\b");

/* Legacy fonts kept capitals in a font of their own, so that a decoded head has small letters only. */
static bool lost_capitals(const struct piece *p)
{
	const char *s = p->text;
	int letters = 0;
	while (*s) {
		int32_t c = text_next(&s);
		letters += text_is_letter(c);
		if (text_is_upper(c))
			return false;
	}
	return letters > 5;
}

/* "KẾ HOẠCH", "KẾ HOẠCH Thực hiện ...": a line that opens with a kind of document in capitals. */
static const char *type_line(arena *a, const struct piece *p, int *ret_rest)
{
	const char *word = document_type_word(a, &p->f, 0, ret_rest);
	if (!word)
		return NULL;
	struct folded head = folded(a, folded_cut(a, &p->f, 0, *ret_rest));
	struct piece only = { .text = head.text, .f = head };
	/* Alone on its line a kind may be in small letters: legacy fonts lose their capitals. */
	return piece_is_upper(&only, 0) || *ret_rest == p->f.n || (p->gap && lost_capitals(p)) ? word : NULL;
}

static const char *joined(arena *a, const char *before, const char *more)
{
	return before ? arena_fmt(a, "%s %s", before, more) : more;
}

/* Symbol without stray spaces: "246 - CV / TU" is "CV/TU". */
static const char *tight(arena *a, const char *s)
{
	struct buf o = { .a = a };
	for (; *s; s++)
		if (*s != ' ')
			buf_put(&o, s, 1);
	size_t n = o.n;
	while (n && strchr("-/.&", o.b[n - 1]))
		n--;
	return arena_text_n(a, buf_str(&o), n);
}

static int capitals(const char *s)
{
	int n = 0;
	while (*s)
		n += text_is_upper(text_next(&s));
	return n;
}

static bool read_number(arena *a, struct document *d, struct piece *p)
{
	struct span m[SPANS];

	if (d->symbol || d->number || !pattern_find(&number_line, &p->f, 0, p->f.n, m))
		return false;
	/* The symbol goes on as long as its groups are capitals: "KH-UBND Quảng Ngãi" stops before the place. */
	int end = m[3].from;
	while (end < m[3].to) {
		int group = end;
		while (group < m[3].to && strchr("-/&. ", p->f.f[group]))
			group++;
		int stop = group;
		while (stop < m[3].to && !strchr("-/&. ", p->f.f[stop]))
			stop++;
		struct folded g = folded(a, folded_cut(a, &p->f, group, stop));
		struct piece one = { .text = g.text, .f = g };
		bool known = capitals(g.text) >= 2 || strcmp(g.f, "ttg") == 0 || strcmp(g.f, "ctr") == 0 || strcmp(g.f, "ttr") == 0 ||
			     strcmp(g.f, "qyd") == 0 || strncmp(g.f, "ctrh", 4) == 0 || g.n == 1;
		bool spaced = group > end && end > m[3].from && strcspn(p->f.f + end, "-/&.") >= (size_t)(group - end);
		if (spaced || !(known || piece_is_upper(&one, 0)))
			break;
		end = stop;
	}
	if (end == m[3].from)
		return false;
	d->symbol = tight(a, folded_cut(a, &p->f, m[3].from, end));
	const char *no = folded_cut(a, &p->f, m[1].from, m[1].to);
	d->number_blank = !*no;
	if (*no) {
		struct buf digits = { .a = a };
		for (int i = m[1].from; i < m[1].to; i++)
			buf_fmt(&digits, "%c", p->f.f[i] == 'o' ? '0' : p->f.f[i] == 'l' ? '1' : p->f.f[i]);
		d->number = arena_fmt(a, "%s%s", buf_str(&digits), tight(a, folded_cut(a, &p->f, m[1].to, end)));
	}
	p->use = USE_HEAD;
	return true;
}

static bool read_place_and_day(arena *a, struct document *d, struct piece *p)
{
	PATTERN(place_day, "([^,;:0-9]*?)[,;]? ?(?:hoi [0-9a-z ]{1,16},? )?ngay ?(?:(?:[0-9ol]{1,2}|[-. ~_]*) ?thang ?(?:[0-9ol]{1,2}|[-. ~_]*) ?nam ?(?:(?:19|20|l9|2o)[0-9ol]{2})?|"
			   "[0-9ol]{1,2} ?[-/.] ?[0-9ol]{1,2} ?[-/.] ?(?:19|20|l9|2o)[0-9ol]{2}[.]?$)");
	struct span m[SPANS];
	int from, to;

	if (d->place || d->issued_on != DATE_NONE || !pattern_find(&place_day, &p->f, 0, p->f.n, m))
		return false;
	d->issued_on = document_date(&p->f, m[0].from, p->f.n, &from, &to);
	/* The place is the run of capitalised words right before the comma. */
	const char *left = folded_cut(a, &p->f, m[1].from, m[1].to);
	const char *place = left, *word = left;
	bool capital = false;
	for (const char *s = left; *s;) {
		word = s;
		int32_t c = text_next(&s);
		capital = text_is_upper(c);
		bool small_word = !capital && text_is_letter(c);
		while (*s && *s != ' ')
			s++;
		if (small_word || strcspn(word, "/") < (size_t)(s - word))
			place = *s ? s + 1 : s;
		while (*s == ' ')
			s++;
	}
	d->place = *place ? place : NULL;
	PATTERN(more, "hoi [0-9]"); /* the hour of a telegram is in no field: the line stays for `unused` */
	if (d->issued_on != DATE_NONE && !pattern_in(&more, &p->f))
		p->use = USE_HEAD;
	return true;
}

/* Summary: what follows the kind, until grounds, outline or another authority begins. */
static size_t read_title(arena *a, struct document *d, size_t i)
{
	PATTERN(cites, "(?:so|nghi quyet|cong van|ke hoach|quyet dinh|chi thi|chuong trinh)[: ]+[0-9]+ ?[-/]|[;.]$|^kinh gui");
	PATTERN(authority, "^(?:chu tich|uy ban nhan dan|hoi dong nhan dan|bo truong|giam doc|thu tuong|chinh phu|quoc hoi|uy ban thuong vu|"
			   "ban thuong vu|tong giam doc|truong ban|chanh|hieu truong|cuc truong|bo chinh tri|ban bi thu|ban chap hanh|khoa)\\b");
	size_t first = i;

	for (; i < d->pieces.n && i < first + 12; i++) {
		struct piece *p = &d->pieces.v[i];
		bool some = d->title != NULL;
		if (p->table || piece_is_rule(p))
			if (some)
				break;
			else
				continue;
		else if (pattern_in(&national, &p->f))
			continue;
		if (pattern_at(&outline_start, &p->f, 0, NULL) || pattern_at(&number_line, &p->f, 0, NULL))
			break;
		if (p->f.n > 300 || (pattern_at(&ground_start, &p->f, 0, NULL) && (some || !p->bold) && pattern_in(&cites, &p->f)))
			break;
		if (some && p->gap && !p->bold && !piece_is_upper(p, 0))
			break;
		PATTERN(sentence, "[.:] ?$");
		if (some && !p->bold && !piece_is_upper(p, 0) && pattern_in(&sentence, &p->f))
			break;
		if (some && strncmp(p->f.f, "can cu", 6) == 0)
			break;
		if (some && (piece_is_upper(p, 0) || (p->gap && lost_capitals(p))) && pattern_at(&authority, &p->f, 0, NULL)) {
			PATTERN(goes_on, "(?:cua|va|do|giua|ve|tai|cho|trong|voi|cac|doi voi|,)$");
			struct folded so_far = folded(a, d->title);
			if (!pattern_in(&goes_on, &so_far))
				break;
		}
		if (p->use == USE_NONE && read_place_and_day(a, d, p))
			continue;
		d->title = joined(a, d->title, p->text);
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
		if (p->line == line || (p->use != USE_NONE) || pattern_in(&national, &p->f))
			continue;
		if (p->gap || pattern_at(&ground_start, &p->f, 0, NULL) || p->column != column || piece_is_rule(p))
			break;
		if (read_place_and_day(a, d, p))
			continue;
		d->title = joined(a, d->title, p->text);
		p->use = USE_HEAD;
		line = p->line;
		i = k;
	}
	return i + 1;
}

/* The issuing body: the last body named in capitals before number and kind.  Its superior, above it, is not the
 * issuer and stays unused. */
static void read_issuer(arena *a, struct document *d, size_t end)
{
	PATTERN(part_of, "^(?:ban thuong truc|ban thuong vu|ban chap hanh|ban thuong)$");
	PATTERN(goes_on, "^(?:tinh|thanh pho|tp|huyen|quan|xa|phuong|thi|dac khu|khu|va|nhan dan|viet nam|mat tran|trung uong|ban thuong|ban chap hanh|dan|to quoc|[-])");
	PATTERN(stamp, "^(?:hoa toc|thuong khan|khan|mat|toi mat|tuyet mat|du thao|ban sao|so|den|luu hanh)");
	PATTERN(drawn, " *[-_*~=]{3,} *$");
	LIST(size_t) pieces = { 0 }; /* that the issuer's name is made of */
	struct span m[SPANS];

	for (size_t i = 0; i < end; i++) {
		struct piece *p = &d->pieces.v[i];
		if (p->use != USE_NONE || pattern_in(&national, &p->f) || piece_is_rule(p) || !(piece_is_upper(p, 0) || lost_capitals(p)))
			continue;
		bool body = pattern_at(&body_word, &p->f, 0, NULL);
		if (!strpbrk(p->f.f, "abcdefghijklmnopqrstuvwxyz") || (!body && pattern_at(&stamp, &p->f, 0, NULL)))
			continue;
		bool begins = body && !pattern_at(&part_of, &p->f, 0, NULL);
		bool more = d->issuer && !begins && (pattern_at(&goes_on, &p->f, 0, NULL) || d->issuer[strlen(d->issuer) - 1] == '-');
		if (d->issuer && !begins && !more)
			continue;
		const char *name = pattern_find(&drawn, &p->f, 0, p->f.n, m) ? folded_cut(a, &p->f, 0, m[0].from) : p->text;
		if (!more)
			pieces.n = 0;
		d->issuer = more ? joined(a, d->issuer, name) : name;
		*LIST_ADD(a, &pieces) = i;
	}
	for (size_t i = 0; i < pieces.n; i++)
		d->pieces.v[pieces.v[i]].use = USE_HEAD;
}

/* A line in which a converter ran two columns together is parted before what can only begin the right one. */
static void part_flattened(arena *a, struct document *d)
{
	PATTERN(right, ".(?= ?(?:cong hoa xa hoi chu nghia|dang cong san viet nam|doc lap ?- ?tu do))");
	struct span m[SPANS];
	piece_list l = { 0 };

	for (size_t i = 0; i < d->pieces.n; i++) {
		struct piece p = d->pieces.v[i];
		if (i >= HEAD_PIECES || p.table || !pattern_find(&right, &p.f, 1, p.f.n, m) ||
		    pattern_at(&number_line, &p.f, 0, NULL)) {
			*LIST_ADD(a, &l) = p;
			continue;
		}
		struct piece second = p;
		second.text = folded_cut(a, &p.f, m[0].to, p.f.n);
		p.text = folded_cut(a, &p.f, 0, m[0].to);
		second.gap = false;
		second.column = 1;
		p.columns = second.columns = 2;
		p.f = folded(a, p.text);
		second.f = folded(a, second.text);
		*LIST_ADD(a, &l) = p;
		*LIST_ADD(a, &l) = second;
	}
	d->pieces = l;
}

/* "Kon Tum, ngày 25" / "tháng 01 năm 2024", "Số:" / "06/2024/QĐ-UBND": a break inside is mended. */
static void mend_breaks(arena *a, struct document *d)
{
	PATTERN(broken, "^so ?:?$|, ?ngay ?[0-9]{0,2}$|, ?ngay ?[0-9]{1,2} ?thang ?[0-9]{0,2}$|ngay ?[0-9]{1,2} ?thang ?[0-9]{1,2} ?nam$|^so ?:? ?[0-9]+[-/][a-z-]*-$|^[a-z ]{3,20},$");
	PATTERN(rest, "^(?:thang|nam|ngay|[0-9/])");

	for (size_t i = 0; i + 1 < d->pieces.n && i < HEAD_PIECES; i++) {
		struct piece *p = &d->pieces.v[i];
		if (p->table || !pattern_in(&broken, &p->f))
			continue;
		size_t k = i + 1;
		while (k < d->pieces.n && k < i + 4 && !(d->pieces.v[k].column == p->column && (pattern_at(&rest, &d->pieces.v[k].f, 0, NULL) || p->f.f[p->f.n - 1] == '-')))
			k++;
		if (k == d->pieces.n || k == i + 4)
			continue;
		p->text = arena_fmt(a, p->f.f[p->f.n - 1] == '-' ? "%s%s" : "%s %s", p->text, d->pieces.v[k].text);
		p->f = folded(a, p->text);
		memmove(&d->pieces.v[k], &d->pieces.v[k + 1], (d->pieces.n - k - 1) * sizeof *p);
		d->pieces.n--;
		i--;
	}
}

void document_read_head(arena *a, struct document *d)
{
	PATTERN(year, "nam ((?:19|20)[0-9]{2})");
	struct span m[SPANS];
	size_t end = d->pieces.n < HEAD_PIECES ? d->pieces.n : HEAD_PIECES, i;

	part_flattened(a, d);
	mend_breaks(a, d);
	if (end > d->pieces.n)
		end = d->pieces.n;
	for (i = 0; i < end; i++) {
		struct piece *p = &d->pieces.v[i];
		bool number = read_number(a, d, p);
		bool day = read_place_and_day(a, d, p);
		int rest;
		const char *type = number || day ? NULL : type_line(a, p, &rest);
		if (type) {
			d->type = type;
			p->use = USE_HEAD;
			const char *same_line = lost_capitals(p) ? "" : folded_cut(a, &p->f, rest, p->f.n);
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
	if (i >= end && !d->type)
		i = 0; /* no head at all: everything is text */
	/* A công văn has its number, place and day on lines after the subject, an old decision its number after the kind. */
	for (size_t k = 0; k < end && k < i + 6; k++)
		if (d->pieces.v[k].use == USE_NONE && !read_number(a, d, &d->pieces.v[k]))
			read_place_and_day(a, d, &d->pieces.v[k]);
	read_issuer(a, d, i);
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
