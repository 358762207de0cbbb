#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Nothing is lost in silence: every word of every line of FILE stands somewhere in the JSON read from it.

    check_lines.py FILE JSON        prints the lines that are not found; exit 1 when there is one

A line may be split over fields and fields may join lines.  A line is found when its words can be cut into a few
runs (order kept, at most 2 and one more for every 4 words), each standing in one field.  Rules, table bars and page furniture without a letter or a
digit do not count.  The line is folded: case, tone marks, markup and punctuation do not count, so that what a reader repairs
(NFC, tone placement) is no loss.  Numbers that name a list item ("II.", "10.", "a)") may have become the ref.
"""
import json
import pathlib
import re
import sys
import unicodedata


def fold(text):
    text = re.sub(r"<br\s*/?>|&nbsp;", " ", text)
    text = unicodedata.normalize("NFKD", text).replace("đ", "d").replace("Đ", "d")
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return re.findall(r"[^\W_]+", text)


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
    return [f"ngay {d} thang {m} nam {year}" for d in {day, str(int(day))} for m in {month, str(int(month))}]


def labels(row):
    """The list label that begins a line: it may live on as the ref of a task."""
    found = re.match(r"(?:[ivxlc]+|\d+|[a-z])$", row[0]) if row else None
    return 1 if found else 0


def covered(row, text):
    """Can the row be cut into few runs of words, each standing in one field?  Many short runs would be chance."""
    runs = at = 0
    while at < len(row):
        end = at
        while end < len(row) and f" {' '.join(row[at:end + 1])} " in text:
            end += 1
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
    fields += [["so"], ["ngay"], ["thang"], ["nam"], ["noi", "nhan"], ["kinh", "gui"]]
    text = " | ".join(" ".join(field) for field in fields)
    text = f" {text} "
    lost = []
    for number, line in enumerate(re.split(r"\r\n|\n\r|\n|\r|\f", raw), 1):
        row = fold(line)
        if not covered(row, text) and not covered(row[labels(row):], text):
            lost.append((number, line))
    for number, line in lost:
        print(f"{sys.argv[1]}:{number}: lost: {line.strip()[:160]}")
    return 1 if lost else 0


if __name__ == "__main__":
    sys.exit(main())
