#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Read every document of this folder with the program and compare with what a person wrote down.

    compare.py PROGRAM [WORD ...]      only documents whose path contains one of the words

Beside NAME.md or NAME.txt stands NAME.expect.json: JSON of version 1, but only the keys its author was sure
of; a key that is absent is not compared.  Three things are said beyond version 1:
  {"any": [x, y]}     one of these values;  "optional": true   the entry may be absent;
  "text_has": "..."   words that the title or the text of the task must contain.
Lists are complete: an entry that was not expected is a difference.  "warnings" are codes that must appear,
"warnings_absent" codes that must not.  Case, spaces, dashes and closing punctuation do not count in words;
the text of a term may be longer or shorter as long as one contains the other.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import unicodedata

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SECONDS = 10
TONES = "\u0300\u0301\u0303\u0309\u0323"
CONTAINED = {"text", "due_text"}    # terms: one may contain the other


def tone_last(word):
    """Hoà and hòa are one word: the tone goes behind its letters."""
    parts = unicodedata.normalize("NFD", word)
    return "".join(c for c in parts if c not in TONES) + "".join(c for c in parts if c in TONES)


def words(value):
    """Fold what readers may write differently without being wrong."""
    text = unicodedata.normalize("NFC", value).casefold()
    text = re.sub(r"[*_\\]", "", text)
    text = re.sub(r"\s*[-–—]\s*", "-", text)
    text = re.sub(r"\w+", lambda word: tone_last(word.group()), text)
    return re.sub(r"\s+", " ", text).strip(" .;,:")


def same(key, want, got):
    if isinstance(want, dict) and "any" in want:
        return any(same(key, each, got) for each in want["any"])
    if isinstance(want, str) and isinstance(got, str):
        if key in CONTAINED:
            return bool(words(got)) and (words(want) in words(got) or words(got) in words(want))
        return words(want) == words(got)
    if isinstance(want, list):
        return isinstance(got, list) and sorted(map(words, want)) == sorted(map(words, got))
    return want == got and isinstance(want, bool) == isinstance(got, bool)


class Score:
    """True positives, wrong or invented, and missing, for each field."""

    def __init__(self):
        self.good = collections.Counter()
        self.wrong = collections.Counter()
        self.missing = collections.Counter()
        self.said = []

    def value(self, field, where, key, want, got):
        if same(key, want, got):
            if want not in (None, []):
                self.good[field] += 1
            return
        if got not in (None, []):
            self.wrong[field] += 1
        if want not in (None, []):
            self.missing[field] += 1
        self.said.append(f"{where}: want {json.dumps(want, ensure_ascii=False)}"
                         f", got {json.dumps(got, ensure_ascii=False)}")

    def entry(self, prefix, where, want, got):
        """One object against another, key by key."""
        got = got if isinstance(got, dict) else {}
        for key, value in want.items():
            if key == "optional":
                continue
            if key == "text_has":
                text = f"{got.get('title') or ''} {got.get('text') or ''}"
                if words(value) not in words(text):
                    self.missing[prefix + "text"] += 1
                    self.said.append(f"{where}.text: lacks {value!r}")
                else:
                    self.good[prefix + "text"] += 1
            elif isinstance(value, dict) and "any" not in value:
                self.entry(f"{prefix}{key}.", f"{where}.{key}", value, got.get(key))
            elif key == "due" and value is None:
                term = got.get("due") or {}
                self.value(prefix + "due", f"{where}.due", "due", None, term.get("text"))
            else:
                self.value(prefix + key, f"{where}.{key}", key, value, got.get(key))


def pair_by(key, wants, gots):
    """Pair entries of two lists by a key, in order, skipping what is on one side only (longest common run)."""
    rows = len(wants) + 1
    cols = len(gots) + 1
    best = [[0] * cols for _ in range(rows)]
    fits = [[same(key, w.get(key), g.get(key)) for g in gots] for w in wants]
    for i in range(rows - 2, -1, -1):
        for j in range(cols - 2, -1, -1):
            best[i][j] = max(best[i + 1][j], best[i][j + 1], best[i + 1][j + 1] + 1 if fits[i][j] else 0)
    i = j = 0
    while i < len(wants) or j < len(gots):
        if i < len(wants) and j < len(gots) and fits[i][j] and best[i][j] == best[i + 1][j + 1] + 1:
            yield wants[i], gots[j]
            i, j = i + 1, j + 1
        elif j < len(gots) and (i == len(wants) or best[i][j] == best[i][j + 1]):
            yield None, gots[j]
            j += 1
        else:
            yield wants[i], None
            i += 1


