# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""licence: each source file begins with its two SPDX lines, behind #! where there is one; LICENSE is the whole text."""
import hashlib
import os

import house

SOURCE = (".c", ".h", ".py", ".sql", ".css", ".js", ".mjs", ".sh")
SCRIPTS = ("run", "check", ".ci/run")
COPYRIGHT = "SPDX-FileCopyrightText: 2026 The danchu authors"
LICENCE = "SPDX-License-Identifier: AGPL-3.0-or-later"
# GNU Affero General Public License, version 3, as the Free Software Foundation publishes it
TEXT = "0d96a4ff68ad6d4b6f1f30f713b18d5184912ba8dd389f86aa7710db079abcb0"


def check(h: house.House) -> None:
    scripts = [p for p in SCRIPTS if h.has(p)]
    for path in [*h.files(*SOURCE), *scripts]:
        lines = h.text(path).split("\n", 3)
        at = 1 if lines[0].startswith("#!") else 0
        lines += ["", ""]
        if COPYRIGHT not in lines[at] or LICENCE not in lines[at + 1]:
            h.wrong(path, at + 1, f"begins without `{COPYRIGHT}` and `{LICENCE}`")
    if h.has("LICENSE"):
        with open(os.path.join(h.root, "LICENSE"), "rb") as f:
            if hashlib.sha256(f.read()).hexdigest() != TEXT:
                h.wrong("LICENSE", 1, "is not the unchanged text of the licence")
    else:
        h.wrong("LICENSE", 1, "is not there")


if __name__ == "__main__":
    house.main(check)
