package register

import (
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// become says of who is no member what would make one: a training or follow-up (free, by itself), or payment, for which
// a coach whose certificate the office does not have sends a copy first. FAQ: "Na het volgen van een KIES training of
// nascholing ben je automatisch gratis lid", "Je kunt tegen betaling lid worden", "Stuur je gegevens en kopie van je
// certificaat".
func become(page PersonPage, events []data.MembershipEvent, terms Terms, today data.Day) []string {
	if page.IsMember {
		return nil
	}
	var out []string
	l := terms.At(today)
	coach, mediator := false, false
	for _, r := range page.Roles {
		coach = coach || r.Active && (r.Kind == "coach" || r.Kind == "care_coach")
		mediator = mediator || r.Active && r.Kind == "mediator"
	}
	for _, t := range page.Membership {
		coach, mediator = coach || t.Regime == RegimeCoach, mediator || t.Regime == RegimeMediator
		switch {
		case !t.Grace:
		case t.Steps[len(t.Steps)-1].Event.Kind == EventEnded:
			out = append(out, words.T("Beëindigd: er gaat geen herinnering meer heen."))
		default:
			out = append(out, words.T("Nog in de uitloop: tot en met %s wordt aan verlengen herinnerd.", dutch.DeskDay(t.Until.AddDays(l.GraceDays).Time())))
		}
	}
	certified := slices.ContainsFunc(page.Certificates, func(c data.Certificate) bool { return c.Status == "valid" })
	switch {
	case coach && len(events) > 0:
		out = append(out, words.T("Na een nascholing of verdiepingsdag vanzelf weer %s gratis lid, vanaf die dag.", length(l.FollowUp)))
	case coach && certified:
		out = append(out, words.T("Er is een certificaat, maar niet bekend is dat iemand lid werd: lees een lijst met einddatums in, of bepaal de einddatum."))
	default:
		out = append(out, words.T("Na een training vanzelf %s gratis lid, vanaf de laatste dag.", length(l.Training)))
	}
	if coach || !mediator {
		text := words.T("Tegen betaling %s lid, vanaf de dag van betaling.", length(l.Payment))
		if !certified {
			text += " " + words.T("Er is geen geldig certificaat bekend: vraag eerst een kopie.")
		}
		out = append(out, text)
	}
	if mediator {
		out = append(out, words.T("Als mediator met de jaarlijkse bijdrage %s lid, vanaf de dag van betaling.", length(l.Mediator)))
	}
	return out
}
