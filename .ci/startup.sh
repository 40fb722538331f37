#!/bin/sh
# startup.sh [OFFICE]: how long the window takes from its start to its first picture with a big
# office, beside an empty window of the toolkit in the same run, and what memory it has then and
# after every screen was visited. Makes the office when it is not named.
#
# The first picture is the first change in the memory of the virtual screen, looked at each
# millisecond. The program's own log tells it too ("first frame"): when the toolkit had handed
# over its first picture, since the program's own beginning, which is after it was loaded.
set -eu
cd "$(dirname "$0")/.."
. .ci/window.sh

runs=${STARTUP_RUNS:-7}
out=build/startup
mkdir -p $out
office=${1:-}
if [ -z "$office" ]; then
	office=$out/office.db
	[ -e "$office" ] || build/kantoorctl --data "$office" demo --people "${STARTUP_PEOPLE:-100000}" --mails "${STARTUP_MAILS:-100000}"
fi
screen_options="-fbdir $scratch"
start_screen 1280x800
mkdir -p "$scratch/home/.cache" "$scratch/home/.config"
HOME=$scratch/home XDG_CONFIG_HOME=$scratch/home/.config XDG_CACHE_HOME=$scratch/home/.cache XDG_DATA_HOME=$scratch/home/data \
	FYNE_THEME=light FYNE_SCALE=1 build/startup/startup -screen "$scratch/Xvfb_screen0" -runs "$runs" \
	"empty=build/startup/empty" "text=build/startup/empty -text" "kantoor=build/kantoor --data $office --who Annelies" 2>"$window_log" || fail "startup could not be measured:"
echo "to reach: first picture of kantoor at most +100 ms after that of empty"
echo "told by the program: $(sed -n 's/.*msg="office open" took=//p' "$window_log" | sort -n | tr '\n' ' ')to open the office,"
echo "$(sed -n 's/.*msg="first frame" took=//p' "$window_log" | sort -n | tr '\n' ' ')to the first frame"

# memory LABEL: of the window that runs.
memory() {
	echo "$1: $(awk '/^VmRSS:/ { printf "RSS %.1f MB", $2 / 1024 }' "/proc/$window_pid/status"), $(awk '/^Pss:/ { printf "PSS %.1f MB", $2 / 1024 }' "/proc/$window_pid/smaps_rollup"), to reach: RSS under 250 MB"
}
start_window light build/kantoor --data "$office" --who Annelies
memory "memory after the start"
for screen in $screens; do
	go_to "$screen"
	settle
done
memory "memory after all screens"
