package block

import "slices"

// Only shows the rows that keep says yes to, by their place; the others keep what was filled in. Nil shows all. It
// answers how many are shown.
func (f *Form) Only(keep func(i int) bool) int {
	if f.all == nil {
		f.all = f.body.Objects
	}
	f.body.Objects = nil
	shown := 0
	for i := range f.rows {
		if keep == nil || keep(i) {
			f.body.Objects = append(f.body.Objects, f.all[2*i], f.all[2*i+1])
			shown++
		}
	}
	f.body.Refresh()
	return shown
}

// Shows says whether a row is shown.
func (f *Form) Shows(i int) bool {
	return f.all == nil || slices.Contains(f.body.Objects, f.all[2*i])
}
