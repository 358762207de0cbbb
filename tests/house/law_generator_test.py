#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Breaks law/*.law once for each sentence tools/law.py refuses with, and looks for file, line and sentence."""
import os
import re
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOL = os.path.join(ROOT, "tools", "law.py")

DOCUMENTS = """\
# a register of three
document 01/2001/NĐ-CP
    type        nghị định
    title       Cũ
    issuer      Chính phủ
    issued      2001-01-01 confirmed
    in_force    2001-02-01 confirmed
    amended     2002-01-01 confirmed by 09/2001/NĐ-CP unread
    amended     2003-01-01 unconfirmed by 08/2002/NĐ-CP
    partly_expired 2004-01-01 confirmed
    expired     2005-01-01 unconfirmed by 02/2005/NĐ-CP
    source      Công báo
document 02/2005/NĐ-CP
    type        nghị định
    title       Mới
    issuer      Chính phủ
    issued      2005-01-01 confirmed
    in_force    2005-01-01 confirmed
    source      Công báo
    note        Một câu.
document 7/QĐ-UBND
    type        quyết định
    title       Của tỉnh
    issuer      Ủy ban nhân dân tỉnh
    scope       Quảng Ngãi
    issued      2010-01-01 unconfirmed
    unconfirmed 2010-01-01
    source      Bản sao
"""
RULES = """\
rule K1
    act         lodge_complaint
    document    02/2005/NĐ-CP
    article     Điều 9
    valid       2005-01-01 to open
    limit       at_most 90 calendar_day
    start       decision_received
    note        Hai văn bản khác nhau.
    source      Công báo
    status      confirmed
rule K2
    act         accept_complaint
    document    1/2001/NĐ-CP
    article     Điều 27
    valid       unknown to 2004-12-31
    limit       none
    source      Công báo
    status      unconfirmed
rule K3
    act         accept_complaint
    document    1/2001/NĐ-CP
    article     Điều 27
    valid       2001-02-01 to 2001-12-31
    limit       none
    source      Công báo
    status      confirmed
    awaits      complaint
"""

