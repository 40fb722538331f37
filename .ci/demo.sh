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

# The middle of where the preview of a paper comes: as a sum, and in how many colours it is. Without the paper it has but a
# few.
middle="-window root -crop 500x200+250+100"
# shellcheck disable=SC2086 # options
looks_like() { import $middle -depth 8 rgb:- | cksum; }
# shellcheck disable=SC2086 # options
colours() { import $middle -format %k info:; }

# print_paper: opens the preview and waits for its first page.
print_paper() {
	held=$(looks_like)
	key ctrl+p
	tries=0
	while { [ "$(looks_like)" = "$held" ] || [ "$(colours)" -lt 9 ]; } && [ $tries -lt 300 ]; do
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
print_paper
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
