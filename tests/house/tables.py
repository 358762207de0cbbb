# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""tables: a statement touches the tables of its own folder; of others it reads those of domain/0_shared and views
named v_...  What others may see of a feature is what its view shows.

A table belongs to the folder whose name it begins with (task, task_support: domain/3_do/task), else to the one its
migration is named for (0001_audit.sql: platform/audit)."""
import os
import re

import house

CREATED = re.compile(r"^\s*create\s+(?:virtual\s+)?table\s+(?:if\s+not\s+exists\s+)?(\w+)", re.I | re.M)
STATEMENT = re.compile(r"^--\s*name:\s*(\w+)", re.M)
READ = re.compile(r"\b(?:from|join)\s+(\w+(?:\s+(?:as\s+)?(?!on\b|where\b|join\b|left\b|order\b|group\b)\w+)?"
                  r"(?:\s*,\s*\w+(?:\s+\w+)?)*)", re.I)
WRITTEN = re.compile(r"\b(?:insert\s+into|delete\s+from|(?<!do )update(?!\s+set))\s+(\w+)", re.I)


def folders(h: house.House) -> dict[str, str]:
    """Name of a room or feature to its folder."""
    found = {}
    for path in h.files(".c", ".h", ".sql", "README.md"):
        parts = path.split("/")
        if parts[0] == "platform" and len(parts) > 2:
            found[parts[1]] = "/".join(parts[:2])
        if parts[0] == "domain" and len(parts) > 3:
            found[parts[2]] = "/".join(parts[:3])
    return found


def owners(h: house.House, known: dict[str, str]) -> dict[str, str]:
    owner = {}
    for path in h.files(".sql"):
        if not path.startswith("schema/"):
            continue
        stem = os.path.basename(path)[:-4].split("_", 1)[-1]
        text = h.text(path, judged=False)
        for m in CREATED.finditer(text):
            table = m.group(1)
            named = [f for f in known if table == f or table.startswith(f + "_")]
            name = max(named, key=len) if named else stem
            if name not in known:
                h.wrong(path, house.line_of(text, m.start(1)), f"table {table} belongs to no folder: name it, or its migration, for one")
            owner[table] = known.get(name, "")
    return owner


def check(h: house.House) -> None:
    owner = owners(h, folders(h))
    for path in h.files(".sql"):
        if path.startswith(("schema/", "tests/")):
            continue
        text = re.sub(r"--(?!\s*name:)[^\n]*", house.blank, h.text(path))
        text = re.sub(r"'(?:[^']|'')*'", house.blank, text)
        if not STATEMENT.search(text):
            h.wrong(path, 1, "holds no statement (`-- name: x`)")
        folder = os.path.dirname(path)
        for m in WRITTEN.finditer(text):
            home = owner.get(m.group(1))
            if home and home != folder:
                h.wrong(path, house.line_of(text, m.start()), f"writes {m.group(1)}, which belongs to {home}")
        for m in READ.finditer(text):
            for part in m.group(1).split(","):
                table = part.split()[0]
                home = owner.get(table)
                if home and home != folder and not home.startswith("domain/0_shared/"):
                    h.wrong(path, house.line_of(text, m.start()), f"reads {table} of {home}: read its view v_..., or ask for one")


if __name__ == "__main__":
    house.main(check)
