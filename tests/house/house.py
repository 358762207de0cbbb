# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""What every house check shares: the files of the tree, C without its comments, and the closing line.

A check is a program `tests/house/x.py [ROOT]` around one function `check(house)`.  It reads the tree, says what is
wrong as `file:line: sentence` and ends with `N passed, N failed`.  A check that read nothing has failed."""
import os
import re
import sys
from typing import Callable, Iterator, NamedTuple

HERE = os.path.dirname(os.path.abspath(__file__))
NOT_OURS = {".git", "build", "data", "node_modules", "__pycache__"}
COMMENT_OR_LITERAL = re.compile(
    r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\'', re.S)
DIRECTIVE = re.compile(r"^[ \t]*#(?:[^\n\\]|\\.|\\\n)*", re.M)


class Function(NamedTuple):
    name: str
    head: str  # from the return type to the closing bracket of the parameters
    start: int  # of the body, as an offset in the text
    body: str


class House:
    """One tree under examination, and what was found in it."""

    def __init__(self, root: str) -> None:
        self.root = root
        self.wrongs: list[str] = []
        self.read_count = 0

    def files(self, *endings: str) -> Iterator[str]:
        """Paths below the root that end so, in order; what is built or fetched is not ours."""
        for folder, folders, names in os.walk(self.root):
            folders[:] = sorted(f for f in folders if f not in NOT_OURS)
            for name in sorted(names):
                if name.endswith(endings):
                    yield os.path.relpath(os.path.join(folder, name), self.root)

    def text(self, path: str, judged: bool = True) -> str:
        """judged: false for tables and lists that a check only goes by."""
        self.read_count += judged
        with open(os.path.join(self.root, path), encoding="utf-8", errors="replace") as f:
            return f.read()

    def has(self, path: str) -> bool:
        return os.path.exists(os.path.join(self.root, path))

    def wrong(self, path: str, line: int, say: str) -> None:
        self.wrongs.append(f"{path}:{line}: {say}")


def line_of(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


def blank(match: re.Match) -> str:
    return re.sub(r"[^\n]", " ", match.group())


def c_code(text: str) -> str:
    """The same text, at the same offsets, with comments, literals and directives blanked."""
    return DIRECTIVE.sub(blank, COMMENT_OR_LITERAL.sub(blank, text))


def c_literals(text: str) -> Iterator[tuple[int, str]]:
    """(line, content) of each string literal; includes are not literals."""
    bare = re.sub(r"^[ \t]*#[ \t]*include[^\n]*", blank, text, flags=re.M)
    for m in COMMENT_OR_LITERAL.finditer(bare):
        if m.group().startswith('"'):
            yield line_of(bare, m.start()), m.group()[1:-1]


def c_functions(text: str) -> Iterator[Function]:
    """Function definitions, found by the braces at the outermost level."""
    code = c_code(text)
    depth = 0
    since = 0
    start = 0
    head = ""
    for m in re.finditer(r"[{};]", code):
        if m.group() == "{":
            if depth == 0:
                head = code[since:m.start()].strip()
                start = m.end()
            depth += 1
            continue
        if m.group() == "}":
            depth -= 1
            named = re.search(r"(\w+)\s*\(.*\)[^()=]*$", head, re.S)
            if depth == 0 and named and "=" not in head.split("(")[0]:
                yield Function(named.group(1), head, start, text[start:m.start()])
        if depth == 0:
            since = m.end()


def run(house: House, check: Callable[[House], None]) -> int:
    """Runs one check, prints what it found, returns the number of wrongs."""
    check(house)
    if house.read_count == 0:
        house.wrong(".", 0, "nothing was read, so nothing was checked")
    for wrong in house.wrongs:
        print(wrong)
    print(f"{0 if house.wrongs else 1} passed, {len(house.wrongs)} failed")
    return len(house.wrongs)


def main(check: Callable[[House], None]) -> None:
    root = sys.argv[1] if len(sys.argv) > 1 else os.path.join(HERE, "..", "..")
    sys.exit(1 if run(House(os.path.abspath(root)), check) else 0)
