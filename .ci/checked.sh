#!/bin/sh
# The window with Fyne's thread checks on, walked through under Xvfb: fails when something
# was done to the window from the wrong thread, or when the program ends by itself.
set -eu
cd "$(dirname "$0")/.."
. .ci/window.sh

out=build/checked
rm -rf $out
mkdir -p $out
.ci/office.sh $out/office.db
start_screen 1280x800
start_window light build/kantoor-checked --data "$out/office.db"
for screen in $screens; do
	go_to "$screen"
	picture "$out/$(echo "$screen" | tr '[:upper:]' '[:lower:]').png"
	key Down Down Return Tab Escape
	settle
done
go_to "${screens%% *}"
window_runs || fail "The program has ended:"
stop_window
cp "$window_log" $out/window.log
if grep -n -m 5 -A 3 -e 'Error in Fyne call thread' -e '^panic: ' -e '^fatal error: ' -e 'DATA RACE' $out/window.log; then
	fail "The window was touched from the wrong thread ($out/window.log)."
fi
# One picture for all screens means that the walk went nowhere.
different=$(cksum $out/*.png | cut -d ' ' -f 1 | sort -u | wc -l)
[ "$different" -gt 1 ] || fail "Every screen looks the same: the walk did not leave the first one."
echo "checked window: $(echo "$screens" | wc -w) screens, no call from the wrong thread"
