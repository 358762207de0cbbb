# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
import sys
import unittest

import broken
import house

sys.path.insert(0, os.path.join(house.HERE, ".."))
import sum as told  # noqa: E402  (tests/sum.py)

CMOCKA = """[==========] Running 4 test(s).
[ RUN      ] a
[==========] 4 test(s) run.
[  PASSED  ] 2 test(s).
[  SKIPPED ] 1 test(s), listed below:
[  SKIPPED ] c

 1 SKIPPED TEST(S)
[  FAILED  ] 1 test(s), listed below:
[  FAILED  ] b

 1 FAILED TEST(S)
"""


class Sum(unittest.TestCase):
    def adds(self, status: int, log: str, passed: int, failed: int, skipped: int) -> None:
        self.assertEqual(told.add_up(status, log), (passed, failed, skipped))

    def test_our_line(self) -> None:
        self.adds(0, "x\n3 passed, 0 failed\n", 3, 0, 0)
        self.adds(1, "3 passed, 2 failed, 4 skipped\n", 3, 2, 4)

    def test_several_lines(self) -> None:
        self.adds(1, "3 passed, 1 failed\n1 passed, 1 failed\n", 4, 2, 0)

    def test_prose_is_no_line(self) -> None:
        self.adds(0, "earlier 3 passed, 1 failed\n1 passed, 0 failed\n", 1, 0, 0)

    def test_cmocka(self) -> None:
        self.adds(1, CMOCKA, 2, 1, 1)
        self.adds(0, "[  PASSED  ] 5 test(s).\n", 5, 0, 0)

    def test_cmocka_with_named_group(self) -> None:
        self.adds(1, "[  PASSED  ] 1 test(s).\n[  FAILED  ] tests: 1 test(s), listed below:\n\n 1 FAILED TEST(S)\n", 1, 1, 0)

    def test_unittest(self) -> None:
        self.adds(1, "Ran 5 tests in 0.1s\n\nFAILED (failures=1, errors=1, skipped=1)\n", 2, 2, 1)
        self.adds(0, "Ran 1 test in 0.1s\n\nOK\n", 1, 0, 0)

    def test_unittest_with_our_line_counts_once(self) -> None:
        self.adds(0, "Ran 5 tests in 0.1s\n\nOK\n5 passed, 0 failed, 0 skipped\n", 5, 0, 0)

    def test_crash_after_good_tests(self) -> None:
        self.adds(139, "[  PASSED  ] 5 test(s).\n", 5, 1, 0)

    def test_killed_before_a_word(self) -> None:
        self.adds(124, "", 0, 1, 0)

    def test_silence_is_failure(self) -> None:
        self.adds(0, "all is well\n", 0, 1, 0)
        self.adds(0, "0 passed, 0 failed\n", 0, 1, 0)


if __name__ == "__main__":
    broken.main()
