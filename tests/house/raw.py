# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""raw: a page puts out unescaped text only where tests/house/raw.txt allows it, with the reason, line by line:

    domain/3_do/plan/plan.html  o->chart  drawn by us from numbers

A row that no page needs any more is refused too, and so are html_raw calls outside the rooms that draw."""
import re

import house

ALLOWED = "tests/house/raw.txt"
RAW = re.compile(r"\{\{\s*raw:\s*(.*?)\s*\}\}")
DRAWING = ("platform/html/", "platform/http/")


def read_allowed(h: house.House) -> dict[tuple[str, str], int]:
    allowed = {}
    if not h.has(ALLOWED):
        return allowed
    for number, line in enumerate(h.text(ALLOWED, judged=False).splitlines(), 1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = re.split(r"\s{2,}|\t+", line.strip())
        if len(cells) != 3:
            h.wrong(ALLOWED, number, "a row is: path, expression, reason, two spaces between them")
        else:
            allowed[cells[0], cells[1]] = number
    return allowed


def check(h: house.House) -> None:
    allowed = read_allowed(h)
    used = set()
    for path in h.files(".html", ".xml", ".json.in", ".csv", ".ics"):
        if path.startswith("tests/"):
            continue
        text = h.text(path)
        for m in RAW.finditer(text):
            key = (path, m.group(1))
            used.add(key)
            if key not in allowed:
                h.wrong(path, house.line_of(text, m.start()), f"{m.group()} is not in {ALLOWED}")
    for path in h.files(".c"):
        if path.startswith(DRAWING) or path.endswith("_test.c"):
            continue
        text = h.text(path)
        for m in re.finditer(r"\bhtml_raw(_text)?\s*\(", house.c_code(text)):
            h.wrong(path, house.line_of(text, m.start()), "unescaped output stands in pages, as {{raw:x}}, never in C")
    for key, number in allowed.items():
        if key not in used:
            h.wrong(ALLOWED, number, f"{key[0]} no longer needs {key[1]}")


if __name__ == "__main__":
    house.main(check)
