#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""./run where it has been built: links only when the port is ours, an end that ends the server, exit codes.

It runs in a folder of its own, with this project's program, so that data/demo here stays as it is."""
import os
import pathlib
import re
import signal
import socket
import subprocess
import tempfile
import time
import unittest
import urllib.error
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
SECONDS = 60
LINK = re.compile(r"^(http://127\.0\.0\.1:(\d+)/dang-nhap/\S+)  ", re.M)
urllib.request.install_opener(urllib.request.build_opener(urllib.request.ProxyHandler({})))


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


def listens(port: int) -> bool:
    with socket.socket() as s:
        return s.connect_ex(("127.0.0.1", port)) == 0


class Run(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="danchu-run-")
        self.addCleanup(folder.cleanup)
        self.root = pathlib.Path(folder.name)
        for path in ROOT.iterdir():
            if path.name not in ("data", ".git"):
                (self.root / path.name).symlink_to(path)
        (self.root / "run").unlink()
        (self.root / "run").write_bytes((ROOT / "run").read_bytes())
        (self.root / "run").chmod(0o755)

    def start(self, port: object) -> subprocess.Popen:
        run = subprocess.Popen(["./run"], cwd=self.root, env={**os.environ, "DANCHU_PORT": str(port)}, text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, start_new_session=True)
        self.addCleanup(self.kill, run)
        return run

    @staticmethod
    def kill(run: subprocess.Popen) -> None:
        if run.poll() is None:
            os.killpg(run.pid, signal.SIGKILL)
        run.wait()
        run.stdout.close()

    def served(self, port: int) -> tuple[subprocess.Popen, str]:
        run = self.start(port)
        said = ""
        for line in run.stdout:
            said += line
            if line.startswith("serving at "):
                return run, said
        self.fail(f"{run.wait(SECONDS)}: {said}")

    def assert_free(self, port: int) -> None:
        for _ in range(100):
            if not listens(port):
                return
            time.sleep(0.05)
        self.fail("the server outlived ./run")

    def test_links_lead_into_this_server_and_ctrl_c_ends_it(self) -> None:
        port = free_port()
        run, said = self.served(port)
        links = LINK.findall(said)
        self.assertGreaterEqual(len(links), 9, said)
        self.assertEqual({p for _, p in links}, {str(port)})
        with urllib.request.urlopen(links[0][0], timeout=SECONDS) as answer:
            self.assertEqual(answer.status, 200)
        os.killpg(run.pid, signal.SIGINT)  # as a terminal does
        rest = run.communicate(timeout=SECONDS)[0]
        self.assertEqual((run.returncode, rest.splitlines()[-1]), (0, "stopped"), rest)
        self.assert_free(port)

    def test_each_step_is_told_with_its_seconds(self) -> None:
        run, said = self.served(free_port())
        self.assertRegex(said, r"(?m)^building what changed \.\.\. \d+ s\nmaking the demonstration .* \.\.\. \d+ s$")
        run.terminate()
        self.assertEqual(run.wait(SECONDS), 0)

    def test_port_of_a_stranger(self) -> None:
        with socket.socket() as stranger:
            stranger.bind(("127.0.0.1", 0))
            stranger.listen()
            run = self.start(stranger.getsockname()[1])
            said = run.communicate(timeout=SECONDS)[0]
        self.assertEqual(run.returncode, 3, said)
        self.assertEqual(LINK.findall(said), [], said)
        self.assertIn("DANCHU_PORT=8090 ./run", said)
        self.assertEqual(said.count("./run: "), 1, said)

    def test_started_twice(self) -> None:
        self.served(free_port())
        said = self.start(free_port()).communicate(timeout=SECONDS)[0]
        self.assertIn("serve_twice", said)
        self.assertEqual(LINK.findall(said), [], said)

    def test_server_does_not_outlive_a_killed_run(self) -> None:
        port = free_port()
        run, _ = self.served(port)
        run.kill()
        self.assert_free(port)

    def test_server_that_dies_is_told(self) -> None:
        run, _ = self.served(free_port())
        with open(f"/proc/{run.pid}/task/{run.pid}/children", encoding="ascii") as f:
            children = f.read().split()
        for child in children:
            with open(f"/proc/{child}/cmdline", "rb") as f:
                if b"serve" in f.read().split(b"\0"):
                    os.kill(int(child), signal.SIGKILL)
        said = run.communicate(timeout=SECONDS)[0]
        self.assertEqual((run.returncode, said.splitlines()[-1]), (137, "./run: the server ended with exit 137"), said)


if __name__ == "__main__":
    unittest.main(verbosity=1)
