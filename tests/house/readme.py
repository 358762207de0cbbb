# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""readme: what the README promises is there: each command it lists stands in app/commands.c, and each path exists."""
import re

import house

README, COMMANDS = "README.md", "app/commands.c"
LISTED = re.compile(r"\bdanchu ([a-z]+)(?: ([a-z]+))?(?=[ `])")
ROW = re.compile(r'\{\s*"(\w+)",\s*(?:"(\w+)"|NULL)\s*,')
PATH = re.compile(r"`((?:\./)?[\w.-]+(?:/[\w.-]+)*/?)`")
MADE = ("build/", "data/")


def check(h: house.House) -> None:
    if not (h.has(README) and h.has(COMMANDS)):
        return
    known = set(ROW.findall(h.text(COMMANDS)))
    for number, line in enumerate(h.text(README).splitlines(), 1):
        for noun, verb in LISTED.findall(line) if line.startswith(("| `danchu", "$ ")) else []:
            if (noun, verb) not in known and (noun, "") not in known:
                h.wrong(README, number, f"there is no command `danchu {noun} {verb}`")
        for path in PATH.findall(line):
            looks = "/" in path.strip("./") or path.endswith((".md", ".txt", ".h", ".c", "/")) or path.startswith("./")
            if looks and not path.startswith(MADE) and not h.has(path):
                h.wrong(README, number, f"there is no {path}")


if __name__ == "__main__":
    house.main(check)
