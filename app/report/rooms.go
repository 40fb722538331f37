package report

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/app/sheet"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Room is a room of the online platform for professionals, one a training: that of the age group on the certificate,
// else of the course that it names. That a room is open to who has a valid certificate and is a member is our reading.
type Room struct {
	Name   string
	Guests []Guest // by name; who may enter and who may not any more
	Open   int     // how many of them may enter
}

// Guest is somebody with a certificate for a room.
type Guest struct {
	ID          int64
	Name        string
	ListName    string
	Email       string
	Certificate string // its number; empty for an old paper one
	Course      string
	MemberUntil data.Day
	Enters      bool
	Why         string // in Dutch
}

// Rooms gives the rooms by name, with who may enter each.
func (r *Reports) Rooms(ctx context.Context) ([]Room, error) {
	var out []Room
	err := r.store.Read(ctx, func(tx *data.Tx) error {
		out = nil
		at := map[string]int{}
		today := tx.Today()
		err := tx.EveryCertified(func(c data.Certified) error {
			if err := ctx.Err(); err != nil {
				return err
			}
			name := roomOf(c)
			i, known := at[name]
			if !known {
				i = len(out)
				at[name] = i
				out = append(out, Room{Name: name})
			}
			room := &out[i]
			g := guest(c, today)
			if n := len(room.Guests); n > 0 && room.Guests[n-1].ID == g.ID {
				// Two certificates for one room: the newest is told of.
				room.Guests[n-1] = g
				return nil
			}
			room.Guests = append(room.Guests, g)
			if g.Enters {
				room.Open++
			}
			return nil
		})
		sortedBy(out, func(r Room) string { return r.Name })
		return err
	})
	return out, err
}

// roomOf names the room of a certificate.
func roomOf(c data.Certified) string {
	if age := register.AgeGroup(c.AgeGroup); age != "" {
		return words.T("KIES %s jaar", age)
	}
	return c.Course
}

func guest(c data.Certified, today data.Day) Guest {
	p := data.Person{FirstName: c.FirstName, Initials: c.Initials, Infix: c.Infix, Surname: c.Surname, Country: c.Country}
	g := Guest{ID: c.PersonID, Name: p.Name(), ListName: p.ListName(), Email: c.Email, Certificate: c.Number, Course: c.Course, MemberUntil: c.MemberUntil, Enters: c.MemberUntil != "" && c.MemberUntil >= today}
	if g.Email == "" {
		g.Email = c.WorkEmail
	}
	switch {
	case g.Enters:
		g.Why = words.T("certificaat en lid")
	case c.MemberUntil == "":
		g.Why = words.T("nooit lid geweest")
	default:
		g.Why = words.T("lidmaatschap verlopen")
	}
	return g
}

// Table is a room's list as a file: who may enter, and who may not any more.
func (r Room) Table() sheet.Table {
	t := sheet.Table{Title: r.Name, Columns: []string{
		words.T("Naam"), words.T("E-mail"), words.T("Toegang"), words.T("Waarom"), words.T("Certificaat"), words.T("Opleiding"), words.T("Lid tot"),
	}}
	for _, g := range r.Guests {
		access := words.T("nee")
		if g.Enters {
			access = words.T("ja")
		}
		t.Rows = append(t.Rows, []sheet.Cell{
			sheet.Text(g.ListName), sheet.Text(g.Email), sheet.Text(access), sheet.Text(g.Why), sheet.Text(g.Certificate), sheet.Text(g.Course), sheet.Day(string(g.MemberUntil)),
		})
	}
	return t
}
