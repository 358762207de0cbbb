# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Every early death of a request, many times: the server ends with the memory it began with, answers all along, and stops at once."""
import os
import socket
import struct
import sys
import time

from server import Server, Tally

ROUNDS = int(os.environ.get("SOAK_ROUNDS", "150"))
GROWTH_KB = 6000  # what one kind kept before: 14 to 33 kB a request, so 150 rounds of three kinds were 12,000
HEAD = b"GET /kiem-tra HTTP/1.1\r\nHost: x\r\n"
FORM = b"POST /dang-nhap?ve=%2Ftoi HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 14\r\n\r\nemail=a&k=bcde"
CHUNKS = FORM.replace(b"Content-Length: 14", b"Transfer-Encoding: chunked")
PAIRS = b"Cookie: " + b"a=b; " * 60 + b"c=" + b"d" * 7000 + b"\r\n"
FULL = b"GET /kiem-tra?" + b"a&" * 40 + b" HTTP/1.1\r\nHost: x\r\n" + PAIRS + b"X: 1\r\n" * 60

# What a client sends before it says nothing more and goes.
DEATHS = [
    ("half a head", HEAD + b"X-Y: "),
    ("half a request line", b"GET /kie"),
    ("14,000 arguments", b"GET /kiem-tra?" + b"a&" * 14000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"),
    ("900 pairs", HEAD + b"Cookie: " + b"a=b; " * 900 + b"\r\n\r\n"),
    ("5,000 lines", HEAD + b"X: 1\r\n" * 5000 + b"\r\n"),
    ("long address", b"GET /" + b"a" * 40000 + b" HTTP/1.1\r\nHost: x\r\n\r\n"),
    ("long line", HEAD + b"X: " + b"a" * 40000 + b"\r\n\r\n"),
    ("all there may be", FULL + b"\r\n"),
    ("all there may be, and more behind", (FULL + b"\r\n") * 5),
    ("many in one", (HEAD + b"\r\n") * 40),
    ("bare line feed", HEAD + b"X: 1\n\r\n"),
    ("nothing", b""),
    ("half a body", FORM[:-4]),
    ("no body", FORM[:-14]),
    ("too large", FORM.replace(b"Content-Length: 14", b"Content-Length: 99999999")),
    ("chunks", CHUNKS[:-14] + b"e\r\n" + FORM[-14:] + b"\r\n0\r\n\r\n"),
    ("bad chunk", CHUNKS[:-14] + b"zz\r\n"),
    ("answer not read", HEAD + b"\r\n"),
    ("refusal not read", b"\x16\x03\x01\n"),
]


def call(server):
    return socket.create_connection(("127.0.0.1", server.port), timeout=10)


def reset(s):
    s.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    s.close()


def send(s, data):
    try:
        s.sendall(data)
    except OSError:
        pass  # refused meanwhile


def one_round(server, turn):
    """Every death, by end and by reset, with and without waiting for what comes."""
    for i, (_, data) in enumerate(DEATHS):
        s = call(server)
        send(s, data)
        if (turn + i) % 3 == 0:
            s.settimeout(0.02)
            try:
                while s.recv(65536):
                    pass
            except OSError:
                pass
        reset(s) if (turn + i) % 2 else s.close()


def good(server):
    return server.raw(HEAD + b"Connection: close\r\n\r\n")[0].startswith(b"HTTP/1.1 200")


def memory_kb(server):
    with open(f"/proc/{server.process.pid}/status") as f:
        return int(next(line for line in f if line.startswith("VmRSS")).split()[1])


def resets_at_each_byte(server):
    for n in range(len(FORM)):
        s = call(server)
        s.sendall(FORM[:n])
        reset(s)


def slow_head(server):
    """A byte at a time, then gone; the same on a connection that was answered before."""
    s = call(server)
    s.sendall(HEAD + b"\r\n")
    s.recv(65536)
    for byte in HEAD[:60]:
        s.sendall(bytes([byte]))
        time.sleep(0.002)
    reset(s)


def stops_at_once(server):
    """With callers that are nowhere near an end."""
    held = []
    for data in (b"", b"GET /k", HEAD, FORM[:-4], FORM[:-14], HEAD + b"\r\n", DEATHS[2][1]):
        s = call(server)
        send(s, data)
        held.append(s)
    time.sleep(0.3)
    begun = time.monotonic()
    code = server.stop()
    took = time.monotonic() - begun
    for s in held:
        s.close()
    return code, took


def main():
    told = Tally()
    os.environ["ASAN_OPTIONS"] = "quarantine_size_mb=1:thread_local_quarantine_size_kb=16:" + os.environ.get("ASAN_OPTIONS", "")
    with Server() as server:
        for turn in range(20):
            one_round(server, turn)
        resets_at_each_byte(server)
        before = memory_kb(server)
        for turn in range(ROUNDS):
            one_round(server, turn)
            if turn % 10 == 0 and not good(server):
                told("answers all along", False, turn)
        resets_at_each_byte(server)
        for _ in range(5):
            slow_head(server)
        told("answers at the end", good(server))
        after = memory_kb(server)
        told("ends with the memory it began with", after - before < GROWTH_KB, f"{before} to {after} kB")
        statuses = {line.get("status") for line in server.log()}
        told("refusals are in the log", {400, 411, 413, 414, 431} <= statuses, statuses)
        told("deaths are in the log", any(line.get("say") == "ended without an answer" for line in server.log()))
        code, took = stops_at_once(server)
        told("stops within two seconds, and kept nothing", code == 0 and took < 2, f"{code} {took:.1f} s {server.log_text()[-800:]}")
    told.end()


if __name__ == "__main__":
    sys.exit(main())
