#!/bin/sh
# day.sh [PROGRAM [TASK...]]: a whole working day by keyboard alone in the real window, on the
# demo office, with a real mail server and a real printer on this computer; or only some of
# its tasks. After each task the office itself (kantoorctl) says that it was done. Prints the
# steps of each (commands and buttons; what is typed is none) beside the most that the design
# allows where it names the task, and how many keys that took.
set -eu
cd "$(dirname "$0")/.."
. .ci/window.sh

program=${1:-build/kantoor-checked}
[ $# -eq 0 ] || shift
all="today order enrolment answer complaint person attendance certificates plan money look way"
tasks=${*:-$all}
out=build/day
rm -rf $out
mkdir -p $out
office=$out/office.db
task="the start"
steps=0
keys=0
servers_pid=""

end_day() {
	end_all
	if [ -n "$servers_pid" ]; then
		kill "$servers_pid" 2>/dev/null || true
		wait "$servers_pid" 2>/dev/null || true
	fi
}
trap 'end_day' EXIT

# stop TEXT: the day ends here; a picture says what stood on the screen.
stop() {
	[ -z "${DISPLAY:-}" ] || import -window root "$out/failed.png" 2>/dev/null || true
	fail "day: $task: $* ($out/failed.png)"
}

# office_says ARGUMENT...: asks the office on the command line, a line an object.
office_says() { build/kantoorctl --data "$office" --json "$@"; }

# says PATTERN ARGUMENT...: the answer has a line with the pattern.
says() {
	pattern=$1
	shift
	office_says "$@" | grep -q -e "$pattern"
}

# until_done WHAT COMMAND...: waits until a command succeeds, half a minute at most, and then for the
# window: the office has what was done before the dialog about it is gone.
until_done() {
	what=$1
	shift
	tries=0
	until "$@" >/dev/null 2>&1; do
		window_runs || stop "the program has ended before: $what"
		tries=$((tries + 1))
		[ $tries -lt 150 ] || stop "$what"
		sleep 0.2
	done
	sleep 0.2
	settle
}

# count PATTERN ARGUMENT...: how many lines of the answer have the pattern.
count() {
	pattern=$1
	shift
	office_says "$@" | grep -c -e "$pattern" || true
}

# place PATTERN ARGUMENT...: how many lines stand above the first one with the pattern.
place() {
	pattern=$1
	shift
	n=$(office_says "$@" | grep -n -m 1 -e "$pattern" | cut -d : -f 1)
	[ -n "$n" ] || stop "there is no $pattern in: $*"
	echo $((n - 1))
}

# field KEY: a text of the first JSON object on stdin.
field() { sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -n 1; }

# begin NAME [MOST]: a task, and the most steps that the design allows it.
begin() {
	task=$1
	most=${2:-}
	steps=0
	keys=0
}

# press KEY...: commands and moves, each a step.
press() {
	steps=$((steps + $#))
	keys=$((keys + $#))
	key "$@"
}

# button KEY...: the way to a button and pressing it, one step as a click is.
button() {
	steps=$((steps + 1))
	keys=$((keys + $#))
	key "$@"
}

# fill [KEY...] TEXT: goes to a field and types in it, which is no step.
fill() {
	while [ $# -gt 1 ]; do
		keys=$((keys + 1))
		key "$1"
		shift
	done
	type_text "$1"
}

finish() {
	[ -z "$most" ] || most=" of at most $most"
	printf '%-50s %2d steps%-14s %2d keys\n' "$task" "$steps" "$most" "$keys"
	[ -z "$most" ] || [ "$steps" -le "${most##* }" ] || stop "takes more steps than the design allows"
}

# over SCREEN, found TEXT, row N: how one gets to a record; the steps begin after it.
over() {
	go_to "$1"
	settle
}

found() {
	look_up "$1"
	key Return
	settle
}

row() {
	key Home
	n=$1
	while [ "$n" -ge 10 ]; do
		key Down Down Down Down Down Down Down Down Down Down
		n=$((n - 10))
	done
	while [ "$n" -gt 0 ]; do
		key Down
		n=$((n - 1))
	done
	settle
}

# mail SUBJECT: chooses a new mail in Post.
mail() {
	over Post
	row "$(place "\"subject\":\"$1\"" mail list --state new --limit 400)"
}

# shot NAME: a picture of what stands on the screen.
shot() { picture "$out/$1.png" >/dev/null; }

# apart A B: in how many of a thousand points two pictures differ.
apart() {
	points=$(compare -metric AE -fuzz 3% "$out/$1.png" "$out/$2.png" null: 2>&1 || true)
	awk -v n="${points%% *}" -v all="$(identify -format '%[fx:w*h]' "$out/$1.png")" 'BEGIN { printf "%d", 1000 * n / all }'
}

# becomes NAME more|less N OTHER WHAT: takes picture NAME until it is apart from picture OTHER in
# more, or in less, than N of a thousand points: a busy computer answers a key late.
becomes() {
	taken=0
	until
		shot "$1"
		far=$(apart "$4" "$1")
		if [ "$2" = more ]; then [ "$far" -gt "$3" ]; else [ "$far" -lt "$3" ]; fi
	do
		taken=$((taken + 1))
		[ $taken -lt 15 ] || stop "$5"
	done
}

ago() { date -d "$1 days ago" +%F; }

papers() { find "$print_folder" -name '*.pdf' | wc -l; }
more_papers() { [ "$(papers)" -gt "$1" ]; }
drafts() { find "$mail_folder" -path '*/cur/*' -o -path '*/new/*' | wc -l; }
more_drafts() { [ "$(drafts)" -gt "$1" ]; }

# The tasks of the day, each on its own.

today() {
	begin "Vandaag: the most urgent thing"
	late=$(office_says complaint list --state open | field number)
	had=$(drafts)
	press Return
	settle
	button Tab Return
	until_done "the letter lies among the drafts" more_drafts "$had"
	until_done "the letter is in the log" says "\"number\":\"$late\".*\"last\":\"draft\"" complaint list
	settle
	press v
	until_done "complaint $late is referred" says "\"number\":\"$late\".*\"last\":\"referred\"" complaint list
	finish
}

order() {
	begin "Order from a mail to invoice and label" 3
	mail "2 handleidingen graag"
	had=$(papers)
	press f
	until_done "the order has its invoice" says '"state":"invoiced","customer":"Praktijk De Lindeboom".*"invoice":"20' order list
	settle
	press ctrl+p
	settle
	more_papers "$had" || button Return
	until_done "the label comes out of the printer" more_papers "$had"
	finish
	begin "The parcel is sent"
	settle
	press v
	until_done "the parcel is sent" says '"state":"sent","customer":"Praktijk De Lindeboom"' order list
	finish
}

enrolment() {
	begin "Enrolment from a mail" 2
	mail "Aanmelding basistraining"
	press Return
	until_done "the mail is an enrolment" says '"subject":"Aanmelding basistraining".*"state":"done"' mail list
	finish
}

answer() {
	begin "Answer a mail" 3
	mail "Vraag over een gemiste dag"
	had=$(drafts)
	press r
	settle
	fill "Je kunt de dag inhalen in een andere groep."
	button Tab Return
	until_done "the answer lies among the drafts" more_drafts "$had"
	grep -rq "inhalen in een andere groep" "$mail_folder" || stop "the draft does not have what was typed"
	settle
	press a
	until_done "the mail is dealt with" says '"subject":"Vraag over een gemiste dag".*"state":"done"' mail list
	finish
}

complaint() {
	begin "Complaint registered, routed, acknowledged" 3
	mail "Klacht over KIES coach"
	had=$(drafts)
	number="000$(($(count . complaint list) + 1))"
	press Return
	until_done "there is a complaint more" says "$number\".*\"route\":\"professional\"" complaint list
	settle
	press b
	settle
	button Tab Return
	until_done "the letter lies among the drafts" more_drafts "$had"
	until_done "the letter is in the log" says "$number\".*\"last\":\"draft\"" complaint list
	finish
	begin "The letter was sent"
	settle
	press v
	until_done "the complaint is referred" says "$number\".*\"clock\":\"gereageerd\",\"last\":\"referred\"" complaint list
	finish
}

# address: the form of who is shown, with another address in it.
address() {
	press e
	settle
	fill Tab Tab Tab Tab Tab Tab ctrl+a Zandpad
	fill Tab ctrl+a 17
	fill Tab ctrl+a "7999 ZZ"
	fill Tab ctrl+a Zandpol
	press Return
	until_done "the new address is in the register" says "\"email\":\"$email\"" register find "7999 zz"
	settle
}

moved_back() { ! says "\"email\":\"$email\"" register find "7999 zz" && says "\"email\":\"$email\"" register find eindhoven; }

person() {
	begin "Find a person and see everything" 1
	email=$(office_says register find eindhoven | grep -m 1 '"email":"[^"]' | field email)
	shot somewhere
	look_up "$email"
	press Return
	becomes person more 20 somewhere "nobody is shown"
	finish
	begin "Change an address"
	address
	finish
	begin "Take the change back"
	press ctrl+z
	until_done "the old address is back" moved_back
	settle
	address
	finish
}

attendance() {
	begin "Attendance of a day, with one exception" 4
	found 2026-DAG-1
	press a
	until_done "everybody was there" says '"cohort":"2026-DAG-1".*"to_print":3' cohort list
	settle
	press d
	settle
	button Down space
	until_done "one was not there" says '"cohort":"2026-DAG-1".*"to_print":2' cohort list
	finish
	begin "A result, with the reason"
	settle
	press r
	settle
	button Right
	fill Tab "Dag ingehaald in een andere groep"
	press Return
	until_done "the result is kept" says '"cohort":"2026-DAG-1".*"to_print":3' cohort list
	finish
}

certificates() {
	begin "Print certificates for those who passed" 2
	cohort=$(office_says cohort list | grep -m 1 -v '"to_print":0' | field cohort)
	found "$cohort"
	had=$(papers)
	press ctrl+p
	settle
	press Return
	until_done "the certificates come out of the printer" more_papers "$had"
	until_done "none is left to print" says "\"cohort\":\"$cohort\".*\"to_print\":0" cohort list
	says '"status":"valid"' certificate verify "KC-$(date +%Y)-0001" || stop "the first certificate does not hold"
	finish
}

plan() {
	begin "Plan a cohort from the last one" 4
	found "$(office_says cohort list | field cohort)"
	had=$(count . cohort list)
	planned() { [ "$(count . cohort list)" -gt "$had" ]; }
	press n
	settle
	fill "$(date -d "60 days" +%d-%m-%Y)"
	press Return
	until_done "there is a cohort more" planned
	finish
}

money() {
	number=$(office_says invoice list --part open | field number)
	begin "Record a payment"
	found "$number"
	press b
	settle
	press Return
	until_done "invoice $number is paid" says "\"number\":\"$number\".*\"state\":\"betaald\"" invoice list
	finish
	number=$(office_says invoice list --part open | field number)
	begin "Credit an invoice"
	found "$number"
	press c
	settle
	fill "Dubbel besteld"
	button Tab Tab Return
	until_done "there is a credit note" says '"kind":"credit".*"day":"'"$(ago 0)" invoice list
	until_done "nothing of $number is open" says "\"number\":\"$number\".*\"open_cents\":0" invoice list
	finish
}

# light FILE: how light a picture is, in percent.
light() { identify -format '%[fx:int(100*mean)]' "$out/$1.png"; }

look() {
	begin "Larger text, dark colours"
	over Instellingen
	shot plain
	press ctrl+equal ctrl+equal ctrl+equal
	becomes large more 20 plain "the text is not larger"
	look_up "donkere kleuren"
	press Return
	becomes dark more 200 large "the colours stay"
	[ "$(light dark)" -lt 40 ] && [ "$(light plain)" -gt 60 ] || stop "it is not dark"
	press ctrl+0
	finish
}

way() {
	begin "Back, forward, and help"
	over Vandaag
	shot one
	over Facturen
	becomes two more 50 one "there are no two screens"
	press alt+Left
	becomes back less 20 one "back is not where it was"
	press alt+Right
	becomes forward less 20 two "forward is not where it was"
	press F1
	becomes help more 50 two "there is no help"
	press Escape
	becomes closed less 20 two "the help does not close"
	finish
}

# The office, its mail server and its printer.
.ci/office.sh $office >/dev/null
build/loopback >"$scratch/servers" 2>"$scratch/servers.log" &
servers_pid=$!
tries=0
until grep -q '^ready=1' "$scratch/servers"; do
	kill -0 "$servers_pid" 2>/dev/null || stop "$(cat "$scratch/servers.log")"
	tries=$((tries + 1))
	[ $tries -lt 600 ] || stop "the mail server and the printer do not start"
	sleep 0.1
done
. "$scratch/servers"
export KANTOOR_MAIL_PASSWORD="$mail_password" CUPS_SERVER="$print_server"
build/kantoorctl --data $office mail fetch --server "imaps://info%40kantoor.example.nl@$mail_host:$mail_port/INBOX" --ca "$mail_ca" >/dev/null

# A training of which the last day is today.
cat >"$scratch/cohort.json" <<JSON
{"id":"2026-DAG-1","training":"KIES coach 7-12 jaar basistraining","dates":["$(ago 28)","$(ago 21)","$(ago 14)","$(ago 0)"],
 "location":{"venue":"De Ark","street":"Kade","house_number":"4","postcode":"7241 AA","town":"Lochem"},"trainers":["Wil Aardema"],
 "participants":[{"name":"Ria van den Oever","email":"ria@oever.example.nl","attendance":["aanwezig","aanwezig","aanwezig",""]},
  {"name":"Ton Ekkers","email":"ton@ekkers.example.nl","attendance":["aanwezig","aanwezig","aanwezig",""]},
  {"name":"Lot Cools","email":"lot@cools.example.nl","attendance":["aanwezig","aanwezig","aanwezig",""]}]}
JSON
build/kantoorctl --data $office cohort import "$scratch/cohort.json" >/dev/null

begun=$(date +%s)
start_screen 1280x800
start_window light "$program" --data "$office" --who Annelies
shot morning
for name in $tasks; do
	$name
done
task="the end"
window_runs || stop "the program has ended"
stop_window
says '"ok":true' check || stop "the office is not whole: $(office_says check)"
cp "$window_log" $out/window.log
if grep -n -m 5 -A 3 -e 'Error in Fyne call thread' -e '^panic: ' -e '^fatal error: ' -e 'DATA RACE' $out/window.log; then
	fail "The window was touched from the wrong thread ($out/window.log)."
fi
echo "day: $(echo "$tasks" | wc -w) tasks by keyboard in $(($(date +%s) - begun)) s"
