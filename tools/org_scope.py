# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One organisation never sees another's rows: every table of a statement is held to an organisation.

Used by sql.py.  A table (or view) with org_id is held when its org_id is compared with a parameter or a number
(`= :org_id`, `in (0, :org_id)`), or is equal to that of a table that is held; an insert names org_id.  A comparison
counts wherever it stands in the part of the statement that sees the table, also below an `or`: what is looked for is the
forgotten condition, not the clever one."""
from generated import fail

# Statements that mean every organisation, and why they may.
EVERY_ORG = {
    "audit_heads": "verification looks at every chain",
    "audit_without_head": "verification looks at every chain",
    "auth_orgs": "which organisation a name of a host means, before one is known",
    "session_expire": "what is too old is too old everywhere",
    "session_end_closed": "whoever was closed is so in each organisation",
    "draft_expire": "what is too old or was sent is so everywhere",
    "failure_expire": "what is too old is too old everywhere",
    "kept_expire": "what is too old is too old everywhere",
    "audit_orgs": "an upgrade takes over the rows of all",
    "audit_org_without_head": "verification looks at every chain",
}
AFTER_TABLE = {"on", "where", "join", "left", "inner", "cross", "order", "group", "set", "union", "limit", "using",
               "returning", "having", "as", "natural", "select", "values", "except", "intersect", "default"}
HELD = "an organisation"


class Scope:
    """One select (or the update, or the delete): which names it gives to which tables."""

    def __init__(self, above):
        self.above, self.tables = above, {}

    def find(self, name):
        """(scope, name) of a table, HELD for what is no table of a tenant: a select inside is looked at by itself."""
        scope = self
        while scope:
            if name in scope.tables:
                return (scope, name) if scope.tables[name] else HELD
            scope = scope.above
        return HELD

    def only(self):
        """Whose a bare org_id is."""
        scope = self
        while scope and not scope.tables:
            scope = scope.above
        mine = [name for name in scope.tables if scope.tables[name]] if scope else []
        return (scope, mine[0]) if len(mine) == 1 else None


def scopes(words):
    """The scope of each word."""
    stack, kinds, at = [Scope(None)], [], []
    for i, w in enumerate(words):
        inner = w == "(" and i + 1 < len(words) and words[i + 1] in ("select", "with")
        if w in ("union", "except", "intersect"):
            stack[-1] = Scope(stack[-1].above)
        at.append(stack[-1])
        if w == "(":
            kinds.append(inner)
            if inner:
                stack.append(Scope(stack[-1]))
        elif w == ")" and kinds and kinds.pop():
            stack.pop()
    return at


def names_after(words, i):
    """[(table, its name here, index)] of the list that begins at i; a select in parentheses is no table."""
    found = []
    while i < len(words):
        if words[i] == "(":
            depth = 0
            while i < len(words):
                depth += (words[i] == "(") - (words[i] == ")")
                i += 1
                if not depth:
                    break
            table = None
        else:
            table, i = words[i], i + 1
        at = i - 1
        i += words[i] == "as" if i < len(words) else 0
        alias = table
        if i < len(words) and words[i].isidentifier() and words[i] not in AFTER_TABLE:
            alias, i = words[i], i + 1
        found.append((table, alias, at))
        if i >= len(words) or words[i] != ",":
            break
        i += 1
    return found


def read_tables(words, at, tenants):
    """Fills the scopes; yields every (scope, name) that must be held."""
    for i, w in enumerate(words):
        before = words[i - 1] if i else ""
        if w in ("from", "join") or (w == "update" and before != "do"):
            for table, alias, _ in names_after(words, i + 1):
                if alias:
                    at[i].tables[alias] = table in tenants
                if table in tenants:
                    yield at[i], alias
        elif w == "into" and words[i + 1] in tenants:
            at[i].tables[words[i + 1]] = False  # the row that stands there is found by its key


def side(words, at, i, step):
    """What stands beside a comparison at i: (scope, name), HELD or None."""
    if step > 0:
        if words[i + 1:i + 2] == ["org_id"]:
            return at[i].only()
        if words[i + 2:i + 4] == [".", "org_id"]:
            return at[i].find(words[i + 1])
        value = words[i + 1] if i + 1 < len(words) else ""
    else:
        if words[i - 1] == "org_id":
            return at[i].find(words[i - 3]) if words[i - 2] == "." else at[i].only()
        value = words[i - 1]
    return HELD if value.startswith(":") or value.isdigit() else None


def listed(words, i):
    """True when `in` at i is followed by parameters and numbers alone."""
    end = words.index(")", i)
    values = [w for w in words[i + 2:end] if w != ","]
    return words[i + 1] == "(" and all(w.startswith(":") or w.isdigit() for w in values)


def equalities(words, at):
    for i, w in enumerate(words):
        if w == "=" and "org_id" in (words[i - 1], *words[i + 1:i + 2], *words[i + 3:i + 4]):
            yield side(words, at, i, -1), side(words, at, i, 1)
        elif w == "in" and words[i - 1] == "org_id" and listed(words, i):
            yield side(words, at, i, -1), HELD


def forgotten(words, tenants):
    """Names of tables that are held to no organisation."""
    at = scopes(words)
    tables = list(read_tables(words, at, tenants))
    pairs = [(a, b) for a, b in equalities(words, at) if a and b]
    held = {HELD}
    for _ in range(len(pairs) + 1):
        for a, b in pairs:
            if a in held or b in held:
                held |= {a, b}
    return [name for scope, name in tables if (scope, name) not in held]


def check_scope(s, tenants):
    words = [t.w for t in s.tokens]
    missing = forgotten(words, tenants)
    if words[0] == "insert" and words[2] in tenants and "org_id" not in words[3:words.index(")")]:
        missing.append(words[2])
    if s.name in EVERY_ORG:
        if not missing:
            fail(s.path, s.line, f"{s.name} is held to an organisation: take it from EVERY_ORG of tools/org_scope.py")
    elif missing:
        fail(s.path, s.line, f"{s.name}: {', '.join(missing)} is held to no organisation: compare its org_id"
                             " (or say in tools/org_scope.py why it means all)")
