# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""tools/say.sh: a script that ends badly says why, once, with its file and line, and keeps its exit code."""
import os
import re
import shutil
import signal
import subprocess
import time

import broken
import house

ROOT = os.path.join(house.HERE, "..", "..")
HEAD = '#!/usr/bin/env bash\nset -euo pipefail\n. tools/say.sh\n'  # what follows begins at line 4
UNFORESEEN = re.compile(r"\./x: (\S+?)(?: line (\d+))?: stopped at `(.*)` \(exit (\d+)\), which was not foreseen")


class Say(broken.Broken):
    def setUp(self) -> None:
        super().setUp()
        os.mkdir(os.path.join(self.root, "tools"))
        shutil.copy(os.path.join(ROOT, "tools/say.sh"), os.path.join(self.root, "tools"))

    def script(self, body: str, head: str = HEAD) -> None:
        self.write("x", head + body)
        os.chmod(os.path.join(self.root, "x"), 0o755)

    def ends(self, body: str, status: int, head: str = HEAD) -> list[str]:
        """What it said on stderr, as lines."""
        self.script(body, head)
        done = subprocess.run(["./x"], cwd=self.root, text=True, capture_output=True, timeout=30, stdin=subprocess.DEVNULL)
        self.assertEqual(done.returncode, status, (body, done))
        self.said = done.stdout
        return done.stderr.splitlines()

    def unforeseen(self, body: str, place: str, status: int = 1) -> None:
        """One sentence of ours, that names the place (of a compound its last line); bash may have said its own before, and
        names the line where ours cannot."""
        lines = self.ends(body, 3)
        ours = [m for m in map(UNFORESEEN.fullmatch, lines) if m]
        self.assertEqual(len(ours), 1, (body, lines))
        self.assertEqual((f"{ours[0][1]}:{ours[0][2] or 'bash'}", int(ours[0][4])), (place, status), lines)
        self.assertLessEqual(len(lines), 2, lines)

    def test_good_end_is_silent(self) -> None:
        self.assertEqual(self.ends("true\n", 0), [])
        self.assertEqual(self.ends("false || true\nif false; then exit 9; fi\n! true\nexit 0\n", 0), [])

    def test_command_that_fails(self) -> None:
        self.unforeseen("true\nfalse\n", "./x:5")
        self.unforeseen("sh -c 'exit 7'\n", "./x:4", 7)

    def test_substitution_in_an_assignment(self) -> None:
        self.unforeseen('f() {\n\tlocal present\n\tpresent=$(false)\n}\nf\n', "./x:6")

    def test_middle_of_a_pipe(self) -> None:
        self.unforeseen("false | cat\n", "./x:4")
        self.unforeseen("echo | (exit 4) | cat\n", "./x:4", 4)

    def test_function_in_a_substitution(self) -> None:
        self.unforeseen("f() {\n\tfalse\n}\nx=$(f)\n", "./x:7")

    def test_subshell(self) -> None:
        self.unforeseen("(\nfalse\ntrue\n)\n", "./x:7")

    def test_file_that_is_read(self) -> None:
        self.write("tools/y.sh", "f() {\n\ttrue\n\tfalse\n}\n")
        self.unforeseen(". tools/y.sh\nf\n", "tools/y.sh:3")
        self.unforeseen("true\n. tools/absent.sh\n", "./x:bash")

    def test_no_such_command(self) -> None:
        self.unforeseen("no-such-command\n", "./x:4", 127)

    def test_variable_without_a_value(self) -> None:
        self.unforeseen('f() {\n\techo "$nothing"\n}\nf\n', "./x:7")

    def test_exit_without_a_reason(self) -> None:
        self.unforeseen("f() {\n\texit 5\n}\nf\n", "./x:7", 5)

    def test_refused(self) -> None:
        for status in (1, 2, 3):
            self.assertEqual(self.ends(f"refuse {status} no such thing\n", status), ["./x: no such thing"])

    def test_reason_said_before(self) -> None:
        self.assertEqual(self.ends("echo reason >&2\nended 1\n", 1), ["reason"])

    def test_script_that_goes_on_after_failures(self) -> None:
        head = HEAD.replace("-euo", "-uo")
        self.assertEqual(self.ends("false\nended 0\n", 0, head), [])
        self.assertEqual(self.ends("false\nended 1\n", 1, head), [])
        self.assertRegex(self.ends("false\nexit 1\n", 3, head)[0], "stopped at `exit 1`")

    def test_clean_up_runs_once_at_every_end_and_after_the_sentence(self) -> None:
        clean = "clean_up() {\n\tfalse\n\techo cleaned >&2\n}\n"
        self.assertEqual(self.ends(clean, 0), ["cleaned"])
        self.assertEqual(self.ends(clean + "refuse 2 why\n", 2), ["./x: why", "cleaned"])
        self.assertEqual(self.ends(clean + "false\n", 3)[1:], ["cleaned"])
        self.assertEqual(self.ends(clean + "kill -TERM $$\n", 143), ["./x: ended by SIGTERM", "cleaned"])

    def test_timed(self) -> None:
        self.assertEqual(self.ends("timed 'doing a' echo loud\n", 0), [])
        self.assertRegex(self.said, r"^doing a \.\.\. \d+ s\n$")
        lines = self.ends("timed 'doing b' sh -c 'echo reason; exit 9'\n", 3)
        self.assertEqual(lines, ["reason", "./x: doing b: failed (exit 9); the reason stands above"])
        self.assertRegex(self.said, r"^doing b \.\.\. failed after \d+ s\n$")

    def test_signals(self) -> None:
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            self.script("echo ready\nfor ((;;)); do sleep 0.05; done\n")
            with subprocess.Popen(["./x"], cwd=self.root, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as x:
                x.stdout.readline()
                time.sleep(0.1)
                x.send_signal(number)
                said = x.communicate(timeout=20)[1]
            self.assertEqual((x.returncode, said), (128 + number, f"./x: ended by {number.name}\n"))


if __name__ == "__main__":
    broken.main()
