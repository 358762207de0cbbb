# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""law/documents.law and law/rules.law -> gen/law.h, gen/law.c: const tables of domain/0_shared/law/register.h.

    law.py OUTPUT-FOLDER FILE...      files of other names are left to the tools that own them

A file is a list of blocks.  A block begins at the margin with its kind and name; its lines are indented, a word and
a value.  '#' begins a comment line.  Nothing unknown, doubled, missing or out of order is let through."""
import datetime
import hashlib
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from generated import c_text, fail, write  # noqa: E402

KEY_SIZE = 64  # LAW_KEY_SIZE of register.h
EPOCH = datetime.date(1970, 1, 1)
STATUS = ("in_force", "partly_expired", "expired", "superseded", "unconfirmed")
UNITS = ("calendar_day", "working_day", "month", "hour", "day_per_month", "day_per_week", "day_of_month",
         "time_per_year")
BOUNDS = ("at_most", "at_least", "before_at_least")
WORD = re.compile(r"[a-z][a-z0-9_]*")
RULE_ID = re.compile(r"[A-Z][A-Za-z0-9_]*")


class Block:
    """One document or rule: its name, and its lines as (word, value, line)."""

    def __init__(self, path, line, kind, name):
        self.path, self.line, self.kind, self.name, self.rows = path, line, kind, name, []

    def fail(self, say, line=None):
        fail(self.path, line or self.line, say)

    def text(self, word, needed=True):
        found = [value for w, value, _ in self.rows if w == word]
        if not found and needed:
            self.fail(f"{self.kind} {self.name} has no line '{word}'")
        return found[0] if found else None

    def line_of(self, word):
        return next(line for w, _, line in self.rows if w == word)


def read_blocks(path, kind, once, many):
    """The blocks of a file; `once` may stand once in a block, `many` several times."""
    blocks = []
    with open(path, encoding="utf-8") as f:
        for number, raw in enumerate(f, 1):
            line = raw.rstrip("\n")
            if not line.strip() or line.lstrip().startswith("#"):
                continue
            word, _, value = line.strip().partition(" ")
            value = " ".join(value.split())
            if not value:
                fail(path, number, f"'{word}' has no value")
            if not line[0].isspace():
                if word != kind:
                    fail(path, number, f"a block begins with '{kind}', not '{word}'")
                blocks.append(Block(path, number, kind, value))
                continue
            if not blocks:
                fail(path, number, f"'{word}' stands before the first '{kind}'")
            block = blocks[-1]
            if word not in once and word not in many:
                fail(path, number, f"unknown word '{word}'; known: {', '.join(sorted(once + many))}")
            if word in once and any(w == word for w, _, _ in block.rows):
                fail(path, number, f"'{word}' stands twice in {kind} {block.name}")
            block.rows.append((word, value, number))
    if not blocks:
        fail(path, 1, f"no '{kind}' in this file")
    return blocks


def parse_day(block, text, line):
    try:
        if not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
            raise ValueError
        return datetime.date.fromisoformat(text)
    except ValueError:
        block.fail(f"'{text}' is no day; write 2026-11-23", line)


def parse_mark(block, text, line):
    if text not in ("confirmed", "unconfirmed"):
        block.fail(f"say 'confirmed' or 'unconfirmed' here, not '{text}'", line)
    return text == "confirmed"


def parse_fact(block, value, line, word=None):
    """DAY MARK [by NUMBER]: the day, whether confirmed, the number or None.  'unconfirmed' has the day alone."""
    parts = value.split()
    if word == "unconfirmed":
        return parse_day(block, value, line), False, None
    if len(parts) not in (2, 4) or (len(parts) == 4 and parts[2] != "by"):
        block.fail(f"'{value}' is not 'DAY confirmed|unconfirmed [by NUMBER]'", line)
    by = parts[3] if len(parts) == 4 else None
    return parse_day(block, parts[0], line), parse_mark(block, parts[1], line), by


# ---- documents ------------------------------------------------------------------------------------

SEPARATORS = (" \t\n\r/-_.\u00a0\u00ad\u2009\u200b\u202f\u2010\u2011\u2012\u2013\u2014\u2015"
              "\u2212\u2044\u2215\uff0f\uff0d")


def fold_number(number):
    """register_key of register.c; its test holds the two together."""
    folded = number.upper().translate({ord(c): "D" for c in "\u0110\u00d0\u0189"})
    parts = re.sub("[" + re.escape(SEPARATORS) + "]+", " ", folded).split()
    key = ""
    for part in parts:
        key += "/" if key and key[-1].isdigit() and part[0].isdigit() else ""
        starts_run = not key or key[-1] == "/"
        key += re.sub(r"^0+(?=\d)", "", part) if starts_run else part
    return key


def match_of(key, province):
    if province:
        return "LAW_BY_DATE"
    return "LAW_BY_NUMBER" if re.match(r"\d+/\d{4}(?!\d)", key) else "LAW_BY_YEAR"


class Document:
    def __init__(self, block):
        self.block, self.number, self.key = block, block.name, fold_number(block.name)
        if not self.key or len(self.key.encode()) >= KEY_SIZE:
            block.fail(f"'{self.number}' is no number of a document")
        self.type, self.title, self.issuer = (block.text(w) for w in ("type", "title", "issuer"))
        scope = block.text("scope", needed=False) or "national"
        self.province = None if scope == "national" else scope
        self.match = match_of(self.key, self.province)
        issued = block.text("issued")
        self.issued, self.issued_confirmed, by = parse_fact(block, issued, block.line_of("issued"))
        if by:
            block.fail("'issued' takes no 'by'", block.line_of("issued"))
        self.source, self.note = block.text("source"), block.text("note", needed=False)
        self.changes = [(w, *parse_fact(block, v, n, w), n) for w, v, n in block.rows if w in STATUS]
        amended = [(v, n) for w, v, n in block.rows if w == "amended"]
        self.amendments = [(*parse_fact(block, v.removesuffix(" unread"), n), n) for v, n in amended]
        self.unread = [a for a, (v, _) in zip(self.amendments, amended) if v.endswith(" unread")]
        self.check()

    def check(self):
        block = self.block
        if not self.changes:
            block.fail(f"document {self.number} has no status line ({', '.join(STATUS)})")
        if self.changes[0][0] not in ("in_force", "unconfirmed"):
            block.fail("the first status line is 'in_force' or 'unconfirmed'", self.changes[0][4])
        if self.changes[0][1] < self.issued and self.changes[0][2]:
            block.fail("a confirmed effect before the day of issue", self.changes[0][4])
        for before, after in zip(self.changes, self.changes[1:]):
            if after[1] <= before[1]:
                block.fail("status lines must follow each other by day", after[4])
            if before[0] == "expired":
                block.fail("nothing can follow 'expired'", after[4])
        for word, _, _, by, line in self.changes:
            if word == "in_force" and by:
                block.fail("'in_force' takes no 'by'", line)
            if word == "superseded" and not by:
                block.fail("'superseded' needs 'by': which document took its place", line)
        for (day, _, by, line), after in zip(self.amendments, self.amendments[1:] + [None]):
            if not by:
                block.fail("'amended' needs 'by': which document changed it", line)
            if after and after[0] < day:
                block.fail("'amended' lines must follow each other by day", after[3])


def read_documents(path):
    once = ("type", "title", "issuer", "scope", "issued", "source", "note")
    documents = [Document(b) for b in read_blocks(path, "document", once, STATUS + ("amended",))]
    seen = {}
    for document in documents:
        mark = document.key if document.match == "LAW_BY_NUMBER" else (document.key, document.issued)
        if mark in seen:
            document.block.fail(f"{document.number} stands already in line {seen[mark].block.line}")
        seen[mark] = document
    keys = {d.key for d in documents}
    for document in documents:
        for _, _, _, by, line in document.changes:
            if by and fold_number(by) not in keys:
                document.block.fail(f"{by} has no block of its own", line)
            if by and fold_number(by) == document.key and document.match == "LAW_BY_NUMBER":
                document.block.fail("a document cannot end itself", line)
    return sorted(documents, key=lambda d: (d.key.encode(), d.issued))


# ---- rules ----------------------------------------------------------------------------------------

class Rule:
    def __init__(self, block, documents):
        self.block, self.id = block, block.name
        if not RULE_ID.fullmatch(self.id):
            block.fail(f"'{self.id}' is no rule id; write K3 or K3_complex")
        self.act = self.word("act")
        self.document, self.article = block.text("document"), block.text("article")
        found = documents.get(fold_number(self.document))
        if not found:
            block.fail(f"{self.document} has no block in documents.law, or its number no year", block.line_of("document"))
        self.valid_from, self.valid_to = self.valid()
        self.bound, self.limit, self.unit = self.clock()
        self.start = self.word("start") if block.text("start", needed=False) else None
        self.extension, self.condition, self.note = (block.text(w, needed=False) for w in ("extension", "condition", "note"))
        self.source = block.text("source")
        self.confirmed = parse_mark(block, block.text("status"), block.line_of("status"))
        if block.text("awaits", needed=False):
            self.word("awaits")
        if self.confirmed:
            self.check_ground(found)

    def check_ground(self, document):
        """A confirmed rule is vouched for on each of its days: none lies past what is known of its document."""
        line = self.block.line_of("status")
        for day, _, by, _ in document.unread:
            if self.reaches(day) and by not in re.split("[ ,;]+", self.article):
                self.block.fail(f"confirmed past {day}, but what {by} changed was not read", line)
        for word, day, *_ in document.changes:
            if word in ("expired", "superseded", "unconfirmed") and self.reaches(day):
                self.block.fail(f"confirmed past {day}, from when {document.number} is {word}", line)

    def reaches(self, day):
        return not self.valid_to or self.valid_to >= day

    def word(self, name):
        value = self.block.text(name)
        if not WORD.fullmatch(value):
            self.block.fail(f"'{value}' is no snake_case word", self.block.line_of(name))
        return value

    def valid(self):
        value = self.block.text("valid")
        line = self.block.line_of("valid")
        found = re.fullmatch(r"(\S+) to (\S+)", value)
        if not found:
            self.block.fail(f"'{value}' is not 'DAY to DAY'; write 'unknown' or 'open' for a day not known", line)
        first = None if found[1] == "unknown" else parse_day(self.block, found[1], line)
        last = None if found[2] == "open" else parse_day(self.block, found[2], line)
        if first and last and last < first:
            self.block.fail("the rule ends before it begins", line)
        return first, last

    def clock(self):
        value = self.block.text("limit")
        line = self.block.line_of("limit")
        if value == "none":
            return "no_limit", 0, UNITS[0]
        parts = value.split()
        if len(parts) != 3 or parts[0] not in BOUNDS or not parts[1].isdigit() or parts[2] not in UNITS:
            self.block.fail(f"'{value}' is not '{'|'.join(BOUNDS)} NUMBER {'|'.join(UNITS)}'", line)
        if int(parts[1]) == 0:
            self.block.fail("a limit of nothing", line)
        if parts[2] == "day_of_month" and int(parts[1]) > 31:
            self.block.fail("no month has that day", line)
        return parts[0], int(parts[1]), parts[2]


def read_rules(path, documents):
    once = ("act", "document", "article", "valid", "limit", "start", "extension", "condition", "note",
            "source", "status", "awaits")
    by_key = {d.key: d for d in documents if d.match == "LAW_BY_NUMBER"}
    rules = [Rule(b, by_key) for b in read_blocks(path, "rule", once, ())]
    seen = {}
    for rule in rules:
        if rule.id in seen:
            rule.block.fail(f"{rule.id} stands already in line {seen[rule.id]}")
        seen[rule.id] = rule.block.line
    return rules


# ---- C --------------------------------------------------------------------------------------------

def c_day(day):
    return f"{(day - EPOCH).days} /* {day} */" if day else "DATE_NONE"


def c_maybe(text):
    return c_text(text) if text else "NULL"


def c_bool(value):
    return "true" if value else "false"


def document_lines(index, d):
    lines = [f"static const struct law_change changes_{index}[] = {{\n"]
    for word, day, confirmed, by, line in d.changes:
        lines.append(f"\t{{ {c_day(day)}, LAW_{word.upper()}, {c_maybe(by)}, {c_bool(confirmed)}, {line} }},\n")
    lines.append("};\n")
    if d.amendments:
        lines.append(f"static const struct law_amendment amendments_{index}[] = {{\n")
        for day, confirmed, by, _ in d.amendments:
            lines.append(f"\t{{ {c_day(day)}, {c_text(by)}, {c_bool(confirmed)} }},\n")
        lines.append("};\n")
    return lines


def document_row(index, d):
    amendments = f"amendments_{index}" if d.amendments else "NULL"
    return (f"\t{{ /* {d.block.line} */\n"
            f"\t\t.key = {c_text(d.key)}, .number = {c_text(d.number)}, .type = {c_text(d.type)},\n"
            f"\t\t.title = {c_text(d.title)},\n"
            f"\t\t.issuer = {c_text(d.issuer)}, .province = {c_maybe(d.province)}, .match = {d.match},\n"
            f"\t\t.issued_on = {c_day(d.issued)}, .issued_confirmed = {c_bool(d.issued_confirmed)},\n"
            f"\t\t.changes = changes_{index}, .change_count = {len(d.changes)},\n"
            f"\t\t.amendments = {amendments}, .amendment_count = {len(d.amendments)},\n"
            f"\t\t.source = {c_text(d.source)},\n\t\t.note = {c_maybe(d.note)},\n\t}},\n")


def rule_row(r):
    return (f"\t{{ /* {r.block.line} */\n"
            f"\t\t.id = {c_text(r.id)}, .act = {c_text(r.act)},\n"
            f"\t\t.document = {c_text(r.document)}, .article = {c_text(r.article)},\n"
            f"\t\t.valid_from = {c_day(r.valid_from)}, .valid_to = {c_day(r.valid_to)},\n"
            f"\t\t.bound = LAW_{r.bound.upper()}, .limit = {r.limit}, .unit = LAW_{r.unit.upper()},\n"
            f"\t\t.start = {c_maybe(r.start)}, .extension = {c_maybe(r.extension)},\n"
            f"\t\t.condition = {c_maybe(r.condition)}, .note = {c_maybe(r.note)}, .source = {c_text(r.source)},\n"
            f"\t\t.confirmed = {c_bool(r.confirmed)},\n\t}},\n")


def checksum(body):
    """Of the rows alone: neither comments nor the lines they stand in change it."""
    rows = re.sub(r"/\* [0-9-]+ \*/|, \d+(?= },\n)", "", body)
    return hashlib.sha256(rows.encode()).hexdigest()


def main(folder, paths):
    named = {os.path.basename(p): p for p in paths}
    for name in ("documents.law", "rules.law"):
        if name not in named:
            sys.exit(f"law.py: {name} was not given")
    documents = read_documents(named["documents.law"])
    rules = read_rules(named["rules.law"], documents)
    body = ['#include "gen/law.h"\n\n']
    for index, document in enumerate(documents):
        body += document_lines(index, document)
    body.append("\nconst struct law_document law_documents[] = {\n")
    body += [document_row(i, d) for i, d in enumerate(documents)]
    body.append(f"}};\nconst int law_document_count = {len(documents)};\n\nconst struct law_rule law_rules[] = {{\n")
    body += [rule_row(r) for r in rules]
    body.append(f"}};\nconst int law_rule_count = {len(rules)};\n")
    body.append(f"const char law_checksum[] = \"{checksum(''.join(body))}\";\n")
    body.append("const struct law_register law_shipped = {\n"
                f"\t.documents = law_documents, .document_count = {len(documents)},\n"
                f"\t.rules = law_rules, .rule_count = {len(rules)},\n}};\n")
    write(os.path.join(folder, "law.h"),
          '#ifndef GEN_LAW_H\n#define GEN_LAW_H\n#include "domain/0_shared/law/register.h"\n#endif\n')
    write(os.path.join(folder, "law.c"), "".join(body))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
