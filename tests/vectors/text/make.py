# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What the reference normaliser says about texts; text_vectors_test.c compares.

    python3 tests/vectors/text/make.py          writes reference.tsv from sentences.txt
    python3 tests/vectors/text/make.py live N   prints the same columns for N lines of the shared letters

The reference is vn.py under $SHARED/analytics/generators (SHARED defaults to ../shared).
Columns: see row().
"""
import json
import os
import pathlib
import re
import sys
import unicodedata

SHARED = pathlib.Path(os.environ.get("SHARED") or "../shared")
HERE = pathlib.Path(__file__).resolve().parent
sys.dont_write_bytecode = True
sys.path.insert(0, str(SHARED / "analytics/generators"))
import vn  # noqa: E402

# The reference knows small letters and lacks õe; the inverse is asked for in every case of letters.
OLD = {old: new for new, old in [*vn.NEW2OLD.items(), ("õe", "oẽ")]}
CASES = (str.lower, str.upper, str.title, lambda pair: pair[0] + pair[1].upper())
WORD = re.compile(r"[^\W\d_]+")


def new_tone(text):
    for old, new in OLD.items():
        before = "(?<![qQ])" if old[0] == "u" else ""
        for case in CASES:
            text = re.sub(before + case(old) + r"(?![^\W\d_])", case(new), text)
    return text


def row(text):
    fixed, kind = vn.legacy_fix(text)
    tcvn3, vni = vn.to_tcvn3(text), vn.to_vni(text)
    keys = vn.keys(text)
    return (
        text,
        unicodedata.normalize("NFC", text),
        vn.strip_marks(text),
        " ".join(folded for _, folded in keys),
        " ".join(exact for exact, _ in keys),
        new_tone(text),
        vn.old_tone(text),
        new_tone(vn.old_tone(text)),
        tcvn3,
        vn.from_tcvn3(tcvn3),
        vni,
        vn.from_vni(vni),
        kind,
        fixed,
        "".join("01"[vn.valid_syl(word)] for word in WORD.findall(unicodedata.normalize("NFC", text))),
    )


def own():
    """Every sentence, and by turns decomposed or in one of the fonts; every letter that a font has."""
    others = (lambda text: unicodedata.normalize("NFD", text), vn.to_tcvn3, vn.to_vni)
    for number, text in enumerate((HERE / "sentences.txt").read_text("utf-8").split("\n")[:-1]):
        yield from dict.fromkeys((text, others[number % 3](text)))
    small = "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ"
    assert set(small) | set("ĂÂÊÔƠƯĐ") == set(vn.T3)
    yield from small + small.upper()


def live(count):
    for name in ("5_search/docs.jsonl", "4_neardup/letters.jsonl"):
        with open(SHARED / "analytics" / name, encoding="utf-8") as file:
            for record in file:
                for text in json.loads(record)["text"].replace("\t", " ").split("\n"):
                    if count == 0:
                        return
                    count -= 1
                    yield text


def main():
    if sys.argv[1:2] == ["live"]:
        out, texts = sys.stdout.buffer, live(int(sys.argv[2]))
    else:
        out, texts = open(HERE / "reference.tsv", "wb"), own()
    with out:
        for text in texts:
            out.write(("\t".join(row(text)) + "\n").encode("utf-8"))


main()
