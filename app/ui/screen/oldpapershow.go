package screen

import (
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// show puts what was read on the page.
func (p *oldPapersPage) show() {
	switch {
	case p.former.ID != 0:
		p.compare(0)
		p.showFormer()
	case p.page.Paper.ID != 0:
		p.compare(p.page.Paper.DocumentID)
		p.detail.Set(p.parts(p.panel())...)
	default:
		p.nothing()
	}
	p.s.Changed()
}

// parts are the pieces of the page, with what is proposed or asked on its place.
func (p *oldPapersPage) parts(panel fyne.CanvasObject) []fyne.CanvasObject {
	o := p.page.Paper
	name := joined("", p.page.Claim.Asker)
	if name == "" {
		name = p.page.Claim.Holder
	}
	out := []fyne.CanvasObject{
		block.Head(words.T("Certificaat van %s", name), block.NewPill(oldpaper.StateName(o.State), paperTone(o.State)), block.NewQuiet(words.T("gekomen op %s", day(o.Received)))),
		panel,
		block.Section(words.T("Wat er op de kopie staat"), p.facts()),
	}
	undecided := o.State == oldpaper.Open || o.State == oldpaper.Asked
	trainings, people := words.T("Trainingen die passen"), words.T("Wie het kan zijn")
	if !undecided {
		trainings, people = words.T("Trainingen die bij de beslissing pasten"), words.T("Wie het bij de beslissing kon zijn")
	}
	out = append(out, block.Section(trainings, p.trainings(undecided)...))
	out = append(out, block.Section(people, p.whoFits(undecided)...))
	if o.MessageSHA != "" {
		out = append(out, block.Spread(8, block.NewLink(words.T("Bericht: %s", short(p.page.Subject, 60)), func() { p.s.Go(ui.Route{Screen: ui.ScreenMail, Key: o.MessageSHA}) })))
	}
	return out
}

// decided says what the decision was and why, under its head.
func (p *oldPapersPage) decided(head fyne.CanvasObject) []fyne.CanvasObject {
	out := []fyne.CanvasObject{head, block.NewParagraph(p.page.Paper.Reason)}
	for _, line := range p.page.Decided {
		out = append(out, block.NewParagraph(line))
	}
	return out
}

// panel says what the office can do, or what it decided.
func (p *oldPapersPage) panel() fyne.CanvasObject {
	o := p.page.Paper
	switch o.State {
	case oldpaper.Accepted:
		objects := append(p.decided(block.NewBold(words.T("Aanvaard op %s door %s", day(o.DecidedOn), o.DecidedBy))),
			block.NewParagraph(words.T("Hierna: het lidmaatschap. Dat kan tegen betaling, of vanzelf na een nascholing of verdiepingsdag. De brief zegt dat ook.")),
			block.Spread(8, block.NewPrimary(words.T("Brief schrijven"), p.write).WithHint("B"), block.NewButton(words.T("Naar %s", p.page.Person), p.toPerson), block.NewButton(words.T("Intrekken …"), p.withdraw)))
		return block.Panel(objects...)
	case oldpaper.Refused:
		objects := p.decided(block.NewBold(words.T("Afgewezen op %s door %s", day(o.DecidedOn), o.DecidedBy)))
		return block.Panel(append(objects, block.Spread(8, block.NewPrimary(words.T("Brief schrijven"), p.write).WithHint("B"), block.NewButton(words.T("Opnieuw bekijken"), p.reopen)))...)
	}
	var objects []fyne.CanvasObject
	if o.State == oldpaper.Asked {
		objects = append(objects, block.NewParagraph(words.T("Op %s is meer gevraagd: %s", day(o.DecidedOn), o.Reason)))
	}
	objects = append(objects, p.verdictLine(), p.personLine())
	for _, w := range append(append([]string{}, p.page.Warnings...), p.page.Ranking.Notes...) {
		objects = append(objects, ui.Warning(w))
	}
	if len(p.page.Missing) > 0 {
		objects = append(objects, block.NewQuietParagraph(words.T("Ontbreekt nog: %s.", strings.Join(p.page.Missing, "; "))))
	}
	accept := block.NewButton(words.T("Aanvaarden"), p.accept).WithHint(words.T("Enter"))
	more := block.NewButton(words.T("Meer vragen"), p.askMore).WithHint("M")
	if c := p.candidate(); c != nil && c.Verdict != oldpaper.Impossible && c.Verdict != oldpaper.Recorded {
		accept.Kind = block.Primary
	} else {
		more.Kind = block.Primary
	}
	return block.Panel(append(objects, block.Spread(8, accept, more, block.NewButton(words.T("Afwijzen"), p.refuse).WithHint("W"), block.NewButton(words.T("Gegevens wijzigen"), p.edit).WithHint("E")))...)
}

func (p *oldPapersPage) verdictLine() fyne.CanvasObject {
	c := p.candidate()
	if c == nil {
		text := words.T("Geen training gekozen")
		if len(p.page.Ranking.Trainings) == 0 {
			text = words.T("Geen training gevonden die past")
		}
		return block.NewBold(text)
	}
	return block.Spread(10, block.NewSpans(block.Span{Text: c.Title, Bold: true}, block.Span{Text: " · " + c.Detail}).Natural(), verdictPill(c.Verdict))
}

func (p *oldPapersPage) personLine() fyne.CanvasObject {
	if p.person == 0 {
		return block.NewParagraph(words.T("Van iemand die nog niet in het register staat; die wordt toegevoegd."))
	}
	return block.NewSpans(block.Span{Text: words.T("Van ")}, block.Span{Text: p.picked, Bold: true}, block.Span{Text: words.T(" in het register")})
}

func verdictPill(v oldpaper.Verdict) fyne.CanvasObject {
	tone := look.Grey
	switch v {
	case oldpaper.Strong:
		tone = look.Green
	case oldpaper.Likely:
		tone = look.Blue
	case oldpaper.Doubtful:
		tone = look.Amber
	case oldpaper.Impossible:
		tone = look.Red
	}
	return block.NewPill(oldpaper.VerdictText(v), tone)
}

func (p *oldPapersPage) facts() fyne.CanvasObject {
	c := p.page.Claim
	date := c.Date
	if w := c.When(); !w.None() && data.Fold(w.Said()) != data.Fold(date) {
		date = words.T("%s (gelezen als %s)", date, w.Text())
	}
	holder := c.Holder
	if holder == "" {
		holder = c.Asker
	}
	return block.Facts(
		block.Fact{Label: words.T("Naam"), Value: holder},
		block.Fact{Label: words.T("Datum"), Value: date},
		block.Fact{Label: words.T("Plaats"), Value: c.Place},
		block.Fact{Label: words.T("Trainers"), Value: strings.Join(c.Trainers, "\n")},
		block.Fact{Label: words.T("Opleiding"), Value: c.Course},
		block.Fact{Label: words.T("Nummer"), Value: c.Number},
		block.Fact{Label: words.T("Gestuurd door"), Value: joined("\n", c.Asker, c.Email, c.Phone)},
		block.Fact{Label: words.T("Adres"), Value: joined("\n", joined(" ", c.Street, c.HouseNumber), joined(" ", c.Postcode, c.Town))},
		block.Fact{Label: words.T("Organisatie"), Value: c.Organisation},
		block.Fact{Label: words.T("Opmerking"), Value: c.Remarks},
	)
}

// marks are the signs before a piece of evidence.
var marks = map[oldpaper.Mark]struct {
	icon look.Icon
	tone look.Tone
}{
	oldpaper.Fits: {look.IconCheck, look.Green}, oldpaper.Nearly: {look.IconCheck, look.Amber}, oldpaper.Differs: {look.IconClose, look.Red}, oldpaper.Hindered: {look.IconClose, look.Red},
}

func evidenceLines(lines []oldpaper.Line) fyne.CanvasObject {
	column := block.Column(3)
	for _, l := range lines {
		icon, color := look.IconInfo, fyne.ThemeColorName(look.Quiet)
		if m, ok := marks[l.Mark]; ok {
			icon, color = m.icon, m.tone.Front()
		}
		i := block.NewIcon(icon, color)
		i.Units = 15
		text := block.NewParagraph(l.Text)
		if l.Mark == oldpaper.Unknown {
			text = block.NewQuietParagraph(l.Text)
		}
		column.Add(block.Beside(8, 1, i, text))
	}
	return column
}

// trainings are the candidates, the best first, each with its reasons.
func (p *oldPapersPage) trainings(choosing bool) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i, c := range p.page.Ranking.Trainings {
		head := []fyne.CanvasObject{verdictPill(c.Verdict), block.NewSpans(block.Span{Text: c.Title, Bold: true}, block.Span{Text: " · " + c.Detail}).Natural()}
		switch {
		case i == p.training && choosing, c.Chosen:
			head = append(head, block.NewPill(words.T("gekozen"), look.Blue))
		case choosing && c.Verdict != oldpaper.Impossible:
			head = append(head, block.NewLink(words.T("Deze training"), func() { p.choose(i) }))
		}
		if c.Source == oldpaper.FromCohort {
			head = append(head, block.NewLink(words.T("Bekijken"), func() { p.s.Go(ui.Route{Screen: ui.ScreenTrainings, Key: key(c.ID)}) }))
		}
		out = append(out, block.Card(block.Spread(10, head...), evidenceLines(c.Lines)))
	}
	if len(out) == 0 && !choosing {
		out = append(out, block.NewQuietParagraph(words.T("Er stond toen geen training in het programma die paste.")))
	} else if len(out) == 0 {
		out = append(out, block.NewQuietParagraph(words.T("Geen training in het programma past bij wat er op de kopie staat. Weet iemand van deze training, noteer haar dan met V bij de trainingen van vroeger.")))
	}
	if choosing {
		links := []fyne.CanvasObject{block.NewLink(words.T("Training van vroeger noteren"), func() { p.editFormer(p.formerOfClaim()) })}
		if p.training >= 0 {
			links = append(links, block.NewLink(words.T("Zonder training"), func() { p.choose(-1) }))
		}
		out = append(out, block.Spread(12, links...))
	}
	return out
}

