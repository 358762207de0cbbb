# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""door: nothing is written but through an act (platform/audit/act.h) or, for housekeeping, through upkeep.

- act_exec stands only in a function that takes `struct act *`, and never in a handler's file;
- the engines, and statements that open or end a transaction, are known to platform/db and platform/audit alone;
- upkeep_exec runs only statements that write tables marked `-- @upkeep` in schema/."""
import re

import house

ROOMS = ("platform/db/", "platform/audit/")
ENGINE = re.compile(r"\b(sqlite3_\w+|PQ[a-z]\w+)\s*\(")
TRANSACTION = re.compile(r"\s*(begin|commit|rollback|savepoint|release|end transaction|start transaction)\b", re.I)
SQL_VERB = re.compile(r"\s*(insert into|update\s+\w+\s+set|delete from|replace into|create table|drop table)\b", re.I)
WRITTEN = re.compile(r"\b(?:insert\s+into|update(?!\s+set\b)|delete\s+from)\s+(\w+)", re.I)
UPKEEP_TABLE = re.compile(r"^--\s*@upkeep[^\n]*\n(?:\s*--[^\n]*\n|\s*\n)*\s*create\s+table\s+(\w+)", re.I | re.M)
STATEMENT = re.compile(r"^--\s*name:\s*(\w+)[^\n]*\n(.*?)(?=^--\s*name:|\Z)", re.M | re.S)


def statements(h: house.House) -> dict[str, str]:
    found = {}
    for path in h.files(".sql"):
        if not path.startswith("schema/"):
            for m in STATEMENT.finditer(h.text(path, judged=False)):
                found["Q_" + m.group(1)] = re.sub(r"--[^\n]*", "", m.group(2))
    return found


def upkeep_tables(h: house.House) -> set[str]:
    return {name for path in h.files(".sql") if path.startswith("schema/")
            for name in UPKEEP_TABLE.findall(h.text(path, judged=False))}


def check_acts(h: house.House, path: str, text: str) -> None:
    inside = []
    for f in house.c_functions(text):
        if re.search(r"\bstruct act \*", f.head):
            inside.append((f.start, f.start + len(f.body)))
    for m in re.finditer(r"\bact_exec_?\s*\(", house.c_code(text)):
        line = house.line_of(text, m.start())
        if path.endswith("_page.c"):
            h.wrong(path, line, "a handler does not write: hand the store's act to `save`")
        elif not any(start <= m.start() < end for start, end in inside):
            h.wrong(path, line, "act_exec belongs in a function that takes `struct act *`")


def check_engine(h: house.House, path: str, text: str) -> None:
    code = house.c_code(text)
    for m in ENGINE.finditer(code):
        h.wrong(path, house.line_of(text, m.start()), f"{m.group(1)} is for platform/db and platform/audit")
    for m in re.finditer(r"\bDB_WRITE\b", code):
        h.wrong(path, house.line_of(text, m.start()), "only platform/db and platform/audit open a database for writing")
    for line, literal in house.c_literals(text):
        if TRANSACTION.match(literal) and re.fullmatch(r"[\s\w;]+", literal) and len(literal.split()) < 4:
            h.wrong(path, line, f"`{literal}`: only platform/db and platform/audit begin and end transactions")
        if SQL_VERB.match(literal):
            h.wrong(path, line, "statements stand in .sql files, not in C")


def check_upkeep(h: house.House, path: str, text: str, known: dict[str, str], tables: set[str]) -> None:
    for m in re.finditer(r"\bupkeep_exec\s*\(([^;]*)", house.c_code(text)):
        line = house.line_of(text, m.start())
        name = re.search(r"\bQ_\w+", m.group(1))
        if not name:
            h.wrong(path, line, "upkeep_exec names its statement (Q_...) in the call")
            continue
        for table in WRITTEN.findall(known.get(name.group(), "")):
            if table not in tables:
                h.wrong(path, line, f"{name.group()} writes {table}, which is not marked `-- @upkeep`: it needs an act")


def check(h: house.House) -> None:
    known, tables = statements(h), upkeep_tables(h)
    for path in h.files(".c"):
        if path.endswith("_test.c") or path.startswith("tests/"):
            continue
        text = h.text(path)
        check_upkeep(h, path, text, known, tables)
        if not path.startswith(ROOMS):
            check_acts(h, path, text)
            check_engine(h, path, text)
    for path in h.files(".sql"):
        for number, line in enumerate(h.text(path, judged=False).splitlines(), 1):
            if TRANSACTION.match(line):
                h.wrong(path, number, "a statement neither begins nor ends a transaction: the runtime does")


if __name__ == "__main__":
    house.main(check)
