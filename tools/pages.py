# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Templates x.html -> gen/pages.h and gen/pages.c: one C function page_NAME(struct html *o, ...) a page.

    %include "domain/x/x.h"     beside x.h, which is included by itself when it stands beside x.html
    %page task_show(const struct req *q, const struct task *t)
    <h1>{{t->title}}</h1>       an expression, escaped by its type and place
    % if (t->done) {            a line of C;  %# is a remark,  %% begins a line of text with a percent sign
      <p class="m">{{_("Đã xong")}} {{_f("lúc {0}", time_vn(o->out.a, t->done_us))}}</p>
    % }
    {{raw:svg}}                 bytes that are trusted: look for them with grep
    %end

Indentation goes, line ends stay as one byte; a backslash at the end of a line joins it to the next.
href="/x" and action="/x" keep the reader's language by themselves; href="{{x}}" passes html_url, which does the same.
"""
import os
import re
import sys

from generated import c_text, fail, write

URL = {"href", "src", "action", "formaction"}
KEPT = {"pre", "textarea"}  # elements whose white space is content
RAW = {"script", "style"}


class Page:
    """Walks the HTML of one page, knowing at each place what may stand there, and writes the C of it."""

    def __init__(self, path):
        self.path, self.line, self.c, self.pending = path, 0, [], ""
        self.state, self.tag, self.attribute, self.value, self.inside = "text", "", "", "", ""

    def fail(self, say):
        fail(self.path, self.line, say)

    def control(self, c):
        if re.match(r"(if|else|for|while|do)\b", c) and not re.search(r"[{};]$", c):
            self.fail("a block needs its '{': lines of text in a row become one statement")
        self.code(c)

    def code(self, c):
        self.flush()
        self.c.append(f'#line {self.line} "{self.path}"\n\t{c}\n')

    def flush(self):
        if self.pending:
            n = len(self.pending.encode("utf-8"))
            self.c.append(f"\thtml_raw(o, {c_text(self.pending)}, {n});\n")
            self.pending = ""

    def text(self, s):
        i = 0
        while i < len(s):
            if s.startswith("{{", i):
                end = s.find("}}", i)
                if end < 0:
                    self.fail("'{{' without '}}' on the same line")
                self.expression(s[i + 2:end].strip())
                i = end + 2
            else:
                i += self.step(s, i)

    def expression(self, x):
        if self.inside in RAW:
            self.fail(f"'{{{{' inside <{self.inside}>: hand values over in data- attributes")
        if self.state not in ("text", "value"):
            self.fail("'{{' may stand in text and in quoted attribute values only")
        if not x:
            self.fail("empty '{{ }}'")
        if x.startswith("raw:"):
            if self.state != "text":
                self.fail("raw output inside an attribute")
            self.code(f"html_raw_text(o, {x[4:].strip()});")
        elif self.state == "value" and self.attribute in URL and self.value == "/":
            self.fail("an address may not begin with '/{{': what follows could name another host")
        elif self.state == "value" and self.attribute in URL and self.value == "":
            self.code(f"html_url(o, {x});")
        else:
            self.code(f"html_out(o, {x});")
        self.value += "{{}}"

    def step(self, s, i):
        """Takes one piece of HTML at s[i] and returns its length."""
        c = s[i]
        n = 1
        if self.state == "text":
            closing = re.compile(r"</([a-zA-Z]+)").match(s, i)
            opening = re.compile(r"<([a-zA-Z][a-zA-Z0-9-]*)").match(s, i)
            if s.startswith("<!--", i):
                self.fail("a comment would reach the reader: write %# instead")
            if closing and (not self.inside or closing[1].lower() == self.inside):
                self.inside, self.state, self.tag = "", "tag", "/"
                n = len(closing[0])
            elif opening and not self.inside:
                self.state, self.tag = "tag", opening[1].lower()
                n = len(opening[0])
        elif self.state == "tag":
            name = re.compile(r"[a-zA-Z_:@][-a-zA-Z0-9_:.@]*").match(s, i)
            if c == ">":
                self.state = "text"
                self.inside = self.tag if self.tag in RAW | KEPT else ""
            elif name:
                self.attribute = name[0].lower()
                n = len(name[0])
                self.check_name()
                if s.startswith("=", i + n):
                    if s[i + n + 1:i + n + 2] != '"':
                        self.fail(f"the value of {self.attribute}= must stand in double quotes")
                    n += 2
                    self.state, self.value = "value", ""
            elif c in "\"'=<":
                self.fail(f"{c} where an attribute was expected")
        elif c == '"':  # the end of a value
            self.check_value()
            self.state = "tag"
        else:
            if c == "/" and self.value == "" and self.attribute in ("href", "action") and s[i + 1:i + 2] != "/":
                self.code("html_language(o);")
            self.value += c
        self.pending += s[i:i + n]
        return n

    def check_name(self):
        if self.attribute == "style" or self.attribute.startswith("on"):
            self.fail(f"{self.attribute}= is refused by the content security policy: use a class or app.js")

    def check_value(self):
        plain = re.sub(r"[\s\x00-\x1f]|&#?\w+;", "", self.value).lower()
        if self.attribute in URL and re.match(r"(javascript|vbscript|data):", plain) and plain != "data:,":
            self.fail(f"{self.attribute}= must not run code")

    def add(self, s):
        if self.inside not in KEPT:
            s = s.strip()
            if not s:
                return
        self.text(s[:-1] if s.endswith("\\") else s + "\n")

    def end(self):
        self.flush()
        if self.state != "text" or self.inside:
            self.fail(f"the page ends inside <{self.inside or self.tag}>")


def template(path, heads, includes, bodies):
    own = os.path.splitext(path)[0] + ".h"
    if os.path.exists(own):
        includes.append(f'"{own}"')
    page = None
    line = 0
    with open(path, encoding="utf-8") as f:
        for line, s in enumerate(f.read().splitlines(), 1):
            if page:
                page.line = line
            if s.startswith("%#") or re.match(r"<!-- SPDX-[-\w]+: .* -->$", s):
                continue
            if s.startswith("%include "):
                includes.append(s[9:].strip())
            elif s.startswith("%page "):
                head = re.match(r"(\w+)\((.*)\)\s*$", s[6:].strip())
                if page:
                    fail(path, line, "%page inside a page")
                if not head:
                    fail(path, line, "write %page name(arguments)")
                page = Page(path)
                page.line = line
                arguments = head[2].strip()
                prototype = f"void page_{head[1]}(struct html *o{', ' + arguments if arguments else ''})"
                heads.append((prototype, f'#line {line} "{path}"\n'))
            elif s.startswith("%end"):
                if not page:
                    fail(path, line, "%end without %page")
                page.end()
                bodies.append("".join(page.c))
                page = None
            elif not page:
                if s.strip():
                    fail(path, line, "text outside of a page")
            elif s.startswith("%%"):
                page.add(s[1:])
            elif s.startswith("%"):
                page.control(s[1:].strip())
            else:
                page.add(s)
    if page:
        fail(path, line, "%page without %end")


def main(folder, paths):
    heads, includes, bodies = [], [], []
    for path in paths:
        template(path, heads, includes, bodies)
    tags = sorted(set(re.findall(r"\bstruct \w+", " ".join(h for h, _ in heads))))
    write(os.path.join(folder, "pages.h"), "#ifndef PAGES_H\n#define PAGES_H\n#include \"platform/http/http.h\"\n"
          + "".join(t + ";\n" for t in tags) + "".join(h + ";\n" for h, _ in heads) + "#endif\n")
    write(os.path.join(folder, "pages.c"), '#include "gen/pages.h"\n'
          + "".join(f"#include {i}\n" for i in dict.fromkeys(includes))
          + "#define _(s) tr(o->lang, s)\n#define _f(...) tr_with(o->out.a, o->lang, __VA_ARGS__)\n"
          + "".join(f"{line}{h}\n{{\n\t(void)o;\n{b}}}\n" for (h, line), b in zip(heads, bodies)))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
