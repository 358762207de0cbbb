/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* foot: who signs and for whom (decree 30/2020/NĐ-CP Đ.13), and who receives the document and why. */
#include "domain/0_shared/document/document.h"
#include "platform/text/text.h"
#include <string.h>

PATTERN(recipients_start, "^noi (?:nhan|gui) ?[:.]?");
PATTERN(capacity, "(?:(tm|kt|tl|tuq|q) ?[.:/]+|(t ?/ ?m|k ?/ ?t|t ?/ ?l)[.:]?) *");
PATTERN(position_word, "^(?:pho |quyen |q[.] ?)?(?:chu tich|giam doc|tong giam doc|bi thu|pho bi thu|truong|chanh|vien truong|cuc truong|"
		       "bo truong|thu truong|thu tuong|pho thu tuong|chu nhiem|tong bi thu|chi cuc truong|hieu truong|uy vien|"
		       "tong thanh tra|chi huy|thong doc|to truong|doi truong|nguoi (?:lap|ky)|truong thon|thuong truc|pho\\b|thay mat|chanh van phong)");
PATTERN(annex_start, "^(?:phu luc|mau (?:so )?[0-9]|bieu (?:so|mau)? ?[0-9]|danh muc|danh sach|de cuong|phu bieu|"
		     "cong hoa xa hoi chu nghia|dang cong san)");
PATTERN(signed_mark, "^[(\\[]?(?:da ky|ky ten|da ki|daky|ky, ?dong dau|ky ten, ?dong dau|a ky)");
PATTERN(body_end, "[.] ?/ ?[.-]?\\s*$");

/* How many folded characters the leading words in capitals take. */
static int upper_words(const struct piece *p)
{
	int end = 0;
	for (int i = 0; i < p->f.n;) {
		int to = i;
		while (to < p->f.n && p->f.f[to] != ' ')
			to++;
		const char *s = p->text + p->f.at[i], *stop = p->text + p->f.at[to];
		while (s < stop) {
			int32_t c = text_next(&s);
			if (text_is_letter(c) && !text_is_upper(c))
				return end;
		}
		end = to;
		for (i = to; i < p->f.n && p->f.f[i] == ' ';)
			i++;
	}
	return end;
}

static bool is_signing(const struct piece *p)
{
	struct span m[SPANS];
	int from = pattern_at(&capacity, &p->f, 0, m) ? m[0].to : 0;
	if (from)
		return upper_words(p) >= m[0].to - 1 && p->f.n < 160;
	int upper = upper_words(p);
	if (!p->f.n || p->f.f[p->f.n - 1] == ':')
		return false;
	return pattern_at(&position_word, &p->f, 0, m) && upper >= m[0].to && p->f.n < 90;
}

/* "Chủ tịch", "Phó Giám đốc": a position in small letters, behind a capacity only; "phố" is none. */
static bool is_small_position(const struct piece *p)
{
	const char *s = p->text;
	if (p->f.n <= 4 || p->f.n >= 60 || !text_is_upper(text_next(&s)) || !pattern_at(&position_word, &p->f, 0, NULL))
		return false;
	/* "Phổ biến" folds to the same letters as "Phó": the original tells them apart */
	return strncmp(p->f.f, "pho", 3) != 0 || str_starts(p->text, "Phó") || str_starts(p->text, "PHÓ");
}

/* Two to seven words that all begin with a capital: "Trần Văn An", "TRẦN VĂN AN", "ThS. Trần Văn An". */
static bool is_name(const struct piece *p)
{
	PATTERN(odd, "[0-9:;,/()]|^(?:lanh dao|noi nhan)");
	int words = 0;

	if (p->f.n < 4 || p->f.n > 45 || pattern_in(&odd, &p->f) || p->f.f[0] == '-')
		return false;
	for (const char *s = p->text; *s; words++) {
		if (!text_is_upper(text_next(&s)))
			return false;
		while (*s && *s != ' ')
			s++;
		while (*s == ' ')
			s++;
	}
	return words >= 2 && words <= 7;
}

