# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""For the tests of the house checks: a tiny house in a temporary folder, sound at first, then broken on purpose."""
import contextlib
import io
import os
import sys
import tempfile
import unittest

import house

SPDX_C = "/* SPDX-FileCopyrightText: 2026 The danchu authors\n * SPDX-License-Identifier: AGPL-3.0-or-later */\n"


class Broken(unittest.TestCase):
    """A test sets `check`, writes files with `write`, then calls `sound` or `fails`."""

    check = None

    def setUp(self) -> None:
        folder = tempfile.TemporaryDirectory(prefix="danchu-house-")
        self.addCleanup(folder.cleanup)
        self.root = folder.name

    def write(self, path: str, text: str) -> None:
        whole = os.path.join(self.root, path)
        os.makedirs(os.path.dirname(whole), exist_ok=True)
        with open(whole, "w", encoding="utf-8") as f:
            f.write(text)

    def found(self) -> str:
        out = io.StringIO()
        with contextlib.redirect_stdout(out):
            house.run(house.House(self.root), type(self).check)
        return out.getvalue()

    def sound(self) -> None:
        self.assertEqual(self.found(), "1 passed, 0 failed\n")

    def fails(self, *sentences: str) -> None:
        """Exactly these, in this order."""
        found = self.found().splitlines()
        self.assertEqual(found[:-1], list(sentences))
        self.assertEqual(found[-1], f"0 passed, {len(sentences)} failed")

    def fails_on_nothing(self) -> None:
        self.fails(".:0: nothing was read, so nothing was checked")


def main() -> None:
    """Runs the tests of the calling file and ends with the line that ./check sums."""
    result = unittest.main(module=sys.modules["__main__"], exit=False, verbosity=1).result
    failed = len(result.failures) + len(result.errors)
    print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed, {len(result.skipped)} skipped")
    sys.exit(1 if failed or result.testsRun == 0 else 0)
