package screen

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// certificateChanger replaces and revokes certificates.
type certificateChanger interface {
	Revoke(ctx context.Context, certificate int64, why training.Revoking) (int64, error)
	RevokeEffect(ctx context.Context, certificate int64) ([]string, error)
	Replace(ctx context.Context, certificate int64, how training.Replacement) (training.Run, error)
	ReplaceSample(ctx context.Context, certificate int64, how training.Replacement) ([]byte, error)
}

// The names of the dialogs about a certificate, in what is kept of them while somebody types.
const (
	formRevoke  = "certificate.revoke"
	formReplace = "certificate.replace"
)

// aboutCertificate asks what becomes of a certificate, wherever it is shown.
type aboutCertificate struct {
	s      *ui.Shell
	job    certificateChanger
	undo   undoer
	papers Papers
	lane   *ui.Lane

	id             int64
	number, holder string
	key            string // of the dialogs, in what is kept of them
	reload         func() // what shows the certificate
	// print shows what was made, to be printed.
	print func(run training.Run)
}

// replace asks for another certificate in the place of this one.
func (a aboutCertificate) replace() {
	because, name, more := "", a.holder, ""
	e := &ui.Edit{
		Form: formReplace, Key: a.key, Title: words.T("Nieuw certificaat in plaats van %s", a.number), OK: words.T("Nieuw certificaat maken"),
		Rows: func(r *ui.Rows) {
			r.Choice(words.Later("Waarom"), &because, block.Choice{ID: training.BecauseName, Text: words.T("de naam is verkeerd geschreven")},
				block.Choice{ID: training.BecauseLost, Text: words.T("het is kwijt of beschadigd")}, block.Choice{ID: training.BecauseWrong, Text: words.T("opleiding, dagen, plaats of trainers waren verkeerd")},
				block.Choice{ID: training.BecauseOther, Text: words.T("een andere reden")}).Required()
			r.Text(words.Later("Naam"), &name).Required().Hint(words.T("Zoals hij op het nieuwe certificaat komt."))
			r.Text(words.Later("Toelichting"), &more).Example(words.T("Bijvoorbeeld: gebeld op 3 maart"))
		},
	}
	e.Save = ui.SaveBy(words.T("Certificaat vervangen"), func(ctx context.Context) (training.Run, error) {
		return a.job.Replace(ctx, a.id, training.Replacement{Why: because, Note: more, Name: name})
	}, func(run training.Run) {
		a.s.Say(words.T("%s is gemaakt in plaats van %s", run.Issued[0].Number, a.number))
		a.reload()
		if a.print != nil {
			a.print(run)
		}
	})
	a.s.AskEdit(e, &block.Dialog{
		Text:  words.T("Het nieuwe certificaat krijgt een eigen nummer; %s blijft bewaard als vervangen. Dat kan niet ongedaan gemaakt worden.", a.number),
		Width: 620,
	})
}

// revoke makes a certificate invalid, and says before it what goes with it.
func (a aboutCertificate) revoke() {
	ui.Load(a.lane, func(ctx context.Context) ([]string, error) { return a.job.RevokeEffect(ctx, a.id) }, a.askRevoke)
}

func (a aboutCertificate) askRevoke(effect []string) {
	because, reason := "", ""
	wrongly := words.T("het had niet uitgegeven mogen worden")
	if len(effect) > 0 {
		wrongly = words.T("het had niet uitgegeven mogen worden; wat erop volgde vervalt")
	}
	text := words.T("Het certificaat van %s is daarna niet meer geldig.", a.holder)
	if len(effect) > 0 {
		text += " " + words.T("Had het niet uitgegeven mogen worden, dan vervalt ook wat erop volgde: %s", joined(" ", effect...))
	}
	e := &ui.Edit{
		Form: formRevoke, Key: a.key, Title: words.T("Certificaat %s intrekken", a.number), OK: words.T("Intrekken"),
		Rows: func(r *ui.Rows) {
			r.Choice(words.Later("Waarom"), &because, block.Choice{ID: training.BecauseWrong, Text: wrongly}, block.Choice{ID: training.BecauseOther, Text: words.T("een andere reden; lidmaatschap en functie blijven")}).Required()
			r.Text(words.Later("Reden"), &reason).Required().Example(words.T("Bijvoorbeeld: verkeerde persoon")).Hint(words.T("Wie het certificaat laat nakijken, kan deze reden horen."))
		},
		Save: ui.SaveBy(words.T("Certificaat intrekken"), func(ctx context.Context) (int64, error) {
			return a.job.Revoke(ctx, a.id, training.Revoking{Reason: reason, Wrongly: because == training.BecauseWrong})
		}, func(change int64) {
			a.s.Done(words.T("Certificaat %s is ingetrokken", a.number), undo(a.undo, change))
			a.reload()
		}),
	}
	a.s.AskEdit(e, &block.Dialog{Text: text, Width: 620})
}
