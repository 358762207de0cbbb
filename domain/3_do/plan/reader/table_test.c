/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* One table of tasks in the four shapes converters leave it in gives the same rows. */
#include "domain/3_do/plan/reader/reader.h"
#include "tests/test.h"
#include <string.h>

static const char BARS[] =
	"| STT | Nội dung công việc | Đơn vị chủ trì | Đơn vị phối hợp | Thời gian hoàn thành | Sản phẩm |\n"
	"|---|---|---|---|---|---|\n"
	"| 1 | Lập danh sách | Văn phòng Sở | Thanh tra Sở | Tháng 5 | Danh sách |\n"
	"| 2 | Lấy ý kiến công chức | Phòng Tổ chức |  | Quý III |  |\n";
static const char TABS[] =
	"STT\tNội dung công việc\tĐơn vị chủ trì\tĐơn vị phối hợp\tThời gian hoàn thành\tSản phẩm\n"
	"1\tLập danh sách\tVăn phòng Sở\tThanh tra Sở\tTháng 5\tDanh sách\n"
	"2\tLấy ý kiến công chức\tPhòng Tổ chức\t\tQuý III\t\n";
static const char SPACES[] =
	"STT   Nội dung công việc     Đơn vị chủ trì   Đơn vị phối hợp   Thời gian hoàn thành   Sản phẩm\n"
	"1     Lập danh sách          Văn phòng        Thanh tra Sở      Tháng 5                Danh sách\n"
	"                             Sở\n"
	"2     Lấy ý kiến             Phòng Tổ chức                      Quý III\n"
	"      công chức\n";
static const char STACKED[] =
	"STT\n\nNội dung công việc\n\nĐơn vị chủ trì\n\nĐơn vị phối hợp\n\nThời gian hoàn thành\n\nSản phẩm\n\n"
	"1\n\nLập danh sách\n\nVăn phòng Sở\n\nThanh tra Sở\n\nTháng 5\n\nDanh sách\n\n"
	"2\n\nLấy ý kiến công chức\n\nPhòng Tổ chức\n\nThanh tra Sở\n\nQuý III\n\nBiên bản\n";

struct reading {
	row_list rows;
	size_t took, pieces;
};

static struct reading read_table(arena *a, const char *text)
{
	struct reading r = { 0 };
	piece_list l = document_pieces(a, text);
	r.pieces = l.n;
	r.took = l.n ? table_read(a, &l, 0, l.n, &r.rows) : 0;
	for (size_t i = 0; i < r.rows.n; i++)
		assert_true(r.rows.v[i].first < r.rows.v[i].last && r.rows.v[i].last <= r.took);
	return r;
}

static const char *row_text(arena *a, const struct table_row *r)
{
	return arena_fmt(a, "%s/%s/%s/%s/%s/%s", str_or(r->label, "-"), str_or(r->task, "-"), str_or(r->lead, "-"),
		str_or(r->support, "-"), str_or(r->due, "-"), str_or(r->product, "-"));
}

static const char ROW_1[] = "1/Lập danh sách/Văn phòng Sở/Thanh tra Sở/Tháng 5/Danh sách";
static const char ROW_2[] = "2/Lấy ý kiến công chức/Phòng Tổ chức/-/Quý III/-";

static void four_shapes_one_table(void **s)
{
	(void)s;
	static const struct { const char *text, *second; } shapes[] = {
		{ BARS, ROW_2 }, { TABS, ROW_2 }, { SPACES, ROW_2 },
		/* one cell a line cannot show an empty cell: here the second row has them all */
		{ STACKED, "2/Lấy ý kiến công chức/Phòng Tổ chức/Thanh tra Sở/Quý III/Biên bản" },
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(shapes); i++) {
		struct reading r = read_table(&a, shapes[i].text);
		assert_int_equal(r.rows.n, 2);
		assert_int_equal(r.took, r.pieces);
		assert_string_equal(row_text(&a, &r.rows.v[0]), ROW_1);
		assert_string_equal(row_text(&a, &r.rows.v[1]), shapes[i].second);
	}
}

static void columns_are_known_by_their_heads(void **s)
{
	(void)s;
	static const struct { const char *head, *row; } c[] = {
		{ "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Tiến độ |", "1/b/c/d/e/-" },
		{ "| Số TT | Thời gian | Nội dung | Phân công | Kết quả |", "1/c/d/-/b/e" },
		{ "| STT | Công việc | Người phụ trách | Thời hạn | Ghi chú |", "1/b/c/-/d/e" },
		{ "| STT | Hoạt động | Bộ phận thực hiện | Hoàn thành | Lạ |", "1/b/c/-/d/e" }, /* a column nobody knows: its words stay with the task */
	};
	ARENA a = { 0 };
	size_t wrong = 0;
	for (size_t i = 0; i < COUNT_OF(c); i++) {
		struct reading r = read_table(&a, arena_fmt(&a, "%s\n|---|---|---|---|---|\n| 1 | b | c | d | e |\n", c[i].head));
		const char *row = r.rows.n == 1 ? row_text(&a, &r.rows.v[0]) : "no row";
		if (str_eq(row, c[i].row))
			continue;
		print_error("%s gives %s\n", c[i].head, row);
		wrong++;
	}
	assert_int_equal(wrong, 0);
}

