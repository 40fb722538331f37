package oldpaper

import (
	"slices"

	"kiesvoorhetkind.nl/kantoor/app/register"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// recorded is what the register knows only from a copy itself: the certificate and the person that a decision on it made,
// and the trainings of before that were noted from it. It agrees with the copy of course, so it is named and counts for
// nothing.
type recorded struct {
	certificates []data.Certificate
	people       map[int64]bool
	papers       map[int64]bool
}

// recordedFrom gives what was recorded from a copy, also where the same file came in more than once.
func recordedFrom(tx *data.Tx, o data.OldPaper) (recorded, error) {
	r := recorded{people: map[int64]bool{}, papers: map[int64]bool{}}
	papers := []data.OldPaper{o}
	if o.DocumentID != 0 {
		doc, err := tx.Document(o.DocumentID)
		if err != nil {
			return r, err
		}
		same, err := tx.OldPapersWithCopy(doc.SHA256)
		if err != nil {
			return r, err
		}
		papers = append(papers, same...)
	}
	for _, p := range papers {
		if p.ID == 0 || r.papers[p.ID] {
			continue
		}
		r.papers[p.ID] = true
		if p.MadePerson {
			r.people[p.PersonID] = true
		}
		if p.CertificateID == 0 || !p.MadeCert {
			continue
		}
		c, err := tx.Certificate(p.CertificateID)
		if err != nil {
			return r, err
		}
		r.certificates = append(r.certificates, c)
	}
	return r, nil
}

// certificate says whether a certificate was made of the copy.
func (r recorded) certificate(id int64) bool {
	return slices.ContainsFunc(r.certificates, func(c data.Certificate) bool { return c.ID == id })
}

// others leaves out of certificates what was made of the copy.
func (r recorded) others(all []data.Certificate) []data.Certificate {
	return slices.DeleteFunc(slices.Clone(all), func(c data.Certificate) bool { return r.certificate(c.ID) })
}

// in counts how many of the certificates that imply a training were made of the copy.
func (r recorded) in(l data.ListedTraining) int {
	n := 0
	for _, c := range r.certificates {
		if c.Status == "valid" && c.Achieved == l.Achieved && c.Place == l.Place && c.Trainers == l.Trainers && c.Course == l.Course && c.AgeGroup == l.AgeGroup {
			n++
		}
	}
	return n
}

// unproved takes from a training that was noted from the copy what agrees with it, and leaves what differs.
func (out *Candidate) unproved() {
	lines := []Line{{Unknown, words.T("genoteerd uit deze kopie: dat het klopt, bewijst niets"), 0}}
	out.Bits = 0
	for _, l := range out.Lines {
		if l.Bits > 0 {
			continue
		}
		lines = append(lines, l)
		out.Bits += l.Bits
	}
	out.Lines = lines
	if out.Verdict != Impossible {
		out.Verdict = Recorded
	}
}

// recordedLines name the certificates of somebody that were made of the copy.
func recordedLines(held []data.Certificate, r recorded) []Line {
	var out []Line
	for _, h := range held {
		if r.certificate(h.ID) {
			text := joined(", ", h.Course, register.AchievedText(h.Achieved), h.Place)
			if h.Status == "valid" {
				out = append(out, Line{Unknown, words.T("uit deze kopie is al een certificaat vastgelegd: %s", text), 0})
			} else {
				out = append(out, Line{Unknown, words.T("het certificaat dat uit deze kopie was vastgelegd, is ingetrokken: %s", text), 0})
			}
		}
	}
	return out
}
