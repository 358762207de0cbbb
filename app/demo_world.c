/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* The people, units, documents and tasks of the demonstration.  All persons and figures are invented. */
#include "app/demo.h"

const struct demo_unit demo_units[] = {
	{ "VP", "Văn phòng Sở", "unit" },
	{ "TTr", "Thanh tra Sở", "unit" },
	{ "KHTC", "Phòng Kế hoạch – Tài chính", "unit" },
	{ "QLKH", "Phòng Quản lý Khoa học", "unit" },
	{ "QLCN", "Phòng Quản lý Công nghệ", "unit" },
	{ "CNg", "Phòng Quản lý Chuyên ngành", "unit" },
	{ "TĐC", "Chi cục Tiêu chuẩn Đo lường Chất lượng", "unit" },
	{ "TTƯD", "Trung tâm Ứng dụng và Dịch vụ", "unit" },
	{ "CĐ", "Công đoàn Sở", "union" },
	{ "TTND", "Ban Thanh tra nhân dân", "inspection_board" },
	{ "BBT", "Ban Biên tập Trang thông tin điện tử", "editorial_board" },
};
const size_t demo_unit_count = COUNT_OF(demo_units);

const struct demo_person demo_people[] = {
	{ "thanh", "Nguyễn Hữu Thành", "Giám đốc Sở", "head", NULL },
	{ "thuan", "Lê Minh Thuận", "Phó Giám đốc Sở", "head", NULL },
	{ "hang", "Lê Thị Thu Hằng", "Chánh Văn phòng Sở", "office", "VP" },
	{ "tung", "Đỗ Thanh Tùng", "Chuyên viên Văn phòng Sở", "officer", "VP" },
	{ "hai", "Võ Văn Hải", "Chánh Thanh tra Sở", "unit_head", "TTr" },
	{ "yen", "Trần Thị Hải Yến", "Trưởng phòng Kế hoạch – Tài chính", "unit_head", "KHTC" },
	{ "an", "Huỳnh Thị Ái An", "Trưởng phòng Quản lý Khoa học", "unit_head", "QLKH" },
	{ "duc", "Bùi Minh Đức", "Trưởng phòng Quản lý Công nghệ", "unit_head", "QLCN" },
	{ "oanh", "Đặng Kiều Oanh", "Trưởng phòng Quản lý Chuyên ngành", "unit_head", "CNg" },
	{ "duong", "Công Tằng Tôn Nữ Nguyễn Phúc Hoàng Thị Phương Thảo Thùy Dương",
	  "Chi cục trưởng Chi cục Tiêu chuẩn Đo lường Chất lượng", "unit_head", "TĐC" },
	{ "quynh", "Nguyễn Phước Công Huyền Tôn Nữ Hoàng Thị Bảo Ngân Khánh Quỳnh",
	  "Giám đốc Trung tâm Ứng dụng và Dịch vụ", "unit_head", "TTƯD" },
	{ "lan", "Ngô Thị Ngọc Lan", "Chủ tịch Công đoàn Sở", "union", "CĐ" },
	{ "khoa", "Hồ Đăng Khoa", "Trưởng Ban Thanh tra nhân dân", "inspection_board", "TTND" },
	{ "my", "Lâm Hoàng My", "Thư ký Ban Biên tập", "editor", "BBT" },
	{ "quan", "Tạ Quốc Quân", "Quản trị hệ thống", "admin", NULL },
	{ "xem", "Đinh Thị Ánh", "Chuyên viên theo dõi của UBND tỉnh", "viewer", NULL },
};
const size_t demo_person_count = COUNT_OF(demo_people);

#define ALL_BUT_VP "TTr KHTC QLKH QLCN CNg TĐC TTƯD"
#define HALF_TEXT "trước ngày 11/6/2021"
#define YEAR_TEXT "trước ngày 11/11/2021"
#define HALF(ref_, unit_, name_, percent_, result_) \
	{ "III.2." ref_, "Báo cáo 06 tháng: " name_, "check", unit_, "", HALF_TEXT, "2021-06-10", false, percent_, result_, "" }
#define YEAR(ref_, unit_, name_) \
	{ "III.2." ref_, "Báo cáo năm: " name_, "check", unit_, "", YEAR_TEXT, "2021-11-10", false, 0, "", "" }

