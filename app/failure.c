/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/failure.h"
#include "app/layout.h"
#include "gen/pages.h"

const char *source_address = "";

static const struct {
	int status;
	const char *title, *advice;
} sentences[] = {
	{ 400, N_("Không đọc được yêu cầu này"), N_("Trình duyệt gửi dữ liệu hỏng. Xin mở lại trang rồi làm lại.") },
	{ 403, N_("Không nhận được biểu mẫu này"), N_("Xin mở lại trang rồi làm lại.") },
	{ 404, N_("Không có trang này"), N_("Không tìm thấy trang. Địa chỉ có thể gõ thiếu; xin sao chép lại toàn bộ.") },
	{ 405, N_("Trang này không dùng theo cách ấy"), N_("Xin mở lại trang từ thực đơn rồi làm lại.") },
	{ 409, N_("Người khác vừa làm trước"), N_("Chưa có gì bị ghi đè. Xin mở lại trang để xem bản mới nhất.") },
	{ 411, N_("Không đọc được yêu cầu này"), N_("Nơi gửi không nói trước độ dài. Xin gửi bằng biểu mẫu trên trang.") },
	{ 413, N_("Nội dung gửi quá lớn"), N_("Xin gửi ngắn hơn, hoặc chia làm nhiều lần.") },
	{ 414, N_("Địa chỉ này quá dài"), N_("Xin mở lại trang từ thực đơn, hoặc bớt điều kiện lọc.") },
	{ 415, N_("Không nhận kiểu dữ liệu này"), N_("Xin gửi bằng biểu mẫu trên trang.") },
	{ 422, N_("Chưa làm được việc này"), N_("Xin xem lại điều đã nhập.") },
	{ 431, N_("Trình duyệt gửi kèm quá nhiều"), N_("Xin xóa cookie của trang này trong trình duyệt rồi mở lại.") },
	{ 503, N_("Hệ thống đang bận"), N_("Xin chờ vài giây rồi gửi lại chính mẫu ấy; gửi hai lần cũng chỉ tính một lần.") },
	{ 500, N_("Hệ thống vừa gặp lỗi"), N_("Chờ một phút rồi thử lại. Vẫn không được: báo Văn phòng, đọc mã lỗi dưới đây.") },
};

void failure_show(const struct req *q, struct res *p, int status, const err *e)
{
	size_t i = 0;
	while (i + 1 < COUNT_OF(sentences) && sentences[i].status != status)
		i++;
	p->status = status;
	page_failure(&p->body, q, status, tr(q->lang, sentences[i].title), tr(q->lang, sentences[i].advice), e);
}

err source_get_page(const struct req *q, struct res *p)
{
	page_source(&p->body, q, source_address);
	return OK;
}
