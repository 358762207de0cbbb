# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
"""measure.py WORK: the rounds of bench/run.sh, on what it laid into WORK.  Interleaves the servers, takes medians of
ratios, and prints a table against the goals.  Exit 1 when an answer was wrong or refused, not when a goal is missed."""
import collections
import http.client
import json
import os
import re
import signal
import socket
import statistics
import subprocess
import sys
import time
import urllib.parse

WORK = sys.argv[1]
ENV = os.environ
SHARED = ENV["SHARED"]
HERE = os.path.dirname(os.path.abspath(__file__))
BUILD = ENV["BUILD"]
ROUNDS, SECONDS = int(ENV["ROUNDS"]), ENV["SECONDS_EACH"]
TICK = os.sysconf("SC_CLK_TCK")
LISTEN = 200          # attempts of 2 ms steps while a server comes up
Load = collections.namedtuple("Load", "rate p50 p99 failed requests cpu_us")


def sql(query: str) -> list[str]:
    done = subprocess.run(["sqlite3", "-readonly", "-separator", " ", f"{WORK}/danchu.db", query], check=True,
                          capture_output=True, text=True)
    return done.stdout.splitlines()


def free_port() -> int:
    with socket.socket() as s:
        s.bind(("127.0.0.1", 0))
        return s.getsockname()[1]


class Server:
    """A program of ours, started and ended by its own id."""

    def __init__(self, name: str, argv, env=None):
        self.name, self.argv, self.port, self.process = name, argv, free_port(), None
        self.pss = 0

    def start(self) -> None:
        with open(f"{WORK}/{self.name}.log", "ab") as log:
            self.process = subprocess.Popen(self.argv(self.port), stdout=subprocess.DEVNULL, stderr=log)

    def wait(self) -> None:
        for _ in range(LISTEN):
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                time.sleep(0.01)
        raise SystemExit(f"{self.name} did not come up; see {WORK}/{self.name}.log")

    def stop(self) -> None:
        if self.process:
            self.process.send_signal(signal.SIGTERM)
            self.process.wait(15)
            self.process = None

    def pids(self) -> list[int]:
        pid = self.process.pid
        with open(f"/proc/{pid}/task/{pid}/children") as f:
            return [pid] + [int(x) for x in f.read().split()]

    def cpu_us(self) -> float:
        total = 0
        for pid in self.pids():
            with open(f"/proc/{pid}/stat") as f:
                fields = f.read().rpartition(")")[2].split()
            total += int(fields[11]) + int(fields[12])
        return total * 1e6 / TICK

    def look_at_memory(self) -> None:
        kb = 0
        for pid in self.pids():
            with open(f"/proc/{pid}/smaps_rollup") as f:
                kb += int(re.search(r"^Pss:\s+(\d+)", f.read(), re.M).group(1))
        self.pss = max(self.pss, kb / 1024)


def ask(port: int, path: str, method="GET", headers=None, body=None):
    c = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    c.request(method, path, body=body, headers=headers or {})
    answer = c.getresponse()
    data = answer.read()
    c.close()
    return answer.status, answer.headers, data


def bare(page: bytes) -> bytes:
    """A page without what differs on purpose: token, key, moment of opening, clock of the demonstration."""
    page = re.sub(rb'(name="(?:t|k|opened)" value=")[^"]*', rb"\1", page)
    return re.sub(rb'<div class="note w2">.*?</div>', b"", page)


def wrk(server: Server, connections: int, script: str, env: dict, seconds=SECONDS) -> Load:
    before = server.cpu_us()
    process = subprocess.Popen(["wrk", f"-t{1 if connections == 1 else 2}", f"-c{connections}", f"-d{seconds}s", "--timeout", "10s",
                                "-s", script, f"http://127.0.0.1:{server.port}"], env=ENV | env, stdout=subprocess.PIPE, text=True)
    time.sleep(float(seconds) * 0.7)
    server.look_at_memory()
    out = process.communicate()[0]
    found = re.search(r"^RES\t(.*)$", out, re.M)
    if not found:
        raise SystemExit(f"wrk said nothing about {server.name}: {out}")
    n, took, p50, _, p99, _, above, broken, _ = map(float, found.group(1).split("\t"))
    good = n - above - broken
    return Load(good / took, p50 / 1000, p99 / 1000, int(above + broken), int(n), (server.cpu_us() - before) / max(n, 1))


