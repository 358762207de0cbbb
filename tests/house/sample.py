# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""sample: the program reads any plan, so nothing of the sample plan stands in its source: not its province, not its
signer, no twelve words in a row (names of units and
agreements are shorter).  The samples lie in $SHARED/samples (default ../shared); without them only the province is
looked for."""
import glob
import os
import re
import unicodedata

import house

PROVINCE = "quảng ngãi"
PHRASE = 12
PRODUCT = (".c", ".h", ".html", ".sql")


def words(text: str) -> list[str]:
    return re.findall(r"\w+", unicodedata.normalize("NFC", text).lower())


def phrases(text: list[str], n: int) -> set[str]:
    return {" ".join(text[i:i + n]) for i in range(len(text) - n + 1)}


def signer(text: str) -> str:
    """The last bold line of a plan is the name under the signature."""
    bold = re.findall(r"^\*\*([^*\n]+)\*\*\s*$", text, re.M)
    return " ".join(words(bold[-1])) if bold else ""


def samples() -> list[str]:
    folder = os.environ.get("SHARED", os.path.join(house.HERE, "..", "..", "..", "shared"))
    texts = []
    for path in sorted(glob.glob(os.path.join(folder, "samples", "*.md"))):
        with open(path, encoding="utf-8") as f:
            texts.append(f.read())
    return texts


def product_text(path: str, text: str) -> list[tuple[int, str]]:
    """(line, words) of what the program could say: literals of C, whole lines elsewhere."""
    pairs = house.c_literals(text) if path.endswith((".c", ".h")) else enumerate(text.splitlines(), 1)
    return [(line, " ".join(words(said))) for line, said in pairs]


def check(h: house.House) -> None:
    plans = samples()
    if not plans:
        print("the samples are not here: only the province was looked for")
    short = {PROVINCE: "the sample's province"}
    long: set[str] = set()
    for plan in plans:
        if signer(plan):
            short[signer(plan)] = "the sample's signer"
        long |= phrases(words(plan), PHRASE)
    for path in h.files(*PRODUCT):
        if path.startswith(("tests/", "samples/")) or path.endswith("_test.c"):
            continue
        for line, said in product_text(path, h.text(path)):
            for name, what in short.items():
                if f" {name} " in f" {said} ":
                    h.wrong(path, line, f"names {what}: {name}")
            for phrase in sorted(phrases(said.split(), PHRASE) & long)[:1]:
                h.wrong(path, line, f"repeats the sample plan: {phrase}")


if __name__ == "__main__":
    house.main(check)
