# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""law_traced: from the row to the code to the test.  `LAW id:` in a comment names a row of law/rules.law; what the code
cites a test cites too; a row that nothing cites says which feature it awaits, until that feature's folder is there.

A row of an earlier regime (K3_until_2026) goes with the row of today (K3)."""
import os
import re
from typing import NamedTuple

import house

RULES = "law/rules.law"
CITED = re.compile(r"\bLAW (?:(\w+):|([^\s:,.]*))")
EARLIER = re.compile(r"_until_\d{4}$")
Place = tuple[str, int]  # file, line


class Row(NamedTuple):
    id: str
    line: int
    awaits: str  # or ""


def rows(h: house.House) -> list[Row]:
    found: list[Row] = []
    for number, line in enumerate(h.text(RULES, judged=False).splitlines(), 1):
        word, _, value = line.strip().partition(" ")
        if line.startswith("rule "):
            found.append(Row(value.strip(), number, ""))
        elif word == "awaits" and found:
            found[-1] = found[-1]._replace(awaits=value.strip())
    return found


def comments(text: str):
    """(offset, comment) of each."""
    for m in house.COMMENT_OR_LITERAL.finditer(text):
        if m.group().startswith("/"):
            yield m.start(), m.group()


def places(h: house.House) -> tuple[dict[str, Place], dict[str, Place]]:
    """Where the code cites each id first, and where tests do, be it in the label of a case."""
    code: dict[str, Place] = {}
    tested: dict[str, Place] = {}
    for path in h.files(".c", ".h"):
        text = h.text(path)
        test = path.endswith("_test.c") or path.startswith("tests/")
        for start, part in [(0, text)] if test else comments(text):
            for m in CITED.finditer(part):
                line = house.line_of(text, start + m.start())
                if m.group(1) is None:
                    h.wrong(path, line, f"'LAW {m.group(2)}' names no row: write `LAW id:` with an id of {RULES}")
                else:
                    (tested if test else code).setdefault(m.group(1), (path, line))
    return code, tested


def features(h: house.House) -> set[str]:
    folders = {os.path.dirname(path) for path in h.files(".c", ".h", "README.md") if path.startswith("domain/")}
    return {os.path.basename(folder) for folder in folders}


def check(h: house.House) -> None:
    if not h.has(RULES):
        return
    known = rows(h)
    ids = {row.id for row in known}
    code, tested = places(h)
    built = features(h)
    for cited, place in [*code.items(), *tested.items()]:
        if cited not in ids:
            h.wrong(*place, f"LAW {cited} is no row of {RULES}")
        elif cited not in tested:
            h.wrong(*place, f"no test cites LAW {cited}")
    for row in known:
        used = EARLIER.sub("", row.id) in code or row.id in code
        if used and row.awaits:
            h.wrong(RULES, row.line, f"{row.id} awaits {row.awaits}, but the code cites it")
        elif not used and not row.awaits:
            h.wrong(RULES, row.line, f"nothing cites {row.id}: cite it as `LAW {row.id}:`, or say what it awaits")
        elif row.awaits in built:
            h.wrong(RULES, row.line, f"{row.id} awaits {row.awaits}, which is built and does not cite it")


if __name__ == "__main__":
    house.main(check)
