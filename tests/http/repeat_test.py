# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Forms sent again, over the real server: the same form twice, at once and after a restart; Back, another content, the
page of a conflict and what is merged on it; a key spent on something else."""
import re
import sqlite3
import sys
import threading

from server import Server, Tally
from sign_in_test import Browser, hidden


class World(Server):
    """The demonstration's department, and one person of its Office with a session."""

    def fill(self):
        self.command("demo", "make", "--db", self.db)
        self.email = self.ask("select p.email from position o join person p on p.org_id = o.org_id and p.id = o.person_id "
                              "where o.role = 'office'")
        self.task = self.ask("select id from task where org_id = 1 and state = 'doing' order by sort limit 1")

    def ask(self, statement, *values):
        with sqlite3.connect(self.db[7:]) as d:
            row = d.execute(statement, values).fetchone()
        d.close()
        return row[0]

    def sign_in(self):
        b = Browser(self)
        path = "/" + self.command("user", "link", "--db", self.db, "--email", self.email).split("/", 3)[3].strip().split()[0]
        b.post(path, b.form(path))
        return b

    def versions(self):
        return self.ask("select count(*) from task_progress where org_id = 1 and task_id = ?", self.task)


def report(browser, percent, result, page=None):
    """The fields of the report as the page gives them, with these written into it."""
    page = page or browser.get(f"/nhiem-vu/{browser.server.task}")[2]
    form = next(i for i, f in enumerate(re.findall(r"<form.*?</form>", page, re.S)) if "/tien-do" in f)
    return {**hidden(page, form), "percent": str(percent), "state": "doing", "result": result}


def send(browser, fields, path=None):
    return browser.post(path or f"/nhiem-vu/{browser.server.task}/tien-do", fields)


def same_form_twice(told, world, b):
    fields = report(b, 31, "Đã họp một lần.")
    before = world.versions()
    status, first, _ = send(b, fields)
    told("a report is kept", status == 303 and world.versions() == before + 1, status)
    for _ in range(3):
        status, again, page = send(b, fields)
        told("sent again, the same answer", status == 303 and again["Location"] == first["Location"], (status, page[-500:]))
    status, english, _ = send(b, fields, f"/en/nhiem-vu/{world.task}/tien-do")
    told("in the reader's language", status == 303 and english["Location"] == "/en" + first["Location"], english)
    told("and nothing is written again", world.versions() == before + 1)
    world.stop()
    world.start()
    told("also after a restart", send(b, fields)[0] == 303 and world.versions() == before + 1)
    stranger = {**fields, "t": ""}
    told("but not to whoever lacks the token", send(b, stranger)[0] == 403)


def at_once(told, world, b):
    fields = report(b, 32, "Gửi sáu lần một lúc.")
    before = world.versions()
    seen = []
    threads = [threading.Thread(target=lambda: seen.append(send(b, fields)[0])) for _ in range(6)]
    for t in threads:
        t.start()
    for t in threads:
        t.join()
    told("six at once, one report, one answer", seen == [303] * 6 and world.versions() == before + 1, seen)


def back_and_edit(told, world, b):
    """Saves, goes Back, edits and saves: a conflict with one's own report, merged on its page, saved."""
    fields = report(b, 33, "Bản thứ nhất của tôi.")
    told("first", send(b, fields)[0] == 303)
    before = world.versions()
    edited = {**fields, "percent": "34", "result": "Bản sửa sau khi bấm Quay lại."}
    status, _, page = send(b, edited)
    told("Back and edit: a conflict", status == 409 and "Lưu bản đã ghép" in page and edited["result"] in page, (status, page[:300]))
    merged = {**report(b, 34, edited["result"], page), "pick_percent": "mine", "pick_result": "mine"}
    told("with a key of its own", merged["k"] != fields["k"], merged)
    status, headers, page = send(b, merged)
    told("what is merged is saved", status == 303 and world.versions() == before + 1, (status, page[:300]))
    told("and stands", edited["result"] in b.get(f"/nhiem-vu/{world.task}")[2])
    told("sent again, the same answer", send(b, merged)[0] == 303 and world.versions() == before + 1)


def refused_and_mended(told, world, b):
    fields = report(b, "nhiều", "Chưa đúng.")
    status, _, page = send(b, fields)
    mended = report(b, 35, "Đã sửa lại cho đúng.", page)
    told("refused with a fresh key", status == 422 and mended["k"] != fields["k"], status)
    told("mended and kept", send(b, mended)[0] == 303)


def spent_key(told, world, b):
    """A key that stands for another wish: the act is refused, the form comes back with a key that works."""
    used = report(b, 36, "Lần này được ghi.")
    told("kept", send(b, used)[0] == 303)
    before = world.versions()
    other = {**report(b, 37, "Nội dung khác, mẫu mới mở."), "k": used["k"]}
    status, _, page = send(b, other)
    told("another wish under a spent key", status == 409 and "đã được ghi một lần với nội dung khác" in page
         and other["result"] in page and world.versions() == before, (status, page[:300]))
    again = report(b, 37, other["result"], page)
    told("goes with the fresh one", again["k"] != used["k"] and send(b, again)[0] == 303 and world.versions() == before + 1)
    word = {"t": used["t"], "k": used["k"], "mat_khau": "ba con ngựa đứng im"}
    status, _, page = send(b, word, "/toi/mat-khau")
    told("also on another page", status == 409 and "nội dung khác" in page, (status, page[:300]))
    told("a key too short", send(b, {**other, "k": "short"})[0] == 400)


def main():
    told = Tally()
    with World() as world:
        b = world.sign_in()
        for part in (same_form_twice, at_once, back_and_edit, refused_and_mended, spent_key):
            part(told, world, b)
        told("stops in order", world.stop() == 0, world.log_text()[-500:])
    told.end()


if __name__ == "__main__":
    sys.exit(main())
