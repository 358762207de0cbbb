#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# A PostgreSQL for tests, reachable only through a socket in DIR.
#   tests/postgres.sh start DIR   makes and starts it, prints the URL for DANCHU_TEST_PG
#   tests/postgres.sh stop DIR    stops it; DIR may be removed afterwards
# The server refuses to run as root: then it runs as user postgres, who must be able to reach DIR (a folder below one
# made by mktemp -d is out of his reach).  fsync stays on: the fault tests need it.  Nobody else uses this server, so
# DANCHU_TEST_PG_CRASH=1 may be set with it: tests/faults/load_test.c then kills its backends.
set -euo pipefail
. "$(dirname "$0")/../tools/say.sh"

(($# == 2)) || refuse 2 "usage: tests/postgres.sh start|stop DIR"
what=$1
dir=$2
bin=$(printf '%s\n' /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
[[ -x $bin/pg_ctl ]] || refuse 3 "no PostgreSQL is installed (Debian package postgresql-15)"

# Says what a command said only when it fails.
as_owner() {
	local as=()
	((EUID)) || as=(runuser -u postgres --)
	"${as[@]}" "$@" >>"$dir.log" 2>&1 || {
		cat "$dir.log" >&2
		refuse 3 "$1 failed; the reason stands above"
	}
}

start() {
	local host
	mkdir -p "$dir"
	dir=$(cd "$dir" && pwd)
	((EUID)) || chown postgres "$dir"
	cd /
	as_owner "$bin/initdb" -D "$dir/data" --locale=C --encoding=UTF8 --auth=trust --username=postgres
	as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 \
		-o "-c listen_addresses='' -c unix_socket_directories='$dir' -c max_connections=200" start
	mv "$dir.log" "$dir/start.log"
	# every byte of the folder's name that means something in a URL
	host=$(printf '%s' "$dir" | sed 's/%/%25/g; s|/|%2F|g; s/ /%20/g')
	echo "postgres://postgres@$host/postgres"
}

stop() {
	[[ -d $dir/data ]] || refuse 1 "there is no PostgreSQL in $dir"
	dir=$(cd "$dir" && pwd)
	cd /
	as_owner "$bin/pg_ctl" -D "$dir/data" -m fast -w stop
	rm "$dir.log"
}

case $what in
start | stop)
	"$what"
	;;
*)
	refuse 2 "usage: tests/postgres.sh start|stop DIR"
	;;
esac
