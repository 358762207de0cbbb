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
	{ "son", "Phạm Đình Sơn", "Phó Giám đốc Sở", "head", NULL },
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

const struct demo_cite demo_cites[] = {
	{ "04/2015/NĐ-CP", "Nghị định", "2015-01-09", "Chính phủ", "in_force", "in_force", NULL, true },
	{ "149/2018/NĐ-CP", "Nghị định", "2018-11-07", "Chính phủ", "expired", "expired", "145/2020/NĐ-CP", true },
	{ "159/2016/NĐ-CP", "Nghị định", "2016-11-29", "Chính phủ", "in_force", "in_force", NULL, true },
	{ "120-KL/TW", "Kết luận", "2016-01-07", "Bộ Chính trị", "unconfirmed", "unconfirmed", NULL, false },
	{ "114-KL/TW", "Kết luận", "2015-07-14", "Ban Bí thư", "unconfirmed", "unconfirmed", NULL, false },
	{ "16/CT-TTg", "Chỉ thị", "2016-05-16", "Thủ tướng Chính phủ", "unconfirmed", "unconfirmed", NULL, false },
};
const size_t demo_cite_count = COUNT_OF(demo_cites);

#define ALL_BUT_VP "TTr KHTC QLKH QLCN CNg TĐC TTƯD"
#define HALF_TEXT "trước ngày 11/6/2021"
#define YEAR_TEXT "trước ngày 11/11/2021"
#define HALF(ref_, unit_, name_, percent_, result_) \
	{ "III.2." ref_, "Báo cáo 06 tháng: " name_, \
	  "Đơn vị gửi Văn phòng Sở báo cáo 06 tháng đầu năm về dân chủ ở cơ sở và dân vận chính quyền.", "check", unit_, "", \
	  HALF_TEXT, "2021-06-10", false, percent_, result_, "", "" }
#define YEAR(ref_, unit_, name_) \
	{ "III.2." ref_, "Báo cáo năm: " name_, \
	  "Đơn vị gửi Văn phòng Sở báo cáo cả năm về dân chủ ở cơ sở và dân vận chính quyền.", "check", unit_, "", \
	  YEAR_TEXT, "2021-11-10", false, 0, "", "", "" }

