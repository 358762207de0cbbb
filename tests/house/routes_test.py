# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
import os

import broken
import routes

TABLE = """const struct route routes[] = {
	{ "GET", "/", home_get, CAP_NONE, PUBLIC | QUICK, 0 },
	{ "GET", "/hom-nay", today_get, CAP_SIGNED_IN, QUICK, 0 },
	{ "POST", "/nhiem-vu/:id/gia-han", task_post_extension, CAP_TASK_EXTENSION_DECIDE, 0, 16 },
	{ 0 } /* { "GET", "/not/a/route", f, 0 } */
};
"""
MATRIX = """# what each is answered
method path                  nobody head officer
GET    /                     200    200  200
GET    /hom-nay              ask    200  200
POST   /nhiem-vu/:id/gia-han 403    303  403
"""
ROLES = """ROLE(HEAD,    "head",    SCOPE_ORG)
ROLE(OFFICER, "officer", SCOPE_UNIT)
CAP(TASK_PROGRESS, HEAD | OFFICER) /* CAP(X, HEAD) */
CAP(TASK_EXTENSION_DECIDE, HEAD)
"""


class Routes(broken.Broken):
    check = staticmethod(routes.check)

    def setUp(self) -> None:
        super().setUp()
        self.write(routes.ROUTES, TABLE)
        self.write(routes.MATRIX, MATRIX)
        self.write(routes.ROLES, ROLES)

    def test_sound(self) -> None:
        self.sound()

    def test_route_without_capability(self) -> None:
        self.write(routes.ROUTES, TABLE.replace("CAP_TASK_EXTENSION_DECIDE", "0"))
        self.fails("app/routes.c:4: POST /nhiem-vu/:id/gia-han: the route names no capability",
                   "tests/access.txt:5: POST /nhiem-vu/:id/gia-han: there is no such route")

    def test_open_by_omission(self) -> None:
        self.write(routes.ROUTES, TABLE.replace("CAP_SIGNED_IN", "CAP_NONE"))
        self.fails("app/routes.c:3: GET /hom-nay: CAP_NONE and PUBLIC go together, so that nobody opens a door by omission",
                   "tests/access.txt:4: GET /hom-nay: nobody holds CAP_NONE and is not refused")

    def test_unknown_capability(self) -> None:
        self.write(routes.ROUTES, TABLE.replace("CAP_TASK_EXTENSION_DECIDE", "CAP_TASK_EXTEND"))
        self.fails("app/routes.c:4: POST /nhiem-vu/:id/gia-han: CAP_TASK_EXTEND is not in platform/auth/roles.txt")

    def test_route_without_row(self) -> None:
        self.write(routes.MATRIX, MATRIX.replace("GET    /hom-nay ", "# "))
        self.fails("app/routes.c:3: GET /hom-nay has no row in tests/access.txt")

    def test_row_without_route(self) -> None:
        self.write(routes.MATRIX, MATRIX + "GET /gone 200 200 200\n")
        self.fails("tests/access.txt:6: GET /gone: there is no such route")

    def test_role_without_column(self) -> None:
        self.write(routes.ROLES, ROLES.replace("CAP(TASK_P", 'ROLE(VIEWER, "viewer", SCOPE_OWN)\nCAP(TASK_P'))
        self.fails("tests/access.txt:2: the heading is: method path nobody head officer viewer")

    def test_row_too_short(self) -> None:
        self.write(routes.MATRIX, MATRIX.replace("403    303  403", "403    303"))
        self.fails("tests/access.txt:5: POST /nhiem-vu/:id/gia-han: 3 roles, 2 answers")

    def test_expects_what_the_capability_forbids(self) -> None:
        self.write(routes.MATRIX, MATRIX.replace("403    303  403", "403    303  200"))
        self.fails("tests/access.txt:5: POST /nhiem-vu/:id/gia-han: officer lacks CAP_TASK_EXTENSION_DECIDE, so 200 cannot be")

    def test_expects_a_refusal_of_who_may(self) -> None:
        self.write(routes.MATRIX, MATRIX.replace("403    303  403", "403    403  403"))
        self.fails("tests/access.txt:5: POST /nhiem-vu/:id/gia-han: head holds CAP_TASK_EXTENSION_DECIDE and is not refused")

    def test_another_method(self) -> None:
        self.write(routes.ROUTES, TABLE.replace('"POST"', '"DELETE"'))
        self.assertIn("app/routes.c:4: DELETE /nhiem-vu/:id/gia-han: only GET and POST are spoken here", self.found())

    def test_nothing(self) -> None:
        self.write(routes.ROUTES, "const struct route routes[] = { { 0 } };\n")
        self.write(routes.MATRIX, "method path nobody head officer\n")
        self.fails("app/routes.c:1: no route could be read")

    def test_no_matrix(self) -> None:
        os.remove(os.path.join(self.root, routes.MATRIX))
        self.assertIn("tests/access.txt:1: is not there", self.found())


if __name__ == "__main__":
    broken.main()