// whoFits are the people who may be meant, the best first.
func (p *oldPapersPage) whoFits(choosing bool) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, f := range p.page.Ranking.People {
		head := []fyne.CanvasObject{verdictPill(f.Verdict), block.NewSpans(block.Span{Text: f.Name, Bold: true}, block.Span{Text: before(" · ", f.Detail)}).Natural()}
		switch {
		case choosing && f.ID == p.person || !choosing && f.ID == p.page.Paper.PersonID:
			head = append(head, block.NewPill(words.T("gekozen"), look.Blue))
		case choosing:
			head = append(head, block.NewLink(words.T("Deze professional"), func() { p.choosePerson(f.ID, f.Name) }))
		}
		head = append(head, block.NewLink(words.T("Bekijken"), func() { p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(f.ID)}) }))
		out = append(out, block.Card(block.Spread(10, head...), evidenceLines(f.Lines)))
	}
	if len(out) == 0 && !choosing {
		out = append(out, block.NewQuietParagraph(words.T("In het register stond toen niemand die hierop leek.")))
	} else if len(out) == 0 {
		out = append(out, block.NewQuietParagraph(words.T("In het register staat niemand die hierop lijkt.")))
	}
	if choosing {
		links := []fyne.CanvasObject{block.NewLink(words.T("Iemand anders zoeken …"), p.findPerson)}
		if p.person != 0 {
			links = append(links, block.NewLink(words.T("Nog niet in het register"), func() { p.choosePerson(0, "") }))
		}
		out = append(out, block.Spread(12, links...))
	}
	return out
}

