#!/usr/bin/env bash
# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# tests/fresh.sh [root|user]...: what README promises of ./run, on a Debian 12 on which nothing is installed.
#   root   as root: ./run until its page answers and its links are printed, Ctrl-C, again (under 2 s), ./run --build
#   user   as a user without sudo: ./run says what to install; as the same with sudo: ./run --build, then as above
# The machine is a folder made by debootstrap, the project a copy without .git, build, data and node_modules: no locale, no
# git, no python.  The untouched folder and the packages downloaded stay in ${XDG_CACHE_HOME:-~/.cache}/danchu/fresh, so
# that only the first time takes long; the mirror is that of this machine's apt.
# Every command runs in process and mount namespaces of its own, which end with it.  Ends with `N passed, N failed`.
set -euo pipefail
cd "$(dirname "$0")/.."
. tools/say.sh

SECOND_START_MS=2000
LINKS=9
SECONDS_AT_MOST=1200 # for one ./run, packages and build included
SOMEBODY=somebody
cache=${XDG_CACHE_HOME:-${HOME:-/root}/.cache}/danchu/fresh

passed=0 failed=0
work=  # the machines of this run
child= # what runs on one of them now

# ---- inside: the first process of new namespaces --------------------------------------------------------------------

furnish() {
	local root=$1 name
	mount --make-rprivate /
	mount -t proc proc "$root/proc"
	mount -t tmpfs -o mode=755 dev "$root/dev"
	for name in null zero full random urandom tty; do
		touch "$root/dev/$name"
		mount --bind "/dev/$name" "$root/dev/$name"
	done
	mkdir "$root/dev/shm" "$root/dev/pts"
	mount -t tmpfs -o mode=1777 shm "$root/dev/shm"
	mount -t devpts -o newinstance,ptmxmode=0666,mode=620 devpts "$root/dev/pts"
	ln -s pts/ptmx "$root/dev/ptmx"
	ln -s /proc/self/fd "$root/dev/fd"
}

