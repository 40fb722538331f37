package screen

import (
	"strings"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// fewLines is how much of a long part of a page is shown at first.
const fewLines = 12

// showPerson puts everything of somebody on the page.
func (p *registerPage) showPerson() {
	v := p.person
	objects := []fyne.CanvasObject{
		block.Head(joined(" ", v.Person.Title, v.Name), p.pills()...),
		p.personButtons(),
	}
	objects = append(objects, p.photoPart()...)
	objects = append(objects,
		p.personFacts(),
		block.Section(p.visibilityTitle(), p.visibility()),
		block.Section(words.T("Lidmaatschap"), p.membership()...))
	if len(v.Roles) > 0 {
		objects = append(objects, block.Section(words.T("Functies"), p.roles()...))
	}
	if len(v.Certificates) > 0 {
		objects = append(objects, block.Section(words.T("Certificaten"), p.certificateLines()...))
	}
	if p.trains() {
		objects = append(objects, p.signaturePart())
	}
	if len(v.Merged) > 0 {
		objects = append(objects, block.Section(words.T("Samengevoegd"), p.mergedLines(v.Name, v.Merged)...))
	}
	if len(v.Timeline) > 0 {
		objects = append(objects, p.storySection())
	}
	p.detail.Set(objects...)
}

// few shows the first lines of a part, and the rest when asked.
func (p *registerPage) few(title, what string, events []block.Event) []fyne.CanvasObject {
	if len(events) <= fewLines+2 || p.whole[title] {
		return []fyne.CanvasObject{block.Timeline(events...)}
	}
	all := block.NewLink(words.T("Alle %s %s", dutch.Number(len(events)), what), func() {
		p.whole[title] = true
		p.showPerson()
	})
	return []fyne.CanvasObject{block.Timeline(events[:fewLines]...), block.Spread(0, all)}
}

func (p *registerPage) pills() []fyne.CanvasObject {
	v := p.person
	var out []fyne.CanvasObject
	for _, r := range v.Roles {
		if r.Active {
			out = append(out, block.NewPill(r.Name, look.Blue))
		}
	}
	switch {
	case v.IsMember:
		out = append(out, block.NewPill(words.T("lid tot %s", day(v.Person.MemberUntil)), look.Green))
	case v.Person.MemberUntil != "":
		out = append(out, block.NewPill(words.T("lidmaatschap verlopen"), look.Amber))
	}
	open := data.Cents(0)
	for _, i := range v.Invoices {
		if i.Kind != "credit" && i.State != "draft" {
			open += max(0, i.TotalCents-i.PaidCents)
		}
	}
	if open > 0 {
		out = append(out, block.NewPill(words.T("nog %s te betalen", money(open)), look.Amber))
	}
	if v.Person.NoMail {
		out = append(out, block.NewPill(words.T("geen mail sturen"), look.Amber))
	}
	return out
}

func (p *registerPage) personFacts() fyne.CanvasObject {
	q := p.person.Person
	org := block.Fact{Label: words.T("Organisatie"), Value: q.Organisation}
	if o := p.person.Organisation; o != nil {
		org.Object = block.Column(0, block.NewParagraph(o.Name), block.Spread(0, block.NewLink(words.T("Bekijk de organisatie"), p.goTo(ui.ScreenRegister, organisationKey(o.ID)))))
	}
	facts := []block.Fact{
		{Label: words.T("Adres"), Value: strings.Join(p.person.Address, "\n")},
		{Label: words.T("Provincie"), Value: q.Province},
		org,
		{Label: words.T("E-mail"), Value: q.Email},
		{Label: words.T("E-mail werk"), Value: q.WorkEmail},
		{Label: words.T("Mobiel"), Value: q.Mobile},
		{Label: words.T("Telefoon"), Value: q.Phone},
		{Label: words.T("Op certificaat"), Value: q.CertificateName},
		{Label: words.T("Opmerkingen"), Value: q.Notes},
	}
	for _, r := range p.person.Registrations {
		facts = append(facts, block.Fact{Label: words.T("Nummer %s", r.Register), Value: r.Number})
	}
	return block.Facts(facts...)
}

func (p *registerPage) visibilityTitle() string {
	if p.person.Visibility.Visible {
		return words.T("Waarom zichtbaar op de kaart")
	}
	return words.T("Waarom niet zichtbaar op de kaart")
}

// visibility says why, and shows everything that is asked with how it is.
func (p *registerPage) visibility() fyne.CanvasObject {
	v := p.person.Visibility
	out := block.Column(4, block.NewParagraph(v.Told))
	for _, rule := range v.Rules {
		if len(v.Missing) == 0 {
			break // the sentence says it all
		}
		icon, color := look.IconClose, look.Red.Front()
		if rule.Met {
			icon, color = look.IconCheck, look.Green.Front()
		}
		out.Add(block.Beside(8, 1, block.NewIcon(icon, color), block.NewParagraph(rule.Text)))
	}
	if where := v.Where(p.person.Person, p.person.Organisation); where != "" {
		out.Add(block.Beside(8, 1, block.NewIcon(look.IconPlace, look.Quiet), block.NewParagraph(where)))
	}
	return out
}

// membership is how it stands and how each end date came about.
func (p *registerPage) membership() []fyne.CanvasObject {
	out := append([]fyne.CanvasObject{block.NewParagraph(p.person.Member)}, p.why()...)
	var events []block.Event
	regimes := map[string]bool{}
	for _, t := range p.person.Membership {
		regimes[t.Regime] = true
	}
	for i := len(p.person.Membership) - 1; i >= 0; i-- {
		t := p.person.Membership[i]
		for j := len(t.Steps) - 1; j >= 0; j-- {
			s := t.Steps[j]
			e := block.Event{When: day(s.Day), Title: words.T("Lid tot %s", day(s.Until)), Detail: s.Text, Icon: look.IconMember, OnOpen: p.causeOf(s.Event)}
			if len(regimes) > 1 {
				e.Title = words.T("Lid als %s tot %s", register.RegimeName(t.Regime), day(s.Until))
			}
			events = append(events, e)
		}
	}
	if len(events) > 1 {
		out = append(out, p.few(words.T("Lidmaatschap"), words.T("stappen"), events)...)
	}
	return out
}

func (p *registerPage) roles() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, r := range p.person.Roles {
		line := []fyne.CanvasObject{block.NewText(r.Name)}
		switch {
		case r.Since != "" && r.Until != "":
			line = append(line, block.NewQuiet(words.T("van %s tot en met %s", day(r.Since), day(r.Until))))
		case r.Since != "":
			line = append(line, block.NewQuiet(words.T("sinds %s", day(r.Since))))
		case r.Until != "":
			line = append(line, block.NewQuiet(words.T("tot en met %s", day(r.Until))))
		}
		if r.Active {
			line = append(line, block.NewLink(words.T("Beëindigen"), func() { p.endRole(r.Role) }))
		}
		out = append(out, block.Spread(12, line...))
	}
	return out
}

