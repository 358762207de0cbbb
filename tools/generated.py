# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every generator shares: C literals, and files that keep their date when nothing changed."""
import os
import sys


def c_text(s: str) -> str:
    """A C string literal of UTF-8 bytes.  Octal, because a \\x escape swallows hex letters after it."""
    out = []
    for b in s.encode("utf-8"):
        c = chr(b)
        if c in '"\\':
            out.append("\\" + c)
        elif c == "\n":
            out.append("\\n")
        elif 32 <= b < 127 and c != "?":  # '?' may open a trigraph
            out.append(c)
        else:
            out.append("\\%03o" % b)
    return '"' + "".join(out) + '"'


def write(path: str, text: str) -> None:
    """Writes only what differs, so that nothing is rebuilt for nothing."""
    text = "/* generated; the source is named in the tool of the same name under tools/ */\n" + text
    if os.path.exists(path):
        with open(path, encoding="utf-8") as f:
            if f.read() == text:
                return
    with open(path, "w", encoding="utf-8") as f:
        f.write(text)


def fail(path: str, line: int, say: str) -> None:
    sys.exit(f"{path}:{line}: {say}")
