#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""danchu audit verify --data, as an inspector runs it.  commands_audit_test.py DANCHU"""
import contextlib
import json
import pathlib
import sqlite3
import subprocess
import sys
import tempfile

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
ROOT = pathlib.Path(__file__).resolve().parents[1]
passed, failed = 0, 0


def check(name, fine, told=""):
    global passed, failed
    passed, failed = passed + bool(fine), failed + (not fine)
    if not fine:
        print(f"FAILED {name}: {told}")


def danchu(*words):
    return subprocess.run([PROGRAM, *map(str, words)], cwd=ROOT, capture_output=True, text=True, timeout=120)


def edit(path, text):
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute(text)


def main():
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "demo.db"
        url = f"sqlite:{path}"
        made = danchu("demo", "make", "--db", url)
        check("demo make", made.returncode == 0, made)
        run = danchu("audit", "verify", "--db", url, "--data")
        check("an untouched database is as its log says", run.returncode == 0 and "Dữ liệu đúng như nhật ký" in run.stdout, run)
        for pragma in ("integrity_check", "foreign_key_check"):
            run = subprocess.run(["sqlite3", path, f"pragma {pragma}"], capture_output=True, text=True, timeout=60)
            check(f"{pragma} of the stock shell frightens nobody", run.stdout.strip() in ("ok", "") and not run.stderr, run)
        edit(path, "update task set result = 'Đã sửa tay' where ref = 'II.9'")
        run = danchu("audit", "verify", "--db", url, "--data")
        check("an edit past the log is refused", run.returncode == 1 and "KHÁC nhật ký" in run.stdout, run)
        check("with both values", "Đã sửa tay" in run.stdout and " result: khác; nhật ký dòng " in run.stdout, run.stdout)
        run = danchu("audit", "verify", "--db", url)
        check("without --data only the chain is looked at", run.returncode == 0, run)
        run = danchu("audit", "verify", "--db", url, "--data", "--json")
        told = json.loads(run.stdout)
        first = told["first_differences"][0]
        check("in JSON", run.returncode == 1 and not told["sound"] and told["differences"] == 1, told)
        check("what, where, both values", first["what"] == "differs" and first["column"] == "result" and first["held"] == '"Đã sửa tay"', first)
        run = danchu("audit", "head", "--db", url, "--data")
        check("audit head takes no --data", run.returncode == 2, run)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