def get(server: Server, connections: int, path: str, headers: str, values="") -> Load:
    return wrk(server, connections, f"{SHARED}/tools/bench/load.lua", {"M": "GET", "P": path, "H": headers, "V": values})


class Ours:
    """The signed-in person and what he looks at."""

    def __init__(self, server: Server):
        self.server = server
        self.rounds = 0
        self.plan = sql("select max(id) from plan")[0]
        self.ids = [x for x in sql(f"select id from task where plan_id = {self.plan} order by id")]
        middle = sql(f"select by_verb, sort, id from task where plan_id = {self.plan} order by by_verb, sort, id limit 1 offset {len(self.ids) // 2}")
        self.board = f"/ke-hoach/{self.plan}?nhom=noi-dung&sau=" + middle[0].replace(" ", ".")
        with open(f"{WORK}/task_ids", "w") as f:
            f.write("\n".join(self.ids[::5]) + "\n")

    def sign_in(self) -> None:
        port = self.server.port
        link = subprocess.run([f"{BUILD}/danchu", "user", "link", "--db", f"sqlite:{WORK}/danchu.db", "--email", "hang@so.example"],
                              check=True, capture_output=True, text=True).stdout.strip()
        path = urllib.parse.urlparse(link).path
        status, headers, _ = ask(port, path, "POST", {"Content-Type": "application/x-www-form-urlencoded"}, "")
        self.cookie = (headers["Set-Cookie"] or "").split(";")[0]
        status, _, page = ask(port, f"/nhiem-vu/{self.ids[0]}", headers={"Cookie": self.cookie})
        token = re.search(rb'name="t" value="([^"]+)"', page)
        if status != 200 or not token:
            raise SystemExit(f"signing in failed: {status}")
        self.token = token.group(1).decode()
        with open(f"{WORK}/cookie.headers", "w") as f:
            f.write(f"Cookie: {self.cookie}\n")

    def page(self, path: str) -> bytes:
        status, _, page = ask(self.server.port, path, headers={"Cookie": self.cookie})
        if status != 200:
            raise SystemExit(f"{path} answers {status}")
        return bare(page)

    def lay_tasks(self) -> None:
        self.rounds += 1
        with open(f"{WORK}/tasks", "w") as f:
            f.write("\n".join(sql(f"select id, version from task where plan_id = {self.plan} order by sort limit 8000")) + "\n")

    def move(self, connections: int, seconds=SECONDS) -> tuple[Load, int]:
        """Requests count when a row of the history stands for them; what wrk cut off at its end may stand there too."""
        self.lay_tasks()
        rows = int(sql("select count(*) from task_progress")[0])
        load = wrk(self.server, connections, f"{HERE}/move.lua", self.move_env(connections), seconds)
        time.sleep(0.2)
        kept = int(sql("select count(*) from task_progress")[0]) - rows
        lost = max(0, load.requests - kept)
        return load._replace(failed=max(load.failed, lost)), kept

    def move_env(self, connections: int) -> dict:
        return {"TASKS": f"{WORK}/tasks", "TOKEN": self.token, "COOKIE": self.cookie, "ROUND": f"bench-{self.rounds}-{connections}",
                "THREADS": str(1 if connections == 1 else 2)}


# ---- one-off figures -----------------------------------------------------------------------------

def cold_start(servers: list[list]) -> dict:
    """{name: [[by curl, by socket], ...]} of bench/cold.py, in milliseconds; {} where the kernel's pages may not be dropped."""
    done = subprocess.run([sys.executable, f"{HERE}/cold.py", "7"], input=json.dumps(servers), stdout=subprocess.PIPE, text=True)
    if done.returncode == 4:
        return {}
    done.check_returncode()
    return json.loads(done.stdout)


