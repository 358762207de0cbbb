# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""size: no source file is longer than 500 lines, unless a README.md in its folder names it and says why."""
import os

import house

MOST = 500
SOURCE = (".c", ".h", ".py", ".sql", ".html", ".css", ".js", ".mjs", ".sh", ".cmake", "CMakeLists.txt")


def excused(h: house.House, path: str) -> bool:
    readme = os.path.join(os.path.dirname(path), "README.md")
    if not h.has(readme):
        return False
    name = os.path.basename(path)
    lines = h.text(readme, judged=False).splitlines()
    return any(f"`{name}`" in line and "because" in line for line in lines)


def check(h: house.House) -> None:
    for path in h.files(*SOURCE):
        lines = h.text(path).count("\n")
        if lines > MOST and not excused(h, path):
            h.wrong(path, MOST + 1, f"{lines} lines; cut it, or give the reason beside it: "
                                    f"README.md, \"`{os.path.basename(path)}` is long because ...\"")


if __name__ == "__main__":
    house.main(check)
