#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Spoil the plans and read every spoilt copy: the program ends well, says JSON, and loses no line.

    mutations.py PROGRAM [N] [SEED]     N copies of each plan of plans/ and of the samples in $SHARED; N is 200

A copy that fails is kept in build/mutations and named."""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

REFUSALS = (b"file_not_text", b'"file_empty"', b'"file_too_large"')  # said in so many words: nothing is lost in silence
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
KEPT = ROOT / "build" / "mutations"
SECONDS = 10


def sources():
    plans = sorted(p for p in (HERE / "plans").iterdir() if p.suffix in (".md", ".txt"))
    samples = pathlib.Path(os.environ.get("SHARED", ROOT.parent / "shared")) / "samples"
    if samples.is_dir():
        plans += sorted(samples.glob("*.md"))
    else:
        print("the samples are not here: only our own plans were spoilt")
    return plans


def fault(program, path):
    """What is wrong with the reading of this copy, or None."""
    try:
        read = subprocess.run([program, "plan", "import", path, "--dry-run", "--json"], timeout=SECONDS,
                              capture_output=True, check=False)
    except subprocess.TimeoutExpired:
        return f"not read in {SECONDS} s"
    if read.returncode == 1 and any(code in read.stdout for code in REFUSALS):
        return None
    if read.returncode != 0:
        return f"exit {read.returncode}: {read.stderr.decode('utf-8', 'replace')[-2000:]}"
    with tempfile.NamedTemporaryFile(suffix=".json") as told:
        told.write(read.stdout)
        told.flush()
        lines = subprocess.run([sys.executable, HERE / "check_lines.py", path, told.name], timeout=SECONDS * 3,
                               capture_output=True, text=True, check=False)
    return None if lines.returncode == 0 else (lines.stdout + lines.stderr)[-2000:]


def main():
    if len(sys.argv) < 2:
        print(__doc__)
        return 2
    program = os.path.abspath(sys.argv[1])
    count, seed = (sys.argv[2:] + ["200", "1"][len(sys.argv) - 2:])[:2]
    passed = failed = 0
    shutil.rmtree(KEPT, ignore_errors=True)
    for source in sources():
        with tempfile.TemporaryDirectory(prefix="danchu-mutations-") as folder:
            subprocess.run([sys.executable, HERE / "mutate.py", source, folder, count, seed], check=True,
                           stdout=subprocess.DEVNULL)
            for copy in sorted(pathlib.Path(folder).iterdir()):
                said = fault(program, copy)
                if not said:
                    passed += 1
                    continue
                failed += 1
                kept = KEPT / f"{source.stem}-{copy.name}"
                KEPT.mkdir(parents=True, exist_ok=True)
                shutil.copy(copy, kept)
                print(f"FAIL {kept.relative_to(ROOT)}\n{said}")
    print(f"{passed} passed, {failed} failed")
    return 0 if passed and not failed else 1


if __name__ == "__main__":
    sys.exit(main())