# inside ROOT WHO PORT COMMAND: COMMAND in the project's folder, with nothing of this machine's environment.  SIGTERM here
# is Ctrl-C there.  What it leaves running is a failure.
inside() {
	local root=$1 who=$2 port=$3 command=$4 home=/root inner status=0 left
	[[ $who == root ]] || home=/home/$who
	furnish "$root"
	set -m # a group of its own, as in a terminal
	chroot --userspec="$who:$who" "$root" env -i TERM=dumb HOME="$home" DANCHU_PORT="$port" \
		PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin bash -c "cd ~/danchu && $command" &
	inner=$!
	trap 'kill -INT -- "-$inner"' TERM
	while kill -0 "$inner" 2>/dev/null; do
		status=0
		wait "$inner" || status=$?
	done
	for _ in {1..20}; do
		left=("$root"/proc/[0-9]*)
		((${#left[@]} == 1)) && ended "$status"
		sleep 0.1
	done
	refuse 99 "$command left processes behind: $(tr '\0' ' ' <"${left[1]}/cmdline")"
}

if [[ ${1-} == --inside ]]; then
	shift
	inside "$@"
fi

# ---- outside --------------------------------------------------------------------------------------------------------

clean_up() {
	local first
	if [[ -n $child ]]; then # with the first process of the namespaces all others and the mounts end
		{ first=$(<"/proc/$child/task/$child/children"); } 2>/dev/null
		kill -KILL ${first:-$child} 2>/dev/null
		wait "$child" 2>/dev/null
	fi
	[[ -n $work ]] && rm -rf --one-file-system "$work"
}

# This test must stay possible to leave out: it needs what a container often forbids.
skip() {
	echo "skipped: fresh needs $*"
	echo "0 passed, 0 failed, 1 skipped"
	exit 0
}

may_run() {
	local program
	((EUID == 0)) || skip "root, for chroot and mounts"
	for program in debootstrap chroot unshare setpriv flock tar; do
		command -v "$program" >/dev/null || skip "$program"
	done
	unshare --mount --pid --fork --mount-proc mount -t tmpfs tmpfs /tmp 2>/dev/null ||
		skip "namespaces with mounts of their own, which this machine forbids (unshare --mount --pid)"
}

mirror() {
	apt-get indextargets --format '$(REPO_URI) $(ORIGIN) $(CODENAME)' 'Created-By: Packages' 2>/dev/null |
		awk '$2 == "Debian" && $3 ~ /^[a-z]+$/ { print $1; exit }'
}

# The untouched machine, made once; whoever comes meanwhile waits.  Who is alone puts away what killed ones have left.
make_base() {
	local from
	mkdir -p "$cache/archives"
	exec 9>"$cache/lock"
	flock --nonblock 9 && rm -rf --one-file-system "$cache"/run.*
	[[ -e $cache/base/etc/debian_version ]] || flock 9
	if [[ ! -e $cache/base/etc/debian_version ]]; then
		from=$(mirror)
		[[ -n $from ]] || refuse 3 "this machine's apt names no mirror of Debian to take a new machine from"
		rm -rf --one-file-system "$cache/base.new"
		timed "making a bare Debian 12, once" debootstrap --variant=minbase bookworm "$cache/base.new" "$from"
		find "$cache/base.new/var/cache/apt/archives" -name '*.deb' -exec mv -t "$cache/archives" {} +
		mv "$cache/base.new" "$cache/base"
	fi
	flock --shared 9
}

# machine NAME: a new one in $root, with how this one reaches the mirror, the packages downloaded before and the project.
machine() {
	root=$work/$1
	cp -a --reflink=auto "$cache/base" "$root"
	apt-config dump | grep -E '^Acquire::(http|https|Check)' >"$root/etc/apt/apt.conf.d/99machine" || true
	cp -L /etc/resolv.conf "$root/etc/resolv.conf"
	find "$cache/archives" -name '*.deb' -exec cp -ln -t "$root/var/cache/apt/archives" {} +
	mkdir "$root/root/danchu"
	tar --exclude=./build --exclude=./data --exclude=./.git --exclude=node_modules --exclude=__pycache__ -cf - . |
		tar -C "$root/root/danchu" --no-same-owner -xf -
}

# The packages of this machine for the next one, without those that the mirror no longer has.
keep_archives() {
	local package
	on_machine root "apt-get -q autoclean"
	for package in "$cache"/archives/*.deb; do
		[[ -e $root/var/cache/apt/archives/${package##*/} ]] || rm -f "$package"
	done
	find "$root/var/cache/apt/archives" -maxdepth 1 -name '*.deb' -exec cp -ln -t "$cache/archives" {} +
}

# begin WHO COMMAND: starts it on $root; what it says goes to $work/said.
begin() {
	setpriv --pdeathsig KILL unshare --mount --pid --fork --kill-child=KILL tests/fresh.sh --inside "$root" "$1" "$port" "$2" \
		>"$work/said" 2>&1 </dev/null &
	child=$!
}

# finish: the exit of what was begun, in $status.
finish() {
	status=0
	wait "$child" || status=$?
	child=
}

on_machine() {
	begin "$@"
	finish
}

# check SENTENCE COMMAND...: one test.
check() {
	local sentence=$1
	shift
	if "$@"; then
		((passed += 1))
		return
	fi
	((failed += 1))
	echo "failed: $way: $sentence"
	tail -n 40 "$work/said"
}

said() {
	grep -qE -- "$1" "$work/said"
}

# Where the time goes.
steps() {
	sed -nE "s/^(.* \.\.\. [0-9]+ s)$/$way: \1/p" "$work/said"
}

# The status with which the server answers PATH; nothing while there is no server.
answer() {
	(
		exec 5<>"/dev/tcp/127.0.0.1/$port"
		printf 'GET %s HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$1" "$port" >&5
		read -r -t 10 _ status _ <&5
		echo "$status"
	) 2>/dev/null || true
}

