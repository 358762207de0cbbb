/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "platform/html/html.h"
#include <stdio.h>

const struct command commands[] = {
	{ "serve", "",
	  "--db URL --listen 127.0.0.1:8080 [--base-url URL] [--source-url URL] [--now TIME]\n"
	  "    --db          sqlite:PATH hoặc postgres://...\n"
	  "    --listen      địa chỉ và cổng; cổng 0: lấy cổng trống và in ra\n"
	  "    --base-url    tên của cổng này với trình duyệt; không có thì tin Host\n"
	  "    --source-url  nơi cung cấp mã nguồn của chương trình (AGPL 13)\n"
	  "    --now         2021-06-07T07:45+07:00: bắt đầu từ lúc ấy và chạy tiếp; chỉ cho bản trình diễn",
	  command_serve },
	{ "migrate", "", "--db URL\n    đưa cơ sở dữ liệu lên lược đồ của chương trình này", command_migrate },
	{ "plan", "import",
	  "FILE --dry-run [--json] [--on YYYY-MM-DD]\n"
	  "    đọc văn bản .md, .txt: nhiệm vụ, hạn, viện dẫn, nơi nhận; --on: ngày để xét hiệu lực hôm nay",
	  command_plan_import },
	{ "law", "check",
	  "FILE [--on YYYY-MM-DD] [--json]\n"
	  "    từng văn bản được viện dẫn còn hiệu lực không, vào ngày ký và vào ngày --on (mặc định hôm nay)",
	  command_law_check },
	{ "user", "link",
	  "--db URL --email ADDRESS [--org ID] [--invite] [--base-url URL]\n"
	  "    in liên kết đăng nhập dùng một lần, trong 30 phút (--invite: 24 giờ, người nhận đặt mật khẩu)",
	  command_user_link },
	{ "demo", "make",
	  "--db URL [--base-url URL]\n"
	  "    ghi một sở giả định, kế hoạch và tiến độ đến thứ Hai 07/06/2021 vào cơ sở dữ liệu trống, in cho mỗi\n"
	  "    vai trò một liên kết đăng nhập dùng một lần trong 30 phút",
	  command_demo_make },
	{ 0 },
};

int command_failed(err e)
{
	ARENA a = { 0 };
	fprintf(stderr, "danchu: %s (%s)\n", tr_err(&a, LANG_VI, &e), str_or(e.code, "unknown"));
	if (e.why)
		fprintf(stderr, "danchu: %s\n", e.why);
	return e.kind == E_SYSTEM ? FAULT : REFUSED;
}