# (file, what to replace, by what, line of the refusal, a part of its sentence)
D, R = "documents.law", "rules.law"
BROKEN = [
    (D, "    type        nghị định\n    title       Cũ", "    title       Cũ", 2, "has no line 'type'"),
    (D, "    title       Cũ\n", "", 2, "has no line 'title'"),
    (D, "    issued      2001-01-01 confirmed\n", "", 2, "has no line 'issued'"),
    (D, "    source      Bản sao\n", "", 21, "has no line 'source'"),
    (D, "    title       Cũ", "    title", 4, "'title' has no value"),
    (D, "document 01/2001/NĐ-CP", "decree 01/2001/NĐ-CP", 2, "a block begins with 'document', not 'decree'"),
    (D, "# a register of three", "    title x", 1, "stands before the first 'document'"),
    (D, "    title       Cũ", "    titel       Cũ", 4, "unknown word 'titel'"),
    (D, "    title       Cũ", "    title       Cũ\n    title       Hai", 5, "'title' stands twice"),
    (D, "issued      2001-01-01 confirmed", "issued      2001-02-30 confirmed", 6, "'2001-02-30' is no day"),
    (D, "issued      2001-01-01 confirmed", "issued      01/01/2001 confirmed", 6, "'01/01/2001' is no day"),
    (D, "issued      2001-01-01 confirmed", "issued      2001-01-01 sure", 6, "say 'confirmed' or 'unconfirmed' here"),
    (D, "issued      2001-01-01 confirmed", "issued      2001-01-01", 6, "is not 'DAY confirmed|unconfirmed"),
    (D, "issued      2001-01-01 confirmed", "issued      2001-01-01 confirmed by x", 6, "'issued' takes no 'by'"),
    (D, "confirmed by 09/2001/NĐ-CP", "confirmed of 09/2001/NĐ-CP", 8, "is not 'DAY confirmed|unconfirmed"),
    (D, "confirmed by 09/2001/NĐ-CP", "confirmed", 8, "'amended' needs 'by'"),
    (D, "09/2001/NĐ-CP unread", "09/2001/NĐ-CP read", 8, "is not 'DAY confirmed|unconfirmed"),
    (D, "in_force    2001-02-01 confirmed", "in_force    2001-02-01 confirmed unread", 7, "is not 'DAY confirmed|unconfirmed"),
    (D, "amended     2003-01-01", "amended     2001-06-01", 9, "'amended' lines must follow each other by day"),
    (D, "    unconfirmed 2010-01-01\n", "", 21, "has no status line"),
    (D, "    unconfirmed 2010-01-01\n", "    expired 2010-01-01 confirmed\n", 27, "the first status line is"),
    (D, "    unconfirmed 2010-01-01\n", "    unconfirmed 2010-01-01 confirmed\n", 27, "is no day"),
    (D, "in_force    2001-02-01", "in_force    2000-02-01", 7, "a confirmed effect before the day of issue"),
    (D, "in_force    2005-01-01 confirmed", "in_force    2005-01-01 confirmed by 01/2001/NĐ-CP", 18,
     "'in_force' takes no 'by'"),
    (D, "partly_expired 2004-01-01", "partly_expired 2001-02-01", 10, "status lines must follow each other by day"),
    (D, "partly_expired 2004-01-01 confirmed", "expired 2004-01-01 confirmed", 11, "nothing can follow 'expired'"),
    (D, "expired     2005-01-01 unconfirmed by 02/2005/NĐ-CP", "superseded 2005-01-01 confirmed", 11,
     "'superseded' needs 'by'"),
    (D, "unconfirmed by 02/2005/NĐ-CP", "unconfirmed by 03/2005/NĐ-CP", 11, "03/2005/NĐ-CP has no block of its own"),
    (D, "unconfirmed by 02/2005/NĐ-CP", "unconfirmed by 01/2001/NĐ-CP", 11, "a document cannot end itself"),
    (D, "document 02/2005/NĐ-CP", "document 1/2001/ND-CP", 13, "stands already in line 2"),
    (D, "document 7/QĐ-UBND", "document ---", 21, "is no number"),
    (D, "document 7/QĐ-UBND", "document 12345678901234567890/QĐ-UBND-HĐND-BDVTU-BCSĐUBND-TTTU-TTHĐND-MTTQVN-LĐLĐVN", 21,
     "is no number"),
    (D, DOCUMENTS, "# nothing\n", 1, "no 'document' in this file"),
    (R, "rule K2", "rule k2", 11, "is no rule id"),
    (R, "rule K2", "rule K1", 11, "K1 stands already in line 1"),
    (R, "    act         lodge_complaint\n", "", 1, "has no line 'act'"),
    (R, "act         lodge_complaint", "act         lodge complaint", 2, "is no snake_case word"),
    (R, "start       decision_received", "start       Decision", 7, "is no snake_case word"),
    (R, "document    02/2005/NĐ-CP", "document    02/2006/NĐ-CP", 3, "02/2006/NĐ-CP has no block in documents.law"),
    (R, "valid       2005-01-01 to open", "valid       2005-01-01", 5, "is not 'DAY to DAY'"),
    (R, "valid       2005-01-01 to open", "valid       open to open", 5, "'open' is no day"),
    (R, "unknown to 2004-12-31", "2005-01-01 to 2004-12-31", 15, "the rule ends before it begins"),
    (R, "at_most 90 calendar_day", "at_most 90 days", 6, "is not 'at_most"),
    (R, "at_most 90 calendar_day", "within 90 calendar_day", 6, "is not 'at_most"),
    (R, "at_most 90 calendar_day", "at_most ninety calendar_day", 6, "is not 'at_most"),
    (R, "at_most 90 calendar_day", "at_most 0 calendar_day", 6, "a limit of nothing"),
    (R, "at_most 90 calendar_day", "at_most 32 day_of_month", 6, "no month has that day"),
    (R, "    note        Hai văn bản khác nhau.", "    note        Một.\n    note        Hai.", 9, "'note' stands twice"),
    (R, "document    02/2005/NĐ-CP", "document    7/QĐ-UBND", 3, "or its number no year"),
    (R, "status      unconfirmed", "status      unconfirmed\n    awaits      Two words", 19, "is no snake_case word"),
    (R, "status      unconfirmed", "status      confirmed", 18,
     "confirmed past 2002-01-01, but what 09/2001/NĐ-CP changed was not read"),
    (R, "document    02/2005/NĐ-CP\n    article     Điều 9", "document    1/2001/NĐ-CP\n    article     Điều 9, 109/2001/NĐ-CP", 10,
     "confirmed past 2002-01-01, but what 09/2001/NĐ-CP changed was not read"),
    (R, "document    02/2005/NĐ-CP\n    article     Điều 9", "document    1/2001/NĐ-CP\n    article     Điều 9, 09/2001/NĐ-CP", 10,
     "confirmed past 2005-01-01, from when 01/2001/NĐ-CP is expired"),
    (R, "status      unconfirmed", "status      perhaps", 18, "say 'confirmed' or 'unconfirmed' here"),
]


