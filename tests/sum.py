# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""sum.py STATUS LOG: what one test program told, as `passed failed skipped`.

Understood: our own closing line (`3 passed, 1 failed, 1 skipped`, every such line counts), cmocka, and unittest where
neither stands.  A program that ended badly without admitting a failure has one; so has one that told nothing."""
import re
import sys
from typing import NamedTuple

OURS = re.compile(r"^(\d+) passed, (\d+) failed(?:, (\d+) skipped)?\s*$", re.M)
CMOCKA_PASSED = re.compile(r"\[  PASSED  \] (\d+) test")
CMOCKA_FAILED = re.compile(r"(\d+) FAILED TEST")
CMOCKA_SKIPPED = re.compile(r"(\d+) SKIPPED TEST")
UNITTEST = re.compile(r"^Ran (\d+) tests? in [^\n]*\n\n(?:OK|FAILED)([^\n]*)$", re.M)


class Told(NamedTuple):
    passed: int
    failed: int
    skipped: int


def unittest_sum(log: str) -> Told:
    passed = failed = skipped = 0
    for count, rest in UNITTEST.findall(log):
        said = {name: int(n) for name, n in re.findall(r"(failures|errors|skipped|unexpected successes)=(\d+)", rest)}
        bad = said.get("failures", 0) + said.get("errors", 0) + said.get("unexpected successes", 0)
        failed += bad
        skipped += said.get("skipped", 0)
        passed += int(count) - bad - said.get("skipped", 0)
    return Told(passed, failed, skipped)


def add_up(status: int, log: str) -> Told:
    passed = failed = skipped = 0
    for p, f, s in OURS.findall(log):
        passed, failed, skipped = passed + int(p), failed + int(f), skipped + int(s or 0)
    passed += sum(map(int, CMOCKA_PASSED.findall(log)))
    failed += sum(map(int, CMOCKA_FAILED.findall(log)))
    skipped += sum(map(int, CMOCKA_SKIPPED.findall(log)))
    if passed + failed + skipped == 0:
        passed, failed, skipped = unittest_sum(log)
    if failed == 0 and (status != 0 or passed + skipped == 0):
        failed = 1
    return Told(passed, failed, skipped)


if __name__ == "__main__":
    with open(sys.argv[2], encoding="utf-8", errors="replace") as f:
        print(*add_up(int(sys.argv[1]), f.read()))
