# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""cold.py ROUNDS, servers as JSON [[name, argv, port, path], ...] on stdin: milliseconds from starting each program, of which
the kernel holds nothing, to its first page; prints JSON {name: [[asked by curl, asked by a socket], ...]}.

By curl: a new curl for each attempt, which loads its own libraries first: the harness of the goal.  By a socket: asked every
millisecond, nothing added.  WHY a program of its own, and without http.client, statistics, hashlib: they hold OpenSSL's pages,
which nginx needs and a drop then leaves.  Exit 4: the kernel's pages may not be dropped here."""
import json
import os
import signal
import socket
import subprocess
import sys
import time

ROUNDS = int(sys.argv[1])
LIMIT = 10  # seconds


def by_curl(port: int, path: str) -> bool:
    done = subprocess.run(["curl", "-s", "-o", "/dev/null", "--max-time", str(LIMIT), "-w", "%{http_code}", f"http://127.0.0.1:{port}{path}"],
                          capture_output=True, text=True)
    return done.stdout == "200"


def by_socket(port: int, path: str) -> bool:
    try:
        with socket.create_connection(("127.0.0.1", port), LIMIT) as s:
            s.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n".encode())
            answer = b""
            while part := s.recv(1 << 16):
                answer += part
            return answer.startswith(b"HTTP/1.1 200")
    except OSError:
        return False


def forget() -> None:
    os.sync()
    try:
        with open("/proc/sys/vm/drop_caches", "w") as f:
            f.write("3")
    except OSError as e:
        print(f"the kernel's pages cannot be dropped: {e}", file=sys.stderr)
        sys.exit(4)


def first_page(asked, pause: float, name: str, argv: list[str], port: int, path: str) -> float:
    forget()
    start = time.monotonic()
    process = subprocess.Popen(argv, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        while time.monotonic() - start < LIMIT:
            if asked(port, path):
                return (time.monotonic() - start) * 1000
            time.sleep(pause)
        sys.exit(f"{name} gave no first page")
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(15)


def main() -> None:
    servers = json.load(sys.stdin)
    seen = {name: [] for name, *_ in servers}
    for _ in range(ROUNDS):
        for server in servers:
            seen[server[0]].append([first_page(by_curl, 0.005, *server), first_page(by_socket, 0.001, *server)])
    print(json.dumps(seen))


main()
