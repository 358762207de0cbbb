# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""tools/sample_plan.py: what it writes compiles and says the file byte for byte; what the reader would change is refused."""
import os
import subprocess
import sys
import unicodedata

import broken
import house

ROOT = os.path.abspath(os.path.join(house.HERE, "..", ".."))
SAMPLE = os.path.join(ROOT, "samples/ke-hoach-mau-2021.md")
PRINT = '#include "gen/sample_plan.h"\n#include <stdio.h>\nint main(void)\n{\n\treturn fputs(sample_plan, stdout) < 0;\n}\n'


class SamplePlan(broken.Broken):
    def generate(self, path: str) -> subprocess.CompletedProcess:
        os.makedirs(os.path.join(self.root, "gen"), exist_ok=True)
        return subprocess.run([sys.executable, os.path.join(ROOT, "tools/sample_plan.py"), "gen", path], cwd=self.root, text=True,
                              capture_output=True, timeout=20)

    def printed(self, path: str) -> bytes:
        done = self.generate(path)
        self.assertEqual(done.returncode, 0, done)
        self.write("print.c", PRINT)
        subprocess.run(["cc", "-Wall", "-Wextra", "-Werror", "-I.", "-o", "print", "print.c", "gen/sample_plan.c"], cwd=self.root,
                       check=True, timeout=60)
        return subprocess.run(["./print"], cwd=self.root, capture_output=True, check=True, timeout=20).stdout

    def test_the_sample(self) -> None:
        with open(SAMPLE, "rb") as f:
            self.assertEqual(self.printed(SAMPLE), f.read())

    def test_what_c_would_misread(self) -> None:
        text = 'a "b" \\n ??/ \té0\n\n\tkhông có dòng cuối'
        self.write("plan.md", text)
        self.assertEqual(self.printed("plan.md").decode(), text)

    def test_refused(self) -> None:
        for text in ("a\r\nb\n", unicodedata.normalize("NFD", "kế hoạch\n")):
            with open(os.path.join(self.root, "plan.md"), "w", encoding="utf-8", newline="") as f:
                f.write(text)
            done = self.generate("plan.md")
            self.assertNotEqual(done.returncode, 0)
            self.assertIn("plan.md:1: ", done.stderr)


if __name__ == "__main__":
    broken.main()
