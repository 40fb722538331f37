// Package letter keeps the texts that the office may change itself: each begins
// as a file of assets/letters, of which the first line, "Onderwerp:", is the subject,
// and is replaced by what the office saved. Which values a text can name, and what is
// done with it, is left to the job that writes with it.
package letter

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"text/template"
	"text/template/parse"
	"unicode/utf8"

	"kiesvoorhetkind.nl/kantoor/assets"
	"kiesvoorhetkind.nl/kantoor/data"
)

// Text is a letter with places for values, as {{.Days}}.
type Text struct {
	Subject string
	Body    string
}

// The most that a text may hold.
const maxBody = 20_000

// setting is where a text of the office's own is kept.
func setting(name string) string { return "letter." + name }

// Standard gives a text as the program has it; name is that of its file without the ending.
func Standard(name string) (Text, error) {
	raw, err := assets.Letters.ReadFile("letters/" + name + ".txt")
	if err != nil {
		return Text{}, fmt.Errorf("letter: %w", err)
	}
	return split(string(raw)), nil
}

func split(raw string) Text {
	head, body, _ := strings.Cut(strings.ReplaceAll(raw, "\r\n", "\n"), "\n\n")
	return Text{strings.TrimSpace(strings.TrimPrefix(head, "Onderwerp:")), strings.TrimSpace(body)}
}

// Of gives a text as the office has it now: its own, or the program's.
func Of(tx *data.Tx, name string) (Text, error) {
	raw, err := tx.Setting(setting(name), tx.Today())
	if errors.Is(err, data.ErrNotFound) || err == nil && raw == "" {
		return Standard(name)
	}
	if err != nil {
		return Text{}, err
	}
	return split(raw), nil
}

// Save keeps the office's own text, once it is sure that it names nothing but the
// values; an empty one goes back to the program's.
func Save(tx *data.Tx, name string, t Text, values []string) error {
	t.Subject = strings.Join(strings.Fields(t.Subject), " ")
	t.Body = strings.TrimSpace(strings.ReplaceAll(t.Body, "\r\n", "\n"))
	if t.Subject == "" && t.Body == "" {
		return tx.SaveSetting(setting(name), "", "")
	}
	if t.Subject == "" || t.Body == "" {
		return data.Refuse("Vul een onderwerp en een tekst in. Er is niets opgeslagen.")
	}
	if utf8.RuneCountInString(t.Body) > maxBody || utf8.RuneCountInString(t.Subject) > 300 {
		return data.Refuse("Deze tekst is te lang. Er is niets opgeslagen.")
	}
	if err := t.check(values); err != nil {
		return err
	}
	return tx.SaveSetting(setting(name), "", "Onderwerp: "+t.Subject+"\n\n"+t.Body)
}

// check refuses a text that cannot be filled in.
func (t Text) check(values []string) error {
	full, empty := map[string]string{}, map[string]string{}
	for _, v := range values {
		full[v], empty[v] = "x", ""
	}
	for _, part := range []string{t.Subject, t.Body} {
		form, err := template.New("").Option("missingkey=error").Parse(part)
		if err != nil {
			return data.Explain("Een plaats tussen {{ en }} in de tekst klopt niet; kijk de haken na. Er is niets opgeslagen.", err)
		}
		if unknown := unknownIn(form.Root, values); unknown != "" {
			return data.Refuse("De tekst noemt %s, en dat kan hier niet worden ingevuld. Er is niets opgeslagen. Wel kan: %s.", unknown, strings.Join(values, ", "))
		}
		for _, v := range []map[string]string{full, empty} {
			if _, err := fill(part, v); err != nil {
				return data.Explain("De tekst kan niet worden ingevuld; kijk de plaatsen tussen {{ en }} na. Er is niets opgeslagen.", err)
			}
		}
	}
	return nil
}

// unknownIn finds a value that a text names and nobody fills in; only values and
// {{if}} may stand there.
func unknownIn(node parse.Node, values []string) string {
	switch n := node.(type) {
	case *parse.ListNode:
		if n == nil {
			return ""
		}
		for _, c := range n.Nodes {
			if u := unknownIn(c, values); u != "" {
				return u
			}
		}
	case *parse.TextNode, *parse.CommentNode:
	case *parse.ActionNode:
		return unknownIn(n.Pipe, values)
	case *parse.IfNode:
		for _, c := range []parse.Node{n.Pipe, n.List, n.ElseList} {
			if u := unknownIn(c, values); u != "" {
				return u
			}
		}
	case *parse.PipeNode:
		if n != nil && len(n.Decl) == 0 && len(n.Cmds) == 1 && len(n.Cmds[0].Args) == 1 {
			if f, ok := n.Cmds[0].Args[0].(*parse.FieldNode); ok && len(f.Ident) == 1 && slices.Contains(values, f.Ident[0]) {
				return ""
			}
		}
		return "{{" + node.String() + "}}"
	default:
		return node.String()
	}
	return ""
}

// Fill fills values in.
func (t Text) Fill(values map[string]string) (Text, error) {
	subject, err := fill(t.Subject, values)
	if err != nil {
		return Text{}, err
	}
	body, err := fill(t.Body, values)
	if err != nil {
		return Text{}, err
	}
	return Text{strings.Join(strings.Fields(subject), " "), paragraphs(body)}, nil
}

func fill(text string, values map[string]string) (string, error) {
	form, err := template.New("").Option("missingkey=error").Parse(text)
	if err != nil {
		return "", fmt.Errorf("letter: %w", err)
	}
	var b bytes.Buffer
	if err := form.Execute(&b, values); err != nil {
		return "", fmt.Errorf("letter: %w", err)
	}
	return b.String(), nil
}

// paragraphs takes out the empty lines that a part left out leaves behind.
func paragraphs(text string) string {
	for strings.Contains(text, "\n\n\n") {
		text = strings.ReplaceAll(text, "\n\n\n", "\n\n")
	}
	return strings.TrimSpace(text)
}
