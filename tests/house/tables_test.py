# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import broken
import tables

TASK = "domain/3_do/task/task.sql"


class Tables(broken.Broken):
    check = staticmethod(tables.check)

    def setUp(self) -> None:
        super().setUp()
        self.write("platform/audit/act.h", "")
        self.write("domain/0_shared/org/org.h", "")
        self.write("domain/3_do/plan/plan.h", "")
        self.write("schema/0001_audit.sql", "create table org (\n  x integer\n);\ncreate table outbox (\n  x integer\n);\n")
        self.write("schema/0002_plan.sql", "create table plan (\n  x integer\n);\ncreate table task_support (\n  x integer\n);\n"
                   "create view v_plan as select x from plan;\n")
        self.write(TASK, "-- name: task_load\nselect x from task_support t, org o left join v_plan p on p.x = t.x;\n"
                   "-- name: task_add\ninsert into task_support (x) values (:x) on conflict (x) do update set x = 'from outbox';\n")

    def test_sound(self) -> None:
        self.sound()

    def test_writes_anothers(self) -> None:
        self.write(TASK, "-- name: plan_close\nupdate plan set x = :x;\n")
        self.fails(f"{TASK}:2: writes plan, which belongs to domain/3_do/plan")

    def test_writes_a_shared_one(self) -> None:
        self.write(TASK, "-- name: org_close\ndelete from org where x = :x;\n")
        self.fails(f"{TASK}:2: writes org, which belongs to domain/0_shared/org")

    def test_reads_anothers(self) -> None:
        self.write(TASK, "-- name: task_load\nselect x from task_support t\n  join plan p on p.x = t.x;\n")
        self.fails(f"{TASK}:3: reads plan of domain/3_do/plan: read its view v_..., or ask for one")

    def test_reads_anothers_after_a_comma(self) -> None:
        self.write(TASK, "-- name: task_load\nselect x from task_support t, outbox o;\n")
        self.fails(f"{TASK}:2: reads outbox of platform/audit: read its view v_..., or ask for one")

    def test_table_of_nobody(self) -> None:
        self.write("schema/0003_mail.sql", "create table letter (\n  x integer\n);\n")
        self.fails("schema/0003_mail.sql:1: table letter belongs to no folder: name it, or its migration, for one")

    def test_no_statement(self) -> None:
        self.write(TASK, "select x from task_support;\n")
        self.fails(f"{TASK}:1: holds no statement (`-- name: x`)")


class Nothing(broken.Broken):
    check = staticmethod(tables.check)

    def test_nothing(self) -> None:
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
