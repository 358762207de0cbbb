# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""tools/lang.py: finds what is marked and only that; each defect of a translation is made once on purpose."""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOL = os.path.join(ROOT, "tools", "lang.py")
passed = failed = 0
GOOD = 'msgid "Xin chào {0}"\nmsgstr "Hello {0}"\n'


def told(name, good, seen=""):
    global passed, failed
    passed, failed = passed + bool(good), failed + (not good)
    if not good:
        print(f"FAILED {name}\n{seen}")


def run(po, c="", html="", word="--check"):
    with tempfile.TemporaryDirectory() as root:
        for name, text in (("app/x.c", c), ("app/x.html", html), ("lang/en.po", po)):
            os.makedirs(os.path.dirname(os.path.join(root, name)), exist_ok=True)
            with open(os.path.join(root, name), "w", encoding="utf-8") as f:
                f.write(text)
        r = subprocess.run([sys.executable, TOOL, word, root], capture_output=True, text=True, timeout=20)
        with open(os.path.join(root, "lang/en.po"), encoding="utf-8") as f:
            return r.returncode, r.stdout + r.stderr, f.read()


def fails(name, part, po, c="", html=""):
    code, say, _ = run(po, c, html)
    told(name, code != 0 and part in say, say)


USED = 'f(N_("Xin chào {0}"));\n'
told("good in C", run(GOOD, USED)[0] == 0, run(GOOD, USED)[1])
told("good in a template", run(GOOD, html='<p>{{_f("Xin chào {0}", x)}}</p>')[0] == 0)
told("in several literals", run(GOOD, 'N_("Xin "\n   "chào {0}")')[0] == 0)
told("a remark is no mark", run(GOOD, USED + '/* N_("không") */\n', "%# _(\"không\")\n")[0] == 0)
told("a function that ends so is no mark", run(GOOD, USED + 'other_n_("không"); tr_("không");')[0] == 0)
told("quotes and backslashes", run(GOOD + '\nmsgid "a \\"b\\" \\\\ c\\n"\nmsgstr "x"\n', USED + 'N_("a \\"b\\" \\\\ c\\n")')[0] == 0)
fails("missing", "no English", "", USED)
fails("missing in a template", "app/x.html:2", GOOD, USED, '\n{{_("Tạm biệt")}}')
fails("empty", "no English", 'msgid "Xin chào {0}"\nmsgstr ""\n', USED)
fails("fuzzy", "no certain English", "#, fuzzy\n" + GOOD, USED)
fails("place lost", "placeholders", 'msgid "Xin chào {0}"\nmsgstr "Hello"\n', USED)
fails("place added", "placeholders", 'msgid "Xin chào {0}"\nmsgstr "Hello {0} {1}"\n', USED)
fails("used nowhere", "used nowhere", GOOD + '\nmsgid "Cũ"\nmsgstr "Old"\n', USED)
fails("twice", "twice", GOOD + "\n" + GOOD, USED)
fails("not understood", "not understood", GOOD + "\nmsgctxt x\n", USED)
fails("nothing to read", "nothing was read", "")
code, say, po = run(GOOD + '\nmsgid "Cũ"\nmsgstr "Old"\n', USED + 'N_("Mới")', word="--update")
told("update keeps, adds, drops", 'msgstr "Hello {0}"' in po and 'msgid "Mới"\nmsgstr ""' in po and "Cũ" not in po, po)

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
