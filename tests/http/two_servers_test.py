# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Two servers on one PostgreSQL (DANCHU_TEST_PG): what ended or changed at one is so at the other on the next request;
and one server on SQLite beside commands and changes from outside."""
import os
import re
import sqlite3
import subprocess
import sys
import tempfile

from renewal_test import NEW, OLD, enter, invited
from repeat_test import World, report, send
from server import Server, Tally
from sign_in_test import Browser


class Second(Server):
    """Another server on the database of the first."""

    def __init__(self, first):
        self.first = first

    def __enter__(self):
        self.folder, self.db, self.task = self.first.folder, self.first.db, self.first.task
        self.start()
        return self

    def __exit__(self, *ignored):
        if self.process.poll() is None:
            self.stop()


class Postgres(World):
    """A schema of its own."""

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="danchu-http-")
        self.server = os.environ["DANCHU_TEST_PG"]
        self.schema = f"two_servers_{os.getpid()}"
        self.psql(f"create schema {self.schema}")
        self.db = f"{self.server}{'&' if '?' in self.server else '?'}options=-csearch_path%3D{self.schema}"
        self.command("migrate", "--db", self.db)
        self.fill()
        self.start()
        return self

    def __exit__(self, *ignored):
        super().__exit__()
        self.psql(f"drop schema {self.schema} cascade")

    def psql(self, text, url=None):
        done = subprocess.run(["psql", "-qAtX", "-v", "ON_ERROR_STOP=1", url or self.server, "-c", text],
                              check=True, capture_output=True, text=True, timeout=60)
        return done.stdout.strip()

    def ask(self, statement, *values):
        for value in values:
            statement = statement.replace("?", str(int(value)), 1)
        return self.psql(statement, self.db)

    def change(self, statement):
        self.psql(statement, self.db)


def moved(browser, server):
    """The same cookies at another server; on loopback their names carry the port."""
    other = Browser(server)
    there = lambda cookie: re.sub(r"-\d+=", f"-{server.port}=", cookie or "", count=1)
    other.cookie, other.mark, other.visit = map(there, (browser.cookie, browser.mark, browser.visit))
    return other


def sessions(told, world, second):
    here = world.sign_in()
    there = moved(here, second)
    told("one session, two servers", here.get("/toi")[0] == there.get("/toi")[0] == 200)
    told("ends here", here.post("/dang-xuat", here.form("/toi"))[0] == 303)
    told("and there at once", there.get("/toi")[0] == 303)

    old = invited(world, world.email, OLD)
    told("and is in at both", old.get("/toi")[0] == moved(old, second).get("/toi")[0] == 200)
    other = Browser(second)
    told("signs in there", enter(other, world.email, OLD)[0] == 303)
    send_new = {**other.form("/toi", 1), "mat_khau_cu": OLD, "mat_khau": NEW}
    told("a password changed there", other.post("/toi/mat-khau", send_new)[0] == 303)
    told("ends the session here", old.get("/toi")[0] == 303 and moved(old, second).get("/toi")[0] == 303)
    told("and is the password here", enter(Browser(world), world.email, OLD)[0] == 422
         and enter(Browser(world), world.email, NEW)[0] == 303)


def rights(told, world, second):
    here = world.sign_in()
    there = moved(here, second)
    fields = report(there, 41, "Ghi ở máy kia.")
    told("may report at either", send(here, report(here, 40, "Ghi ở máy này."))[0] == 303
         and there.get(f"/nhiem-vu/{world.task}")[0] == 200)
    world.change(f"update position set role = 'viewer' where role = 'office' and person_id = (select id from person where email = '{world.email}')")
    told("no more than a viewer at either", send(there, fields)[0] == 404 and send(here, fields)[0] == 404)
    world.change(f"update position set to_on = '2021-06-01' where role = 'viewer' and person_id = (select id from person where email = '{world.email}')")
    told("nobody without a position", here.get("/toi")[0] == 303 and there.get("/toi")[0] == 303)
    world.change(f"update position set role = 'office', to_on = null where to_on = '2021-06-01' and person_id = (select id from person where email = '{world.email}')")
    told("again with one", here.get("/toi")[0] == 200 and there.get("/toi")[0] == 200)


def new_people(told, world, second):
    printed = world.command("user", "add", "--db", world.db, "--name", "Trần Thị Mới", "--email", "moi@so.example", "--role", "viewer",
                            "--base-url", "http://127.0.0.1:1")
    path = "/" + re.search(r"http://[^/]+/(dang-nhap/\S+)", printed)[1]
    first, again = Browser(world), Browser(second)
    told("a person added by command opens at one", first.post(path, {**first.form(path), "mat_khau": NEW})[0] == 303)
    told("what is used here is used there", again.post(path, {"mat_khau": OLD})[0] != 303 and not again.cookie)


class Lite(World):
    def change(self, statement):
        with sqlite3.connect(self.db[7:]) as d:
            d.execute(statement)
        d.close()


def main():
    told = Tally()
    with Lite() as world:
        sessions(told, world, world)
        rights(told, world, world)
        new_people(told, world, world)
        told("stops in order", world.stop() == 0, world.log_text()[-500:])
    if os.environ.get("DANCHU_TEST_PG"):
        with Postgres() as world, Second(world) as second:
            sessions(told, world, second)
            rights(told, world, second)
            new_people(told, world, second)
            told("both stop in order", second.stop() == 0 and world.stop() == 0, world.log_text()[-500:])
    else:
        print("two servers on PostgreSQL skipped: DANCHU_TEST_PG is absent")
    told.end()


if __name__ == "__main__":
    sys.exit(main())
