package understand

import (
	"reflect"
	"regexp"
	"strings"
	"testing"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"pgregory.net/rapid"
)

var friday = Day{2026, time.March, 6}

func TestCutQuotes(t *testing.T) {
	tests := []struct{ name, subject, text, want string }{
		{"nothing quoted", "x", "Hoi\n\nTot dan", "Hoi\n\nTot dan"},
		{"Gmail", "Re: x", "Ja hoor\n\nOp ma 2 nov. 2026 om 10:00 schreef Jan <jan@b.example.nl>:\n> Kan dat?\n> Jan", "Ja hoor"},
		{"attribution over two lines", "Re: x", "Ja hoor\n\nOp ma 2 nov. 2026 om 10:00 schreef Jan de Vries\n<jan@b.example.nl>:\n\n> Kan dat?", "Ja hoor"},
		{"answer below the quote", "Re: x", "Op 2 nov. 2026 schreef Jan <jan@b.example.nl>:\n> Kan dat?\n\nJa hoor", "Ja hoor"},
		{"Apple", "Re: x", "Prima\n\n> Op 3 mrt. 2026, om 12:00 heeft KIES <info@kiesvoorhetkind.nl> het volgende geschreven:\n> \n> Dag", "Prima"},
		{"Outlook", "RE: x", "Goed\n\nVan: Jan <jan@b.example.nl>\nVerzonden: maandag 2 maart 2026 10:00\nAan: Piet\nOnderwerp: x\n\nKan dat?", "Goed"},
		{"Outlook in English", "RE: x", "Goed\n\nFrom: Jan <jan@b.example.nl>\nSent: Monday, March 2, 2026 10:00\nTo: Piet\nSubject: x\n\nKan dat?", "Goed"},
		{"Outlook with a rule", "RE: x", "Goed\n\n________________________________\nVan: Jan\nVerzonden: maandag\nAan: Piet\n\nKan dat?", "Goed"},
		{"divider", "RE: x", "Goed\n\n-----Oorspronkelijk bericht-----\nVan: Jan\n\nKan dat?", "Goed"},
		{"English attribution", "Re: x", "Ok\n\nOn Mon, Mar 2, 2026 at 10:00 AM Jan <jan@b.example.nl> wrote:\n> x", "Ok"},
		{"a motto with a sign is no quote", "x", "Hallo\n\n> Lezen is leuk", "Hallo\n\n> Lezen is leuk"},
		{"a sentence with Van: is no header", "x", "Van: Jan\nIk kom morgen", "Van: Jan\nIk kom morgen"},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			lines := splitLines(tt.text)
			var out []string
			for i, k := range cutQuotes(tt.text, lines, tt.subject) {
				if k == kindNew {
					out = append(out, tt.text[lines[i].start:lines[i].end])
				}
			}
			if got := strings.TrimSpace(strings.Join(out, "\n")); got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestSignature(t *testing.T) {
	tests := []struct {
		name, from, text, newText string
		want                      Signature
	}{
		{
			"full", "Els Bruins <els@dehoek.example.nl>", "Hallo,\n\nIk heb een vraag.\n\nMet vriendelijke groet,\n\nEls Bruins\nintern begeleider\nBasisschool De Hoek\nT 020-0123456", "Hallo,\n\nIk heb een vraag.",
			Signature{Name: "Els Bruins", Function: "intern begeleider", Organisation: "Basisschool De Hoek", Phone: "020-0123456"},
		},
		{
			"bars", "Els Bruins <els@dehoek.example.nl>", "Dag,\n\nDat was het.\n\nGroet,\nEls\nEls Bruins | teamleider | Jeugdzorg De Hoek\nHoofdweg 1 | 1234 AB Diemen", "Dag,\n\nDat was het.",
			Signature{Name: "Els", Function: "teamleider", Organisation: "Jeugdzorg De Hoek", Address: []string{"Hoofdweg 1", "1234 AB Diemen"}},
		},
		{"name behind the greeting", "els@x.example.nl", "Kan dat?\n\nGroetjes Els", "Kan dat?", Signature{Name: "Els"}},
		{"postscript is letter", "Els Bruins <els@x.example.nl>", "Kan dat?\n\nGroet, Els\n\nPS De link doet het niet.", "Kan dat?\n\nPS De link doet het niet.", Signature{Name: "Els"}},
		{"phone footer", "Els Bruins <els@x.example.nl>", "Kan dat?\n\nEls Bruins\n\nVerstuurd vanaf mijn iPhone", "Kan dat?", Signature{Name: "Els Bruins"}},
		{"disclaimer", "Els Bruins <els@x.example.nl>", "Kan dat?\n\nGroet,\nEls\n\nDe informatie in dit e-mailbericht is uitsluitend bestemd voor de geadresseerde.", "Kan dat?", Signature{Name: "Els"}},
		{"none", "els@x.example.nl", "Kan dat?", "Kan dat?", Signature{}},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			u := Understand(message.Mail{From: parseAddress(tt.from), Text: tt.text}, time.Date(2026, 3, 6, 9, 0, 0, 0, time.UTC))
			if u.NewText != tt.newText {
				t.Errorf("new text %q, want %q", u.NewText, tt.newText)
			}
			if !reflect.DeepEqual(u.Signature, tt.want) {
				t.Errorf("signature %+v, want %+v", u.Signature, tt.want)
			}
		})
	}
}

