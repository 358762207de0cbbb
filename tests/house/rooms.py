# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""rooms: every #include obeys tools/rooms.txt, and the rooms of the platform depend on each other in one direction."""
import fnmatch
import os
import re

import house

TABLE = "tools/rooms.txt"
INCLUDE = re.compile(r'^[ \t]*#[ \t]*include[ \t]*(["<][^">]+[">])', re.M)


def room_of(path: str) -> str:
    parts = path.split("/")
    depth = {"platform": 2, "domain": 3}.get(parts[0], 1)
    return "/".join(parts[:min(depth, len(parts) - 1)])


def verb_of(room: str) -> str:
    return room.split("/")[1]


def read_table(h: house.House) -> dict[str, list[str]]:
    table: dict[str, list[str]] = {}
    if not h.has(TABLE):
        return table
    for number, line in enumerate(h.text(TABLE, judged=False).splitlines(), 1):
        line = line.split("#")[0].strip()
        if not line:
            continue
        what, colon, right = line.partition(":")
        if not colon:
            h.wrong(TABLE, number, "a row is `what: may include`")
        elif what in table:
            h.wrong(TABLE, number, f"{what} has a row already")
        else:
            table[what] = right.split()
        if what.startswith(("platform/", "domain/")) and not h.has(what):
            h.wrong(TABLE, number, f"there is no room {what}")
    return table


def named(target: str, tokens: list[str]) -> bool:
    return any(target == t or target.startswith(t + "/") or fnmatch.fnmatch(target, t) for t in tokens)


def allowed(path: str, table: dict[str, list[str]]) -> list[str]:
    """What the rows give to this file: its room's row and its ending's."""
    room = room_of(path)
    key = "domain" if room.startswith("domain/") else room
    tokens = table.get(key, []) + (table.get(room, []) if room != key else [])
    for ending in (k for k in table if k.startswith("*")):
        if fnmatch.fnmatch(path, ending) and (key == "domain" or ending == "*_test.c"):
            tokens += table[ending]
    return tokens


def may_include(path: str, target: str, table: dict[str, list[str]]) -> bool:
    room, other, tokens = room_of(path), room_of(target), allowed(path, table)
    if target.endswith(("_store.h", "_page.h")) and other.startswith("domain/"):
        own_face = os.path.splitext(path)[0] == os.path.splitext(target)[0]
        if not own_face and not named(target, tokens):
            return False
    if room == other:
        return True
    if room.startswith("domain/") and other.startswith("domain/"):
        if verb_of(other) == "0_shared":
            return True
        feature = other.split("/")[-1]
        return verb_of(room) == verb_of(other) and target == f"{other}/{feature}.h"
    return named(target, tokens)


def check_library(h: house.House, path: str, line: int, header: str, table: dict[str, list[str]]) -> None:
    if header in table and not named(path, table[header]):
        h.wrong(path, line, f"may not include {header}, which stands behind {' '.join(table[header])}")


def check_direction(h: house.House, table: dict[str, list[str]]) -> None:
    """No room reaches itself through others."""
    def reach(room: str, seen: set[str]) -> set[str]:
        for token in table.get(room, []):
            other = room_of(token) if token.endswith(".h") else token
            if other.startswith("platform/") and other not in seen:
                seen.add(other)
                reach(other, seen)
        return seen
    for room in table:
        if room.startswith("platform/") and room in reach(room, set()):
            h.wrong(TABLE, 1, f"{room} reaches itself through other rooms")


def check(h: house.House) -> None:
    table = read_table(h)
    check_direction(h, table)
    for path in h.files(".c", ".h"):
        room = room_of(path)
        text = h.text(path)
        if not room.startswith("domain/") and room not in table:
            h.wrong(path, 1, f"the room {room or 'at the top'} has no row in {TABLE}")
            continue
        for m in INCLUDE.finditer(text):
            line, target = house.line_of(text, m.start(1)), m.group(1)[1:-1]
            if m.group(1).startswith("<"):
                check_library(h, path, line, m.group(1), table)
            elif not target.startswith("gen/") and not h.has(target):
                h.wrong(path, line, f"includes {target}, which is not there (paths begin at the root)")
            elif not may_include(path, target, table):
                h.wrong(path, line, f"may not include {target}")


if __name__ == "__main__":
    house.main(check)
