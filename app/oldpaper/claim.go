package oldpaper

import (
	"regexp"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Claim is what a copy says and who sent it. All of it may be missing.
type Claim struct {
	Holder   string // the name on the certificate; empty: the asker's own
	Date     string // as it is written or told: "12-3-2009", "voorjaar 2009"
	Place    string // town or venue
	Trainers []string
	Course   string // with the age group
	Number   string

	Asker        string // who asks
	Email        string
	Phone        string
	Street       string
	HouseNumber  string
	Postcode     string
	Town         string
	Organisation string
	Remarks      string

	Received data.Day // when it came; empty: today
}

// When reads the date.
func (c Claim) When() When { return ReadWhen(c.Date) }

// holder is the name that the certificate is looked for by.
func (c Claim) holder() string { return firstFilled(c.Holder, c.Asker) }

// claimOf reads back what was kept.
func claimOf(o data.OldPaper) Claim {
	return Claim{
		Holder: o.Holder, Date: o.SaidDate, Place: o.Place, Trainers: lines(o.Trainers), Course: o.Course, Number: o.Number,
		Asker: o.Asker, Email: o.Email, Phone: o.Phone, Street: o.Street, HouseNumber: o.HouseNumber, Postcode: o.Postcode, Town: o.Town, Organisation: o.Organisation,
		Remarks: o.Remarks, Received: o.Received,
	}
}

// into puts a claim in its record, tidied.
func (c Claim) into(o *data.OldPaper) {
	o.Holder, o.SaidDate, o.Place, o.Trainers = tidy(c.Holder), tidy(c.Date), tidy(c.Place), strings.Join(tidyAll(c.Trainers), "\n")
	o.Course, o.Number, o.Remarks = tidy(c.Course), strings.ToUpper(tidy(c.Number)), strings.TrimSpace(clip(c.Remarks, 4000))
	o.Asker, o.Email, o.Phone, o.Organisation = tidy(c.Asker), strings.ToLower(tidy(c.Email)), tidy(c.Phone), tidy(c.Organisation)
	o.Street, o.HouseNumber, o.Postcode, o.Town = tidy(c.Street), tidy(c.HouseNumber), tidy(c.Postcode), tidy(c.Town)
	if c.Received != "" {
		o.Received = c.Received
	}
}

// after fills in what an earlier mail said: the newer one says it better.
func (c Claim) after(before Claim) Claim {
	for _, f := range []struct{ now, was *string }{
		{&c.Holder, &before.Holder},
		{&c.Date, &before.Date},
		{&c.Place, &before.Place},
		{&c.Course, &before.Course},
		{&c.Number, &before.Number},
		{&c.Asker, &before.Asker},
		{&c.Phone, &before.Phone},
		{&c.Street, &before.Street},
		{&c.HouseNumber, &before.HouseNumber},
		{&c.Postcode, &before.Postcode},
		{&c.Town, &before.Town},
		{&c.Organisation, &before.Organisation},
		{&c.Remarks, &before.Remarks},
	} {
		*f.now = firstFilled(*f.now, *f.was)
	}
	if len(c.Trainers) == 0 {
		c.Trainers = before.Trainers
	}
	return c
}

// Missing says what the office needs to look a certificate up and does not have. FAQ: a copy of the certificate, "onder
// vermelding van datum, locatie en trainers".
func (c Claim) Missing(copied bool) []string {
	var out []string
	for _, m := range []struct {
		there bool
		what  string
	}{
		{copied, "een kopie of foto van het certificaat"},
		{!c.When().None(), "de datum die erop staat"},
		{c.Place != "", "de plaats of locatie van de training"},
		{len(c.Trainers) > 0, "de namen van de trainers"},
		{c.holder() != "", "de naam die op het certificaat staat"},
	} {
		if !m.there {
			out = append(out, m.what)
		}
	}
	return out
}

// lines are the filled lines of a text.
func lines(s string) []string { return tidyAll(strings.Split(s, "\n")) }

func tidyAll(list []string) []string {
	var out []string
	for _, s := range list {
		if s = tidy(s); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// tidy makes one line of a text, no longer than a name or a place can be.
func tidy(s string) string { return clip(strings.Join(strings.Fields(s), " "), 300) }

func clip(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n])
	}
	return s
}

// reNames parts trainers that stand on one line.
var reNames = regexp.MustCompile(`\s*(?:[;/&+\n]|\ben\b|\band\b)\s*|\s*,\s*`)

