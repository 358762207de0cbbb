#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Breaks a calendar once for each sentence tools/calendar_days.py refuses with, and looks for line and sentence."""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOL = os.path.join(ROOT, "tools", "calendar_days.py")

CALENDAR = """\
# two years
source notice   Thông báo
source memory   Theo trí nhớ
year 2021 confirmed notice
2021-01-01 holiday confirmed notice Tết Dương lịch
2021-05-03 compensatory confirmed notice Nghỉ bù
2021-11-24 holiday undecided notice Ngày mới
year 2024 unconfirmed memory
2024-05-04 working_saturday unconfirmed memory Làm bù
"""

# (what to replace, by what, line of the refusal, a part of its sentence)
BROKEN = [
    ("2021-01-01 holiday confirmed", "2021-01-01 holiday unconfirmed", 5,
     "2021-01-01 is unconfirmed in a year that is called confirmed"),
    ("year 2024 unconfirmed", "year 2024 confirmed", 9, "2024-05-04 is unconfirmed in a year that is called confirmed"),
    ("year 2024 unconfirmed", "year 2024 undecided", 8, "'undecided' is none of confirmed, unconfirmed"),
    ("year 2024", "year 2021", 8, "years must grow"),
    ("year 2024", "year soon", 8, "'soon' is no year"),
    ("2021-05-03", "2021-02-30", 6, "'2021-02-30' is no day"),
    ("2021-05-03", "2021-01-01", 6, "days must grow"),
    ("2021-05-03", "2022-05-03", 6, "2022-05-03 does not stand under its year"),
    ("2021-05-03", "2021-05-02", 6, "2021-05-02 is off without a row"),
    ("2024-05-04", "2024-05-03", 9, "2024-05-03 is no Saturday"),
    ("holiday undecided", "feast undecided", 7, "'feast' is none of holiday"),
    ("holiday undecided", "holiday perhaps", 7, "'perhaps' is none of confirmed"),
    ("undecided notice", "undecided paper", 7, "no line 'source paper' before this one"),
    (" Ngày mới", "", 7, "5 values expected"),
    ("source memory   Theo trí nhớ", "source notice   Theo trí nhớ", 3, "source notice stands twice"),
    ("# two years", "source other    Khác", 9, "sources nobody names: other"),
]


def run(folder, text):
    path = os.path.join(folder, "calendar.law")
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)
    return subprocess.run([sys.executable, TOOL, folder, path], capture_output=True, text=True, timeout=20)


def complaint(folder, old, new, line, sentence):
    """None when the tool refuses this case as it should."""
    if CALENDAR.count(old) != 1:
        return f"'{old}' is not once in the sample"
    got = run(folder, CALENDAR.replace(old, new))
    if got.returncode == 0:
        return "was let through"
    if f"calendar.law:{line}: " not in got.stderr or sentence not in got.stderr:
        return f"expected calendar.law:{line}: …{sentence}…, got {got.stderr.strip()}"
    return None


def whole(folder):
    """None when the unbroken sample gives the tables it should."""
    got = run(folder, CALENDAR)
    if got.returncode != 0:
        return got.stderr
    with open(os.path.join(folder, "calendar_days.c"), encoding="utf-8") as f:
        text = f.read()
    for part in ("CALENDAR_HOLIDAY, CALENDAR_UNDECIDED", "{ 2021, true, ", "{ 2024, false, "):
        if part not in text:
            return f"'{part}' is not in calendar_days.c"
    return None


def main():
    with tempfile.TemporaryDirectory() as folder:
        results = [("the sample", whole(folder))]
        results += [(f"case {i}: {case[3]}", complaint(folder, *case)) for i, case in enumerate(BROKEN, 1)]
    for name, wrong in results:
        if wrong:
            print(f"FAILED {name}: {wrong}")
    failed = sum(1 for _, wrong in results if wrong)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
