#!/bin/sh
# make run: installs what is missing, builds, and opens the window on the demo office. On a
# machine without a display the day is done on a virtual one (demo.sh).
set -eu
cd "$(dirname "$0")/.."

system=$(uname -s)
if [ "$system" != Linux ]; then
	echo "make run is for Debian and Ubuntu. README.md has the lines for $system (Go and a C compiler, then go run)."
	exit 1
fi

.ci/packages.sh run
echo "Building (the first time takes some minutes)"
make --no-print-directory build

if [ -z "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ]; then
	echo "There is no display here, so the day's work is done on a virtual one."
	exec .ci/demo.sh
fi
office=build/demo/office.db
[ -e "$office" ] || .ci/office.sh "$office"
echo "Opening the demo office ($office; remove it to start anew)"
exec build/kantoor --data "$office"
