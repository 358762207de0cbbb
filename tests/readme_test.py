#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""README.md is done as it is printed: each line that begins with `$ ` runs, in order, in one folder, and prints what stands
below it (`...` stands for anything).  A server runs on until the end; nginx, where it is here, is set up as printed.

The port 8080 of the README is a free one here."""
import os
import pathlib
import re
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
SECONDS = 120
HOST = "danchu.so.example"


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def blocks(kind: str = "") -> list[str]:
    """What stands between fences, those of this kind."""
    return [text for name, text in re.findall(r"^```(\w*)\n(.*?)^```$", README, re.M | re.S) if name == kind]


def commands() -> list[tuple[str, str]]:
    """(command, what it prints) of every block that has a prompt."""
    found = []
    for block in blocks():
        for part in re.split(r"^\$ ", block, flags=re.M)[1:]:
            command, _, printed = re.sub(r"\\\n\s+", "", part).partition("\n")
            found.append((command, printed))
    return found


def pattern(printed: str) -> str:
    """A line `...` is any number of lines, `...` inside one anything on it."""
    lines = []
    for line in printed.splitlines(keepends=True):
        if line.strip() == "...":
            lines.append(r"(?:.*\n)*?")
        else:
            lines.append(r"[^\n]*?".join(map(re.escape, line.split("..."))))
    return "".join(lines)


class Readme(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        folder = tempfile.TemporaryDirectory(prefix="danchu-readme-")
        cls.addClassCleanup(folder.cleanup)
        cls.root = pathlib.Path(folder.name)
        cls.root.chmod(0o755)
        cls.port = free_port()
        for path in ROOT.iterdir():
            if path.name not in ("data", ".git", "run"):
                (cls.root / path.name).symlink_to(path)
        shutil.copy(ROOT / "run", cls.root / "run")

    def serve(self, command: str) -> str:
        server = subprocess.Popen(["bash", "-c", f"exec {command}"], cwd=self.root, text=True, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
        self.addClassCleanup(server.stdout.close)
        self.addClassCleanup(server.wait, SECONDS)
        self.addClassCleanup(server.terminate)
        said = ""
        for line in server.stdout:
            said += line
            if line.startswith("http port"):
                break
        return said

    def test_1_commands_as_printed(self) -> None:
        done = commands()
        self.assertGreaterEqual(len(done), 12, done)
        for command, printed in done:
            command, printed = (text.replace("8080", str(self.port)) for text in (command, printed))
            if " serve " in command:
                said = self.serve(command)
            else:
                run = subprocess.run(["bash", "-c", command], cwd=self.root, text=True, timeout=SECONDS, stdin=subprocess.DEVNULL,
                                     stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
                said = run.stdout
                self.assertEqual(run.returncode, 0, (command, said))
            self.assertRegex(said, rf"\A{pattern(printed)}\Z", command)
        self.assertEqual([p for p in (self.root / "data").iterdir() if p.name == "backup.db" and p.stat().st_mode & 0o077], [])

    def test_2_nginx_as_printed(self) -> None:
        if not shutil.which("nginx"):
            self.skipTest("nginx is not here")
        tls, plain = free_port(), free_port()
        text = "".join(blocks("nginx")).replace("8080", str(self.port)).replace("/etc/danchu", str(self.root / "data"))
        self.assertIn("listen 443 ssl", text)
        text = text.replace("listen 443", f"listen 127.0.0.1:{tls}").replace("listen 80;", f"listen 127.0.0.1:{plain};")
        conf = self.root / "nginx.conf"
        conf.write_text(f"daemon off; pid {self.root}/nginx.pid; error_log {self.root}/nginx.err; events {{ }}\n"
                        f"http {{ access_log off; client_body_temp_path {self.root}/body; proxy_temp_path {self.root}/proxy;\n"
                        f"fastcgi_temp_path {self.root}/f; uwsgi_temp_path {self.root}/u; scgi_temp_path {self.root}/s;\n{text}\n}}\n")
        nginx = subprocess.Popen(["nginx", "-c", str(conf), "-e", f"{self.root}/nginx.err"], stdin=subprocess.DEVNULL)
        self.addCleanup(nginx.wait, SECONDS)
        self.addCleanup(nginx.send_signal, signal.SIGTERM)
        self.assertIn(f"Location: https://{HOST}/kiem-tra", self.get(plain, "/kiem-tra", None))
        trust = ssl.create_default_context(cafile=str(self.root / "data/cert.pem"))
        answer = self.get(tls, "/kiem-tra", trust)
        self.assertIn(" 200 ", answer.splitlines()[0])
        self.assertIn("Sở Nội vụ", answer)

    def get(self, port: int, path: str, trust: ssl.SSLContext | None) -> str:
        for _ in range(100):  # until nginx listens
            with socket.socket() as s:
                if s.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        plain = socket.create_connection(("127.0.0.1", port), SECONDS)
        with (trust.wrap_socket(plain, server_hostname=HOST) if trust else plain) as s:
            s.sendall(f"GET {path} HTTP/1.0\r\nHost: {HOST}\r\n\r\n".encode())
            with s.makefile("rb") as f:
                return f.read().decode()


if __name__ == "__main__":
    unittest.main(verbosity=2)
