package screen

import (
	"context"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/data"
)

// listening is a register that remembers with which context it was asked for what.
type listening struct {
	registry
	asked map[string]context.Context
}

func (l listening) Search(ctx context.Context, q register.Query, after *register.Row, given, limit int) ([]register.Row, error) {
	l.asked[q.Text] = ctx
	return l.registry.Search(ctx, q, after, given, limit)
}

func (l listening) FindOrganisations(ctx context.Context, text string, limit int) ([]data.Organisation, error) {
	l.asked[text] = ctx
	return l.registry.FindOrganisations(ctx, text, limit)
}

// Each key cancels the search of the key before it, in the field of the register and in one where something is chosen.
func TestANewerKeyEndsTheSearchBefore(t *testing.T) {
	d := newClerk(t, data.Person{FirstName: "Noor", Surname: "Terpstra", Town: "Ede"})
	typed := func(where string) {
		t.Helper()
		l := listening{d.page.job, map[string]context.Context{}}
		d.page.job = l
		release := d.Tasks.Hold()
		d.Type("ter")
		release()
		d.page.job = l.registry
		for _, text := range []string{"t", "te"} {
			if ctx, asked := l.asked[text]; asked && ctx.Err() == nil {
				t.Errorf("%s: the search for %q goes on", where, text)
			}
		}
		if _, asked := l.asked["ter"]; !asked || len(l.asked) < 2 {
			t.Errorf("%s asked for %d texts", where, len(l.asked))
		}
	}
	d.Command("person.find")
	typed("register")
	d.MustSee("Terpstra, Noor")
	d.Press("Escape")
	d.Command("person.new")
	d.Focus(d.page.Field("Organisatie").(*block.PickField).Keys())
	typed("organisation")
}
