package screen

import (
	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/dutch"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// storyParts are the parts of somebody's story that can be looked at by themselves.
var storyParts = []block.Choice{
	{ID: "", Text: words.Later("Alles")},
	{ID: register.AboutTraining, Text: words.Later("Trainingen en certificaten")},
	{ID: register.AboutMember, Text: words.Later("Lidmaatschap")},
	{ID: register.AboutSold, Text: words.Later("Bestellingen en facturen")},
	{ID: register.AboutPost, Text: words.Later("Post")},
	{ID: register.AboutRecord, Text: words.Later("Gegevens")},
}

// storySection tells all that happened to who is shown, the newest first, with what leads to the record itself.
func (p *registerPage) storySection() fyne.CanvasObject {
	body := block.Column(8)
	part := ""
	var fill func()
	fill = func() {
		var events []block.Event
		for _, e := range p.person.Timeline {
			if part == "" || e.About == part {
				events = append(events, block.Event{When: day(e.Day), Title: e.Text, Detail: e.Led, Icon: storyIcons[e.Table], OnOpen: p.opens(e)})
			}
		}
		body.Objects = nil
		whole := "story" + part
		if len(events) <= fewLines+2 || p.whole[whole] {
			body.Add(block.Timeline(events...))
			return
		}
		body.Add(block.Timeline(events[:fewLines]...))
		body.Add(block.Spread(0, block.NewLink(words.T("Alle %s gebeurtenissen", dutch.Number(len(events))), func() {
			p.whole[whole] = true
			fill()
			p.detail.Relayout()
		})))
	}
	fill()
	var choices []block.Choice
	for _, c := range storyParts {
		n := 0
		for _, e := range p.person.Timeline {
			if e.About == c.ID {
				n++
			}
		}
		if c.ID == "" || n > 0 {
			choices = append(choices, block.Choice{ID: c.ID, Text: words.T(c.Text)})
		}
	}
	if len(choices) <= 2 {
		return block.Section(words.T("Wat er gebeurde"), body)
	}
	return block.Section(words.T("Wat er gebeurde"), block.NewChips(func(id string) {
		part = id
		fill()
		p.detail.Relayout()
	}, choices...), body)
}

// storyIcons are the pictures of what happened, by where it is kept.
var storyIcons = map[string]look.Icon{
	"cohort": look.IconTraining, "certificate": look.IconAward, "old_paper": look.IconAward, "sales_order": look.IconOrder, "invoice": look.IconInvoice,
	"message": look.IconMail, "membership_event": look.IconMember, "person": look.IconPerson, "print_run": look.IconPrint, "complaint": look.IconComplaint,
}

// opens opens what an event is about; nil where that is this page itself.
func (p *registerPage) opens(e register.Event) func() {
	switch e.Table {
	case "cohort":
		return p.goTo(ui.ScreenTrainings, key(e.ID))
	case "sales_order":
		return p.goTo(ui.ScreenOrders, key(e.ID))
	case "invoice":
		return p.goTo(ui.ScreenInvoices, key(e.ID))
	case "message":
		return p.goTo(ui.ScreenMail, e.SHA)
	case "old_paper":
		return p.goTo(ui.ScreenOldPapers, key(e.ID))
	case "certificate":
		for _, c := range p.person.Certificates {
			if c.ID == e.ID && c.DocumentID != 0 {
				return func() { p.lookAt(c) }
			}
		}
	case "membership_event":
		for _, t := range p.person.Membership {
			for _, s := range t.Steps {
				if s.Event.ID == e.ID {
					return p.causeOf(s.Event)
				}
			}
		}
	}
	return nil
}
