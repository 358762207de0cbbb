# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What was typed into a form whose session had ended: it waits for its person, who comes in by a new link, and is sent on."""
import html
import re
import sqlite3
import sys

from renewal_test import NEW, enter, invited
from repeat_test import World, report, send
from server import Tally
from sign_in_test import Browser, hidden

TYPED = "Đã họp với phường,\ncòn hai việc & một <văn bản>."


def drafts(page):
    """The forms of the waiting drafts by where they go."""
    return {html.unescape(re.search(r'action="([^"]*)"', f)[1]): i
            for i, f in enumerate(re.findall(r"<form.*?</form>", page, re.S))}


def over(world, b, minutes=40):
    """The session rests so long, as after a restart."""
    world.stop()
    with sqlite3.connect(world.db[7:]) as d:
        d.execute("update session set seen_us = seen_us - ? * 60000000, expires_us = expires_us - ? * 60000000", (minutes, minutes))
    d.close()
    world.start()


def kept_and_sent(told, world):
    b = world.sign_in()
    fields = report(b, 35, TYPED)
    before = world.versions()
    over(world, b)
    status, headers, page = send(b, fields)
    told("the session is over, and it is said", status == 403 and "đã hết giờ" in page and "được giữ lại" in page, page[-1500:])
    told("what was typed is shown", html.escape(TYPED) in page or TYPED.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;") in page)
    told("not stored by the browser", headers["Cache-Control"] == "no-store")
    told("nothing was written", world.versions() == before)
    stranger = world.sign_in_as("viewer")
    told("nobody else is offered it", "nhiem-vu" not in "".join(drafts(stranger.get("/toi/dang-viet")[2])))
    path = world.link()
    new = Browser(world)
    status, headers, _ = new.post(path, new.form(path))
    told("a new link leads to it", status == 303 and headers["Location"] == "/toi/dang-viet", headers["Location"])
    page = new.get("/toi/dang-viet")[2]
    where = f"/nhiem-vu/{world.task}/tien-do"
    told("it waits there", where in drafts(page) and "còn hai việc" in page, page[-1500:])
    told("with the page it was written on", f'href="/nhiem-vu/{world.task}"' in page)
    told("also where one's account is", "/toi/dang-viet" in new.get("/toi")[2])
    waiting = hidden(page, drafts(page)[where])
    status, headers, page = send(new, waiting)
    told("and is sent on", status == 303 and world.versions() == before + 1, (status, page[-800:]))
    told("sent twice it counts once", send(new, waiting)[0] == 303 and world.versions() == before + 1)
    told("then it waits no more", where not in drafts(new.get("/toi/dang-viet")[2]))
    told("nor leads anybody on", world.enter()[1]["Location"] != "/toi/dang-viet")


def by_password(told, world):
    b = world.sign_in()
    fields = report(b, 38, "Câu thứ ba, vào bằng mật khẩu.")
    invited(world, world.email, NEW)
    told("a password ends the other session", send(b, fields)[0] == 403)
    b = world.sign_in()
    fields = report(b, 38, "Câu thứ ba, vào bằng mật khẩu.")
    over(world, b)
    told("kept again", "được giữ lại" in send(b, fields)[2])
    new = Browser(world)
    told("a password leads to it too", enter(new, world.email, NEW)[1]["Location"] == "/toi/dang-viet")
    page = new.get("/toi/dang-viet")[2]
    told("and it can be put away", new.post("/toi/dang-viet", hidden(page, drafts(page)["/toi/dang-viet"]))[0] == 303)


def put_away(told, world):
    b = world.sign_in()
    fields = report(b, 36, "Một câu nữa.")
    over(world, b, 13 * 60)
    status, _, page = send(b, fields)
    told("kept after the longest session too", status == 403 and "được giữ lại" in page, page[-800:])
    new, headers = world.enter()
    told("offered", headers["Location"] == "/toi/dang-viet")
    page = new.get("/toi/dang-viet")[2]
    told("put away", new.post("/toi/dang-viet", hidden(page, drafts(page)["/toi/dang-viet"]))[0] == 303)
    told("is gone", "Không có nội dung nào" in new.get("/toi/dang-viet")[2])


def not_for_everybody(told, world):
    b = world.sign_in()
    fields = report(b, 37, "Câu của người khác.")
    over(world, b)
    rows = lambda: world.ask("select count(*) from auth_draft")
    before = rows()
    forged = {**fields, "t": "0" * 64}
    status, _, page = send(b, forged)
    told("a form without the session's token is carried, not kept", status == 403 and rows() == before
         and hidden(page).get("x.result") == fields["result"], rows())
    secret = b.post("/toi/mat-khau", {**fields, "mat_khau_cu": "bí mật lắm nhé", "mat_khau": "bí mật hơn nữa"})
    told("a secret is never kept", secret[0] == 403 and rows() == before and "bí mật" not in secret[2])
    unknown = Browser(world)
    unknown.cookie = f"__Host-danchu-{world.port}=" + "A" * 43
    status, _, page = send(unknown, fields)
    told("of nobody known it is carried and shown", status == 403 and rows() == before and "Câu của người khác." in page
         and "readonly" in page, status)


class Department(World):
    def link(self, role="office"):
        email = self.ask("select p.email from position o join person p on p.org_id = o.org_id and p.id = o.person_id "
                         "where o.role = ?", role)
        return "/" + self.command("user", "link", "--db", self.db, "--email", email).split("/", 3)[3].strip().split()[0]

    def sign_in_as(self, role):
        b, path = Browser(self), self.link(role)
        b.post(path, b.form(path))
        return b

    def enter(self):
        b, path = Browser(self), self.link()
        _, headers, _ = b.post(path, b.form(path))
        return b, headers


def main():
    told = Tally()
    with Department() as world:
        kept_and_sent(told, world)
        by_password(told, world)
        put_away(told, world)
        not_for_everybody(told, world)
        told("stops in order", world.stop() == 0, world.log_text()[-500:])
    told.end()


if __name__ == "__main__":
    sys.exit(main())