# Until the page answers and the links are there, or ./run has ended, or the time is over; how long, in $took_ms.
wait_for_home() {
	local start=${EPOCHREALTIME/[.,]/}
	until [[ $(answer /) == 200 ]] && said '^serving at '; do
		took_ms=$(((${EPOCHREALTIME/[.,]/} - start) / 1000))
		kill -0 "$child" 2>/dev/null && ((took_ms < SECONDS_AT_MOST * 1000)) || return 1
		sleep 0.05
	done
	took_ms=$(((${EPOCHREALTIME/[.,]/} - start) / 1000))
}

# Ctrl-C, where it still runs, and its end.
stop() {
	if [[ -e /proc/$child ]]; then
		kill -TERM $(<"/proc/$child/task/$child/children")
	fi
	finish
}

links_lead_home() {
	local links link
	mapfile -t links < <(grep -oE "^http://127\.0\.0\.1:$port/dang-nhap/[^ ]+" "$work/said")
	((${#links[@]} >= LINKS)) || return
	for link in "${links[@]}"; do
		[[ $(answer "${link#"http://127.0.0.1:$port"}") == 200 ]] || return
	done
}

# served WHO: ./run as README prints it, until its page is there, and Ctrl-C.
served() {
	begin "$1" ./run
	check "./run serves its home page" wait_for_home
	steps
	check "./run prints $LINKS links that lead somewhere" links_lead_home
	stop
	check "Ctrl-C ends ./run with all it started, exit 0 (it was $status)" test "$status" = 0
}

# The machine that runs the tests is a busy one: the quickest of three starts counts.
second_start_is_quick() {
	local quickest=999999
	for _ in 1 2 3; do
		begin "$1" ./run
		wait_for_home || took_ms=999999
		stop
		((took_ms >= quickest)) || quickest=$took_ms
	done
	echo "$way: second start in $quickest ms"
	((quickest < SECOND_START_MS))
}

builds() {
	on_machine "$1" "./run --build"
	steps
	check "./run --build builds (exit $status)" test "$status" = 0
	check "./run --build says what it built" said '^built: build/release/danchu$'
}

way_root() {
	served root
	check "a second start takes less than $SECOND_START_MS ms" second_start_is_quick root
	builds root
}

way_user() {
	local apt
	chroot "$root" useradd --create-home --shell /bin/bash "$SOMEBODY"
	mv "$root/root/danchu" "$root/home/$SOMEBODY/"
	chroot "$root" chown -R "$SOMEBODY:" "/home/$SOMEBODY"
	on_machine "$SOMEBODY" ./run
	check "without sudo ./run ends with 3 (it was $status)" test "$status" = 3
	apt=$(grep -E '^apt-get install ' "$work/said" || true)
	check "without sudo ./run says what to install" test -n "$apt"
	mkdir "$root/root/danchu" # where root's commands begin
	on_machine root "apt-get -q update && ${apt:-false} --simulate"
	check "what it says can be installed" test "$status" = 0
	on_machine root "DEBIAN_FRONTEND=noninteractive apt-get -q install --yes --no-install-recommends sudo"
	check "sudo can be installed" test "$status" = 0
	on_machine "$SOMEBODY" ./run
	check "where sudo refuses, ./run ends with 3 (it was $status)" test "$status" = 3
	check "where sudo refuses, ./run says what to install" said '^apt-get install '
	echo "$SOMEBODY ALL=(ALL) NOPASSWD: ALL" >"$root/etc/sudoers.d/$SOMEBODY"
	builds "$SOMEBODY"
	served "$SOMEBODY"
	check "a second start takes less than $SECOND_START_MS ms" second_start_is_quick "$SOMEBODY"
}

for way in "$@"; do
	declare -F "way_$way" >/dev/null || refuse 2 "usage: tests/fresh.sh [root|user]..."
done
may_run
make_base
work=$(mktemp -d "$cache/run.XXXXXX")
port=$(python3 -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
for way in ${*:-root user}; do
	start=$SECONDS
	machine "$way"
	"way_$way"
	keep_archives
	rm -rf --one-file-system "$root"
	echo "$way: $((SECONDS - start)) s"
done
echo "$passed passed, $failed failed"
((failed == 0)) || ended 1
