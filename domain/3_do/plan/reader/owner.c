/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* owner: who leads (chủ trì) and who supports (phối hợp), only as the text says it. */
#include "domain/3_do/plan/reader/reader.h"
#include "platform/text/text.h"
#include <string.h>

/* A body, a post or a group of them opens the text.  The look-aheads keep out verbs that begin alike:
 * "Tổ chức", "Ban hành", "Hội nghị", "Phòng, chống", "Sơ kết". */
#define BODY "(?:cac |toan the )?(?:so(?! ket| huu| lieu| tuyen| voi| [0-9])|phong(?! chong|, ?chong| ngua| trao)|ban(?! hanh| bac| giao)|van phong|thanh tra|" \
	"trung tam|chi cuc|cuc|tong cuc|ubnd|uy ban|uy? ban|ubmttq|mttq|hdnd|cong doan|doan(?! ket)|truong|thu truong|giam doc|pho giam doc|hoi(?! nghi| thao| dap)|" \
	"mat tran|bo phan|cong chuc|can bo|dang uy|dang bo|chi bo|chi uy|to(?! chuc)|bi thu|chu tich|chanh|lanh dao|don vi|co quan|don vi|doan the|" \
	"cac to chuc|to chuc chinh tri|vien|kho bac|dai|truong|cong an|ban chi huy|ban bien tap|thanh vien|nganh|thon|xa|phuong|huyen|dia phuong|lien doan|bao(?! cao| dam| ve| ton| quan| cho)|bo (?!sung|tri)|quy|hieu truong|ca nhan|hat|tram|khoi|cum)"

/* Where the body's name ends and its duty begins. */
PATTERN(duty, " ?(?:[:.;(]|$)|,? (?=(?:chu tri|phoi hop|can cu|la (?:co quan|don vi|dau moi)|chu dong|co trach nhiem|co nhiem vu|chiu trach nhiem|tham muu|to chuc(?! chinh tri)|thuc hien|"
	      "trien khai|xay dung|huong dan|theo doi|tiep tuc|don doc|tang cuong|bao cao|gui|giup|lam dau moi|kip thoi|thuong xuyen|"
	      "quan triet|tuyen truyen|ra soat|tong hop|kiem tra|giam sat|ban hanh|bo tri|dua|day manh|pho bien|nghiem tuc|phai|can|duoc giao|se|du kien|"
	      "lap|tien hanh|van dong|nang cao|phan cong|cu the hoa|lanh dao, chi dao|chi dao|cung|voi|dinh ky|khan truong|cap nhat|dang tai|quan tam|tao dieu kien|phat huy|lua chon|chon|chuan bi|de xuat|cung cap|dam bao|bao dam|xem xet|quyet dinh|hang nam|hang thang|doi thoai|gioi thieu|thong bao|thong nhat|ho tro|kiem soat|nghien cuu|tap trung|thanh lap|lay y kien|trinh|gop y|trao doi|giai quyet|khao sat|danh gia|ghi nhan|hoa giai|duy tri|so ket|tong ket|lien he|tra loi|xac minh|niem yet|cong khai|dang ky|(?<!tong )(?<!phoi )(?<!ket )(?<!phu )hop|mo (?:lop|hoi nghi|so)|cu (?:can bo|cong chuc|vien chuc|nguoi|dai dien)|tham gia|tiep nhan|tiep cong dan|phan loai|hoan thien|hoan thanh|chap hanh|nam tinh hinh|kien nghi|van hanh|quan ly)(?:[ ,:.;]|$))");

/* The first duty that begins with a small letter: in "Ban Giám sát đầu tư" the verb is part of the name. */
static bool find_duty(const struct folded *t, int from, int to, struct span ret[SPANS])
{
	while (from <= to && pattern_find(&duty, t, from, to, ret)) {
		const char *s = t->text + t->at[ret[0].to];
		if (!*s || ret[0].to == t->n || !text_is_upper(text_next(&s)) || strchr(":.;(", t->f[ret[0].to > 0 ? ret[0].to - 1 : 0]))
			return true;
		from = ret[0].to > from ? ret[0].to : from + 1;
	}
	return false;
}

/* Folded letters cannot tell "Ban" from "Bàn" and "Bản", "Hạt" from "Hát": the first word as it is written can. */
static bool is_body_word(arena *a, const char *s)
{
	static const char *const words[] = {
		"sở", "phòng", "ban", "văn", "thanh", "trung", "chi", "cục", "tổng", "ubnd", "ub", "ủy", "uỷ", "ubmttq", "mttq", "hđnd", "công",
		"đoàn", "trưởng", "trường", "thủ", "giám", "phó", "hội", "mặt", "bộ", "cán", "đảng", "tổ", "bí", "chủ", "chánh", "lãnh",
		"đơn", "cơ", "các", "viện", "kho", "đài", "thành", "ngành", "liên", "hiệu", "cá", "hạt", "trạm", "toàn", "bch",
	};
	const char *word = text_lower(a, arena_text_n(a, s, strcspn(s, " ,:")));
	for (size_t i = 0; i < COUNT_OF(words); i++)
		if (strcmp(word, words[i]) == 0)
			return true;
	return false;
}

