/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* verb: which of know, discuss, do, check, supervise, benefit a task belongs to.  The rule is published in README.md:
 * the word of the table that stands first in the text wins; where two begin together the longer; "thực hiện",
 * "triển khai" and the like say nothing by themselves and count only when nothing else stands in the text. */
#include "domain/3_do/plan/reader/reader.h"

#define ANY(words) { "(?<![a-z])(?:" words ")(?![a-z])", NULL }
static struct {
	enum verb verb;
	struct pattern words;
} table[] = {
	{ VERB_KNOW, ANY("tuyen truyen|pho bien|quan triet|cong khai|niem yet|thong tin|dang tai|cung cap thong tin|hoc tap") },
	{ VERB_DISCUSS, ANY("lay y kien|gop y|doi thoai|hoi nghi can bo|hoi nghi nguoi lao dong|phan bien|tham gia y kien|ban bac|ban va quyet dinh|dong gop y kien|hiep thuong") },
	{ VERB_CHECK, ANY("kiem tra|don doc|nhac nho|tong ket|so ket|danh gia|ra soat|bao cao|tong hop|theo doi|khao sat") },
	{ VERB_SUPERVISE, ANY("giam sat|thanh tra nhan dan|khieu nai|to cao|tiep cong dan|thanh tra|kien nghi|phan anh") },
	{ VERB_BENEFIT, ANY("hai long|sipas|papi|cai cach hanh chinh|thu huong|phuc loi|an sinh|cham lo|chat luong phuc vu|thu tuc hanh chinh|quyen loi|che do, chinh sach") },
	{ VERB_DO, ANY("dan van kheo|mo hinh|dao tao|tap huan|boi duong|thi dua|sap xep|xay dung|phong trao|van dong|phat dong|kien toan|ban hanh") },
};

enum verb verb_of(arena *a, const char *text)
{
	PATTERN(weak, "trien khai|thuc hien|to chuc|phoi hop");
	struct folded t = folded(a, text);
	struct span m[SPANS];
	int best = t.n;
	enum verb verb = VERB_NONE;

	for (size_t i = 0; i < COUNT_OF(table); i++) {
		if (pattern_find(&table[i].words, &t, 0, best, m)) {
			best = m[0].from;
			verb = table[i].verb;
		}
	}
	return verb == VERB_NONE && pattern_in(&weak, &t) ? VERB_DO : verb;
}

const char *verb_word(enum verb v)
{
	static const char *const words[] = { NULL, "know", "discuss", "do", "check", "supervise", "benefit" };
	return words[v];
}
