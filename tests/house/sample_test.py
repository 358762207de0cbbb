# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import os
from unittest import mock

import broken
import sample

PLAN = """**KẾ HOẠCH**
1. Trưởng các phòng làm một việc rất dài và rất khó trong năm nay của tỉnh.

**Nguyễn Thị Bình Minh**
"""


class Sample(broken.Broken):
    check = staticmethod(sample.check)

    def setUp(self) -> None:
        super().setUp()
        self.write("shared/samples/plan.md", PLAN)
        shared = mock.patch.dict(os.environ, SHARED=os.path.join(self.root, "shared"))
        shared.start()
        self.addCleanup(shared.stop)
        self.write("app/serve.c", 'const char *s = "làm một việc";\n')

    def test_sound(self) -> None:
        self.sound()

    def test_province(self) -> None:
        self.write("app/serve.c", '/* Quảng Ngãi */\nconst char *s = "tỉnh Quảng Ngãi";\n')
        self.fails("app/serve.c:2: names the sample's province: quảng ngãi")

    def test_signer_decomposed(self) -> None:
        self.write("app/serve.c", 'const char *s = "Nguyễn Thị Bình  Minh";\n'.replace("ễ", "e\u0302\u0303"))
        self.fails("app/serve.c:1: names the sample's signer: nguyễn thị bình minh")

    def test_phrase(self) -> None:
        self.write("domain/3_do/plan/plan.html", "<p>\nCác phòng làm một việc rất dài và rất khó trong năm nay.\n</p>\n")
        self.fails("domain/3_do/plan/plan.html:2: repeats the sample plan: các phòng làm một việc rất dài và rất khó trong năm")

    def test_tests_may(self) -> None:
        self.write("domain/3_do/plan/plan_test.c", 'const char *s = "Quảng Ngãi";\n')
        self.sound()

    def test_nothing(self) -> None:
        os.remove(os.path.join(self.root, "app/serve.c"))
        self.fails_on_nothing()


if __name__ == "__main__":
    broken.main()
