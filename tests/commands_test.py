#!/usr/bin/env python3
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""The command line is a contract with scripts: exit codes, what goes to which stream, what a file may be.

    commands_test.py [PROGRAM]      the program, else $DANCHU_BIN, else build/dev/danchu
"""
import contextlib
import json
import os
import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else os.environ.get("DANCHU_BIN", ROOT / "build/dev/danchu"))
SAMPLE = ROOT / "samples/ke-hoach-mau-2021.md"
SECONDS = 20
DONE, REFUSED, USAGE = 0, 1, 2
READERS = (("plan", "import", "--dry-run"), ("law", "check"))

passed = failed = 0


def check(name, fine, told=""):
    global passed, failed
    if fine:
        passed += 1
    else:
        failed += 1
        print(f"failed: {name}: {str(told)[:300]}")


def danchu(*words):
    return subprocess.run([PROGRAM, *map(str, words)], capture_output=True, timeout=SECONDS, stdin=subprocess.DEVNULL)


def as_json(run):
    """The whole of stdout as one JSON value, None when it is none."""
    try:
        return json.loads(run.stdout.decode("utf-8"))
    except ValueError:
        return None


def refused(name, run_plain, run_json, code):
    """Exit 1; without --json nothing on stdout and a sentence on stderr, with it the error as JSON and nothing else."""
    check(f"{name}: exit", (run_plain.returncode, run_json.returncode) == (REFUSED, REFUSED), (run_plain, run_json))
    check(f"{name}: stdout stays empty", run_plain.stdout == b"", run_plain.stdout)
    check(f"{name}: stderr says it", run_plain.stderr.startswith("danchu: ".encode()), run_plain.stderr)
    told = as_json(run_json)
    error = told.get("error", {}) if isinstance(told, dict) else {}
    check(f"{name}: error as JSON", list(told or {}) == ["error"] and sorted(error) == ["code", "say"], run_json.stdout)
    check(f"{name}: code", error.get("code") == code, error)
    say = error.get("say", "")
    check(f"{name}: the sentence is filled in", say and "{" not in say and say in run_plain.stderr.decode(), say)


def check_help():
    for words in (["--help"], ["help"]):
        run = danchu(*words)
        check(f"{words}", run.returncode == DONE and not run.stderr, run)
        for reader in READERS:
            check(f"{words} names {reader[:2]}", f"danchu {reader[0]} {reader[1]} ".encode() in run.stdout, run.stdout)
    for reader in READERS:
        run = danchu(*reader[:2], "--help")
        check(f"{reader[:2]} --help", run.returncode == DONE and not run.stderr, run)
        check(f"{reader[:2]} --help names its options", b"--json" in run.stdout and b"--on" in run.stdout, run.stdout)
        check(f"{reader[:2]} --help before other words", danchu(*reader[:2], "x", "--help").returncode == DONE)


def check_wrong_calls():
    calls = [[], ["plan"], ["law"], ["nonsense"], ["plan", "check"], ["plan", "import"], ["law", "check"],
             ["plan", "import", SAMPLE], ["plan", "import", "--dry-run"], ["plan", "import", "--dry-run", SAMPLE, SAMPLE],
             ["law", "check", SAMPLE, SAMPLE], ["law", "check", SAMPLE, "--bogus"], ["law", "check", SAMPLE, "--on"],
             ["plan", "import", "--json", SAMPLE]]
    for call in calls:
        run = danchu(*call)
        name = " ".join(map(str, call)) or "no word"
        check(f"{name}: exit", run.returncode == USAGE, run)
        check(f"{name}: stdout stays empty, stderr does not", run.stdout == b"" and run.stderr != b"", run)
    for reader in READERS:
        for day in ("2026-13-01", "2026-02-30", "22/3/2021", "today", "", "2026-11-23x", "1899-12-31"):
            run = danchu(*reader, SAMPLE, "--on", day)
            check(f"{reader[:2]} --on '{day}'", run.returncode == USAGE and run.stdout == b"", run)
            check(f"{reader[:2]} --on '{day}' says what is wrong", run.stderr != b"", run)


def check_refusals(folder):
    files = {
        "absent": (None, "file_not_read"),
        "empty.txt": (b"", "file_empty"),
        "blank.md": (b"\xef\xbb\xbf \r\n\t\n\n", "file_empty"),
        "plan.pdf": (b"%PDF-1.7\n1 0 obj\n", "file_not_text"),
        "plan.docx": (b"PK\x03\x04" + bytes(200), "file_not_text"),
        "plan.doc": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200), "file_not_text"),
        "plan.rtf": (b"{\\rtf1\\ansi}", "file_not_text"),
        "photo.png": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 8, "file_not_text"),
        "large.txt": (b"1. L\xe1\xba\xadp danh s\xc3\xa1ch.\n" * (17 * 1024 * 1024 // 21 + 1), "file_too_large"),
    }
    for name, (content, _) in files.items():
        if content is not None:
            (folder / name).write_bytes(content)
    for reader in READERS:
        for name, (_, code) in files.items():
            refused(f"{reader[0]} {name}", danchu(*reader, folder / name), danchu(*reader, folder / name, "--json"), code)
        refused(f"{reader[0]} folder", danchu(*reader, folder), danchu(*reader, folder, "--json"), "file_not_read")
        refused(f"{reader[0]} program", danchu(*reader, PROGRAM), danchu(*reader, PROGRAM, "--json"), code_of_program())


def code_of_program():
    """A program with sanitizers may be larger than a text may be."""
    return "file_too_large" if os.path.getsize(PROGRAM) > 16 << 20 else "file_not_text"


def tcvn3(text):
    """The bytes of a text in the old font, from the table of the vectors: each letter stands beside its byte."""
    letters = "ăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ"
    codes = ("a8a9aaabacadae" "b5b6b7b8b9" "bbbcbdbec6" "c7c8c9cacb" "cccecfd0d1" "d2d3d4d5d6" "d7d8dcddde"
             "dfe1e2e3e4" "e5e6e7e8e9" "eaebecedee" "eff1f2f3f4" "f5f6f7f8f9" "fafbfcfdfe")
    table = dict(zip(letters, bytes.fromhex(codes)))
    return bytes(table.get(c, ord(c) if ord(c) < 128 else 63) for c in text.lower())


def check_encodings(folder):
    text = SAMPLE.read_text(encoding="utf-8")
    plain = as_json(danchu("plan", "import", SAMPLE, "--dry-run", "--json", "--on", "2026-11-23"))
    check("sample: 18 tasks, 18 citations", plain and (len(plain["tasks"]), len(plain["citations"])) == (18, 18), plain)
    forms = {
        "utf8-bom": b"\xef\xbb\xbf" + text.encode("utf-8"),
        "utf16-little": b"\xff\xfe" + text.encode("utf-16-le"),
        "utf16-big": b"\xfe\xff" + text.encode("utf-16-be"),
        "crlf": text.replace("\n", "\r\n").encode("utf-8"),
    }
    for name, content in forms.items():
        path = folder / f"{name}.md"
        path.write_bytes(content)
        run = danchu("plan", "import", path, "--dry-run", "--json", "--on", "2026-11-23")
        check(f"{name}: the same reading", run.returncode == DONE and as_json(run) == plain, run)
    path = folder / "tcvn3.txt"
    path.write_bytes(tcvn3("sở nội vụ\n\nkế hoạch\nthực hiện dân chủ năm 2021\n\n1. Lập danh sách những người được khen thưởng.\n"))
    run = danchu("plan", "import", path, "--dry-run", "--json")
    read = as_json(run)
    check("tcvn3: exit", run.returncode == DONE, run)
    check("tcvn3: the letters are those of today", read and "những người được khen thưởng" in json.dumps(read, ensure_ascii=False), read)


def check_output():
    for reader in READERS:
        run = danchu(*reader, SAMPLE, "--json", "--on", "2026-11-23")
        read = as_json(run)
        check(f"{reader[0]} --json: one JSON value and nothing else", run.returncode == DONE and read and not run.stderr, run)
        check(f"{reader[0]} --json: version 1", read and read.get("version") == 1, read)
        check(f"{reader[0]}: options before the file", as_json(danchu(*reader, "--on", "2026-11-23", "--json", SAMPLE)) == read)
        check(f"{reader[0]}: twice the same", as_json(danchu(*reader, SAMPLE, "--json", "--on", "2026-11-23")) == read)
        text = danchu(*reader, SAMPLE)
        check(f"{reader[0]}: text for people", text.returncode == DONE and text.stdout.count(b"\n") > 20 and not text.stderr, text)
        check(f"{reader[0]}: text is no JSON", as_json(text) is None)
        check(f"{reader[0]}: nothing else follows --", danchu(*reader, "--", SAMPLE).returncode == DONE)


def state_of(number, day):
    read = as_json(danchu("law", "check", SAMPLE, "--json", "--on", day))
    found = [c for c in read["citations"] if c["number"] == number]
    return found[0] if len(found) == 1 else {"when_signed": {}, "on_day": {}}


def check_days():
    rows = [
        ("159/2016/NĐ-CP", "2023-08-07", "in_force", None),
        ("159/2016/NĐ-CP", "2023-08-08", "expired", "59/2023/NĐ-CP"),
        ("04/2015/NĐ-CP", "2023-06-30", "in_force", None),
        ("04/2015/NĐ-CP", "2023-07-01", "superseded", "10/2022/QH15"),
        ("149/2018/NĐ-CP", "2021-01-31", "in_force", None),
        ("149/2018/NĐ-CP", "2021-02-01", "expired", "145/2020/NĐ-CP"),
    ]
    signed = {"159/2016/NĐ-CP": "in_force", "04/2015/NĐ-CP": "in_force", "149/2018/NĐ-CP": "expired"}
    for number, day, status, by in rows:
        state = state_of(number, day)
        now, then = state["on_day"], state["when_signed"]
        check(f"{number} on {day}", (now.get("status"), now.get("replaced_by"), now.get("on")) == (status, by, day), now)
        check(f"{number} when signed", (then.get("status"), then.get("on")) == (signed[number], "2021-03-22"), then)
    before = state_of("149/2018/NĐ-CP", "2018-12-31")["on_day"]
    check("149/2018/NĐ-CP before its day", before.get("not_yet") is True and before.get("status") == "unconfirmed", before)
    read = as_json(danchu("plan", "import", SAMPLE, "--dry-run", "--json", "--on", "2021-03-22"))
    today = {c["number"]: c["status_today"] for c in read["citations"]}
    check("plan import --on", today["159/2016/NĐ-CP"] == "in_force" and today["149/2018/NĐ-CP"] == "expired", today)


def check_people(url):
    """Whoever comes after the first person comes by `user add`: once, with a role that is one and a unit that is there."""
    add = ("user", "add", "--db", url, "--name", "Trần An", "--title", "Phó Giám đốc")
    run = danchu(*add, "--email", "An@So.Example", "--role", "head", "--unit", "TCHC")
    check("user add", run.returncode == DONE and b"/dang-nhap/" in run.stdout, run)
    run = danchu("user", "link", "--db", url, "--email", "an@so.example")
    check("who was added has a link", run.returncode == DONE and b"/dang-nhap/" in run.stdout, run)
    for wrong, said in ((("an@so.example", "head", "TCHC"), "an@so.example"), (("b@so.example", "chief", "TCHC"), "chief"),
                        (("b@so.example", "head", "XYZ"), "XYZ")):
        run = danchu(*add, "--email", wrong[0], "--role", wrong[1], "--unit", wrong[2])
        check(f"user add {wrong} is refused", run.returncode == REFUSED and said in run.stderr.decode() and not run.stdout, run)
    check("user add without a name", danchu("user", "add", "--db", url, "--email", "c@so.example", "--role", "head").returncode == USAGE)


def check_doubtful_days(folder, url):
    """A day outside of the calendar, or one hardly meant, is published as a warning and as nobody's last day."""
    plan = folder / "doubtful.txt"
    plan.write_text("SỞ NỘI VỤ\nSố: 7/KH-SNV\nAn Lạc, ngày 22 tháng 3 năm 2021\nKẾ HOẠCH\nMở lớp năm 2021\nI. NHIỆM VỤ\n"
                    "1. Sở Nội vụ mở lớp trước ngày 01/01/1900.\n2. Sở Nội vụ mở lớp trước ngày 31/4.\n"
                    "3. Sở Nội vụ mở lớp trước ngày 15/6/1921.\n4. Sở Nội vụ mở lớp trước ngày 2021-06-15.\n", encoding="utf-8")
    run = danchu("plan", "import", plan, "--db", url)
    said = run.stdout.decode()
    check("a plan with days that are none is published whole", run.returncode == 0 and "4 nhiệm vụ" in said, run)
    check("and each is listed", all(line in said for line in (
        "date_impossible: I.1, trước ngày 01/01/1900", "date_impossible: I.2, trước ngày 31/4",
        "date_doubtful: I.3, trước ngày 15/6/1921: 1921-06-14", "lines_unused: ")), said)
    rows = sqlite3.connect(folder / "import.db").execute(
        "select k.ref, k.due_on, k.due_confirmed from task k join plan p on p.id = k.plan_id where p.document_number = '7/KH-SNV'"
        " order by k.sort").fetchall()
    check("only a day that is meant is confirmed", rows == [
        ("I.1", None, 0), ("I.2", None, 0), ("I.3", "1921-06-14", 0), ("I.4", "2021-06-14", 1)], rows)