func TestCleanPerson(t *testing.T) {
	tests := []struct{ in, want, surname string }{
		{"Els Bruins", "Els Bruins", "Bruins"},
		{"Bruins, Els", "Els Bruins", "Bruins"},
		{"Berg, Els van den", "Els van den Berg", "Berg"},
		{"Bruins, E.M.J. (Els)", "Els Bruins", "Bruins"},
		{"mr. drs. E. (Els) Bruins-de Wit", "Els Bruins-de Wit", "Bruins-de Wit"},
		{"Els Bruins | De Hoek", "Els Bruins", "Bruins"},
		{"Els Bruins - Basisschool De Hoek", "Els Bruins", "Bruins"},
		{"Els Bruins (De Hoek)", "Els Bruins", "Bruins"},
		{"E.M. van 't Hoff", "E.M. van 't Hoff", "Hoff"},
		{"ELS BRUINS", "Els Bruins", "Bruins"},
		{"els bruins", "Els Bruins", "Bruins"},
		{"Liesbet Van den Broecke", "Liesbet Van den Broecke", "Broecke"},
		{"Anne-Fleur de Groot tot Holten", "Anne-Fleur de Groot tot Holten", "Groot tot Holten"},
		{"dhr. J. Bos", "J. Bos", "Bos"},
		{"Büşra Çelik", "Büşra Çelik", "Çelik"},
		{"info@x.example.nl", "", ""},
		{"", "", ""},
	}
	for _, tt := range tests {
		p := cleanPerson(tt.in)
		if p.full() != tt.want || p.surname != tt.surname {
			t.Errorf("%q: %q surname %q, want %q %q", tt.in, p.full(), p.surname, tt.want, tt.surname)
		}
	}
}

func TestFormatPhone(t *testing.T) {
	tests := []struct {
		in      string
		belgian bool
		want    string
	}{
		{"06 - 00 12 34 56", false, "06-00123456"},
		{"0600123456", false, "06-00123456"},
		{"+31 6 00 12 34 56", false, "06-00123456"},
		{"+31 (0)6 00123456", false, "06-00123456"},
		{"0031 6 00123456", false, "06-00123456"},
		{"020-0123456", false, "020-0123456"},
		{"(0515) 01 23 45", false, "0515-012345"},
		{"0515 – 01 23 45", false, "0515-012345"},
		{"088 012 3456", false, "088-0123456"},
		{"0470 12 34 56", true, "0470 12 34 56"},
		{"+32 470 12 34 56", false, "0470 12 34 56"},
		{"12345", false, ""},
		{"0012345678", false, ""},
	}
	for _, tt := range tests {
		if got := formatPhone(tt.in, tt.belgian); got != tt.want {
			t.Errorf("%q: %q, want %q", tt.in, got, tt.want)
		}
	}
}

