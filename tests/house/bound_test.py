# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import bound
import broken

SCHEMA = "create table task (\n  org_id integer not null,\n  id integer not null,\n  title text,\n  primary key (org_id, id)\n);\n"
SQL = ("-- name: task_load\nselect id, title from task where org_id = :org_id and id = :id;\n"
       "-- name: task_set\nupdate task set title = :title where org_id = :org_id and id = :id;\n")
C = """err load(db *d)
{
	TRY(db_query(d, &r, a, Q_task_load, BIND(org_id, org), BIND(id, id)));
	db_text(&r, "title");
	TRY(act_exec(t, NULL, Q_task_set, BIND(org_id, org), BIND(id, id), title ? BIND(title, title) : BIND_NULL(title)));
}
"""
PATH = "domain/3_do/task/task_store.c"


class Bound(broken.Broken):
    check = staticmethod(bound.check)

    def setUp(self) -> None:
        super().setUp()
        self.write("schema/0001_task.sql", SCHEMA)
        self.write("domain/3_do/task/task.sql", SQL)
        self.write(PATH, C)

    def test_sound(self) -> None:
        self.sound()

    def test_left_out(self) -> None:
        self.write(PATH, C.replace(", BIND(id, id)))", "))"))
        self.fails(f"{PATH}:3: Q_task_load: :id is not bound")

    def test_another_name(self) -> None:
        self.write(PATH, C.replace("BIND(id, id)))", "BIND(ident, id)))"))
        self.fails(f"{PATH}:3: Q_task_load has no parameter :ident", f"{PATH}:3: Q_task_load: :id is not bound")

    def test_twice(self) -> None:
        self.write(PATH, C.replace("BIND(id, id)))", "BIND(id, id), BIND(id, id)))"))
        self.fails(f"{PATH}:3: Q_task_load: :id is bound twice")

    def test_column(self) -> None:
        self.write(PATH, C.replace('"title"', '"titel"'))
        self.fails(f"{PATH}:4: no statement of this file gives a column titel")

    def test_no_such_statement(self) -> None:
        self.write(PATH, C.replace("Q_task_load", "Q_task_lod"))
        self.fails(f"{PATH}:3: Q_task_lod is written in no .sql file", f"{PATH}:4: no statement of this file gives a column title")

    def test_a_value_made_before(self) -> None:
        self.write(PATH, C.replace("BIND(id, id)))", "the_id))"))
        self.sound()


if __name__ == "__main__":
    broken.main()
