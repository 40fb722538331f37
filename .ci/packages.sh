#!/bin/sh
# packages.sh run|test: sees to it that the system has the Debian packages that building and
# running (run) or testing too (test) need. Installs nothing when all are there.
set -eu

build="ca-certificates clang pkg-config libgl-dev libegl-dev libx11-dev libxcursor-dev libxrandr-dev
	libxinerama-dev libxi-dev libxxf86vm-dev libwayland-dev libxkbcommon-dev"
screen="xvfb xdotool xclip imagemagick poppler-utils"
servers="dovecot-imapd postgresql cups cups-client cups-filters cups-ipp-utils"
papers="qpdf zbar-tools"

case "${1:-}" in
run)
	wanted=$build
	# The window's day is done on a virtual screen where there is no real one.
	[ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || wanted="$wanted $screen"
	;;
test) wanted="$build $screen $servers $papers" ;;
*)
	echo "usage: packages.sh run|test" >&2
	exit 2
	;;
esac

if ! command -v apt-get >/dev/null || ! command -v dpkg-query >/dev/null; then
	echo "This is no Debian or Ubuntu: nothing is installed. The same things are needed under your system's own names:"
	echo "$wanted"
	exit 0
fi

missing=""
for package in $wanted; do
	status=$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null) || status=""
	[ "$status" = installed ] || missing="$missing $package"
done
missing=${missing# }
[ -n "$missing" ] || exit 0

echo "Installing with apt-get: $missing"
as_root=""
if [ "$(id -u)" -ne 0 ]; then
	if ! command -v sudo >/dev/null; then
		echo "This needs root and there is no sudo. Run as root: apt-get install $missing" >&2
		exit 1
	fi
	as_root=sudo
	if [ -t 0 ]; then
		echo "(sudo asks for your password for this)"
	elif sudo -n true 2>/dev/null; then
		as_root="sudo -n"
	else
		echo "sudo wants a password and nobody is here to give it. Run as root: apt-get install $missing" >&2
		exit 1
	fi
fi

# The tests start their servers themselves, in folders of their own. So the system's own are
# not started by their installation (after a restart of the machine they are, as usual).
policy=/usr/sbin/policy-rc.d
if [ ! -e $policy ]; then
	printf '#!/bin/sh\nexit 101\n' | $as_root tee $policy >/dev/null
	$as_root chmod 755 $policy
	trap '$as_root rm -f $policy' EXIT
	trap 'exit 130' HUP INT TERM
fi

apt() { $as_root env DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 apt-get -q -y -o Dpkg::Use-Pty=0 -o DPkg::Lock::Timeout=300 "$@" </dev/null; }
log=$(mktemp)
# The lists of a fresh machine are empty or old, so they are read once before installing.
# shellcheck disable=SC2086 # a list of names
if ! { apt update && apt install --no-install-recommends $missing; } >"$log" 2>&1; then
	cat "$log" >&2
	rm -f "$log"
	echo "apt-get could not install: $missing" >&2
	exit 1
fi
rm -f "$log"
