#!/bin/sh
# Measures the program with 100,000 people and 100,000 mails, and what peers on this machine
# need for the same, in one run. The office is made once, in build/bench/. A table of figures
# comes last; nothing here fails for being slow.
set -eu
cd "$(dirname "$0")/.."

out=build/bench
mkdir -p $out
people=${BENCH_PEOPLE:-100000}
# Another schema needs another office.
office=$out/office-$people-$(cat data/schema/*.sql | cksum | cut -d ' ' -f 1).db
if [ ! -e "$office" ]; then
	rm -f $out/office-*
	echo "making an office with $people people and $people mails"
	begun=$(date +%s)
	build/kantoorctl --data "$office.making" demo --people "$people" --mails "$people"
	mv "$office.making" "$office"
	rm -f "$office.making-wal" "$office.making-shm"
	echo "made in $(($(date +%s) - begun)) s"
fi

.ci/startup.sh "$office" >$out/startup.txt
cat $out/startup.txt
# shellcheck disable=SC2046 # a package each word
KANTOOR_BENCH=$PWD/$office CGO_ENABLED=0 go test -run '^$' -bench . -benchmem -timeout 60m "$@" >$out/go.txt || {
	cat $out/go.txt
	exit 1
}
cat $out/go.txt

# asked N SQL: asks the sqlite3 shell N times; the time in nanoseconds.
asked() {
	begun=$(date +%s%N)
	{
		echo ".output /dev/null"
		n=0
		while [ $n -lt "$1" ]; do
			echo "$2;"
			n=$((n + 1))
		done
	} | sqlite3 -readonly "$office"
	echo $(($(date +%s%N) - begun))
}

# peer NAME SQL: the same question asked through the sqlite3 shell, the mean of 60 times.
peer() {
	asked 1 "$2" >/dev/null
	idle=$(asked 60 "SELECT 1")
	awk -v name="$1" -v idle="$idle" -v all="$(asked 60 "$2")" 'BEGIN { printf "  %s\t%.2f\t(mean)\t\t\t\n", name, (all - idle) / 60e6 }'
}
: >$out/peers.txt
if command -v sqlite3 >/dev/null; then
	{
		peer "search, LIKE over all people" "SELECT * FROM person WHERE search LIKE '%bakker%' LIMIT 20"
		peer "search, its index of three letters" "SELECT p.* FROM person_fts f JOIN person p ON p.id = f.rowid WHERE person_fts MATCH '\"bakker\"' LIMIT 20"
		peer "page of the register" "SELECT * FROM person WHERE (sort_key, id) > ('m', 0) ORDER BY sort_key, id LIMIT 100"
		peer "page of mail" "SELECT sha256, received, from_name, from_email, subject, preview, intent, certainty, state, outcome FROM message WHERE received < '2026' ORDER BY received DESC LIMIT 100"
		peer "page of the register by OFFSET" "SELECT * FROM person ORDER BY sort_key, id LIMIT 100 OFFSET $((people / 2))"
	} >$out/peers.txt
fi

table() {
	awk -F '\t' '{ printf "%-46s %9s %9s %9s %9s   %s\n", $1, $2, $3, $4, $5, $6 }'
}
echo
printf '%s\t%s\t%s\t%s\t%s\t%s\n' "$people people, $people mails" "p50 ms" "p90 ms" "p99 ms" "slowest" "" | table
awk '
	BEGIN {
		goal["search"] = "to reach: 16 a key"; goal["page"] = "to reach: 5"
	}
	/^BenchmarkDesk/ {
		name = $1; sub(/^BenchmarkDesk\//, "", name); sub(/-[0-9]+$/, "", name); gsub(/_/, " ", name)
		middle = slow = slower = slowest = ""
		for (i = 2; i < NF; i++) {
			if ($(i + 1) == "p50-ms") middle = $i
			if ($(i + 1) == "p90-ms") slow = $i
			if ($(i + 1) == "p99-ms") slower = $i
			if ($(i + 1) == "slowest-ms") slowest = $i
		}
		kind = name; sub(/\/.*/, "", kind); sub(/\//, ": ", name)
		if (middle != "") printf "%s\t%.2f\t%.2f\t%.2f\t%.2f\t%s\n", name, middle, slow, slower, slowest, goal[kind]
	}' $out/go.txt | table
echo "the sqlite3 shell on the same file"
table <$out/peers.txt
cat $out/startup.txt
