#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""A command that refuses leaves no file behind; one that makes a database leaves it only when it is whole.

    leavings_test.py [PROGRAM]      the program, else $DANCHU_BIN, else build/dev/danchu
"""
import contextlib
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.path.abspath(sys.argv.pop(1) if len(sys.argv) > 1 else os.environ.get("DANCHU_BIN", ROOT / "build/dev/danchu"))
SAMPLE = str(ROOT / "samples/ke-hoach-mau-2021.md")
SECONDS = 60
DONE, REFUSED, USAGE, FAULT = range(4)
URL = "sqlite:typo.db"
ORG = ("org", "init", "--name", "Sở", "--email", "lan@so.example", "--person", "Lê Lan")

# Every command that takes --db on a database that is not there; `makes`: what it may make.
CALLS = {
    "plan import": ("plan", "import", SAMPLE),
    "serve": ("serve", "--listen", "127.0.0.1:0"),
    "audit verify": ("audit", "verify"),
    "audit head": ("audit", "head"),
    "user link": ("user", "link", "--email", "lan@so.example"),
    "user add": ("user", "add", "--email", "lan@so.example", "--name", "Lê Lan", "--role", "officer"),
    "demo links": ("demo", "links"),
}
MAKES = {"org init": ORG, "demo make": ("demo", "make"), "migrate": ("migrate",)}


class Leavings(unittest.TestCase):
    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="danchu-leavings-")
        self.addCleanup(folder.cleanup)
        self.folder = folder.name

    def danchu(self, *words: str) -> subprocess.CompletedProcess:
        return subprocess.run([PROGRAM, *words, "--db", URL], cwd=self.folder, capture_output=True, text=True, timeout=SECONDS,
                              stdin=subprocess.DEVNULL)

    def refused(self, *words: str) -> str:
        done = self.danchu(*words)
        self.assertIn(done.returncode, (REFUSED, FAULT), (words, done))
        self.assertRegex(done.stderr, "^danchu: .", words)
        self.assertEqual(os.listdir(self.folder), [], (words, done.stderr))
        return done.stderr

    def test_every_command_with_a_database_is_here(self) -> None:
        told = subprocess.run([PROGRAM, "--help"], capture_output=True, text=True, timeout=SECONDS).stdout
        named = set()
        for words in re.findall(r"^\s*danchu ([a-z]+(?: [a-z]+)?) .*--db", told, re.M):
            named.add(words)
        self.assertLessEqual(named - {"org set"}, set(CALLS) | set(MAKES))
        self.assertGreaterEqual(len(named), len(CALLS) + len(MAKES), told)

    def test_database_that_is_not_there(self) -> None:
        for name, words in CALLS.items():
            with self.subTest(name):
                self.refused(*words)

    def test_it_is_said_what_is_not_there(self) -> None:
        for name in ("plan import", "user link", "user add", "demo links"):
            self.assertIn("typo.db", self.refused(*CALLS[name]), name)

    def test_database_of_another_program_stays_as_it_is(self) -> None:
        path = pathlib.Path(self.folder, "typo.db")
        with contextlib.closing(sqlite3.connect(path)) as other, other:
            other.execute("create table bookmark (address text)")
        before = path.read_bytes()
        for name, words in CALLS.items():
            with self.subTest(name):
                done = self.danchu(*words)
                self.assertIn(done.returncode, (REFUSED, FAULT), done)
                self.assertEqual(path.read_bytes(), before, done.stderr)
                self.assertEqual([n for n in os.listdir(self.folder) if n != "typo.db"], [], done.stderr)

    def test_making_that_is_refused_half_way(self) -> None:
        self.refused(*ORG, "--unit", "A=Phòng A", "--unit", "A=Phòng B")
        self.refused(*ORG, "--host", "no host")
        pathlib.Path(self.folder, "other.md").write_text("KẾ HOẠCH\n\n1. Một việc khác.\n", encoding="utf-8")
        done = self.danchu("demo", "make", "--plan", "other.md")
        self.assertNotEqual(done.returncode, DONE, done)
        self.assertEqual(os.listdir(self.folder), ["other.md"], done.stderr)

    def test_making(self) -> None:
        for name, words in MAKES.items():
            with self.subTest(name):
                done = self.danchu(*words)
                self.assertEqual(done.returncode, DONE, done)
                self.assertEqual(os.listdir(self.folder), ["typo.db"])
                os.unlink(os.path.join(self.folder, "typo.db"))

    def test_refusal_on_a_database_that_was_there_keeps_it(self) -> None:
        self.assertEqual(self.danchu(*ORG).returncode, DONE)
        self.assertEqual(self.danchu(*ORG).returncode, REFUSED)
        self.assertEqual(self.danchu("audit", "verify").returncode, DONE)


if __name__ == "__main__":
    unittest.main()
