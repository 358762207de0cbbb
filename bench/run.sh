#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# Measures danchu beside a program of near nothing and beside nginx: bench/README.md says how and why.
# Loopback only, under six minutes, ends only what it started.  ROUNDS (3) and SECONDS_EACH (3) bound it.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/say.sh
export SHARED=${SHARED:-../shared} ROUNDS=${ROUNDS:-3} SECONDS_EACH=${SECONDS_EACH:-3}
tasks=20000

[[ -f $SHARED/tools/bench/near.c ]] || {
	echo "skipped: the peers' programs (near.c, load.lua, gen_letters.py) are looked for in \$SHARED/tools/bench, and $SHARED has none"
	exit 0
}
for program in wrk nginx sqlite3 python3 gcc curl; do
	command -v "$program" >/dev/null ||
		refuse 3 "$program is needed (Debian packages wrk, nginx-light, sqlite3, python3, gcc, curl)"
done
SHARED=$(cd "$SHARED" && pwd)
work=$(mktemp -d "${TMPDIR:-/tmp}/danchu-bench.XXXXXX")
export BUILD=$work/build
clean_up() {
	rm -rf "$work"
}
chmod 755 "$work"

# A release build from nothing, without a compiler cache: the figure and the program.
build() {
	local start=$EPOCHREALTIME
	CCACHE_DISABLE=1 cmake --preset release -B "$BUILD" >"$work/build.log"
	CCACHE_DISABLE=1 cmake --build "$BUILD" --target danchu >>"$work/build.log"
	BUILD_SECONDS=$(awk "BEGIN { print $EPOCHREALTIME - $start }")
	export BUILD_SECONDS
	cmake --build "$BUILD" --target bench_fill bench_acts bench_probe >>"$work/build.log"
}

# near's own 20,000 letters, as peers.sh lays them out.
letters() {
	local source=$SHARED/tools/bench
	gcc -O2 -w -o "$work/near" "$source/near.c" -lmicrohttpd -lsqlite3
	gcc -O2 -w -o "$work/limits" "$source/limits.c" -lsqlite3
	python3 "$source/gen_letters.py" --n "$tasks" --seed 1 >"$work/letters.jsonl"
	python3 bench/letters.py "$work"
	"$work/limits" import "$work/near.db" <"$work/letters.tsv" >/dev/null
}

static() {
	cat >"$work/nginx.conf" <<-END
		worker_processes 2; daemon off; pid $work/nginx.pid; error_log $work/nginx.err;
		events { worker_connections 1024; }
		http { access_log off; sendfile on; tcp_nopush on; keepalive_requests 100000000; open_file_cache max=100;
		       default_type text/html; server { listen 127.0.0.1:PORT backlog=1024; root $work/www; } }
	END
}

echo "building a release from nothing"
build
FILLED=$("$BUILD/bench_fill" "sqlite:$work/danchu.db" "$tasks")
export FILLED
letters
static
echo "commit $(git rev-parse --short HEAD), $(date -u +%FT%TZ), $(nproc) processors, load $(cut -d' ' -f1 /proc/loadavg), ROUNDS=$ROUNDS SECONDS_EACH=$SECONDS_EACH"
python3 bench/measure.py "$work"