def import_ms() -> float:
    sample = f"{SHARED}/samples/ke-hoach-dan-chu-co-so-2021.md"
    times = []
    for _ in range(15):
        start = time.monotonic()
        subprocess.run([f"{BUILD}/danchu", "plan", "import", sample, "--dry-run", "--json"], check=True, stdout=subprocess.DEVNULL)
        times.append((time.monotonic() - start) * 1000)
    return statistics.median(times)


def acts_bare() -> list[str]:
    """The write path alone, in a database of its own."""
    return [subprocess.run([f"{BUILD}/bench_acts", n, "3"], check=True, capture_output=True, text=True).stdout.strip()
            for n in ("1", "32")]


def probe(ours: Ours) -> str:
    """The board at a fixed pace beside 32 writers."""
    ours.lay_tasks()
    writers = subprocess.Popen(["wrk", "-t2", "-c32", "-d7s", "--timeout", "10s", "-s", f"{HERE}/move.lua", f"http://127.0.0.1:{ours.server.port}"],
                               env=ENV | ours.move_env(32), stdout=subprocess.PIPE, text=True)
    time.sleep(0.5)
    done = subprocess.run([f"{BUILD}/bench_probe", str(ours.server.port), ours.board, ours.cookie, "16", "50", "5"], check=True,
                          capture_output=True, text=True).stdout.strip()
    found = re.search(r"^RES\t(.*)$", writers.communicate()[0], re.M)
    n, took, *_, above, broken, _ = map(float, found.group(1).split("\t"))
    return f"{done}  (beside {n / took:.0f} moves/s, {above + broken:.0f} failed)"


# ---- the rounds ----------------------------------------------------------------------------------

def run_rounds(ours: Ours, near: Server, nginx: Server) -> tuple[dict, int]:
    task = "/nhiem-vu/{v}"
    headers = f"{WORK}/cookie.headers"
    pairs = {
        "board, 50 of 20,000": (lambda c: get(ours.server, c, ours.board, headers), lambda c: get(near, c, "/list", "")),
        "one task": (lambda c: get(ours.server, c, task, headers, f"{WORK}/task_ids"),
                     lambda c: get(near, c, "/t?id={v}", "", f"{WORK}/near_ids")),
        "durable move": (lambda c: ours.move(c)[0],
                         lambda c: wrk(near, c, f"{SHARED}/tools/bench/load.lua",
                                       {"M": "POST", "P": "/t", "H": f"{WORK}/form.headers", "B": f"{WORK}/near.body"})),
        "public first page": (lambda c: get(ours.server, c, "/", ""), lambda c: get(nginx, c, "/index.html", "")),
    }
    seen = collections.defaultdict(list)
    wrong = 0
    for turn in range(ROUNDS):
        for item, both in pairs.items():
            for connections in (1, 32):
                order = (0, 1) if turn % 2 == 0 else (1, 0)
                pages = ours.page(ours.board), ours.page(f"/nhiem-vu/{ours.ids[-1]}")
                loads = {side: both[side](connections) for side in order}
                if item != "durable move" and pages != (ours.page(ours.board), ours.page(f"/nhiem-vu/{ours.ids[-1]}")):
                    print(f"round {turn}: {item}: the page is not the same afterwards", file=sys.stderr)
                    wrong += 1
                wrong += loads[0].failed
                seen[item, connections].append((loads[0], loads[1]))
                print(f"  {turn + 1} {item:20} {connections:2}  {loads[0].rate:9.0f} {loads[1].rate:9.0f}  failed {loads[0].failed}", flush=True)
    return seen, wrong


GOALS = {("board, 50 of 20,000", 1): 0.4, ("board, 50 of 20,000", 32): 0.4, ("one task", 1): 0.3, ("one task", 32): 0.3,
         ("durable move", 1): 0.75, ("durable move", 32): 1.5}


def verdict(good: bool) -> str:
    return "met" if good else "MISSED"


def middle(values) -> float:
    return statistics.median(values)