static enum recipient_role role_of(const struct folded *t, int from, int to)
{
	static struct {
		struct pattern wording;
		enum recipient_role role;
	} table[] = {
		{ { "\\bbao cao\\b|\\bb ?/ ?c(?:ao)?\\b|\\bbc\\b", NULL }, ROLE_REPORT },
		{ { "\\bphoi hop\\b|\\bp ?/ ?h(?:op)?\\b|\\bph\\b", NULL }, ROLE_COORDINATE },
		{ { "\\bthuc hien\\b|\\bth? ?/ ?h(?:ien)?\\b|\\bth\\b|\\bthi hanh\\b", NULL }, ROLE_CARRY_OUT },
	};
	for (size_t i = 0; i < COUNT_OF(table); i++)
		if (pattern_find(&table[i].wording, t, from, to, NULL))
			return table[i].role;
	return ROLE_NONE;
}

/* A role that stands for several lines: inside the list for those above it up to the last that has one, after the
 * whole list for the leading lines, which then end in no semicolon of their own. */
static void share_role(struct document *d, enum recipient_role role)
{
	size_t n = d->recipients.n, first = n, last = n;

	if (n && d->recipients.v[n - 1].role == ROLE_FILE) {
		first = last = 0;
		while (last < n && d->recipients.v[last].role == ROLE_NONE && !strchr(d->recipients.v[last].name, ';'))
			last++;
	} else {
		if (n && d->recipients.v[n - 1].role == role)
			d->recipients.v[--first].grouped = true;
		while (first && d->recipients.v[first - 1].role == ROLE_NONE)
			first--;
	}
	for (size_t i = first; i < last && role != ROLE_NONE; i++) {
		d->recipients.v[i].role = role;
		d->recipients.v[i].grouped = true;
	}
}

/* "UBND tỉnh (để b/c);" to name and role.  A whole line in brackets is the role of the lines it stands beside. */
static void add_recipient(arena *a, struct document *d, const char *line)
{
	PATTERN(bullet, "[-+~*.]+ ?|[0-9]{1,2}[.)] ");
	PATTERN(bracket, "[(]([^()]*)[)]? ?[;.,:]* *$");
	PATTERN(tail, "[;.,:/ }]+$");
	PATTERN(file, "luu\\b");
	bool brace = strchr(line, '}') != NULL;
	struct folded t = folded(a, line);
	struct span m[SPANS];
	int from = pattern_at(&bullet, &t, 0, m) ? m[0].to : 0;
	int to = t.n;
	enum recipient_role role = ROLE_NONE;

	if (pattern_find(&bracket, &t, from, to, m)) {
		role = role_of(&t, m[1].from, m[1].to);
		if (m[0].from <= from) { /* the brackets are all there is */
			share_role(d, role);
			return;
		}
		if (role)
			to = m[0].from;
	}
	if (pattern_at(&file, &t, from, NULL))
		role = ROLE_FILE;
	bool ended = false;
	if (pattern_find(&tail, &t, from, to, m)) {
		ended = memchr(t.f + m[0].from, ';', (size_t)(m[0].to - m[0].from)) != NULL;
		to = m[0].from;
	}
	const char *name = folded_cut(a, &t, from, to);
	if (*name) /* the semicolon stays until all are read: it tells a finished line from one under a common brace */
		*LIST_ADD(a, &d->recipients) = (struct recipient){ .name = ended ? arena_fmt(a, "%s;", name) : name, .role = role };
	if (brace && role != ROLE_NONE)
		share_role(d, role);
}

