# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# For ./run and ./check, which read this file from the top of the project.

# install_packages PURPOSE...: installs what tools/packages lists for these purposes and the machine lacks.
# Asks dpkg once; says nothing and calls no apt when nothing is missing.
install_packages() {
	local purposes=" $* " purpose package program wanted=() present missing=() as_root=()
	while read -r purpose package program; do
		[[ -z $purpose || $purpose == \#* || $purposes != *" $purpose "* ]] && continue
		[[ -n $program ]] && command -v "$program" >/dev/null && continue
		wanted+=("$package")
	done <tools/packages
	present=" $(dpkg-query -W -f '${db:Status-Status}:${Package} ' "${wanted[@]}" 2>/dev/null)"
	for package in "${wanted[@]}"; do
		[[ $present == *" installed:$package "* ]] || missing+=("$package")
	done
	((${#missing[@]})) || return 0

	echo "installing: ${missing[*]}"
	if ((EUID)); then
		command -v sudo >/dev/null || {
			echo "not root and no sudo here: install these packages, then start again" >&2
			return 1
		}
		as_root=(sudo)
	fi
	# The tests start their own PostgreSQL; a machine needs no server beside it.
	if [[ " ${missing[*]} " == *" postgresql-15 "* && ! -e /etc/postgresql-common/createcluster.conf ]]; then
		"${as_root[@]}" mkdir -p /etc/postgresql-common
		echo "create_main_cluster = false" |
			"${as_root[@]}" tee /etc/postgresql-common/createcluster.conf >/dev/null
	fi
	"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq update &&
		"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o Dpkg::Use-Pty=0 \
			-o Dpkg::Options::=--force-confold install --yes --no-install-recommends "${missing[@]}" >/dev/null
}