def run(folder, documents, rules):
    paths = []
    for name, text in ((D, documents), (R, rules)):
        paths.append(os.path.join(folder, name))
        with open(paths[-1], "w", encoding="utf-8") as f:
            f.write(text)
    return subprocess.run([sys.executable, TOOL, folder, *paths], capture_output=True, text=True, timeout=20)


def complaint(folder, case):
    """None when the tool refuses this case as it should."""
    name, old, new, line, sentence = case
    texts = {D: DOCUMENTS, R: RULES}
    if texts[name].count(old) != 1:
        return f"'{old}' is not once in the sample"
    texts[name] = texts[name].replace(old, new)
    got = run(folder, texts[D], texts[R])
    if got.returncode == 0:
        return "was let through"
    if f"{name}:{line}: " not in got.stderr or sentence not in got.stderr:
        return f"expected {name}:{line}: …{sentence}…, got {got.stderr.strip()}"
    return None


def whole(folder):
    """None when the unbroken sample gives the tables it should."""
    got = run(folder, DOCUMENTS, RULES)
    if got.returncode != 0:
        return got.stderr
    with open(os.path.join(folder, "law.c"), encoding="utf-8") as f:
        text = f.read()
    for part in (".key = \"1/2001NDCP\"", "LAW_BY_NUMBER", "LAW_BY_DATE", "law_document_count = 3",
                 "law_rule_count = 3", "LAW_PARTLY_EXPIRED", ".limit = 90, .unit = LAW_CALENDAR_DAY",
                 ".valid_from = DATE_NONE", ".bound = LAW_NO_LIMIT, .limit = 0,", ".note = \"Hai v",
                 "11354 /* 2001-02-01 */"):
        if part not in text:
            return f"'{part}' is not in law.c"
    keys = re.findall(r"\.key = \"([^\"]*)\"", text)
    return None if keys == sorted(keys) else "the table is not sorted"


def main():
    with tempfile.TemporaryDirectory() as folder:
        results = [("the sample", whole(folder))]
        results += [(f"case {i}: {case[4]}", complaint(folder, case)) for i, case in enumerate(BROKEN, 1)]
        got = subprocess.run([sys.executable, TOOL, folder], capture_output=True, text=True, timeout=20)
        results.append(("no files", None if got.returncode and "was not given" in got.stderr else "was let through"))
    for name, wrong in results:
        if wrong:
            print(f"FAILED {name}: {wrong}")
    failed = sum(1 for _, wrong in results if wrong)
    print(f"{len(results) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
