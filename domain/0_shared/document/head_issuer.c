/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* head_issuer: who issues the document, and what a title or a symbol says where the head is silent. */
#include "domain/0_shared/document/head.h"
#include <stdio.h>
#include <string.h>

PATTERN(body_word, "^(?:so|uy ban|uy? ?ban|ubnd|ubmttq|ub |ban|hoi|hdnd|bo|tinh uy|huyen uy|thanh uy|dang uy|dang bo|"
		   "phong|truong|cuc|chi cuc|tong cuc|tong cong ty|lien doan|mat tran|trung tam|thanh tra|van phong|quoc hoi|chinh phu|"
		   "thu tuong|doan|cong an|toa an|vien|bch|bo chi huy|cong doan|kho bac|bao hiem|ngan hang|chu tich|dai|so giao|quy|"
		   "thanh doan|tinh doan|benh vien|cong ty|ban quan ly|to chuc|thuong truc|chi bo|xi nghiep|hoi dong|dang doan)\\b");

/* "ỦY BAN NHÂN DÂN": whose is not said. */
static bool is_bare(arena *a, const char *issuer)
{
	PATTERN(bare, "^(?:uy ban nhan dan|hoi dong nhan dan|ubnd|hdnd|thuong truc (?:hdnd|hoi dong nhan dan))$");
	struct folded t = folded(a, issuer);
	return pattern_in(&bare, &t);
}

/* The issuing body: the last body named in capitals before number and kind.  Its superior, above it, is not the
 * issuer and stays unused. */
void head_read_issuer(arena *a, struct document *d, size_t end)
{
	PATTERN(part_of, "^(?:ban thuong truc|ban thuong vu|ban chap hanh|ban thuong)$");
	PATTERN(goes_on, "^(?:tinh|thanh pho|tp|huyen|quan|xa|phuong|thi|dac khu|khu|va|nhan dan|viet nam|mat tran|trung uong|ban thuong|ban chap hanh|dan|to quoc|[-])");
	PATTERN(equal, "^(?:uy ban (?:mttq|mat tran|nhan dan)|hoi dong nhan dan|thuong truc|ban thuong truc|lien doan)");
	PATTERN(stamp, "^(?:hoa toc|thuong khan|khan|mat|toi mat|tuyet mat|du thao|ban sao|so|den|luu hanh)");
	PATTERN(drawn, " *[-_*~=]{3,} *$");
	LIST(size_t) pieces = { 0 }; /* that the issuer's name is made of */
	struct span m[SPANS];

	for (size_t i = 0; i < end; i++) {
		struct piece *p = &d->pieces.v[i];
		if (p->use != USE_NONE || head_is_national(p) || piece_is_rule(p) || !(piece_is_upper(p, 0) || head_lost_capitals(p)))
			continue;
		bool body = pattern_at(&body_word, &p->f, 0, NULL);
		if (!strpbrk(p->f.f, "abcdefghijklmnopqrstuvwxyz") || (!body && pattern_at(&stamp, &p->f, 0, NULL)))
			continue;
		bool begins = body && !pattern_at(&part_of, &p->f, 0, NULL);
		bool joint = begins && d->issuer && pattern_at(&equal, &p->f, 0, NULL) && is_bare(a, d->issuer);
		bool more = d->issuer && !begins && (pattern_at(&goes_on, &p->f, 0, NULL) || d->issuer[strlen(d->issuer) - 1] == '-');
		if (d->issuer && !begins && !more)
			continue;
		const char *name = pattern_find(&drawn, &p->f, 0, p->f.n, m) ? folded_cut(a, &p->f, 0, m[0].from) : p->text;
		if (!more && !joint)
			pieces.n = 0;
		d->issuer = joint ? arena_fmt(a, "%s - %s", d->issuer, name) : more ? document_joined(a, d->issuer, name) : name;
		*LIST_ADD(a, &pieces) = i;
	}
	for (size_t i = 0; i < pieces.n; i++)
		d->pieces.v[pieces.v[i]].use = USE_HEAD;
}

/* The authority in capitals below the title: "CHỦ TỊCH ỦY BAN NHÂN DÂN TỈNH X", "CHÍNH PHỦ"; NULL when there is none. */
static const char *authority(arena *a, const struct document *d, size_t body)
{
	PATTERN(post, "(?:chu tich )?(?=uy ban|hoi dong)");
	struct span m[SPANS];

	for (size_t i = body; i < d->pieces.n && i < body + 3; i++) {
		const struct piece *p = &d->pieces.v[i];
		int from = pattern_at(&post, &p->f, 0, m) ? m[0].to : 0;
		if (p->use == USE_NONE && piece_is_upper(p, 0) && pattern_at(&body_word, &p->f, 0, NULL))
			return folded_cut(a, &p->f, from, p->f.n);
	}
	return NULL;
}

