#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spoil a document in the ways converters, scanners and people do, N times, always the same way for a seed.

    mutate.py FILE OUTDIR [N] [SEED]       writes OUTDIR/NNN-kind.md (or .txt); N is 200, SEED 1 unless said
"""
import pathlib
import random
import sys
import unicodedata

SLIPS = {"0": "O", "1": "l", "đ": "d", "Đ": "D", "o": "0", "ươ": "uơ", "ộ": "ô", "ị": "i", "ấ": "â", "rn": "m", "/": "l"}


def lines_of(text):
    return text.split("\n")


def delete_line(dice, text):
    rows = lines_of(text)
    del rows[dice.randrange(len(rows))]
    return "\n".join(rows)


def double_line(dice, text):
    rows = lines_of(text)
    at = dice.randrange(len(rows))
    return "\n".join(rows[:at] + [rows[at]] + rows[at:])


def join_lines(dice, text):
    rows = lines_of(text)
    at = dice.randrange(max(1, len(rows) - 6))
    count = dice.randint(2, 6)
    return "\n".join(rows[:at] + [" ".join(rows[at:at + count])] + rows[at + count:])


def split_line(dice, text):
    rows = lines_of(text)
    at = max(range(len(rows)), key=lambda n: (" " in rows[n]) * dice.random())
    parts = rows[at].split(" ")
    cut = dice.randrange(len(parts))
    return "\n".join(rows[:at] + [" ".join(parts[:cut]), " ".join(parts[cut:])] + rows[at + 1:])


def wrap_all(dice, text):
    width = dice.randint(20, 90)
    out = []
    for row in lines_of(text):
        line = ""
        for word in row.split(" "):
            if line and len(line) + len(word) > width:
                out.append(line)
                line = word
            else:
                line = f"{line} {word}" if line else word
        out.append(line)
    return "\n".join(out)


def page_numbers(dice, text):
    rows = lines_of(text)
    step = dice.randint(5, 25)
    out = []
    for number, row in enumerate(rows):
        if number and number % step == 0:
            out.append(" " * dice.randint(0, 40) + dice.choice(["{}", "- {} -", "Trang {}", "\f{}"]).format(number // step + 1))
        out.append(row)
    return "\n".join(out)


def strip_marks(dice, text):
    rows = lines_of(text)
    for _ in range(dice.randint(1, 5)):
        at = dice.randrange(len(rows))
        plain = unicodedata.normalize("NFD", rows[at].replace("đ", "d").replace("Đ", "D"))
        rows[at] = "".join(c for c in plain if not unicodedata.combining(c))
    return "\n".join(rows)


def decompose(dice, text):
    return unicodedata.normalize(dice.choice(["NFD", "NFKD"]), text)


def slips(dice, text):
    for _ in range(dice.randint(1, 30)):
        wrong, (seen, read) = dice.randrange(len(text)), dice.choice(list(SLIPS.items()))
        at = text.find(seen, wrong)
        if at >= 0:
            text = text[:at] + read + text[at + len(seen):]
    return text


def swap_blocks(dice, text):
    blocks = text.split("\n\n")
    first, second = dice.randrange(len(blocks)), dice.randrange(len(blocks))
    blocks[first], blocks[second] = blocks[second], blocks[first]
    return "\n\n".join(blocks)


def truncate(dice, text):
    return text[:dice.randrange(1, len(text))]


def random_bytes(dice, text):
    raw = bytearray(text.encode("utf-8"))
    for _ in range(dice.randint(1, 40)):
        raw[dice.randrange(len(raw))] = dice.randrange(256)
    return bytes(raw)


def carriage(dice, text):
    return text.replace("\n", dice.choice(["\r\n", "\r", "\n\r"]))


def tabs(dice, text):
    return "".join("\t" if c == " " and dice.random() < 0.2 else c for c in text)


def odd_spaces(dice, text):
    return "".join(dice.choice(["\u00a0", "  ", "\u200b ", "\u2009"]) if c == " " and dice.random() < 0.1 else c for c in text)


def long_line(dice, text):
    rows = lines_of(text)
    at = dice.randrange(len(rows))
    rows[at] = (rows[at] + " ") * dice.choice([50, 500, 5000])
    return "\n".join(rows)


def one_line(dice, text):
    return " ".join(text.split())


def no_blank_lines(dice, text):
    return "\n".join(row for row in lines_of(text) if row.strip())


def no_dashes(dice, text):
    return text.replace("-", "").replace("–", "")


def cells(dice, text):
    return text.replace("|", "\n|\n")


KINDS = [delete_line, double_line, join_lines, split_line, wrap_all, page_numbers, strip_marks, decompose, slips,
         swap_blocks, truncate, random_bytes, carriage, tabs, odd_spaces, long_line, one_line, no_blank_lines, no_dashes, cells]


def main():
    if len(sys.argv) < 3:
        print(__doc__)
        return 2
    source = pathlib.Path(sys.argv[1])
    folder = pathlib.Path(sys.argv[2])
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 200
    seed = int(sys.argv[4]) if len(sys.argv) > 4 else 1
    folder.mkdir(parents=True, exist_ok=True)
    text = source.read_bytes().decode("utf-8", "replace")
    for number in range(count):
        dice = random.Random(f"{seed}/{number}")
        kinds = [KINDS[number % len(KINDS)]]
        if number >= len(KINDS):
            kinds += dice.sample([k for k in KINDS if k is not random_bytes], dice.randint(0, 2))
        kinds.sort(key=lambda k: k is random_bytes)
        spoilt = text
        for kind in kinds:
            spoilt = kind(dice, spoilt) or " "
        raw = spoilt if isinstance(spoilt, bytes) else spoilt.encode("utf-8")
        name = f"{number:03}-{'-'.join(k.__name__ for k in kinds)}{source.suffix}"
        (folder / name).write_bytes(raw)
    print(f"{count} written to {folder}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
