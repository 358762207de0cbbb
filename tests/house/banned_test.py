# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import banned
import broken


class Banned(broken.Broken):
    check = staticmethod(banned.check)

    def test_sound(self) -> None:
        self.write("platform/audit/acts.c", "/* strcpy(a, b) */\nvoid *f(void)\n{\n\treturn malloc(strlen(\"time(\"));\n}\n")
        self.write("platform/clock/now.c", "long now(void)\n{\n\treturn time(NULL);\n}\n")
        self.write("domain/3_do/task/task.c", "int x = last_time(3) + q->time(4);\n")
        self.sound()

    def test_copies_without_bound(self) -> None:
        self.write("platform/base/base.c", "\n\tstrcpy (a, b);\n")
        self.fails("platform/base/base.c:2: strcpy is not used here: put text into an arena or a struct buf")

    def test_asks_the_time(self) -> None:
        self.write("app/serve.c", "long x = time(0);\n")
        self.fails("app/serve.c:1: time is not used here: time is given: by->at_us, or platform/clock")

    def test_takes_memory_in_domain(self) -> None:
        self.write("domain/3_do/task/task_store.c", "p = strdup(s);\n")
        self.fails("domain/3_do/task/task_store.c:1: strdup is not used here: use the arena that came with the request")

    def test_jumps_in_domain(self) -> None:
        self.write("domain/3_do/task/task_store.c", "goto out;\n")
        self.fails("domain/3_do/task/task_store.c:1: no goto in domain: cut the function, or TRY")

    def test_nothing(self) -> None:
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
