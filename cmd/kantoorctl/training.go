package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/paper"
	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

func cohortImport(f *flag.FlagSet) func(*call) error {
	course := f.String("course", "", "naam van de opleiding, voor een deelnemerslijst")
	start := f.String("start", "", "eerste dag, JJJJ-MM-DD")
	town := f.String("town", "", "plaats")
	return func(c *call) error {
		file, err := c.one()
		if err != nil {
			return err
		}
		first, err := data.ParseDay(*start)
		if err != nil {
			return errUsage
		}
		cohorts, _, err := c.office.Training.ImportCohort(c.ctx, file, training.ImportOptions{Course: *course, Start: first, Town: *town})
		if err != nil {
			return err
		}
		for _, i := range cohorts {
			if i.Warnings == nil {
				i.Warnings = []string{}
			}
			if err := c.print(i, fmt.Sprintf("%s: %s, %d deelnemers, %d geslaagd", i.Cohort, i.Course, i.Participants, i.Passed)); err != nil {
				return err
			}
		}
		return nil
	}
}

type issuedObject struct {
	Number string `json:"number"`
	Name   string `json:"name"`
	File   string `json:"file"`
	SHA256 string `json:"sha256"`
}

type leftOutObject struct {
	Name   string `json:"name"`
	Reason string `json:"reason"`
}

func certificateIssue(f *flag.FlagSet) func(*call) error {
	out := f.String("out", "", "één PDF met alle certificaten")
	dir := f.String("dir", "", "map voor een PDF per certificaat")
	return func(c *call) error {
		code, err := c.one()
		if err != nil {
			return err
		}
		cohort, err := c.office.Training.CohortByCode(c.ctx, code)
		if err != nil {
			return err
		}
		run, err := c.office.Training.Issue(c.ctx, cohort)
		if err != nil && !errors.Is(err, training.ErrNothingToIssue) {
			return err
		}
		nothing := err
		if *out != "" && len(run.PDF) > 0 {
			if err := writeIssued(*out, run.PDF); err != nil {
				return err
			}
		}
		for _, i := range run.Issued {
			file := *out
			if *dir != "" {
				if err := os.MkdirAll(*dir, 0o755); err != nil {
					return data.Explain("De map voor de certificaten kan niet worden gemaakt. De certificaten zijn wel uitgegeven en bewaard.", err)
				}
				file = filepath.Join(*dir, filepath.Base(i.File))
				if err := writeIssued(file, i.PDF); err != nil {
					return err
				}
			}
			if err := c.print(issuedObject{i.Number, i.Name, file, i.SHA256}, i.Number+" "+i.Name); err != nil {
				return err
			}
		}
		for _, l := range run.LeftOut {
			if err := c.print(leftOutObject{l.Name, l.Reason}, "overgeslagen: "+l.Name+": "+l.Reason); err != nil {
				return err
			}
		}
		return nothing
	}
}

// writeIssued writes what was issued. Where that fails the certificates are there all the same.
func writeIssued(path string, b []byte) error {
	return data.Explain("De certificaten zijn uitgegeven en bewaard, maar het bestand kan niet worden geschreven. Controleer de map en druk ze af vanuit het programma.", paper.Write(path, b))
}

type verifiedObject struct {
	File   string `json:"file"`
	Status string `json:"status"`
	Number string `json:"number"`
	Name   string `json:"name"`
	Course string `json:"course"`
	Date   string `json:"date"`

	Page        int                 `json:"page,omitempty"` // of the file, from 1
	ReplacedBy  string              `json:"replaced_by,omitempty"`
	Reason      string              `json:"reason,omitempty"`
	Answer      string              `json:"answer"`
	Differences []training.Mismatch `json:"differences,omitempty"`
}

// scannedKinds are the endings of names that can only mean a file.
var scannedKinds = []string{".pdf", ".png", ".jpg", ".jpeg", ".gif", ".tif", ".tiff", ".bmp", ".webp"}

func certificateVerify(c *call) error {
	if len(c.args) == 0 {
		return errUsage
	}
	for _, a := range c.args {
		found, file, err := c.verify(a)
		if err != nil {
			return err
		}
		for _, v := range found {
			o := verifiedObject{file, v.Status, v.Number, v.Name, v.Course, v.Date, v.Page, v.ReplacedBy, v.Reason, v.Text, v.Mismatches}
			if err := c.print(o, strings.TrimSpace(v.Number+" "+v.Text)); err != nil {
				return err
			}
		}
	}
	return nil
}

// verify checks what a file holds where the word names one, else the word itself.
func (c *call) verify(word string) (found []training.Verified, file string, err error) {
	info, err := os.Stat(word)
	isFile := err == nil && info.Mode().IsRegular()
	if !isFile && slices.Contains(scannedKinds, strings.ToLower(filepath.Ext(word))) {
		return nil, word, data.Refuse("Het bestand %s is er niet.", word)
	}
	if !isFile {
		v, err := c.office.Training.Verify(c.ctx, word)
		return []training.Verified{v}, "", err
	}
	content, err := readFile(word, maxMailFile)
	if err != nil {
		return nil, word, err
	}
	found, err = c.office.Training.VerifyFile(c.ctx, content)
	if text, refused := data.UserText(err); refused {
		// A file that cannot be read says nothing of the others.
		return []training.Verified{{Status: training.Unknown, Text: text}}, word, nil
	}
	return found, word, err
}

type cohortObject struct {
	Cohort   string   `json:"cohort"`
	Course   string   `json:"course"`
	Town     string   `json:"town"`
	Day      data.Day `json:"day"`
	Status   string   `json:"status"`
	ToPrint  int      `json:"to_print"`
	LeftOut  int      `json:"left_out"`
	Explains string   `json:"explanation"`
}

// cohortList gives the cohorts that are going on or planned, with how many
// certificates wait to be printed.
func cohortList(c *call) error {
	if len(c.args) > 0 {
		return errUsage
	}
	for _, stage := range []training.Stage{training.StageRunning, training.StagePlanned} {
		rows, err := c.office.Training.List(c.ctx, stage, 0, 500)
		if err != nil {
			return err
		}
		for _, r := range rows {
			plan, err := c.office.Training.Plan(c.ctx, r.ID)
			if err != nil {
				return err
			}
			o := cohortObject{r.Code, r.Course, r.Town, r.Day, r.Pill.Text, len(plan.Ready), len(plan.LeftOut), plan.Title}
			if err := c.print(o, fmt.Sprintf("%s: %s, %s (%s)", r.Code, r.Course, r.Town, r.Pill.Text)); err != nil {
				return err
			}
		}
	}
	return nil
}