// SplitTrainers takes trainers apart as people write them: "Petra Kloosterman en A. Roffel".
func SplitTrainers(text string) []string {
	var out []string
	for _, n := range reNames.Split(clip(text, 600), -1) {
		if n = strings.Trim(tidy(n), ".,"); n != "" {
			out = append(out, n)
		}
	}
	return out
}

// Copy is a scan or photo that came with it.
type Copy struct {
	Name      string
	MediaType string
	Bytes     []byte
}

// maxCopy is the largest copy that is kept; a mail is not larger.
const maxCopy = 30 << 20

// copyOf checks what a file is by its first bytes; its name is not trusted.
func copyOf(name string, content []byte) (Copy, error) {
	c := Copy{Name: firstFilled(tidy(name), words.T("kopie")), Bytes: content}
	switch {
	case len(content) == 0:
		return c, data.Refuse("Dit bestand is leeg. Er is niets bewaard.")
	case len(content) > maxCopy:
		return c, data.Refuse("Deze kopie is groter dan 30 MB. Vraag om een kleinere; er is niets bewaard.")
	}
	head := string(content[:min(len(content), 16)])
	switch {
	case strings.HasPrefix(head, "%PDF-"):
		c.MediaType = "application/pdf"
	case strings.HasPrefix(head, "\x89PNG\r\n\x1a\n"):
		c.MediaType = "image/png"
	case strings.HasPrefix(head, "\xff\xd8\xff"):
		c.MediaType = "image/jpeg"
	case strings.HasPrefix(head, "GIF87a"), strings.HasPrefix(head, "GIF89a"):
		c.MediaType = "image/gif"
	default:
		return c, data.Refuse("Dit is geen pdf, jpg, png of gif. Er is niets bewaard; vraag om een scan of foto.")
	}
	return c, nil
}

// said are the fields of a mail as understand gives them.
type said map[string]any

func (f said) text(key string) string {
	s, ok := f[key].(string)
	if !ok {
		return ""
	}
	return strings.TrimSpace(s)
}

func (f said) list(key string) []string {
	switch v := f[key].(type) {
	case []string:
		return v
	case []any:
		var out []string
		for _, x := range v {
			if s, ok := x.(string); ok {
				out = append(out, s)
			}
		}
		return out
	case string:
		return SplitTrainers(v)
	}
	return nil
}

// FromLetter fills in what a mail says, and finds the copies that came with it, the likeliest first.
func FromLetter(l mailbox.Letter) (Claim, []Copy) {
	f := said(l.Meaning.Fields)
	c := Claim{
		Asker: firstFilled(f.text("name"), l.FromName), Holder: f.text("certificate_name"), Date: f.text("certificate_date"), Place: f.text("location"),
		Trainers: f.list("trainers"), Number: f.text("certificate_number"), Course: f.text("certificate"), Organisation: f.text("organisation"),
		Email: l.FromEmail, Phone: f.text("phone"), Street: f.text("street"), HouseNumber: f.text("house_number"), Postcode: f.text("postcode"), Town: f.text("town"),
		Remarks: f.text("remarks"), Received: data.DayOf(l.Received),
	}
	if c.Date == "" {
		c.Date = vagueDate(l.Mail.Text)
	}
	if w := c.When(); w.Exact() {
		c.Date = w.Said()
	}
	return c, copiesOf(l.Mail.Attachments, f.text("attachment"))
}

// copiesOf are the attachments that can be a scan. What is shown in the text, such as a logo under a signature, is only
// taken where nothing else came.
func copiesOf(files []message.Attachment, named string) []Copy {
	var first, rest, inline []Copy
	for _, a := range files {
		c, err := copyOf(a.Name, a.Bytes)
		switch {
		case err != nil: // no scan: a calendar, a visiting card
		case a.Name != "" && a.Name == named:
			first = append(first, c)
		case a.Inline:
			if len(a.Bytes) >= 20<<10 { // a photo pasted into the text; a logo is smaller
				inline = append(inline, c)
			}
		default:
			rest = append(rest, c)
		}
	}
	return append(append(first, rest...), inline...)
}

var (
	reSentence = regexp.MustCompile(`[^.!?\n]+`)
	reCue      = regexp.MustCompile(`certific|diploma|behaald|gevolgd|afgerond|opgeleid|opleiding|training|cursus`)
)

// vagueDate finds when somebody says to have taken the training, where there is no whole date: "in het voorjaar van 2009".
func vagueDate(text string) string {
	for _, s := range reSentence.FindAllString(clip(text, 20000), 200) {
		if !reCue.MatchString(data.Fold(s)) {
			continue
		}
		if w := ReadWhen(s); !w.None() {
			return w.Said()
		}
	}
	return ""
}
