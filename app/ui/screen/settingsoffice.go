package screen

import (
	"context"
	"io"
	"os"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// sellerRow is a setting of how the office presents itself.
type sellerRow struct {
	label, hint, words string
	of                 func(*sales.Seller) *string
	check              func(string) error
	later              bool // the first run does not ask for it
}

// addressRows are name and addresses, numberRows what stands on invoices.
func addressRows() []sellerRow {
	return []sellerRow{
		{words.Later("Naam"), words.T("Boven brieven en facturen, en onder certificaten."), words.T("kantoor bedrijf"), func(o *sales.Seller) *string { return &o.Name }, nil, false},
		{words.Later("Straat"), words.T("Het adres waar post naartoe kan."), words.T("adres"), func(o *sales.Seller) *string { return &o.Street }, nil, false},
		{words.Later("Huisnummer"), "", words.T("adres"), func(o *sales.Seller) *string { return &o.HouseNumber }, nil, false},
		{words.Later("Postcode"), "", words.T("adres"), func(o *sales.Seller) *string { return &o.Postcode }, nil, false},
		{words.Later("Plaats"), "", words.T("adres woonplaats"), func(o *sales.Seller) *string { return &o.Town }, nil, false},
		{words.Later("Telefoon"), words.T("In het briefhoofd. Mag leeg blijven."), words.T("nummer bellen"), func(o *sales.Seller) *string { return &o.Phone }, nil, false},
		{words.Later("Mailadres"), words.T("Waar klanten op kunnen antwoorden."), words.T("e-mail"), func(o *sales.Seller) *string { return &o.Email }, sales.CheckMail, false},
		{words.Later("Website"), words.T("In het briefhoofd. Mag leeg blijven."), "", func(o *sales.Seller) *string { return &o.Website }, nil, true},
	}
}

func numberRows() []sellerRow {
	return []sellerRow{
		{words.Later("KvK-nummer"), words.T("Acht cijfers; hoort op elke factuur."), words.T("kamer van koophandel"), func(o *sales.Seller) *string { return &o.KvK }, sales.CheckKvK, false},
		{words.Later("Btw-id"), words.T("Ziet eruit als NL123456789B01; hoort op elke factuur."), words.T("btw-nummer belasting"), func(o *sales.Seller) *string { return &o.VATID }, sales.CheckVATID, false},
		{words.Later("IBAN"), words.T("Waar facturen op worden betaald."), words.T("rekening bank rekeningnummer"), func(o *sales.Seller) *string { return &o.IBAN }, sales.CheckIBAN, false},
		{words.Later("BIC"), words.T("Voor betalingen uit het buitenland. Mag leeg blijven."), words.T("rekening bank swift"), func(o *sales.Seller) *string { return &o.BIC }, nil, true},
		{words.Later("Op naam van"), words.T("Als de rekening op een andere naam staat."), words.T("rekening bank tenaamstelling"), func(o *sales.Seller) *string { return &o.AccountName }, nil, true},
	}
}

// sellerEdit is a form with a part of how the office presents itself: mine puts that part of one in the other.
func sellerEdit(job sellerSettings, o *sales.Seller, mine func(into, from *sales.Seller), said string, saved func(int64)) *ui.Edit {
	was := *o
	return &ui.Edit{
		Newest: ui.ReadBy(job.Seller, func(now sales.Seller) { was, *o = now, now }),
		Save: ui.SaveBy(said, func(ctx context.Context) (int64, error) {
			now, err := job.Seller(ctx)
			if err != nil {
				return 0, err
			}
			same, kept := now, now
			mine(&same, &was)
			mine(&kept, o)
			switch {
			case same != now:
				return 0, data.ErrStale // another desk changed this part meanwhile
			case kept == now:
				return 0, nil
			}
			return job.SaveSeller(ctx, kept)
		}, saved),
	}
}

// sellerRows are the fields of such a form for a list of settings.
func sellerRows(job sellerSettings, o sales.Seller, list []sellerRow, said string, saved func(int64)) *ui.Edit {
	e := sellerEdit(job, &o, func(into, from *sales.Seller) {
		for _, l := range list {
			*l.of(into) = *l.of(from)
		}
	}, said, saved)
	e.Rows = func(r *ui.Rows) {
		for _, l := range list {
			line := r.Text(l.label, l.of(&o)).Hint(l.hint).Words(l.words).Check(l.check)
			if into := l.of(&o); into == &o.HouseNumber || into == &o.Postcode {
				line.Short()
			}
		}
	}
	return e
}

func (p *settingsPage) loadSeller(t *part) {
	ui.Load(t.lane, p.Sales.Seller, func(o sales.Seller) {
		said := words.T("Kantoorgegevens opgeslagen")
		t.fill(sellerRows(p.Sales, o, append(addressRows(), numberRows()...), said, p.saved(said)), t.always)
	})
}

func (p *settingsPage) loadStyle(t *part) {
	type style struct {
		seller sales.Seller
		logo   bool
	}
	ui.Load(t.lane, func(ctx context.Context) (style, error) {
		var s style
		var err error
		if s.seller, err = p.Sales.Seller(ctx); err == nil {
			s.logo, err = p.Sales.HasLogo(ctx)
		}
		return s, err
	}, func(s style) {
		said := words.T("Kleur opgeslagen")
		e := sellerEdit(p.Sales, &s.seller, func(into, from *sales.Seller) { into.Accent = from.Accent }, said, p.saved(said))
		e.Rows = func(r *ui.Rows) {
			r.Text(words.Later("Kleur"), &s.seller.Accent).Short().Hint(words.T("De lijnen en koppen op papier, als #0F6E84. Leeg is de kleur van het programma zelf.")).Check(sales.CheckAccent)
		}
		t.fill(e, func(in *ui.Inset) []fyne.CanvasObject { return append(t.always(in), p.logoParts(s.logo)...) })
	})
}

// logoParts say whether there is a logo, and choose or take it away.
func (p *settingsPage) logoParts(has bool) []fyne.CanvasObject {
	said := words.T("Er is nog geen logo. Kies een png of jpg, of zet hem op dit scherm neer.")
	buttons := block.Spread(8, block.NewButton(words.T("Logo kiezen …"), func() {
		p.s.Files().Open(words.T("Logo kiezen"), []string{".png", ".jpg", ".jpeg"}, p.logo)
	}))
	if has {
		said = words.T("Er is een logo ingesteld.")
		buttons.Add(block.NewButton(words.T("Logo weghalen"), func() {
			away := words.T("Logo weggehaald")
			ui.Act(p.s.Tasks, away, func(ctx context.Context, _ *ui.Progress) (int64, error) { return p.Sales.SetLogo(ctx, nil) }, p.saved(away))
		}))
	}
	return []fyne.CanvasObject{block.NewQuietParagraph(said), buttons}
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
		return p.Sales.SetLogo(ctx, picture)
	}, func(change int64) {
		p.s.Done(words.T("Logo ingesteld"), undo(p.Desk, change))
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

// wholeRow is a field for a whole number that may be 0.
func wholeRow[T ~int | ~int64](r *ui.Rows, label string, into *T) *ui.Line {
	f := block.NewTextField("").Short()
	f.Check, f.Required = wholeNumber, true
	return r.Add(label, f, func() { f.SetValue(strconv.FormatInt(int64(*into), 10)) }, func() { *into = T(number(f.Value())) })
}