def in_order_of(key, wants, gots):
    """The entries that answer an expectation first, in its order; then the rest."""
    rest = list(gots)
    first = []
    for want in wants:
        found = next((got for got in rest if same(key, want.get(key), got.get(key))), None)
        if found is not None:
            first.append(found)
            rest.remove(found)
    return first + rest


def compare_list(score, field, key, wants, gots):
    gots = [each for each in gots or [] if isinstance(each, dict)]
    if field == "citations":
        gots = in_order_of(key, wants, gots)
    if field == "report_periods":
        gots = sorted(gots, key=lambda g: g.get("last_day") or "9999")
        wants = sorted(wants, key=lambda w: w.get("last_day") or "9999")
    for want, got in pair_by(key, wants, gots):
        name = (want or got).get(key)
        where = f"{field}[{json.dumps(name, ensure_ascii=False)}]"
        if want is None:
            score.wrong[field] += 1
            score.said.append(f"{where}: not in the text as an entry")
        elif got is None:
            if not want.get("optional"):
                score.missing[field] += 1
                score.said.append(f"{where}: missing")
        else:
            score.good[field] += 1
            score.entry(field + ".", where, {k: v for k, v in want.items() if k != key}, got)


def compare(expected, got):
    score = Score()
    score.entry("document.", "document", expected.get("document", {}), got.get("document"))
    for field, key in (("citations", "number"), ("tasks", "ref"), ("report_periods", "due_text"),
                       ("recipients", "name")):
        if field in expected:
            compare_list(score, field, key, expected[field], got.get(field))
    codes = {each.get("code") for each in got.get("warnings") or []}
    for code in expected.get("warnings", []):
        score.value("warnings", f"warnings.{code}", "code", code, code if code in codes else None)
    for code in expected.get("warnings_absent", []):
        score.value("warnings", f"warnings.{code}", "code", None, code if code in codes else None)
    return score


def read(program, path):
    """What the program prints, or a word on why there is nothing."""
    try:
        done = subprocess.run([program, "plan", "import", str(path), "--dry-run", "--json"],
                              capture_output=True, timeout=SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return None, f"no answer in {SECONDS} s"
    if done.returncode != 0:
        return None, f"exit {done.returncode}: {done.stderr.decode('utf-8', 'replace')[-300:]}"
    try:
        return json.loads(done.stdout), None
    except ValueError as why:
        return None, f"not JSON: {why}"


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    only = sys.argv[2:]
    found = sorted([*HERE.glob("*/*.expect.json"), *(ROOT / "samples").glob("*.expect.json")])
    total = Score()
    passed = failed = 0
    for expect in found:
        stem = str(expect)[:-len(".expect.json")]
        text = next((p for p in (pathlib.Path(stem + ".md"), pathlib.Path(stem + ".txt")) if p.exists()), None)
        name = str(pathlib.Path(stem).relative_to(ROOT))
        if only and not any(word in name for word in only):
            continue
        if text is None:
            print(f"FAIL {name}\n  no document stands beside it")
            failed += 1
            continue
        got, why = read(sys.argv[1], text)
        if got is None:
            print(f"FAIL {name}\n  {why}")
            failed += 1
            continue
        score = compare(json.loads(expect.read_text(encoding="utf-8")), got)
        for mine, its in ((total.good, score.good), (total.wrong, score.wrong), (total.missing, score.missing)):
            mine.update(its)
        if score.said:
            failed += 1
            print(f"FAIL {name}")
            for line in score.said:
                print(f"  {line}")
        else:
            passed += 1
            print(f"ok   {name}")
    print(f"\n{'field':32}{'right':>7}{'wrong':>7}{'missing':>9}{'precision':>11}{'recall':>8}")
    for field in sorted({*total.good, *total.wrong, *total.missing}):
        good, wrong, missing = total.good[field], total.wrong[field], total.missing[field]
        precision = f"{good / (good + wrong):.2f}" if good + wrong else "-"
        recall = f"{good / (good + missing):.2f}" if good + missing else "-"
        print(f"{field:32}{good:7}{wrong:7}{missing:9}{precision:>11}{recall:>8}")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
