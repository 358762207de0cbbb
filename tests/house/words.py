# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""words: what must not stand in the project: paths of somebody's machine, hosts of package registries, promises
instead of work, marks of an unfinished merge."""
import re

import house

TEXT = (".c", ".h", ".py", ".sql", ".html", ".css", ".js", ".mjs", ".sh", ".md", ".txt", ".law", ".po", ".json",
        ".cmake", "CMakeLists.txt", ".ini", "packages", ".npmrc", ".gitignore")
SCRIPTS = ("run", "check", ".ci/run")
# Written in pieces, so that this file may be read by its own check.
HOSTS = r"registry\." + r"npmjs\.org|deb\." + r"debian\.org|pypi\." + r"org|proxy\." + r"golang\.org"
FORBIDDEN = [
    (re.compile(r"(?<![\w.])/(?:wo" + r"rk|tmp/wt|root|home/\w+)/"), "a path of one machine"),
    (re.compile(HOSTS), "a package registry's host"),
    (re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|X" + r"XX)\b"), "a promise: do it, or write it in docs/plan.md"),
    (re.compile(r"^(?:<{7}|>{7}|={7})(?: |$)", re.M), "a mark of an unfinished merge"),
]


def check(h: house.House) -> None:
    for path in [*h.files(*TEXT), *(s for s in SCRIPTS if h.has(s))]:
        text = h.text(path)
        for pattern, what in FORBIDDEN:
            for m in pattern.finditer(text):
                h.wrong(path, house.line_of(text, m.start()), f"{what}: {m.group().strip()}")


if __name__ == "__main__":
    house.main(check)
