#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nothing is lost in silence: every word of every line of FILE stands somewhere in the JSON read from it.

    check_lines.py FILE JSON        prints the lines that are not found; exit 1 when there is one

A line may be split over fields and fields may join lines.  A line is found when its words can be cut into a few
runs (order kept, at most 2 and one more for every 4 words), each standing in one field.  The line is folded: case,
tone marks, markup, link targets and punctuation do not count, so that what a reader repairs (NFC, tone placement,
O for 0 and l for 1, a lost hyphen in a number) is no loss; rules and bars without a letter or digit have no words.
Numbers that name a list item ("II.", "10.", "a)") may have become the ref, words of a role ("để b/c") the role,
a written date an ISO date.
Not for documents in TCVN3 or VNI letters: their lines are not comparable before they are decoded.
"""
import json
import pathlib
import re
import sys
import unicodedata

# Words that a field says in its own way: roles, the label of a date, marks of a signature.
SAID_OTHERWISE = ["so", "ngay", "thang", "nam", "noi nhan", "noi gui", "kinh gui", "v v", "ve viec", "luu",
                  "b c", "de b c", "bao cao", "de bao cao", "de b cao", "p h", "phoi hop", "de phoi hop", "de p hop",
                  "t h", "th h", "thuc hien", "de thuc hien", "de t hien", "t m", "k t", "tm", "kt", "tl", "tuq", "q"]

LONGEST = 60    # words of one run; keeps very long lines quick


def fold(text):
    text = re.sub(r"<br\s*/?>|&[a-z]+;|\]\([^)]*\)", " ", text).replace("*", "")
    text = unicodedata.normalize("NFKD", text).replace("đ", "d").replace("Đ", "d")
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return re.findall(r"[^\W_]+", text.replace("o", "0").replace("l", "1"))


def strings(value):
    if isinstance(value, str):
        yield value
    elif isinstance(value, (int, float)) and not isinstance(value, bool):
        yield str(value)
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list):
        for each in value:
            yield from strings(each)


def dates(text):
    """An ISO date of the output stands for the words of a written date."""
    found = re.fullmatch(r"(\d{4})-(\d\d)-(\d\d)", text)
    if not found:
        return []
    year, month, day = found.groups()
    both = [(d, m) for d in {day, str(int(day))} for m in {month, str(int(month))}]
    return [form for d, m in both for form in (f"ngay {d} thang {m} nam {year}", f"ngay {d} {m} {year}")]


def labels(row):
    """The list label that begins a line: it may live on as the ref of a task."""
    return 1 if row and re.fullmatch(r"[ivx1c]+|\d+|[a-z]", row[0]) else 0


def covered(row, text, glued):
    """Can the row be cut into few runs of words, each standing in one field?  Many short runs would be chance."""
    runs = at = 0
    while at < len(row):
        end = at
        while end < min(len(row), at + LONGEST) and f" {' '.join(row[at:end + 1])} " in text:
            end += 1
        if end == at and len(row[at]) > 3 and row[at] in glued:
            end = at + 1
        if end == at:
            return False
        at = end
        runs += 1
    return runs <= 2 + len(row) // 4


def main():
    if len(sys.argv) != 3:
        print(__doc__)
        return 2
    raw = pathlib.Path(sys.argv[1]).read_bytes().decode("utf-8", "replace")
    told = json.loads(pathlib.Path(sys.argv[2]).read_text(encoding="utf-8"))
    told.pop("warnings", None)
    fields = [fold(each) for value in strings(told) for each in [value, *dates(value)]]
    fields += [fold(value.replace("-", "")) for value in strings(told) if "/" in value]    # a mended hyphen
    fields += map(fold, SAID_OTHERWISE)
    text = " | ".join(" ".join(field) for field in fields)
    text = f" {text} "
    glued = text.replace(" ", "")
    lost = []
    for number, line in enumerate(re.split(r"\r\n|\n\r|\n|\r|\f", raw), 1):
        for part in re.split(r"<br\s*/?>|[\t;]", line):     # columns, and a whole list of recipients on one line
            row = fold(part)
            if not covered(row, text, glued) and not covered(row[labels(row):], text, glued):
                lost.append((number, part))
    for number, line in lost:
        print(f"{sys.argv[1]}:{number}: lost: {line.strip()[:160]}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
