# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import broken
import size


class Size(broken.Broken):
    check = staticmethod(size.check)

    def test_longest_allowed(self) -> None:
        self.write("app/serve.c", "int x;\n" * 500)
        self.sound()

    def test_too_long(self) -> None:
        self.write("app/serve.c", "int x;\n" * 501)
        self.fails('app/serve.c:501: 501 lines; cut it, or give the reason beside it: '
                   'README.md, "`serve.c` is long because ..."')

    def test_with_a_reason(self) -> None:
        self.write("app/serve.c", "int x;\n" * 501)
        self.write("app/README.md", "`serve.c` is long because its table is one table.\n")
        self.sound()

    def test_nothing(self) -> None:
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
