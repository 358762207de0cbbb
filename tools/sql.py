# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""One SQL text for two engines: schema/*.sql and every `-- name: x` become gen/sql.h and gen/sql.c.

usage: sql.py GEN_FOLDER file.sql ...     (paths below schema/ are migrations, all others hold statements)

The text is read word by word; strings, comments and quoted names are never touched.  What is written here once:
    :name              ?1 / $1, numbered by name in the order of first use
    integer, blob      bigint, bytea on PostgreSQL, only as the type of a column
    create table (...) STRICT on SQLite; `without rowid` is dropped on PostgreSQL
    each(:ids) x       a list of numbers as rows x.value: json_each(?1), unnest($1::bigint[])
    -- @upkeep         above a table: housekeeping, may be written without an act
    -- @shared         above a table: belongs to no organisation, needs no org_id
    -- @derived, -- @secret COLUMN         above a table: what of it the audit log does not tell (logged.py)
    -- @sqlite, -- @postgres, -- @both     what follows is for one engine (full-text search only)
Everything is then prepared on a real SQLite, which also says what each statement reads and writes.
Of every tenant's table a statement touches the rows of one organisation: org_scope.py.
"""
import hashlib
import re
import sqlite3
import sys

from generated import c_text, fail, write
from logged import c_tables, logged_tables, tell
from org_scope import check_scope

BANNED = set("""like ilike glob regexp similar group_concat string_agg lateral now current_timestamp current_date
current_time localtime localtimestamp trigger deferrable deferred serial bigserial autoincrement random lower upper
true false pragma attach detach vacuum replace sequence nextval json_extract collate strftime julianday datetime
unixepoch to_char date_trunc interval timestamp""".split())
TYPES = {"integer": ("integer", "bigint"), "text": ("text", "text"), "blob": ("blob", "bytea")}
VERBS = ("select", "with", "insert", "update", "delete")
CONSTRAINTS = ("primary", "unique", "foreign", "check", "constraint")
PARAMS = 24  # struct sql in platform/db/db.h

TOKEN = re.compile(r"""
    (?P<space>\s+)
  | (?P<comment>--[^\n]*|/\*.*?\*/)
  | (?P<string>'(?:[^']|'')*')
  | (?P<quoted>"(?:[^"]|"")*")
  | (?P<param>:[a-z][a-z0-9_]*)
  | (?P<word>[A-Za-z_][A-Za-z0-9_]*)
  | (?P<number>[0-9]+)
  | (?P<odd>::|@@|->>|->|&&|!=|==)
  | (?P<op><>|<=|>=|\|\||[-+*/%<>=(),.;])
