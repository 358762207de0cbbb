# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""purity: a rule decides from its arguments alone.  The symbol table of each compiled *_rule.c proves it: nothing is
called but what stands below, and nothing is kept between two calls.  A macro can fool a reader, not the linker.

`purity.py [ROOT]` reads every build folder below ROOT/build that holds objects of rules."""
import os
import re
import subprocess

import house

# Each a pure function of its arguments, or something the compiler adds.  Adding a name here is a decision.
PURE = [
    r"str(cmp|ncmp|len|chr|rchr|str|spn|cspn)", r"mem(cmp|cpy|move|set|chr)", r"(bcmp|abs|labs)",
    r"str_(eq|starts|or|int)", r"errs_(add|first|of)",  # platform/base: plain text, what is wrong with a form
    r"text_length",  # platform/text: counting
    r"date_\w+", r"workday_\w+",  # platform/clock: arithmetic of days
    r"calendar_(place|year_confirmed)",  # domain/0_shared/calendar: look up in the calendar they are given
    r"\w+_rule_\w+",  # another rule
    r"__assert_fail", r"__(mem|str)[a-z]+_chk", r"__stack_chk_fail", r"_GLOBAL_OFFSET_TABLE_",
    r"__(asan|ubsan|sanitizer|lsan|odr_asan)\w*", r"_dl_relocate_static_pie",
]
NAME = re.compile("|".join(f"(?:{p})" for p in PURE))
# `nm --format=sysv`: name|value|class|type|size|line|section
READ_ONLY = (".rodata", ".data.rel.ro", ".text", ".eh_frame", ".debug", ".comment", ".note", ".init_array",
             ".fini_array", ".gnu", "asan_globals")
INSTRUMENT = re.compile(r"(\.L|__odr_asan|\.?LASAN|\.?Lubsan|__asan|___asan|asan\.|__unnamed_\d)")


def objects(root: str):
    for folder, below, names in os.walk(os.path.join(root, "build")):
        if "fuzz" in below:     # its objects count what they cover: that is state, and not the rule's
            below.remove("fuzz")
        for name in sorted(names):
            path = os.path.join(folder, name)
            source = re.search(r"\.dir/(.*)\.o$", path)
            gone = source and not os.path.exists(os.path.join(root, source.group(1)))
            if name.endswith("_rule.c.o") and not gone:
                yield path


def symbols(path: str):
    """(name, class, section) of each symbol."""
    out = subprocess.run(["nm", "--format=sysv", path], check=True, capture_output=True, text=True).stdout
    for row in out.splitlines():
        cells = [c.strip() for c in row.split("|")]
        if len(cells) == 7 and cells[0] != "Name":
            yield cells[0], cells[2], cells[6]


def check(h: house.House) -> None:
    judged = set()
    for path in objects(h.root):
        shown = os.path.relpath(path, h.root)
        judged.add(os.path.basename(path).split(".")[0])
        h.read_count += 1
        for name, kind, section in symbols(path):
            if kind in "Uwv" and not NAME.fullmatch(name):
                h.wrong(shown, 0, f"the rule is not pure: it calls {name}")
            elif kind in "bBdDC" and not section.startswith(READ_ONLY) and not INSTRUMENT.match(name):
                h.wrong(shown, 0, f"the rule keeps state: {name} can be written")
    for path in h.files("_rule.c"):
        if os.path.basename(path)[:-2] not in judged:
            h.wrong(path, 1, "the rule was not judged: no build folder holds its object")


if __name__ == "__main__":
    house.main(check)
