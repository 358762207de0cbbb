# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""tools/sql.py: each rule broken once on purpose, and what it must leave alone.  python3 tests/house/sql_generator_test.py"""
import os
import subprocess
import sys
import tempfile

TOOL = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..", "tools", "sql.py")
SCHEMA = """-- @upkeep
create table seat (org_id integer not null, id integer not null, until_us integer, primary key (org_id, id)) without rowid;
create table task (
  org_id integer not null, id integer not null,
  title text not null default 'a; b -- not a comment', paper blob, due_on text,
  primary key (org_id, id), foreign key (org_id, id) references seat (org_id, id));
-- @shared
create table word (id integer primary key, w text not null unique);
create view v_task as select org_id, id, title from task;
"""
passed, failed = 0, 0


def run(schema, statements):
    with tempfile.TemporaryDirectory() as d:
        os.makedirs(d + "/schema")
        os.makedirs(d + "/gen")
        files = []
        for name, text in (("schema/0001_x.sql", schema), ("x.sql", statements)):
            if text is not None:
                with open(f"{d}/{name}", "w", encoding="utf-8") as f:
                    f.write(text)
                files.append(name)
        p = subprocess.run([sys.executable, TOOL, "gen", *files], cwd=d, capture_output=True, text=True)
        text = ""
        if p.returncode == 0:
            with open(d + "/gen/sql.c", encoding="utf-8") as f:
                text = f.read()
        return p.returncode, p.stderr.strip(), text.replace("\\077", "?")


def expect(name, good, detail):
    global passed, failed
    passed, failed = passed + good, failed + (not good)
    if not good:
        print(f"FAILED {name}: {detail}")


def refused(name, where, say, schema=SCHEMA, statements="-- name: ok\nselect 1 as n;\n"):
    code, error, _ = run(schema, statements)
    expect(name, code != 0 and error.startswith(where + ":") and say in error, error or "was accepted")


def query(name, text, say, line=2):
    refused(name, f"x.sql:{line}", say, statements=f"-- name: q\n{text};\n")


def table(name, text, say, line=1):
    refused(name, f"schema/0001_x.sql:{line}", say, schema=text, statements=None)


def made(name, statements, *pieces, schema=SCHEMA):
    code, error, text = run(schema, statements)
    missing = [p for p in pieces if p not in text]
    expect(name, code == 0 and not missing, error or f"missing {missing}")


# ---- what it makes
made("schema for both engines", "-- name: q\nselect 1 as n;",
     "create table seat (org_id integer not null, id integer not null, until_us integer, primary key (org_id, id))"
     " strict, without rowid;",
     "create table seat (org_id bigint not null, id bigint not null, until_us bigint, primary key (org_id, id));",
     "title text not null default 'a; b -- not a comment', paper bytea, due_on text",
     "paper blob", "create table word (id bigint primary key")
made("parameters numbered by name", "-- name: q\nselect id from task where org_id = :org and (title = :t or :t = '') and id > :org;",
     'where org_id = ?1 and (title = ?2 or ?2 = \'\') and id > ?1"', 'where org_id = $1 and (title = $2 or $2 = \'\') and id > $1"',
     '.nparam = 2, .lists = 0, .param = { "org", "t",  }')
made("strings and quoted names are not touched",
     "-- name: q\nselect ':x integer like' as a, id as \"like :y\" from task /* now() */ where org_id = 1 and title <> 'it''s; now';",
     "select ':x integer like' as a, id as \\\"like :y\\\" from task where org_id = 1 and title <> 'it''s; now'\"", ".nparam = 0")
made("writes and upkeep",
     "-- name: a\nupdate seat set until_us = :u where org_id = :o;\n-- name: b\ndelete from task where org_id = :o;\n"
     "-- name: c\nselect id from seat where org_id = :o;\n"
     "-- name: d\ninsert into seat (org_id, id) select org_id, id from task where org_id = :o;",
     ".writes = 1, .upkeep = 1, .nparam = 2", ".writes = 1, .upkeep = 0, .nparam = 1", ".writes = 0, .upkeep = 0",
     ".writes = 1, .upkeep = 1, .nparam = 1")
made("upsert and returning",
     "-- name: q\ninsert into word (id, w) values (:i, :w) on conflict (w) do update set w = excluded.w returning id;",
     "on conflict (w) do update set w = excluded.w returning id", ".writes = 1, .upkeep = 0")
made("max of one value, nulls last", "-- name: q\nselect max(id) as n from task where org_id = :o;\n-- name: p\n"
     "select due_on from task where org_id = :o order by due_on desc nulls last, title;", "Q_q", "Q_p")