""", re.X | re.S)


class Token:
    """One word.  w: lower case for words, the text itself otherwise; gap: white space stood before it;
    only: None, "lite" or "pg"; lite, pg: what each engine reads."""

    def __init__(self, kind, text, line, gap, only):
        self.kind, self.line, self.gap, self.only = kind, line, gap, only
        self.w = text.lower() if kind == "word" else text
        self.lite = self.pg = self.w if kind == "word" else text


class Table:
    def __init__(self, path, line, flags):
        self.path, self.line = path, line
        self.upkeep, self.shared, self.derived = ("@upkeep" in flags, "@shared" in flags, "@derived" in flags)
        self.secrets = [f.split()[1] for f in flags if f.startswith("@secret ")]


def scan(path, text):
    """Yields (marks, tokens) for each statement; marks: [(line, text)] of the `-- x` lines before its end."""
    marks, tokens, at, line, gap, only = [], [], 0, 1, False, None
    while at < len(text):
        m = TOKEN.match(text, at)
        if not m:
            fail(path, line, f"cannot read {text[at:at + 12]!r}")
        kind, word = m.lastgroup, m.group()
        if kind == "comment":
            mark = word[2:].strip()
            if mark in ("@sqlite", "@postgres", "@both"):
                only = {"@sqlite": "lite", "@postgres": "pg", "@both": None}[mark]
            elif word.startswith("--"):
                marks.append((line, mark))
        if kind in ("comment", "space"):
            gap = True
        elif word == ";":
            if tokens:
                yield marks, tokens
            marks, tokens = [], []
        else:
            tokens.append(Token(kind, word, line, gap, only))
            gap = False
        line += word.count("\n")
        at = m.end()
    if tokens:
        fail(path, tokens[0].line, "a statement without its ';'")


def text_for(engine, tokens):
    out = []
    for t in tokens:
        if t.only in (None, engine):
            out.append((" " if t.gap and out else "") + getattr(t, engine))
    return "".join(out)


def closing(tokens, i):
    """The index of the parenthesis that closes the one at i."""
    depth = 0
    for j in range(i, len(tokens)):
        depth += (tokens[j].w == "(") - (tokens[j].w == ")")
        if depth == 0:
            return j
    return len(tokens)


def split(tokens):
    """The parts between commas outside parentheses."""
    parts, depth = [[]], 0
    for t in tokens:
        depth += (t.w == "(") - (t.w == ")")
        if t.w == "," and depth == 0:
            parts.append([])
        else:
            parts[-1].append(t)
    return [p for p in parts if p]


def check_words(path, tokens):
    """What the two engines do not mean alike."""
    common = [t for t in tokens if t.only is None]
    words = [t.w if t.kind == "word" else t.kind + t.w for t in common] + [""] * 3
    for i, t in enumerate(common):
        if t.kind == "odd":
            fail(path, t.line, f"`{t.w}` belongs to one engine, or has another spelling")
        if t.kind != "word":
            continue
        if t.w in BANNED:
            fail(path, t.line, f"`{t.w}` is banned: the engines differ (HOUSE.md, SQL)")
        if t.w in ("insert", "update") and words[i + 1] == "or":
            fail(path, t.line, f"`{t.w} or ...` is banned: write `on conflict`")
        if t.w == "conflict" and words[i + 1] in ("rollback", "abort", "fail", "ignore"):
            fail(path, t.line, f"`on conflict {words[i + 1]}` is banned: it ends the whole batch or hides the loss")
        if t.w == "or" and words[i + 1] == "rollback":
            fail(path, t.line, "`or rollback` is banned")
        if t.w in ("max", "min") and words[i + 1] == "op(":
            if len(split(common[i + 2:closing(common, i + 1)])) > 1:
                fail(path, t.line, f"`{t.w}` of several values is banned: write `case`")
        if t.w == "as" and words[i + 1] in ("integer", "int", "blob", "real", "numeric") and words[i + 2] == "op)":
            fail(path, t.line, "cast to bigint or text only")


def names(tokens):
    return [t.w.strip('"') for t in tokens if t.kind in ("word", "quoted")]


def check_keys(path, part, shared):
    """Every key of a tenant's table carries org_id."""
    if shared:
        return
    for i, t in enumerate(part):
        if t.w in ("key", "unique") and i + 1 < len(part) and part[i + 1].w == "(":
            if "org_id" not in names(part[i + 2:closing(part, i + 1)]):
                fail(path, t.line, "a key of a tenant's table includes org_id")


def check_column(path, part, first, shared):
    name = part[0].w.strip('"')
    kind = part[1] if len(part) > 1 else part[0]
    if first and not shared and name != "org_id":
        fail(path, part[0].line, "the first column of a tenant's table is org_id (or mark the table -- @shared)")
    if kind.w not in TYPES:
        fail(path, kind.line, f"column {name}: the types are integer, text and blob")
    kind.lite, kind.pg = TYPES[kind.w]
    rest = [t.w for t in part[2:]]
    if not shared and name not in ("id", "org_id") and ("unique" in rest or "primary" in rest):
        fail(path, part[0].line, f"column {name}: a key of a tenant's table includes org_id")
    if not shared and name != "org_id" and "references" in rest:
        fail(path, part[0].line, f"column {name}: a foreign key of a tenant's table includes org_id")


