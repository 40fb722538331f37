package document

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"kiesvoorhetkind.nl/kantoor/assets"
)

// ProgramVersion is the version of the program that draws. With the layout's text
// it says how a certificate was made.
const ProgramVersion = "0.1.0"

// Design names how a certificate looks: what the layout calls itself, and a version
// that is another one whenever its text or the program that draws it is.
type Design struct {
	Name    string
	Version string // "3f9a1c20b7d4/0.1.0"
}

// String is the design as it is kept with a certificate: "Klassiek 3f9a1c20b7d4/0.1.0".
func (d Design) String() string { return d.Name + " " + d.Version }

// layoutVersion is the version of a layout file.
func layoutVersion(text []byte) string {
	sum := sha256.Sum256(text)
	return hex.EncodeToString(sum[:6]) + "/" + ProgramVersion
}

// StandardDesign is the file of the design of an office that chose none.
const StandardDesign = "klassiek.json"

// DesignFile is a layout file with what it says of itself.
type DesignFile struct {
	File  string // its name, by which it is chosen
	About string // what it is meant for, in a sentence
	Text  []byte
	Design
}

// Designs gives the designs that come with the program, the standard one first.
func Designs() ([]DesignFile, error) {
	entries, err := assets.CertificateLayouts.ReadDir("certificate")
	if err != nil {
		return nil, err
	}
	var out []DesignFile
	for _, e := range entries {
		if !strings.HasSuffix(e.Name(), ".json") {
			continue
		}
		text, err := assets.CertificateLayouts.ReadFile("certificate/" + e.Name())
		if err != nil {
			return nil, err
		}
		d, err := ReadDesign(e.Name(), text)
		if err != nil {
			return nil, err
		}
		out = append(out, d)
	}
	slices.SortStableFunc(out, func(a, b DesignFile) int {
		switch {
		case a.File == StandardDesign:
			return -1
		case b.File == StandardDesign:
			return 1
		}
		return strings.Compare(a.Name, b.Name)
	})
	return out, nil
}

// ReadDesign checks a layout file. What is wrong is said in a Dutch sentence with the
// names of the file and the field.
func ReadDesign(file string, text []byte) (DesignFile, error) {
	if err := loadFaces(); err != nil {
		return DesignFile{}, err
	}
	l, err := readLayout(file, text)
	if err != nil {
		return DesignFile{}, err
	}
	return DesignFile{File: file, About: l.about, Text: text, Design: l.design}, nil
}

// layout reads the layout that a look asks for.
func (l Look) layout() (*layout, error) {
	if len(l.CertificateLayout) > 0 {
		file := l.LayoutFile
		if file == "" {
			file = "van het kantoor"
		}
		return readLayout(file, l.CertificateLayout)
	}
	file := l.LayoutFile
	if file == "" {
		file = StandardDesign
	}
	text, err := assets.CertificateLayouts.ReadFile("certificate/" + file)
	if err != nil {
		return nil, explain(err, "het ontwerp %s is er niet", file)
	}
	return readLayout(file, text)
}
