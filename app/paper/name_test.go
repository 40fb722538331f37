package paper

import "testing"

func TestName(t *testing.T) {
	for name, want := range map[string]string{
		"Factuur 2026-0001.pdf":       "Factuur 2026-0001.pdf",
		`../../etc/a\b:c*d?e"f<g>h|i`: "..-..-etc-a-b-c-d-e-f-g-h-i",
		"regel\neinde\x00":            "regel-einde-",
		"Nguyễn 's-Gravenmade":        "Nguyễn 's-Gravenmade",
	} {
		if got := Name(name); got != want {
			t.Errorf("%q becomes %q, not %q", name, got, want)
		}
	}
}