func TestAddresses(t *testing.T) {
	tests := []struct{ name, text, want string }{
		{"block", "Graag naar:\n\nDe Hoek\nt.a.v. Els Bruins\nHoofdweg 1a\n1234 AB Diemen\n", "Hoofdweg|1a|1234 AB|Diemen"},
		{"one line", "Sturen naar De Hoek, Hoofdweg 1, 1234 AB Diemen. Dank!", "Hoofdweg|1|1234 AB|Diemen"},
		{"postcode without space", "Hoofdweg 1\n1234AB Diemen", "Hoofdweg|1|1234 AB|Diemen"},
		{"small letters", "hoofdweg 1, 1234 ab diemen", "Hoofdweg|1|1234 AB|Diemen"},
		{"addition", "Singel 12-II, 1011 AB Amsterdam", "Singel|12-II|1011 AB|Amsterdam"},
		{"floor", "Singel 12 hs, 1011 AB Amsterdam", "Singel|12 hs|1011 AB|Amsterdam"},
		{"brackets", "Singel 12 (2e etage, links), 1011 AB Amsterdam", "Singel|12|1011 AB|Amsterdam"},
		{"box", "Postbus 44\n3990 AA Houten", "Postbus|44|3990 AA|Houten"},
		{"old quarter", "Nieuwe Gracht 4, 3512 LT Utrecht", "Nieuwe Gracht|4|3512 LT|Utrecht"},
		{"numbered street", "2e Dwarsstraat 9, 3512 LT Utrecht", "2e Dwarsstraat|9|3512 LT|Utrecht"},
		{"long town", "Kade 1, 2902 AA Capelle aan den IJssel.", "Kade|1|2902 AA|Capelle aan den IJssel"},
		{"apostrophe", "Markt 1, 5211 JX ’s-Hertogenbosch", "Markt|1|5211 JX|'s-Hertogenbosch"},
		{"capitals", "HOOFDWEG 1\n1234 AB DIEMEN", "Hoofdweg|1|1234 AB|Diemen"},
		{"two spaces", "Hoofdweg 1\n1234 AB  DIEMEN", "Hoofdweg|1|1234 AB|Diemen"},
		{"Belgium", "Dorpsstraat 7 bus 3\n2300 Turnhout\nBelgië", "Dorpsstraat|7 bus 3|2300|Turnhout"},
		{"labels", "Straat: Hoofdweg\nHuisnummer: 1\nPostcode: 1234AB\nPlaats: Diemen", "Hoofdweg|1|1234 AB|Diemen"},
		{"labels together", "Adres: Hoofdweg 1\nPostcode/plaats: 1234 AB Diemen", "Hoofdweg|1|1234 AB|Diemen"},
		{"tabs", "Straat\tHoofdweg 1\nPostcode\t1234 AB\nPlaats\tDiemen", "Hoofdweg|1|1234 AB|Diemen"},
		{"a year is no postcode", "In 2026 is er meer.", ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			l := defaultReader().open(message.Mail{Text: tt.text}, time.Now())
			got := ""
			if a := l.deliveryAddress(); a != nil {
				got = strings.Join([]string{a.street, a.number, a.postcode, a.town}, "|")
			}
			if got != tt.want {
				t.Errorf("got %q, want %q", got, tt.want)
			}
		})
	}
}

func TestAddressLabels(t *testing.T) {
	text := "Afleveradres:\nDe Hoek\nHoofdweg 1\n1234 AB Diemen\n\nFactuuradres:\nStichting De Bocht\nPostbus 9\n1200 AA Hilversum\n"
	l := defaultReader().open(message.Mail{Text: text}, time.Now())
	if d, i := l.deliveryAddress(), l.invoiceAddress(); d == nil || i == nil || d.street != "Hoofdweg" || i.street != "Postbus" || i.organisation != "Stichting De Bocht" {
		t.Errorf("delivery %+v, invoice %+v", d, i)
	}
}

func TestDates(t *testing.T) {
	tests := []struct {
		text string
		to   lean
		want []string
	}{
		{"op 12 maart 2026", nearest, []string{"2026-03-12"}},
		{"op 12 mrt. '26", nearest, []string{"2026-03-12"}},
		{"12-03-2026, 12.03.2026 en 2026-03-12", nearest, []string{"2026-03-12", "2026-03-12", "2026-03-12"}},
		{"vrijdag 12/6", future, []string{"2026-06-12"}},
		{"op 18 november", past, []string{"2025-11-18"}},
		{"op 18 november", future, []string{"2026-11-18"}},
		{"op 8 januari", future, []string{"2027-01-08"}},
		{"van 16 februari t/m 8 maart 2026", nearest, []string{"2026-02-16", "2026-03-08"}},
		{"12, 13 en 19 maart", future, []string{"2026-03-12", "2026-03-13", "2026-03-19"}},
		{"aanstaande donderdag", nearest, []string{"2026-03-12"}},
		{"donderdag a.s.", nearest, []string{"2026-03-12"}},
		{"afgelopen maandag", nearest, []string{"2026-03-02"}},
		{"afgelopen vrijdag", nearest, []string{"2026-02-27"}},
		{"volgende week dinsdag", nearest, []string{"2026-03-10"}},
		{"vorige week woensdag", nearest, []string{"2026-02-25"}},
		{"gisteren en morgen", nearest, []string{"2026-03-05", "2026-03-07"}},
		{"twee weken geleden", nearest, []string{"2026-02-20"}},
		{"August 17, 2026", nearest, []string{"2026-08-17"}},
		{"de handleiding 7-12 jaar", nearest, nil},
		{"van 7-12 jaar", nearest, nil},
		{"om 16.50 uur", nearest, nil},
		{"op 31 februari 2026", nearest, nil},
	}
	for _, tt := range tests {
		var got []string
		for _, d := range datesIn(newPage(tt.text), friday, tt.to) {
			got = append(got, d.day.String())
		}
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q: %v, want %v", tt.text, got, tt.want)
		}
	}
}