const struct demo_task demo_tasks[] = {
	{ "II.1", "Quán triệt nghị quyết của Đảng và các kết luận về dân vận",
	  "Phổ biến cho toàn thể công chức, viên chức các nghị quyết đầu nhiệm kỳ và ba văn bản của Trung ương về dân chủ ở "
	  "cơ sở, dân vận của cơ quan nhà nước; mỗi đơn vị tổ chức ít nhất một buổi.",
	  "know", "VP", ALL_BUT_VP " BBT", "trong quý II năm 2021", "2021-06-30", false, 80,
	  "Đã tổ chức hội nghị toàn Sở ngày 20/4; bảy trên chín đầu mối đã phổ biến lại cho người của mình.",
	  "TTr QLKH QLCN CNg TĐC BBT", "4 5 6" },
	{ "II.2", "Thực hiện quy chế dân chủ trong cơ quan theo sáu nội dung",
	  "Các đơn vị giữ nền nếp sinh hoạt, bảo đảm công chức, viên chức được biết, được bàn, được làm, được kiểm tra, được "
	  "giám sát và được hưởng kết quả công việc chung.",
	  "benefit", "VP", ALL_BUT_VP " CĐ", "cả năm 2021", "2021-12-31", false, 45,
	  "Các đơn vị đã rà lại quy chế làm việc; năm đơn vị đã họp lấy ý kiến sửa đổi.", "TTr TĐC", "" },
	{ "II.3", "Chọn và nhân rộng mô hình dân vận khéo của ngành",
	  "Mỗi đơn vị giới thiệu một cách làm hay; khảo sát, chọn những mô hình làm được thật để nhân rộng.",
	  "do", "QLCN", "VP QLKH TĐC TTƯD", "trước ngày 05/6/2021", "2021-06-04", false, 60,
	  "Đã nhận bảy mô hình đăng ký, khảo sát xong bốn; còn ba nơi chưa đi được vì giãn cách.", "TĐC TTƯD", "" },
	{ "II.4", "Theo dõi tình hình nhân dân trước và sau ngày bầu cử",
	  "Nắm dư luận, dự báo khiếu nại, tố cáo trong thời gian bầu cử, đề xuất cách giải quyết trong phạm vi của Sở.",
	  "supervise", "TTr", "VP TĐC", "trước ngày 31/5/2021", "2021-05-30", false, 100,
	  "Không phát sinh đơn thư về bầu cử trong lĩnh vực của Sở; đã báo cáo nhanh ngày 25/5.", "VP TĐC", "" },
	{ "II.5", "Nâng chỉ số hài lòng gắn với cải cách hành chính",
	  "Rút ngắn thời gian giải quyết thủ tục, đo mức hài lòng của người dân và doanh nghiệp, công khai kết quả.",
	  "benefit", "VP", ALL_BUT_VP, "cả năm 2021", "2021-12-31", false, 40,
	  "Đã cắt giảm thời gian của 12 thủ tục; đợt khảo sát quý I đạt 214 phiếu.", "KHTC", "" },
	{ "II.6", "Tiếp công dân, đối thoại và giải quyết đơn thư",
	  "Tiếp công dân đúng lịch, đối thoại trực tiếp, giải quyết dứt điểm những việc người dân bức xúc kéo dài.",
	  "supervise", "TTr", "VP CNg TĐC", "cả năm 2021", "2021-12-31", false, 45,
	  "Đã tiếp năm kỳ; 57 trên 60 đơn trong năm giải quyết đúng hạn.", "CNg", "" },
	{ "II.7", "Giám sát của Ban Thanh tra nhân dân",
	  "Ban Thanh tra nhân dân lập chương trình, giám sát việc công khai và thực hiện quy chế dân chủ trong Sở.",
	  "supervise", "TTND", "VP", "trước ngày 16/6/2021", "2021-06-15", false, 70,
	  "Đã giám sát ba phòng; đang viết kết luận, chờ Văn phòng cung cấp sổ niêm yết.", "", "3" },
	{ "II.8", "Phối hợp với Mặt trận và đoàn thể giám sát, phản biện",
	  "Trao đổi thông tin hai chiều với Mặt trận và các đoàn thể; tiếp thu, trả lời góp ý bằng văn bản.",
	  "supervise", "VP", "CĐ", "cả năm 2021", "2021-12-31", false, 25,
	  "Đã ký chương trình phối hợp; chờ lịch phản biện dự thảo đầu tiên.", "", "" },
	{ "II.9", "Tập huấn kỹ năng vận động, hòa giải",
	  "Mở lớp cho người thường xuyên tiếp dân về tuyên truyền, thuyết phục và hòa giải ngay từ cơ sở.",
	  "do", "VP", "CĐ TTr", "trước ngày 01/6/2021", "2021-05-31", false, 45,
	  "Đã mời giảng viên, đang lập danh sách học viên của tám đơn vị.", "", "" },
	{ "II.10", "Đôn đốc thực hiện các quyết định của tỉnh về dân vận",
	  "Nhắc việc và kiểm tra các đơn vị thực hiện những quyết định của Ủy ban nhân dân tỉnh về chấm điểm dân vận, dân chủ "
	  "trong thu hồi đất và quan hệ lao động.",
	  "check", "VP", "TTr KHTC CĐ", "cả năm 2021", "2021-12-31", false, 35,
	  "Đã gửi văn bản nhắc ngày 12/5; hai đơn vị đã tự chấm điểm thử.", "KHTC", "4" },
	{ "II.11", "Gắn dân chủ ở cơ sở với dân vận chính quyền",
	  "Đưa nội dung dân chủ ở cơ sở vào kế hoạch dân vận của từng đơn vị.",
	  "do", "VP", ALL_BUT_VP, "trước ngày 01/5/2021", "2021-04-30", false, 100,
	  "Tám đơn vị đều có mục riêng trong kế hoạch đã ký.", ALL_BUT_VP, "5" },
	{ "II.12", "Tổng kết mười năm quy chế phối hợp dân vận",
	  "Tổng kết mười năm thực hiện quy chế phối hợp giữa ban dân vận và cơ quan nhà nước cùng cấp.",
	  "check", "VP", ALL_BUT_VP " CĐ", "tròn 10 năm", "2021-10-20", true, 0, "", "", "" },
	{ "II.13", "Dân chủ trong sắp xếp tổ chức bộ máy",
	  "Lấy ý kiến công chức, viên chức trước khi trình phương án sắp xếp các phòng.",
	  "discuss", "VP", "QLKH QLCN CNg CĐ", "trước ngày 01/6/2021", "2021-05-31", false, 100,
	  "Đã họp lấy ý kiến 96 người, 91 người tán thành; phương án trình ngày 28/5.", "QLKH QLCN CNg CĐ", "" },
	{ "III.1", "Phổ biến kế hoạch trong toàn Sở",
	  "Sở cùng Công đoàn phổ biến kế hoạch đến từng công chức, viên chức.",
	  "know", "VP", "CĐ", "trong tháng 4 năm 2021", "2021-04-30", false, 100,
	  "Đã phổ biến tại họp giao ban và gửi thư công vụ cho 96 người.", "CĐ", "" },
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
	{ "III.4", "Tuyên truyền kế hoạch trên trang thông tin điện tử",
	  "Ban Biên tập đăng kế hoạch, mỗi tháng có bài về cách làm hay và người làm tốt.",
	  "know", "BBT", "VP", "hằng tháng", NULL, false, 42, "Đã đăng mười một tin, bài; bài tháng 6 đang biên tập.", "", "" },
};
const size_t demo_task_count = COUNT_OF(demo_tasks);
