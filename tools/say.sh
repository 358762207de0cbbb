# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# Read first by every script of the project, so that none ends without a sentence.
#   refuse STATUS SENTENCE...  says why and ends: 1 refused, 2 called wrongly, 3 a fault of the machine
#   ended STATUS               ends; the reason has been said
#   timed SENTENCE COMMAND...  a step that takes long: the sentence, then its seconds; shows what the command said only
#                              when it fails, and ends
# All three belong into the script's own shell, not into $(...) or a pipe.
# Any other end with a failure (set -e, set -u, an exit without a reason) is told once, with file and line, and is exit 3; a
# signal is named and is exit 128 and its number.  A script that has something to clean up calls that function clean_up;
# it runs at every end, after the sentence.
set -E
said=          # yes once the reason stands on stderr
fault_command= # the last command that failed where nobody asked, and where it stands
fault_place=

refuse() {
	local status=$1
	shift
	echo "$0: $*" >&2
	ended "$status"
}

ended() {
	said=yes
	exit "$1"
}

timed() {
	local sentence=$1 start=$SECONDS status=0 file in out
	shift
	file=$(mktemp)
	exec {out}>"$file" {in}<"$file"
	rm -f "$file"
	printf '%s ... ' "$sentence"
	"$@" >&"$out" 2>&1 || status=$?
	if ((status)); then
		echo "failed after $((SECONDS - start)) s"
		tail -n 80 <&"$in" >&2
		refuse 3 "$sentence: failed (exit $status); the reason stands above"
	fi
	echo "$((SECONDS - start)) s"
	exec {out}>&- {in}<&-
}

note_fault() {
	fault_command=$1
	fault_place=$2
}

signalled() {
	echo "$0: ended by SIG$1" >&2
	ended $((128 + $2))
}

# STATUS COMMAND PLACE: what every end passes through.
last_word() {
	local status=$1 command=$2 place=$3
	trap - EXIT ERR
	trap '' INT TERM HUP
	set +eu
	if ((status)) && [[ -z $said ]]; then
		[[ $command == "$fault_command" ]] && place=$fault_place
		place=${place% line 0} # outside a function bash keeps no line for what was no failed command; it has named it itself
		echo "$0: $place: stopped at \`${command%%$'\n'*}\` (exit $status), which was not foreseen" >&2
		status=3
	fi
	declare -F clean_up >/dev/null && clean_up
	exit "$status"
}

trap 'note_fault "$BASH_COMMAND" "${BASH_SOURCE[0]} line $LINENO"' ERR
trap 'last_word $? "$BASH_COMMAND" "${BASH_SOURCE[0]} line ${BASH_LINENO[0]}"' EXIT
trap 'signalled HUP 1' HUP
trap 'signalled INT 2' INT
trap 'signalled TERM 15' TERM
