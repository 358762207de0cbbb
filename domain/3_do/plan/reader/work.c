/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* work: which parts of a document hand out work and which rule, tell or explain. */
#include "domain/3_do/plan/reader/reader.h"
#include <string.h>

/* Decisions, laws and reports rule or tell; they hand out no work. */
bool work_given_by(arena *a, const char *type)
{
	PATTERN(rules, "(?:quyet dinh|nghi dinh|bo luat|luat|phap lenh|thong tu|bao cao|to trinh|quy che|quy dinh|sac lenh|"
		       "sac luat|lenh|hien phap|dieu le|bien ban|giay|phieu|van ban hop nhat)\\b");
	struct folded t = folded(a, type ? type : "");
	return !pattern_at(&rules, &t, 0, NULL);
}

/* A section that says why and how, not what is to be done. */
bool work_none_in(arena *a, const struct item *it)
{
	PATTERN(why, "muc dich|yeu cau|muc tieu|quan diem|phuong cham|dac diem|tinh hinh|thuc trang|can cu|pham vi|doi tuong|nguyen tac|khai quat|boi canh|"
		     "uu diem|han che|ton tai|nguyen nhan|bai hoc|kinh phi|du toan|thuan loi|kho khan|ket qua dat duoc|ket qua thuc hien|chi tieu|danh gia chung|su can thiet|giai thich tu ngu|thoi gian(?:,| va) dia diem|dia diem to chuc|y nghia");
	PATTERN(what, "nhiem vu|noi dung|giai phap|to chuc thuc hien|trach nhiem|cong viec|bien phap|phan cong|tien do|ke hoach thuc hien");
	struct folded t = folded(a, it->text);
	int n = (int)strcspn(it->text, "\n"); /* its first line names it */
	n = folded_index(&t, n);
	return n <= 160 && (it->heading || it->children || it->kind < TOKEN_ARABIC) && pattern_find(&why, &t, 0, n, NULL) &&
	       !pattern_find(&what, &t, 0, n, NULL);
}

/* "Nghị quyết này có hiệu lực ...", "Ban hành kèm theo Quyết định này ...": rules, nobody's work. */
bool work_says_effect(arena *a, const char *text)
{
	PATTERN(effect, "(?:(?:nghi quyet|quyet dinh|chi thi|ke hoach|quy che|quy dinh|huong dan|chuong trinh|thong bao|ket luan) nay "
			"(?:co hieu luc|da duoc|duoc (?:hoi dong|thong qua|pho bien)|thay the|gom)|ban hanh kem theo)\\b");
	struct folded t = folded(a, text);
	return pattern_at(&effect, &t, 0, NULL);
}
