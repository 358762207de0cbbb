# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""tools/pages.py: what it writes compiles and means what the template says; each refusal is broken once on purpose."""
import os
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
TOOL = os.path.join(ROOT, "tools", "pages.py")
passed = failed = 0


def run(body, whole=False):
    """The generated C and the message of the tool for one page (or a whole file)."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "x.html")
        with open(path, "w", encoding="utf-8") as f:
            f.write(body if whole else f"%page x(const char *v)\n{body}\n%end\n")
        r = subprocess.run([sys.executable, TOOL, folder, path], capture_output=True, text=True, timeout=20)
        made = os.path.join(folder, "pages.c")
        c = open(made, encoding="utf-8").read() if r.returncode == 0 else ""
        return c, r.stderr


def told(name, good, seen=""):
    global passed, failed
    if good:
        passed += 1
    else:
        failed += 1
        print(f"FAILED {name}\n{seen}")


def refuses(name, body, part, line=2, whole=False):
    c, say = run(body, whole)
    told(name, c == "" and part in say and f"x.html:{line}:" in say, say or c)


def writes(name, body, *parts):
    c, say = run(body)
    told(name, c and all(p in c for p in parts), say or c)


def writes_not(name, body, part):
    c, say = run(body)
    told(name, c and part not in c, say or c)


refuses("unquoted literal", "<a href=/x>y</a>", "double quotes")
refuses("unquoted expression", "<a href={{v}}>y</a>", "double quotes")
refuses("single quotes", "<a href='/x'>y</a>", "double quotes")
refuses("script", "<script>var x = '{{v}}'</script>", "inside <script>")
refuses("style element", "<style>a{color:{{v}}}</style>", "inside <style>")
refuses("style attribute", '<p style="color:red">x</p>', "style=")
refuses("event attribute", '<p onclick="go()">x</p>', "onclick=")
refuses("event attribute without value", "<p ONLOAD>x</p>", "onload=")
refuses("javascript", '<a href="javascript:go()">x</a>', "run code")
refuses("javascript, hidden", '<a href=" java\tscript:go()">x</a>', "run code")
refuses("javascript, entity", '<a href="java&#10;script:go()">x</a>', "run code")
refuses("data address", '<a href="data:text/html,x">x</a>', "run code")
refuses("attribute from outside", "<p {{v}}>x</p>", "quoted attribute values only")
refuses("name from outside", "<p a{{v}}>x</p>", "quoted attribute values only")
refuses("raw in an attribute", '<p class="{{raw:v}}">x</p>', "raw output")
refuses("host from outside", '<a href="/{{v}}">x</a>', "another host")
refuses("block without brace", "% if (v)\n<p>x</p>", "needs its '{'")
refuses("not closed", "<p>{{v</p>", "without")
refuses("empty", "<p>{{ }}</p>", "empty")
refuses("comment", "<!-- x -->", "comment")
refuses("tag left open", "<p class=\"x\"", "ends inside", line=3)
refuses("script left open", "<script src=\"/a.js\">", "ends inside", line=3)
refuses("page in page", "%page a()\n%page b()\n%end\n", "inside a page", whole=True)
refuses("no end", "%page a()\n<p>\n", "without %end", whole=True)
refuses("end without page", "<\n", "outside", line=1, whole=True)
refuses("end first", "%end\n", "without %page", line=1, whole=True)
refuses("no arguments", "%page a\n%end\n", "arguments", line=1, whole=True)

writes("escaped", "<p>{{v}}</p>", "html_out(o, v);", '#line 2 "')
writes("address", '<a href="{{v}}">x</a>', "html_url(o, v);")
writes("rest of an address", '<a href="/x?{{v}}">x</a>', "html_out(o, v);")
writes("language of links", '<a href="/x">x</a>', "html_language(o);")
writes("language of forms", '<form action="/x"></form>', "html_language(o);")
writes_not("not of sources", '<script src="/x"></script>', "html_language")
writes_not("not of other hosts", '<a href="//x">y</a>', "html_language")
writes("raw", "<p>{{raw:v}}</p>", "html_raw_text(o, v);")
writes("one literal", "<p>\n\t<b>\n  x</b>\n</p>", 'html_raw(o, "<p>\\n<b>\\nx</b>\\n</p>\\n", 19);')
writes("length in bytes", "ế", ", 4);")
writes("joined lines", "a\\\nb", '"ab\\n", 3')
writes("kept white space", "<pre>\n  x\n</pre>", '<pre>\\n  x\\n</pre>')
writes("percent sign", "%% x", '"% x\\n"')
writes("remark", "%# nobody sees this\nx", '"x\\n"')
writes("C", "% if (v) {\nx\n% }", "\tif (v) {", '#line 4 "')
writes("icon", '<link rel="icon" href="data:,">', "data:,")
writes("half an attribute", '<option value="1"\n% if (v) {\nselected\n% }\n>x</option>', "selected")
writes("trigraph", "a??=b", "\\077\\077=")

c, say = run("%include \"domain/x/x.h\"\n%page a(const struct task *t, date d)\n%end\n", whole=True)
told("include", '#include "domain/x/x.h"' in c, c + say)

print(f"{passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
