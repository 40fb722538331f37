#!/bin/sh
# day.sh PROGRAM: a whole working day by keyboard alone in the real window, on the demo
# office, with a real mail server and a real printer on this computer. After each task the
# office itself (kantoorctl) says that it was done. Prints how many keys each task took,
# beside the most that the design allows where it names the task.
set -eu
cd "$(dirname "$0")/.."
. .ci/window.sh

program=${1:-build/kantoor-checked}
out=build/day
rm -rf $out
mkdir -p $out
office=$out/office.db
task="the start"
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

# until_done WHAT COMMAND...: waits until a command succeeds, half a minute at most.
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
	keys=0
}

# press KEY...: the keys of the task, which are counted.
press() {
	keys=$((keys + $#))
	key "$@"
}

# write TEXT: what is typed counts as no step.
write() { type_text "$1"; }

finish() {
	[ -z "$most" ] || most=", at most $most"
	printf '%-58s %2d steps%s\n' "$task" "$keys" "$most"
}

# over SCREEN, found TEXT, row N: how one gets to a record; the steps begin after it.
over() {
	go_to "$1"
	settle
}

found() {
	key ctrl+k ctrl+a
	type_text "$1"
	settle
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

papers() { find "$print_folder" -name '*.pdf' | wc -l; }
more_papers() { [ "$(papers)" -gt "$1" ]; }
drafts() { find "$mail_folder" -path '*/cur/*' -o -path '*/new/*' | wc -l; }
more_drafts() { [ "$(drafts)" -gt "$1" ]; }

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

begun=$(date +%s)
start_screen 1280x800
start_window light "$program" --data "$office" --who Annelies
shot morning

begin "Vandaag: the most urgent thing is answered"
late=$(office_says complaint list --state open | field number)
press Return
settle
press l
settle
press Right Return
until_done "complaint $late is answered" says "\"number\":\"$late\".*\"last\":\"answered\"" complaint list
finish

begin "Order from a mail to invoice and label" 3
mail "2 handleidingen graag"
had=$(papers)
press f
until_done "the order has its invoice" says '"state":"invoiced","customer":"Praktijk De Lindeboom".*"invoice":"20' order list
settle
press ctrl+p
until_done "the label comes out of the printer" more_papers "$had"
press v
until_done "the parcel is sent" says '"state":"sent","customer":"Praktijk De Lindeboom"' order list
finish

begin "Enrolment from a mail" 2
mail "Aanmelding basistraining"
press Return
until_done "the mail is an enrolment" says '"subject":"Aanmelding basistraining".*"state":"done"' mail list
finish

begin "Answer a mail" 3
mail "Vraag over een gemiste dag"
had=$(drafts)
press r
settle
write "Je kunt de dag inhalen in een andere groep."
press Tab Return
until_done "the answer lies among the drafts" more_drafts "$had"
grep -rq "inhalen in een andere groep" "$mail_folder" || stop "the draft does not have what was typed"
settle
press a
until_done "the mail is dealt with" says '"subject":"Vraag over een gemiste dag".*"state":"done"' mail list
finish

begin "Complaint registered, routed, acknowledged" 3
mail "Klacht over KIES coach"
had=$(drafts)
open=$(count . complaint list)
press Return
until_done "there is a complaint more" says "K-20[0-9-]*000$((open + 1)).*\"route\":\"professional\"" complaint list
settle
press b
settle
press Tab Return
until_done "the letter lies among the drafts" more_drafts "$had"
until_done "the letter is in the log" says "000$((open + 1)).*\"last\":\"draft\"" complaint list
settle
press v
until_done "the complaint is referred" says "000$((open + 1)).*\"clock\":\"gereageerd\",\"last\":\"referred\"" complaint list
finish

begin "Find a person and see everything" 1
name=$(office_says register find eindhoven | field name)
email=$(office_says register find eindhoven | field email)
key ctrl+k ctrl+a
write "$email"
settle
press Return
settle
finish

echo "day: done so far in $(($(date +%s) - begun)) s"
