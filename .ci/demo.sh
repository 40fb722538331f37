#!/bin/sh
# The day's work on a machine without a display: pictures of every screen and the papers of
# the day, in build/demo/.
set -eu
cd "$(dirname "$0")/.."
. .ci/window.sh

out=build/demo
mkdir -p $out
rm -f $out/*.png $out/*.pdf
.ci/office.sh $out/office.db

start_screen 1280x800
start_window light build/kantoor --data "$out/office.db"
number=1
for screen in $screens; do
	go_to "$screen"
	picture "$out/$number-$(echo "$screen" | tr '[:upper:]' '[:lower:]').png"
	number=$((number + 1))
done
stop_window
echo "The demo office, the pictures and the papers are in $out"
