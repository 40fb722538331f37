package message

import (
	"bufio"
	"bytes"
	"regexp"
	"strings"
)

// report collects what the parts of a multipart/report say.
type report struct {
	found     bool
	receipt   bool   // a note that a mail was opened, no delivery report
	multipart string // report-type, lower case
	bounce    Bounce
}

// read takes the first recipient's fields of a message/delivery-status part
// (RFC 3464); one that failed goes before one that was only delayed.
func (r *report) read(body []byte) {
	r.found = true
	for _, group := range fieldGroups(body) {
		b := Bounce{
			Recipient: typedAddress(group.get("Final-Recipient")),
			Action:    strings.ToLower(oneLine(group.get("Action"), 40)),
			Status:    statusCode(group.get("Status")),
		}
		if b.Recipient == "" {
			b.Recipient = typedAddress(group.get("Original-Recipient"))
		}
		if b.Recipient == "" && b.Action == "" && b.Status == "" {
			continue
		}
		if r.bounce.Action == "" && r.bounce.Recipient == "" || b.Action == "failed" && r.bounce.Action != "failed" {
			b.OriginalID = r.bounce.OriginalID
			r.bounce = b
		}
	}
}

// original keeps the Message-ID of the mail that came back.
func (r *report) original(h header) {
	if id := firstID(h.get("Message-Id")); id != "" && r.bounce.OriginalID == "" {
		r.bounce.OriginalID = id
	}
}

// fieldGroups reads groups of header fields parted by blank lines.
func fieldGroups(body []byte) []header {
	var out []header
	group, last := header{}, ""
	s := bufio.NewScanner(bytes.NewReader(limit(body, 1<<20)))
	s.Buffer(nil, 1<<20)
	for s.Scan() {
		line := strings.TrimRight(s.Text(), "\r")
		if strings.TrimSpace(line) == "" {
			if len(group) > 0 {
				out = append(out, group)
			}
			group, last = header{}, ""
			continue
		}
		if f := fieldLine.FindStringSubmatch(line); f != nil {
			last = gotextKey(f[1])
			group[last] = append(group[last], strings.TrimSpace(f[2]))
		} else if last != "" {
			v := group[last]
			v[len(v)-1] += " " + strings.TrimSpace(line)
		}
	}
	if len(group) > 0 {
		out = append(out, group)
	}
	return out
}

// typedAddress reads "rfc822; someone@example.org".
func typedAddress(s string) string {
	if _, address, ok := strings.Cut(s, ";"); ok {
		s = address
	}
	if list := parseAddresses(s); len(list) > 0 {
		return list[0].Email
	}
	return ""
}

var enhancedStatus = regexp.MustCompile(`\b[245]\.\d{1,3}\.\d{1,3}\b`)

func statusCode(s string) string { return enhancedStatus.FindString(s) }

// Beginnings of subjects that mail programs write themselves, lower case. Words
// that people start a subject with ("Afwezig:") only count beside other signs.
var (
	autoSubjects = []string{
		"automatisch antwoord:", "automatisch antwoord ", "automatic reply:", "auto reply:", "auto-reply:", "autoreply:",
		"automatische antwort:", "réponse automatique", "out of office:", "out-of-office:", "out of office reply",
	}
	absenceSubjects = []string{
		"afwezig", "out of office", "abwesenheit", "absence", "vakantie", "ik ben afwezig", "auto:", "ontvangstbevestiging",
	}
	bounceSubjects = []string{
		"undelivered mail", "undeliverable", "mail delivery fail", "delivery status notification", "returned mail",
		"failure notice", "delivery failure", "onbestelbaar", "niet bezorgd", "niet-bezorgd", "delivery has failed",
		"mail system error", "bericht niet bezorgd", "unzustellbar", "mail delivery problem", "warning: could not send",
	}
	daemonNames = []string{"mailer-daemon", "postmaster", "mail-daemon", "mailerdaemon"}
	robotNames  = []string{"noreply", "no-reply", "no_reply", "donotreply", "do-not-reply", "do_not_reply", "niet-beantwoorden", "nietbeantwoorden"}
)

