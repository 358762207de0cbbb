#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The ways in: addresses as they are copied, two instances on one machine, plain http, no organisation yet."""
import contextlib
import signal
import sqlite3

from server import Server, Tally
from sign_in_test import Browser, hidden


def copied(told, server):
    b = Browser(server)
    told("a slash behind a path", b.get("/kiem-tra/")[0] == 200 and b.get("/en/kiem-tra/?x=1")[0] == 200)
    path = server.link("viewer")
    for tail in (".", ")", ",", "%29.", "%3E", "&gt;", "%E2%80%9D", "/"):
        status, _, page = b.get(path + tail)
        told(f"a link with {tail} behind it", status == 200 and f'action="{path}"' in page, status)
    status, headers, _ = b.post(path, hidden(b.get(path + ").")[2]))
    told("and its button works", status == 303, status)
    told("what is no page stays none", b.get("/kiem-trax")[0] == 404 and b.get("/....")[0] in (200, 404))


def side_by_side(told, server):
    b = Browser(server)
    path = server.link("office")
    _, headers, _ = b.post(path, hidden(b.get(path)[2]))
    given = [c.split("=")[0] for c in headers.get_all("Set-Cookie")]
    told("cookies on loopback carry the port", given and all(c.endswith(f"-{server.port}") for c in given), given)


def plain_http(told, server):
    b = Browser(server)
    path = server.link("office")
    form = hidden(b.get(path)[2])
    far = {"Host": "10.0.0.7:8080"}
    status, _, data = b.ask("GET", path, headers=far)
    told("it is said before a link is spent", status == 200 and "https" in data.decode() and 'name="k"' not in data.decode())
    status, _, data = b.ask("GET", "/dang-nhap", headers=far)
    told("and before a password is typed", status == 200 and 'name="mat_khau"' not in data.decode() and "https" in data.decode())
    status, headers, page = b.post(path, form, far)
    told("nothing is spent", status == 403 and "https" in page and not headers.get_all("Set-Cookie"), status)
    told("the link still works", b.post(path, hidden(b.get(path)[2]))[0] == 303)
    status, _, data = b.ask("GET", path, headers={**far, "X-Forwarded-Proto": "https"})
    told("a proxy with TLS is believed to be one", status == 200 and "bằng http" not in data.decode())


def organisations(told, server):
    run = lambda *words: server.command(*words, "--db", server.db)
    run("org", "set", "--name", "Sở Đổi tên", "--base-url", f"HTTP://127.0.0.1:{server.port}/")
    with contextlib.closing(sqlite3.connect(server.db[7:])) as d:
        row = d.execute("select name, base_url, version from org where org_id = 1").fetchone()
    told("org set keeps what is normalised", row == ("Sở Đổi tên", f"http://127.0.0.1:{server.port}", 2), row)
    link = run("user", "link", "--email", "office@so.vn").strip()
    told("links begin with it", link.startswith(f"http://127.0.0.1:{server.port}/dang-nhap/"), link)


def signals(told, server):
    """A terminal that closes and a rotation of logs do not end the server."""
    for number in (signal.SIGHUP, signal.SIGUSR1, signal.SIGUSR2, signal.SIGALRM, signal.SIGPIPE):
        server.process.send_signal(number)
        told(f"{number.name} ends nothing", Browser(server).get("/kiem-tra")[0] == 200 and server.process.poll() is None)


class Empty(Server):
    def fill(self):
        pass


def nobody(told):
    with Empty() as server:
        status, _, data = Browser(server).ask("GET", "/")
        told("without an organisation the page says what to run", status == 503 and "org init" in data.decode(), status)
        told("and never that waiting helps", "đang bận" not in data.decode() and "vài giây" not in data.decode())
        told("and the start did", "org init" in server.log_text())


def main():
    tally = Tally()
    with Server() as server:
        for part in (copied, side_by_side, plain_http, organisations, signals):
            part(tally, server)
    nobody(tally)
    tally.end()


if __name__ == "__main__":
    main()
