package screen

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"
	"fyne.io/fyne/v2/widget"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/demo"
	"kiesvoorhetkind.nl/kantoor/app/keychain"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/today"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/ui/uitest"
	"kiesvoorhetkind.nl/kantoor/data"
)

// benchOffice names the office that is measured; make bench makes a big one. Without it a
// small one is made for the occasion.
const benchOffice = "KANTOOR_BENCH"

// soldMany is how many orders and invoices a big office has.
const soldMany = 50_000

// stopwatch times steps one by one.
type stopwatch struct{ took []time.Duration }

func (w *stopwatch) time(f func()) {
	start := time.Now()
	f()
	w.took = append(w.took, time.Since(start))
}

// report gives the middle one, those that nine of ten and 99 of 100 stay under, and the slowest.
func (w *stopwatch) report(b *testing.B) {
	b.Helper()
	slices.Sort(w.took)
	ms := func(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
	b.ReportMetric(ms(w.took[len(w.took)/2]), "p50-ms")
	b.ReportMetric(ms(w.took[len(w.took)*9/10]), "p90-ms")
	b.ReportMetric(ms(w.took[len(w.took)*99/100]), "p99-ms")
	b.ReportMetric(ms(w.took[len(w.took)-1]), "slowest-ms")
	b.ReportMetric(0, "ns/op")
}

// BenchmarkDesk measures what somebody at the desk waits for, on the real jobs and the real
// widgets, with all work in line: what a key comes to is what one waits for at most.
func BenchmarkDesk(b *testing.B) {
	office := openBench(b)
	b.Run("search", func(b *testing.B) { benchSearch(b, office) })
	b.Run("key", func(b *testing.B) { benchKeys(b, office) })
	b.Run("open", func(b *testing.B) { benchOpen(b, office) })
	b.Run("page", func(b *testing.B) { benchPages(b, office) })
}

func openBench(b *testing.B) *app.Office {
	b.Helper()
	ctx := context.Background()
	address := os.Getenv(benchOffice)
	big := address != ""
	if !big {
		address = filepath.Join(b.TempDir(), "kantoor.db")
		if _, err := demo.Make(ctx, address, demo.Options{}, nil); err != nil {
			b.Fatal(err)
		}
	}
	office, err := app.Open(ctx, app.Options{Address: address, Who: demo.Who, Secrets: keychain.Memory{}})
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() {
		if err := office.Close(); err != nil {
			b.Error(err)
		}
	})
	if big {
		if err := sellMany(ctx, office.Store); err != nil {
			b.Fatal(err)
		}
	}
	return office
}