def print_rounds(seen: dict) -> None:
    print("\n| item | conns | ours/s | beside/s | ratio (min–max) | goal | | p50 / p99 ms | beside | CPU µs a request | beside |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    for (item, connections), loads in seen.items():
        ratios = [a.rate / max(b.rate, 1) for a, b in loads]
        ratio, goal = middle(ratios), GOALS.get((item, connections))
        a, b = [x for x, _ in loads], [y for _, y in loads]
        print(f"| {item} | {connections} | {middle(x.rate for x in a):,.0f} | {middle(x.rate for x in b):,.0f} "
              f"| {ratio:.2f} ({min(ratios):.2f}–{max(ratios):.2f}) | {f'≥ {goal}' if goal else '–'} | {verdict(ratio >= goal) if goal else ''} "
              f"| {middle(x.p50 for x in a):.2f} / {middle(x.p99 for x in a):.1f} | {middle(x.p50 for x in b):.2f} / {middle(x.p99 for x in b):.1f} "
              f"| {middle(x.cpu_us for x in a):.0f} | {middle(x.cpu_us for x in b):.0f} |")


def print_cold(cold: dict) -> None:
    if not cold:
        print("| cold start | not measured: the kernel's pages may not be dropped here | ≤ 1.5 | |")
        return
    for way, (name, goal) in enumerate((("asked by curl", 1.5), ("asked by a socket", None))):
        of = {server: middle(x[way] for x in times) for server, times in cold.items()}
        ratio = of["danchu"] / of["nginx"]
        print(f"| cold start to first page, {name}, ms: danchu, nginx, near | {of['danchu']:.0f}, {of['nginx']:.0f}, {of['near']:.0f}: "
              f"ratio {ratio:.2f}, near's {of['near'] / of['nginx']:.2f} | {f'≤ {goal}' if goal else '–'} | {verdict(ratio <= goal) if goal else ''} |")


def print_rest(wrong: int, ours: Ours, cold: dict, acts: list[str], latency: str) -> None:
    build_s, ms = float(ENV["BUILD_SECONDS"]), import_ms()
    print("\n| figure | value | goal | |\n|---|---|---|---|")
    print(f"| refused or lost requests | {wrong} | 0 | {verdict(wrong == 0)} |")
    print_cold(cold)
    print(f"| server memory, highest PSS, MiB | {ours.server.pss:.0f} | ≤ 110 | {verdict(ours.server.pss <= 110)} |")
    print(f"| clean build, s | {build_s:.1f} | ≤ 30 | {verdict(build_s <= 30)} |")
    print(f"| reading the real plan, ms | {ms:.1f} | < 50 | {verdict(ms < 50)} |")
    print(f"| plan of 20,000 tasks through acts | {ENV['FILLED']} | – | |")
    print(f"| bare acts | {'; '.join(acts)} | – | |")
    print(f"| board, owed every 50 ms by 16, ms | {latency} | – | |")


def main() -> None:
    ours = Ours(Server("danchu", lambda port: [f"{BUILD}/danchu", "serve", "--db", f"sqlite:{WORK}/danchu.db", "--listen",
                                               f"127.0.0.1:{port}", "--now", "2021-06-07T07:45+07:00"]))
    near = Server("near", lambda port: [f"{WORK}/near", f"{WORK}/near.db", str(port), f"{WORK}/www/index.html"])
    nginx = Server("nginx", lambda port: ["nginx", "-c", f"{WORK}/nginx.conf"])
    with open(f"{WORK}/nginx.conf") as f:
        conf = f.read()
    with open(f"{WORK}/nginx.conf", "w") as f:
        f.write(conf.replace("PORT", str(nginx.port)))
    servers = [ours.server, near, nginx]
    try:
        cold = cold_start([[ours.server.name, ours.server.argv(ours.server.port), ours.server.port, "/"],
                           ["nginx", nginx.argv(nginx.port), nginx.port, "/index.html"],
                           ["near", near.argv(near.port), near.port, "/"]])
        for s in servers:
            s.stop()
            s.start()
        for s in servers:
            s.wait()
        ours.sign_in()
        seen, wrong = run_rounds(ours, near, nginx)
        latency = probe(ours)
        acts = acts_bare()
    finally:
        for s in servers:
            s.stop()
    print_rounds(seen)
    print_rest(wrong, ours, cold, acts, latency)
    sys.exit(1 if wrong else 0)


main()
