#!/bin/sh
# What is typed survives the end of the program: a form is typed in, the program is killed
# without a warning, and after a new start the form has what was typed; saved, it is in the
# office. Then once more with the program ended as the system does at signing off.
set -eu
cd "$(dirname "$0")/.."
. .ci/window.sh

program=${1:-build/kantoor-checked}
out=build/drafts
rm -rf $out
mkdir -p $out
.ci/office.sh $out/office.db
ctl() { build/kantoorctl --json --data "$out/office.db" "$@"; }

# kept FIELDS: waits until that many fields of a new person are kept.
kept() {
	tries=0
	until ctl drafts Annelies | grep -q "\"fields\":$1,\"form\":\"person\",\"key\":\"\""; do
		window_runs || fail "The program has ended:"
		tries=$((tries + 1))
		[ $tries -lt 100 ] || fail "What is typed is not kept: $(ctl drafts Annelies)"
		sleep 0.1
	done
}

# gone: waits until the window is off the screen, so that the next one is found.
gone() {
	wait "$window_pid" 2>/dev/null || true
	window_pid=""
	tries=0
	while xdotool search --onlyvisible --name . >/dev/null 2>&1; do
		tries=$((tries + 1))
		[ $tries -lt 100 ] || fail "The window stays on the screen"
		sleep 0.1
	done
}

begin() {
	start_window light "$program" --data "$out/office.db" --who Annelies
	go_to Register
	settle
}

# new_person: the form of somebody new, with the keyboard on the first name.
new_person() {
	key ctrl+k ctrl+a
	type_text "Iemand toevoegen"
	settle
	key Return
	settle
}

start_screen 1280x800
begin
new_person
type_text "Veerle"
key Tab Tab Tab
type_text "Stroomsma"
kept 2
kill -9 "$window_pid"
gone

start_window light "$program" --data "$out/office.db" --who Annelies
picture $out/vandaag.png
go_to Register
settle
new_person
picture $out/terug.png
key Tab
# Half a word more, and the system ends the program before the second is over.
type_text "V."
kept 3
key Tab Tab Tab
settle
import -window root $scratch/before.png
type_text "drs"
# Ended as soon as the letters stand there: a caret that blinks is fewer dots than they are.
tries=0
until import -window root $scratch/after.png && [ "$(compare -metric AE $scratch/before.png $scratch/after.png null: 2>&1 | sed 's/[^0-9].*//')" -gt 80 ]; do
	window_runs || fail "The program has ended:"
	tries=$((tries + 1))
	[ $tries -lt 100 ] || fail "The last letters do not come on the screen"
	sleep 0.05
done
stop_window
gone
ctl drafts Annelies | grep -q '"fields":4' || fail "The last letters are not kept at closing: $(ctl drafts Annelies)"

begin
new_person
key ctrl+s
settle
key ctrl+s
tries=0
until ctl register find Stroomsma | grep -q "Veerle"; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || fail "What was typed did not come back: $(ctl register find Stroomsma)"
	sleep 0.1
done
tries=0
while ctl drafts Annelies | grep -q person; do
	tries=$((tries + 1))
	[ $tries -lt 100 ] || fail "What was saved is still kept: $(ctl drafts Annelies)"
	sleep 0.1
done
picture $out/opgeslagen.png
stop_window
if grep -n -m 5 -A 3 -e 'Error in Fyne call thread' -e '^panic: ' -e '^fatal error: ' "$window_log"; then
	fail "The window was touched from the wrong thread."
fi
echo "drafts: typed, killed, typed, ended, saved"
