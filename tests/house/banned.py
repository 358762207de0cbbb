# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""banned: functions that cannot be used rightly here, each with the rooms that may and what to use instead."""
import re

import house

EVERYWHERE = ()
BASE, CLOCK = ("platform/base/",), ("platform/clock/",)
PLATFORM = ("platform/", "tests/")
TESTS = ("tests/", "_test.c")
# pattern of names, folders that may, what to do instead
BANNED = [
    (r"strcpy|strcat|stpcpy|strncpy|strncat|gets", EVERYWHERE, "put text into an arena or a struct buf"),
    (r"sprintf|vsprintf", EVERYWHERE, "use arena_fmt, buf_fmt or snprintf"),
    (r"strtok|strtok_r", EVERYWHERE, "walk the text; nothing is cut in place"),
    (r"atoi|atol|atoll|atof", BASE + ("platform/db/", "bench/", "tests/"), "use str_int, which refuses what is no number"),
    (r"alloca", EVERYWHERE, "use an arena"),
    (r"malloc|calloc|realloc|strdup|strndup|asprintf|vasprintf", PLATFORM, "use the arena that came with the request"),
    (r"time|localtime|localtime_r|gmtime|gmtime_r|mktime|strftime|strptime|ctime|asctime", CLOCK,
     "time is given: by->at_us, or platform/clock"),
    (r"clock_gettime|gettimeofday", ("platform/", "app/", "tests/", "bench/"), "time is given: by->at_us, or platform/clock"),
    (r"setlocale", EVERYWHERE, "text is UTF-8 whatever the machine's language"),
    (r"system|popen", TESTS, "start a program with posix_spawn and its arguments as a list"),
    (r"rand|srand|random|srandom|drand48", EVERYWHERE, "use randombytes_buf, or a seed that is given"),
]
RULES = [(re.compile(rf"(?<![\w.>])({names})\s*\("), rooms, instead) for names, rooms, instead in BANNED]


def check(h: house.House) -> None:
    for path in h.files(".c", ".h"):
        text = h.text(path)
        code = house.c_code(text)
        for rule, rooms, instead in RULES:
            if path.startswith(rooms) or "_test.c" in rooms and path.endswith("_test.c"):
                continue
            for m in rule.finditer(code):
                h.wrong(path, house.line_of(code, m.start()), f"{m.group(1)} is not used here: {instead}")
        for m in re.finditer(r"\bgoto\b", code):
            if path.startswith("domain/"):
                h.wrong(path, house.line_of(code, m.start()), "no goto in domain: cut the function, or TRY")


if __name__ == "__main__":
    house.main(check)
