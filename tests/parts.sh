# SPDX-FileCopyrightText: 2026 The danchu authors
# SPDX-License-Identifier: AGPL-3.0-or-later
# The parts of ./check, in the order they run.  A part is a function part_NAME that calls `program` for each test
# program and `step` for work that must succeed; both stand in ./check and add up what was told.
# Every program has its limit in seconds.

PARTS="release clang house tools sqlite postgres faults documents http browser fuzz fresh"

# Parts whose tests are not written yet; anything else that runs nothing fails.
ABSENT=""

DEV=$PWD/build/dev
FUZZ_SECONDS=${FUZZ_SECONDS:-0} # 0: the same 3,000 inputs every time, so that a gate does not depend on luck
MUTATIONS=${MUTATIONS:-200}

. tools/install.sh

prepare() {
	install_packages build run test
}

# The build with sanitizers, once a run.
dev_built=
needs_dev() {
	[[ $dev_built == yes ]] && return
	[[ $dev_built == no ]] && return 1
	dev_built=no
	step 120 "configure dev" cmake --preset dev &&
		step 900 "build dev" cmake --build --preset dev &&
		dev_built=yes
}

# The PostgreSQL of this run, started when first asked for; its address is in $postgres_url.
needs_postgres() {
	[[ -n $postgres ]] && return
	postgres=$(mktemp -d "${TMPDIR:-/tmp}/danchu-postgres.XXXXXX")
	postgres_url=$(tests/postgres.sh start "$postgres" 2>"$logs/postgres") && return
	echo "PostgreSQL did not start:"
	cat "$logs/postgres"
	((failed += 1))
	return 1
}

# c_tests ENGINE [ENVIRONMENT...]: the named test programs, one after the other.
c_tests() {
	local engine=$1 name
	shift
	for name in "${names[@]}"; do
		program 900 "$engine $name" env DANCHU_BIN="$DEV/danchu" "$@" "$DEV/tests/$name"
	done
}

part_release() {
	step 900 "./run --build" ./run --build || return
	program 300 "./run" python3 tests/run_test.py
	program 300 "README" python3 tests/readme_test.py
}

part_clang() {
	step 120 "configure with clang" cmake --preset release -B build/clang -D CMAKE_C_COMPILER=clang-14 \
		-D CMAKE_C_FLAGS="-O2 -g -D_FORTIFY_SOURCE=2 -fstack-protector-strong" -D DANCHU_TESTS=ON &&
		step 900 "build with clang" cmake --build build/clang
}

part_house() {
	needs_dev || return
	local check
	program 60 "translations" python3 tools/lang.py --check
	for check in tests/house/*.py; do
		case $check in
		*_test.py | */house.py | */broken.py) ;;
		*) program 60 "$check" python3 "$check" ;;
		esac
	done
}

part_tools() {
	local test
	for test in tests/house/*_test.py; do
		program 120 "$test" python3 "$test"
	done
}

# The names of the test programs of these folders that are kept in the build; $1: a pattern that sources must contain.
test_names() {
	local pattern=$1
	shift
	grep -rlE "$pattern" --include='*_test.c' "$@" 2>/dev/null | sed 's,.*/,,; s,\.c$,,' | sort
}

part_sqlite() {
	needs_dev || return
	local names
	mapfile -t names < <(test_names . app domain platform tests/house)
	c_tests sqlite
}

part_postgres() {
	needs_dev && needs_postgres || return
	local names
	mapfile -t names < <(test_names 'tests/database\.h' app domain platform tests/house)
	c_tests postgres DANCHU_TEST_PG="$postgres_url"
}

part_faults() {
	needs_dev && needs_postgres || return
	local names
	mapfile -t names < <(test_names . tests/faults)
	c_tests sqlite
	c_tests postgres DANCHU_TEST_PG="$postgres_url"
}

part_documents() {
	needs_dev || return
	program 600 "documents read" python3 tests/documents/compare.py "$DEV/danchu"
	program 900 "documents spoilt" python3 tests/documents/mutations.py "$DEV/danchu" "$MUTATIONS"
	program 300 "commands" python3 tests/commands_test.py "$DEV/danchu"
	program 300 "files left" python3 tests/leavings_test.py "$DEV/danchu"
	program 300 "audit commands" python3 tests/commands_audit_test.py "$DEV/danchu"
}

part_http() {
	needs_dev && needs_postgres || return
	local test
	for test in tests/http/*_test.py; do
		[[ -e $test ]] && program 600 "$test" env DANCHU_BIN="$DEV/danchu" DANCHU_TEST_PG="$postgres_url" python3 "$test"
	done
}

# What the browser's tests are driven with, fetched when its list is newer than what is here.
needs_browser() {
	local folder=tests/browser
	[[ $folder/package-lock.json -nt $folder/node_modules/.package-lock.json ]] || return 0
	step 600 "npm ci in $folder" npm --prefix "$folder" ci --loglevel=error --no-audit --no-fund && return
	echo "npm ci failed, which only the browser part needs: no browser test ran"
	return 1
}

part_browser() {
	needs_dev && needs_browser || return
	[[ -e tests/browser/run.mjs ]] && program 900 tests/browser/run.mjs env DANCHU_BIN="$DEV/danchu" node tests/browser/run.mjs
}

part_fuzz() {
	local target name amount="-seed=1 -runs=3000" flags="-O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined"
	compgen -G 'tests/fuzz/*.c' >/dev/null || return
	((FUZZ_SECONDS == 0)) || amount="-max_total_time=$FUZZ_SECONDS"
	step 120 "configure for fuzzing" cmake --preset release -B build/fuzz -D CMAKE_C_COMPILER=clang-14 \
		-D CMAKE_C_FLAGS="$flags -fsanitize=fuzzer-no-link" -D CMAKE_EXE_LINKER_FLAGS= &&
		step 900 "build for fuzzing" cmake --build build/fuzz --target core || return
	for target in tests/fuzz/*.c; do
		name=$(basename "$target" .c)
		mkdir -p "$logs/$name"
		cp samples/*.md tests/documents/*/*.md tests/documents/*/*.txt "$logs/$name" # seeds: every target reads text
		# shellcheck disable=SC2086,SC2046  # lists of flags
		step 120 "compile $target" clang-14 -D_GNU_SOURCE $flags -fsanitize=fuzzer -I. -Ibuild/fuzz/generated "$target" \
			build/fuzz/libcore.a $(pkg-config --libs libmicrohttpd sqlite3 libsodium libutf8proc libpcre2-8 jansson) -lpthread -lm \
			-o "build/fuzz/$name" &&
			step $((FUZZ_SECONDS + 120)) "fuzz $name" "build/fuzz/$name" $amount -timeout=10 \
				-rss_limit_mb=1024 -artifact_prefix="$logs/" "$logs/$name"
	done
}

part_fresh() {
	program 2400 tests/fresh.sh tests/fresh.sh
}
