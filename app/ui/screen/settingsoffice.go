package screen

import (
	"context"
	"io"
	"os"
	"strconv"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// saveSeller changes a part of how the office presents itself; the rest stays as it is by now.
func (p *settingsPage) saveSeller(ctx context.Context, change func(*sales.Seller)) (int64, error) {
	now, err := p.sales.Seller(ctx)
	if err != nil {
		return 0, err
	}
	change(&now)
	return p.sales.SaveSeller(ctx, now)
}

func (p *settingsPage) loadSeller(t *part) {
	ui.Load(t.lane, p.sales.Seller, func(o sales.Seller) {
		form, take := textForm(
			textLine{words.T("Naam"), &o.Name, ""}, textLine{words.T("Straat"), &o.Street, ""}, textLine{words.T("Huisnummer"), &o.HouseNumber, ""},
			textLine{words.T("Postcode"), &o.Postcode, ""}, textLine{words.T("Plaats"), &o.Town, ""}, textLine{words.T("Telefoon"), &o.Phone, ""},
			textLine{words.T("Mailadres"), &o.Email, ""}, textLine{words.T("Website"), &o.Website, ""}, textLine{words.T("KvK-nummer"), &o.KvK, ""},
			textLine{words.T("Btw-id"), &o.VATID, words.T("Ziet eruit als NL123456789B01.")}, textLine{words.T("IBAN"), &o.IBAN, words.T("Waar facturen op worden betaald.")},
			textLine{words.T("BIC"), &o.BIC, words.T("Mag leeg blijven.")}, textLine{words.T("Op naam van"), &o.AccountName, words.T("Als de rekening op een andere naam staat.")})
		save := block.NewButton(words.T("Opslaan"), func() {
			take()
			filled := o
			t.save(form, words.T("Kantoorgegevens opgeslagen"), func(ctx context.Context) (int64, error) {
				return p.saveSeller(ctx, func(s *sales.Seller) {
					accent, days := s.Accent, s.DueDays
					*s = filled
					s.Accent, s.DueDays = accent, days
				})
			})
		})
		t.show([]*block.Form{form}, form, block.Spread(8, save))
	})
}

func (p *settingsPage) loadStyle(t *part) {
	type style struct {
		accent string
		logo   bool
	}
	ui.Load(t.lane, func(ctx context.Context) (style, error) {
		var s style
		o, err := p.sales.Seller(ctx)
		if err == nil {
			s.accent = o.Accent
			s.logo, err = p.sales.HasLogo(ctx)
		}
		return s, err
	}, func(s style) {
		form, take := textForm(textLine{words.T("Kleur"), &s.accent, words.T("Als #0F6E84. Leeg is de kleur van het programma zelf.")})
		save := block.NewButton(words.T("Opslaan"), func() {
			take()
			accent := s.accent
			t.save(form, words.T("Kleur opgeslagen"), func(ctx context.Context) (int64, error) {
				return p.saveSeller(ctx, func(o *sales.Seller) { o.Accent = accent })
			})
		})
		choose := block.NewButton(words.T("Logo kiezen …"), func() {
			p.s.Files().Open(words.T("Logo kiezen"), []string{".png", ".jpg", ".jpeg"}, p.logo)
		})
		said := words.T("Er is nog geen logo. Kies een png of jpg, of zet hem op dit scherm neer.")
		buttons := block.Spread(8, save, choose)
		if s.logo {
			said = words.T("Er is een logo ingesteld.")
			buttons.Add(block.NewButton(words.T("Logo weghalen"), func() {
				t.save(nil, words.T("Logo weggehaald"), func(ctx context.Context) (int64, error) { return p.sales.SetLogo(ctx, nil) })
			}))
		}
		t.show([]*block.Form{form}, form, block.NewQuietParagraph(said), buttons)
	})
}

// maxLogoBytes is the most that is read of a picture; the job says what it may be.
const maxLogoBytes = 10<<20 + 1

func (p *settingsPage) logo(path string) {
	ui.Act(p.s.Tasks, words.T("Logo inlezen"), func(ctx context.Context, _ *ui.Progress) (int64, error) {
		f, err := os.Open(path)
		if err != nil {
			return 0, data.Explain("Het plaatje kan niet worden gelezen.", err)
		}
		picture, err := io.ReadAll(io.LimitReader(f, maxLogoBytes))
		if closed := f.Close(); err == nil {
			err = closed
		}
		if err != nil {
			return 0, data.Explain("Het plaatje kan niet worden gelezen.", err)
		}
		return p.sales.SetLogo(ctx, picture)
	}, func(change int64) {
		p.s.Done(words.T("Logo ingesteld"), undo(p.desk, change))
		p.Reload()
	})
}

// wholeNumber refuses what is no whole number of 0 or more.
func wholeNumber(s string) error {
	if n, err := strconv.Atoi(s); err != nil || n < 0 {
		return data.Refuse("Vul een heel getal in.")
	}
	return nil
}

func numberField(n int) *block.TextField {
	f := text(strconv.Itoa(n))
	f.Required, f.Check = true, wholeNumber
	return f
}

func (p *settingsPage) loadTerm(t *part) {
	ui.Load(t.lane, p.sales.Seller, func(o sales.Seller) {
		days := numberField(o.DueDays)
		form := block.NewForm(block.FormRow{Label: words.T("Betaaltermijn in dagen"), Field: days})
		save := block.NewButton(words.T("Opslaan"), func() {
			t.save(form, words.T("Betaaltermijn opgeslagen"), func(ctx context.Context) (int64, error) {
				return p.saveSeller(ctx, func(o *sales.Seller) { o.DueDays = int(number(days.Value())) })
			})
		})
		t.show([]*block.Form{form}, form, block.Spread(8, save))
	})
}

func (p *settingsPage) loadDesk(t *part) {
	name := text(p.desk.Who())
	name.Required = true
	form := block.NewForm(block.FormRow{Label: words.T("Naam"), Field: name})
	save := block.NewButton(words.T("Opslaan"), func() {
		t.save(form, words.T("Naam opgeslagen"), func(ctx context.Context) (int64, error) { return p.desk.NameDesk(ctx, name.Value()) })
	})
	t.show([]*block.Form{form}, form, block.Spread(8, save))
}

func (p *settingsPage) loadLengths(t *part) {
	ui.Load(t.lane, p.members.Lengths, func(l register.Lengths) {
		var rows []block.FormRow
		var set []func()
		line := func(label, hint string, into *int) {
			f := numberField(*into)
			rows = append(rows, block.FormRow{Label: label, Field: f, Hint: hint})
			set = append(set, func() { *into = int(number(f.Value())) })
		}
		line(words.T("Na een training"), words.T("maanden gratis lid"), &l.Training)
		line(words.T("Na een nascholing"), words.T("maanden erbij, of opnieuw als het lidmaatschap was afgelopen"), &l.FollowUp)
		line(words.T("Nascholing telt binnen"), words.T("maanden na het laatste certificaat"), &l.FollowUpWithin)
		line(words.T("Na betaling"), words.T("maanden"), &l.Payment)
		line(words.T("Mediator, bijdrage"), words.T("maanden"), &l.Mediator)
		line(words.T("Mediator, na een training"), words.T("maanden"), &l.MediatorTraining)
		line(words.T("Uitloop"), words.T("dagen na het einde waarin iemand nog wordt herinnerd"), &l.GraceDays)
		form := block.NewForm(rows...)
		save := block.NewButton(words.T("Opslaan"), func() {
			for _, f := range set {
				f()
			}
			filled := l
			t.save(form, words.T("Lengtes opgeslagen"), func(ctx context.Context) (int64, error) { return p.members.SaveLengths(ctx, filled) })
		})
		t.show([]*block.Form{form}, form, block.Spread(8, save))
	})
}

func (p *settingsPage) loadHolidays(t *part) {
	ui.Load(t.lane, p.desk.Holidays, func(c workday.Calendar) {
		friday, liberation := block.NewCheckField(words.T("Goede Vrijdag is een vrije dag")), block.NewCheckField(words.T("5 mei is een vrije dag"))
		friday.SetValue(!c.WorkOnGoodFriday)
		liberation.SetValue(!c.WorkOnLiberationDay)
		form := block.NewForm(block.FormRow{Label: words.T("Vrij"), Field: friday}, block.FormRow{Label: "", Field: liberation})
		save := block.NewButton(words.T("Opslaan"), func() {
			c := workday.Calendar{WorkOnGoodFriday: !friday.Value(), WorkOnLiberationDay: !liberation.Value()}
			t.save(form, words.T("Feestdagen opgeslagen"), func(ctx context.Context) (int64, error) { return p.desk.SetHolidays(ctx, c) })
		})
		t.show([]*block.Form{form}, form, block.Spread(8, save))
	})
}
