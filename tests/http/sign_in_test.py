# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Coming in and going out, over the real server: links, passwords, tokens, a session that ended inside a form, a
restart; and how embedded files are served."""
import gzip
import html
import http.client
import re
import sqlite3
import sys
import threading
import time
import urllib.parse

from server import Server, Tally

PASSWORD = "ba con ngựa đứng im"


class Browser:
    """Keeps the cookie of the session, the mark of the machine and that of the visit, and nothing else."""

    def __init__(self, server, address=""):
        self.server, self.cookie, self.mark, self.visit = server, "", "", ""
        self.address = address  # what the proxy before the server says of this browser

    def ask(self, method, path, fields=None, headers=None):
        c = http.client.HTTPConnection("127.0.0.1", self.server.port, timeout=15)
        h = {"Accept-Encoding": "identity", **(headers or {})}
        if self.address:
            h["X-Forwarded-For"] = self.address
        if self.cookie or self.mark or self.visit:
            h["Cookie"] = "; ".join(c for c in (self.cookie, self.mark, self.visit) if c)
        body = None
        if method == "POST":
            body = urllib.parse.urlencode(fields or {})
            h["Content-Type"] = "application/x-www-form-urlencoded"
        c.request(method, path, body, h)
        r = c.getresponse()
        data = r.read()
        c.close()
        for given in r.headers.get_all("Set-Cookie") or []:
            if re.match(r"__Host-danchu-device(-\d+)?=", given):
                self.mark = given.split(";")[0]
            elif re.match(r"__Host-danchu-visit(-\d+)?=", given):
                self.visit = given.split(";")[0]
            else:
                self.cookie = given.split(";")[0]
        return r.status, r.headers, data

    def get(self, path):
        status, headers, data = self.ask("GET", path)
        return status, headers, data.decode("utf-8")

    def post(self, path, fields, headers=None):
        status, headers, data = self.ask("POST", path, fields, headers)
        return status, headers, data.decode("utf-8")

    def form(self, path, nth=0):
        """The hidden fields of the nth form of a page."""
        return hidden(self.get(path)[2], nth)


def hidden(page, nth=0):
    form = re.findall(r"<form.*?</form>", page, re.S)[nth]
    return {html.unescape(n): html.unescape(v)
            for n, v in re.findall(r'<input type="hidden" name="([^"]*)" value="([^"]*)"', form)}


def links(told, server):
    path = server.link("office")
    b = Browser(server)
    status, headers, page = b.get(path)
    told("link opens", status == 200 and "Nguyễn Văn office" in page and not b.cookie, page)
    told("opening uses nothing up", b.get(path)[0] == 200 and "Vào hệ thống" in b.get(path)[2])
    fields = b.form(path)
    pressing = Browser(server)
    pressing.visit = b.visit
    status, headers, _ = b.post(path, fields)
    cookie = next((c for c in headers.get_all("Set-Cookie") if re.match(r"__Host-danchu(-\d+)?=", c)), "")
    told("button signs in", status == 303 and cookie, headers)
    told("cookie is kept safe", all(w in cookie for w in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/")), cookie)
    told("and it counts", b.get("/toi")[0] == 200)
    status, headers, _ = pressing.post(path, fields)
    told("pressed twice, the first answer again", status == 303 and pressing.cookie == b.cookie, headers)
    stranger = Browser(server)
    status, _, page = stranger.post(path, stranger.form("/dang-nhap"))
    told("used is used", status == 409 and not stranger.cookie and "đã dùng" in page, page[:300])
    told("says so when opened", "đã dùng lúc" in stranger.get(path)[2])
    told("unknown link", stranger.get("/dang-nhap/" + "A" * 43)[0] == 404)
    cancelled = server.link("viewer", "--invite")
    v = Browser(server)
    status, _, page = v.post(cancelled, {**v.form(cancelled), "khong_phai": "1"})
    told("not me", status == 200 and "đã bị hủy" in page and not v.cookie, page[:200])
    status, _, page = v.post(cancelled, v.form("/dang-nhap"))
    told("cancelled stays cancelled", status == 200 and not v.cookie, status)
    return b


def passwords(told, server):
    before = Browser(server)
    path = server.link("admin")
    before.post(path, before.form(path))
    path = server.link("admin", "--invite")
    b = Browser(server)
    status, _, page = b.post(path, {**b.form(path), "mat_khau": "ngắn"})
    told("short password", status == 422 and "12 ký tự" in page and not b.cookie, status)
    status, _, _ = b.post(path, {**b.form(path), "mat_khau": PASSWORD})
    told("invitation sets a password", status == 303 and b.get("/toi")[0] == 200)
    told("and ends what was open before", before.get("/toi")[0] == 303 and server.sessions("admin") == 1)
    other = Browser(server)
    known = other.post("/dang-nhap", {**other.form("/dang-nhap"), "email": "admin@so.vn", "mat_khau": "sai hoàn toàn"})
    unknown = other.post("/dang-nhap", {**other.form("/dang-nhap"), "email": "ai-do@so.vn", "mat_khau": "sai hoàn toàn"})
    strip = lambda page: re.sub(r'value="[^"]*"', "", page)
    told("same answer for known and unknown", known[0] == unknown[0] == 422 and strip(known[2]) == strip(unknown[2]))
    status, headers, _ = other.post("/dang-nhap", {**other.form("/dang-nhap"), "email": "ADMIN@so.vn", "mat_khau": PASSWORD,
                                                   "ve": "/toi?da=doi"})
    told("password signs in", status == 303 and headers["Location"] == "/toi?da=doi" and other.get("/toi")[0] == 200)
    for asked in ("//evil.example", "https://evil.example", "/khong-co", "/\\evil", "javascript:x"):
        again = Browser(server)
        status, headers, _ = again.post("/dang-nhap", {"email": "admin@so.vn", "mat_khau": PASSWORD, "ve": asked})
        told("never sent to " + asked, status == 303 and asked not in headers["Location"]
             and headers["Location"].startswith("/") and not headers["Location"].startswith("//"), headers)
    waiting = [Browser(server).post("/dang-nhap", {"email": "ma@so.vn", "mat_khau": "x"})[0] for _ in range(6)]
    told("sixth attempt waits", waiting == [422] * 5 + [429], waiting)
    fields = other.form("/toi", 1)
    status, _, page = other.post("/toi/mat-khau", {**fields, "mat_khau_cu": "sai", "mat_khau": PASSWORD + "2"})
    told("change needs the current one", status == 422 and "không đúng" in page)
    status, _, _ = other.post("/toi/mat-khau", {**fields, "mat_khau_cu": PASSWORD, "mat_khau": PASSWORD + "2"})
    told("change ends the other sessions", status == 303 and other.get("/toi")[0] == 200 and b.get("/toi")[0] == 303)
    return other


def attempts(told, server, b):
    """Behind the proxy: addresses are counted by what it says, strangers' attempts keep nobody out who was in before."""
    def wrong(visitor, email, address):
        return visitor.post("/dang-nhap", {"email": email, "mat_khau": "sai"}, {"X-Forwarded-For": address})[0]

    told("five wrong, then wait", [wrong(Browser(server), "admin@so.vn", "10.0.0.1") for _ in range(6)] == [422] * 5 + [429])
    own = Browser(server, "10.0.0.1")
    own.mark = b.mark
    status, headers, _ = own.post("/dang-nhap", {"email": "admin@so.vn", "mat_khau": PASSWORD + "2"})
    told("a machine that was in before need not", b.mark and status == 303 and own.get("/toi")[0] == 200, status)
    told("its mark stays as it is", "device" not in str(headers.get_all("Set-Cookie")), headers)
    own.mark = b.mark[:-1] + ("0" if b.mark[-1] != "0" else "1")
    own.cookie = ""
    status, _, page = own.post("/dang-nhap", {"email": "admin@so.vn", "mat_khau": PASSWORD + "2"})
    told("a false mark counts for nothing", status == 429 and "không bị khóa" in page, status)
    own.mark = b.mark
    told("a mark is of one account", [wrong(own, "ma@so.vn", "10.0.0.9") for _ in range(6)] == [422] * 5 + [429])
    office = [wrong(Browser(server), f"nguoi{i}@so.vn", "1.2.3.4, 10.9.9.9") for i in range(31)]
    told("thirty wrong from one address", office == [422] * 30 + [429], office)
    told("others elsewhere go on", wrong(Browser(server), "nguoi99@so.vn", "10.9.9.8") == 422)
    told("who names no address stands for nobody", wrong(Browser(server), "nguoi98@so.vn", "unknown") == 422)