func (p *registerPage) certificateLines() []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for i := len(p.person.Certificates) - 1; i >= 0; i-- {
		c := p.person.Certificates[i]
		number, color := c.Number, look.Green
		if number == "" {
			number = words.T("zonder nummer")
		}
		if c.Status != training.Valid {
			color = voidTone(c.Status)
		}
		line := []fyne.CanvasObject{
			block.NewIcon(look.IconAward, look.Quiet), block.NewBold(number), block.NewText(c.Course), block.NewQuiet(register.AchievedText(c.Achieved)),
			block.NewPill(register.CertificateStatusName(c.Status), color),
		}
		var under []fyne.CanvasObject
		if c.DocumentID != 0 {
			under = append(under, block.NewLink(words.T("Bekijken en afdrukken"), func() { p.lookAt(c) }))
		}
		under = append(under, p.certificateLinks(c)...)
		if more := joined(" · ", p.insteadOf(c), p.inNameOf(c), c.AgeGroup, c.Place, strings.ReplaceAll(c.Trainers, "\n", ", "), c.StatusReason); more != "" {
			under = append(under, block.NewQuietParagraph(more).Natural())
		}
		lines := block.Column(2, block.Spread(12, line...))
		if len(under) > 0 {
			lines.Add(block.Pad(0, 0, 0, 30, block.Spread(12, under...)))
		}
		out = append(out, lines)
	}
	return out
}

// goTo opens a record on its own screen.
func (p *registerPage) goTo(screen ui.ScreenID, key string) func() {
	return func() { p.s.Go(ui.Route{Screen: screen, Key: key}) }
}
