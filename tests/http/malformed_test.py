# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""Requests no browser sends, each against the real server: the status, whether the connection closes, and that the
server still answers after all of them.  The last case is a sender of one byte a second."""
import os
import socket
import sys
import time

from server import Server, Tally

HOST = "Host: x\r\n"
FORM = "Content-Type: application/x-www-form-urlencoded\r\n"


def get(path, more="", host=HOST, version="HTTP/1.1", method="GET"):
    return f"{method} {path} {version}\r\n{host}{more}\r\n".encode("latin-1")


def post(body, more="", path="/dang-nhap", length=None):
    if isinstance(body, str):
        body = body.encode("utf-8")
    length = len(body) if length is None else length
    return f"POST {path} HTTP/1.1\r\n{HOST}{FORM}Content-Length: {length}\r\n{more}\r\n".encode() + body


# name, bytes, statuses allowed (0: closed without a word), must close
CASES = [
    ("good", get("/dang-nhap"), {200}, False),
    ("good, English", get("/en/dang-nhap"), {200}, False),
    ("good HEAD", get("/dang-nhap", method="HEAD"), {200}, False),
    ("good 1.0", get("/dang-nhap", version="HTTP/1.0"), {200}, True),
    ("good form", post("email=a&mat_khau=b"), {422}, False),
    ("unknown path", get("/khong-co"), {404}, False),
    ("wrong method", get("/toi", method="POST", more="Content-Length: 0\r\n"), {405}, False),
    ("no host", get("/dang-nhap", host=""), {400}, True),
    ("two hosts", get("/dang-nhap", "Host: y\r\n"), {400}, True),
    ("same host twice", get("/dang-nhap", HOST), {400}, True),
    ("host with path", get("/dang-nhap", host="Host: x/y\r\n"), {400}, True),
    ("host with user", get("/dang-nhap", host="Host: a@x\r\n"), {400}, True),
    ("host list", get("/dang-nhap", host="Host: x, y\r\n"), {400}, True),
    ("length and chunks", get("/dang-nhap", "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n", method="POST") + b"0\r\n\r\n", {400}, True),
    ("chunks and length", get("/dang-nhap", "Transfer-Encoding: chunked\r\nContent-Length: 5\r\n", method="POST") + b"0\r\n\r\n", {400}, True),
    ("two lengths", post("abc", "Content-Length: 3\r\n"), {400}, True),
    ("two different lengths", post("abc", "Content-Length: 4\r\n"), {400}, True),
    ("negative length", post("abc", length=-3), {400}, True),
    ("signed length", post("abc", length="+3"), {400}, True),
    ("length in hex", post("abc", length="0x3"), {400}, True),
    ("length with words", post("abc", length="3 bytes"), {400}, True),
    ("list of lengths", post("abc", length="3, 3"), {400}, True),
    ("endless length", post("abc", length="9" * 30), {400}, True),
    ("empty length", post("", length=""), {400}, True),
    ("too large", post("a" * 10, length=70000), {413}, True),
    ("gzip as transfer encoding", get("/dang-nhap", FORM + "Transfer-Encoding: gzip, chunked\r\n", method="POST") + b"0\r\n\r\n", {400}, True),
    ("identity", get("/dang-nhap", FORM + "Transfer-Encoding: identity\r\n", method="POST"), {400}, True),
    ("two transfer encodings", get("/dang-nhap", FORM + "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked\r\n", method="POST") + b"0\r\n\r\n", {400}, True),
    ("broken chunk size", get("/dang-nhap", FORM + "Transfer-Encoding: chunked\r\n", method="POST") + b"zz\r\nabc\r\n0\r\n\r\n", {411}, True),
    ("chunk longer than said", get("/dang-nhap", FORM + "Transfer-Encoding: chunked\r\n", method="POST") + b"1\r\nabc\r\n0\r\n\r\n", {411}, True),
    ("chunks in order", get("/dang-nhap", FORM + "Transfer-Encoding: chunked\r\n", method="POST") + b"3\r\na=b\r\n0\r\n\r\n", {411}, True),
    ("chunk line ended by a bare line feed", get("/dang-nhap", FORM + "Transfer-Encoding: chunked\r\n", method="POST") + b"3\na=b\r\n0\r\n\r\n", {411}, True),
    ("chunk with an extension", get("/dang-nhap", FORM + "Transfer-Encoding: Chunked\r\n", method="POST") + b"3;\x00x\r\na=b\r\n0\r\n\r\n", {411}, True),
    ("chunks in 1.0", get("/dang-nhap", FORM + "Transfer-Encoding: chunked\r\n", version="HTTP/1.0", method="POST") + b"0\r\n\r\n", {400}, True),
    ("body of GET", get("/dang-nhap", "Content-Length: 3\r\n") + b"abc", {400}, True),
    ("chunks of GET", get("/dang-nhap", "Transfer-Encoding: chunked\r\n") + b"0\r\n\r\n", {411}, True),
    ("json", b"POST /dang-nhap HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 2\r\n\r\n{}", {415}, True),
    ("no type", b"POST /dang-nhap HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\na=b", {415}, True),
    ("type that only begins so", b"POST /dang-nhap HTTP/1.1\r\nHost: x\r\nContent-Type: application/x-www-form-urlencodedx\r\nContent-Length: 3\r\n\r\na=b", {415}, True),
    ("packed body", post("abc", "Content-Encoding: gzip\r\n"), {415}, True),
    ("blank in header name", get("/dang-nhap", "X y: 1\r\n"), {400}, True),
    ("blank before colon", get("/dang-nhap", "X-Y : 1\r\n"), {400}, True),
    ("no colon", get("/dang-nhap", "nonsense\r\n"), {400}, True),
    ("tab before colon", get("/dang-nhap", "X-Y\t: 1\r\n"), {400}, True),
    ("blank before the first name", get("/dang-nhap", host=" Host: x\r\n"), {400}, True),
    # What a sum of bytes does not see: each fault beside one that makes up for it.
    ("no blank behind a colon", get("/dang-nhap", "X-Y:1\r\n"), {200}, False),
    ("two blanks behind a colon", get("/dang-nhap", "X-Y:  1 \r\n"), {200}, False),
    ("bare line feed, made up for", get("/dang-nhap", "X-Y: 1\nX-Z:  2\r\n"), {400}, True),
    ("NUL in value, made up for", get("/dang-nhap", "X-Y: a\x00b\r\nX-Z:1\r\nX-V:1\r\n"), {400}, True),
    ("NUL before a bare line feed", get("/dang-nhap", "X-Y: a\x00\nX-Z: 2\r\n"), {400}, True),
    ("line of a NUL", get("/dang-nhap", "X-Y: a\r\n\x00\n"), {400}, True),
    ("line of NUL before the request", b"\x00 POST /toi HTTP/1.1\r\n" + get("/dang-nhap"), {400}, True),
    ("bare line feed before the request", b"\n" + get("/dang-nhap"), {400}, True),
    ("empty line before the request", b"\r\n" + get("/dang-nhap"), {200}, False),
    ("two empty lines before the request", b"\r\n\r\n" + get("/dang-nhap"), {400}, True),
    ("folded line, made up for", get("/dang-nhap", "X-Y: ab\r\n c\r\nX-Z:1\r\nX-V:1\r\nX-W:1\r\n"), {400}, True),
    ("carriage return before a line end", get("/dang-nhap", "X-Y: a\r\r\n"), {400}, True),
    ("two origins", post("a=b", "Origin: http://x\r\nOrigin: http://evil.example\r\n"), {400}, True),
    ("two types", post("a=b", FORM), {400}, True),
    ("two cookies", get("/dang-nhap", "Cookie: a=b\r\nCookie: c=d\r\n"), {400}, True),
    # What the library swallows before us.
    ("empty name", get("/dang-nhap", ": 1\r\n"), {400}, True),
    ("empty value", get("/dang-nhap", "X-Y:\r\nX-Z: \r\n"), {200}, False),
    ("bare line feed behind a header", get("/dang-nhap", "X-Y: 1\nX-Z: 2\r\n"), {400}, True),
    ("bare line feed behind the request", b"GET /dang-nhap HTTP/1.1\nHost: x\r\n\r\n", {400}, True),
    ("bare line feeds everywhere", b"GET /dang-nhap HTTP/1.1\nHost: x\n\n", {400}, True),
    ("carriage return inside", get("/dang-nhap", "X-Y: a\rb\r\n"), {400}, True),
    ("tabs around a value", get("/dang-nhap", "X-Y:\ta\t\r\n"), {200}, False),
    ("two blanks in the request line", b"GET  /dang-nhap HTTP/1.1\r\nHost: x\r\n\r\n", {400}, True),
    ("blank behind the request line", b"GET /dang-nhap HTTP/1.1 \r\nHost: x\r\n\r\n", {400}, True),
    ("control in value", get("/dang-nhap", "X-Y: a\x01b\r\n"), {400}, True),
    ("delete in value", get("/dang-nhap", "X-Y: a\x7fb\r\n"), {400}, True),
    ("UTF-8 in name", get("/dang-nhap", "X-\xc4\x91: 1\r\n"), {400}, True),
    ("NUL in value", get("/dang-nhap", "X-Y: a\x00b\r\n"), {400}, True),
    ("folded line", get("/dang-nhap", "X-Y: a\r\n b\r\n"), {400}, True),
    ("chunks in a folded line, and a length", get("/dang-nhap", FORM + "Transfer-Encoding:\r\n chunked\r\nContent-Length: 5\r\n", method="POST") + b"0\r\n\r\n", {400}, True),
    ("length in a folded line, twice", post("abc", "Content-Length:\r\n 3\r\n"), {400}, True),
    ("header of 60 KB", get("/dang-nhap", "X-Y: " + "a" * 60000 + "\r\n"), {431}, True),
    ("thousand headers", get("/dang-nhap", "X-Y: 1\r\n" * 5000), {431}, True),
    ("65 headers", get("/dang-nhap", "X-Y: 1\r\n" * 65), {431}, True),
    ("40 headers", get("/dang-nhap", "X-Y: 1\r\n" * 40), {200}, False),
    ("path of 40 KB", get("/" + "a" * 40000), {414}, True),
    ("14,000 arguments", get("/kiem-tra?" + "a&" * 14000), {414}, True),
    ("200 arguments", get("/kiem-tra?" + "a&" * 200), {414}, True),
    ("40 arguments", get("/kiem-tra?" + "a&" * 40), {200}, False),
    ("900 cookie pairs", get("/kiem-tra", "Cookie: " + "a=b; " * 900 + "\r\n"), {431}, True),
    ("60 cookie pairs", get("/kiem-tra", "Cookie: " + "a=b; " * 60 + "\r\n"), {200}, False),
    ("the most of everything", get("/dang-nhap?" + "a&" * 46, "Cookie: " + "a=b; " * 62 + "c=" + "d" * 7700 + "\r\n"
                                   + "X-Y: 123456789012345678\r\n" * 61), {200}, False),
    ("absolute target", get("http://x/dang-nhap"), {400}, True),
    ("authority", get("x:80", method="CONNECT"), {400, 405}, True),
    ("asterisk", get("*", method="OPTIONS"), {400, 405}, True),
    ("no slash", get("dang-nhap"), {400}, True),
    ("fragment", get("/dang-nhap#x"), {400}, True),
    ("backslash", get("/dang-nhap\\x"), {400}, True),
    ("encoded slash", get("/dang-nhap%2fx"), {400}, True),
    ("encoded backslash", get("/dang-nhap%5Cx"), {400}, True),
    ("encoded NUL", get("/dang-nhap%00"), {400}, True),
    ("encoded line end", get("/dang-nhap%0d%0a"), {400}, True),
    ("half an escape", get("/dang-nhap%4"), {400}, True),
    ("no escape", get("/dang-nhap%zz"), {400}, True),
    ("overlong", get("/%c0%af"), {400}, True),
    ("surrogate", get("/%ed%a0%80"), {400}, True),
    ("beyond Unicode", get("/%f5%80%80%80"), {400}, True),
    ("raw UTF-8 in path", get("/\xc4\x91"), {400}, True),
    ("dots", get("/../dang-nhap"), {404}, False),
    ("encoded dots", get("/%2e%2e/dang-nhap"), {404}, False),
    ("two slashes", get("//dang-nhap"), {404}, False),
    ("slash behind", get("/dang-nhap/"), {404}, False),
    ("broken query", get("/dang-nhap?ve=%zz"), {400}, False),
    ("overlong query", get("/dang-nhap?ve=%c0%af"), {400}, False),
    ("NUL in query", get("/dang-nhap?ve=%00"), {400}, False),
    ("raw UTF-8 in query", get("/dang-nhap?ve=\xc4\x91"), {400}, True),
    ("broken form", post("email=%zz"), {400}, False),
    ("form in no UTF-8", post(b"email=\xff\xfe"), {400}, False),
    ("NUL in form", post(b"email=a%00b"), {400}, False),
    ("3,000 fields", post("&".join("a=1" for _ in range(3000))), {400}, False),
    ("short key", post("k=abc"), {400}, False),
    ("key with blanks", post("k=abcd+efgh"), {400}, False),
    ("other origin", post("a=b", "Origin: http://evil.example\r\n"), {403}, False),
    ("origin null", post("a=b", "Origin: null\r\n"), {403}, False),
    ("origin that begins like ours", post("a=b", "Origin: http://x.evil\r\n"), {403}, False),
    ("other site", post("a=b", "Sec-Fetch-Site: cross-site\r\n"), {403}, False),
    ("sister site", post("a=b", "Sec-Fetch-Site: same-site\r\n"), {403}, False),
    ("our origin", post("a=b", "Origin: http://x\r\n"), {422}, False),
    ("cookie twice", get("/toi", "Cookie: __Host-danchu=a; __Host-danchu=b\r\n"), {303}, False),
    ("cookie of nobody", get("/toi", "Cookie: __Host-danchu=" + "A" * 43 + "\r\n"), {303}, False),
    ("cookie of 10 KB", get("/toi", "Cookie: __Host-danchu=" + "A" * 10000 + "\r\n"), {431}, True),
    ("cookie of 7 KB", get("/toi", "Cookie: __Host-danchu=" + "A" * 7000 + "\r\n"), {303}, False),
    ("HTTP 0.9", b"GET /dang-nhap\r\n\r\n", {400}, True),
    ("HTTP 2.0", get("/dang-nhap", version="HTTP/2.0"), {400}, True),
    ("HTTP 1.9", get("/dang-nhap", version="HTTP/1.9"), {400}, True),
    ("HTTP/2 preface", b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", {400}, True),
    ("unknown method", get("/dang-nhap", method="BREW"), {405}, True),
    ("TRACE", get("/dang-nhap", method="TRACE"), {405}, True),
    ("PUT", get("/dang-nhap", method="PUT", more="Content-Length: 0\r\n"), {405}, True),
    ("small letters", get("/dang-nhap", method="get"), {400, 405}, True),
    ("TLS hello", bytes([22, 3, 1, 0, 80]) + bytes(80), {400, 0}, None),
    ("number too large", get("/dang-nhap/" + "9" * 70), {404}, False),
]
OWN = {200, 303, 400, 403, 404, 405, 411, 413, 414, 415, 422, 431}


def status_of(got):
    words = got.split(b" ", 2)
    return int(words[1]) if got.startswith(b"HTTP/1.") and len(words) > 1 else 0


def safe_head(got):
    head = got.split(b"\r\n\r\n")[0].lower()
    return all(h in head for h in (b"content-security-policy:", b"nosniff", b"referrer-policy: same-origin")) \
        and b"\r\nserver:" not in head


def whole_refusal(got):
    """One answer, of the length it says, that says it closes, with a sentence of ours."""
    head, _, body = got.partition(b"\r\n\r\n")
    lines = head.lower().split(b"\r\n")
    lengths = [line for line in lines if line.startswith(b"content-length: ")]
    return got.count(b"HTTP/1.") == 1 and lengths == [b"content-length: %d" % len(body)] and b"connection: close" in lines \
        and b"<html lang=\"vi\"" in body and body.rstrip().endswith(b"</html>")


def while_sending(server, told):
    """Refused at its head, and read although the client sends its whole body first."""
    for name, data in (("too large", post("a" * 3000000)), ("no form", post("a" * 3000000).replace(b"x-www-form", b"json")),
                       ("two lengths", post("a" * 3000000, "Content-Length: 3\r\n"))):
        got, closed = server.raw(data)
        told(f"{name}: the answer is read while sending", whole_refusal(got) and closed, (closed, got[:200]))


def slow_sender(server, told):
    """Cut off 10 s after connecting, however regularly it sends."""
    begun = time.monotonic()
    closed = False
    with socket.create_connection(("127.0.0.1", server.port), timeout=0.2) as s:
        s.sendall(b"GET /dang-nhap HTTP/1.1\r\nX: ")
        while not closed and time.monotonic() - begun < 15:
            time.sleep(0.5)
            try:
                s.sendall(b"a")
                closed = s.recv(100) == b""
            except socket.timeout:
                pass
            except OSError:
                closed = True
    took = time.monotonic() - begun
    told("slow sender is cut off", closed and 8 < took < 14, f"{closed} {took:.1f} s")


def main():
    told = Tally()
    with Server() as server:
        for name, data, allowed, closes in CASES:
            got, closed = server.raw(data)
            status = status_of(got)
            good = status in allowed and (closes is None or not closes or closed)
            if status in OWN and b"text/html; charset=utf-8" in got:
                good = good and safe_head(got)
            if closes and status >= 400:
                good = good and whole_refusal(got)
            told(name, good, f"{status} closed {closed} {got[:300]!r}")
        # What was smuggled behind a refused request is never answered.
        got, _ = server.raw(get("/dang-nhap", "Content-Length: 3\r\nTransfer-Encoding: chunked\r\n", method="POST")
                            + b"0\r\n\r\n" + get("/nguon"))
        told("nothing after a refusal", got.count(b"HTTP/1.1 ") == 1, got)
        got, _ = server.raw(get("/dang-nhap") + get("/nguon", "Connection: close\r\n"))
        told("two requests in one packet", got.count(b"HTTP/1.1 200") == 2, got[:200])
        if not os.environ.get("QUICK"):
            slow_sender(server, told)
        while_sending(server, told)
        told("still there", status_of(server.raw(get("/nguon"))[0]) == 200)
        told("log is JSON without paths", all("path" not in line and "query" not in line for line in server.log()))
        told("stops in order", server.stop() == 0, server.log_text()[-500:])
    told.end()


if __name__ == "__main__":
    sys.exit(main())
