# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Translations: lang/en.po -> gen/lang.h and gen/lang.c, a table sorted by the bytes of the Vietnamese sentence.

    lang.py FOLDER lang/en.po      writes the table
    lang.py --check [ROOT]         every sentence marked in C and templates has an English one, and no entry is unused;
                                   the last line is "N passed, N failed"
    lang.py --update [ROOT]        adds the missing entries, empty, and drops the unused ones

A sentence is marked by _("…"), _f("…", x) or N_("…"); the placeholders {0} {1} {2} must be the same in both languages.
"""
import os
import re
import sys

from generated import c_text, fail, write

MARK = re.compile(r'\b(?:N_|_f?)\(\s*((?:"(?:[^"\\\n]|\\.)*"\s*)+)')
TEXT = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
ROOMS = ("platform", "domain", "app")
HEAD = """# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
msgid ""
msgstr ""
"Language: en\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=UTF-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"""


def unescape(s):
    return re.sub(r'\\(.)', lambda m: {"n": "\n", "t": "\t"}.get(m[1], m[1]), s)


def escape(s):
    return '"' + s.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\t", "\\t") + '"'


def joined(literals):
    return "".join(unescape(t) for t in TEXT.findall(literals))


def read(path):
    """The entries of a .po file: {vietnamese: (english, fuzzy, line)}."""
    entries = {}
    state, fuzzy, vi, en, start = None, False, "", "", 0

    def keep():
        if state == "en" and vi:
            if vi in entries:
                fail(path, start, f"twice: {vi}")
            entries[vi] = (en, fuzzy, start)

    with open(path, encoding="utf-8") as f:
        for line, s in enumerate(f.read().splitlines() + [""], 1):
            s = s.strip()
            if not s:
                keep()
                state, fuzzy, vi, en = None, False, "", ""
            elif s.startswith("#"):
                fuzzy = fuzzy or (s.startswith("#,") and "fuzzy" in s)
            elif s.startswith("msgid "):
                keep()
                fuzzy = fuzzy and state is None
                state, vi, en, start = "vi", joined(s), "", line
            elif s.startswith("msgstr "):
                state, en = "en", joined(s)
            elif s.startswith('"') and state == "vi":
                vi += joined(s)
            elif s.startswith('"') and state == "en":
                en += joined(s)
            else:
                fail(path, line, "not understood")
    return entries


def without_remarks(text, html):
    """The text with its remarks made into blanks, lines kept."""
    remark = r"(?m)^%#[^\n]*" if html else r'("(?:[^"\\\n]|\\.)*")|/\*.*?\*/'
    return re.sub(remark, lambda m: m[1] if m.re.groups and m[1] else re.sub(r"[^\n]", " ", m[0]), text, flags=re.S)


def marked(root):
    """Every marked sentence: {vietnamese: "file:line"}."""
    found = {}
    for room in ROOMS:
        for folder, _, names in sorted(os.walk(os.path.join(root, room))):
            for name in sorted(names):
                if not name.endswith((".c", ".h", ".html")) or name.endswith("_test.c"):
                    continue
                path = os.path.join(folder, name)
                with open(path, encoding="utf-8") as f:
                    text = without_remarks(f.read(), name.endswith(".html"))
                for m in MARK.finditer(text):
                    line = text.count("\n", 0, m.start()) + 1
                    found.setdefault(joined(m[1]), f"{os.path.relpath(path, root)}:{line}")
    return found


def problems(found, entries, path):
    """One line a defect."""
    for vi, place in sorted(found.items(), key=lambda x: x[1]):
        en, fuzzy, _ = entries.get(vi, ("", False, 0))
        if not en or fuzzy:
            yield f"{place}: no {'certain ' if fuzzy else ''}English for: {vi}"
        elif sorted(re.findall(r"\{[0-2]\}", vi)) != sorted(re.findall(r"\{[0-2]\}", en)):
            yield f"{place}: other placeholders in English: {vi}"
    for vi, (_, _, line) in entries.items():
        if vi not in found:
            yield f"{path}:{line}: used nowhere: {vi}"


def check(root):
    path = os.path.join(root, "lang/en.po")
    found, entries = marked(root), read(path)
    wrong = list(problems(found, entries, path))
    for say in wrong:
        print(say)
    if not found:
        print("nothing was read")
    failed = len(wrong) + (not found)
    print(f"{max(0, len(found) - len(wrong))} passed, {failed} failed")
    return 1 if failed else 0


def update(root):
    path = os.path.join(root, "lang/en.po")
    found = marked(root)
    entries = read(path) if os.path.exists(path) else {}
    with open(path, "w", encoding="utf-8") as f:
        f.write(HEAD)
        for vi, place in sorted(found.items(), key=lambda x: (x[1].rsplit(":", 1)[0], x[0])):
            en, fuzzy, _ = entries.get(vi, ("", False, 0))
            mark = "#, fuzzy\n" if fuzzy else ""
            f.write(f"\n#: {place.rsplit(':', 1)[0]}\n{mark}msgid {escape(vi)}\nmsgstr {escape(en)}\n")
    missing = sum(1 for vi in found if not entries.get(vi, ("",))[0])
    print(f"{len(found)} sentences, {missing} without English")
    return 0


def generate(folder, path):
    rows = sorted((vi.encode("utf-8"), en) for vi, (en, fuzzy, _) in read(path).items() if en and not fuzzy)
    write(os.path.join(folder, "lang.h"), "#ifndef LANG_H\n#define LANG_H\n#include <stddef.h>\n"
          "struct sentence {\n\tconst char *vi, *en;\n};\n"
          "extern const struct sentence lang_en[];\nextern const size_t lang_en_count;\n#endif\n")
    write(os.path.join(folder, "lang.c"), '#include "gen/lang.h"\nconst struct sentence lang_en[] = {\n'
          + "".join(f"\t{{ {c_text(vi.decode('utf-8'))}, {c_text(en)} }},\n" for vi, en in rows)
          + f"\t{{ 0, 0 }},\n}};\nconst size_t lang_en_count = {len(rows)};\n")


if __name__ == "__main__":
    if sys.argv[1] in ("--check", "--update"):
        sys.exit((check if sys.argv[1] == "--check" else update)(sys.argv[2] if len(sys.argv) > 2 else "."))
    generate(sys.argv[1], sys.argv[2])
