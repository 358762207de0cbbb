# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import broken
import words


class Words(broken.Broken):
    check = staticmethod(words.check)

    def test_sound(self) -> None:
        self.write("README.md", "the work/ room, network/x and =======================\n")
        self.sound()

    def test_path_of_a_machine(self) -> None:
        path = "/ho" + "me/an/danchu"
        self.write("tests/a.py", f"x = 1\nopen('{path}')\n")
        self.fails("tests/a.py:2: a path of one machine: " + "/ho" + "me/an/")

    def test_registry(self) -> None:
        host = "registry." + "npmjs.org"
        self.write("tests/browser/package-lock.json", f'"resolved": "https://{host}/x"\n')
        self.fails("tests/browser/package-lock.json:1: a package registry's host: " + host)

    def test_promise(self) -> None:
        self.write("app/serve.c", "/* TO" + "DO: later */\n")
        self.fails("app/serve.c:1: a promise: do it, or write it in docs/plan.md: TO" + "DO")

    def test_unfinished_merge(self) -> None:
        self.write("app/serve.c", "int x;\n" + "<" * 7 + " HEAD\n")
        self.fails("app/serve.c:2: a mark of an unfinished merge: " + "<" * 7)

    def test_script(self) -> None:
        self.write("run", "#!/bin/sh\ncd /wo" + "rk/main\n")
        self.fails("run:2: a path of one machine: /wo" + "rk/")

    def test_nothing(self) -> None:
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
