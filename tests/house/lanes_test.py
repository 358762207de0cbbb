# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import broken
import lanes

ASKS = "\tif (!in_lane(q, p, (struct turn){ LANE_PASSWORD, .crowded = refused }))\n\t\treturn OK;\n"
HASHES = "\ts = password_hash(q->a, form(q, \"mat_khau\"));\n"


class Lanes(broken.Broken):
    check = staticmethod(lanes.check)

    def page(self, body: str) -> None:
        self.write("app/x_page.c", "err x_post(const struct req *q, struct res *p)\n{\n" + body + "\treturn OK;\n}\n")

    def test_sound(self) -> None:
        self.page(ASKS + HASHES + "\t/* attempt_try(q) */\n")
        self.sound()

    def test_never_asks(self) -> None:
        self.page(HASHES)
        self.fails("app/x_page.c:3: x_post calls password_hash outside its lane: ask in_lane with LANE_PASSWORD first")

    def test_asks_too_late(self) -> None:
        self.page("\tif (attempt_try(q))\n\t\treturn OK;\n" + ASKS)
        self.fails("app/x_page.c:3: x_post calls attempt_try outside its lane: ask in_lane with LANE_PASSWORD first")

    def test_asks_for_another(self) -> None:
        self.page(ASKS.replace("LANE_PASSWORD", "LANE_PAPER") + HASHES)
        self.fails("app/x_page.c:5: x_post calls password_hash outside its lane: ask in_lane with LANE_PASSWORD first")

    def test_nothing(self) -> None:
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