static void read_recipients(arena *a, struct document *d, size_t first, size_t end)
{
	PATTERN(bullet, "[-+~*]|[0-9]{1,2}[.)] ");
	PATTERN(inner, "; ?[-+] ?");
	PATTERN(file, "[-+~* ]*luu\\b");
	struct span m[SPANS];
	LIST(const char *) lines = { 0 };
	bool filed = false;

	for (size_t i = first + 1; i < end; i++) { /* the words "Nơi nhận:" themselves say nothing */
		struct piece *p = &d->pieces.v[i];
		int from = 0;
		if (p->use != USE_NONE)
			continue;
		bool starts = pattern_at(&bullet, &p->f, from, NULL) || p->f.f[from] == '(' ||
			      (lines.n && strpbrk(lines.v[lines.n - 1] + strlen(lines.v[lines.n - 1]) - 1, ";."));
		if (piece_is_rule(p) || (filed && (p->f.f[from] != '(' || p->f.n > 30 || role_of(&p->f, from, p->f.n) == ROLE_NONE)) ||
		    pattern_at(&signed_mark, &p->f, 0, NULL) || (pattern_at(&capacity, &p->f, 0, NULL) && is_signing(p)))
			continue;
		p->use = USE_RECIPIENT;
		for (int at = from, to; at < p->f.n; at = to) {
			bool more = pattern_find(&inner, &p->f, at + 2 < p->f.n ? at + 2 : at, p->f.n, m);
			to = more ? m[0].to : p->f.n;
			const char *part = folded_cut(a, &p->f, at, more ? m[0].from + (p->f.f[m[0].from] == ';') : p->f.n);
			if (!*part)
				continue;
			if (starts || at > from || !lines.n)
				*LIST_ADD(a, &lines) = part;
			else
				lines.v[lines.n - 1] = arena_fmt(a, "%s %s", lines.v[lines.n - 1], part);
		}
		filed |= pattern_at(&file, &p->f, from, NULL);
	}
	for (size_t i = 0; i < lines.n; i++)
		add_recipient(a, d, lines.v[i]);
	for (size_t i = 0; i < d->recipients.n; i++) {
		const char *name = d->recipients.v[i].name;
		size_t n = strlen(name);
		if (name[n - 1] == ';')
			d->recipients.v[i].name = arena_text_n(a, name, n - 1);
	}
}

/* "Chủ tịch" / "(Đã ký)" / "Phan Văn An": the state's portal prints positions in small letters. */
static bool signs_small(const struct document *d, size_t i)
{
	const struct piece *p = &d->pieces.v[i];
	return pattern_at(&position_word, &p->f, 0, NULL) && p->f.n < 60 && i + 2 < d->pieces.n &&
	       pattern_at(&signed_mark, &d->pieces.v[i + 1].f, 0, NULL) && is_name(&d->pieces.v[i + 2]);
}

