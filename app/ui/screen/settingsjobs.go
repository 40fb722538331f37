package screen

import (
	"context"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app"
	"kiesvoorhetkind.nl/kantoor/app/backup"
	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sales"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The jobs that the settings and the first run ask.
type (
	sellerSettings interface {
		Seller(ctx context.Context) (sales.Seller, error)
		SaveSeller(ctx context.Context, o sales.Seller) (int64, error)
		HasLogo(ctx context.Context) (bool, error)
		SetLogo(ctx context.Context, picture []byte) (int64, error)
		Products(ctx context.Context) ([]data.Product, error)
		SaveProduct(ctx context.Context, p *data.Product) (int64, error)
		VATRates(ctx context.Context) ([]data.VATRate, error)
		SaveVATRate(ctx context.Context, r *data.VATRate) (int64, error)
		NextInvoice(ctx context.Context) (string, error)
	}
	mailSettings interface {
		Accounts(ctx context.Context) ([]data.MailAccount, error)
		Provider(ctx context.Context, address string) (mailbox.Provider, bool)
		Try(ctx context.Context, account *data.MailAccount, password string) error
		Connect(ctx context.Context, account *data.MailAccount, password string) error
	}
	memberSettings interface {
		Lengths(ctx context.Context) (register.Lengths, error)
		SaveLengths(ctx context.Context, l register.Lengths) (int64, error)
		LengthsHistory(ctx context.Context) ([]register.LengthsSet, error)
		DropLengths(ctx context.Context, since data.Day) (int64, error)
	}
	placeSettings interface {
		PlaceTerms(ctx context.Context) (training.PlaceTerms, error)
		SavePlaceTerms(ctx context.Context, t training.PlaceTerms) (int64, error)
	}
	deskSettings interface {
		Who() string
		NameDesk(ctx context.Context, name string) (int64, error)
		SuggestName() string
		Staff(ctx context.Context) ([]data.Staff, error)
		SaveStaff(ctx context.Context, s *data.Staff) (int64, error)
		History(ctx context.Context, before int64, limit int) ([]data.HistoryEntry, error)
		Undo(ctx context.Context, change int64) error
		Backup(ctx context.Context, dir string) (data.Backup, error)
		Check(ctx context.Context) ([]string, error)
		Where() (address string, shared bool)
		Holidays(ctx context.Context) (workday.Calendar, error)
		SetHolidays(ctx context.Context, c workday.Calendar) (int64, error)
	}
	backupSettings interface {
		State(ctx context.Context) (backup.State, error)
		Suggestion() string
		SetPlace(ctx context.Context, dir string) (int64, error)
		Due(ctx context.Context) (bool, error)
		Run(ctx context.Context) (backup.Made, error)
		List(ctx context.Context) ([]backup.Found, error)
		Plan(ctx context.Context, file string) (backup.Plan, error)
	}
)

// SettingsJobs are the jobs that the settings ask.
type SettingsJobs struct {
	Sales   sellerSettings
	Mail    mailSettings
	Members memberSettings
	Desk    deskSettings
	Backups backupSettings
	Designs designSettings
	Papers  Papers
	Places  placeSettings

	Training  trainingSettings
	Reminders reminderSettings
}

// JobsOf takes them from an office.
func JobsOf(o *app.Office) SettingsJobs {
	return SettingsJobs{
		Sales: o.Sales, Mail: o.Mail, Members: o.Register, Desk: o, Backups: o.Backups, Designs: o.Training,
		Papers: SystemPapers(o.Pages), Places: o.Training, Training: o.Training, Reminders: o.Reminders,
	}
}

// Outside is what the screens know of the program around them; all of it may be left out.
type Outside struct {
	// Facts say what runs here, for "Over dit programma" and for who helps: versions, system, how the window is drawn.
	Facts func() []block.Fact
	// Log is the folder of the program's log, which the command "log" shows.
	Log string
	// Offices changes between the office and the example.
	Offices Offices
}

// Offices opens another office in this window, beside the window and with its progress told. The screens of the one that
// was shown are gone afterwards; an error is told, and leaves the window as it was. To be called on the window's goroutine.
type Offices interface {
	// Away says whether another office than the desk's own is shown: the example, or a backup.
	Away() bool
	// MakeExample fills the example office where it is not there yet; what is half done when it is broken off is taken
	// away. It may be called from any goroutine.
	MakeExample(ctx context.Context, progress func(done, total int)) error
	ShowExample()
	ShowOwn()
	// Look opens a backup to look in, in which nothing can be changed; called names it in the window.
	Look(file, called string)
	// Restore puts a backup in the place of the desk's own office; called says of which moment it is. What came of it is
	// told with Restored.
	Restore(file, called string)
}

// clipboard puts a text where it can be pasted from.
func clipboard(text string) { fyne.CurrentApp().Clipboard().SetContent(text) }
