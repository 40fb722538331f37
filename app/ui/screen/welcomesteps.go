package screen

import (
	"context"
	"slices"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/setup"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/look"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

func (p *welcomePage) showStart() {
	p.onNext = p.forth
	begin := block.NewPrimary(words.T("Beginnen"), p.forth).WithHint("Enter")
	buttons := []fyne.CanvasObject{begin}
	if o := p.outside.Offices; o != nil && !o.Away() {
		buttons = append(buttons,
			block.NewButton(words.T("Ik heb een back-up …"), func() { p.s.Run("backup.restore") }),
			block.NewButton(words.T("Eerst rondkijken met het voorbeeldkantoor"), func() { showExample(p.s, o) }))
	}
	buttons = append(buttons, block.NewLink(words.T("Later"), p.later))
	p.detail.Set(
		block.Head(words.T("Welkom bij KIES Kantoor")),
		block.NewParagraph(words.T("In vijf minuten staat je kantoor klaar. Zes korte stappen, die je elk kunt overslaan; wat nog open is, blijft op Vandaag staan en vind je bij Instellingen.")),
		block.Spread(8, buttons...),
		block.NewQuietParagraph(words.T("Werkte je eerder op een andere computer, kies dan de back-up die je daar hebt gemaakt. Alles staat daarna hier.")),
		block.NewQuietParagraph(words.T("Het voorbeeldkantoor is een verzonnen kantoor om in te proberen. Het staat in een eigen bestand; je eigen gegevens blijven erbuiten.")))
	p.begin(begin)
	p.s.Changed()
}

func (p *welcomePage) showDesk() {
	ui.Load(p.fill, func(ctx context.Context) (string, error) {
		all, err := p.Desk.Staff(ctx)
		if err != nil || len(all) > 0 {
			return p.Desk.Who(), err
		}
		return p.Desk.SuggestName(), nil
	}, func(proposed string) {
		name, said := proposed, words.T("Naam opgeslagen")
		e := &ui.Edit{Rows: func(r *ui.Rows) {
			r.Text(words.Later("Je naam"), &name).Hint(words.T("Voor- en achternaam, zoals je een brief ondertekent.")).Required()
		}}
		p.refuse(e, words.Later("Je naam"))
		e.Save = ui.SaveBy(said, func(ctx context.Context) (int64, error) { return p.Desk.NameDesk(ctx, name) }, p.saved(said))
		p.ask(e, words.T("Je naam komt in de geschiedenis van wat er is gedaan, en onder brieven. Collega's voeg je later toe bij Instellingen."), words.T("Verder"), nil)
	})
}

func (p *welcomePage) showSeller(list []sellerRow, about string) {
	ui.Load(p.fill, p.Sales.Seller, func(o sales.Seller) {
		list := slices.DeleteFunc(list, func(r sellerRow) bool { return r.later })
		said := words.T("Kantoorgegevens opgeslagen")
		e := sellerRows(p.Sales, o, list, said, p.saved(said))
		p.refuse(e, list[0].label)
		p.ask(e, about, words.T("Verder"), nil)
	})
}

func (p *welcomePage) showMailbox() {
	ui.Load(p.fill, p.Mail.Accounts, func(accounts []data.MailAccount) {
		if len(accounts) > 0 {
			p.onNext = p.forth
			p.page(words.T("Bij Post haal je de berichten op (F9). Nog een mailbox voeg je toe bij Instellingen."), block.NewPrimary(words.T("Verder"), p.next),
				block.Beside(10, -1, block.NewIcon(look.IconCheck, look.Green.Front()), block.NewText(words.T("%s is ingesteld.", accounts[0].Address))))
			return
		}
		m := newMailForm(p.s, p.Mail, data.MailAccount{}, p.detail.Relayout, func() {
			p.s.Say(words.T("De mailbox werkt en is ingesteld."))
			p.forth()
		})
		p.ask(m.edit, words.T("Dan komt de post hier binnen, met een voorstel wat ermee moet. Op de server verandert niets."), words.T("Verder"), func(in *ui.Inset) []fyne.CanvasObject {
			m.in = in
			m.brief()
			return []fyne.CanvasObject{m.said, block.Spread(8, block.NewButton(words.T("Proberen"), m.try), m.more)}
		})
		save := p.onNext
		p.onNext = func() {
			if m.empty() {
				p.forth() // as with the other steps: what is left empty waits
				return
			}
			save()
		}
	})
}

// read shows what a list will do, and comes back here.
func (p *welcomePage) read(path string) {
	openImportFrom(p.s, p.list, p.Desk, path, ui.Route{Screen: screenWelcome, Key: string(setup.List)})
}

func (p *welcomePage) showList() {
	choose := func() { p.s.Files().Open(words.T("Ledenlijst inlezen"), listKinds, p.read) }
	if p.known && p.state.Done(setup.List) {
		p.onNext = p.forth
		p.page(words.T("Er staan mensen in het register. Nog een lijst kan er altijd bij: wie er al in staat, wordt herkend."), block.NewPrimary(words.T("Verder"), p.next),
			block.Spread(8, block.NewButton(words.T("Nog een lijst …"), choose)))
		return
	}
	p.onNext = choose
	p.page(words.T("Je oude lijst met leden, uit Excel (.xlsx) of een .csv. Je ziet eerst rij voor rij wat er gebeurt, en kunt het als geheel terugdraaien. Je kunt het bestand ook op dit venster neerzetten."),
		block.NewPrimary(words.T("Lijst kiezen …"), p.next))
}

func (p *welcomePage) showBackup() {
	ui.Load(p.fill, p.Backups.State, func(s backup.State) {
		if s.Place == "" {
			s.Place = p.Backups.Suggestion()
		}
		said := words.T("Map gekozen en de eerste back-up gemaakt")
		e := &ui.Edit{Rows: func(r *ui.Rows) {
			r.Text(words.Later("Map"), &s.Place).Hint(words.T("Het liefst op een andere schijf, een usb-stick, of in een map die zelf ergens anders wordt bewaard.")).Required()
		}}
		p.refuse(e, words.Later("Map"))
		e.Save = ui.SaveBy(said, func(ctx context.Context) (int64, error) {
			change, err := p.Backups.SetPlace(ctx, s.Place)
			if err != nil {
				return 0, err
			}
			_, err = p.Backups.Run(ctx)
			return change, err
		}, p.saved(said))
		p.ask(e, words.T("Elke dag maakt het programma hier een kopie van het hele kantoor en controleert die. De eerste wordt nu gemaakt."), words.T("Back-up maken en verder"), func(in *ui.Inset) []fyne.CanvasObject {
			return []fyne.CanvasObject{block.Spread(8, block.NewButton(words.T("Map kiezen …"), func() {
				p.s.Files().Folder(words.T("In welke map komen de back-ups?"), func(dir string) {
					in.Change(func() { s.Place = dir })
				})
			}))}
		})
	})
}

func (p *welcomePage) showEnd() {
	done := block.NewPrimary(words.T("Naar Vandaag"), p.later).WithHint("Enter")
	p.onNext = p.later
	var open []fyne.CanvasObject
	for _, s := range p.state.Open {
		open = append(open, block.Spread(12, block.Wide(190, block.NewText(p.title(string(s)))), block.NewButton(words.T("Alsnog"), func() { p.turn(string(s)) })))
	}
	said := words.T("Alles is ingevuld. Veel plezier ermee.")
	objects := []fyne.CanvasObject{block.Head(words.T("Klaar"))}
	if len(open) > 0 {
		said = words.T("Je kunt aan het werk. Dit staat nog open; het blijft op Vandaag staan tot je het invult.")
	}
	objects = append(objects, block.NewParagraph(said))
	if len(open) > 0 {
		objects = append(objects, block.Section(words.T("Nog open"), open...))
	}
	p.detail.Set(append(objects, block.Spread(8, done, block.NewButton(words.T("De handleiding"), func() { p.s.Run("help") }).WithHint("F1")))...)
	p.begin(done)
	p.s.Changed()
}
