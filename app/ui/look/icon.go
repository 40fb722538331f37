package look

import (
	"fmt"
	"image/color"
	"strings"
	"sync"

	"fyne.io/fyne/v2"

	"kiesvoorhetkind.nl/kantoor/assets/icons"
)

// Icon names a drawing in assets/icons.
type Icon string

// The icons in use.
const (
	IconToday     Icon = "sun"
	IconMail      Icon = "mail"
	IconComplaint Icon = "message-circle-warning"
	IconPeople    Icon = "users"
	IconTraining  Icon = "graduation-cap"
	IconOrder     Icon = "package"
	IconInvoice   Icon = "receipt-euro"
	IconReport    Icon = "chart-column"
	IconSettings  Icon = "settings"
	IconSearch    Icon = "search"
	IconCheck     Icon = "check"
	IconMinus     Icon = "minus"
	IconClose     Icon = "x"
	IconAdd       Icon = "plus"
	IconLeft      Icon = "chevron-left"
	IconRight     Icon = "chevron-right"
	IconUp        Icon = "chevron-up"
	IconDown      Icon = "chevron-down"
	IconBack      Icon = "arrow-left"
	IconSortUp    Icon = "arrow-up"
	IconSortDown  Icon = "arrow-down"
	IconCalendar  Icon = "calendar"
	IconPrint     Icon = "printer"
	IconFile      Icon = "file-text"
	IconSave      Icon = "save"
	IconDownload  Icon = "download"
	IconUpload    Icon = "upload"
	IconUndo      Icon = "undo-2"
	IconWarning   Icon = "triangle-alert"
	IconInfo      Icon = "info"
	IconDone      Icon = "circle-check"
	IconInbox     Icon = "inbox"
	IconFolder    Icon = "folder-open"
	IconEdit      Icon = "pencil"
	IconDelete    Icon = "trash-2"
	IconPhone     Icon = "phone"
	IconPlace     Icon = "map-pin"
	IconCompany   Icon = "building-2"
	IconPerson    Icon = "user"
	IconHistory   Icon = "history"
	IconSend      Icon = "send"
	IconReply     Icon = "reply"
	IconAttached  Icon = "paperclip"
	IconMember    Icon = "badge-check"
	IconAward     Icon = "award"
	IconLock      Icon = "lock"
	IconHelp      Icon = "circle-help"
	IconRefresh   Icon = "refresh-cw"
	IconFilter    Icon = "list-filter"
	IconMore      Icon = "ellipsis"
	IconLink      Icon = "external-link"
	IconCopy      Icon = "copy"
	IconClock     Icon = "clock"
	IconTag       Icon = "tag"
	IconTruck     Icon = "truck"
	IconData      Icon = "database"
	IconBackup    Icon = "shield-check"
	IconMenu      Icon = "menu"
)

// iconLine is the width of an icon's lines in units.
const iconLine = 1.4

// dots is the number of dots of the screen in a unit.
var dots float32 = 1

// SetDots says how many dots of the screen a unit has, the canvas's scale, so that lines of icons stay as wide as they
// should be. It is called when the window is made, before icons are drawn.
func SetDots(scale float32) {
	if scale > 0 {
		dots = scale
	}
}

var (
	iconsMu sync.Mutex
	drawn   = map[string]fyne.Resource{}
)

// Resource answers the icon drawn in a colour of the current theme; nil when there is no such icon.
func (i Icon) Resource(name fyne.ThemeColorName) fyne.Resource {
	return i.InColor(Color(name))
}

// InColor answers the icon drawn in a colour; nil when there is no such icon.
func (i Icon) InColor(c color.Color) fyne.Resource {
	r, g, b, _ := c.RGBA()
	hex := fmt.Sprintf("%02x%02x%02x", r>>8, g>>8, b>>8)
	// The toolkit draws a line as wide as the drawing says, however large the drawing is drawn.
	width := fmt.Sprintf("%.2f", iconLine*Factor()*dots)
	key := string(i) + "-" + hex + "-" + width + ".svg"
	iconsMu.Lock()
	defer iconsMu.Unlock()
	if res, ok := drawn[key]; ok {
		return res
	}
	svg, err := icons.FS.ReadFile(string(i) + ".svg")
	if err != nil {
		return nil
	}
	text := strings.ReplaceAll(string(svg), "currentColor", "#"+hex)
	text = strings.ReplaceAll(text, `stroke-width="2"`, `stroke-width="`+width+`"`)
	res := fyne.NewStaticResource(key, []byte(text))
	drawn[key] = res
	return res
}
