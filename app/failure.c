/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/failure.h"
#include "app/layout.h"
#include "gen/pages.h"

const char *source_address = "";

/* By the failure's code, else by the status alone. */
static const struct {
	int status;
	const char *title, *advice, *code;
} sentences[] = {
	{ 503, N_("Chưa làm được việc này"), N_("Chờ thêm cũng không hết: xin báo Văn phòng, đọc mã lỗi dưới đây."), "disk_full" },
	{ 503, N_("Trang này chưa dùng được"), N_("Quản trị hệ thống làm xong thì tải lại trang."), "org_missing" },
	{ 503, N_("Trang này chưa dùng được"), N_("Quản trị hệ thống làm xong thì tải lại trang."), "org_unknown_host" },
	{ 400, N_("Không đọc được yêu cầu này"), N_("Trình duyệt gửi dữ liệu hỏng. Xin mở lại trang rồi làm lại."), NULL },
	{ 403, N_("Không nhận được biểu mẫu này"), N_("Xin mở lại trang rồi làm lại."), NULL },
	{ 404, N_("Không có trang này"), N_("Không tìm thấy trang. Địa chỉ có thể gõ thiếu; xin sao chép lại toàn bộ."), NULL },
	{ 405, N_("Trang này không dùng theo cách ấy"), N_("Xin mở lại trang từ thực đơn rồi làm lại."), NULL },
	{ 409, N_("Người khác vừa làm trước"), N_("Chưa có gì bị ghi đè. Xin mở lại trang để xem bản mới nhất."), NULL },
	{ 411, N_("Không đọc được yêu cầu này"), N_("Nơi gửi không nói trước độ dài. Xin gửi bằng biểu mẫu trên trang."), NULL },
	{ 413, N_("Nội dung gửi quá lớn"), N_("Xin gửi ngắn hơn, hoặc chia làm nhiều lần."), NULL },
	{ 414, N_("Địa chỉ này quá dài"), N_("Xin mở lại trang từ thực đơn, hoặc bớt điều kiện lọc."), NULL },
	{ 415, N_("Không nhận kiểu dữ liệu này"), N_("Xin gửi bằng biểu mẫu trên trang."), NULL },
	{ 422, N_("Chưa làm được việc này"), N_("Xin xem lại điều đã nhập."), NULL },
	{ 431, N_("Trình duyệt gửi kèm quá nhiều"), N_("Xin xóa cookie của trang này trong trình duyệt rồi mở lại."), NULL },
	{ 503, N_("Hệ thống đang bận"), N_("Xin chờ vài giây rồi gửi lại chính mẫu ấy; gửi hai lần cũng chỉ tính một lần."), NULL },
	{ 500, N_("Hệ thống vừa gặp lỗi"), N_("Chờ một phút rồi thử lại. Vẫn không được: báo Văn phòng, đọc mã lỗi dưới đây."), NULL },
};

static bool fits(const char *code, int of, int status, const err *e)
{
	if (code)
		return e && str_eq(str_or(e->code, ""), code);
	return of == status;
}

void failure_show(const struct req *q, struct res *p, int status, const err *e)
{
	size_t i = 0;
	while (i + 1 < COUNT_OF(sentences) && !fits(sentences[i].code, sentences[i].status, status, e))
		i++;
	p->status = status;
	page_failure(&p->body, q, status, tr(q->lang, sentences[i].title), tr(q->lang, sentences[i].advice), e);
}

err source_get_page(const struct req *q, struct res *p)
{
	page_source(&p->body, q, source_address);
	return OK;
}
