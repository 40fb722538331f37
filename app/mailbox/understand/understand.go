// Package understand says what a mail to the office means and what stands in it: the
// intent, how certain that is and why, the fields a clerk would take over, and what the
// writer wrote this time. It is rules and vocabularies over one mail's text: the same
// mail always gives the same answer, nothing is looked up outside it. Reading the raw
// mail is for package message; what is done with the answer is for the jobs.
package understand

import (
	"strings"
	"sync"
	"time"

	"kiesvoorhetkind.nl/kantoor/app/mailbox/message"
)

// The intents. A mail has one main intent and may have others beside it.
const (
	ComplaintProfessional = "complaint.professional"
	ComplaintTrainer      = "complaint.trainer"
	ComplaintTraining     = "complaint.training"
	OrderHandbook         = "order.handbook"
	OrderMaterial         = "order.material"
	TrainingSignup        = "training.signup"
	TrainingInterest      = "training.interest"
	Membership            = "membership"
	ProfileChange         = "profile.change"
	PlatformAccess        = "platform.access"
	Question              = "question"
	Invoice               = "invoice"
	AutoReply             = "autoreply"
	Bounce                = "bounce"
	Other                 = "other"
)

// Certain is the certainty from which an answer may be taken over without a look.
const Certain = 0.9

// Understanding is what a mail means.
type Understanding struct {
	Intent    string
	Certainty float64 // 0 to 1; certain from 0.9
	Because   string  // the piece of the text that decided, as it stands there
	// Fields holds what the mail says, by key; nil for a key that this intent asks for and the
	// mail does not name. Values are string, int, bool, []string, map[string]any or
	// []map[string]any. Days are YYYY-MM-DD.
	Fields    map[string]any
	Evidence  []Span // where in Mail.Text fields were found, in order
	Also      []Matter
	NewText   string // what the writer wrote this time, without quotes, signature and disclaimer
	Signature Signature
}

// Matter is a second matter in the same mail.
type Matter struct {
	Intent    string
	Certainty float64
	Because   string
	Fields    map[string]any
}

// Span is a stretch of Mail.Text, as byte offsets, that gave a field.
type Span struct {
	Field      string
	Start, End int
}

// Reader understands mails with one office's vocabulary. It is safe for concurrent use.
type Reader struct {
	matcher  *matcher
	products *terms
	courses  *terms
	own      map[string]bool   // mail addresses
	names    []string          // own names, folded
	towns    map[string]string // by folded name
}

// NewReader prepares a reader for a vocabulary.
func NewReader(v Vocabulary) *Reader {
	r := &Reader{matcher: newMatcher(cues), products: newTerms(v.Products), courses: newTerms(v.Courses), own: map[string]bool{}, towns: map[string]string{}}
	for _, a := range v.OwnAddresses {
		r.own[strings.ToLower(a)] = true
	}
	for _, n := range v.OwnNames {
		r.names = append(r.names, fold(n))
	}
	for _, t := range v.Towns {
		r.towns[fold(t)] = t
	}
	return r
}

var defaultReader = sync.OnceValue(func() *Reader { return NewReader(DefaultVocabulary()) })

// Understand reads a mail with the default vocabulary. now stands in for the mail's date
// where it has none: days such as "donderdag" are counted from there.
func Understand(m message.Mail, now time.Time) Understanding {
	return defaultReader().Understand(m, now)
}

// Understand says what a mail means. It never fails: a mail that says nothing is "other"
// with little certainty.
func (r *Reader) Understand(m message.Mail, now time.Time) (u Understanding) {
	defer func() {
		// A mail that trips the reading is still a mail for a person to read.
		if recover() != nil {
			u = Understanding{Intent: Other, Because: squeeze(clip(valid(m.Subject), 140)), Fields: map[string]any{}, NewText: clip(valid(m.Text), maxText)}
		}
	}()
	return r.read(m, now)
}

