/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* Who leads, who supports, and which of the six verbs a task belongs to. */
#include "domain/3_do/plan/reader/reader.h"
#include "tests/test.h"
#include <string.h>

static const char *listed(arena *a, const text_list *l)
{
	struct buf o = { .a = a };
	for (size_t i = 0; i < l->n; i++)
		buf_fmt(&o, "%s%s", i ? " | " : "", l->v[i]);
	return buf_str(&o);
}

static const struct {
	const char *text, *lead, *support;
} OWNERS[] = {
	/* labels */
	{ "Lập danh sách. Đơn vị chủ trì: Văn phòng Sở.", "Văn phòng Sở", "" },
	{ "Lập danh sách. Chủ trì: Văn phòng Sở; phối hợp: Thanh tra Sở, Phòng Tổ chức.", "Văn phòng Sở", "Thanh tra Sở | Phòng Tổ chức" },
	{ "Lập danh sách. Cơ quan chủ trì: Sở Nội vụ. Cơ quan phối hợp: Sở Tài chính và Sở Tư pháp.", "Sở Nội vụ", "Sở Tài chính | Sở Tư pháp" },
	{ "Lập danh sách. Đơn vị thực hiện: Phòng Tổ chức.", "Phòng Tổ chức", "" },
	{ "Tuyên truyền. Phân công: Ban Biên tập.", "Ban Biên tập", "" },
	/* the subject of the sentence */
	{ "Văn phòng Sở chủ trì, phối hợp với Thanh tra Sở lập danh sách.", "Văn phòng Sở", "Thanh tra Sở" },
	{ "Văn phòng Sở chủ trì; Thanh tra Sở phối hợp.", "Văn phòng Sở", "Thanh tra Sở" },
	{ "Sở Nội vụ: lập danh sách.", "Sở Nội vụ", "" },
	{ "Giao Văn phòng Sở chủ trì lập danh sách.", "Văn phòng Sở", "" },
	{ "Lập danh sách. Giao Văn phòng Sở chủ trì.", "Văn phòng Sở", "" },
	{ "Đề nghị Công đoàn Sở phối hợp với Văn phòng Sở tuyên truyền.", "Công đoàn Sở", "Văn phòng Sở" },
	{ "Phối hợp với Mặt trận Tổ quốc Việt Nam tỉnh giám sát.", NULL, "Mặt trận Tổ quốc Việt Nam tỉnh" },
	/* nobody is said: nobody is invented */
	{ "Tổ chức hội nghị cán bộ, công chức.", NULL, "" },
	{ "Ban hành quy chế dân chủ của cơ quan.", NULL, "" },
	{ "Phòng, chống tham nhũng.", NULL, "" },
	{ "Phòng chống tham nhũng trong cơ quan.", NULL, "" },
	{ "Sơ kết việc thực hiện quy chế.", NULL, "" },
	{ "Hội nghị cán bộ họp mỗi năm một lần.", NULL, "" },
	{ "Tiếp tục đổi mới công tác dân vận.", NULL, "" },
	{ "", NULL, "" },
};

