package main

import (
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
)

// group is the right answer for one cohort.
type group struct {
	ID           string `json:"id"`
	Participants []struct {
		Name            string `json:"name"`
		CertificateName string `json:"certificate_name"`
		Certificate     bool   `json:"certificate"`
	} `json:"participants"`
}

// certified answers the names that must stand on certificates, in list order.
func (g group) certified() []string {
	var names []string
	for _, participant := range g.Participants {
		if participant.Certificate {
			names = append(names, participant.CertificateName)
		}
	}
	return names
}

// paperTally counts over the certificates of all cohorts.
type paperTally struct {
	issued, surplus, exact, leftOut, wantLeftOut int
	fonts, embedded, clean                       int
	pages, whole, scanned                        int
	numbers                                      map[string]bool
}

func (s *scorer) trainings() error {
	const store = "trainings.db"
	var groups []group
	if err := s.expected(&groups, "trainings", "cohorts.json"); err != nil {
		return err
	}
	got, err := s.call(store, "cohort", "import", "--json", filepath.Join(s.dir, "trainings", "cohorts.json"))
	if err != nil {
		return err
	}
	if len(got.objects) == 0 {
		return fmt.Errorf("cohort import: %s", got.why())
	}
	imported := map[string]object{}
	for _, o := range got.objects {
		imported[o.text("cohort")] = o
	}
	var here, participants, wantParticipants, passed, wantPassed int
	papers := paperTally{numbers: map[string]bool{}}
	for _, g := range groups {
		o, ok := imported[g.ID]
		if ok {
			here++
		}
		names := g.certified()
		participants += o.number("participants")
		wantParticipants += len(g.Participants)
		passed += s.check(g.ID, fmt.Sprintf("passed (%d, right is %d)", o.number("passed"), len(names)), ok && o.number("passed") == len(names))
		wantPassed += len(names)
		if err := s.certificates(store, g, &papers); err != nil {
			s.remark("%s: %v", g.ID, err)
		}
	}
	s.figure("trainings cohorts imported", here, len(groups))
	s.figure("trainings participants imported", participants, wantParticipants)
	s.figure("trainings cohorts with the right number passed", passed, len(groups))
	s.figure("certificates issued", papers.issued, wantPassed)
	s.count("certificates issued to somebody who has none coming", papers.surplus)
	s.figure("certificates numbers all different", len(papers.numbers), wantPassed)
	s.figure("certificates left out with a reason", papers.leftOut, papers.wantLeftOut)
	s.figure("certificates name exactly on its page (pdftotext)", papers.exact, wantPassed)
	s.figure("certificates pages with every word inside and none upon another (pdftotext -bbox)", papers.whole, papers.pages)
	s.figure("certificates read from a picture of 150 dpi, turned 3 degrees, with noise", papers.scanned, wantPassed)
	s.figure("certificates fonts embedded (pdffonts)", papers.embedded, papers.fonts)
	s.figure("certificates files clean (qpdf --check)", papers.clean, len(groups))
	return nil
}

// certificates issues those of one cohort into one PDF and looks at it with other programs.
func (s *scorer) certificates(store string, g group, t *paperTally) error {
	names := g.certified()
	t.wantLeftOut += len(g.Participants) - len(names)
	file := filepath.Join(s.scratch, g.ID+".pdf")
	got, err := s.call(store, "certificate", "issue", "--json", "--out", file, g.ID)
	if err != nil {
		return err
	}
	var issued, numbers []string // the page's holder and number, in the order of the pages
	for _, o := range got.objects {
		if o.text("number") != "" {
			issued = append(issued, o.text("name"))
			numbers = append(numbers, o.text("number"))
		}
		switch {
		case o.text("number") == "":
			if o.text("reason") != "" {
				t.leftOut++
			}
		case slices.ContainsFunc(names, func(name string) bool { return joined(name) == joined(o.text("name")) }):
			t.issued++
			t.numbers[o.text("number")] = true
		default:
			t.surplus++
			s.remark("%s: certificate for %q", g.ID, o.text("name"))
		}
	}
	if len(got.objects) == 0 {
		return fmt.Errorf("certificate issue: %s", got.why())
	}
	text, err := s.tool("pdftotext", "-layout", file, "-")
	if err != nil {
		return err
	}
	pages := strings.Split(text, "\f")
	for _, name := range names {
		// The office prints in the order of its list, not in the file's.
		i := slices.IndexFunc(issued, func(holder string) bool { return joined(holder) == joined(name) })
		right := i >= 0 && i < len(pages) && strings.Contains(joined(pages[i]), joined(name))
		t.exact += s.check(g.ID, fmt.Sprintf("page %d without exactly %q", i+1, name), right)
	}
	if text, err = s.tool("pdftotext", "-bbox", file, "-"); err != nil {
		return err
	}
	words, err := layout(text)
	if err != nil {
		return err
	}
	for i, page := range words {
		t.pages++
		fault := page.fault()
		t.whole += s.check(g.ID, fmt.Sprintf("page %d: %s", i+1, fault), fault == "")
	}
	scanned, err := s.scans(store, file, numbers)
	t.scanned += scanned
	if err != nil {
		s.remark("%s: %v", g.ID, err)
	}
	if text, err = s.tool("pdffonts", file); err != nil {
		return err
	}
	fonts, embedded := embeddedFonts(text)
	t.fonts += fonts
	t.embedded += embedded
	if _, err := s.tool("qpdf", "--check", file); err != nil {
		return err
	}
	t.clean++
	return nil
}

// tool runs a program of the system on a paper.
func (s *scorer) tool(name string, arguments ...string) (string, error) {
	output, err := exec.CommandContext(s.ctx, name, arguments...).CombinedOutput()
	if err != nil {
		return "", fmt.Errorf("%s: %w: %s", name, err, output)
	}
	return string(output), nil
}

// embeddedFonts reads the table that pdffonts prints: two lines of heading, then a font a
// line, with columns from the right: object (2), unicode, subset, embedded.
func embeddedFonts(table string) (fonts, embedded int) {
	lines := strings.Split(strings.TrimRight(table, "\n"), "\n")
	for _, line := range lines[min(2, len(lines)):] {
		columns := strings.Fields(line)
		if len(columns) < 6 {
			continue
		}
		fonts++
		if columns[len(columns)-5] == "yes" {
			embedded++
		}
	}
	return fonts, embedded
}