const struct demo_task demo_tasks[] = {
	{ "II.1", NULL, "know", "VP", ALL_BUT_VP " BBT", "trong quý II năm 2021", "2021-06-30", false, 80,
	  "Đã tổ chức hội nghị toàn Sở ngày 20/4; bảy trên chín đầu mối đã phổ biến lại cho người của mình.",
	  "TTr QLKH QLCN CNg TĐC BBT" },
	{ "II.2", "Giữ phương châm sáu chữ dân trong mọi việc của cơ quan", "benefit", "VP", ALL_BUT_VP " CĐ", "cả năm 2021", "2021-12-31", false, 45,
	  "Các đơn vị đã rà lại quy chế làm việc; năm đơn vị đã họp lấy ý kiến sửa đổi.", "TTr TĐC" },
	{ "II.3", NULL, "do", "QLCN", "VP QLKH TĐC TTƯD", "trước ngày 05/6/2021", "2021-06-04", false, 60,
	  "Đã nhận bảy mô hình đăng ký, khảo sát xong bốn; còn ba nơi chưa đi được vì giãn cách.", "TĐC TTƯD" },
	{ "II.4", "Nắm dư luận trong thời gian bầu cử", "supervise", "TTr", "VP TĐC", "trước ngày 31/5/2021", "2021-05-30", false, 100,
	  "Không phát sinh đơn thư về bầu cử trong lĩnh vực của Sở; đã báo cáo nhanh ngày 25/5.", "VP TĐC" },
	{ "II.5", "Rút ngắn thủ tục, nâng chỉ số hài lòng", "benefit", "VP", ALL_BUT_VP, "cả năm 2021", "2021-12-31", false, 40,
	  "Đã cắt giảm thời gian của 12 thủ tục; đợt khảo sát quý I đạt 214 phiếu.", "KHTC" },
	{ "II.6", NULL, "supervise", "TTr", "VP CNg TĐC", "cả năm 2021", "2021-12-31", false, 45,
	  "Đã tiếp năm kỳ; 57 trên 60 đơn trong năm giải quyết đúng hạn.", "CNg" },
	{ "II.7", "Giám sát của Ban Thanh tra nhân dân", "supervise", "TTND", "VP", "trước ngày 16/6/2021", "2021-06-15", false, 70,
	  "Đã giám sát ba phòng; đang viết kết luận, chờ Văn phòng cung cấp sổ niêm yết.", "" },
	{ "II.8", "Trao đổi hai chiều với Mặt trận và các đoàn thể", "supervise", "VP", "CĐ", "cả năm 2021", "2021-12-31", false, 25,
	  "Đã ký chương trình phối hợp; chờ lịch phản biện dự thảo đầu tiên.", "" },
	{ "II.9", "Bồi dưỡng kỹ năng hòa giải, thuyết phục", "do", "VP", "CĐ TTr", "trước ngày 01/6/2021", "2021-05-31", false, 45,
	  "Đã mời giảng viên, đang lập danh sách học viên của tám đơn vị.", "" },
	{ "II.10", NULL, "check", "VP", "TTr KHTC CĐ", "cả năm 2021", "2021-12-31", false, 35,
	  "Đã gửi văn bản nhắc ngày 12/5; hai đơn vị đã tự chấm điểm thử.", "KHTC" },
	{ "II.12", "Đánh giá mười năm phối hợp dân vận", "check", "VP", ALL_BUT_VP " CĐ", "tròn 10 năm", "2021-10-20", true, 0, "", "" },
	{ "II.13", "Lấy ý kiến công chức trước khi sắp xếp các phòng", "discuss", "VP", "QLKH QLCN CNg CĐ", "trước ngày 01/6/2021", "2021-05-31", false, 100,
	  "Đã họp lấy ý kiến 96 người, 91 người tán thành; phương án trình ngày 28/5.", "QLKH QLCN CNg CĐ" },
	{ "II.14", "Công khai theo Nghị định 04/2015, gỡ văn bản hết hiệu lực", "know", "VP", ALL_BUT_VP " TTND BBT", "cả năm 2021", "2021-12-31", false, 55,
	  "Đã niêm yết 128 văn bản, gỡ chín bản hết hiệu lực; còn hai bản chờ bản thay thế.", "TTr KHTC QLKH TĐC" },
	{ "III.1", "Giới thiệu kế hoạch đến từng người lao động", "know", "VP", "CĐ", "trong tháng 4 năm 2021", "2021-04-30", false, 100,
	  "Đã phổ biến tại họp giao ban và gửi thư công vụ cho 96 người.", "CĐ" },
	HALF("1a", "VP", "Văn phòng Sở", 100, "Đã gửi báo cáo ngày 02/6, đủ năm mục."),
	HALF("2a", "TTr", "Thanh tra Sở", 100, "Đã gửi báo cáo ngày 03/6 kèm sổ tiếp dân."),
	HALF("3a", "KHTC", "Phòng Kế hoạch – Tài chính", 100, "Đã gửi báo cáo ngày 03/6, đủ số liệu."),
	HALF("4a", "QLKH", "Phòng Quản lý Khoa học", 100, "Đã gửi báo cáo ngày 04/6, có một kiến nghị."),
	HALF("5a", "QLCN", "Phòng Quản lý Công nghệ", 50, "Đã viết ba mục, chờ số liệu mô hình."),
	HALF("6a", "CNg", "Phòng Quản lý Chuyên ngành", 0, ""),
	HALF("7a", "TĐC", "Chi cục Tiêu chuẩn Đo lường Chất lượng", 100, "Đã gửi báo cáo ngày 04/6 cùng kết quả kiểm định."),
	HALF("8a", "TTƯD", "Trung tâm Ứng dụng và Dịch vụ", 0, ""),
	YEAR("1b", "VP", "Văn phòng Sở"),
	YEAR("2b", "TTr", "Thanh tra Sở"),
	YEAR("3b", "KHTC", "Phòng Kế hoạch – Tài chính"),
	YEAR("4b", "QLKH", "Phòng Quản lý Khoa học"),
	YEAR("5b", "QLCN", "Phòng Quản lý Công nghệ"),
	YEAR("6b", "CNg", "Phòng Quản lý Chuyên ngành"),
	YEAR("7b", "TĐC", "Chi cục Tiêu chuẩn Đo lường Chất lượng"),
	YEAR("8b", "TTƯD", "Trung tâm Ứng dụng và Dịch vụ"),
	{ "III.4", "Đưa tin về những cách làm hay", "know", "BBT", "VP", "hằng tháng", NULL, false, 42, "Đã đăng mười một tin, bài; bài tháng 6 đang biên tập.", "" },
};
const size_t demo_task_count = COUNT_OF(demo_tasks);
