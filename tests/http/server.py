# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A real server on a real database in a temporary folder, for the tests beside this file."""
import json
import os
import re
import resource
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BIN = os.environ.get("DANCHU_BIN", os.path.join(ROOT, "build", "dev", "danchu"))
PEOPLE = {"office": 11, "admin": 12, "viewer": 13}


class Server:
    """with Server() as s: s.port, s.url, s.link(email), s.log()."""
    files = None # (soft, hard): its limits on open files

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory(prefix="danchu-http-")
        self.db = "sqlite:" + os.path.join(self.folder.name, "danchu.db")
        self.command("migrate", "--db", self.db)
        self.fill()
        self.start()
        return self

    def command(self, *words):
        return subprocess.run([BIN, *words], check=True, capture_output=True, text=True, timeout=30).stdout

    def fill(self):
        with sqlite3.connect(self.db[7:]) as d:
            d.execute("insert into org (org_id, name, host, short_name, parent_name) values (1, 'Sở Thử nghiệm', '', 'Sở TN', 'UBND tỉnh')")
            d.execute("insert into unit (org_id, id, code, name, short_name, kind, sort) values (1, 1, 'VP', 'Văn phòng', 'VP', 'unit', 1)")
            for role, person in PEOPLE.items():
                d.execute("insert into person (org_id, id, name, sort_key, email, title) values (1, ?, ?, ?, ?, ?)",
                          (person, "Nguyễn Văn " + role, role, role + "@so.vn", "Chức danh " + role))
                d.execute("insert into position (org_id, id, person_id, unit_id, role, title, from_on) "
                          "values (1, ?, ?, 1, ?, ?, '2020-01-01')", (person + 100, person, role, "Chức danh " + role))
        d.close()

    port = 0  # the first start takes a free one, later ones the same: cookies carry it

    def start(self):
        self.err = open(os.path.join(self.folder.name, "err"), "ab")
        self.process = subprocess.Popen([BIN, "serve", "--db", self.db, "--listen", f"127.0.0.1:{self.port}",
                                         "--trusted-proxy", "127.0.0.1"],
                                        stdout=subprocess.PIPE, stderr=self.err, text=True, preexec_fn=self.limit)
        line = self.process.stdout.readline()
        if not re.match(r"http port \d+$", line.strip()):
            sys.exit("the server did not start: " + self.log_text())
        self.port = int(line.split()[-1])
        self.url = f"http://127.0.0.1:{self.port}"

    def limit(self):
        if self.files:
            resource.setrlimit(resource.RLIMIT_NOFILE, self.files)

    def stop(self):
        self.process.send_signal(signal.SIGTERM)
        code = self.process.wait(timeout=20)
        self.process.stdout.close()
        self.err.close()
        return code

    def __exit__(self, *ignored):
        if self.process.poll() is None:
            self.stop()
        self.folder.cleanup()

    def link(self, role, *more):
        """The path of a new sign-in link."""
        return "/" + self.command("user", "link", "--db", self.db, "--email", role + "@so.vn", *more).split("/", 3)[3].strip()

    def sessions(self, role):
        """How many the database holds."""
        with sqlite3.connect(self.db[7:]) as d:
            n = d.execute("select count(*) from session where person_id = ?", (PEOPLE[role],)).fetchone()[0]
        d.close()
        return n

    def log_text(self):
        with open(os.path.join(self.folder.name, "err"), encoding="utf-8") as f:
            return f.read()

    def log(self):
        return [json.loads(line) for line in self.log_text().splitlines()]

    def raw(self, data, timeout=5.0):
        """Everything the server sends back to these bytes until it closes or is silent."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=timeout) as s:
            got = b""
            try:
                s.sendall(data)
                while True:
                    part = s.recv(65536)
                    if not part:
                        return got, True
                    got += part
                    if whole(got):
                        s.settimeout(0.3)
            except socket.timeout:
                return got, False
            except (ConnectionResetError, BrokenPipeError):
                return got, True


def whole(got):
    head, sep, body = got.partition(b"\r\n\r\n")
    m = re.search(rb"(?i)content-length: (\d+)", head)
    return bool(sep) and (m is None or len(body) >= int(m[1]))


class Tally:
    def __init__(self):
        self.passed = self.failed = 0

    def __call__(self, name, good, seen=""):
        if good:
            self.passed += 1
        else:
            self.failed += 1
            print(f"FAILED {name}: {str(seen)[:400]}")

    def end(self):
        print(f"{self.passed} passed, {self.failed} failed")
        sys.exit(1 if self.failed or not self.passed else 0)
