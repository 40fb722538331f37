// Package message reads one mail from its raw bytes into plain values: headers
// decoded, one safe text, attachments with their names made harmless. It trusts
// nothing in a mail and keeps what it could not read as a problem in words. What
// a mail means is for package understand; fetching and keeping it for mailbox.
package message

import "time"

// Address is a name and a mail address as they stand in a header, decoded.
type Address struct {
	Name  string `json:"name"`
	Email string `json:"email"`
}

// Attachment is a part of a mail that is no text to read.
type Attachment struct {
	Name   string // file name, without any path, never empty
	Type   string // media type, lower case, without parameters
	Bytes  []byte // decoded
	Inline bool   // shown inside the text by the sender's program (a logo, a signature picture)
}

// Bounce is what a delivery report says about the mail that did not arrive.
type Bounce struct {
	Recipient  string // Final-Recipient, or Original-Recipient where that is missing
	Action     string // failed, delayed, ...
	Status     string // enhanced status code such as 5.1.1
	OriginalID string // Message-ID of the mail that came back, without <>
}

// Automatic says that no person pressed "send" for a mail.
type Automatic string

// The kinds of automatic mail.
const (
	ByPerson  Automatic = ""
	AutoReply Automatic = "autoreply" // out of office, receipt
	BounceDSN Automatic = "bounce"    // delivery report
	BulkMail  Automatic = "bulk"      // list, newsletter, or a system's own mail (a web shop's order is one too)
)

// Mail is one mail, read.
type Mail struct {
	MessageID  string   // without <>; empty when there is none
	InReplyTo  string   // without <>
	References []string // without <>, oldest first, at most 50
	Date       time.Time
	DateFound  bool // false: the Date header was missing or absurd and Date is zero
	// Received is what the last server that passed the mail on wrote; zero when none did.
	// It is the next best thing where DateFound is false.
	Received time.Time
	Subject  string
	From     Address
	ReplyTo  Address // empty when equal to From or absent
	To       []Address
	Cc       []Address
	// Text is what a person wrote, as safe plain text: from the text part, or from
	// the HTML part with table cells parted by TAB and rows and blocks by newline.
	Text string
	// HTMLText is the HTML part as text when there was a plain part too ("" otherwise).
	HTMLText string
	// Attachments in the order of the mail; the parts of inner mails stay with these.
	Attachments []Attachment
	// Inner holds mails carried as message/rfc822 (a complaint forwarded as attachment).
	Inner     []Mail
	Automatic Automatic
	Bounce    *Bounce
	// Encrypted is true when the content cannot be read (S/MIME, PGP); the raw bytes are kept by the caller.
	Encrypted bool
	// Problems says in Dutch what could not be read, for the person who reads the mail.
	Problems []string
}