def tokens(told, server, b):
    fields = b.form("/toi", 1)
    for name, change, headers, want in [
            ("no token", {"t": ""}, {}, 403), ("wrong token", {"t": "0" * 32}, {}, 403),
            ("other origin", {}, {"Origin": "http://evil.example"}, 403),
            ("other site", {}, {"Sec-Fetch-Site": "cross-site"}, 403),
            ("our origin", {}, {"Origin": server.url}, 422), ("same origin", {}, {"Sec-Fetch-Site": "same-origin"}, 422)]:
        status, _, _ = b.post("/toi/mat-khau", {**fields, **change, "mat_khau": "x"}, headers)
        told(name, status == want, status)
    with sqlite3.connect(server.db[7:]) as d:
        secret = b.cookie.split("=", 1)[1]
        stored = d.execute("select hash from session").fetchall()
    d.close()
    told("the database knows no secret", all(secret.encode() not in h for (h,) in stored) and stored)


def carried(told, server):
    b = Browser(server)
    b.cookie = f"__Host-danchu-{server.port}=" + "A" * 43
    sent = {"t": "alt", "k": "key-of-the-form", "ket_qua": "<b>Dài & quý</b>\nhai dòng", "mat_khau_cu": "bí mật lắm"}
    status, _, page = b.post("/en/toi/mat-khau", sent)
    fields = hidden(page)
    told("sign-in page carries the form", status == 403 and fields.get("x.ket_qua") == sent["ket_qua"]
         and fields.get("x.k") == sent["k"] and fields.get("ve") == "/toi/mat-khau", fields)
    told("but no password", "bí mật" not in page)
    status, _, page = b.post("/en/dang-nhap", {**fields, "email": "ai@so.vn", "mat_khau": "sai"})
    told("also after a wrong password", hidden(page).get("x.ket_qua") == sent["ket_qua"], page[:200])
    status, _, page = b.post("/en/dang-nhap", {**hidden(page), "email": "admin@so.vn", "mat_khau": PASSWORD + "2"})
    fields = hidden(page)
    told("then offers to send on", status == 200 and fields.get("ket_qua") == sent["ket_qua"]
         and fields.get("k") == sent["k"] and 'action="/en/toi/mat-khau"' in page, page[-900:])
    status, _, _ = b.post("/en/toi/mat-khau", {**fields, "mat_khau": "x"})
    told("with the token of the new session", status == 422, status)