def check_import(folder):
    url = f"sqlite:{folder}/import.db"
    run = danchu("org", "init", "--db", url, "--name", "Sở", "--email", "Lan@So.Example", "--person", "Lê Lan", "--unit",
                 "TCHC=Phòng Tổ chức - Hành chính")
    check("org init", run.returncode == 0, run)
    run = danchu("user", "link", "--db", url, "--email", "lan@so.example")
    check("an address typed with capitals is found in small letters", run.returncode == 0, run)
    check_people(url)
    run = danchu("plan", "import", SAMPLE, "--db", url, "--on", "2021-03-22", "--json")
    check("--on with --db is refused with a sentence", run.returncode == 1 and as_json(run)["error"]["code"] == "on_with_db", run)
    first = as_json(danchu("plan", "import", SAMPLE, "--db", url, "--json"))
    again = as_json(danchu("plan", "import", SAMPLE, "--db", url, "--json"))
    check("an import is published", first["published_before"] is False, first)
    check("the same file again is the same plan", again == {**first, "published_before": True}, again)
    run = danchu("plan", "import", SAMPLE, "--db", url)
    check("its warnings are told", first["warnings"] == len(first["warning_list"]) > 0, first)
    check_doubtful_days(folder, url)
    check("and says so", first["plan_id"] in run.stdout.decode() and "từ trước" in run.stdout.decode(), run)


