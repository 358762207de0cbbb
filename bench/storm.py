# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signing in and out beside a storm of wrong passwords: DANCHU_BIN=build/release/danchu python3 bench/storm.py [SECONDS].
The honest person is in a browser that was never signed in, on a new connection each time, from the storm's own address where it has
one of this machine's, which is the worst place to be."""
import os
import socket
import statistics
import subprocess
import sys
import threading
import time

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, f"{HERE}/../tests/http")

from server import Server  # noqa: E402
from sign_in_test import PASSWORD, Browser  # noqa: E402

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 6
LINKS = 8
# name, connections, one a request, what the proxy says of the storm's address, senders a second that do not wait
STORMS = [
    ("quiet", 0, False, "", 0),
    ("64 connections, kept", 64, False, "", 0),
    ("64 connections, new each time", 64, True, "", 0),
    ("64 connections of one address", 64, True, "203.0.113.9", 0),
    ("64, and 100/s that send and go", 64, True, "", 100),
]


class Storm:
    def __init__(self, server, nth, connections, close, address, leavers):
        self.process, self.on = None, True
        if connections:
            env = os.environ | {"CLOSE": str(int(close)), "ADDRESS": address, "ROUND": f"r{nth}"}
            self.process = subprocess.Popen(["wrk", "-t2", f"-c{connections}", f"-d{SECONDS + 2:.0f}s", "--timeout", "20s", "-s",
                                             f"{HERE}/storm.lua", f"http://127.0.0.1:{server.port}"],
                                            env=env, stdout=subprocess.PIPE, text=True)
        self.leaver = threading.Thread(target=self.send_and_go, args=(server.port, leavers, nth))
        self.leaver.start()

    def send_and_go(self, port, leavers, nth):
        n = 0
        while self.on and leavers:
            n += 1
            body = f"email=g{nth}-{n}%40so.vn&mat_khau=khong+phai+mat+khau"
            with socket.create_connection(("127.0.0.1", port), timeout=20) as s:
                s.sendall((f"POST /dang-nhap HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                           f"Content-Length: {len(body)}\r\n\r\n{body}").encode())
            time.sleep(1 / leavers)

    def end(self):
        self.on = False
        self.leaver.join()
        return self.process.communicate()[0] if self.process else ""


def timed(act):
    begun = time.monotonic()
    status = act()[0]
    return (time.monotonic() - begun) * 1000, status


def honest(server, links):
    """Milliseconds of each act, and how many were answered otherwise."""
    seen, wrong = {"sign in": [], "sign out": [], "by link": []}, 0
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        b = Browser(server)
        fields = {"email": "office@so.vn", "mat_khau": PASSWORD}
        acts = [("sign in", lambda: b.post("/dang-nhap", fields))]
        took, status = timed(acts[0][1])
        seen["sign in"].append(took)
        wrong += status != 303
        if status == 303:
            form = b.form("/toi", -1)
            took, status = timed(lambda: b.post("/dang-xuat", form))
            seen["sign out"].append(took)
            wrong += status != 303
        if links:
            path = links.pop()
            took, status = timed(lambda: Browser(server).post(path, {}))
            seen["by link"].append(took)
            wrong += status != 303
        time.sleep(0.1)
    return seen, wrong


def words(times):
    return f"{statistics.median(times):.0f} / {max(times):.0f}" if times else "none"


def main():
    with Server() as server:
        first = Browser(server)
        path = server.link("office", "--invite")
        if first.post(path, {**first.form(path), "mat_khau": PASSWORD})[0] != 303:
            sys.exit("the password could not be set")
        print("| beside | sign in, ms p50 / max | sign out | by link | refused | the storm's answers a second |\n|---|---|---|---|---|---|")
        for nth, (name, *how) in enumerate(STORMS):
            links = [server.link("viewer") for _ in range(LINKS)]
            storm = Storm(server, nth, *how)
            time.sleep(1)
            seen, wrong = honest(server, links)
            told = storm.end()
            rate = next((line.split()[-1] for line in told.splitlines() if line.startswith("Requests/sec")), "–")
            print(f"| {name} | {words(seen['sign in'])} | {words(seen['sign out'])} | {words(seen['by link'])} | {wrong} "
                  f"of {sum(map(len, seen.values()))} | {rate} |", flush=True)


main()
