package message

import (
	"strings"
	"testing"
)

func TestHTMLToText(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"paragraphs", "<p>een</p><p>twee<br>drie</p>", "een\n\ntwee\ndrie"},
		{"cells and rows", "<table><tr><th>Artikel</th><th>Aantal</th></tr><tr><td>Werkboek</td><td>12</td></tr></table>na", "Artikel\tAantal\nWerkboek\t12\nna"},
		{"cells with paragraphs", "<table><tr><td><p>Artikel</p></td><td><p>12</p></td></tr></table>", "Artikel\t12"},
		{"empty cell keeps its place", "<table><tr><td>a</td><td></td><td>c</td></tr></table>", "a\t\tc"},
		{"rows without end tags", "<table><tr><td>a<td>b<tr><td>c<td>d</table>", "a\tb\nc\td"},
		{"layout table", "<table><tr><td></td><td><table><tr><td>a</td><td>b</td></tr><tr><td>c</td><td>d</td></tr></table></td></tr></table>", "a\tb\nc\td"},
		{"table beside table", "<table><tr><td><table><tr><td>a</td></tr></table></td><td>b</td></tr></table>", "a\nb"},
		{"lines in a cell", "<table><tr><td>Adres</td><td>Laan 1<br>Stad</td></tr></table>", "Adres\tLaan 1\nStad"},
		{"dropped", "<head><title>t</title><style>p{}</style></head><body>a<script>x()</script><!-- c -->b", "ab"},
		{"head without end", "<head><meta charset=x><body>tekst", "tekst"},
		{"hidden", `a<div style="display: none">x<div>y</div>z</div><span style='mso-hide:all'>q</span><p hidden>r</p>b`, "a\nb"},
		{"hidden and never closed", `<div style="display:none">alles weg`, "alles weg"},
		{"font of nothing", `<span style="font-size:0px">x</span><span style="font-size:0.9em">y</span>`, "y"},
		{"entities", "&euro;&nbsp;5 &amp;lt; &eacute;&#233;", "€\u00a05 &lt; éé"},
		{"quote", "ja<blockquote>oud<br>ouder<blockquote>oudst</blockquote></blockquote>nee", "ja\n\n> oud\n> ouder\n\n>> oudst\n\nnee"},
		{"list", "<ul><li>een</li><li><p>twee</p></li></ul>", "- een\n- twee"},
		{"pre", "<pre>a  b\n  c</pre>", "a  b\n  c"},
		{"spaces", "  een\n  <b>twee</b>  ,drie", "een twee ,drie"},
		{"lines of Word", `<p class=MsoNormal>een</p><p class=MsoNormal><o:p>&nbsp;</o:p></p><p class=MsoNormal>twee</p>`, "een\n\ntwee"},
		{"lines of webmail", "<div>een</div><div><br></div><div>twee</div>", "een\n\ntwee"},
		{"deep", strings.Repeat("<div>", 20000) + "x", "x"},
		{"nothing", "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := strings.Trim(htmlToText(c.in), "\n"); got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func FuzzHTMLToText(f *testing.F) {
	f.Add("<table><tr><td hidden>a<td><blockquote>b</table></blockquote><pre>\n c")
	f.Fuzz(func(t *testing.T, s string) {
		out := htmlToText(s)
		// A quote mark or a TAB may come on top of a letter, a page of them may not.
		if len(out) > 64+40*len(s) {
			t.Errorf("%d bytes became %d", len(s), len(out))
		}
	})
}