def check_derived_days(folder):
    """A day that was worked out is a proposal, and the dry run says so; a day that was read is not marked."""
    plan = folder / "derived.txt"
    plan.write_text("SỞ NỘI VỤ\n\nAn Lạc, ngày 22 tháng 3 năm 2021\n\nKẾ HOẠCH\nThực hiện dân chủ năm 2021\n\nI. NHIỆM VỤ\n\n"
                    "1. Tổng kết 10 năm thực hiện Quyết định 1856-QĐ/TU ngày 20/10/2011 của Ban Thường vụ Tỉnh ủy.\n\n"
                    "2. Văn phòng Sở tập huấn cho cán bộ xong trước ngày 11/6/2021 tại trụ sở.\n", encoding="utf-8")
    lines = danchu("plan", "import", plan, "--dry-run").stdout.decode().splitlines()
    marked = [line for line in lines if "ngày cuối 20/10/2021" in line]
    read = [line for line in lines if "hạn:" in line and "ngày cuối 10/06/2021" in line]
    check("a derived day is marked", marked and all("(gợi ý, chưa xác nhận)" in line for line in marked), lines)
    check("a day that was read is not", read and not any("chưa xác nhận" in line for line in read), lines)


def shown_time(db):
    """What a server without --now says of its time."""
    server = subprocess.Popen([PROGRAM, "serve", "--db", db, "--listen", "127.0.0.1:0"], stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, text=True)
    try:
        port = server.stdout.readline().split()[-1]
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=SECONDS) as page:
            found = re.search(r"đang là (\d+):(\d+) ngày (\d+)/06/2021", page.read().decode())
    finally:
        server.terminate()
        server.wait(SECONDS)
    hour, minute, day = map(int, found.groups())
    return (day * 24 + hour) * 60 + minute


def check_demonstration_clock(folder):
    """It goes on over restarts from when the demonstration was made, so that no report lies in the future."""
    path = folder / "demo.db"
    run = subprocess.run([PROGRAM, "demo", "make", "--db", f"sqlite:{path}"], cwd=ROOT, capture_output=True, timeout=60)
    check("demo make", run.returncode == DONE, run)
    begins = (7 * 24 + 7) * 60 + 45
    check("it begins on Monday morning", begins <= shown_time(f"sqlite:{path}") <= begins + 2)
    with contextlib.closing(sqlite3.connect(path)) as db, db:
        db.execute("update property set value = value - 26 * 3600000000 where name = 'demonstration'")
    later = begins + 26 * 60
    check("a day later it is a day later", later <= shown_time(f"sqlite:{path}") <= later + 2)
    with contextlib.closing(sqlite3.connect(path)) as db:
        newest = db.execute("select max(at_us) from task_progress").fetchone()[0]
    check("nothing is reported from the future", newest < 1623026700 * 1000000, newest)


def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        check_help()
        check_wrong_calls()
        check_refusals(folder)
        check_encodings(folder)
        check_output()
        check_days()
        check_import(folder)
        check_derived_days(folder)
        check_demonstration_clock(folder)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