const char *owner_at_start(arena *a, const char *text)
{
	PATTERN(opening, "(?:giao (?:cho )?|de nghi |yeu cau )?(" BODY ")(?![a-z])");
	PATTERN(not_owner, "^(?:cac (?:noi dung|hinh thuc|van ban|nhiem vu|giai phap)|truong hop|quy (?:che|dinh|trinh))");
	struct folded t = folded(a, text);
	struct span m[SPANS], e[SPANS];

	if (pattern_in(&not_owner, &t) || !pattern_at(&opening, &t, 0, m))
		return NULL;
	const char *s = t.text + t.at[m[1].from];
	if (!is_body_word(a, s) || (!text_is_upper(text_next(&s)) && m[1].from == 0))
		return NULL;
	/* "Sở Tài chính" alone on its line is a name; what it does stands below. */
	int line = folded_index(&t, (int)strcspn(text, "\n"));
	if (!find_duty(&t, m[1].to, line, e)) {
		if (line == t.n || line > 100)
			return NULL;
		e[0].from = line;
	}
	if (e[0].from > 160)
		return NULL;
	/* A whole sentence with no duty word is prose; a short one is a name. */
	if ((e[0].from == t.n || strchr(".;", t.f[e[0].from])) && e[0].from > 60)
		return NULL;
	/* "tự xây dựng": the folded form cannot tell "tự" from "tử", the original can */
	const char *name = folded_cut(a, &t, m[1].from, e[0].from);
	size_t n = strlen(name), tail = strlen(" tự");
	return n > tail && strcmp(name + n - tail, " tự") == 0 ? arena_text_n(a, name, n - tail) : name;
}

void owner_split(arena *a, const char *list, text_list *support)
{
	PATTERN(comma, "[,;] *(?:[-+*] *)?(?:va )?(?=" BODY "(?![a-z]))| va (?=" BODY "(?![a-z]))|; *(?:[-+*] *)?|\\n[-+* ]*");
	PATTERN(tail, "[ .;,:]*$");
	struct folded t = folded(a, list);
	struct span m[SPANS];

	for (int at = 0; at < t.n;) {
		bool more = false;
		for (int look = at + 1; look < t.n && !more && pattern_find(&comma, &t, look, t.n, m); look = m[0].to) {
			const char *s = t.text + t.at[m[0].to]; /* "các quận, huyện" is one name */
			more = m[0].to < t.n && (text_is_upper(text_next(&s)) || strncmp(t.f + m[0].to, "cac ", 4) == 0);
		}
		int end = more ? m[0].from : t.n;
		struct folded part = folded(a, folded_cut(a, &t, at, end));
		struct span e[SPANS];
		int to = pattern_find(&tail, &part, 0, part.n, e) ? e[0].from : part.n;
		int from = 0;
		while (from < to && strchr("-+* ", part.f[from]))
			from++;
		const char *name = folded_cut(a, &part, from, to);
		if (*name)
			*LIST_ADD(a, support) = name;
		if (!more)
			break;
		at = m[0].to;
	}
}

void owner_find(arena *a, const char *text, const char **ret_lead, text_list *support)
{
	PATTERN(lead_label, "(?:don vi|co quan|bo phan|nguoi)? ?(?:chu tri(?: thuc hien)?|phu trach)(?: thuc hien)? ?: ?([^.;\\n)]{3,120})|phan cong(?: thuc hien)? ?: ?([^.;\\n)]{3,120})|"
			    "(?:don vi|co quan|bo phan) (?:thuc hien|chiu trach nhiem) ?: ?([^.;\\n)]{3,120})");
	PATTERN(support_label, "(?:don vi|co quan|bo phan)? ?phoi hop(?: thuc hien)? ?: ?([^.\\n)]{3,240})");
	PATTERN(given, "giao (?:cho )?(" BODY "[^.;:\\n]{0,90}?),? (?:chu tri|lam dau moi|phoi hop|tham muu|chiu trach nhiem|to chuc|thuc hien|xay dung)");
	PATTERN(chairs, "(?:^|[.;(\\n] ?)(" BODY "[^.;:\\n]{0,90}?) chu tri");
	PATTERN(helps, "[,;.] ((?:cac )?" BODY "[^.;,:\\n]{0,90}?) (?:cung )?phoi hop(?: thuc hien)?(?=[;.,]|$)");
	PATTERN(with, "phoi hop (?:chat che )?(?:voi |cung (?:voi )?)?(?=" BODY "|mat tran)");
	struct folded t = folded(a, text);
	struct span m[SPANS], e[SPANS];

	if (pattern_find(&lead_label, &t, 0, t.n, m))
		for (int i = 1; i <= 3; i++)
			if (m[i].from >= 0)
				*ret_lead = folded_cut(a, &t, m[i].from, m[i].to);
	if (!*ret_lead)
		*ret_lead = owner_at_start(a, text);
	if (!*ret_lead && (pattern_find(&given, &t, 0, t.n, m) || pattern_find(&chairs, &t, 0, t.n, m)))
		*ret_lead = folded_cut(a, &t, m[1].from, m[1].to);
	if (pattern_find(&support_label, &t, 0, t.n, m)) {
		owner_split(a, folded_cut(a, &t, m[1].from, m[1].to), support);
	} else if (pattern_find(&helps, &t, 0, t.n, m)) {
		owner_split(a, folded_cut(a, &t, m[1].from, m[1].to), support);
	} else if (pattern_find(&with, &t, 0, t.n, m)) {
		int limit = m[0].to + 300 < t.n ? m[0].to + 300 : t.n;
		if (find_duty(&t, m[0].to, limit, e))
			owner_split(a, folded_cut(a, &t, m[0].to, e[0].from), support);
	}
}
