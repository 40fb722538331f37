package screen

import (
	"errors"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// errTown says that a town is not known and looks like another; nothing was saved.
var errTown = errors.New("the town is not known")

// townAsk asks once whether another town was meant; it never changes one by itself.
type townAsk struct {
	p     *registerPage
	asked string // what was there already, or was asked about
	like  []string
}

// check answers errTown for a town that was not asked about yet and looks like another.
func (a *townAsk) check(town, country string) error {
	if town == a.asked {
		return nil
	}
	if a.like = a.p.job.TownsLike(town, country); len(a.like) == 0 {
		return nil
	}
	a.asked = town
	return errTown
}

// tell proposes the towns that may be meant, and answers whether it was about the town.
func (a *townAsk) tell(err error, e *ui.Edit, town *string) bool {
	if !errors.Is(err, errTown) {
		return false
	}
	objects := []fyne.CanvasObject{ui.Warning(words.T("De plaats %s is niet bekend. Bedoel je een van deze? Er is nog niets opgeslagen; klopt de plaats, sla dan nog een keer op.", a.asked))}
	for _, name := range a.like {
		objects = append(objects, block.Spread(0, block.NewLink(name, func() { e.Change(func() { *town = name }) })))
	}
	e.Tell(objects...)
	return true
}
