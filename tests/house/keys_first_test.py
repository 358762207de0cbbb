# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import os

import broken
import keys_first

GOOD = "create table a (\n  org_id integer not null,\n  id integer not null,\n  n integer,\n  primary key (org_id, id)\n) without rowid;\n"
BAD = "create table a (\n  org_id integer not null,\n  n integer,\n  id integer not null,\n  primary key (org_id, id)\n) without rowid;\n"


class KeysFirst(broken.Broken):
    check = staticmethod(keys_first.check)

    def setUp(self) -> None:
        super().setUp()
        self.write("schema/0001_a.sql", GOOD)

    def test_sound(self) -> None:
        self.sound()

    def test_key_behind(self) -> None:
        self.write("schema/0001_a.sql", BAD)
        self.fails("schema/0001_a.sql:1: table a: the columns of its key come first, in the key's order: org_id, id")

    def test_rebuilt(self) -> None:
        self.write("schema/0001_a.sql", BAD)
        self.write("schema/0002_a.sql", GOOD.replace("table a", "table b") + "drop table a;\nalter table b rename to a;\n")
        self.sound()

    def test_with_rowid(self) -> None:
        self.write("schema/0001_a.sql", BAD.replace(" without rowid", ""))
        self.sound()

    def test_nothing(self) -> None:
        os.remove(os.path.join(self.root, "schema/0001_a.sql"))
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
