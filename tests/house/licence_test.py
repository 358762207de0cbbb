# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import os

import broken
import house
import licence


class Licence(broken.Broken):
    check = staticmethod(licence.check)

    def setUp(self) -> None:
        super().setUp()
        with open(os.path.join(house.HERE, "..", "..", "LICENSE"), encoding="utf-8") as f:
            self.write("LICENSE", f.read())
        self.write("app/serve.c", broken.SPDX_C + "int x;\n")
        self.write("run", "#!/bin/sh\n# SPDX-FileCopyrightText: 2026 The danchu authors\n"
                          "# SPDX-License-Identifier: AGPL-3.0-or-later\n")

    def test_sound(self) -> None:
        self.sound()

    def test_source_without(self) -> None:
        self.write("app/serve.c", "int x;\n")
        self.fails(f"app/serve.c:1: begins without `{licence.COPYRIGHT}` and `{licence.LICENCE}`")

    def test_script_without(self) -> None:
        self.write("run", "#!/bin/sh\n")
        self.fails(f"run:2: begins without `{licence.COPYRIGHT}` and `{licence.LICENCE}`")

    def test_licence_changed(self) -> None:
        self.write("LICENSE", "Do what you like.\n")
        self.fails("LICENSE:1: is not the unchanged text of the licence")

    def test_nothing(self) -> None:
        os.remove(os.path.join(self.root, "app/serve.c"))
        os.remove(os.path.join(self.root, "run"))
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