// classify says whether a person sent the mail. X-Auto-Response-Suppress is not
// asked: Exchange puts it on letters of people too.
func (w *walk) classify(h header) {
	m := w.mail
	subject := strings.ToLower(m.Subject)
	local, _, _ := strings.Cut(strings.ToLower(m.From.Email), "@")
	daemon := oneOfStrings(local, daemonNames)
	returnPath, hasReturnPath := h["Return-Path"]
	nullSender := hasReturnPath && strings.Trim(returnPath[0], "<> \t") == ""
	submitted := firstWord(h.get("Auto-Submitted"))
	precedence := firstWord(h.get("Precedence"))
	failed := h.get("X-Failed-Recipients")

	delivery := w.report.found && !w.report.receipt
	switch {
	case delivery && (daemon || nullSender || w.report.multipart != "" || submitted != "" && submitted != "no"),
		w.report.multipart == "delivery-status",
		failed != "",
		daemon && (nullSender || hasPrefixOf(subject, bounceSubjects)),
		nullSender && hasPrefixOf(subject, bounceSubjects):
		m.Automatic = BounceDSN
		m.Bounce = w.bounce(failed)
	case w.report.receipt,
		submitted == "auto-replied", submitted == "auto-notified",
		precedence == "auto_reply", precedence == "auto-reply",
		hasAutoField(h),
		hasPrefixOf(subject, autoSubjects),
		nullSender && !oneOfStrings(local, robotNames),
		submitted != "" && submitted != "no" && hasPrefixOf(subject, absenceSubjects):
		m.Automatic = AutoReply
	case submitted != "" && submitted != "no",
		h.get("List-Id") != "", h.get("List-Unsubscribe") != "",
		precedence == "bulk", precedence == "list", precedence == "junk",
		daemon, oneOfStrings(local, robotNames):
		m.Automatic = BulkMail
	}
}

// hasAutoField looks for the own fields of programs that answer by themselves.
func hasAutoField(h header) bool {
	for name, v := range h {
		switch strings.ToLower(name) {
		case "x-autoreply", "x-auto-reply", "x-autorespond", "x-autoresponder", "x-auto-respond", "x-mail-autoreply",
			"x-autogenerated", "x-vacation", "x-autoreply-from", "x-mdautoreply", "x-fc-machinegenerated", "x-post-messageclass":
			return len(v) > 0 && !strings.EqualFold(strings.TrimSpace(v[0]), "no")
		}
	}
	return false
}

func firstWord(s string) string {
	f := strings.FieldsFunc(strings.ToLower(dateComment.ReplaceAllString(s, " ")), func(c rune) bool {
		return c == ' ' || c == ';' || c == '\t'
	})
	if len(f) == 0 {
		return ""
	}
	return f[0]
}

func oneOfStrings(s string, list []string) bool {
	for _, l := range list {
		if s == l || strings.HasPrefix(s, l+"+") || strings.HasPrefix(s, l+".") {
			return true
		}
	}
	return false
}

func hasPrefixOf(s string, list []string) bool {
	for _, l := range list {
		if strings.HasPrefix(s, l) {
			return true
		}
	}
	return false
}

// bounce fills from the text what a report in no standard form leaves out.
func (w *walk) bounce(failedRecipients string) *Bounce {
	b := w.report.bounce
	if b.OriginalID == "" {
		for _, inner := range w.mail.Inner {
			if inner.MessageID != "" {
				b.OriginalID = inner.MessageID
				break
			}
		}
	}
	if b.OriginalID == "" {
		b.OriginalID = w.mail.InReplyTo
	}
	if b.Recipient == "" {
		if list := parseAddresses(failedRecipients); len(list) > 0 {
			b.Recipient = list[0].Email
		}
	}
	if b.Recipient == "" {
		b.Recipient = w.firstStranger()
	}
	if b.Status == "" {
		b.Status = statusCode(w.mail.Text)
	}
	return &b
}

var angleEmail = regexp.MustCompile(`<?([A-Za-z0-9.!#$%&'*+/=?^_{|}~-]+@[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)+)>?`)

// firstStranger is the first address in the text that is not the office's own
// nor the server's.
func (w *walk) firstStranger() string {
	for _, f := range angleEmail.FindAllStringSubmatch(w.mail.Text, 20) {
		own := strings.EqualFold(f[1], w.mail.From.Email)
		for _, to := range w.mail.To {
			own = own || strings.EqualFold(f[1], to.Email)
		}
		if !own {
			return f[1]
		}
	}
	return ""
}
