#!/bin/sh
# The pictures of the manual in assets/manual/pictures/, the manual with them in
# build/handleiding.pdf, and in build/screenshots/ a picture of every screen at two sizes and
# of every block in every state (gallery-*.png), light and dark.
set -eu
cd "$(dirname "$0")/.."
. .ci/window.sh

# Without a display, and with the clock standing still: what changes in these is what changed
# in the window. The program takes them in, so they come before the manual and the next build.
CGO_ENABLED=0 go run ./app/ui/picture/manual -pictures assets/manual/pictures
CGO_ENABLED=0 go run ./app/ui/picture/manual -pdf build/handleiding.pdf

out=build/screenshots
rm -rf $out
mkdir -p $out
CGO_ENABLED=0 go run ./app/ui/picture/gallery -pictures $out
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