made("one engine only", "-- name: q\nselect id from task where\n-- @sqlite\nrowid > 0\n-- @postgres\nctid::text @@ now() and ctid is not null\n-- @both\nand org_id = :o;",
     'select id from task where rowid > 0 and org_id = ?1"', 'select id from task where ctid::text @@ now() and ctid is not null and org_id = $1"')
made("a comment does not change the checksum", "-- name: q\nselect 1 as n;", run(SCHEMA, None)[2].split(".checksum = ")[1][:66],
     schema="-- new words\n" + SCHEMA)
expect("a column does", run(SCHEMA, None)[2].split(".checksum = ")[1][:66] not in run(SCHEMA.replace("until_us", "to_us"), None)[2],
       "same checksum")

# ---- banned words
for word in ("like", "ilike", "glob", "group_concat(title)", "string_agg(title)", "lateral", "now()", "current_timestamp",
             "random()", "lower(title)", "upper(title)", "true", "strftime('%Y', due_on)", "title collate nocase"):
    query(word, f"select id from task\n where title = {word}", "is banned", 3)
query("insert or", "insert or ignore into word (id, w) values (1, 'a')", "or ...` is banned")
query("update or", "update or rollback word set w = 'a'", "or ...` is banned")
query("replace", "replace into word (id, w) values (1, 'a')", "begins with")
query("max of two", "select max(id, 3) as n from task", "write `case`")
query("cast to integer", "select cast(:x as integer) as n", "cast to bigint")
query("pragma", "pragma user_version", "begins with")
query("order by a nullable column", "select id from task\n order by due_on desc", "nulls last", 3)
table("trigger", "create trigger t after insert on x begin select 1; end;", "is banned")
table("deferrable", "create table x (org_id integer references y (org_id) deferrable);", "is banned")
table("serial", "create table x (org_id serial);", "is banned")
table("on conflict rollback", "create table x (org_id integer not null unique on conflict rollback);", "is banned")

# ---- schema
table("another type", "create table x (org_id integer not null,\n amount real);", "the types are", 2)
table("varchar", "create table x (org_id integer not null, name varchar(20));", "the types are")
table("no type", "create table x (org_id integer not null, name);", "the types are")
table("no org_id", "create table x (\n id integer primary key);", "first column of a tenant's table is org_id", 2)
table("primary key without org_id", "create table x (org_id integer, id integer, primary key (id));", "includes org_id")
table("unique without org_id", "create table x (org_id integer, id integer, c text, unique (c));", "includes org_id")
table("unique column", "create table x (org_id integer, c text unique);", "includes org_id")
table("reference without org_id", SCHEMA + "create table x (org_id integer, s integer references word (id));",
      "foreign key of a tenant's table", 10)
table("unique index without org_id", SCHEMA + "create unique index i on task (title);", "includes org_id", 10)
table("column of a wrong type added", SCHEMA + "alter table task add column f float;", "the types are", 10)
table("strict in the source", "create table x (org_id integer) strict;", "only `without rowid`")
table("select in a migration", "select 1;", "does not belong")
table("not SQL", "create table x (org_id integer,, id integer not null nul);", "", 1)

# ---- statements
query("unknown table", "select 1 as n\n from nowhere", "no such table", 3)
query("unknown column", "select id,\n nowhere from task", "no such column", 3)
query("a typo", "select id from task\n whre title = 'x'", "near", 3)
query("a cast of one engine", "select id::text from task", "belongs to one engine")
query("unreadable", "select #id from task", "cannot read")
query("another dialect's parameter", "select id from task where id = $1", "cannot read")
query("too many parameters", "select " + ", ".join(f":p{i} as c{i}" for i in range(25)), "more than 24", 1)
refused("no name", "x.sql:1", "-- name: x", statements="select 1 as n;")
refused("two statements under one name", "x.sql:3", "-- name: x", statements="-- name: q\nselect 1 as n;\nselect 2 as n;")
refused("a name with a dash", "x.sql:1", "not a name", statements="-- name: a-b\nselect 1 as n;")
refused("a name twice", "x.sql:3", "named already", statements="-- name: q\nselect 1 as n;\n-- name: q\nselect 2 as n;")
refused("no semicolon", "x.sql:2", "without its ';'", statements="-- name: q\nselect 1 as n")

# ---- one organisation
def held(name, text):
    made(name, f"-- name: q\n{text};", "Q_q")


