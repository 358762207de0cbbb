# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What acts write stands in the audit log, column by column, without a line in any feature.  Used by sql.py.

A tenant's table is logged unless it is housekeeping (-- @upkeep) or its schema says above it
    -- @derived            it follows from logged rows, or is the log itself
    -- @secret COLUMN      of this column only the hash goes into the log
Each statement that writes a logged table gets a `returning`: an insert tells the whole row, an update its key and what it
set, a delete its key.  act_exec puts that into the audit row (platform/audit/logged.h).  `audit verify --data` reads the
rows back with a statement `logged_TABLE` made here, a page at a time where the key is numbers."""
from generated import fail

KINDS = {"INTEGER": "int", "TEXT": "text", "BLOB": "blob"}
PAGE = 500


class Logged:
    """A table: its key without org_id, then its other columns; [(name, kind)]."""

    def __init__(self, name, columns, keys, secrets):
        self.name, self.secrets = name, secrets
        self.keys = [(c, kind) for c, kind in columns if c in keys]
        self.keys.sort(key=lambda column: keys.index(column[0]))
        self.columns = self.keys + [(c, kind) for c, kind in columns if c not in keys and c != "org_id"]

    def paged(self):
        return bool(self.keys) and all(kind == "int" for _, kind in self.keys)

    def page(self):
        """Every column of an organisation's rows, in the order of their key."""
        keys = [name for name, _ in self.keys]
        text = f"select {', '.join(['org_id'] + [name for name, _ in self.columns])} from {self.name} where org_id = :org_id"
        if self.paged() and len(keys) == 1:
            text += f" and {keys[0]} > :after_1"
        elif self.paged():
            text += f" and ({', '.join(keys)}) > ({', '.join(f':after_{i + 1}' for i in range(len(keys)))})"
        if keys:
            text += f" order by {', '.join(keys)}"
        return text + (f" limit {PAGE};" if self.paged() else ";")

    def index(self, name):
        return [c for c, _ in self.columns].index(name)


def logged_tables(base, tables, tenants):
    """{name: Logged}; base: the schema in a real SQLite."""
    found = {}
    for name in sorted(tables):
        table = tables[name]
        if name not in tenants or table.upkeep or table.derived:
            continue
        rows = list(base.execute(f'pragma table_info("{name}")'))
        keys = [row[1] for row in sorted((r for r in rows if r[5]), key=lambda r: r[5]) if row[1] != "org_id"]
        columns = [(row[1], KINDS[row[2]]) for row in rows]
        wrong = [c for c in table.secrets if c not in dict(columns) or c in keys and dict(columns)[c] == "int"]
        if wrong:
            fail(table.path, table.line, f"@secret {wrong[0]}: table {name} has no such column that could be hashed")
        found[name] = Logged(name, columns, keys, table.secrets)
    return found


def what_is_set(s):
    """The columns that `update t set a = ..., b = ...` sets."""
    words = [t.w.strip('"') for t in s.tokens]
    found, depth, expect = [], 0, True
    for w in words[words.index("set") + 1:]:
        depth += (w == "(") - (w == ")")
        if depth == 0 and w in ("where", "from", "returning"):
            break
        if expect:
            found.append(w)
        expect = depth == 0 and w == ","
    return found


def tell(s, table, word):
    """Appends the `returning`; s.returns: places of what it tells in table.columns.  word(text): a token."""
    words = [t.w for t in s.tokens]
    if "returning" in words:
        fail(s.path, s.line, f"{s.name}: what a statement returns of {table.name} is the log's; read it before or after")
    verb = next(w for w in words if w in ("insert", "update", "delete"))
    names = [c for c, _ in table.columns]
    told = [c for c, _ in table.keys]
    if verb == "insert":
        told = names
    elif verb == "update":
        changed = what_is_set(s)
        if any(c in told or c == "org_id" for c in changed):
            fail(s.path, s.line, f"{s.name}: the key of a logged row is never changed: delete it and insert another")
        told = told + changed
    s.logged, s.removes, s.returns = table, verb == "delete", [names.index(c) for c in told]
    s.tokens.append(word("returning"))
    for i, c in enumerate(["org_id"] + told):
        if i:
            s.tokens.append(word(",", gap=False))
        s.tokens.append(word(c))


def c_tables(found, c_text):
    out = []
    for t in found.values():
        out.append(f"static const struct sql_column columns_of_{t.name}[] = {{")
        out += [f"\t{{ {c_text(c)}, COLUMN_{kind.upper()}, {int(c in t.secrets)} }}," for c, kind in t.columns]
        out.append("};")
        out.append(f"static const struct sql_table table_{t.name} = {{ {c_text(t.name)}, {len(t.keys)}, {len(t.columns)},"
                   f" columns_of_{t.name}, &Q_logged_{t.name}, {PAGE if t.paged() else 0} }};")
    out.append("const struct sql_table *const sql_logged[] = {")
    out += [f"\t&table_{name}," for name in found] + ["\tNULL", "};"]
    return out
