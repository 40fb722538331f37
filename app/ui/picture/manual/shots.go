package main

import "kiesvoorhetkind.nl/kantoor/app/ui"

// shot is a picture of the manual: what is done in the window, and the part of it that is shown.
type shot struct {
	name          string
	screen        ui.ScreenID
	width, height float32 // of the window, in units; 1180 and 1000 where 0
	do            func(d *desk) area
}

// room is what is left around a piece of a page.
const room = 14

// shots are taken in this order; what changes the office comes last.
var shots = []shot{
	{name: "venster", screen: ui.ScreenToday, width: 960, height: 580, do: func(d *desk) area { return d.window() }},
	{name: "vandaag", screen: ui.ScreenToday, do: func(d *desk) area { return d.before("Bestellingen zonder factuur") }},
	{name: "zoeken", screen: ui.ScreenToday, do: func(d *desk) area {
		d.command("search")
		d.write("achte")
		a := d.at("Achterberg, Noor", false)
		return area{a.x0 - 30, 0, a.x0 + 560, a.y1 + 110}
	}},
	{name: "post", screen: ui.ScreenMail, do: func(d *desk) area {
		d.click("2 handleidingen graag")
		return d.panel("Met factuur")
	}},
	{name: "post-aanpassen", screen: ui.ScreenMail, width: 1320, do: func(d *desk) area {
		d.click("2 handleidingen graag")
		d.click("Aanpassen")
		return d.panel("Annuleren")
	}},
	{name: "klacht", screen: ui.ScreenComplaints, do: func(d *desk) area { return d.panel("Vastleggen …") }},
	{name: "klacht-brief", screen: ui.ScreenComplaints, do: func(d *desk) area {
		d.command("complaint.letter")
		return d.dialog("Bij concepten zetten")
	}},
	{name: "register", screen: ui.ScreenRegister, do: func(d *desk) area {
		d.click("Abels, Mariska")
		return d.part("Lid tot")
	}},
	{name: "ledenlijst", screen: ui.ScreenRegister, do: func(d *desk) area {
		d.command("register.import")
		a := d.at("ledenlijst 2025.csv", false).and(d.at("Joost", true))
		return area{a.x0 - 20, a.y0 - room, a.x0 + 820, a.y1 + room}
	}},
	{name: "aanwezigheid", screen: ui.ScreenTrainings, do: func(d *desk) area { return d.between("Deelnemer", "Veenstra") }},
	{name: "certificaten", screen: ui.ScreenTrainings, do: func(d *desk) area { return d.panel("Certificaten afdrukken") }},
	{name: "certificaten-afdrukken", screen: ui.ScreenTrainings, height: 640, do: func(d *desk) area {
		d.command("cohort.print")
		return d.dialog("Exemplaren")
	}},
	{name: "bestelling", screen: ui.ScreenOrders, do: func(d *desk) area { return d.part("Totaal") }},
	{name: "factuur", screen: ui.ScreenInvoices, do: func(d *desk) area {
		d.click("Praktijk Dekkers")
		return d.panel("Bekijken")
	}},
	{name: "betaling", screen: ui.ScreenInvoices, do: func(d *desk) area {
		d.click("Praktijk Dekkers")
		d.command("invoice.pay")
		return d.dialog("Vastleggen")
	}},
	{name: "mailbox", screen: ui.ScreenSettings, width: 880, do: func(d *desk) area {
		d.Go(ui.Route{Screen: ui.ScreenSettings, Key: "mail"})
		d.click("Mailbox instellen")
		a := d.part("Alleen voor een eigen")
		a.y1 = d.at("Alleen proberen", true).y1 + room
		return a
	}},
	{name: "ongedaan", screen: ui.ScreenMail, do: func(d *desk) area {
		d.command("mail.done")
		return d.around(d.at("Bericht afgehandeld", true)).grown(-1)
	}},
}
