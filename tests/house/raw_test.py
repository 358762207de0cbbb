# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import broken
import raw

PAGE = "domain/3_do/plan/plan.html"


class Raw(broken.Broken):
    check = staticmethod(raw.check)

    def setUp(self) -> None:
        super().setUp()
        self.write(PAGE, "<p>{{v->title}}</p>\n{{raw:chart}}\n")
        self.write(raw.ALLOWED, f"# reasons\n{PAGE}  chart  drawn by us from numbers\n")

    def test_sound(self) -> None:
        self.sound()

    def test_not_allowed(self) -> None:
        self.write(PAGE, "<p>\n{{raw: v->title }}{{raw:chart}}</p>\n")
        self.fails(f"{PAGE}:2: {{{{raw: v->title }}}} is not in {raw.ALLOWED}")

    def test_no_longer_needed(self) -> None:
        self.write(PAGE, "<p></p>\n")
        self.fails(f"{raw.ALLOWED}:2: {PAGE} no longer needs chart")

    def test_without_reason(self) -> None:
        self.write(raw.ALLOWED, f"{PAGE}  chart\n")
        self.fails(f"{raw.ALLOWED}:1: a row is: path, expression, reason, two spaces between them",
                   f"{PAGE}:2: {{{{raw:chart}}}} is not in {raw.ALLOWED}")

    def test_raw_from_c(self) -> None:
        self.write("app/serve.c", "/* html_raw(o) */\nint f() { html_raw(o, s, 3); }\n")
        self.fails("app/serve.c:2: unescaped output stands in pages, as {{raw:x}}, never in C")


class Nothing(broken.Broken):
    check = staticmethod(raw.check)

    def test_nothing(self) -> None:
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
