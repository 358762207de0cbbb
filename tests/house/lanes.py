# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""lanes: expensive work is begun in its own lane: a function of a page asks in_lane before it calls what costs much."""
import re

import house

# what costs much, and its lane
COSTS = {"password_fits": "LANE_PASSWORD", "password_hash": "LANE_PASSWORD", "attempt_try": "LANE_PASSWORD"}
CALL = re.compile(r"\b(" + "|".join(COSTS) + r")\s*\(")


def check(h: house.House) -> None:
    for path in h.files("_page.c"):
        text = h.text(path)
        for f in house.c_functions(text):
            body = house.c_code(f.body)
            for m in CALL.finditer(body):
                lane = COSTS[m.group(1)]
                if not re.search(rf"\bin_lane\s*\([^;]*\b{lane}\b", body[:m.start()]):
                    h.wrong(path, house.line_of(text, f.start + m.start()),
                            f"{f.name} calls {m.group(1)} outside its lane: ask in_lane with {lane} first")


if __name__ == "__main__":
    house.main(check)