def packing(told, server):
    long = {"ket_qua": "Đã họp, đã góp ý. " * 300}
    ask = lambda accepted: Browser(server).ask("POST", "/toi/mat-khau", long, {"Accept-Encoding": accepted})
    shape = lambda page: re.sub(rb'name="k" value="[^"]*"', b"", page)
    _, headers, page = ask("identity")
    _, packed_headers, packed = ask("br, gzip")
    told("a page is packed", packed_headers["Content-Encoding"] == "gzip" and "Accept-Encoding" in packed_headers["Vary"]
         and shape(gzip.decompress(packed)) == shape(page) and len(packed) < len(page) / 2, len(packed))
    told("unless the browser does not ask", "Content-Encoding" not in headers)
    told("or refuses", "Content-Encoding" not in ask("gzip;q=0")[1])
    told("or the page is short", "Content-Encoding" not in Browser(server).ask("GET", "/x", headers={"Accept-Encoding": "gzip"})[1])


def files(told, server):
    b = Browser(server)
    _, headers, page = b.get("/dang-nhap")
    css = re.search(r'href="(/tinh/so\.[0-9a-f]+\.css)"', page)[1]
    status, headers, plain = b.ask("GET", css)
    told("stylesheet", status == 200 and headers["Content-Type"].startswith("text/css") and "immutable" in headers["Cache-Control"])
    _, packed_headers, packed = b.ask("GET", css, headers={"Accept-Encoding": "gzip"})
    told("packed", packed_headers["Content-Encoding"] == "gzip" and gzip.decompress(packed) == plain and len(packed) < 9000, len(packed))
    status, _, nothing = b.ask("GET", css, headers={"If-None-Match": headers["ETag"]})
    told("unchanged", status == 304 and nothing == b"")
    band = re.search(rb"/tinh/band\.[0-9a-f]+\.svg", plain)[0].decode()
    told("the stylesheet's picture", b.ask("GET", band)[0] == 200)
    told("old address", b.ask("GET", css.replace("so.", "so.0"))[0] == 404)
    status, head, body = b.ask("HEAD", "/dang-nhap")
    told("HEAD has the length and no body", status == 200 and body == b"" and int(head["Content-Length"]) > 1000)
    whole = len(gzip.compress(page.encode())) + len(packed)
    told("page and stylesheet within 20 KB", whole < 20 * 1024, whole)
    told("English", "Staff sign-in" in b.get("/en/dang-nhap")[2] and 'lang="en"' in b.get("/en/dang-nhap")[2])