held("where", "select id from task where org_id = :o")
held("turned round, below an or", "select id from task where id = 1 or :o = org_id")
held("what ships and what is ours", "select id from task where org_id in (0, :o)")
held("a join", "select t.id from task t join seat s on s.org_id = t.org_id and s.id = t.id where t.org_id = :o")
held("the other one is held", "select t.id from task t left join seat s on t.org_id = s.org_id where s.org_id = :o")
held("two in a list", "select t.id from task t, seat s where s.org_id = :o and t.org_id = :o")
held("a select inside", "select id from task t where org_id = :o and exists (select 1 from seat s where s.org_id = t.org_id)")
held("a join with a select", "select x.id from (select org_id, id from task where org_id = :o) x"
     " left join seat s on s.org_id = x.org_id")
held("both halves", "select id from task where org_id = :o union all select id from seat where org_id = :o")
held("a view", "select id from v_task where org_id = :o")
held("no tenant's table", "select w from word")
held("an insert from a select", "insert into seat (org_id, id) select org_id, id from task where org_id = :o")
held("an upsert", "insert into seat (org_id, id) values (:o, 1) on conflict (org_id, id) do update set until_us = seat.until_us")
held("with", "with x as (select org_id, id from task where org_id = :o) select s.id from seat s join x on x.org_id = s.org_id")

NOBODY = "is held to no organisation"
query("no organisation", "select id from task where id = :id", NOBODY, 1)
query("an update of all", "update task set title = 'x' where id = :id", NOBODY, 1)
query("a delete of all", "delete from task where id = :id", NOBODY, 1)
query("a view of all", "select id from v_task where id = :id", NOBODY, 1)
query("a join without", "select t.id from task t join seat s on s.id = t.id where t.org_id = :o", "q: s " + NOBODY, 1)
query("joined with each other only", "select t.id from task t join seat s on s.org_id = t.org_id", "q: t, s " + NOBODY, 1)
query("a bare org_id below another", "select id from task t where t.org_id = :o and exists (select 1 from seat where id = t.id)",
      "q: seat " + NOBODY, 1)
query("half of a union", "select id from task where org_id = :o union all select id from seat", "q: seat " + NOBODY, 1)
query("a list with a column", "select t.id from task t where t.org_id in (0, t.id)", NOBODY, 1)
query("more than one", "select id from task where org_id > :o", NOBODY, 1)
query("an insert without", "insert into task (id) values (1)", NOBODY, 1)
query("an insert from all", "insert into seat (org_id, id) select org_id, id from task", "q: task " + NOBODY, 1)
refused("a needless exception", "x.sql:1", "take it from EVERY_ORG", statements="-- name: audit_heads\nselect 1 as n;")

# ---- what the log tells
made("a new row with all its columns, a changed one with what was set, a removed one with its key",
     "-- name: a\ninsert into task (org_id, id, title) values (:o, :i, :t);\n"
     "-- name: b\nupdate task set title = :t, due_on = (select max(x.due_on) from task x where x.org_id = :o) where org_id = :o;\n"
     "-- name: c\ndelete from task where org_id = :o;",
     "returning org_id, id, title, paper, due_on", "returning org_id, id, title, due_on\"", "returning org_id, id\"",
     ".logged = &table_task, .removes = 1, .returns = returns_of_c", "returns_of_b[] = { 0, 1, 3 }",
     "select org_id, id, title, paper, due_on from task where org_id = ?1 and id > ?2 order by id limit 500")
SECRET = SCHEMA.replace("create table task", "-- @secret title\ncreate table task")
made("a secret", "-- name: q\nselect 1 as n;", '{ "title", COLUMN_TEXT, 1 }', '{ "due_on", COLUMN_TEXT, 0 }', schema=SECRET)
for mark, schema in (("derived", SCHEMA.replace("create table task", "-- @derived\ncreate table task")), ("upkeep", SCHEMA)):
    name = "task" if mark == "derived" else "seat"
    text = run(schema, f"-- name: q\ndelete from {name} where org_id = :o;")[2]
    expect(f"no word of what is {mark}", f"delete from {name} where org_id = ?1\"" in text and f"table_{name} " not in text, text)
made("a table that was rebuilt under its name keeps its mark", "-- name: q\nupdate seat set until_us = 1 where org_id = :o;",
     ".writes = 1, .upkeep = 1", schema=SCHEMA + "-- @upkeep\ncreate table s2 (org_id integer not null, id integer not null, until_us integer,"
     " primary key (org_id, id));\ndrop table seat;\nalter table s2 rename to seat;\n")
query("a key that changes", "update task set id = 4 where org_id = :o", "the key of a logged row is never changed", 1)
query("an organisation that changes", "update task set org_id = 4 where org_id = :o", "the key of a logged row", 1)
query("its own returning", "delete from task where org_id = :o returning id", "is the log's", 1)
table("a secret that is no column", SCHEMA.replace("create table task", "-- @secret titel\ncreate table task"), "no such column", 4)

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
