# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Files of web/ -> gen/web.h and gen/web.c: bytes, the same compressed, and an address that changes with the content.

so.css becomes /tinh/so.1f2e3d4c5b6a.css, named WEB_SO_CSS in C; url("band.svg") in a stylesheet follows its file.
"""
import gzip
import hashlib
import os
import re
import sys

from generated import c_text, fail, write

TYPES = {".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".svg": "image/svg+xml",
         ".png": "image/png"}


def address(name, content):
    stem, ending = os.path.splitext(name)
    return f"/tinh/{stem}.{hashlib.sha256(content).hexdigest()[:12]}{ending}"


def c_bytes(b):
    lines = (b[i:i + 32] for i in range(0, len(b), 32))
    return "{\n" + "".join("\t" + ",".join(str(x) for x in line) + ",\n" for line in lines) + "}"


def without_remarks(css):
    return re.sub(rb"/\*.*?\*/\s*", b"", css, flags=re.S)


def main(folder, paths):
    files = {}
    for path in sorted(paths, key=lambda p: (p.endswith(".css"), p)):  # stylesheets last: they name the others
        name, ending = os.path.basename(path), os.path.splitext(path)[1]
        if ending not in TYPES:
            fail(path, 1, f"no media type for {ending}")
        with open(path, "rb") as f:
            content = f.read()
        if ending == ".css":
            content = without_remarks(content)
            for m in set(re.findall(rb'url\("([^":]+)"\)', content)):
                if m.decode() not in files:
                    fail(path, 1, f"no such file: {m.decode()}")
                content = content.replace(b'url("' + m + b'")', b'url("' + files[m.decode()][0].encode() + b'")')
        files[name] = (address(name, content), content, TYPES[ending])
    macro = {name: "WEB_" + re.sub(r"\W", "_", name).upper() for name in files}
    write(os.path.join(folder, "web.h"), "#ifndef WEB_H\n#define WEB_H\n#include <stddef.h>\n"
          "struct web_file {\n\tconst char *path, *type, *tag;\n\tconst unsigned char *plain, *gzip;\n"
          "\tsize_t plain_n, gzip_n;\n};\nextern const struct web_file web_files[];\n"
          + "".join(f"#define {macro[n]} {c_text(files[n][0])}\n" for n in sorted(files)) + "#endif\n")
    c = '#include "gen/web.h"\n'
    rows = ""
    for i, name in enumerate(sorted(files)):
        path, content, kind = files[name]
        packed = gzip.compress(content, 9, mtime=0)
        c += f"static const unsigned char plain_{i}[] = {c_bytes(content)};\n"
        c += f"static const unsigned char gzip_{i}[] = {c_bytes(packed)};\n"
        tag = '"' + path.split(".")[-2] + '"'
        rows += (f"\t{{ {c_text(path)}, {c_text(kind)}, {c_text(tag)}, plain_{i}, gzip_{i}, "
                 f"sizeof plain_{i}, sizeof gzip_{i} }},\n")
    write(os.path.join(folder, "web.c"), c + "const struct web_file web_files[] = {\n" + rows + "\t{ 0 },\n};\n")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