def create_table(path, marks, tokens, tables):
    flags = [m for _, m in marks]
    name = tokens[2].w.strip('"')
    table = Table(path, tokens[0].line, flags)
    if len(tokens) < 5 or tokens[3].w != "(":
        fail(path, tokens[0].line, "create table NAME (...)")
    end = closing(tokens, 3)
    first = True
    for part in split(tokens[4:end]):
        if part[0].w in CONSTRAINTS:
            check_keys(path, part, table.shared)
        else:
            check_column(path, part, first, table.shared)
        first = False
    tail = tokens[end + 1:]
    if [t.w for t in tail] not in ([], ["without", "rowid"]):
        fail(path, tail[0].line, "only `without rowid` may follow a table")
    for t in tail:
        t.only = "lite"
    strict = Token("word", "strict," if tail else "strict", tokens[-1].line, True, "lite")
    tokens.insert(end + 1, strict)
    tables[name] = table


def read_migration(path, text, tables):
    """Checks one file of schema/ and returns its statements."""
    statements = []
    for marks, tokens in scan(path, text):
        check_words(path, tokens)
        words = [t.w for t in tokens[:3]] + [""] * 3
        whole = all(t.only is None for t in tokens)
        if whole and words[:2] == ["create", "table"]:
            create_table(path, marks, tokens, tables)
        elif whole and words[:2] == ["alter", "table"] and "add" in [t.w for t in tokens]:
            at = [t.w for t in tokens].index("add") + 1
            at += tokens[at].w == "column"
            check_column(path, tokens[at:], False, tables[tokens[2].w].shared if tokens[2].w in tables else False)
        elif whole and words[:2] == ["alter", "table"] and [t.w for t in tokens[3:5]] == ["rename", "to"]:
            tables[tokens[5].w] = tables.pop(tokens[2].w)
        elif whole and words[:2] == ["drop", "table"]:
            tables.pop(tokens[2].w, None)
        elif whole and words[:3] == ["create", "unique", "index"]:
            at = [t.w for t in tokens].index("on") + 1
            if tokens[at].w in tables and not tables[tokens[at].w].shared:
                check_keys(path, [Token("word", "key", tokens[0].line, False, None)] + tokens[at + 1:], False)
        elif words[0] not in ("create", "alter", "drop", "insert", "update", "delete"):
            fail(path, tokens[0].line, f"`{words[0]}` does not belong into a migration")
        statements.append(tokens)
    return statements


class Statement:
    def __init__(self, path, line, name, tokens):
        self.path, self.line, self.name, self.tokens = path, line, name, tokens
        self.params, self.lists, self.writes, self.upkeep = [], 0, False, False
        self.logged, self.removes, self.returns = None, False, []

    def number(self):
        for t in self.tokens:
            if t.kind == "param":
                if t.w not in self.params:
                    self.params.append(t.w)
                n = self.params.index(t.w) + 1
                t.lite, t.pg = f"?{n}", f"${n}"
        words = [t.w for t in self.tokens]
        for i, t in enumerate(self.tokens):
            if t.w == "each" and words[i + 1:i + 2] == ["("]:
                self.each(t, *self.tokens[i + 1:i + 5])
        if len(self.params) > PARAMS:
            fail(self.path, self.line, f"{self.name}: more than {PARAMS} parameters")

    def each(self, word, opening, param=None, closing_=None, alias=None):
        if not alias or param.kind != "param" or closing_.w != ")" or alias.kind != "word":
            fail(self.path, word.line, "write each(:ids) x: one parameter, and the name its rows have")
        word.lite, word.pg = "json_each", "unnest"
        self.lists |= 1 << self.params.index(param.w)
        param.pg += "::bigint[]"
        alias.pg = f"{alias.w}(value)"


