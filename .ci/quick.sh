#!/bin/sh
# make test-quick: the plain tests less the window's packages, the PostgreSQL half of the
# store tests (KANTOOR_QUICK), the tests in files that start a mail or print server, and the
# demo office, whose year takes a while.
set -eu
cd "$(dirname "$0")/.."
export CGO_ENABLED=0 KANTOOR_QUICK=1

servers='/(dovecottest|cupstest)"'
files=$(grep -rlE --include='*_test.go' "$servers" app cmd || true)
slow=""
# shellcheck disable=SC2086 # a list of names
[ -z "$files" ] || slow=$(sed -n 's/^func \(Test[A-Za-z0-9_]*\)(.*/\1/p' $files | sort -u | paste -s -d '|' -)
packages=$(go list -find ./... | grep -v -e '/app/ui' -e '/cmd/kantoor$' -e '/cmd/kantoor/' -e '/dovecottest$' -e '/cupstest$' -e '/app/demo$')
# shellcheck disable=SC2086 # a list of names
go test -skip "^(${slow:-none})\$" $packages