func before(sep, text string) string {
	if text == "" {
		return ""
	}
	return sep + text
}

func (p *oldPapersPage) choose(i int) {
	p.training, p.chosen = i, true
	if c := p.candidate(); c != nil && c.PersonID != 0 && p.person == 0 {
		p.person, p.picked = c.PersonID, c.Person
	}
	p.show()
}

// nextTraining goes to the next candidate, and after the last to none.
func (p *oldPapersPage) nextTraining() {
	n := len(p.page.Ranking.Trainings)
	next := p.training + 1
	for next < n && p.page.Ranking.Trainings[next].Verdict == oldpaper.Impossible {
		next++
	}
	if next >= n {
		next = -1
	}
	p.choose(next)
}

func (p *oldPapersPage) choosePerson(id int64, name string) {
	p.person, p.picked, p.chosen = id, name, true
	p.show()
}

// nextPerson goes to the next one who fits, and after the last to somebody new.
func (p *oldPapersPage) nextPerson() {
	people := p.page.Ranking.People
	at := -1
	for i, f := range people {
		if f.ID == p.person {
			at = i
		}
	}
	if at+1 < len(people) && !(at < 0 && p.person != 0) {
		p.choosePerson(people[at+1].ID, people[at+1].Name)
		return
	}
	p.choosePerson(0, "")
}

func (p *oldPapersPage) toPerson() {
	p.s.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(p.page.Paper.PersonID)})
}
