# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""bound: what C says of a statement is what the statement says: every parameter bound once under its name, every column read
by a name that a statement of the same file gives.  Without it a slip builds clean and fails when somebody's request runs it.

Calls are followed where the statement is written in the call: db_query(d, &r, a, Q_x, BIND(...), ...).  The few that choose
between statements or hand lists on (`..._(`) are held by the run time and by tests.  Columns are judged by file, since rows are
passed to helpers; a file that names no statement may read what any statement gives."""
import os
import re
import sqlite3
import sys

import house

TOOLS = os.path.join(house.HERE, "..", "..", "tools")
CALL = re.compile(r"\b(?:db|act|upkeep)_(?:query|exec)\s*\(")
BOUND = re.compile(r"\b(?:BIND(?:_DATE|_BLOB|_IDS|_NULL)?)\s*\(\s*(\w+)")
READ = re.compile(r"\bdb_(?:int|text|date|null|blob|text_or_null|text_raw)\s*\(\s*&?\w+\s*,\s*\"(\w+)\"")
NAMED = re.compile(r"\bQ_(\w+)\b")


def statements(h: house.House) -> dict[str, tuple[set[str], set[str]]]:
    """{name: (parameters, columns)}, prepared on the schema in memory."""
    sys.path.insert(0, TOOLS)
    import sql
    tables, migrations = {}, []
    texts = {p: h.text(p, judged=False) for p in h.files(".sql") if not p.startswith("tests/")}
    for path in sorted(p for p in texts if p.startswith("schema/")):
        migrations.append((path, sql.read_migration(path, texts[path], tables)))
    base = sql.build(migrations)
    found = {}
    for path in sorted(p for p in texts if not p.startswith("schema/")):
        for s in sql.read_statements(path, texts[path]):
            try:
                cursor = base.execute(sql.text_for("lite", s.tokens), [None] * len(s.params))
                columns = {c[0] for c in cursor.description or ()}
            except sqlite3.Error:   # a write that the nulls break: what it returns stands in its text
                text = sql.text_for("lite", s.tokens)
                columns = set(re.findall(r"\w+", text.split("returning", 1)[1])) if "returning" in text else set()
            found[s.name] = ({p[1:] for p in s.params}, columns)
    return found


def call_text(code: str, at: int) -> str:
    depth = 0
    for i in range(at, len(code)):
        depth += (code[i] == "(") - (code[i] == ")")
        if depth == 0:
            return code[at:i]
    return code[at:]


def check_calls(h: house.House, path: str, text: str, known) -> None:
    code = house.c_code(text)
    for m in CALL.finditer(code):
        call = call_text(code, m.end() - 1)
        named = NAMED.findall(call)
        if not named:
            continue
        name = named[0]
        line = house.line_of(code, m.start())
        if name not in known:
            h.wrong(path, line, f"Q_{name} is written in no .sql file")
            continue
        # x ? BIND(n, ...) : BIND_NULL(n) is one parameter
        words = re.sub(r"\?\s*BIND\w*\s*\(\s*(\w+)[^?]*?:\s*BIND(?:_NULL)?\s*\(\s*\1\b", r"? BIND(\1", call)
        bound = BOUND.findall(words)
        behind = call[call.index("Q_" + name):].split(",")[1:]
        others = any(re.fullmatch(r"\s*\w+\s*", argument) for argument in behind)  # a value made before, held by the run time
        for twice in sorted({b for b in bound if bound.count(b) > 1}):
            h.wrong(path, line, f"Q_{name}: :{twice} is bound twice")
        for strange in sorted(set(bound) - known[name][0]):
            h.wrong(path, line, f"Q_{name} has no parameter :{strange}")
        missing = sorted(known[name][0] - set(bound))
        if missing and not others:
            h.wrong(path, line, f"Q_{name}: :{missing[0]} is not bound")


def check(h: house.House) -> None:
    known = statements(h)
    every = set().union(*(columns for _, columns in known.values())) if known else set()
    for path in h.files(".c"):
        if path.startswith(("tests/", "bench/")) or path.endswith("_test.c"):
            continue
        text = h.text(path)
        check_calls(h, path, text, known)
        here = [known[n][1] for n in NAMED.findall(house.c_code(text)) if n in known]
        given = set().union(*here) | {"org_id"} if here else every  # org_id: of whatever an act wrote (tools/logged.py)
        for m in READ.finditer(text):
            if m.group(1) not in given:
                h.wrong(path, house.line_of(text, m.start()), f"no statement of this file gives a column {m.group(1)}")


if __name__ == "__main__":
    house.main(check)
