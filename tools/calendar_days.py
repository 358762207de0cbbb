# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""law/calendar.law -> gen/calendar_days.h, gen/calendar_days.c: the shipped calendar as one struct calendar.

    calendar_days.py OUTPUT-FOLDER FILE

The format is described on top of the file.  Nothing unknown, doubled or out of order is let through.
WHY not calendar.py: that would hide the standard module of this name from every tool beside it."""
import datetime
import hashlib
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from generated import c_text, fail, write  # noqa: E402

EPOCH = datetime.date(1970, 1, 1)
KINDS = ("holiday", "compensatory", "working_saturday")
STATUSES = ("confirmed", "unconfirmed", "undecided")
SATURDAY = 5

HEADER = """#ifndef GEN_CALENDAR_DAYS_H
#define GEN_CALENDAR_DAYS_H
#include "platform/clock/workday.h"

extern const struct calendar calendar_shipped;
extern const char calendar_checksum[]; /* of its rows */
#endif
"""


class Reader:
    """The three kinds of line, gathered in order."""

    def __init__(self, path):
        self.path, self.line = path, 0
        self.sources, self.used, self.years, self.days = {}, set(), [], []

    def fail(self, say):
        fail(self.path, self.line, say)

    def one_of(self, word, words):
        if word not in words:
            self.fail(f"'{word}' is none of {', '.join(words)}")
        return word

    def source(self, word):
        if word not in self.sources:
            self.fail(f"no line 'source {word}' before this one")
        self.used.add(word)
        return self.sources[word]

    def add_source(self, word, text):
        if word in self.sources:
            self.fail(f"source {word} stands twice")
        self.sources[word] = text

    def add_year(self, text, status, word):
        if not text.isdigit():
            self.fail(f"'{text}' is no year")
        year = int(text)
        if self.years and year <= self.years[-1][0]:
            self.fail("years must grow")
        self.years.append((year, self.one_of(status, STATUSES[:2]) == "confirmed", self.source(word)))

    def add_day(self, text, kind, status, word, name):
        try:
            day = datetime.date.fromisoformat(text)
        except ValueError:
            self.fail(f"'{text}' is no day")
        if self.days and day <= self.days[-1][0]:
            self.fail("days must grow")
        if not self.years or self.years[-1][0] != day.year:
            self.fail(f"{text} does not stand under its year")
        if self.one_of(status, STATUSES) == "unconfirmed" and self.years[-1][1]:
            self.fail(f"{text} is unconfirmed in a year that is called confirmed")
        self.one_of(kind, KINDS)
        if kind == "working_saturday" and day.weekday() != SATURDAY:
            self.fail(f"{text} is no Saturday")
        if kind == "compensatory" and day.weekday() >= SATURDAY:
            self.fail(f"{text} is off without a row")
        self.days.append((day, kind, status, name, self.source(word)))

    def read(self):
        with open(self.path, encoding="utf-8") as f:
            for self.line, raw in enumerate(f, 1):
                text = raw.strip()
                if not text or text.startswith("#"):
                    continue
                words = text.split(None, 2 if text.startswith("source ") else 4)
                if words[0] == "source":
                    add, values, count = self.add_source, words[1:], 2
                elif words[0] == "year":
                    add, values, count = self.add_year, words[1:], 3
                else:
                    add, values, count = self.add_day, words, 5
                if len(values) != count:
                    self.fail(f"{count} values expected")
                add(*values)
        unused = sorted(set(self.sources) - self.used)
        if unused:
            self.fail(f"sources nobody names: {', '.join(unused)}")
        if not self.days:
            self.fail("no day at all")


def body(r: Reader) -> str:
    out = ['#include "gen/calendar_days.h"\n\nstatic const struct calendar_day days[] = {\n']
    for day, kind, status, name, source in r.days:
        out.append(f"\t{{ {(day - EPOCH).days}, CALENDAR_{kind.upper()}, CALENDAR_{status.upper()}, "
                   f"{c_text(name)}, {c_text(source)} }},\n")
    out.append("};\n\nstatic const struct calendar_year years[] = {\n")
    for year, confirmed, source in r.years:
        out.append(f"\t{{ {year}, {str(confirmed).lower()}, {c_text(source)} }},\n")
    out.append("};\n\nconst struct calendar calendar_shipped = {\n"
               "\t.days = days,\n\t.day_count = COUNT_OF(days),\n"
               "\t.years = years,\n\t.year_count = COUNT_OF(years),\n};\n")
    checksum = hashlib.sha256("".join(out).encode()).hexdigest()
    out.append(f"const char calendar_checksum[] = \"{checksum}\";\n")
    return "".join(out)


def main():
    folder, path = sys.argv[1:]
    r = Reader(path)
    r.read()
    write(os.path.join(folder, "calendar_days.h"), HEADER)
    write(os.path.join(folder, "calendar_days.c"), body(r))


main()
