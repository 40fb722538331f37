package oldpaper

import (
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// choose marks the training that was decided on.
func (r *Ranking) choose(c *Candidate) {
	if c == nil {
		return
	}
	i := slices.IndexFunc(r.Trainings, func(t Candidate) bool {
		return t.Source == c.Source && t.ID == c.ID && t.Title == c.Title && t.Detail == c.Detail
	})
	if i < 0 {
		r.Trainings = append(r.Trainings, *c)
		i = len(r.Trainings) - 1
	}
	r.Trainings[i].Chosen = true
}

// decision says what was decided on a copy: which training it was found to be of, and what was recorded.
func decision(tx *data.Tx, o data.OldPaper, r Ranking) ([]string, error) {
	if o.CertificateID == 0 {
		return nil, nil // refused: the reason says it
	}
	out := []string{words.T("Beslist zonder een training erbij.")}
	if i := slices.IndexFunc(r.Trainings, func(t Candidate) bool { return t.Chosen }); i >= 0 {
		t := r.Trainings[i]
		out[0] = words.T("Beslist: het gaat om %s (%s).", joined(" · ", t.Title, t.Detail), VerdictText(t.Verdict))
	}
	c, err := tx.Certificate(o.CertificateID)
	if err != nil {
		return nil, err
	}
	p, err := tx.Person(c.PersonID)
	if err != nil {
		return nil, err
	}
	text := joined(", ", c.Course, register.AchievedText(c.Achieved), c.Place)
	switch {
	case c.Status == "revoked":
		out = append(out, words.T("Het certificaat dat daarbij is vastgelegd voor %s, is ingetrokken: %s.", p.Name(), text))
	case o.MadePerson && o.PersonID == p.ID:
		out = append(out, words.T("Hieruit vastgelegd: certificaat %s, voor %s, die toen in het register kwam.", text, p.Name()))
	case !o.MadeCert:
		out = append(out, words.T("Het certificaat stond al in het register: %s, van %s. De kopie hoort er nu bij.", text, p.Name()))
	default:
		out = append(out, words.T("Hieruit vastgelegd: certificaat %s, voor %s.", text, p.Name()))
	}
	return out, nil
}
