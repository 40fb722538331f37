#!/bin/sh
# Prints the packages of make test-quick: neither the window's, nor those whose tests start
# a mail or print server (they import dovecottest or cupstest, or are these).
set -eu
CGO_ENABLED=0 go list -f '{{.ImportPath}} {{join .TestImports " "}} {{join .XTestImports " "}}' ./... |
	grep -v -e '/dovecottest' -e '/cupstest' -e '/app/ui' -e '/cmd/kantoor ' |
	cut -d ' ' -f 1
