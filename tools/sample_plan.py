# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The sample plan -> gen/sample_plan.h and gen/sample_plan.c, so that the demonstration can be made anywhere."""
import os
import sys
import unicodedata

from generated import c_text, fail, write


def main(folder: str, path: str) -> None:
    with open(path, encoding="utf-8", newline="") as f:
        text = f.read()
    if "\r" in text or not unicodedata.is_normalized("NFC", text):
        fail(path, 1, "is embedded as it is, so it must be in NFC and end its lines with a line feed")
    lines = "".join(f"\t{c_text(line)}\n" for line in text.splitlines(keepends=True))
    write(os.path.join(folder, "sample_plan.h"), "#ifndef SAMPLE_PLAN_H\n#define SAMPLE_PLAN_H\n"
          f"extern const char sample_plan[]; /* the text of {path} */\n#endif\n")
    write(os.path.join(folder, "sample_plan.c"), f'#include "gen/sample_plan.h"\nconst char sample_plan[] =\n{lines}\t;\n')


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