static void pages_do_not_break_a_table(void **s)
{
	(void)s;
	ARENA a = { 0 };
	static const char head[] = "| STT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n";
	struct reading r = read_table(&a, arena_fmt(&a, "%s| 1 | Lập | Văn phòng | Tháng 5 |\n\n- 2 -\n\n%s| 2 | Ghi | Thanh tra | Tháng 6 |\n\nNơi nhận:\n", head, head));
	assert_int_equal(r.rows.n, 2);
	assert_string_equal(row_text(&a, &r.rows.v[0]), "1/Lập/Văn phòng/-/Tháng 5/-");
	assert_string_equal(row_text(&a, &r.rows.v[1]), "2/Ghi/Thanh tra/-/Tháng 6/-");
	assert_int_equal(r.took, r.pieces - 1); /* what stands below is no part of it */
}

static void other_tables_are_left_alone(void **s)
{
	(void)s;
	static const char *const texts[] = {
		"| STT | Họ và tên | Chức vụ |\n|---|---|---|\n| 1 | Trần Văn An | Giám đốc |\n",
		"| UBND TỈNH | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\n| SỞ NỘI VỤ | Độc lập - Tự do - Hạnh phúc |\n",
		"Nội dung công việc và thời gian chủ trì của các phòng.\n",
		"| STT | Nội dung | Chủ trì | Thời gian |\n|---|---|---|---|\n", /* a head without rows */
		"1. Lập danh sách.\n\n2. Ghi.\n",
	};
	ARENA a = { 0 };
	for (size_t i = 0; i < COUNT_OF(texts); i++) {
		struct reading r = read_table(&a, texts[i]);
		assert_int_equal(r.rows.n, 0);
		assert_int_equal(r.took, 0);
	}
}

static void a_column_nobody_knows_is_not_lost(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct plan_reading r = plan_read(&a, "SỞ NỘI VỤ\n\nKẾ HOẠCH\nDân vận\n\nI. NHIỆM VỤ\n\n| STT | Nội dung | Chủ trì | Thời gian | Địa điểm |\n"
					      "|---|---|---|---|---|\n| 1 | Lập danh sách | Văn phòng Sở | Tháng 5 | Hội trường |\n");
	assert_int_equal(r.tasks.n, 1);
	assert_non_null(strstr(plan_reading_json(&a, &r, 0), "Hội trường"));
}

/* The whole way: a table in section II gives II.1 and II.2, one in an annex PL.1. */
static void text_left_of_its_column_is_not_lost(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct reading r = read_table(&a,
		"STT   Nội dung công việc     Đơn vị chủ trì   Thời gian hoàn thành\n"
		"1     Lập danh sách          Văn phòng Sở     Tháng 5\n"
		"kèm   theo mẫu\n"
		"theo thông báo\n");
	assert_int_equal(r.rows.n, 1);
	assert_string_equal(row_text(&a, &r.rows.v[0]), "1/Lập danh sách kèm theo mẫu theo thông báo/Văn phòng Sở/-/Tháng 5/-");
}

static void rows_become_tasks(void **s)
{
	(void)s;
	ARENA a = { 0 };
	struct plan_reading r = plan_read(&a, arena_fmt(&a,
		"SỞ NỘI VỤ\n\nKẾ HOẠCH\nThực hiện dân chủ năm 2021\n\nI. MỤC ĐÍCH\n\nCho tốt hơn.\n\nII. NHIỆM VỤ\n\n%s\n", BARS));
	assert_int_equal(r.tasks.n, 2);
	const struct plan_task *t = r.tasks.v;
	assert_string_equal(t[0].ref, "II.1");
	assert_string_equal(t[0].title, "Lập danh sách");
	assert_string_equal(t[0].text, "Lập danh sách\nDanh sách");
	assert_string_equal(t[0].lead, "Văn phòng Sở");
	assert_int_equal(t[0].support.n, 1);
	assert_string_equal(t[0].support.v[0], "Thanh tra Sở");
	assert_string_equal(t[0].due.text, "Tháng 5");
	assert_int_equal(t[0].due.last_day, date_of(2021, 5, 31));
	assert_string_equal(t[1].ref, "II.2");
	assert_int_equal(t[1].verb, VERB_DISCUSS);
	assert_int_equal(t[1].support.n, 0);
	assert_int_equal(t[1].due.last_day, date_of(2021, 9, 30));

	r = plan_read(&a, arena_fmt(&a, "SỞ NỘI VỤ\n\nKẾ HOẠCH\nThực hiện dân chủ năm 2021\n\n1. Các phòng thực hiện.\n\n"
		"Nơi nhận:\n- Như trên;\n- Lưu: VT.\n\nGIÁM ĐỐC\n\nTrần Văn An\n\nPHỤ LỤC\n\n%s\n", BARS));
	assert_int_equal(r.tasks.n, 3);
	assert_string_equal(r.tasks.v[0].ref, "1");
	assert_string_equal(r.tasks.v[1].ref, "PL.1");
	assert_string_equal(r.tasks.v[2].ref, "PL.2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(four_shapes_one_table),
		cmocka_unit_test(columns_are_known_by_their_heads),
		cmocka_unit_test(pages_do_not_break_a_table),
		cmocka_unit_test(other_tables_are_left_alone),
		cmocka_unit_test(a_column_nobody_knows_is_not_lost),
		cmocka_unit_test(text_left_of_its_column_is_not_lost),
		cmocka_unit_test(rows_become_tasks),
	};
	return cmocka_run_group_tests_name("table", tests, NULL, NULL);
}
