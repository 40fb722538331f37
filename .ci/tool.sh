#!/bin/sh
# tool.sh PACKAGE VERSION FILE: builds a Go program that checks the tree into FILE.
set -eu
package=$1 version=$2 file=$3
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$(dirname "$file")"
echo "Building $package $version"
CGO_ENABLED=0 GOBIN="$folder" go install "$package@$version"
mv "$folder/$(basename "$package")" "$file"
