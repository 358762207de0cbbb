# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The commit a program is built from -> gen/version.h: BUILT_FROM is " (1f2e3d4c5b6a)", with + when files differ from it,
and "" where the folder is no clone of its own.

usage: version.py GEN_FOLDER     (in the project's folder)
"""
import os
import subprocess
import sys

from generated import c_text, write


def git(*words):
    try:
        done = subprocess.run(["git", *words], capture_output=True, text=True, timeout=20)
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return done.stdout.strip() if done.returncode == 0 else ""


def built_from():
    top = git("rev-parse", "--show-toplevel")
    if not top or os.path.realpath(top) != os.path.realpath(os.getcwd()):
        return ""  # unpacked inside somebody else's repository
    commit = git("rev-parse", "--short=12", "HEAD")
    changed = git("status", "--porcelain", "--untracked-files=no")
    return f" ({commit}{'+' if changed else ''})" if commit else ""


if __name__ == "__main__":
    write(os.path.join(sys.argv[1], "version.h"), f"#define BUILT_FROM {c_text(built_from())}\n")
