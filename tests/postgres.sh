#!/bin/sh
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# A PostgreSQL for tests, reachable only through a socket in DIR.
#   tests/postgres.sh start DIR   makes and starts it, prints the URL for DANCHU_TEST_PG
#   tests/postgres.sh stop DIR    stops it; DIR may be removed afterwards
# The server refuses to run as root: then it runs as user postgres, who must be able to reach DIR (a folder below one
# made by mktemp -d is out of his reach).  fsync stays on: the fault tests need it.  Nobody else uses this server, so
# DANCHU_TEST_PG_CRASH=1 may be set with it: tests/faults/load_test.c then kills its backends.
set -eu
usage() {
	echo "usage: tests/postgres.sh start|stop DIR" >&2
	exit 2
}
[ $# -eq 2 ] || usage
what=$1
dir=$2
bin=$(ls -d /usr/lib/postgresql/*/bin | sort -V | tail -n 1)
as_owner() {
	if [ "$(id -u)" -eq 0 ]; then
		runuser -u postgres -- "$@"
	else
		"$@"
	fi
}
case $what in
start)
	mkdir -p "$dir"
	dir=$(cd "$dir" && pwd)
	[ "$(id -u)" -ne 0 ] || chown postgres "$dir"
	cd /
	trap 'cat "$dir.log" >&2' EXIT
	as_owner "$bin/initdb" -D "$dir/data" --locale=C --encoding=UTF8 --auth=trust --username=postgres >"$dir.log" 2>&1
	as_owner "$bin/pg_ctl" -D "$dir/data" -l "$dir/server.log" -w -t 60 \
		-o "-c listen_addresses='' -c unix_socket_directories='$dir' -c max_connections=200" start >>"$dir.log" 2>&1
	trap - EXIT
	mv "$dir.log" "$dir/start.log"
	# every byte of the folder's name that means something in a URL
	host=$(printf '%s' "$dir" | sed 's/%/%25/g; s|/|%2F|g; s/ /%20/g')
	echo "postgres://postgres@$host/postgres"
	;;
stop)
	dir=$(cd "$dir" && pwd)
	cd /
	as_owner "$bin/pg_ctl" -D "$dir/data" -m fast -w stop >/dev/null
	;;
*)
	usage
	;;
esac
