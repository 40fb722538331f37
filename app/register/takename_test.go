package register

import (
	"testing"

	"pgregory.net/rapid"

	"kiesvoorhetkind.nl/kantoor/data"
)

func TestTakeName(t *testing.T) {
	tom := data.Person{FirstName: "Tom", Initials: "T.J.", Surname: "Dekhuis", Email: "tom@example.nl"}
	for _, c := range []struct {
		name  string
		was   data.Person
		taken string
		want  data.Person
		ok    bool
	}{
		{"a surname", tom, "Tom Dekhuijs", data.Person{FirstName: "Tom", Initials: "T.J.", Surname: "Dekhuijs", Email: "tom@example.nl"}, true},
		{"an accent", tom, "Tom Dekhuïs", data.Person{FirstName: "Tom", Initials: "T.J.", Surname: "Dekhuïs", Email: "tom@example.nl"}, true},
		{"a prefix", tom, " Tom  van der Dekhuis", data.Person{FirstName: "Tom", Initials: "T.J.", Infix: "van der", Surname: "Dekhuis", Email: "tom@example.nl"}, true},
		{"another first name has other initials", tom, "Dom Dekhuis", data.Person{FirstName: "Dom", Surname: "Dekhuis", Email: "tom@example.nl"}, true},
		{"a first name that the initials never were of", data.Person{FirstName: "Tom", Initials: "A.", Surname: "Vos"}, "Thom Vos", data.Person{FirstName: "Thom", Initials: "A.", Surname: "Vos"}, true},
		{"a double name", tom, "Tom Dekhuis-de Vos", data.Person{FirstName: "Tom", Initials: "T.J.", Surname: "Dekhuis-de Vos", Email: "tom@example.nl"}, true},
		{"the same", tom, "Tom Dekhuis", tom, false},
		{"nothing", tom, " ", tom, false},
		{"a title is no part of a name", tom, "drs. Tom Dekhuijs", tom, false},
		{"initials say less", tom, "T. Dekhuijs", tom, false},
		{"initials, where there are no more", data.Person{Initials: "T.", Surname: "Vos"}, "T.A. Voss", data.Person{Initials: "T.A.", Surname: "Voss"}, true},
		{"one's own for certificates", data.Person{FirstName: "Tom", Surname: "Vos", CertificateName: "Tom de Vos"}, "Tom de Voss", data.Person{FirstName: "Tom", Surname: "Vos", CertificateName: "Tom de Voss"}, true},
		{"the same for certificates", data.Person{FirstName: "Tom", Surname: "Vos", CertificateName: "Tom de Vos"}, "Tom de Vos", data.Person{FirstName: "Tom", Surname: "Vos", CertificateName: "Tom de Vos"}, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got, ok := TakeName(c.was, c.taken); got != c.want || ok != c.ok {
				t.Errorf("%+v, %v", got, ok)
			}
		})
	}
}

// What is taken over is the name to the letter, and taking it over again changes nothing.
func TestATakenNameIsTheName(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		part := rapid.StringMatching(`[A-Za-zéï.'\- ,]{0,12}`)
		was := data.Person{FirstName: part.Draw(t, "first"), Surname: part.Draw(t, "surname"), Initials: part.Draw(t, "initials")}
		name := part.Draw(t, "one") + " " + part.Draw(t, "two")
		got, ok := TakeName(was, name)
		if !ok && got != was || ok && got.Name() != oneLine(name) {
			t.Fatalf("%q gives %+v, %v", name, got, ok)
		}
		if again, ok := TakeName(got, name); ok || again != got {
			t.Fatalf("%q again gives %+v", name, again)
		}
	})
}
