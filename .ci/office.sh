#!/bin/sh
# office.sh FILE: a fresh demo office in FILE, in place of what was there.
set -eu
mkdir -p "$(dirname "$1")"
rm -f "$1" "$1-wal" "$1-shm"
if ! build/kantoorctl --data "$1" demo; then
	rm -f "$1" "$1-wal" "$1-shm"
	exit 1
fi
