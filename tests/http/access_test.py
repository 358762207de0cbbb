# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""tests/access.txt against the real server: every route for nobody and for each role of the demonstration, then with
an id that does not exist, which must look the same to everybody.

:id is the first plan or task; of a POST the first whose page shows this role the form.  A POST carries the form's hidden
fields and nothing to save."""
import os
import re
import sqlite3
import sys
import uuid

from server import ROOT, Server, Tally
from sign_in_test import Browser, hidden

MATRIX = os.path.join(ROOT, "tests", "access.txt")
TABLES = {"/ke-hoach/": "plan", "/nhiem-vu/": "task"}


class Demonstration(Server):
    """The invented department, where every role has a person."""

    def fill(self):
        self.links = re.findall(r"/dang-nhap/\S+", self.command("demo", "make", "--db", self.db))
        with sqlite3.connect(self.db[7:]) as d:
            self.ids = {path: [i for (i,) in d.execute(f"select id from {table} order by id")] for path, table in TABLES.items()}
            self.roles = dict(d.execute("select p.name, t.role from person p join position t on t.person_id = p.id"))
        d.close()


def read_matrix():
    with open(MATRIX, encoding="utf-8") as f:
        lines = [line.split() for line in f if line.strip() and not line.startswith("#")]
    return lines[0][2:], lines[1:]


def sign_in(server):
    """One signed-in browser a role."""
    browsers = {"nobody": Browser(server)}
    for link in server.links:
        b = Browser(server)
        page = b.get(link)[2]
        name = re.search(r"<h1>Chào ông, bà ([^<]+)</h1>", page)[1]
        if server.roles[name] in browsers:
            continue
        b.post(link, hidden(page))
        browsers[server.roles[name]] = b
    return browsers


def shown_form(b, path):
    """The hidden fields of the form that posts there, when the page above shows it."""
    page = b.get(path.rsplit("/", 1)[0] or "/")[2]
    form = re.search(r'<form[^>]* action="' + re.escape(path) + r'".*?</form>', page, re.S)
    return hidden(form[0]) if form else {}


def ask(server, b, role, method, path, ids):
    for start, numbers in ids.items():
        if path.startswith(start) and ":id" in path:
            paths = [path.replace(":id", str(n)) for n in numbers]
            path = next((p for p in paths if method == "POST" and shown_form(b, p)), paths[0])
    path = path.replace(":word", "A" * 43)
    if method == "GET":
        return b.ask("GET", path)[0]
    token = hidden(b.get("/toi")[2])["t"] if b.cookie else ""
    fields = {**shown_form(b, path), "t": token, "k": uuid.uuid4().hex}
    if path == "/dang-nhap":
        fields["email"] = role + "@so.vn"
    return b.ask("POST", path, fields)[0]


def main():
    told = Tally()
    roles, rows = read_matrix()
    with Demonstration() as server:
        browsers = sign_in(server)
        told("every role has a person", set(roles) == set(browsers), set(roles) ^ set(browsers))
        last = [r for r in rows if r[1] == "/dang-xuat"]
        for method, path, *expected in [r for r in rows if r[1] != "/dang-xuat"] + last:
            for role, want in zip(roles, expected):
                got = ask(server, browsers[role], role, method, path, server.ids)
                told(f"{method} {path} {role}", str(got) == want, f"{got}, not {want}")
        unknown = {start: [7] for start in TABLES}
        b = sign_in_again(server)
        for method, path, *_ in rows:
            if ":id" in path:
                told(f"{method} {path} unknown", ask(server, b, "office", method, path, unknown) == 404)
    told.end()


def sign_in_again(server):
    with sqlite3.connect(server.db[7:]) as d:
        email = d.execute("select p.email from person p join position t on t.person_id = p.id where t.role = 'office'").fetchone()[0]
    d.close()
    b = Browser(server)
    link = "/" + server.command("user", "link", "--db", server.db, "--email", email).split("/", 3)[3].strip()
    b.post(link, b.form(link))
    return b


if __name__ == "__main__":
    sys.exit(main())