// sellMany gives a big office orders and open items that it brought along from another
// program, once.
func sellMany(ctx context.Context, store *data.Store) error {
	for {
		have := 0
		err := store.Read(ctx, func(tx *data.Tx) (err error) {
			have, err = tx.CountOrders("sent")
			return err
		})
		if err != nil || have >= soldMany {
			return err
		}
		err = store.Write(ctx, data.Change{Who: demo.Who, Title: "Openstaande posten overgenomen"}, func(tx *data.Tx) error {
			for n := have; n < min(have+5000, soldMany+100); n++ {
				if err := sell(tx, n); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
}

// sell adds an order that was sent and its invoice; one in a hundred is not paid yet.
func sell(tx *data.Tx, n int) error {
	day := tx.Today().AddDays(-400 - n/20)
	name, organisation := fmt.Sprintf("Besteller %c%c %d", 'A'+n%26, 'a'+n%17, n), fmt.Sprintf("Praktijk Nummer %d", n%4000)
	o := data.Order{Number: fmt.Sprintf("B-OUD-%06d", n), Day: day, State: "sent", Name: name, Organisation: organisation, SentOn: day}
	if err := tx.SaveOrder(&o); err != nil {
		return err
	}
	i := data.Invoice{Kind: "invoice", State: "draft", OrderID: o.ID, Name: name, Organisation: organisation, TotalCents: 11495, Imported: true}
	if err := tx.SaveInvoice(&i); err != nil {
		return err
	}
	i.Number, i.State, i.Day, i.DueDay = fmt.Sprintf("OUD-%06d", n), "final", day, day.AddDays(30)
	if err := tx.SaveInvoice(&i); err != nil || n%100 == 0 {
		return err
	}
	return tx.AddPayment(&data.Payment{InvoiceID: i.ID, Day: day.AddDays(9), AmountCents: 11495, Source: "bank"})
}

// typed are what people look for: names, towns, numbers, and what is not there.
var typed = []string{"van den berg", "jansen deventer", "zwolle", "bakker@", "2026-01", "basistraining", "praktijk nummer 12", "oud-0412", "besteller q", "bakkre", "xqzzy vlaardingen"}

// eachKeystroke calls f with what stands in the field after each key.
func eachKeystroke(f func(text string)) {
	for _, text := range typed {
		for n := 1; n <= len(text); n++ {
			f(text[:n])
		}
	}
}

// bench opens the whole window on an office.
func bench(b *testing.B, office *app.Office) *uitest.Desk {
	b.Helper()
	return uitest.New(b, Finder{Store: office.Store}, &folder{}, All(office, Outside{})...)
}

func benchSearch(b *testing.B, office *app.Office) {
	ctx := context.Background()
	b.Run("finder", func(b *testing.B) {
		var w stopwatch
		for b.Loop() {
			eachKeystroke(func(text string) {
				w.time(func() {
					if _, err := (Finder{Store: office.Store}).Find(ctx, text, 20); err != nil {
						b.Fatal(err)
					}
				})
			})
		}
		w.report(b)
	})
	b.Run("box", func(b *testing.B) {
		d := bench(b, office)
		var w stopwatch
		for b.Loop() {
			for _, text := range typed {
				d.Command("search")
				for _, r := range text {
					w.time(func() { d.Focused().TypedRune(r) })
				}
				d.Press(fyne.KeyEscape)
			}
		}
		w.report(b)
	})
	b.Run("register field", func(b *testing.B) {
		d := bench(b, office)
		d.Go(ui.Route{Screen: ui.ScreenRegister})
		var w stopwatch
		for b.Loop() {
			for _, text := range typed {
				d.Command("person.find")
				d.Focused().(fyne.Shortcutable).TypedShortcut(&fyne.ShortcutSelectAll{})
				for _, r := range text {
					w.time(func() { d.Focused().TypedRune(r) })
				}
			}
		}
		w.report(b)
	})
}

// listOf gives a screen's list the keyboard.
func listOf(b *testing.B, d *uitest.Desk, id ui.ScreenID) *block.List {
	b.Helper()
	d.Go(ui.Route{Screen: id})
	for _, o := range test.LaidOutObjects(d.Window().Canvas().Content()) {
		if l, ok := o.(*block.List); ok && len(l.Items()) > 2 {
			l.Focus()
			return l
		}
	}
	b.Fatalf("%s has no list", id)
	return nil
}

// benchKeys presses the arrow down in lists: another record is read and its page is built.
func benchKeys(b *testing.B, office *app.Office) {
	for _, id := range []ui.ScreenID{ui.ScreenRegister, ui.ScreenMail, ui.ScreenOrders, ui.ScreenInvoices, ui.ScreenTrainings, ui.ScreenComplaints} {
		b.Run(string(id), func(b *testing.B) {
			d := bench(b, office)
			l := listOf(b, d, id)
			var w stopwatch
			for b.Loop() {
				if l.Index() == len(l.Items())-1 {
					d.Press(fyne.KeyHome)
				}
				w.time(func() { d.Press(fyne.KeyDown) })
			}
			w.report(b)
		})
	}
	b.Run("floor, a list of Fyne", func(b *testing.B) {
		l := widget.NewList(func() int { return 100 }, func() fyne.CanvasObject { return widget.NewLabel("") }, func(i int, o fyne.CanvasObject) { o.(*widget.Label).SetText(fmt.Sprint(i)) })
		window := test.NewTempWindow(b, l)
		window.Resize(fyne.NewSize(430, 900))
		var w stopwatch
		n := 0
		for b.Loop() {
			n = (n + 1) % 100
			w.time(func() { l.Select(n) })
		}
		w.report(b)
	})
}

// someone gives people from everywhere in the register.
func someone(b *testing.B, office *app.Office) []register.Row {
	b.Helper()
	var out []register.Row
	for _, text := range []string{"van den berg", "zwolle", "bakker", "m"} {
		rows, err := office.Register.Find(context.Background(), text, 50)
		if err != nil {
			b.Fatal(err)
		}
		out = append(out, rows...)
	}
	if len(out) == 0 {
		b.Fatal("nobody found")
	}
	return out
}

func benchOpen(b *testing.B, office *app.Office) {
	ctx := context.Background()
	people := someone(b, office)
	b.Run("person, the job", func(b *testing.B) {
		var w stopwatch
		n := 0
		for b.Loop() {
			n++
			w.time(func() {
				if _, err := office.Register.Person(ctx, people[n%len(people)].ID); err != nil {
					b.Fatal(err)
				}
			})
		}
		w.report(b)
	})
	b.Run("person, the page", func(b *testing.B) {
		d := bench(b, office)
		var w stopwatch
		n := 0
		for b.Loop() {
			n++
			w.time(func() { d.Go(ui.Route{Screen: ui.ScreenRegister, Key: key(people[n%len(people)].ID)}) })
		}
		w.report(b)
	})
	b.Run("vandaag, the job", func(b *testing.B) {
		parts := today.Parts{Store: office.Store, Complaints: office.Complaints, Training: office.Training}
		var w stopwatch
		for b.Loop() {
			w.time(func() {
				if _, err := today.Gather(ctx, parts); err != nil {
					b.Fatal(err)
				}
			})
		}
		w.report(b)
	})
	for _, s := range All(office, Outside{}) {
		b.Run("screen "+string(s.ID), func(b *testing.B) {
			d := bench(b, office)
			var w stopwatch
			for b.Loop() {
				d.Go(ui.Route{Screen: ui.ScreenSettings})
				w.time(func() { d.Go(ui.Route{Screen: s.ID}) })
			}
			w.report(b)
		})
	}
}

// benchPages reads the next page of lists from their middle.
func benchPages(b *testing.B, office *app.Office) {
	ctx := context.Background()
	people := someone(b, office)
	now := office.Store.Now()
	n := 0
	middle := func() data.Day { n++; return data.DayOf(now).AddDays(-600 - n%400) }
	ask := map[string]func() error{
		"register": func() error {
			n++
			_, err := office.Register.List(ctx, register.Everybody, "", &people[n%len(people)], 0, pageSize)
			return err
		},
		"register, members": func() error {
			n++
			_, err := office.Register.List(ctx, register.Members, "", &people[n%len(people)], 0, pageSize)
			return err
		},
		"post, all": func() error {
			n++
			_, err := office.Mail.List(ctx, "", true, &data.MessageRow{Received: now.AddDate(0, 0, -n%900)}, pageSize)
			return err
		},
		"post, new":   func() error { _, err := office.Mail.List(ctx, "new", true, nil, pageSize); return err },
		"orders":      func() error { _, err := office.Sales.Orders(ctx, "", &data.Order{Day: middle()}, pageSize); return err },
		"orders, new": func() error { _, err := office.Sales.Orders(ctx, "new", nil, pageSize); return err },
		"complaints":  func() error { _, err := office.Complaints.List(ctx, ""); return err },
	}
	for _, c := range personColumns() {
		for _, down := range []bool{false, true} {
			q := register.Query{Sort: data.Sort{By: c.ID, Down: down}}
			ask[fmt.Sprintf("register by %s, down %v", c.ID, down)] = func() error {
				n++
				_, err := office.Register.Search(ctx, q, &people[n%len(people)], 0, pageSize)
				return err
			}
		}
	}
	for _, c := range invoiceColumns() {
		ask["invoices by "+c.ID] = func() error {
			_, err := office.Sales.SortedInvoices(ctx, data.AllInvoices, data.Sort{By: c.ID, Down: true}, nil, pageSize)
			return err
		}
	}
	for _, c := range orderColumns() {
		ask["orders by "+c.ID] = func() error {
			_, err := office.Sales.SortedOrders(ctx, "", data.Sort{By: c.ID, Down: true}, nil, pageSize)
			return err
		}
	}
	for _, c := range postColumns() {
		ask["post by "+c.ID] = func() error {
			_, err := office.Mail.Sorted(ctx, "", true, data.Sort{By: c.ID, Down: true}, nil, pageSize)
			return err
		}
	}
	for _, part := range []data.InvoiceFilter{data.AllInvoices, data.DraftInvoices, data.OpenInvoices, data.OverdueInvoices, data.PaidInvoices} {
		ask["invoices "+string(part)] = func() error {
			_, err := office.Sales.Invoices(ctx, part, &data.Invoice{Day: middle()}, pageSize)
			return err
		}
		ask["count invoices "+string(part)] = func() error {
			_, err := office.Sales.CountInvoices(ctx, part)
			return err
		}
	}
	names := make([]string, 0, len(ask))
	for name := range ask {
		names = append(names, name)
	}
	slices.Sort(names)
	for _, name := range names {
		b.Run(name, func(b *testing.B) {
			var w stopwatch
			for b.Loop() {
				w.time(func() {
					if err := ask[name](); err != nil {
						b.Fatal(err)
					}
				})
			}
			w.report(b)
		})
	}
}
