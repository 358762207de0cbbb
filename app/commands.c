/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/command.h"
#include "platform/html/html.h"
#include <stdio.h>

const struct command commands[] = {
	{ "plan", "import",
		"FILE (--dry-run [--on YYYY-MM-DD] | --db URL [--org ID] [--anew]) [--json]\n"
		"    đọc văn bản .md, .txt: nhiệm vụ, hạn, viện dẫn, nơi nhận\n"
		"    --dry-run     chỉ đọc, không cần cơ sở dữ liệu\n"
		"    --db          phát hành thành bản 1 của kế hoạch; nhập lại cùng tệp không tạo bản thứ hai\n"
		"    --on          cùng --dry-run: ngày để xét hiệu lực của văn bản được viện dẫn (mặc định hôm nay)",
		command_plan_import },
	{ "law", "check",
		"FILE [--on YYYY-MM-DD] [--json]\n"
		"    từng văn bản được viện dẫn còn hiệu lực không, ngày ký và ngày --on (mặc định hôm nay)",
		command_law_check },
	{ "serve", NULL,
		"--db URL --listen 127.0.0.1:8080 [--base-url URL] [--source-url URL] [--trusted-proxy ADDRESS] [--now TIME]\n"
		"    --db          sqlite:PATH hoặc postgres://...\n"
		"    --listen      địa chỉ và cổng; cổng 0: lấy một cổng trống và in ra\n"
		"    --base-url    địa chỉ mà trình duyệt gọi trang này; không có thì lấy của cơ quan, rồi mới tin đầu mục Host\n"
		"    --source-url  nơi lấy mã nguồn của chương trình (AGPL 13)\n"
		"    --trusted-proxy  địa chỉ IP của máy chủ đứng trước; chỉ X-Forwarded-For của nó được tin\n"
		"    --now         2021-06-07T07:45+07:00: đồng hồ bắt đầu từ đó; chỉ cho dữ liệu trình diễn,\n"
		"                  không có thì chạy tiếp từ khi bản trình diễn được tạo",
		command_serve },
	{ "org", "init",
		"--db URL --name NAME --email ADDRESS --person NAME [--short NAME] [--parent NAME] [--host HOST]\n"
		"         [--unit CODE=NAME]... [--base-url URL]\n"
		"    tạo cơ quan, các đơn vị và người quản trị đầu tiên; in liên kết mời của người ấy",
		command_org_init },
	{ "org", "set",
		"--db URL [--org ID] [--name NAME] [--short NAME] [--parent NAME] [--host HOST] [--base-url URL]\n"
		"    sửa điều cơ quan đã khai; máy chủ đang chạy nhận trong nửa phút\n"
		"    --host        tên máy trong địa chỉ, khi nhiều cơ quan dùng chung một cơ sở dữ liệu\n"
		"    --base-url    địa chỉ mà trình duyệt gọi; serve và các liên kết dùng khi không nêu --base-url",
		command_org_set },
	{ "audit", "verify",
		"--db URL [--head FILE] [--data] [--json]\n"
		"    tính lại chuỗi nhật ký của từng cơ quan; --head: so với đầu chuỗi đã xuất từ trước;\n"
		"    --data: so từng dòng dữ liệu với điều nhật ký đã ghi",
		command_audit_verify },
	{ "audit", "head", "--db URL\n    in đầu chuỗi nhật ký của từng cơ quan, để cất ở nơi khác", command_audit_head },
	{ "migrate", NULL,
		"--db URL\n    đưa dữ liệu lên lược đồ của chương trình này, nạp văn bản pháp luật, thời hạn và ngày nghỉ kèm theo",
		command_migrate },
	{ "user", "link",
		"--db URL --email ADDRESS [--org ID] [--invite] [--base-url URL]\n"
		"    in liên kết đăng nhập một lần, dùng trong 30 phút (--invite: 24 giờ, đặt mật khẩu)",
		command_user_link },
	{ "user", "add",
		"--db URL --email ADDRESS --name NAME --role ROLE [--title TITLE] [--unit CODE] [--org ID] [--base-url URL]\n"
		"    thêm một người; in liên kết mời của người ấy (24 giờ, đặt mật khẩu)\n"
		"    --role        admin, head, office, unit_head, officer, union, inspection_board, editor, viewer",
		command_user_add },
	{ "demo", "make",
		"--db URL [--base-url URL] [--plan FILE]\n"
		"    ghi một sở tưởng tượng, kế hoạch của sở và những gì đã báo đến Thứ Hai 07/06/2021 vào cơ sở dữ liệu\n"
		"    trống, in cho mỗi vai một liên kết đăng nhập một lần\n"
		"    --plan  văn bản kế hoạch mẫu; không nêu thì dùng kế hoạch mẫu có sẵn trong chương trình",
		command_demo_make },
	{ "demo", "links", "--db URL [--base-url URL]\n    in cho mỗi vai của sở tưởng tượng một liên kết đăng nhập một lần mới",
		command_demo_links },
	{ 0 },
};

err command_option(const char *name, err e)
{
	if (e.kind)
		e.why = name;
	return e;
}

int command_failed(err e)
{
	ARENA a = { 0 };
	fprintf(stderr, "danchu: %s (%s)\n", tr_err(&a, LANG_VI, &e), str_or(e.code, "unknown"));
	if (e.why)
		fprintf(stderr, "danchu: %s\n", e.why);
	return e.kind == E_SYSTEM ? FAULT : REFUSED;
}