def read_statements(path, text):
    found = []
    for marks, tokens in scan(path, text):
        named = [(line, m[5:].strip()) for line, m in marks if m.startswith("name:")]
        if len(named) != 1:
            fail(path, tokens[0].line, "each statement has one `-- name: x` above it")
        line, name = named[0]
        if not re.fullmatch(r"[a-z][a-z0-9_]*", name):
            fail(path, line, f"{name!r} is not a name: small letters, digits, _")
        if tokens[0].w not in VERBS:
            fail(path, tokens[0].line, f"a statement begins with {', '.join(VERBS)}")
        check_words(path, tokens)
        s = Statement(path, line, name, tokens)
        s.number()
        found.append(s)
    return found


def nullable_columns(base, tables):
    """{(table, column)} that may be null."""
    found = set()
    for name in tables:
        for _, column, _, notnull, _, pk in base.execute(f'pragma table_info("{name}")'):
            if not notnull and not pk:
                found.add((name, column))
    return found


def check_order(s, nullable):
    """`order by` a column that may be null says where the nulls go."""
    words = [t.w for t in s.tokens] + [""] * 4
    for i, t in enumerate(s.tokens):
        if t.kind != "word" or t.w != "order" or words[i + 1] != "by":
            continue
        depth, j = 0, i + 2
        terms = [[]]
        while j < len(s.tokens) and depth >= 0 and words[j] not in ("limit", "offset", "rows", "union"):
            depth += (words[j] == "(") - (words[j] == ")")
            terms.append([]) if words[j] == "," and depth == 0 else terms[-1].append(words[j])
            j += 1
        for term in terms:
            column = [w for w in term if w not in ("asc", "desc", ")")][-1:]
            if column and column[0] in nullable and "nulls" not in term:
                fail(s.path, t.line, f"order by {column[0]}: it may be null, write `nulls last` or `nulls first`")


def line_of(tokens, message):
    """The line of the word SQLite complains about."""
    m = re.search(r'(?:no such \w+: |near "|unknown \w+: )"?([A-Za-z0-9_.]+)', message)
    word = m.group(1).split(".")[-1].lower() if m else None
    return next((t.line for t in tokens if t.w == word), tokens[0].line)


def tenant_names(base, tables):
    """Tables and views that hold rows of organisations."""
    names = [name for name, in base.execute("select name from sqlite_schema where type in ('table', 'view')")]
    columns = {name: [row[1] for row in base.execute(f'pragma table_info("{name}")')] for name in names}
    return {name for name in names if "org_id" in columns[name] and not (name in tables and tables[name].shared)}


def build(migrations):
    """The schema in memory."""
    base = sqlite3.connect(":memory:", isolation_level=None)
    for path, tokens_of in migrations:
        for tokens in tokens_of:
            try:
                base.execute(text_for("lite", tokens))
            except sqlite3.Error as e:
                fail(path, line_of(tokens, str(e)), str(e))
    return base


def explain(base, s):
    try:
        base.execute("explain " + text_for("lite", s.tokens), [None] * len(s.params)).fetchall()
    except sqlite3.Error as e:
        fail(s.path, line_of(s.tokens, str(e)), f"{s.name}: {e}")


def prepare(base, statements, tables, logged):
    """Prepares every statement against the schema, those that write logged tables with what they tell."""
    nullable = nullable_columns(base, tables)
    tenants = tenant_names(base, tables)
    for s in statements:
        written, read = set(), set()

        def note(action, a, b, _database, _inner):
            if action in (sqlite3.SQLITE_INSERT, sqlite3.SQLITE_UPDATE, sqlite3.SQLITE_DELETE):
                if a != "sqlite_master":  # where json_each is declared when it is first used
                    written.add(a)
            elif action == sqlite3.SQLITE_READ:
                read.add((a, b))
            return sqlite3.SQLITE_OK

        base.set_authorizer(note)
        explain(base, s)
        base.set_authorizer(None)
        check_order(s, {column for table, column in read & nullable})
        check_scope(s, tenants)
        s.writes = bool(written)
        s.upkeep = bool(written) and all(t in tables and tables[t].upkeep for t in written)
        for name in written & set(logged):
            tell(s, logged[name], lambda text, gap=True: Token("word", text, s.line, gap, None))
            explain(base, s)