/* Words that no field holds any longer show among what is unused. */
static void give_back(struct document *d, const char *words)
{
	char start[16];

	snprintf(start, sizeof start, "%s", words);
	for (size_t i = 0; i < d->pieces.n && i < HEAD_PIECES; i++) {
		struct piece *p = &d->pieces.v[i];
		if (p->use == USE_HEAD && p->text[0] && (strstr(words, p->text) || strstr(p->text, start)))
			p->use = USE_NONE;
	}
}

void head_complete_issuer(arena *a, struct document *d, size_t body)
{
	struct folded issuer = folded(a, d->issuer ? d->issuer : "");
	const char *full = authority(a, d, body);

	if (!full)
		return;
	struct folded named = folded(a, full);
	bool longer = named.n > issuer.n && strncmp(named.f, issuer.f, (size_t)issuer.n) == 0;
	bool guessed = !pattern_at(&body_word, &issuer, 0, NULL);
	if (guessed && d->issuer)
		give_back(d, d->issuer);
	if (guessed || (is_bare(a, d->issuer) && longer))
		d->issuer = full;
}

/* Portals of the 1980s and 1990s put all into the title: "CỦA HỘI ĐỒNG BỘ TRƯỞNG SỐ 217-HĐBT NGÀY 14-11-1987 VỀ ...". */
void head_read_title_number(arena *a, struct document *d)
{
	PATTERN(opens, "(?:cua ([a-z~ ,-]{4,90}?) )?(?=so ?[:.]? ?[0-9])");
	PATTERN(day, ",? ?ngay ?(?=[0-9])");
	PATTERN(of, " ?cua ([a-z~ -]{4,90}?)(?= (?:ve|v/v|ban hanh|quy dinh)(?:[ ,]|$)|$)");
	struct folded t = folded(a, d->title ? d->title : "");
	struct span m[SPANS], s[SPANS];
	struct document own = { .issued_on = DATE_NONE };
	int end, from, to;

	PATTERN(of_body, "cua ([a-z~ ,-]{4,90}?) (?=ve |v/v )"); /* "NGHỊ ĐỊNH CỦA CHÍNH PHỦ" / "Về việc ..." */
	if (pattern_at(&of_body, &t, 0, m) && !pattern_at(&opens, &t, 0, s)) {
		d->issuer = d->issuer ? d->issuer : folded_cut(a, &t, m[1].from, m[1].to);
		give_back(d, d->title);
		d->title = folded_cut(a, &t, m[0].to, t.n);
		return;
	}
	if (!pattern_at(&opens, &t, 0, m))
		return;
	struct piece p = { .text = folded_cut(a, &t, m[0].to, t.n) };
	p.f = folded(a, p.text);
	if (!head_read_number(a, &own, &p, &end) || (d->number && strcmp(d->number, own.number ? own.number : "") != 0))
		return;
	const char *issuer = m[1].from >= 0 ? folded_cut(a, &t, m[1].from, m[1].to) : NULL;
	if (pattern_at(&day, &p.f, end, s) && (own.issued_on = document_date(&p.f, s[0].to, p.f.n, &from, &to)) != DATE_NONE)
		end = to;
	if (!issuer && pattern_at(&of, &p.f, end, s)) {
		issuer = folded_cut(a, &p.f, s[1].from, s[1].to);
		end = s[0].to;
	}
	d->number = own.number;
	d->symbol = own.symbol;
	d->issuer = d->issuer ? d->issuer : issuer;
	d->issued_on = d->issued_on != DATE_NONE ? d->issued_on : own.issued_on;
	give_back(d, d->title);
	const char *rest = folded_cut(a, &p.f, end, p.f.n);
	d->title = *rest ? rest : NULL;
}

/* Portals drop the line of the kind; its abbreviation opens the symbol (decree 30/2020/NĐ-CP, appendix III). */
const char *head_type_of_symbol(arena *a, const char *symbol)
{
	static const char *const kinds[][2] = {
		{ "qd", "Quyết định" }, { "kh", "Kế hoạch" }, { "ct", "Chỉ thị" }, { "nq", "Nghị quyết" }, { "ttr", "Tờ trình" },
		{ "bc", "Báo cáo" }, { "tb", "Thông báo" }, { "cd", "Công điện" }, { "hd", "Hướng dẫn" }, { "ctr", "Chương trình" },
		{ "nd", "Nghị định" }, { "kl", "Kết luận" }, { "qc", "Quy chế" }, { "pa", "Phương án" }, { "da", "Đề án" },
	};
	struct folded t = folded(a, symbol ? symbol : "");
	size_t n = strcspn(t.f, "-/");

	for (size_t i = 0; i < COUNT_OF(kinds); i++)
		if (strlen(kinds[i][0]) == n && strncmp(t.f, kinds[i][0], n) == 0 && t.f[n])
			return kinds[i][1];
	return NULL;
}
