package main

import "flag"

// plain is a command without flags of its own.
func plain(f func(*call) error) func(*flag.FlagSet) func(*call) error {
	return func(*flag.FlagSet) func(*call) error { return f }
}

var commands []command

func init() {
	commands = []command{
		{name: "demo", usage: "demo [--people N] [--mails N]", flags: demoOffice, closed: true},
		{name: "backup", usage: "backup MAP", flags: plain(backup)},
		{name: "restore", usage: "restore BESTAND", flags: plain(restore), closed: true},
		{name: "drafts", usage: "drafts AANMELDNAAM", flags: plain(drafts)},
		{name: "check", usage: "check", flags: plain(check)},
		{name: "copy", usage: "copy VAN NAAR", flags: plain(copyOffice), closed: true},
		{name: "register import", usage: "register import BESTAND [--sheet NAAM] [--dry-run]", flags: registerImport},
		{name: "register find", usage: "register find TEKST", flags: plain(registerFind)},
		{name: "cohort list", usage: "cohort list", flags: plain(cohortList)},
		{name: "cohort import", usage: "cohort import BESTAND [--course NAAM --start DAG --town PLAATS]", flags: cohortImport},
		{name: "order list", usage: "order list [--state TOESTAND] [--limit AANTAL]", flags: orderList},
		{name: "invoice list", usage: "invoice list [--part DEEL] [--limit AANTAL]", flags: invoiceList},
		{name: "mail list", usage: "mail list [--state TOESTAND] [--limit AANTAL]", flags: mailList},
		{name: "complaint list", usage: "complaint list [--state TOESTAND]", flags: complaintList},
		{name: "history", usage: "history [--limit AANTAL]", flags: history},
		{name: "certificate issue", usage: "certificate issue TRAININGSGROEP [--out BESTAND.pdf] [--dir MAP]", flags: certificateIssue},
		{name: "certificate verify", usage: "certificate verify TEKST-of-BESTAND...", flags: plain(certificateVerify)},
		{name: "order import", usage: "order import BESTAND.json [--invoice]", flags: orderImport},
		{name: "invoice import", usage: "invoice import BESTAND [--paid]", flags: invoiceImport},
		{name: "invoice export", usage: "invoice export NUMMER --pdf BESTAND", flags: invoiceExport},
		{name: "mail read", usage: "mail read BESTAND...", flags: plain(mailRead), closed: true},
		{name: "mail fetch", usage: "mail fetch [--server imaps://NAAM@HOST:POORT/MAP] [--ca BESTAND]", flags: mailFetch},
	}
}
