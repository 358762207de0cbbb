# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""routes: every row of app/routes.c names a capability, and tests/access.txt says for every route and every role of
platform/auth/roles.txt which status is expected, in agreement with the capability.

tests/access.txt:   method  path  nobody admin head ...      (heading: the roles, `nobody` first)
                    GET     /hom-nay  ask 200 200 ...
A role without the capability is answered 403, or 404 where even existence is not his; nobody is asked to sign in
(`ask`) where the route is not public."""
import re
from typing import NamedTuple

import house

ROUTES, ROLES, MATRIX = "app/routes.c", "platform/auth/roles.txt", "tests/access.txt"
ROW = re.compile(r'\{\s*"(GET|POST|[A-Z]+)"\s*,\s*"([^"]*)"\s*,([^{}]*)\}')
REFUSED = {"403", "404"}
STATUS = re.compile(r"(ask|200|303|400|403|404|405|409|413|422)$")


class Route(NamedTuple):
    line: int
    method: str
    path: str
    need: str
    public: bool


def read_routes(h: house.House) -> list[Route]:
    routes = []
    text = h.text(ROUTES)
    bare = re.sub(r"/\*.*?\*/|//[^\n]*", house.blank, text, flags=re.S)
    for m in ROW.finditer(bare):
        line = house.line_of(bare, m.start())
        cells = [c.strip() for c in m.group(3).split(",")]
        need = next((c.split("=")[-1].strip() for c in cells if "CAP_" in c), "")
        public = any(re.search(r"\bPUBLIC\b", c) for c in cells)
        where = f"{m.group(1)} {m.group(2)}"
        if m.group(1) not in ("GET", "POST"):
            h.wrong(ROUTES, line, f"{where}: only GET and POST are spoken here")
        if not re.fullmatch(r"CAP_[A-Z_]+", need):
            h.wrong(ROUTES, line, f"{where}: the route names no capability")
            continue
        if (need == "CAP_NONE") != public:
            h.wrong(ROUTES, line, f"{where}: CAP_NONE and PUBLIC go together, so that nobody opens a door by omission")
        routes.append(Route(line, m.group(1), m.group(2), need, public))
    listed = len(re.findall(r'\{\s*"[A-Z]+"\s*,\s*"', bare))
    if listed != len(ROW.findall(bare)):
        h.wrong(ROUTES, 1, f"{listed} routes are listed, {len(ROW.findall(bare))} could be read")
    if not routes:
        h.wrong(ROUTES, 1, "no route could be read")
    return routes


def read_roles(h: house.House) -> tuple[list[str], dict[str, set[str]]]:
    """The words of the roles in their order; for each capability the words of the roles that hold it."""
    text = re.sub(r"/\*.*?\*/", house.blank, h.text(ROLES), flags=re.S)
    word = dict(re.findall(r'^ROLE\((\w+),\s*"(\w+)"', text, re.M))
    holders = {"CAP_SIGNED_IN": set(word.values()), "CAP_NONE": {"nobody", *word.values()}}
    for name, roles in re.findall(r"^CAP\((\w+),([^)]*)\)", text, re.M):
        holders["CAP_" + name] = {word[r.strip()] for r in roles.split("|") if r.strip() in word}
    if not word or len(holders) < 3:
        h.wrong(ROLES, 1, "no role or no capability could be read")
    return list(word.values()), holders


def check_row(h: house.House, number: int, route: Route, expected: dict[str, str], holders: dict[str, set[str]]) -> None:
    where = f"{route.method} {route.path}"
    if route.need not in holders:
        h.wrong(ROUTES, route.line, f"{where}: {route.need} is not in {ROLES}")
        return
    for role, status in expected.items():
        may = role in holders[route.need]
        refusals = ({"403"} if route.method == "POST" else {"ask"}) if role == "nobody" else REFUSED
        if not STATUS.match(status):
            h.wrong(MATRIX, number, f"{where}: {status} is no status we answer")
        elif may and status in ("403", "ask"):
            h.wrong(MATRIX, number, f"{where}: {role} holds {route.need} and is not refused")
        elif not may and status not in refusals:
            h.wrong(MATRIX, number, f"{where}: {role} lacks {route.need}, so {status} cannot be")


def check(h: house.House) -> None:
    missing = [path for path in (ROUTES, ROLES, MATRIX) if not h.has(path)]
    for path in missing:
        h.wrong(path, 1, "is not there")
    if missing:
        return
    routes = {(r.method, r.path): r for r in read_routes(h)}
    roles, holders = read_roles(h)
    columns: list[str] = []
    seen = set()
    for number, line in enumerate(h.text(MATRIX).splitlines(), 1):
        cells = line.split("#")[0].split()
        if not cells:
            continue
        if not columns:
            columns = cells[2:]
            if columns != ["nobody", *roles]:
                h.wrong(MATRIX, number, f"the heading is: method path nobody {' '.join(roles)}")
                return
            continue
        key = (cells[0], cells[1])
        if key not in routes:
            h.wrong(MATRIX, number, f"{' '.join(cells[:2])}: there is no such route")
        elif key in seen:
            h.wrong(MATRIX, number, f"{' '.join(key)} has a row already")
        elif len(cells) != 2 + len(columns):
            h.wrong(MATRIX, number, f"{' '.join(key)}: {len(columns)} roles, {len(cells) - 2} answers")
        else:
            check_row(h, number, routes[key], dict(zip(columns, cells[2:])), holders)
        seen.add(key)
    for key, route in routes.items():
        if key not in seen:
            h.wrong(ROUTES, route.line, f"{' '.join(key)} has no row in {MATRIX}")


if __name__ == "__main__":
    house.main(check)
