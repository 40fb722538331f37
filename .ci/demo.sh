#!/bin/sh
# The day's work on a machine without a display, by keyboard on a virtual one: pictures of
# every screen and the papers of the day, in build/demo/.
set -eu
cd "$(dirname "$0")/.."
. .ci/window.sh

out=build/demo
mkdir -p $out
rm -f $out/*.png $out/*.pdf
.ci/office.sh $out/office.db

# value KEY: reads a text of the JSON object on stdin.
value() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }

start_screen 1280x800
start_window light build/kantoor --data "$out/office.db"
number=1
shoot() {
	picture "$out/$number-$1.png"
	number=$((number + 1))
}
for screen in $screens; do
	go_to "$screen"
	shoot "$(echo "$screen" | tr '[:upper:]' '[:lower:]')"
done

# The newest mail becomes what it asks for, by one key.
go_to Post
settle
key Return
shoot post-voorstel-uitgevoerd
# The oldest new order gets its invoice.
go_to Bestellingen
settle
key f
shoot bestelling-gefactureerd
# The certificates of the training that ended: what would be printed.
go_to Trainingen
settle
key ctrl+p
shoot certificaten-afdrukken
key Escape
stop_window

ctl="build/kantoorctl --data $out/office.db --json"
cohort=$($ctl cohort list | grep -v '"to_print":0' | value cohort)
$ctl certificate issue "$cohort" --out "$out/certificaten-$cohort.pdf" >"$out/certificaten-$cohort.json"
cat >"$out/bestelling.json" <<'JSON'
{"id":"demo-1","customer":{"name":"Loes Hendriks-Vaartjes","organisation":"Praktijk De Lindeboom","email":"loes@praktijkdelindeboom.example.nl"},
 "delivery":{"name":"Loes Hendriks-Vaartjes","organisation":"Praktijk De Lindeboom","street":"Kastanjelaan","house_number":"14B","postcode":"3721 VB","town":"Bilthoven","country":"NL"},
 "lines":[{"product":"handbook-7-12","quantity":4}]}
JSON
invoice=$($ctl order import "$out/bestelling.json" --invoice | value invoice)
$ctl invoice export "$invoice" --pdf "$out/factuur-$invoice.pdf" >/dev/null
$ctl backup "$out/backups" >/dev/null
$ctl check >/dev/null
echo "The demo office, the pictures and the papers are in $out:"
ls "$out"
