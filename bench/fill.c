/* SPDX-FileCopyrightText: 2026 The danchu authors
 * SPDX-License-Identifier: AGPL-3.0-or-later */
/* bench_fill DB_URL TASKS: the demonstration department with one more plan of that many tasks, the current one, in an
 * empty database.  Everything goes through acts, as an import does.  Prints the seconds that the plan took. */
#include "app/command_file.h"
#include "app/demo.h"
#include "app/flows/publish_plan.h"
#include "domain/0_shared/org/org_store.h"
#include "platform/db/db_migrate.h"
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { TEXT_BYTES = 780, FIRST_DUE = 18628 /* 2021-01-01 */, DUE_DAYS = 365 };

static const char *const doings[] = {
	"Phổ biến", "Lấy ý kiến về", "Kiểm tra", "Công khai", "Tổng hợp", "Đối thoại về", "Giám sát", "Sơ kết",
};
static const char *const matters[] = {
	"quy chế dân chủ ở đơn vị", "kế hoạch cải cách hành chính", "dự toán và quyết toán năm",
	"phương án sắp xếp các phòng", "kết quả giải quyết đơn thư", "quy chế chi tiêu nội bộ",
	"chương trình công tác quý", "danh sách quy hoạch cán bộ", "bình xét thi đua cuối năm",
};
static const char *const places[] = {
	"tại các phòng chuyên môn", "tại Chi cục và Trung tâm", "ở bộ phận một cửa", "trong toàn Sở", "cùng Công đoàn Sở",
};
static const char *const sentences[] = {
	"Đơn vị chủ trì lập kế hoạch chi tiết, phân công người làm và ghi rõ thời hạn từng việc. ",
	"Ý kiến góp ý được tổng hợp đầy đủ, nêu rõ nội dung tiếp thu và nội dung giải trình. ",
	"Kết quả được niêm yết tại trụ sở ít nhất ba mươi ngày và đăng trên trang thông tin điện tử. ",
	"Các đơn vị phối hợp cung cấp số liệu trước ngày hai mươi lăm hằng tháng. ",
	"Văn phòng theo dõi, nhắc việc và báo cáo lãnh đạo Sở tại họp giao ban. ",
	"Trường hợp vướng mắc, đơn vị báo ngay bằng văn bản để được hướng dẫn. ",
};

struct fill {
	arena a;
	db *db;
	struct acts *acts;
	struct units units;
	int64_t actor;
};

static double now_s(void)
{
	struct timespec t;
	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static const char *long_text(arena *a, size_t i)
{
	struct buf o = { .a = a };
	for (size_t k = i; o.n < TEXT_BYTES; k++)
		buf_text(&o, sentences[(k * 7 + i / 5) % COUNT_OF(sentences)]);
	return buf_str(&o);
}

/* A lead and two others who help, two documents cited, a day in the year. */
static struct task_new task_at(struct fill *f, size_t i)
{
	arena *a = &f->a;
	int64_t *helpers = arena_get(a, 2 * sizeof *helpers);
	int *cites = arena_get(a, 2 * sizeof *cites);
	date due = FIRST_DUE + (date)(i * 37 % DUE_DAYS);

	for (size_t k = 0; k < 2; k++) {
		helpers[k] = f->units.v[(i + 1 + k) % f->units.n].id;
		cites[k] = (int)(i + k) % 2 + 1;
	}
	return (struct task_new){
		.ref = arena_fmt(a, "%zu.%zu", i / 50 + 1, i % 50 + 1),
		.title = arena_fmt(a, "%s %s %s", doings[i % COUNT_OF(doings)], matters[i / 3 % COUNT_OF(matters)],
		                   places[i / 7 % COUNT_OF(places)]),
		.text = long_text(a, i),
		.verb = (enum task_verb)(i % TASK_VERB_NONE),
		.lead_unit_id = f->units.v[i % f->units.n].id,
		.lead_text = f->units.v[i % f->units.n].name,
		.due_text = arena_fmt(a, "chậm nhất %s", date_vn(a, due)),
		.due_kind = "fixed",
		.due_on = due,
		.due_confirmed = i % 10 != 0,
		.units = helpers,
		.unit_count = 2,
		.cites = cites,
		.cite_count = 2,
	};
}

static err publish(struct fill *f, size_t n, int64_t *ret_plan)
{
	static const struct plan_citation cites[] = {
		{ .number = "04/2015/NĐ-CP", .type = "Nghị định", .issuer = "Chính phủ", .status_on_issue = "in_force",
		  .status_on_import = "in_force", .issued_on = 16444, .confirmed = true },
		{ .number = "159/2016/NĐ-CP", .type = "Nghị định", .issuer = "Chính phủ", .status_on_issue = "in_force",
		  .status_on_import = "in_force", .issued_on = 17134, .confirmed = true },
	};
	struct task_new *tasks = arena_get(&f->a, n * sizeof *tasks);
	for (size_t i = 0; i < n; i++)
		tasks[i] = task_at(f, i);
	struct publish p = {
		.org = DEMO_ORG,
		.actor = f->actor,
		.at_us = demo_now_us(),
		.plan = {
			.head = { .year = 2021, .title = "Kế hoạch lớn dùng để đo", .document_symbol = "KH-SKHCN",
			          .issued_on = 18708, .issuer = "Sở Khoa học và Công nghệ" },
			.document_type = "Kế hoạch",
			.source_sha256 = "0000000000000000000000000000000000000000000000000000000000000000",
			.source_name = "bench", .source_text = "bench", .reading = "{}", .imported_on = 18709,
			.citations = cites, .citation_count = COUNT_OF(cites),
		},
		.tasks = tasks,
		.task_count = n,
	};
	return publish_plan(f->acts, &f->a, &p, NULL, ret_plan);
}

static err fill(struct fill *f, size_t n)
{
	struct demo_world world;
	const char *text;
	int64_t plan = 0;

	TRY(command_file_text(&f->a, DEMO_PLAN, &text));
	TRY(demo_make(f->acts, f->db, &f->a, text, 0, &world));
	TRY(org_units(f->db, &f->a, DEMO_ORG, &f->units));
	f->actor = world.people[demo_person_index("hang")];
	double start = now_s();
	TRY(publish(f, n, &plan));
	printf("plan %lld tasks %zu seconds %.2f\n", (long long)plan, n, now_s() - start);
	return OK;
}

static err open_and_fill(const char *url, size_t n)
{
	struct fill f = { 0 };
	int done;

	TRY(db_migrate(url, &done));
	TRY(db_open(&f.db, url, DB_READ));
	err e = acts_open(&f.acts, url);
	if (!e.kind) {
		e = fill(&f, n);
		acts_stop(f.acts);
	}
	db_close(f.db);
	arena_end(&f.a);
	return e;
}

int main(int argc, char **argv)
{
	int64_t n;
	if (argc != 3 || !str_int(argv[2], 1, 1000000, &n)) {
		fputs("bench_fill DB_URL TASKS\n", stderr);
		return 2;
	}
	err e = open_and_fill(argv[1], (size_t)n);
	if (e.kind)
		fprintf(stderr, "bench_fill: %s: %s\n", e.code, str_or(e.why, ""));
	return e.kind ? 1 : 0;
}
