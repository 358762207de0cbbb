# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import broken
import readme


class Readme(broken.Broken):
    check = staticmethod(readme.check)

    def setUp(self) -> None:
        super().setUp()
        self.write("run", "")
        self.write("docs/plan.md", "")
        self.write(readme.COMMANDS, 'x[] = {\n\t{ "plan", "import", "FILE", f },\n\t{ "serve", NULL,\n\t\t"--db", f },\n};\n')
        self.write(readme.README, "danchu carries on. `./run` and `docs/plan.md`, `build/release/danchu`, `URL`\n"
                   "| `danchu plan import FILE` | reads |\n| `danchu serve --db URL` | serves |\n"
                   "$ build/release/danchu plan import x\n")

    def test_sound(self) -> None:
        self.sound()

    def test_command_of_the_future(self) -> None:
        self.write(readme.README, "| `danchu plan print FILE` | prints |\n")
        self.fails("README.md:1: there is no command `danchu plan print`")

    def test_path_that_moved(self) -> None:
        self.write(readme.README, "see\n`docs/shape.md`\n")
        self.fails("README.md:2: there is no docs/shape.md")


class Nothing(broken.Broken):
    check = staticmethod(readme.check)

    def test_nothing(self) -> None:
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
