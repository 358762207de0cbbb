# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Few open files: the server says how many connections it holds and that they were all taken, once, turns nowhere meanwhile, and
answers when they are free; a soft limit is raised."""
import os
import resource
import socket
import subprocess
import sys
import time

from server import BIN, Server, Tally

GET = b"GET /nguon HTTP/1.1\r\nHost: x\r\n\r\n"


def call(server):
    s = socket.create_connection(("127.0.0.1", server.port), timeout=5)
    return s


def said(server, words):
    return [line for line in server.log() if words in line.get("say", "")]


def cpu_s(server):
    with open(f"/proc/{server.process.pid}/stat") as f:
        fields = f.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def crowd(told):
    Server.files = (64, 64)
    with Server() as server:
        told("says at start how many it holds", len(said(server, "at most ")) == 1, server.log_text())
        before = cpu_s(server)
        callers = [call(server) for _ in range(100)]
        waited = time.monotonic()
        while not said(server, "connections were taken") and time.monotonic() < waited + 8:
            time.sleep(0.2)
        told("says that all were taken", len(said(server, "connections were taken")) == 1, server.log_text())
        time.sleep(1)
        told("once", len(said(server, "connections were taken")) == 1, server.log_text())
        took = time.monotonic() - waited
        told("turns nowhere", cpu_s(server) - before < took / 3, (cpu_s(server) - before, took))
        for s in callers:
            s.close()
        told("answers again", server.raw(GET)[0].startswith(b"HTTP/1.1 200"))
        told("and to the end", server.stop() == 0, server.log_text()[-500:])


def raised(told):
    Server.files = (64, 1000)
    with Server() as server:
        callers = [call(server) for _ in range(300)]
        for s in callers:
            s.sendall(GET)
        answers = [s.recv(100) for s in callers]
        told("the soft limit is raised", all(a.startswith(b"HTTP/1.1 200") for a in answers))
        told("what the hard one leaves is said", len(said(server, "at most ")) == 1, server.log_text())
        for s in callers:
            s.close()


def too_few(told):
    Server.files = None
    with Server() as server:
        server.stop()
        done = subprocess.run([BIN, "serve", "--db", server.db, "--listen", "127.0.0.1:0"], capture_output=True, text=True, timeout=30,
                              preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (40, 40)))
        told("too few are refused with a sentence", done.returncode != 0 and "ulimit -n" in done.stderr, (done.returncode, done.stderr))


def main():
    told = Tally()
    crowd(told)
    raised(told)
    too_few(told)
    told.end()


if __name__ == "__main__":
    sys.exit(main())
