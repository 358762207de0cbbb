# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# For ./run and ./check, which read tools/say.sh and this file from the top of the project.

# lacking PURPOSE...: in `missing`, the packages that tools/packages lists for these purposes and the machine lacks.
# dpkg-query exits 1 as soon as it does not know one of them, which is what is asked here.
lacking() {
	local purposes=" $* " purpose package program wanted=() present=
	missing=()
	while read -r purpose package program; do
		[[ -z $purpose || $purpose == \#* || $purposes != *" $purpose "* ]] && continue
		[[ -n $program ]] && command -v "$program" >/dev/null && continue
		wanted+=("$package")
	done <tools/packages
	present=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "${wanted[@]}" 2>/dev/null || true)"
	for package in "${wanted[@]}"; do
		[[ $present == *" installed:$package "* ]] || missing+=("$package")
	done
}

# install_packages PURPOSE...: installs what is lacking, or ends and says what to install.
# Asks dpkg once; says nothing and calls no apt when nothing is missing.
install_packages() {
	local missing as_root=()
	lacking "$@"
	((${#missing[@]})) || return 0
	command -v apt-get >/dev/null ||
		refuse 3 "apt-get is not here: install what these packages of Debian 12 hold, then start again: ${missing[*]}"
	if ((EUID)); then
		command -v sudo >/dev/null || ask_root "you are not root and there is no sudo"
		sudo true || ask_root "sudo did not let you install them"
		as_root=(sudo)
	fi
	echo "to install: ${missing[*]}"
	keep_servers_away
	apt_get "reading Debian's lists of packages" update
	apt_get "downloading ${#missing[@]} packages and what they need" install --download-only "${missing[@]}"
	apt_get "installing them" install "${missing[@]}"
}

ask_root() {
	refuse 3 "packages are missing, and $1. As root:
apt-get update
apt-get install --no-install-recommends ${missing[*]}
Then start again."
}

# The tests start their own PostgreSQL; a machine needs no server beside it.
keep_servers_away() {
	[[ " ${missing[*]} " == *" postgresql-15 "* && ! -e /etc/postgresql-common/createcluster.conf ]] || return 0
	"${as_root[@]}" mkdir -p /etc/postgresql-common
	echo "create_main_cluster = false" | "${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
}

# A new machine often updates itself at the same time: then apt waits for its turn.
apt_get() {
	local sentence=$1
	shift
	timed "$sentence" "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -q -o Dpkg::Use-Pty=0 \
		-o Dpkg::Options::=--force-confold -o DPkg::Lock::Timeout=300 --yes --no-install-recommends "$@"
}
