# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""keys_first: in a table without rowid the columns of the key stand first, in the key's order: `pragma integrity_check` of
SQLite 3.40 reports nulls that are none otherwise.  Judged is the last definition of each table."""
import re

import house

TABLE = re.compile(r"create\s+table\s+(\w+)\s*\((.*?)\n\)\s*(without\s+rowid)?\s*;", re.S | re.I)
DROPPED = re.compile(r"drop\s+table\s+(\w+)|alter\s+table\s+(\w+)\s+rename\s+to\s+(\w+)", re.I)


def columns(body: str) -> list[str]:
    return [m.group(1) for m in re.finditer(r"^\s*(\w+)\s+(?:integer|text|blob)\b", body, re.M)]


def check(h: house.House) -> None:
    found = {}
    for path in sorted(p for p in h.files(".sql") if p.startswith("schema/")):
        text = re.sub(r"--[^\n]*", house.blank, h.text(path))
        events = [(m.start(), m) for m in TABLE.finditer(text)] + [(m.start(), m) for m in DROPPED.finditer(text)]
        for at, m in sorted(events, key=lambda e: e[0]):
            if m.re is TABLE:
                found[m.group(1)] = (path, house.line_of(text, at), m.group(2), bool(m.group(3)))
            elif m.group(1):
                found.pop(m.group(1), None)
            elif m.group(2) in found:
                found[m.group(3)] = found.pop(m.group(2))
    for name, (path, line, body, bare) in found.items():
        key = re.search(r"primary\s+key\s*\(([^)]*)\)", body)
        if not bare or not key:
            continue
        wanted = [c.strip() for c in key.group(1).split(",")]
        if columns(body)[:len(wanted)] != wanted:
            h.wrong(path, line, f"table {name}: the columns of its key come first, in the key's order: {', '.join(wanted)}")


if __name__ == "__main__":
    house.main(check)
