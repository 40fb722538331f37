#!/bin/sh
# soak.sh [SECONDS]: runs every property with as many cases as go into SECONDS (60) from a seed of
# its own, and every fuzz target for as long. make test takes the same cases each time; this looks
# for new ones. What falls is kept by the tests in testdata, to be made a case of a table.
set -eu
cd "$(dirname "$0")/.."
seconds=${1:-60}
unset RAPID_SEED
export CGO_ENABLED=0
out=$PWD/build/soak
mkdir -p "$out"
found=0

# named PATTERN FILE: the functions of a test file whose bodies have the pattern.
named() {
	awk -v pattern="$1" '/^func [A-Z]/ { name = $2; sub(/\(.*/, "", name) } $0 ~ pattern { print name }' "$2" | sort -u
}

# shellcheck disable=SC2013 # a name has no spaces
for file in $(grep -rlE --include='*_test.go' 'rapid\.(Check|MakeCheck)\(|^func Fuzz' app data cmd); do
	folder=$(dirname "$file")
	binary=$out/$(echo "$folder" | tr / _)
	properties=$(named 'rapid[.](Make)?Check' "$file")
	[ -z "$properties" ] || go test -c -o "$binary" "./$folder"
	for test in $properties; do
		begun=$(date +%s%N)
		(cd "$folder" && "$binary" -test.run "^$test\$") >"$out/log" 2>&1 || { cat "$out/log"; found=1; continue; }
		took=$((($(date +%s%N) - begun) / 1000000 + 1))
		checks=$((100 * 1000 * seconds / took))
		[ "$checks" -lt 300000 ] || checks=300000
		[ "$checks" -gt 100 ] || checks=100
		if (cd "$folder" && RAPID_CHECKS=$checks "$binary" -test.run "^$test\$" -test.timeout 1h) >"$out/log" 2>&1; then
			echo "ok $folder $test, $checks cases"
		else
			cat "$out/log"
			found=1
		fi
	done
	for target in $(named '^func Fuzz' "$file"); do
		if go test -run '^$' -fuzz "^$target\$" -fuzztime "${seconds}s" "./$folder" >"$out/log" 2>&1; then
			echo "ok $folder $target, $(sed -n 's/.*execs: \([0-9]*\).*/\1/p' "$out/log" | tail -1) inputs"
		else
			cat "$out/log"
			found=1
		fi
	done
done
exit $found
