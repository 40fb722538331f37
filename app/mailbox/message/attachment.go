package message

import (
	"fmt"
	"mime"
	"path"
	"regexp"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

const maxName = 120 // runes of a file name

// Names that Windows keeps for devices, with any extension.
var deviceName = regexp.MustCompile(`(?i)^(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\$|conout\$)(\..*)?$`)

// Extensions for the types that come without a name.
var extensions = map[string]string{
	"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png", "image/gif": ".gif",
	"text/plain": ".txt", "text/html": ".html", "text/calendar": ".ics", "text/vcard": ".vcf",
	"text/x-vcard": ".vcf", "text/csv": ".csv", "message/rfc822": ".eml", "application/ms-tnef": ".dat",
	"application/zip": ".zip", "application/msword": ".doc",
	"application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
	"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet":       ".xlsx",
	"application/pkcs7-mime": ".p7m", "application/pgp-encrypted": ".asc",
}

// SafeName makes a file name from a mail harmless on Windows, Mac and Linux: no
// path, no control or direction signs, no device name, at most 120 runes with its
// extension kept. What holds nothing usable is "".
func SafeName(name string) string {
	name = decodeWords(name)
	name = norm.NFC.String(strings.ToValidUTF8(name, "_"))
	name = path.Base(strings.ReplaceAll(name, `\`, "/"))
	if name == "/" || name == "." || name == ".." {
		return ""
	}
	name = strings.Map(func(c rune) rune {
		switch {
		case strings.ContainsRune(`<>:"|?*`, c):
			return '_'
		case c == '\t' || c == 0xa0:
			return ' '
		case unsafeRune(c), c == utf8.RuneError:
			return -1
		}
		return c
	}, name)
	name = strings.Join(strings.Fields(name), " ")
	// A name that starts with a dot hides, one that starts with a dash is an option.
	name = strings.TrimLeft(name, ".- ")
	name = strings.TrimRight(name, ". ")
	if name == "" {
		return ""
	}
	if deviceName.MatchString(name) {
		name = "_" + name
	}
	if utf8.RuneCountInString(name) > maxName {
		ext := path.Ext(name)
		if utf8.RuneCountInString(ext) > 12 {
			ext = ""
		}
		stem := strings.TrimSuffix(name, ext)
		name = strings.TrimRight(cutRunes(stem, maxName-utf8.RuneCountInString(ext)), ". ") + ext
	}
	return name
}

// nameAttachments gives each attachment a name, and no two the same.
func nameAttachments(list []Attachment) {
	used := map[string]bool{}
	for i := range list {
		name := list[i].Name
		if name == "" {
			name = fmt.Sprintf("bijlage-%d%s", i+1, extensionOf(list[i].Type))
		}
		ext := path.Ext(name)
		stem := strings.TrimSuffix(name, ext)
		for n := 2; used[strings.ToLower(name)]; n++ {
			name = fmt.Sprintf("%s (%d)%s", stem, n, ext)
		}
		used[strings.ToLower(name)] = true
		list[i].Name = name
	}
}

func extensionOf(mediaType string) string {
	if e, ok := extensions[mediaType]; ok {
		return e
	}
	// The system's own table, where it has one.
	if list, err := mime.ExtensionsByType(mediaType); err == nil && len(list) > 0 {
		return list[0]
	}
	return ".bin"
}
