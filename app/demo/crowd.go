package demo

import (
	"context"
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox"
	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/data"
)

// batch is how many people or mails go into one transaction.
const batch = 2000

// morePeople fills the register up to a number of people, so that a big office
// can be measured. It gives some hundreds of them, to write the mails.
func (s *story) morePeople(ctx context.Context, wanted int, report func(int)) ([]data.Person, error) {
	var writers []data.Person
	for _, m := range s.coaches {
		writers = append(writers, m.person)
	}
	made, err := count(ctx, s.office.Store)
	if err != nil {
		return nil, err
	}
	known := s.organisations
	for have := made.People; have < wanted; {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		n := min(batch, wanted-have)
		err := s.write(ctx, "Ledenlijst overgenomen", func(tx *data.Tx) error {
			s.organisations = known
			return s.crowd(tx, have, n)
		})
		if err != nil {
			return nil, err
		}
		have, known = have+n, s.organisations
		report(have)
	}
	return writers, nil
}

// crowd adds people with their past, and an organisation for every fifty of them.
func (s *story) crowd(tx *data.Tx, have, n int) error {
	terms, err := register.ReadTerms(tx)
	if err != nil {
		return err
	}
	for i := range n {
		if i%50 == 0 {
			line := pick(s, s.names.Organisations)
			o := s.organisation([]string{line[0], fmt.Sprintf("%s %s %d", line[1], pick(s, s.names.Towns)[0], (have+i)/50)})
			if err := tx.SaveOrganisation(&o); err != nil {
				return err
			}
			s.organisations = append(s.organisations, o)
		}
		m := s.oldMember(s.invent(), have+i)
		m.past = s.membership(m)
		if err := s.join(tx, m, terms); err != nil {
			return err
		}
	}
	return nil
}

// template is a kind of mail of which many can be made: [a|b] is one of the two,
// {name} and so on is somebody's.
type template struct {
	Intent  string `json:"intent"`
	Subject string `json:"subject"`
	Text    string `json:"text"`
	Weight  int    `json:"weight"`
}

// moreMails adds mails made of the templates, over the last years; all but those
// of the last week were dealt with.
func (s *story) moreMails(ctx context.Context, wanted int, writers []data.Person, report func(int)) error {
	if wanted == 0 {
		return nil
	}
	var templates []template
	if err := readAsset("templates.json", &templates); err != nil {
		return err
	}
	var weighed []template
	for _, t := range templates {
		for range t.Weight {
			weighed = append(weighed, t)
		}
	}
	const years = 3
	step := years * 365 * 24 * time.Hour / time.Duration(wanted)
	for have := 0; have < wanted; {
		var part []mailbox.Arrival
		for ; have < wanted && len(part) < batch; have++ {
			received := s.now.Add(-step * time.Duration(wanted-have)).Truncate(time.Second)
			raw, err := s.generated(pick(s, weighed), pick(s, writers), have, received)
			if err != nil {
				return err
			}
			a := mailbox.Arrival{Raw: raw, Received: received}
			if received.Before(s.now.AddDate(0, 0, -7)) {
				a.Outcome = "beantwoord"
			}
			part = append(part, a)
		}
		if _, err := s.office.Mail.TakeAll(ctx, part); err != nil {
			return err
		}
		report(have)
	}
	return nil
}

func (s *story) generated(t template, from data.Person, n int, received time.Time) ([]byte, error) {
	email := from.Email
	if email == "" {
		email = from.WorkEmail
	}
	street, number, postcode, town, _ := s.home()
	values := strings.NewReplacer(
		"{name}", from.Name(), "{email}", email, "{phone}", from.Mobile, "{street}", street, "{number}", number, "{postcode}", postcode, "{town}", town,
		"{n}", strconv.Itoa(s.between(2, 30)), "{ref}", fmt.Sprintf("%c%c-%05d", 'A'+rune(s.rand.IntN(26)), 'A'+rune(s.rand.IntN(26)), s.rand.IntN(100000)),
		"{age}", strconv.Itoa(s.between(4, 17)), "{invoice}", fmt.Sprintf("%d-%04d", received.Year(), s.between(1, 900)),
	)
	write := func(text string) string { return s.fill(values.Replace(s.choose(text)), received) }
	return message.Compose(message.Draft{
		From: message.Address{Name: from.Name(), Email: email}, To: []message.Address{{Email: own[n%len(own)]}},
		Subject: write(t.Subject), Text: write(t.Text), Date: received.In(data.Amsterdam()), MessageID: fmt.Sprintf("bericht.%d.%d@example.org", n, received.Unix()),
	})
}

var choice = regexp.MustCompile(`\[[^\]]*\]`)

// choose takes one of each [a|b].
func (s *story) choose(text string) string {
	return choice.ReplaceAllStringFunc(text, func(c string) string { return pick(s, strings.Split(strings.Trim(c, "[]"), "|")) })
}
