# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import os

import broken
import law_traced

RULES = """\
# rule K9 is only a comment
rule C1
    act     count
    status  confirmed
rule K3_until_2026
    act     settle
    awaits  complaint
rule K3
    act     settle
    awaits  complaint
"""
RULE = "domain/0_shared/term/term_rule.c"
TEST = "domain/0_shared/term/term_test.c"


class LawTraced(broken.Broken):
    check = staticmethod(law_traced.check)

    def setUp(self) -> None:
        super().setUp()
        self.write("law/rules.law", RULES)
        self.write(RULE, "/* LAW C1: the first day is not counted. */\nint x = LAW_EXPIRED;\n")
        self.write(TEST, '{ "LAW C1: a Sunday" },\n')

    def test_sound(self) -> None:
        self.sound()

    def test_no_such_row(self) -> None:
        self.write(RULE, "/* LAW C1: one. */\n/* twice.  LAW blds_147_2: the first day. */\n")
        self.fails(f"{RULE}:2: LAW blds_147_2 is no row of law/rules.law")

    def test_no_id(self) -> None:
        self.write(RULE, "/* LAW C1: one. */\n\n/* LAW on terms.\n * LAW C1, see there */\n")
        self.fails(f"{RULE}:3: 'LAW on' names no row: write `LAW id:` with an id of law/rules.law",
                   f"{RULE}:4: 'LAW C1' names no row: write `LAW id:` with an id of law/rules.law")

    def test_no_test(self) -> None:
        self.write(TEST, '{ "C1, a Sunday" },\n')
        self.fails(f"{RULE}:1: no test cites LAW C1")

    def test_cited_in_text_of_people_only(self) -> None:
        self.write(RULE, 'const char *x = "LAW C1: one";\n')
        self.fails("law/rules.law:2: nothing cites C1: cite it as `LAW C1:`, or say what it awaits")

    def test_row_of_nobody(self) -> None:
        self.write("law/rules.law", RULES + "rule K4\n    act  send\n")
        self.fails("law/rules.law:11: nothing cites K4: cite it as `LAW K4:`, or say what it awaits")

    def test_awaits_no_longer(self) -> None:
        self.write("domain/4_check/case/case_rule.c", "/* LAW K3: thirty days. */\n")
        self.write("domain/4_check/case/case_test.c", "/* LAW K3: thirty days. */\n")
        self.fails("law/rules.law:5: K3_until_2026 awaits complaint, but the code cites it",
                   "law/rules.law:8: K3 awaits complaint, but the code cites it")

    def test_earlier_regime_goes_with_its_row(self) -> None:
        self.write("law/rules.law", RULES.replace("    awaits  complaint\n", ""))
        self.write("domain/4_check/case/case_rule.c", "/* LAW K3: thirty days. */\n")
        self.write("domain/4_check/case/case_test.c", "/* LAW K3: thirty days. */\n")
        self.sound()

    def test_what_was_awaited_is_built(self) -> None:
        self.write("domain/4_check/complaint/complaint.h", "int x;\n")
        self.fails("law/rules.law:5: K3_until_2026 awaits complaint, which is built and does not cite it",
                   "law/rules.law:8: K3 awaits complaint, which is built and does not cite it")

    def test_test_of_no_row(self) -> None:
        self.write(TEST, '{ "LAW C1: a Sunday" },\n{ "LAW C7: a Monday" },\n')
        self.fails(f"{TEST}:2: LAW C7 is no row of law/rules.law")

    def test_nothing(self) -> None:
        os.remove(os.path.join(self.root, "law/rules.law"))
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
