# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import broken
import proofs

PAGE = "app/x_page.c"


class Proofs(broken.Broken):
    check = staticmethod(proofs.check)

    def page(self, body: str) -> None:
        self.write(PAGE, broken.SPDX_C + "err x(void)\n{\n" + body + "\n}\n")

    def test_nothing(self) -> None:
        self.fails_on_nothing()

    def test_sound(self) -> None:
        self.page("\tTRY(attempt_try(a));\n\tp->upkeep = attempt_save_failure;")
        self.sound()

    def test_compares_by_itself(self) -> None:
        self.page("\tif (password_fits(stored, typed))\n\t\treturn OK;")
        self.fails(PAGE + ":5: password_fits counts nothing: ask attempt_try")

    def test_library_asked(self) -> None:
        self.page("\tcrypto_pwhash_str_verify(a, b, c);")
        self.fails(PAGE + ":5: crypto_pwhash_str_verify counts nothing: ask attempt_try")

    def test_tries_without_counting(self) -> None:
        self.page("\tTRY(attempt_try(a));")
        self.fails(PAGE + ":5: x calls attempt_try and counts no failure: attempt_save_failure")

    def test_password_leaves_links(self) -> None:
        self.page("\tTRY(act_exec(t, NULL, Q_password_set));\n\tTRY(act_exec(t, NULL, Q_session_end_others));")
        self.fails(PAGE + ":5: x calls Q_password_set and leaves older secrets of the person alive: "
                   "Q_link_cancel_others, Q_session_end_others")

    def test_link_leaves_links(self) -> None:
        self.page("\tTRY(act_exec(t, NULL, Q_link_add));")
        self.fails(PAGE + ":5: x calls Q_link_add and leaves older links of the person alive: Q_link_cancel_others")


if __name__ == "__main__":
    broken.main()
