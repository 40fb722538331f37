package ui

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/app/ui/block"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Rows are the fields of a form, bound to the values of a record: what a value is when the rows are made is what its
// field shows, and saving puts what is filled in back. Labels are Dutch (words.Later); the Dutch label is also the name
// of the field in what is kept of the form while somebody types, so each is there once.
type Rows struct {
	today string
	lines []*Line
	links []fyne.CanvasObject
	edit  *Edit
}

// Line is a field of a form.
type Line struct {
	Field block.Field // nil: kept with the form, and not shown

	name, label, hint string
	words             string // more that a search finds it by
	typed             func() string
	retype            func(string)
	show, take        func()
	base              string // what it began with
	shapes            bool
	secret            bool // a password: not kept while somebody types
}

// Hint puts a quiet line under the field.
func (l *Line) Hint(text string) *Line {
	l.hint = text
	return l
}

// Required refuses an empty field.
func (l *Line) Required() *Line {
	switch f := l.Field.(type) {
	case *block.TextField:
		f.Required = true
	case *block.DateField:
		f.Required = true
	case *block.MoneyField:
		f.Required = true
	case *block.ChoiceField:
		f.Required = true
	case *block.PickField:
		f.Required = true
	}
	return l
}

// Example is the quiet text in an empty field.
func (l *Line) Example(text string) *Line {
	if f, ok := l.Field.(*block.TextField); ok {
		f.PlaceHolder = text
	}
	return l
}

// Short keeps a text's field as narrow as what is filled in there, such as a postcode.
func (l *Line) Short() *Line {
	if f, ok := l.Field.(*block.TextField); ok {
		f.Short()
	}
	return l
}

// Check refuses values of a text.
func (l *Line) Check(check func(string) error) *Line {
	if f, ok := l.Field.(*block.TextField); ok {
		f.Check = check
	}
	return l
}

// Shapes has the rows made anew when the field changes, since which there are goes with it.
func (l *Line) Shapes() *Line {
	l.shapes = true
	return l
}

// Add adds a field of any kind: show puts the record's value in it, take the field's value in the record.
func (r *Rows) Add(label string, field block.Field, show, take func()) *Line {
	if p, ok := field.(*block.PickField); ok && p.New != nil {
		made := p.New
		p.New = func(text string) {
			made(text)
			r.edit.keeper.touched()
		}
	}
	return r.line(label, &Line{Field: field, label: words.T(label), show: show, take: take, typed: field.Typed, retype: field.SetTyped})
}

func (r *Rows) line(name string, l *Line) *Line {
	l.name = name
	l.secret = secret(l.Field)
	l.show()
	l.base = l.typed()
	r.lines = append(r.lines, l)
	return l
}

// secret says whether a field hides what is typed, also as one of several.
func secret(f block.Field) bool {
	switch f := f.(type) {
	case *block.TextField:
		return f.Password
	case *block.Fields:
		return slices.ContainsFunc(f.Parts(), secret)
	}
	return false
}

// Named gives the field another name than its label, for labels that are there more than once or not at all.
func (l *Line) Named(name string) *Line {
	l.name = name
	return l
}

// Labelled gives the field another label than its name; "" is none.
func (l *Line) Labelled(label string) *Line {
	l.label = words.T(label)
	return l
}

func (r *Rows) text(label string, f *block.TextField, into *string) *Line {
	return r.Add(label, f, func() { f.SetValue(*into) }, func() { *into = f.Value() })
}

// Text is a field of one line.
func (r *Rows) Text(label string, into *string) *Line {
	return r.text(label, block.NewTextField(""), into)
}

// Password is a field that hides what is typed. It is never kept while somebody types.
func (r *Rows) Password(label string, into *string) *Line {
	return r.text(label, block.NewPasswordField(), into)
}

// Area is a field of several lines.
func (r *Rows) Area(label string, into *string, lines int) *Line {
	return r.text(label, block.NewTextArea("", lines), into)
}

// Number is a field for a whole number of least to most; 0 is shown as empty.
func Number[T ~int | ~int64](r *Rows, label string, into *T, least, most int) *Line {
	f := block.NewTextField("").Short()
	f.Check = func(s string) error {
		if n, err := strconv.Atoi(s); err != nil || n < least || n > most {
			return data.Refuse("Vul een aantal in van %d tot %d.", max(least, 1), most)
		}
		return nil
	}
	return r.Add(label, f, func() {
		f.SetValue("")
		if *into != 0 {
			f.SetValue(strconv.FormatInt(int64(*into), 10))
		}
	}, func() {
		n, err := strconv.ParseInt(f.Value(), 10, 64)
		if err != nil {
			n = 0 // the check refuses it before it is saved
		}
		*into = T(n)
	})
}

// Date is a field for a day.
func (r *Rows) Date(label string, into *data.Day) *Line {
	f := block.NewDateField()
	f.Today = r.today
	return r.Add(label, f, func() { f.SetValue(string(*into)) }, func() { *into = data.Day(f.Value()) })
}

// Money is a field for an amount; none is 0.
func (r *Rows) Money(label string, into *data.Cents) *Line {
	f := block.NewMoneyField()
	return r.Add(label, f, func() { f.SetValue(int64(*into)) }, func() {
		cents, _ := f.Value() // empty is none, and what is no amount is refused
		*into = data.Cents(cents)
	})
}

// Choice is a field to choose one of a few, by ID.
func (r *Rows) Choice(label string, into *string, choices ...block.Choice) *Line {
	f := block.NewChoiceField(choices...)
	return r.Add(label, f, func() { f.SetValue(*into) }, func() { *into = f.Value() })
}

// Check is a box to tick with its text; the label may be empty.
func (r *Rows) Check(label, text string, into *bool) *Line {
	f := block.NewCheckField(words.T(text))
	return r.Add(label, f, func() { f.SetValue(*into) }, func() { *into = f.Value() }).Named(text)
}

// Hidden is the number of another record that goes with the form without being shown, such as who was picked in another field.
func (r *Rows) Hidden(name string, into *int64) *Line {
	var value int64
	l := &Line{show: func() { value = *into }, take: func() { *into = value }, typed: func() string { return strconv.FormatInt(value, 10) }}
	l.retype = func(s string) {
		if n, err := strconv.ParseInt(s, 10, 64); err == nil {
			value = n
		}
	}
	return r.line(name, l)
}

// More puts a link beside the buttons that makes room in the record for one more, such as a line of an order; the rows
// are made anew and the first new field gets the keyboard.
func (r *Rows) More(text string, room func()) {
	e := r.edit
	r.links = append(r.links, block.NewLink(text, func() { e.grow(room) }))
}