// A day written out in Dutch is read back as itself, whatever the day of the mail.
func TestDatesRoundTrip(t *testing.T) {
	names := []string{"januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december"}
	rapid.Check(t, func(t *rapid.T) {
		today := dayOf(time.Unix(rapid.Int64Range(0, 4e9).Draw(t, "today"), 0).UTC())
		day := today.add(rapid.IntRange(-300, 300).Draw(t, "days"))
		text := "op " + strings.TrimLeft(day.String()[8:], "0") + " " + names[day.Month-1]
		to := nearest
		switch {
		case day.before(today):
			to = past
		case today.before(day):
			to = future
		}
		got := datesIn(newPage(text), today, to)
		if len(got) != 1 || got[0].day != day && day.Month != time.February {
			t.Fatalf("%q on %v: %v, want %v", text, today, got, day)
		}
		full := datesIn(newPage(text+" "+day.String()[:4]), today, nearest)
		if len(full) != 1 || full[0].day != day {
			t.Fatalf("%q with its year: %v, want %v", text, full, day)
		}
	})
}

func TestItems(t *testing.T) {
	const handbook, workbook, book, flyer = "handleiding KIES coach 7-12 jaar", "werkboek 'KIES voor mij!'", "boek 'Twee dino dekbedden'", "flyer KIES"
	tests := []struct {
		text string
		want []item
	}{
		{"Ik bestel een handleiding.", []item{{quantity: 1, product: handbook}}},
		{"Graag twee handleidingen.", []item{{quantity: 2, product: handbook}}},
		{"Graag 2x de handleiding KIES coach 7-12 jaar.", []item{{quantity: 2, product: handbook}}},
		{"Graag 2 x de handleiding.", []item{{quantity: 2, product: handbook}}},
		{"Graag een tweetal handleidingen.", []item{{quantity: 2, product: handbook}}},
		{"Graag drie exemplaren van de handleiding.", []item{{quantity: 3, product: handbook}}},
		{"Graag de handleiding (3 stuks).", []item{{quantity: 3, product: handbook}}},
		{"De handleiding 7-12 jaar à € 114,95 graag.", []item{{quantity: 1, product: handbook}}},
		{"Graag 12 werkboeken en 1 handleiding.", []item{{quantity: 12, product: workbook}, {quantity: 1, product: handbook}}},
		{"Wij bestellen:\n- 5 werkboeken\n- 2x Twee dino dekbedden\n- een stuk of dertig flyers", []item{{quantity: 5, product: workbook}, {quantity: 2, product: book}, {quantity: 30, product: flyer}}},
		{"Ik bestel het boek Twee dino dekbedden.", []item{{quantity: 1, product: book}}},
		{"Artikel: Werkboek KIES voor mij\nAantal: 15", []item{{quantity: 15, product: workbook}}},
		{"Een handleiding graag. Werkboeken bestellen we later nog.", []item{{quantity: 1, product: handbook}}},
		{"Graag de handleiding KIES coach 12-18 jaar.", []item{{quantity: 1, product: "handleiding KIES coach 12-18 jaar"}}},
	}
	for _, tt := range tests {
		l := defaultReader().open(message.Mail{Text: tt.text}, time.Now())
		var got []item
		for _, x := range l.items() {
			got = append(got, item{quantity: x.quantity, product: x.product})
		}
		if !reflect.DeepEqual(got, tt.want) {
			t.Errorf("%q: %+v, want %+v", tt.text, got, tt.want)
		}
	}
}

