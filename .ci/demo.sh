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

# drawn: waits for the first page in the preview of a paper, of which the paper's place has no more than a colour or two
# before it.
drawn() {
	tries=0
	while [ "$(import -window root -crop 500x200+250+100 -format %k info:)" -lt 9 ] && [ $tries -lt 300 ]; do
		sleep 0.1
		tries=$((tries + 1))
	done
}

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
drawn
shoot certificaten-afdrukken
key Escape
stop_window

ctl="build/kantoorctl --data $out/office.db --json"
cohort=$($ctl cohort list | grep -v '"to_print":0' | value cohort)
$ctl certificate issue "$cohort" --out "$out/certificaten-$cohort.pdf" >"$scratch/issued.json"
cat >"$scratch/bestelling.json" <<'JSON'
{"id":"demo-1","customer":{"name":"Loes Hendriks-Vaartjes","organisation":"Praktijk De Lindeboom","email":"loes@praktijkdelindeboom.example.nl"},
 "delivery":{"name":"Loes Hendriks-Vaartjes","organisation":"Praktijk De Lindeboom","street":"Kastanjelaan","house_number":"14B","postcode":"3721 VB","town":"Bilthoven","country":"NL"},
 "lines":[{"product":"handbook-7-12","quantity":4}]}
JSON
invoice=$($ctl order import "$scratch/bestelling.json" --invoice | value invoice)
$ctl invoice export "$invoice" --pdf "$out/factuur-$invoice.pdf" >/dev/null
$ctl backup "$out/backups" >/dev/null
$ctl check >/dev/null
echo "Beside these pictures of the screens, $out holds:"
echo "  certificaten-$cohort.pdf   the certificates of the training that ended, issued and numbered"
echo "  factuur-$invoice.pdf   the invoice of an order from the shop"
echo "  office.db, backups/   the demo office and a backup of it; with a display: build/kantoor --data $out/office.db"
