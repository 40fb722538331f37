#!/bin/sh
# Prints the packages of make test-quick: neither the window's, nor those whose tests start
# a mail or print server (they import dovecottest or cupstest, or are these).
set -eu
# shellcheck disable=SC2046 # a list of names
CGO_ENABLED=0 go list -f '{{.ImportPath}} {{join .TestImports " "}} {{join .XTestImports " "}}' $(
	CGO_ENABLED=0 go list -find ./... | grep -v -e '/app/ui' -e '/cmd/kantoor$'
) |
	grep -v -e '/dovecottest' -e '/cupstest' |
	cut -d ' ' -f 1
