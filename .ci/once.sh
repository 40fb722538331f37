#!/bin/sh
# The program is started a second time, killed, started where there is no screen, and where its
# office cannot be opened; with Fyne's thread checks on. Fails when one of these goes otherwise
# than a person at a desk may expect.
set -eu
cd "$(dirname "$0")/.."
. .ci/window.sh

program=${1:-build/kantoor-checked}
out=build/once
rm -rf $out
mkdir -p $out
.ci/office.sh $out/office.db
home=$scratch/home
cover_pid=""
second_pid=""

# end PID: ends a program that was started here.
end() {
	[ -n "$1" ] || return 0
	kill "$1" 2>/dev/null || true
	wait "$1" 2>/dev/null || true
}
trap 'end "$cover_pid"; end "$second_pid"; end_all' EXIT

# start ARGUMENT...: the program in the same home, to its end.
start() {
	HOME=$home XDG_CONFIG_HOME=$home/.config XDG_CACHE_HOME=$home/.cache FYNE_THEME=light FYNE_SCALE=1 \
		timeout 60 $program "$@" >"$scratch/second.log" 2>&1
}

# shown: a number for what is on the screen.
shown() { import -window root -depth 8 rgb:- | cksum; }

start_screen 1280x800
start_window light $program --data "$out/office.db"
settle
alone=$(shown)
! grep -q onverwacht "$window_log" || fail "The first start speaks of a crash:"

# Another window over it.
HOME=$scratch/other XDG_CONFIG_HOME=$scratch/other XDG_CACHE_HOME=$scratch/other FYNE_THEME=dark FYNE_SCALE=1 $program --gallery >"$scratch/cover.log" 2>&1 &
cover_pid=$!
tries=0
until [ "$(shown)" != "$alone" ]; do
	tries=$((tries + 1))
	[ $tries -lt 600 ] || fail "No window came over the first one."
	sleep 0.1
done
settle

start --data "$out/office.db" || fail "The second start ended with $?: $(cat "$scratch/second.log")"
tries=0
until [ "$(shown)" = "$alone" ]; do
	tries=$((tries + 1))
	[ $tries -lt 600 ] || {
		picture $out/second.png
		fail "The second start did not bring the first window to the front ($out/second.png)."
	}
	sleep 0.1
done
window_runs || fail "The first one ended:"
end "$cover_pid"
cover_pid=""

# Another office has a window of its own; a text file is no office.
echo "geen kantoor" >$out/brief.txt
HOME=$home $program --data $out/brief.txt >"$scratch/second.log" 2>&1 &
second_pid=$!
tries=0
until grep -q 'the office does not open' "$scratch/second.log"; do
	tries=$((tries + 1))
	[ $tries -lt 600 ] || fail "A text file was not refused: $(cat "$scratch/second.log")"
	sleep 0.1
done
settle
picture $out/refused.png
rm $out/brief.txt
second_window=$(xdotool search --all --pid $second_pid --onlyvisible --name . | tail -n 1)
[ -n "$second_window" ] || fail "The program that was refused shows no window."
xdotool windowfocus "$second_window"
# The first button puts a backup back.
key Tab
key Return
tries=0
until grep -q 'office open' "$scratch/second.log"; do
	tries=$((tries + 1))
	[ $tries -lt 600 ] || fail "Trying once more did not open the office: $(cat "$scratch/second.log")"
	sleep 0.1
done
settle
picture $out/again.png
kill $second_pid
wait $second_pid || fail "The office that opened at the second try ends with $?."
second_pid=""

# Killed: nothing is in the way of the next, which tells of it.
kill -9 "$window_pid"
wait "$window_pid" 2>/dev/null || true
start_window light $program --data "$out/office.db"
grep -q 'the last run did not end' "$window_log" || fail "The next start does not know of the crash:"
settle
[ "$(shown)" != "$alone" ] || fail "Nothing is told of the crash."
picture $out/notice.png
go_to "Logboek bekijken"
picture $out/log.png

# A signal at which the runtime writes traces: they are in the log of the next start, alone.
kill -ABRT "$window_pid"
wait "$window_pid" 2>/dev/null || true
start_window light $program --data "$out/office.db"
grep -q 'the last run did not end.*goroutine' "$window_log" || fail "The traces of the crash are not in the log:"
stop_window
start_window light $program --data "$out/office.db"
! grep -q 'the last run did not end' "$window_log" || fail "A run that came to its end is told as a crash:"
stop_window
! grep -n -e 'Error in Fyne call thread' -e '^panic: ' -e 'DATA RACE' "$window_log" "$scratch/second.log" || fail "The window was touched from the wrong thread."
[ -z "$(find "$home" -name logboek.txt ! -perm 600)" ] || fail "Others can read the log."

status=0
DISPLAY='' start --data "$out/office.db" || status=$?
[ $status -eq 1 ] && grep -q 'geen beeldscherm' "$scratch/second.log" || fail "Without a screen it ends with $status: $(cat "$scratch/second.log")"
echo "started twice, killed, refused and without a screen: as it should be"
