# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every row of tests/access.txt asked of a real server by a person of each role, and every row with an id asked again
with the id of another organisation: that is answered as an id that never was, byte for byte."""
import http.client
import os
import re
import sqlite3
import urllib.parse

from server import ROOT, Server, Tally

MATRIX = os.path.join(ROOT, "tests", "access.txt")
HOST = "so.example"
FOREIGN, NEVER = 7_000_001, 7_000_002
ANY_WORD = "A" * 43


class World(Server):
    """The demonstration's department, where every role has its person, and a second organisation with a plan."""

    def fill(self):
        self.command("demo", "make", "--db", self.db)
        with sqlite3.connect(self.db[7:]) as d:
            d.execute("update org set host = ? where org_id = 1", (HOST,))
            d.execute("insert into org (org_id, name, host) values (2, 'Sở khác', 'khac.example')")
            for table in ("plan", "task"):
                columns = [c[1] for c in d.execute(f"pragma table_info({table})")]
                put = {"org_id": "2", "id": str(FOREIGN), "plan_id": str(FOREIGN), "lead_unit_id": "null"}
                d.execute(f"insert into {table} ({', '.join(columns)}) "
                          f"select {', '.join(put.get(c, c) for c in columns)} from {table} where org_id = 1 limit 1")
            self.plan = d.execute("select id from plan where org_id = 1").fetchone()[0]
            self.people = dict(d.execute("select o.role, p.email from position o join person p "
                                         "on p.org_id = o.org_id and p.id = o.person_id"))
            self.tasks = dict(d.execute("select o.role, u.task_id from position o join task_unit u "
                                        "on u.org_id = o.org_id and u.unit_id = o.unit_id"))
            self.any_task = d.execute("select min(id) from task where org_id = 1").fetchone()[0]
        d.close()


class Person:
    """Each sits at a machine of his own and tries another name: failed sign-ins are counted by name."""

    def __init__(self, world, role, machine):
        self.world, self.role, self.cookie, self.token = world, role, "", ""
        self.address = f"127.0.1.{machine}"
        self.version = ""
        if role != "nobody":
            self.sign_in()

    def sign_in(self):
        printed = self.world.command("user", "link", "--db", self.world.db, "--org", "1",
                                     "--email", self.world.people[self.role])
        path = "/" + printed.strip().split()[0].split("/", 3)[3]
        self.ask("POST", path)
        _, body = self.ask("GET", "/toi")
        self.token = re.search(r'name="t" value="([^"]+)"', body)[1]

    def ask(self, method, path):
        c = http.client.HTTPConnection("127.0.0.1", self.world.port, timeout=10, source_address=(self.address, 0))
        headers = {"Host": HOST, "Sec-Fetch-Site": "same-origin"}  # as a browser says by https
        body = None
        if self.cookie:
            headers["Cookie"] = self.cookie
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            body = urllib.parse.urlencode({"t": self.token, "email": self.role + "@khac.example", "version": self.version})
        c.request(method, path, body, headers)
        answer = c.getresponse()
        text = answer.read().decode("utf-8", "replace")
        version = re.search(r'name="version" value="(\d+)"', text)
        self.version = version[1] if version else self.version
        for given in answer.headers.get_all("Set-Cookie") or []:
            if re.match(r"__Host-danchu(-\d+)?=", given):
                self.cookie = given.split(";")[0]
        c.close()
        asked = 'name="mat_khau"' in text if answer.status == 200 else (answer.getheader("Location") or "").startswith("/dang-nhap")
        if asked and not path.startswith("/dang-nhap") and self.role == "nobody":
            return "ask", text
        return str(answer.status), text

    def own(self, path):
        """The id of something of this person's organisation, his own work where he has some."""
        return self.world.plan if path.startswith("/ke-hoach") else self.world.tasks.get(self.role, self.world.any_task)


def rows():
    heading = None
    with open(MATRIX, encoding="utf-8") as f:
        for line in f:
            cells = line.split("#")[0].split()
            if not cells:
                continue
            if heading is None:
                heading = cells[2:]
            else:
                yield cells[0], cells[1], dict(zip(heading, cells[2:]))


def without_marks(text):
    """What may differ between two equal answers: tokens, keys and the address that was asked."""
    text = re.sub(r'name="[tk]" value="[^"]*"', "", text)
    return text.replace(str(FOREIGN), "N").replace(str(NEVER), "N")


def main():
    tally = Tally()
    matrix = list(rows())
    with World() as world:
        for machine, role in enumerate(matrix[0][2], 1):
            person = Person(world, role, machine)
            for method, path, expected in matrix:
                address = path.replace(":word", ANY_WORD).replace(":id", str(person.own(path)))
                status, body = person.ask(method, address)
                tally(f"{role} {method} {path}", status == expected[role], f"{status}, expected {expected[role]}: {body}")
                if path == "/dang-xuat" and role != "nobody":
                    person.sign_in()
                if ":id" not in path:
                    continue
                foreign = person.ask(method, path.replace(":id", str(FOREIGN)))
                never = person.ask(method, path.replace(":id", str(NEVER)))
                tally(f"{role} {method} {path}, another organisation's",
                      foreign[0] == (expected[role] if role == "nobody" else "404"), foreign)
                tally(f"{role} {method} {path}, another's is like none",
                      foreign[0] == never[0] and without_marks(foreign[1]) == without_marks(never[1]), (foreign, never))
    tally.end()


if __name__ == "__main__":
    main()