func TestInvoiceReference(t *testing.T) {
	tests := []struct {
		text string
		want any
	}{
		{"Factuur naar f@x.example.nl o.v.v. JT-2026-1.", "JT-2026-1"},
		{"Factuur naar f@x.example.nl onder vermelding van dossier 26/118.", "dossier 26/118"},
		{"Factuur naar f@x.example.nl met \"opleiding Q3\" erbij.", "opleiding Q3"},
		{"De rekening naar school, zet er maar bij “KIES groep 6”.", "KIES groep 6"},
		{"Factuur graag met kostenplaats 6210348.", "kostenplaats 6210348"},
		{"Factuur met inkoopordernummer 4500127731.", "4500127731"},
		{"Factuur o.v.v. kostenplaats 62 en verplichtingennummer 26-004417.", "kostenplaats 62, verplichtingennummer 26-004417"},
		{"De factuur mag naar mij, hoeft geen nummer bij.", nil},
		{"De factuur mag naar dit adres.", nil},
	}
	for _, tt := range tests {
		l := defaultReader().open(message.Mail{Text: tt.text}, time.Now())
		if got := l.invoiceReference(); got != tt.want {
			t.Errorf("%q: %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestInvoiceEmail(t *testing.T) {
	from := message.Address{Name: "Els Bruins", Email: "els@x.example.nl"}
	tests := []struct {
		text string
		want any
	}{
		{"De factuur mag naar dit mailadres.", "els@x.example.nl"},
		{"Factuur naar boekhouding@x.example.nl, cc aan mij.", "boekhouding@x.example.nl"},
		{"Mail mijn collega op jan@x.example.nl. De factuur stuur je naar facturen@x.example.nl.", "facturen@x.example.nl"},
		{"Eén factuur op naam van De Hoek. Mailen naar facturen@x.example.nl.", "facturen@x.example.nl"},
		{"Factuur per post graag.", nil},
		{"Mail jan@x.example.nl maar even.", nil},
	}
	for _, tt := range tests {
		l := defaultReader().open(message.Mail{From: from, Text: tt.text}, time.Now())
		if got := l.invoiceEmail(); got != tt.want {
			t.Errorf("%q: %v, want %v", tt.text, got, tt.want)
		}
	}
}

func TestRoleAndAge(t *testing.T) {
	tests := []struct {
		text, role string
		age        int
	}{
		{"Mijn dochter is 13. Haar vader en ik zijn uit elkaar.", "ouder (moeder)", 13},
		{"Ik ben vader van een tweeling van 8.", "ouder (vader)", 8},
		{"Mijn zoon (9) wil graag. Zijn moeder wil niet.", "ouder (vader)", 9},
		{"Mijn kind van 6 jaar.", "ouder", 6},
		{"Als oma van twee kleinkinderen vraag ik me af ...", "grootouder (oma)", 0},
		{"Ik ben pleegmoeder van een meisje van 11.", "pleegouder", 11},
		{"Ik schrijf mijn scriptie over scheiding.", "student", 0},
		{"Mijn zoon van 9 en dochter van 6 doen mee.", "ouder", 0},
		{"Mijn zoon is op 12 maart jarig.", "ouder", 0},
	}
	for _, tt := range tests {
		l := defaultReader().open(message.Mail{Text: tt.text}, time.Now())
		age, _ := l.childAge(l.body)
		if role := l.role(false); role != tt.role || age != tt.age {
			t.Errorf("%q: %q %d, want %q %d", tt.text, role, age, tt.role, tt.age)
		}
	}
}

func TestExpressionsCompile(t *testing.T) {
	for _, e := range expressions {
		if _, err := regexp.Compile(e.source); err != nil {
			t.Error(err)
		}
	}
	if len(expressions) < 100 {
		t.Errorf("only %d expressions", len(expressions))
	}
}

func TestVocabularyIsASetting(t *testing.T) {
	v := DefaultVocabulary()
	v.Products = append(v.Products, Term{Name: "spel 'Twee huizen'", Words: []string{"twee huizen spel", "spel twee huizen"}})
	v.OwnAddresses = []string{"post@anderkantoor.example.nl"}
	u := NewReader(v).Understand(message.Mail{Subject: "bestelling", Text: "Graag bestel ik 4x het spel Twee Huizen. Factuur naar post@anderkantoor.example.nl."}, time.Now())
	if u.Intent != OrderMaterial || u.Fields["product"] != "spel 'Twee huizen'" || u.Fields["quantity"] != 4 || u.Fields["invoice_email"] != nil {
		t.Errorf("%s %v", u.Intent, u.Fields)
	}
}
