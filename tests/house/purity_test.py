# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
import subprocess

import broken
import purity

SOUND = """
#include <assert.h>
#include <string.h>
struct task { const char *state; int percent; };
static const struct { const char *state; int least; } steps[] = { { "open", 0 }, { "done", 100 } };
int date_weekday(int day);
int task_rule_may(const struct task *v, int day);
int task_rule_may(const struct task *v, int day)
{
	assert(v->percent >= 0);
	for (unsigned i = 0; i < sizeof steps / sizeof steps[0]; i++)
		if (strcmp(steps[i].state, v->state) == 0)
			return v->percent >= steps[i].least && date_weekday(day) < 6;
	return 0;
}
"""


class Purity(broken.Broken):
    check = staticmethod(purity.check)

    def compile(self, text: str, *flags: str, compiler: str = "gcc") -> None:
        self.write("domain/3_do/task/task_rule.c", text)
        os.makedirs(os.path.join(self.root, "build/dev"), exist_ok=True)
        subprocess.run([compiler, "-fPIC", *flags, "-c", "-o", "build/dev/task_rule.c.o", "domain/3_do/task/task_rule.c"],
                       cwd=self.root, check=True)

    def test_sound_in_every_dress(self) -> None:
        sanitized = ["-O1", "-g", "-fsanitize=address,undefined"]
        for compiler in ("gcc", "clang-14"):
            for flags in (["-O0"], ["-O2", "-fstack-protector-all", "-D_FORTIFY_SOURCE=2"], sanitized):
                with self.subTest(compiler=compiler, flags=flags):
                    self.compile(SOUND, *flags, compiler=compiler)
                    self.sound()

    def test_asks_the_time(self) -> None:
        self.compile("long time(long *); int task_rule_late(void); int task_rule_late(void) { return time(0) > 5; }")
        self.fails("build/dev/task_rule.c.o:0: the rule is not pure: it calls time")

    def test_takes_memory(self) -> None:
        self.compile("#include <string.h>\nchar *task_rule_x(char *s); char *task_rule_x(char *s) { return strdup(s); }")
        self.fails("build/dev/task_rule.c.o:0: the rule is not pure: it calls strdup")

    def test_keeps_state(self) -> None:
        text = "int task_rule_x(void); static int calls; int task_rule_x(void) { return ++calls; }"
        for flags in ([], ["-O1", "-fsanitize=address,undefined"]):
            self.compile(text, *flags)
            self.fails("build/dev/task_rule.c.o:0: the rule keeps state: calls can be written")

    def test_keeps_state_that_begins_with_a_value(self) -> None:
        self.compile("int task_rule_x(void); int most = 3; int task_rule_x(void) { return most; }")
        self.fails("build/dev/task_rule.c.o:0: the rule keeps state: most can be written")

    def test_not_built(self) -> None:
        self.compile(SOUND)
        self.write("domain/3_do/plan/plan_rule.c", "")
        self.fails("domain/3_do/plan/plan_rule.c:1: the rule was not judged: no build folder holds its object")

    def test_nothing(self) -> None:
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
