#!/bin/sh
# A picture of every screen at two sizes, light and dark, in build/screenshots/.
set -eu
cd "$(dirname "$0")/.."
. .ci/window.sh

out=build/screenshots
rm -rf $out
mkdir -p $out
.ci/office.sh $out/office.db
for screen_size in 1280x800 1920x1080; do
	start_screen $screen_size
	for theme in light dark; do
		start_window $theme build/kantoor --data "$out/office.db"
		for screen in $screens; do
			go_to "$screen"
			picture "$out/$(echo "$screen" | tr '[:upper:]' '[:lower:]')-$screen_size-$theme.png"
		done
		stop_window
	done
	stop_screen
done
