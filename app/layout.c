/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
#include "app/layout.h"
#include "app/routes.h"

const struct nav_entry staff_nav[] = {
	{ NULL, "/hom-nay", N_("Hôm nay"), NULL, CAP_SIGNED_IN },
	{ NULL, "/hop-thu", N_("Hộp thư"), NULL, CAP_SIGNED_IN },
	{ N_("Kế hoạch"), "/ke-hoach", N_("Bảng kế hoạch"), NULL, CAP_PLAN_READ },
	{ N_("Kế hoạch"), "/ke-hoach/nhap", N_("Nhập kế hoạch đã ký"), NULL, CAP_PLAN_IMPORT },
	{ N_("Kế hoạch"), "/lich-cong-tac", N_("Lịch công tác"), NULL, CAP_SIGNED_IN },
	{ N_("Cơ quan"), "/don-vi", N_("Đơn vị"), NULL, CAP_ORG_READ },
	{ N_("Cơ quan"), "/nguoi", N_("Con người"), NULL, CAP_ORG_READ },
	{ N_("Văn bản"), "/van-ban", N_("Văn bản pháp luật"), NULL, CAP_SIGNED_IN },
	{ N_("Văn bản"), "/nhat-ky", N_("Nhật ký hệ thống"), NULL, CAP_AUDIT_READ },
	{ 0 },
};

const struct nav_entry public_verbs[] = {
	{ NULL, "/biet", N_("Dân biết"), N_("Thông tin công khai"), CAP_NONE },
	{ NULL, "/ban", N_("Dân bàn"), N_("Góp ý, đối thoại"), CAP_NONE },
	{ NULL, "/lam", N_("Dân làm"), N_("Mô hình, phong trào"), CAP_NONE },
	{ NULL, "/kiem-tra", N_("Dân kiểm tra"), N_("Tiến độ, kết quả"), CAP_NONE },
	{ NULL, "/giam-sat", N_("Dân giám sát"), N_("Kết luận, kiến nghị"), CAP_NONE },
	{ NULL, "/thu-huong", N_("Dân thụ hưởng"), N_("Hài lòng, phục vụ"), CAP_NONE },
	{ 0 },
};

bool nav_built(const char *path)
{
	for (const struct route *r = routes; r->path; r++)
		if (str_eq(r->path, path) && str_eq(r->method, "GET"))
			return true;
	return false;
}

bool nav_shows(const struct req *q, const struct nav_entry *entry)
{
	return who_may(&q->by.who, entry->need) && nav_built(entry->path);
}

/* WHY the match: a form shown again after a POST may stand at an address that only takes POST. */
const char *nav_here(const struct req *q)
{
	if (!route_match(routes, q->a, "GET", q->path).route)
		return "/";
	return arena_fmt(q->a, "%s%s%s", q->path, *q->query_text ? "?" : "", q->query_text);
}

const char *nav_first(void)
{
	for (const struct nav_entry *n = staff_nav; n->path; n++)
		if (nav_built(n->path))
			return n->path;
	return "/toi";
}
