# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import os

import broken
import house
import rooms

TABLE = os.path.join(house.HERE, "..", "..", rooms.TABLE)
TASK = "domain/3_do/task/task"
PLAN = "domain/3_do/plan/plan"


class Rooms(broken.Broken):
    check = staticmethod(rooms.check)

    def setUp(self) -> None:
        super().setUp()
        with open(TABLE, encoding="utf-8") as f:
            self.write(rooms.TABLE, f.read())
        for room in "text clock field html audit auth http".split():
            self.write(f"platform/{room}/README.md", "")
        self.write("platform/base/base.h", "")
        self.write("platform/db/db.h", '#include "platform/base/base.h"\n')
        self.write("domain/0_shared/org/org.h", "")
        self.write("domain/0_shared/calendar/calendar.h", '#include "gen/calendar_days.h"\n')
        self.write("domain/5_supervise/denunciation/denunciation.h", "")
        self.write(PLAN + ".h", "")
        self.write(PLAN + "_store.h", '#include "platform/db/db.h"\n')
        self.write(TASK + ".h", '#include "platform/base/base.h"\n#include "domain/0_shared/org/org.h"\n')
        self.write(TASK + "_store.h", '#include "platform/db/db.h"\n')
        self.write(TASK + "_rule.c", f'#include "{TASK}.h"\n#include "{PLAN}.h"\n')
        self.write(TASK + "_store.c", f'#include "{TASK}_store.h"\n#include "gen/sql.h"\n')
        self.write(TASK + "_page.c", f'#include "{TASK}_store.h"\n#include "gen/pages.h"\n')
        self.write(TASK + "_test.c", f'#include "{TASK}_store.h"\n#include "gen/sql.h"\n')

    def test_sound(self) -> None:
        self.sound()

    def test_nothing(self) -> None:
        for path in list(house.House(self.root).files(".c", ".h")):
            os.remove(os.path.join(self.root, path))
        self.fails_on_nothing()

    def test_platform_includes_domain(self) -> None:
        self.write("platform/db/db.c", f'\n#include "{TASK}.h"\n')
        self.fails(f"platform/db/db.c:2: may not include {TASK}.h")

    def test_verb_includes_verb(self) -> None:
        self.write(TASK + ".h", '#include "domain/5_supervise/denunciation/denunciation.h"\n')
        self.fails(f"{TASK}.h:1: may not include domain/5_supervise/denunciation/denunciation.h")

    def test_shared_includes_verb(self) -> None:
        self.write("domain/0_shared/org/org.h", f'#include "{TASK}.h"\n')
        self.fails(f"domain/0_shared/org/org.h:1: may not include {TASK}.h")

    def test_rule_includes_database(self) -> None:
        self.write(TASK + "_rule.c", '#include "platform/db/db.h"\n')
        self.fails(f"{TASK}_rule.c:1: may not include platform/db/db.h")

    def test_rule_includes_its_store(self) -> None:
        self.write(TASK + "_rule.c", f'#include "{TASK}_store.h"\n')
        self.fails(f"{TASK}_rule.c:1: may not include {TASK}_store.h")

    def test_feature_includes_a_neighbours_store(self) -> None:
        self.write(TASK + "_store.c", f'#include "{PLAN}_store.h"\n')
        self.fails(f"{TASK}_store.c:1: may not include {PLAN}_store.h")

    def test_page_includes_statements(self) -> None:
        self.write(TASK + "_page.c", '#include "gen/sql.h"\n')
        self.fails(f"{TASK}_page.c:1: may not include gen/sql.h")

    def test_library_outside_its_room(self) -> None:
        self.write(TASK + "_store.c", "#include <sqlite3.h>\n")
        self.fails(f"{TASK}_store.c:1: may not include <sqlite3.h>, which stands behind "
                   "platform/db platform/audit tests")

    def test_missing_header(self) -> None:
        self.write(TASK + ".h", '#include "task_types.h"\n')
        self.fails(f"{TASK}.h:1: includes task_types.h, which is not there (paths begin at the root)")

    def test_room_without_row(self) -> None:
        self.write("platform/mail/mail.c", "")
        self.fails(f"platform/mail/mail.c:1: the room platform/mail has no row in {rooms.TABLE}")

    def test_circle(self) -> None:
        self.write(rooms.TABLE, "platform/base: platform/db\nplatform/db: platform/base\ndomain:\n")
        found = self.found()
        self.assertIn("platform/base reaches itself through other rooms", found)


if __name__ == "__main__":
    broken.main()
