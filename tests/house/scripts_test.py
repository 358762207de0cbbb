# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import broken
import scripts

HEAD = "#!/usr/bin/env bash\n# what it does\nset -euo pipefail\ncd \"$(dirname \"$0\")/..\"\n. tools/say.sh\n"


class Scripts(broken.Broken):
    check = staticmethod(scripts.check)

    def test_sound(self) -> None:
        self.write("run", HEAD + "# exit 1 in a remark\ncd data || refuse 3 no data\necho 'failed (exit 1)'\nexit 0\n")
        self.write("tests/start.sh", '#!/bin/bash\n. "$(dirname "$0")/../tools/say.sh"\ntrue || ended 1\nexit\n')
        self.write("tools/read.sh", "f() {\n\ttrap 'x=1' TERM\n}\n")
        self.write("tools/say.sh", "trap last EXIT\nexit 1\n")
        self.write(".ci/run", "#!/bin/sh\n# the same\nexec ./check\n")
        self.write("LICENSE", "words\n")
        self.write("tools/x.py", "#!/usr/bin/env python3\n")
        self.sound()

    def test_without_the_trap(self) -> None:
        self.write("run", "#!/usr/bin/env bash\nset -e\n")
        self.fails("run:1: reads no tools/say.sh")

    def test_work_before_the_trap(self) -> None:
        self.write("bench/run.sh", "#!/usr/bin/env bash\nset -e\nmake\n. tools/say.sh\n")
        self.fails('bench/run.sh:3: reads tools/say.sh first: only `set` and `cd "$(dirname "$0")"` may stand before')

    def test_other_shell(self) -> None:
        self.write("run", "#!/bin/sh\nset -e\nmake\n")
        self.fails("run:1: is no bash script: tools/say.sh asks for bash")

    def test_its_own_trap(self) -> None:
        self.write("run", HEAD + "trap 'rm -rf x' EXIT\n")
        self.write("tools/read.sh", "trap - ERR\n")
        said = "takes a trap that is tools/say.sh's; what is to be cleaned up belongs into clean_up"
        self.fails(f"run:6: {said}", f"tools/read.sh:1: {said}")

    def test_exit_without_a_sentence(self) -> None:
        self.write("run", HEAD + "exit 3\nmake || exit\nif true; then exit $status; fi\n{ echo x; exit 1; }\n")
        said = "exits with a failure and no sentence: `refuse STATUS SENTENCE`, or `ended STATUS`"
        self.fails(*(f"run:{n}: {said}" for n in (6, 7, 8, 9)))

    def test_nothing(self) -> None:
        self.write("LICENSE", "words\n")
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
