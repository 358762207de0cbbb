# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""./run on a machine that lacks a package, as somebody who is not root and has no sudo: it names what to install.
The package is one that dpkg has never heard of, as on a new machine; dpkg itself is the real one."""
import os
import shutil
import subprocess
import unittest

import broken
import house

ROOT = os.path.join(house.HERE, "..", "..")
PROGRAMS = ("bash", "cat", "dirname", "dpkg-query", "env", "apt-get", "mkdir", "mktemp", "rm")
NOBODY = 65534


class Install(broken.Broken):
    def setUp(self) -> None:
        super().setUp()
        os.chmod(self.root, 0o755)
        shutil.copy(os.path.join(ROOT, "run"), self.root)
        shutil.copytree(os.path.join(ROOT, "tools"), os.path.join(self.root, "tools"))
        self.write("bin/README", "programs without sudo")
        for name in PROGRAMS:
            os.symlink(shutil.which(name), os.path.join(self.root, "bin", name))

    def run_without_rights(self, *words: str) -> subprocess.CompletedProcess:
        """As root the test becomes nobody; the programs it finds are those above."""
        who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if os.geteuid() == 0 else {}
        return subprocess.run(["./run", *words], cwd=self.root, env={"PATH": os.path.join(self.root, "bin")}, timeout=60,
                              text=True, capture_output=True, stdin=subprocess.DEVNULL, **who)

    def test_package_that_dpkg_does_not_know(self) -> None:
        self.write("tools/packages", "build danchu-no-such-package\nbuild bash\nrun danchu-nor-this\n")
        for words in ((), ("--build",)):
            done = self.run_without_rights(*words)
            self.assertEqual(done.returncode, 3, done)
            self.assertIn("apt-get install --no-install-recommends danchu-no-such-package danchu-nor-this\n", done.stderr)

    def test_program_that_makes_its_package_unnecessary(self) -> None:
        self.write("tools/packages", "build danchu-no-such-package bash\nbuild danchu-nor-this no-such-program\n")
        self.assertIn("recommends danchu-nor-this\n", self.run_without_rights("--build").stderr)

    def test_no_debian(self) -> None:
        self.write("tools/packages", "build danchu-no-such-package\n")
        for name in ("dpkg-query", "apt-get"):
            os.unlink(os.path.join(self.root, "bin", name))
        done = self.run_without_rights("--build")
        self.assertEqual(done.returncode, 3, done)
        self.assertIn("apt-get is not here", done.stderr)
        self.assertIn("danchu-no-such-package", done.stderr)

    def test_wrong_call(self) -> None:
        done = self.run_without_rights("--nonsense")
        self.assertEqual(done.returncode, 2, done)
        self.assertIn("usage: ./run", done.stderr)

    def test_port_that_is_none(self) -> None:
        for port in ("abc", "0", "65536", "-1", "80 80"):
            done = subprocess.run(["./run"], cwd=self.root, timeout=60, text=True, capture_output=True,
                                  env={"PATH": os.path.join(self.root, "bin"), "DANCHU_PORT": port})
            self.assertEqual((done.returncode, done.stdout), (2, ""), done)
            self.assertIn(f"DANCHU_PORT={port} is no port", done.stderr)


class Listed(unittest.TestCase):
    def test_every_line_is_read(self) -> None:
        with open(os.path.join(ROOT, "tools/packages"), encoding="utf-8") as f:
            rows = [line.split() for line in f if line.strip() and not line.startswith("#")]
        self.assertLessEqual({row[0] for row in rows}, {"build", "run", "test"})
        self.assertLessEqual({len(row) for row in rows}, {2, 3})
        self.assertEqual(len({row[1] for row in rows}), len(rows))


if __name__ == "__main__":
    broken.main()
