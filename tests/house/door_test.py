# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import broken
import door

STORE = "domain/3_do/task/task_store.c"
PAGE = "domain/3_do/task/task_page.c"


class Door(broken.Broken):
    check = staticmethod(door.check)

    def setUp(self) -> None:
        super().setUp()
        self.write("schema/0001_auth.sql", "-- @upkeep\ncreate table session (\n  id integer\n);\ncreate table person (\n  id integer\n);\n")
        self.write("platform/auth/session.sql", "-- name: session_touch\nupdate session set seen_us = :seen_us;\n"
                   "-- name: session_keep\ninsert into session (id) values (:id)\n on conflict (id) do update set seen_us = 1;\n"
                   "-- name: person_rename\nupdate person set name = :name;\n")
        self.write("platform/auth/session.c", "err session_touch(db *d)\n{\n\treturn upkeep_exec(d, Q_session_touch, 1) || upkeep_exec(d, Q_session_keep, 1);\n}\n")
        self.write("platform/db/lite.c", "void f(void)\n{\n\tsqlite3_exec(h, \"begin immediate\", 0, 0, 0);\n}\n")
        self.write(STORE, "static int x = 3;\n\nerr task_save(struct act *t, void *arg)\n{\n\tif (x) {\n"
                   "\t\tTRY(act_exec(t, NULL, Q_task_save));\n\t}\n\treturn OK;\n}\n")

    def test_sound(self) -> None:
        self.sound()

    def test_act_exec_without_an_act(self) -> None:
        self.write(STORE, "struct act *kept;\nerr task_save(void *arg)\n{\n\treturn act_exec(kept, NULL, Q_task_save);\n}\n")
        self.fails(f"{STORE}:4: act_exec belongs in a function that takes `struct act *`")

    def test_handler_writes(self) -> None:
        self.write(PAGE, "err save_(struct act *t, void *arg)\n{\n\treturn act_exec(t, NULL, Q_task_save);\n}\n")
        self.fails(f"{PAGE}:3: a handler does not write: hand the store's act to `save`")

    def test_database_opened_for_writing(self) -> None:
        self.write(STORE, "err f(void)\n{\n\treturn db_open(&d, url, DB_WRITE);\n}\n")
        self.fails(f"{STORE}:3: only platform/db and platform/audit open a database for writing")

    def test_engine_called(self) -> None:
        self.write("app/serve.c", "void f(void)\n{\n\tPQexec(c, \"commit\");\n}\n")
        self.fails("app/serve.c:3: PQexec is for platform/db and platform/audit",
                   "app/serve.c:3: `commit`: only platform/db and platform/audit begin and end transactions")

    def test_statement_in_c(self) -> None:
        self.write("app/serve.c", 'const char *s = "delete from task where 1 = 1";\n')
        self.fails("app/serve.c:1: statements stand in .sql files, not in C")

    def test_comment_and_prose_are_no_writes(self) -> None:
        self.write("app/serve.c", '/* act_exec( begin */\nconst char *s = "begin with the plan, then commit to it";\n')
        self.sound()

    def test_upkeep_of_what_needs_an_act(self) -> None:
        self.write("platform/auth/session.c", "err f(db *d)\n{\n\treturn upkeep_exec(d, Q_person_rename, 1);\n}\n")
        self.fails("platform/auth/session.c:3: Q_person_rename writes person, which is not marked `-- @upkeep`: it needs an act")

    def test_transaction_in_sql(self) -> None:
        self.write("platform/auth/session.sql", "-- name: session_touch\nupdate session set a = 1;\ncommit;\n")
        self.fails("platform/auth/session.sql:3: a statement neither begins nor ends a transaction: the runtime does")


class Nothing(broken.Broken):
    check = staticmethod(door.check)

    def test_nothing(self) -> None:
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