/* Marks the signing pieces of [first, end) and reads them in order: capacity, on whose behalf, position, name. */
static size_t read_signing(arena *a, struct document *d, size_t first, size_t end)
{
	struct signing *s = &d->signing;
	struct span m[SPANS];
	size_t last = first;
	bool open = signs_small(d, first); /* the last signing line may go on */

	for (size_t i = first, done = 0; i < end && !done; i++) {
		done = s->name != NULL;
		if (done)
			break;
		struct piece *p = &d->pieces.v[i];
		if (p->use != USE_NONE || piece_is_rule(p))
			continue;
		if (pattern_at(&signed_mark, &p->f, 0, m)) {
			PATTERN(colon, "[^:]{2,20}: *(?=[a-z])"); /* "Đã ký: Ngô Tấn Hưng" */
			if (open && pattern_at(&colon, &p->f, 0, m)) {
				struct piece rest = *p;
				rest.text = folded_cut(a, &p->f, m[0].to, p->f.n);
				rest.f = folded(a, rest.text);
				if (is_name(&rest))
					s->name = rest.text;
			}
			last = i + 1;
			continue;
		}
		int upper = upper_words(p);
		if (is_signing(p) && upper > 3 && upper + 4 < p->f.n) { /* "CHỦ TỊCH Bế Xuân An" in one cell */
			struct piece rest = *p;
			rest.text = folded_cut(a, &p->f, upper, p->f.n);
			rest.f = folded(a, rest.text);
			PATTERN(signed_first, "[(]?(?:da ky)[)]? *");
			if (pattern_at(&signed_first, &rest.f, 0, m)) {
				rest.text = folded_cut(a, &rest.f, m[0].to, rest.f.n);
				rest.f = folded(a, rest.text);
			}
			if (is_name(&rest)) {
				s->name = rest.text;
				struct piece head = *p;
				head.text = folded_cut(a, &p->f, 0, upper);
				head.f = folded(a, head.text);
				*p = head;
			}
		}
		if (pattern_at(&capacity, &p->f, 0, m) && is_signing(p)) {
			bool deputy = s->capacity != NULL; /* TM. ... then KT.: the deputy signs for the head of the body */
			const char *rest = folded_cut(a, &p->f, m[0].to, p->f.n);
			struct span mark = m[1].from >= 0 ? m[1] : m[2];
			struct buf short_form = { .a = a }; /* "K/T" is "KT." */
			for (int k = mark.from; k < mark.to; k++)
				if (p->f.f[k] >= 'a' && p->f.f[k] <= 'z')
					buf_fmt(&short_form, "%c", p->f.f[k] - 32);
			s->capacity = arena_fmt(a, "%s.", buf_str(&short_form));
			/* "TM. ỦY BAN NHÂN DÂN" over "KT. CHỦ TỊCH": the deputy signs for the head; the body stays unused */
			for (size_t k = first; deputy && k < i; k++)
				if (d->pieces.v[k].use == USE_SIGNATURE)
					d->pieces.v[k].use = USE_NONE;
			s->on_behalf_of = *rest ? rest : NULL;
			s->position = NULL;
			/* "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC" on one line */
			struct folded t = folded(a, rest);
			PATTERN(both, "(?<=[a-z]) (pho [a-z ]+)$");
			if (pattern_find(&both, &t, 1, t.n, m)) {
				s->position = folded_cut(a, &t, m[1].from, m[1].to);
				s->on_behalf_of = folded_cut(a, &t, 0, m[1].from);
			}
			open = true;
		} else if (is_signing(p) || (open && is_small_position(p) && !(s->position && is_name(p)))) {
			s->position = open && s->position && !p->gap ? document_joined(a, s->position, p->text) : p->text;
			open = true;
		} else if (open && is_name(p) && (s->position || s->capacity) && !(piece_is_upper(p, 0) && !p->gap && p->f.n > 30)) {
			PATTERN(body, "^(?:uy ban|hoi dong|ban |so |tinh |huyen |thanh pho|xa |phuong |quan |bo |chi cuc|trung tam|viet nam|nhan dan|thuong truc)");
			if (piece_is_upper(p, 0) && pattern_at(&body, &p->f, 0, NULL)) {
				if (s->position) /* "CHỦ TỊCH" over "ỦY BAN NHÂN DÂN TỈNH" */
					s->position = document_joined(a, s->position, p->text);
				else
					s->on_behalf_of = document_joined(a, s->on_behalf_of, p->text);
			} else {
				s->name = p->text;
			}
		} else if (open && piece_is_upper(p, 0) && !p->gap) {
			if (s->position)
				s->position = document_joined(a, s->position, p->text);
			else
				s->on_behalf_of = document_joined(a, s->on_behalf_of, p->text);
		} else {
			continue;
		}
		p->use = USE_SIGNATURE;
		last = i + 1;
	}
	/* "TM. BAN THƯỜNG VỤ" with the position only in what follows: nothing more to do.  A head who signs himself has
	 * no capacity: position and name are enough. */
	return last;
}

