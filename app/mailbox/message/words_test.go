package message

import (
	"reflect"
	"strings"
	"testing"
	"time"
)

func TestDecodeWords(t *testing.T) {
	for in, want := range map[string]string{
		"gewoon":                             "gewoon",
		"=?UTF-8?Q?Ren=C3=A9e?=":             "Renée",
		"=?utf-8?B?UmVuw6k=?= de Boer":       "René de Boer",
		"=?utf-8?Q?a?= =?utf-8?Q?b?= c":      "ab c",
		"=?utf-8?Q?caf=C3?= =?utf-8?Q?=A9?=": "café", // a letter cut in two
		"=?iso-8859-1?Q?caf=E9_met_spatie?=": "café met spatie",
		"=?windows-1252?Q?=80_5?=":           "€ 5",
		"=?utf-8*nl?Q?taal=C3=A9?=":          "taalé",
		"=?utf-8?Q?met spatie?=":             "met spatie",
		"=?utf-8?Q?wat?_nu?=":                "wat? nu",
		"=?utf-8?Q?zonder_eind=C3=A9":        "zonder eindé",
		"=?klingon?Q?caf=E9?=":               "café",
		"caf\xe9":                            "café",
		"=?utf-8?X?abc?=":                    "=?utf-8?X?abc?=",
	} {
		if got := decodeWords(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestParseAddresses(t *testing.T) {
	for in, want := range map[string][]Address{
		"x@example.nl": {{"", "x@example.nl"}},
		"MAILER-DAEMON@mx.example.org (Mail Delivery System)": {{"Mail Delivery System", "MAILER-DAEMON@mx.example.org"}},
		`"Vos, R. (Ria)" <ria@example.org>`:                   {{"Vos, R. (Ria)", "ria@example.org"}},
		"Vos (school) <ria@example.org>":                      {{"Vos (school)", "ria@example.org"}},
		"Vos, Ria <ria@example.org>, x@example.nl":            {{"Vos, Ria", "ria@example.org"}, {"", "x@example.nl"}},
		"Ria | Praktijk <ria@example.org>":                    {{"Ria | Praktijk", "ria@example.org"}},
		"=?utf-8?Q?Vos,_Ren=C3=A9?= <r@example.org>":          {{"Vos, René", "r@example.org"}},
		`"=?utf-8?Q?Ren=C3=A9?=" <r@example.org>`:             {{"René", "r@example.org"}},
		"'Ria' <ria@example.org>":                             {{"Ria", "ria@example.org"}},
		"<ria@example.org>":                                   {{"", "ria@example.org"}},
		"ria@example.org <ria@example.org>":                   {{"", "ria@example.org"}},
		"a@example.nl; b@example.nl":                          {{"", "a@example.nl"}, {"", "b@example.nl"}},
		"groep: a@example.nl, B <b@example.nl>;":              {{"", "a@example.nl"}, {"B", "b@example.nl"}},
		"undisclosed-recipients:;":                            nil,
		`"niet dicht <a@example.nl>, b@example.nl`:            {{"niet dicht", "a@example.nl"}, {"", "b@example.nl"}},
		"mailto:a@example.nl":                                 {{"", "a@example.nl"}},
		"geen adres":                                          nil,
		"a@":                                                  nil,
		"":                                                    nil,
		"x (open <a@example.nl>":                              {{"x (open", "a@example.nl"}},
		`"<>" <b@example.nl>`:                                 {{"<>", "b@example.nl"}},
		`"de \"baas\" \\ zelf" <b@example.nl>, c@example.nl`:  {{`de "baas" \ zelf`, "b@example.nl"}, {"", "c@example.nl"}},
		`"hij \" daar" <b@example.nl>, c@example.nl`:          {{`hij " daar`, "b@example.nl"}, {"", "c@example.nl"}},
		`"Ria <c@evil.example.com>" <b@example.nl>`:           {{"Ria <c@evil.example.com>", "b@example.nl"}},
		"Ria <school> <b@example.nl>":                         {{"Ria <school>", "b@example.nl"}},
		"b@example.nl (Ria <c@evil.example.com>)":             {{"Ria <c@evil.example.com>", "b@example.nl"}},
		"a@evil.example.com <b@example.nl>":                   {{"a@evil.example.com", "b@example.nl"}},
	} {
		if got := parseAddresses(in); !reflect.DeepEqual(got, want) {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

func TestDates(t *testing.T) {
	want := time.Date(2026, 11, 2, 9, 0, 0, 0, time.UTC)
	for _, in := range []string{
		"Mon, 2 Nov 2026 10:00:00 +0100", "Mon, 2 Nov 2026 10:00:00 +0100 (CET)", "2 Nov 2026 09:00 +0000", "Mon,  2 Nov 26 10:00:00 +0100",
		"ma, 2 nov 2026 10:00:00 +0100", "ma 2 nov. 2026 10:00:00 +0100", "Monday, 2 November 2026 10:00:00 +0100", "2026-11-02T10:00:00+01:00",
		"Mon Nov  2 09:00:00 2026", "Mon, 2 Nov 2026 10:00:00 GMT+0100",
	} {
		if got, ok := sentAt(in, time.Time{}); !ok || !got.Equal(want) {
			t.Errorf("%q: %v %v", in, got, ok)
		}
	}
	if got, ok := sentAt("2 maart 2026 10:00:00 +0100", time.Time{}); !ok || got.Month() != time.March {
		t.Errorf("maart: %v %v", got, ok)
	}
	for _, in := range []string{"", "gisteren", "Mon, 2 Nov 1026 10:00:00 +0100", "Mon, 2 Nov 2126 10:00:00 +0100", "31 Feb 2026 10:00:00 +0100"} {
		if got, ok := sentAt(in, time.Time{}); ok || !got.IsZero() {
			t.Errorf("%q: %v", in, got)
		}
	}
}

func TestReferences(t *testing.T) {
	var b strings.Builder
	for i := range 80 {
		b.WriteString("<" + strings.Repeat("i", i+1) + "@example.nl> ")
	}
	got := allIDs(b.String() + "<i@example.nl>")
	if len(got) != maxRefs || got[0] != "i@example.nl" || len(got[maxRefs-1]) != 80+len("@example.nl") {
		t.Errorf("%d references, %q ... %q", len(got), got[0], got[len(got)-1])
	}
	if got := firstID(" a b@example.nl "); got != "a" {
		t.Errorf("id without brackets %q", got)
	}
	if got := firstID("<a  b@example.nl>"); got != "a b@example.nl" {
		t.Errorf("id with a space %q", got)
	}
}

func TestSafeName(t *testing.T) {
	for in, want := range map[string]string{
		"brief.pdf":                        "brief.pdf",
		"../../etc/passwd":                 "passwd",
		`C:\Users\x\brief.doc`:             "brief.doc",
		"/":                                "",
		"..":                               "",
		"...":                              "",
		".bashrc":                          "bashrc",
		"-rf":                              "rf",
		"con.txt":                          "_con.txt",
		"LPT1":                             "_LPT1",
		"a\x00b\u202ec.pdf":                "abc.pdf",
		"a:b|c?.pdf":                       "a_b_c_.pdf",
		"brief.pdf. . ":                    "brief.pdf",
		"cafe\u0301.pdf":                   "café.pdf",
		"veel     spaties     .exe":        "veel spaties .exe",
		strings.Repeat("é", 300) + ".docx": strings.Repeat("é", maxName-5) + ".docx",
	} {
		if got := SafeName(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}