def at_once(server, n, name, meanwhile=lambda: None):
    """n attempts to sign in at the same time: their statuses."""
    done = []
    threads = [threading.Thread(target=lambda i=i: done.append(
        Browser(server).post("/dang-nhap", {"email": f"{name}{i}@so.vn", "mat_khau": "y"})[0])) for i in range(n)]
    for t in threads:
        t.start()
    meanwhile()
    for t in threads:
        t.join()
    return done


def stop_and_go_on(told, server, b):
    told("eight at once", at_once(server, 8, "x") == [422] * 8)

    def stop():
        time.sleep(0.03)  # all are sent, the passwords are being tried two by two
        told("stops", server.stop() == 0)
    told("what was begun is answered", at_once(server, 8, "y", stop) == [422] * 8)
    server.start()
    told("session survives a restart", b.get("/toi")[0] == 200)
    status, headers, _ = b.post("/dang-xuat", b.form("/toi"))
    gone = b.cookie
    told("signs out", status == 303 and "Max-Age=0" in headers["Set-Cookie"])
    told("and leaves no row", server.sessions("office") == 0, server.sessions("office"))
    b.cookie = gone
    told("and is out", b.get("/toi")[0] == 303)


def old_rows_go(told, server):
    """What is over is removed, whether or not anybody is signed in."""
    tables = ("session", "sign_in_failure", "idem")

    def old():
        with sqlite3.connect(server.db[7:]) as d:
            n = [d.execute(f"select count(*) from {t} where org_id = 77").fetchone()[0] for t in tables]
        d.close()
        return n

    with sqlite3.connect(server.db[7:]) as d:
        d.execute("insert into session values (77, zeroblob(32), 1, 1, 1, 2)")
        d.execute("insert into sign_in_failure values (77, zeroblob(32), 9, 1)")
        d.execute("insert into idem (org_id, actor, request_key, req_hash, at_us) values (77, 1, 'old-key-1', zeroblob(32), 1)")
    d.close()
    told("old rows stand", old() == [1, 1, 1], old())
    server.stop()
    server.start()
    until = time.time() + 10
    while old() != [0, 0, 0] and time.time() < until:
        time.sleep(0.1)
    told("and go when the server keeps house", old() == [0, 0, 0], old())


def main():
    told = Tally()
    with Server() as server:
        office = links(told, server)
        admin = passwords(told, server)
        tokens(told, server, admin)
        carried(told, server)
        files(told, server)
        packing(told, server)
        attempts(told, server, admin)
        stop_and_go_on(told, server, office)
        old_rows_go(told, server)
        told("stops in order", server.stop() == 0, server.log_text()[-500:])
        log = server.log_text()
        told("log names nobody", "so.vn" not in log and "127.0.0.1" not in log and "/dang-nhap/:word" in log)
    told.end()


if __name__ == "__main__":
    sys.exit(main())