/* Columns run together on one line: "- UBND tỉnh; KT. GIÁM ĐỐC". */
static void part_flattened(arena *a, struct document *d)
{
	PATTERN(right, "(?<=[;:.)a-z]) (?=(?:tm|kt|tl|tuq)[.] ?[a-z])|(?<=[;:.)]) (?=(?:pho )?(?:chu tich|giam doc|bi thu|chanh van phong|truong ban|truong phong|bo truong|thu truong)\\b)");
	PATTERN(list_line, "^(?:noi nhan|[-+~])");
	struct span m[SPANS];
	piece_list l = { 0 };

	for (size_t i = 0; i < d->pieces.n; i++) {
		struct piece p = d->pieces.v[i];
		if (i >= d->body && pattern_at(&recipients_start, &p.f, 0, m) && m[0].to < p.f.n) { /* "Nơi nhận: - UBND tỉnh;" */
			struct piece head = p;
			head.text = folded_cut(a, &p.f, 0, m[0].to);
			head.f = folded(a, head.text);
			*LIST_ADD(a, &l) = head;
			p.text = folded_cut(a, &p.f, m[0].to, p.f.n);
			p.f = folded(a, p.text);
			p.gap = false;
		}
		*LIST_ADD(a, &l) = p;
		if (i < d->body || !pattern_at(&list_line, &p.f, 0, NULL) || !pattern_find(&right, &p.f, 1, p.f.n, m))
			continue;
		struct piece second = p;
		second.text = folded_cut(a, &p.f, m[0].to, p.f.n);
		second.f = folded(a, second.text);
		second.gap = false;
		second.column = 1;
		if (!piece_is_upper(&second, 0))
			continue;
		p.text = folded_cut(a, &p.f, 0, m[0].from);
		p.f = folded(a, p.text);
		l.v[l.n - 1] = p;
		*LIST_ADD(a, &l) = second;
	}
	d->pieces = l;
}

/* "Nơi nhận:", or what a converter left of it: "Nơi" over a list. */
static bool opens_recipients(const struct document *d, size_t i)
{
	const struct folded *t = &d->pieces.v[i].f;
	bool list_follows = i + 1 < d->pieces.n && d->pieces.v[i + 1].f.f[0] == '-';
	return pattern_at(&recipients_start, t, 0, NULL) || (strcmp(t->f, "noi") == 0 && list_follows);
}

void document_read_foot(arena *a, struct document *d)
{
	part_flattened(a, d);
	size_t n = d->pieces.n, list = n, sign = n;

	for (size_t i = d->body; i < n && list == n; i++)
		if (opens_recipients(d, i))
			list = i;
	/* The signature stands right before the list, beside it or after it; without a list, after the end of the text. */
	size_t from = d->body; /* behind the authority that decides: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH" */
	while (from < n && from < d->body + 4 && piece_is_upper(&d->pieces.v[from], 0))
		from++;
	if (list < n && list > from + 14)
		from = list - 14;
	for (size_t i = list < n ? list : 0; i > from && list < n; i--)
		if (pattern_in(&body_end, &d->pieces.v[i - 1].f)) {
			from = i;
			break;
		}
	for (size_t i = from; i < n && sign == n; i++)
		if (d->pieces.v[i].use == USE_NONE && (is_signing(&d->pieces.v[i]) || signs_small(d, i)) && (list < n || pattern_at(&capacity, &d->pieces.v[i].f, 0, NULL) || i + 12 > n))
			sign = i;
	if (list == n && sign == n) {
		d->foot = d->annex = n;
		return;
	}
	d->foot = list < sign ? list : sign;
	size_t end = d->foot;
	while (end < n && end < d->foot + 80) {
		const struct piece *p = &d->pieces.v[end];
		if (end > list && end > sign && pattern_at(&annex_start, &p->f, 0, NULL) && p->f.f[0] != '-')
			break;
		end++;
	}
	size_t signed_to = sign < n ? read_signing(a, d, sign, end) : d->foot;
	if (list < n)
		read_recipients(a, d, list, end);
	size_t last = signed_to;
	for (size_t i = d->foot; i < end; i++)
		if (d->pieces.v[i].use != USE_NONE && i + 1 > last)
			last = i + 1;
	d->annex = last;
}

struct document document_read(arena *a, const char *text)
{
	struct document d = { .issued_on = DATE_NONE };
	d.pieces = document_pieces(a, text);
	document_read_head(a, &d);
	document_read_foot(a, &d);
	return d;
}