// read does the work of Understand.
func (r *Reader) read(m message.Mail, now time.Time) Understanding {
	l := r.open(m, now)
	u := Understanding{NewText: l.newText(), Signature: l.sig}
	verdict := l.judge()
	u.Intent, u.Certainty, u.Because = verdict.intent, verdict.certainty, verdict.because
	u.Fields = l.fields(verdict.intent)
	u.Also = l.others(verdict, u.Fields)
	u.Evidence = l.evidence
	return u
}

// letter is a mail that is being understood.
type letter struct {
	r         *Reader
	m         message.Mail
	text      string // Mail.Text as far as it is looked at
	day       Day    // the day from which relative dates are counted
	subject   *page  // cleaned subject
	body      *page  // what was written this time
	below     *page  // signature
	old       *page  // quoted and forwarded text
	oldKind   kind   // kindForwarded, kindQuoted or kindNew when there is none
	kinds     []kind
	lines     []line
	sig       Signature
	person    person
	org       string
	addresses []address
	table     []row
	evidence  []Span
	changed   *[]change // what changes found, once it has looked
	days      map[daysKey][]when
}

func (r *Reader) open(m message.Mail, now time.Time) *letter {
	when := now
	if m.DateFound && !m.Date.IsZero() {
		when = m.Date
	}
	l := &letter{r: r, m: m, day: dayOf(when)}
	l.text = valid(clip(m.Text, maxText))
	l.m.Subject = clip(m.Subject, 1000)
	l.subject = newPage(cleanSubject(l.m.Subject))
	l.lines = splitLines(l.text)
	l.kinds = cutQuotes(l.text, l.lines, l.m.Subject)
	l.cutSignature()
	l.body = newPage(mask(l.text, l.spans(kindNew)))
	l.below = newPage(mask(l.text, l.spans(kindSignature)))
	old := append(l.spans(kindQuoted), l.spans(kindForwarded)...)
	l.oldKind = kindNew
	for _, k := range l.kinds {
		if k == kindQuoted || k == kindForwarded {
			l.oldKind = max(l.oldKind, k)
		}
	}
	l.old = newPage(unquote(mask(l.text, old)))
	l.table = l.readTable()
	l.addresses = l.readAddresses()
	l.readSender()
	return l
}

// unquote blanks the quote signs at the beginning of lines, keeping the length.
func unquote(s string) string {
	b := []byte(s)
	for i := 0; i < len(b); i++ {
		if i == 0 || b[i-1] == '\n' {
			for j := i; j < len(b) && (b[j] == '>' || b[j] == ' '); j++ {
				b[j] = ' '
			}
		}
	}
	return string(b)
}

func (l *letter) spans(k kind) []line {
	var out []line
	for i, x := range l.kinds {
		if x == k {
			out = append(out, l.lines[i])
		}
	}
	return out
}

// newText gives the lines written this time, without empty lines at the ends and
// without more than one in a row.
func (l *letter) newText() string {
	var out []string
	for i, k := range l.kinds {
		if k != kindNew {
			continue
		}
		s := strings.TrimRight(l.text[l.lines[i].start:l.lines[i].end], " \t\r")
		if s == "" && (len(out) == 0 || out[len(out)-1] == "") {
			continue
		}
		out = append(out, s)
	}
	return strings.TrimRight(strings.Join(out, "\n"), "\n ")
}

// found notes where a field was read.
func (l *letter) found(field string, start, end int) {
	if start >= 0 && end > start && end <= len(l.text) {
		l.evidence = append(l.evidence, Span{field, start, end})
	}
}

// daysKey names a search for days in a page.
type daysKey struct {
	p  *page
	to lean
}

// dates lists the days in a page; it looks once.
func (l *letter) dates(p *page, to lean) []when {
	k := daysKey{p, to}
	if found, ok := l.days[k]; ok {
		return found
	}
	if l.days == nil {
		l.days = map[daysKey][]when{}
	}
	l.days[k] = datesIn(p, l.day, to)
	return l.days[k]
}
