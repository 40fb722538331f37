# Read by the scripts that drive the window (. .ci/window.sh): a virtual screen, the program
# on it, keys, text and pictures. All that is started here is stopped by its own number when
# the script ends.
# shellcheck shell=sh

scratch=$(mktemp -d)
screen_pid=""
window_pid=""
window_log=$scratch/window.log
export LC_ALL=C.UTF-8

trap 'end_all' EXIT
trap 'exit 130' HUP INT TERM

end_all() {
	stop_window
	stop_screen
	rm -rf "$scratch"
}

fail() {
	echo "$*" >&2
	[ ! -s "$window_log" ] || tail -n 30 "$window_log" >&2
	exit 1
}

# start_screen 1280x800: an X server without a screen of glass, on a free number; screen_options
# has more options for it.
start_screen() {
	: >"$scratch/display"
	Xvfb -displayfd 3 -screen 0 "${1}x24" -nolisten tcp ${screen_options:-} 3>"$scratch/display" >"$scratch/screen.log" 2>&1 &
	screen_pid=$!
	tries=0
	until [ -s "$scratch/display" ]; do
		kill -0 "$screen_pid" 2>/dev/null || fail "Xvfb did not start: $(cat "$scratch/screen.log")"
		tries=$((tries + 1))
		[ $tries -lt 300 ] || fail "Xvfb gives no screen number"
		sleep 0.1
	done
	DISPLAY=:$(cat "$scratch/display")
	export DISPLAY
	unset WAYLAND_DISPLAY
}

stop_screen() {
	[ -n "$screen_pid" ] || return 0
	kill "$screen_pid" 2>/dev/null || true
	wait "$screen_pid" 2>/dev/null || true
	screen_pid=""
}

# start_window light|dark PROGRAM ARGUMENT...: starts the program with settings of its own,
# and waits for its window.
start_window() {
	theme=$1
	shift
	mkdir -p "$scratch/home/.cache" "$scratch/home/.config"
	HOME=$scratch/home XDG_CONFIG_HOME=$scratch/home/.config XDG_CACHE_HOME=$scratch/home/.cache \
		FYNE_THEME=$theme FYNE_SCALE=1 "$@" >"$window_log" 2>&1 &
	window_pid=$!
	tries=0
	until window_id=$(xdotool search --onlyvisible --name . 2>/dev/null | head -n 1) && [ -n "$window_id" ]; do
		window_runs || fail "The program ended without showing a window:"
		tries=$((tries + 1))
		[ $tries -lt 600 ] || fail "No window after a minute:"
		sleep 0.1
	done
	# There is no window manager to make the window as large as the screen, and a size that is
	# asked for before the first picture is overtaken by the program's own.
	settle
	set -- $(xdotool getdisplaygeometry)
	xdotool windowmove "$window_id" 0 0 windowsize --sync "$window_id" "$1" "$2" windowfocus "$window_id"
	settle
}

window_runs() { [ -n "$window_pid" ] && kill -0 "$window_pid" 2>/dev/null; }

# stop_window ends the program as the system does when somebody signs off.
stop_window() {
	[ -n "$window_pid" ] || return 0
	kill "$window_pid" 2>/dev/null || true
	tries=0
	while kill -0 "$window_pid" 2>/dev/null && [ $tries -lt 100 ]; do
		sleep 0.1
		tries=$((tries + 1))
	done
	kill -9 "$window_pid" 2>/dev/null || true
	wait "$window_pid" 2>/dev/null || true
	window_pid=""
}

# key ctrl+k ...: presses keys, one after another.
key() {
	window_runs || fail "The program has ended:"
	xdotool key --delay 60 "$@"
}

# type_text TEXT: by the clipboard, since xdotool garbles letters with accents. xclip can return
# before the clipboard is its own, so the text is waited for.
type_text() {
	printf %s "$1" | xclip -selection clipboard -loops 0 >/dev/null 2>&1
	copies=0
	until [ "$(timeout 5 xclip -selection clipboard -o 2>/dev/null)" = "$1" ]; do
		copies=$((copies + 1))
		[ $copies -lt 100 ] || fail "The clipboard does not take a text."
		sleep 0.05
	done
	key ctrl+v
}

# settle waits until the screen stands still for some pictures in a row, three seconds at most. So
# few points as those of a blinking caret do not count.
settle() {
	import -window root -depth 8 "$scratch/before.ppm"
	still=0
	tries=0
	while [ $still -lt 3 ] && [ $tries -lt 15 ]; do
		sleep 0.1
		import -window root -depth 8 "$scratch/now.ppm"
		changed=$(compare -metric AE "$scratch/before.ppm" "$scratch/now.ppm" null: 2>&1 || true)
		case $changed in
		'' | *[!0-9]* | ????*) still=0 ;; # a large number is written as 1.024e+06
		*) [ "$changed" -lt 150 ] && still=$((still + 1)) || still=0 ;;
		esac
		mv "$scratch/now.ppm" "$scratch/before.ppm"
		tries=$((tries + 1))
	done
}

# picture FILE.png: of the whole screen, once it stands still.
picture() {
	window_runs || fail "The program has ended before $1:"
	settle
	import -window root "$1"
	echo "$1"
}

# screens: the words at the left of the window that are there in this version, top to bottom.
# shellcheck disable=SC2034 # used by the scripts that read this one
screens="Vandaag Post Klachten Register Trainingen Bestellingen Facturen Rapporten Instellingen"

# under_search: what stands below the top of the window, as a sum. The caret is not in it.
under_search() { import -window root -crop 100%x75%+0+80 -depth 8 rgb:- | cksum; }

# look_up TEXT: types in the search box and waits until what was found hangs under it.
look_up() {
	key ctrl+k ctrl+a
	settle
	offered=$(under_search)
	type_text "$1"
	looks=0
	while [ "$(under_search)" = "$offered" ] && [ $looks -lt 100 ]; do
		sleep 0.1
		looks=$((looks + 1))
	done
	settle
}

# go_to SCREEN: by the search box, as by hand.
go_to() {
	look_up "$1"
	key Return
}