def header(statements):
    out = ['#ifndef GEN_SQL_H', '#define GEN_SQL_H', '#include "platform/db/db.h"', '']
    out += [f"extern const struct sql Q_{s.name};" for s in statements]
    out += ["", "extern const struct sql *const sql_catalogue[]; /* ends with NULL */", "#endif", ""]
    return "\n".join(out)


def source(statements, migrations, logged):
    out = ['#include "gen/sql.h"', '#include "platform/db/db_migrate.h"', ""] + c_tables(logged, c_text)
    for i, s in enumerate(statements):
        if s.logged:
            out.append(f"static const unsigned char returns_of_{s.name}[] = {{ {', '.join(map(str, s.returns))} }};")
        params = "".join(c_text(p[1:]) + ", " for p in s.params)
        out.append(f"const struct sql Q_{s.name} = {{")
        out.append(f"\t.id = {i}, .name = {c_text(s.name)},")
        out.append(f"\t.lite = {c_text(text_for('lite', s.tokens))},")
        out.append(f"\t.pg = {c_text(text_for('pg', s.tokens))},")
        out.append(f"\t.writes = {int(s.writes)}, .upkeep = {int(s.upkeep)}, .nparam = {len(s.params)}, .lists = {s.lists},"
                   f" .param = {{ {params or 'NULL'} }},")
        if s.logged:
            out.append(f"\t.logged = &table_{s.logged.name}, .removes = {int(s.removes)}, .returns = returns_of_{s.name},"
                       f" .nreturns = {len(s.returns)},")
        out.append("};")
    out.append("const struct sql *const sql_catalogue[] = {")
    out += [f"\t&Q_{s.name}," for s in statements] + ["\tNULL", "};", ""]
    out.append("const struct migration migrations[] = {")
    for number, name, lite, pg in migrations:
        checksum = hashlib.sha256((lite + "\0" + pg).encode()).hexdigest()
        out += [f"\t{{ .number = {number}, .name = {c_text(name)}, .checksum = {c_text(checksum)},",
                f"\t  .lite = {c_text(lite)},", f"\t  .pg = {c_text(pg)} }},"]
    out += ["\t{ 0 }", "};", ""]
    return "\n".join(out)


def main(folder, paths):
    tables, migrations, statements, seen = {}, [], [], {}
    for path in sorted(p for p in paths if p.startswith("schema/")):
        m = re.fullmatch(r"schema/([0-9]{4})_([a-z0-9_]+)\.sql", path)
        if not m or (migrations and int(m.group(1)) <= migrations[-1][0]):
            fail(path, 1, "migrations are schema/NNNN_name.sql, each number once")
        with open(path, encoding="utf-8") as f:
            migrations.append((int(m.group(1)), m.group(2), path, read_migration(path, f.read(), tables)))
    for path in sorted(p for p in paths if not p.startswith("schema/")):
        with open(path, encoding="utf-8") as f:
            statements += read_statements(path, f.read())
    base = build([(path, tokens) for _, _, path, tokens in migrations])
    logged = logged_tables(base, tables, tenant_names(base, tables))
    for name, table in logged.items():
        statements += read_statements("tools/logged.py", f"-- name: logged_{name}\n{table.page()}\n")
    for s in statements:
        if s.name in seen:
            fail(s.path, s.line, f"{s.name} is named already in {seen[s.name].path}:{seen[s.name].line}")
        seen[s.name] = s
    statements.sort(key=lambda s: s.name)
    prepare(base, statements, tables, logged)
    texts = [(number, name, *("".join(text_for(engine, t) + ";\n" for t in parsed if text_for(engine, t))
                              for engine in ("lite", "pg"))) for number, name, _, parsed in migrations]
    write(folder + "/sql.h", header(statements))
    write(folder + "/sql.c", source(statements, texts, logged))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