static void the_owners(void **s)
{
	(void)s;
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(OWNERS); i++) {
		const char *lead = NULL;
		text_list support = { 0 };
		owner_find(&a, OWNERS[i].text, &lead, &support);
		if (str_eq(lead, OWNERS[i].lead) && str_eq(listed(&a, &support), OWNERS[i].support))
			continue;
		print_error("\"%s\" gives %s and %s\n", OWNERS[i].text, str_or(lead, "-"), listed(&a, &support));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void the_subject_of_a_sentence(void **s)
{
	(void)s;
	static const struct { const char *text, *owner; } c[] = {
		{ "Trưởng các đơn vị thuộc Sở tự lập kế hoạch", "Trưởng các đơn vị thuộc Sở" },
		{ "Ban Giám sát đầu tư của cộng đồng có trách nhiệm báo cáo", "Ban Giám sát đầu tư của cộng đồng" },
		{ "Các phòng, đơn vị thuộc Sở có trách nhiệm triển khai", "Các phòng, đơn vị thuộc Sở" },
		{ "Ủy ban nhân dân các xã, phường thực hiện", "Ủy ban nhân dân các xã, phường" },
		{ "Ủy ban nhân dân các xã, phường tổ chức thực hiện", "Ủy ban nhân dân các xã, phường" },
		{ "Yêu cầu các phòng chuyên môn báo cáo", "các phòng chuyên môn" },
		{ "Văn phòng Sở", "Văn phòng Sở" },
		{ "văn phòng sở lập danh sách", NULL },
		{ "Các nội dung công khai gồm", NULL },
		{ "Trường hợp có vướng mắc, các phòng báo cáo", NULL },
		{ "Quy chế này do Văn phòng Sở lập", NULL },
		{ "Tuyên truyền sâu rộng", NULL },
	};
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		const char *owner = owner_at_start(&a, c[i].text);
		if (str_eq(owner, c[i].owner))
			continue;
		print_error("\"%s\" gives %s\n", c[i].text, str_or(owner, "-"));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void lists_are_parted_at_bodies_only(void **s)
{
	(void)s;
	static const struct { const char *list, *parts; } c[] = {
		{ "Sở Tài chính, Sở Tư pháp và Sở Nội vụ", "Sở Tài chính | Sở Tư pháp | Sở Nội vụ" },
		{ "Sở Giáo dục và Đào tạo, Sở Văn hóa, Thể thao và Du lịch", "Sở Giáo dục và Đào tạo | Sở Văn hóa, Thể thao và Du lịch" },
		{ "Phòng Tổ chức; các phòng chuyên môn", "Phòng Tổ chức | các phòng chuyên môn" },
		{ "- Văn phòng Sở, Thanh tra Sở.", "Văn phòng Sở | Thanh tra Sở" },
		{ "- Văn phòng Sở; - Thanh tra Sở.", "Văn phòng Sở | Thanh tra Sở" },
		{ "Văn phòng Sở\nThanh tra Sở", "Văn phòng Sở | Thanh tra Sở" },
		{ "Văn phòng Sở;", "Văn phòng Sở" },
		{ "  ;,. ", "" },
		{ "", "" },
	};
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		text_list parts = { 0 };
		owner_split(&a, c[i].list, &parts);
		if (str_eq(listed(&a, &parts), c[i].parts))
			continue;
		print_error("\"%s\" gives %s\n", c[i].list, listed(&a, &parts));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

/* ---- the word rule of README.md ---- */

static void the_word_that_stands_first_wins(void **s)
{
	(void)s;
	static const struct { const char *text, *verb; } c[] = {
		{ "Tuyên truyền, phổ biến quy chế", "know" },
		{ "Niêm yết công khai tại trụ sở", "know" },
		{ "Lấy ý kiến công chức", "discuss" },
		{ "Đối thoại với thanh niên", "discuss" },
		{ "Xây dựng kế hoạch", "do" },
		{ "Nhân rộng mô hình Dân vận khéo", "do" },
		{ "Kiểm tra việc thực hiện", "check" },
		{ "Sơ kết, tổng kết", "check" },
		{ "Giám sát của Ban Thanh tra nhân dân", "supervise" },
		{ "Giải quyết khiếu nại, tố cáo", "supervise" },
		{ "Cải cách hành chính", "benefit" },
		{ "Nâng chỉ số SIPAS, PAPI", "benefit" },
		{ "BÁO CÁO KẾT QUẢ", "check" },
		/* the first word, whatever comes later */
		{ "Kiểm tra việc tuyên truyền", "check" },
		{ "Tuyên truyền việc kiểm tra", "know" },
		{ "Báo cáo kết quả giám sát", "check" },
		{ "Thanh tra nhân dân họp", "supervise" },
		/* words that say nothing count only alone */
		{ "Thực hiện nghị quyết", "do" },
		{ "Triển khai nhiệm vụ", "do" },
		{ "Thực hiện và kiểm tra", "check" },
		{ "Phối hợp công khai", "know" },
		/* whole words, with or without marks */
		{ "Tong ket cong tac", "check" },
		{ "Công khaiii", NULL },
		{ "Hướng về tương lai", NULL },
		{ "", NULL },
	};
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		const char *verb = verb_word(verb_of(&a, c[i].text));
		if (str_eq(verb, c[i].verb))
			continue;
		print_error("\"%s\" is %s\n", c[i].text, str_or(verb, "-"));
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void words_of_json(void **s)
{
	(void)s;
	assert_null(verb_word(VERB_NONE));
	assert_string_equal(verb_word(VERB_KNOW), "know");
	assert_string_equal(verb_word(VERB_BENEFIT), "benefit");
	assert_null(due_kind_word(DUE_NONE));
	assert_string_equal(due_kind_word(DUE_RECURRING), "recurring");
	assert_null(recipient_role_word(ROLE_NONE));
	assert_string_equal(recipient_role_word(ROLE_CARRY_OUT), "carry_out");
	assert_string_equal(recipient_role_word(ROLE_FILE), "file");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_owners),
		cmocka_unit_test(the_subject_of_a_sentence),
		cmocka_unit_test(lists_are_parted_at_bodies_only),
		cmocka_unit_test(the_word_that_stands_first_wins),
		cmocka_unit_test(words_of_json),
	};
	return cmocka_run_group_tests_name("owner", tests, NULL, NULL);
}
