# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""proofs: what a person types to prove himself is looked at in one place that counts, and a new secret ends the old ones.

- A typed password meets the stored one in attempt_try alone (platform/auth); whoever calls that hands over the failure.
- A function that sets a password ends the person's open links and other sessions; one that makes a link ends the older."""
import re

import house

# what is called, the only files that may (besides tests)
ONLY = [("crypto_pwhash_str_verify", ("platform/auth/password.c",)),
        ("password_fits", ("platform/auth/password.c", "platform/auth/password.h", "platform/auth/attempt.c"))]
# who names the first also names the rest
TOGETHER = [("attempt_try", ("attempt_save_failure",), "counts no failure"),
            ("Q_password_set", ("Q_link_cancel_others", "Q_session_end_others"), "leaves older secrets of the person alive"),
            ("Q_link_add", ("Q_link_cancel_others",), "leaves older links of the person alive")]


def names(code: str, word: str) -> int:
    """Offset of the first mention, -1 without."""
    m = re.search(rf"\b{word}\b", code)
    return m.start() if m else -1


def check(h: house.House) -> None:
    for path in h.files(".c", ".h"):
        if path.endswith("_test.c") or path.startswith("tests/"):
            continue
        text = h.text(path)
        code = house.c_code(text)
        for word, files in ONLY:
            for m in re.finditer(rf"\b{word}\s*\(", code):
                if path not in files:
                    h.wrong(path, house.line_of(code, m.start()), f"{word} counts nothing: ask attempt_try")
        for f in house.c_functions(text):
            for word, others, wrong in TOGETHER:
                body = house.c_code(f.body)
                at = names(body, word)
                if at >= 0 and any(names(body, other) < 0 for other in others):
                    h.wrong(path, house.line_of(text, f.start + at), f"{f.name} calls {word} and {wrong}: {', '.join(others)}")


if __name__ == "__main__":
    house.main(check)
