# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""./check itself, with parts that fail on purpose: a gate that cannot close is none."""
import os
import shutil
import signal
import subprocess
import time
import unittest

import broken
import house

ROOT = os.path.join(house.HERE, "..", "..")
PARTS = """
PARTS="good bad crash hang mute empty"
ABSENT="%s"
prepare() { :; }
part_good() { program 9 good printf '3 passed, 0 failed\\n'; step 9 built true; }
part_bad() { program 9 bad sh -c 'echo "a.c:3: the reason"; echo "2 passed, 1 failed"; exit 1'; }
part_crash() { program 9 crash sh -c 'echo "[  PASSED  ] 4 test(s)."; kill -SEGV $$'; }
part_hang() { program 1 hang sleep 60; }
part_mute() { program 9 mute true; }
part_empty() { :; }
part_skips() { program 9 skips printf 'skipped: no samples here\\n1 passed, 0 failed, 2 skipped\\n'; }
part_unbuilt() { step 9 unbuilt sh -c 'echo "no such header"; exit 1' && program 9 x printf '9 passed, 0 failed\\n'; }
part_long() { program 60 long sh -c 'sleep 59 & echo $! >child; wait'; }
"""


def alive(process: int) -> bool:
    """A zombie that nobody waits for has ended."""
    try:
        with open(f"/proc/{process}/stat", encoding="utf-8", errors="replace") as f:
            return f.read().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Tree(broken.Broken):
    """./check in a folder of its own, with the parts that `parts` writes."""

    def setUp(self) -> None:
        super().setUp()
        os.mkdir(os.path.join(self.root, "tests"))
        os.mkdir(os.path.join(self.root, "tools"))
        for path in ("check", "tests/sum.py", "tools/say.sh"):
            shutil.copy(os.path.join(ROOT, path), os.path.join(self.root, path))
        self.parts("")

    def parts(self, absent: str) -> None:
        self.write("tests/parts.sh", PARTS.replace("%s", absent, 1))

    def run_check(self, *words: str) -> tuple[int, str]:
        done = subprocess.run(["./check", *words], cwd=self.root, timeout=60, text=True,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.returncode, done.stdout

    def ends(self, words: tuple[str, ...], status: int, last: str) -> str:
        code, said = self.run_check(*words)
        self.assertEqual((said.splitlines()[-1], code), (last, status), said)
        return said


class Check(Tree):
    def test_list(self) -> None:
        self.assertEqual(self.run_check("--list"), (0, "good\nbad\ncrash\nhang\nmute\nempty\n"))

    def test_good(self) -> None:
        self.ends(("good",), 0, "4 passed, 0 failed")

    def test_bad(self) -> None:
        self.assertIn("a.c:3: the reason", self.ends(("bad",), 1, "2 passed, 1 failed"))

    def test_crash(self) -> None:
        self.ends(("crash",), 1, "4 passed, 1 failed")

    def test_hang(self) -> None:
        self.assertIn("1 s were over", self.ends(("hang",), 1, "0 passed, 1 failed"))

    def test_mute(self) -> None:
        self.ends(("mute",), 1, "0 passed, 1 failed")

    def test_empty(self) -> None:
        self.assertIn("empty ran nothing", self.ends(("good", "empty"), 1, "4 passed, 1 failed"))

    def test_empty_and_listed_as_absent(self) -> None:
        self.parts("empty")
        self.ends(("good", "empty"), 0, "4 passed, 0 failed")

    def test_listed_as_absent_but_there(self) -> None:
        self.parts("good")
        self.ends(("good",), 1, "4 passed, 1 failed")

    def test_nothing_at_all_is_not_green(self) -> None:
        self.parts("empty")
        self.ends(("empty",), 1, "0 passed, 0 failed")

    def test_skipped(self) -> None:
        said = self.ends(("skips", "good"), 0, "5 passed, 0 failed, 2 skipped")
        self.assertIn("no samples here", said)

    def test_failed_build_stops_its_part(self) -> None:
        self.assertIn("no such header", self.ends(("unbuilt",), 1, "0 passed, 1 failed"))

    def test_all_parts_are_added_up(self) -> None:
        self.ends((), 1, "10 passed, 5 failed")

    def test_unknown_part(self) -> None:
        self.assertEqual(self.run_check("nonsense"), (2, "./check: there is no part nonsense; ./check --list names them\n"))
        self.assertEqual(self.run_check("--nonsense")[0], 2)

    def test_interrupted_leaves_nothing_behind(self) -> None:
        check = subprocess.Popen(["./check", "long"], cwd=self.root, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
        self.addCleanup(check.stderr.close)
        path = os.path.join(self.root, "child")
        for _ in range(100):
            if os.path.exists(path) and os.path.getsize(path) > 1:
                break
            time.sleep(0.05)
        with open(path, encoding="ascii") as f:
            child = int(f.read())
        check.send_signal(signal.SIGTERM)
        self.assertEqual(check.wait(15), 143)
        self.assertEqual(check.stderr.read(), "./check: ended by SIGTERM\n")
        for _ in range(100): # killed; on a busy machine it is a moment until it is gone
            if not alive(child):
                break
            time.sleep(0.05)
        self.assertFalse(alive(child))


class Browser(Tree):
    """The parts as they are, in a tree where npm cannot do its work: the other parts go on."""

    def parts(self, absent: str) -> None:
        for path in ("tests/parts.sh", "tools/install.sh"):
            shutil.copy(os.path.join(ROOT, path), os.path.join(self.root, path))
        self.write("tools/packages", "")
        self.write("tests/browser/package-lock.json", "spoilt")
        self.write("tests/browser/run.mjs", "process.exit(9)")
        with open(os.path.join(self.root, "tests/parts.sh"), "a", encoding="utf-8") as f:
            f.write("needs_dev() { :; }\npart_house() { program 9 good printf '3 passed, 0 failed\\n'; }\n")

    @unittest.skipUnless(shutil.which("npm"), "npm is not here")
    def test_npm_that_fails(self) -> None:
        said = self.ends(("browser", "house"), 1, "3 passed, 1 failed")
        self.assertIn("npm ci in tests/browser failed", said)
        self.assertIn("only the browser part needs", said)


class RealParts(unittest.TestCase):
    """What ./check would run here: each listed part is a function, and every function is listed."""

    def test_every_part_is_listed(self) -> None:
        listed = subprocess.run(["./check", "--list"], cwd=ROOT, text=True, check=True, capture_output=True).stdout.split()
        with open(os.path.join(ROOT, "tests/parts.sh"), encoding="utf-8") as f:
            written = [line[5:].split("(")[0] for line in f if line.startswith("part_")]
        self.assertEqual(sorted(listed), sorted(written))
        self.assertEqual(len(set(listed)), len(listed))


if __name__ == "__main__":
    broken.main()
