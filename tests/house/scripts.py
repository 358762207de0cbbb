# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""scripts: no shell script ends without a sentence.  Each that is started (it has #!) is bash and reads tools/say.sh before
anything else but its strictness and its place; none takes EXIT or ERR for itself or exits with a failure past it.  A script
that only execs another is that other one."""
import os
import re

import house

SAY = "tools/say.sh"
SHELL = re.compile(r"#!\s*/\S*?\b(?:env\s+)?(bash|sh|dash)\b")
BEFORE = re.compile(r"set -\w+(?: pipefail)?$|cd \"\$\(dirname \"\$0\"\)[./]*\"$")
READS = re.compile(r"\. (?:tools/say\.sh|\"\$\(dirname \"\$0\"\)/\.\./tools/say\.sh\")$")
TRAP = re.compile(r"\btrap\b.*\b(?:EXIT|ERR)\b")
EXIT = re.compile(r"(?:^|[;&|{]|\bthen|\belse|\bdo)\s*exit[ \t]+(?!0\b)[^\s;}]|\|\|\s*exit\b")


def commands(text: str) -> list[tuple[int, str]]:
    """(line, words) of what is no remark and not empty."""
    rows = ((n, line.strip()) for n, line in enumerate(text.splitlines(), 1))
    return [(n, line) for n, line in rows if line and not line.startswith("#")]


def scripts(h: house.House) -> list[tuple[str, str]]:
    found = []
    for path in h.files(""):
        if path.endswith(".sh") or "." not in os.path.basename(path):
            text = h.text(path, judged=False)
            if path.endswith(".sh") or SHELL.match(text):
                found.append((path, text))
    return found


def reads_say_first(h: house.House, path: str, rows: list[tuple[int, str]]) -> None:
    for line, said in rows:
        if READS.match(said):
            return
        if not BEFORE.match(said):
            h.wrong(path, line, f"reads {SAY} first: only `set` and `cd \"$(dirname \"$0\")\"` may stand before")
            return
    h.wrong(path, 1, f"reads no {SAY}")


def check(h: house.House) -> None:
    for path, text in scripts(h):
        if path == SAY:
            continue
        h.read_count += 1
        rows = commands(text)
        shell = SHELL.match(text)
        if len(rows) == 1 and rows[0][1].startswith("exec "):
            continue
        if shell and shell.group(1) != "bash":
            h.wrong(path, 1, f"is no bash script: {SAY} asks for bash")
        elif shell:
            reads_say_first(h, path, rows)
        for line, said in rows:
            if TRAP.search(said):
                h.wrong(path, line, f"takes a trap that is {SAY}'s; what is to be cleaned up belongs into clean_up")
            if EXIT.search(said):
                h.wrong(path, line, "exits with a failure and no sentence: `refuse STATUS SENTENCE`, or `ended STATUS`")


if __name__ == "__main__":
    house.main(check)
