package fit

import (
	"flag"
	"fmt"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

// looks is where pictures of the screens go, to be looked at by eye.
var looks = flag.String("looks", "", "folder for a picture of every screen, in light and dark, of text at 100 and 200 percent")

// TestEveryScreenIsDrawn draws each screen of the demo office and the page of its first record; into files where a folder
// is given, else only the smallest set.
func TestEveryScreenIsDrawn(t *testing.T) {
	t.Setenv("PATH", "")
	t.Setenv("TMPDIR", t.TempDir())
	views := []view{{1280, 720, 100, look.Dark}}
	if *looks != "" {
		views = nil
		for _, size := range [][2]float32{{1280, 720}, {1920, 1080}} {
			for _, mode := range []look.Mode{look.Light, look.Dark} {
				for _, text := range []int{100, 200} {
					views = append(views, view{size[0], size[1], text, mode})
				}
			}
		}
	}
	office := again(t, newOffice(t, false))
	for _, v := range views {
		w := &walker{t: t, office: office, view: v}
		for _, id := range screens {
			w.open(id)
			w.to(id, "", 0)
			picture := w.d.Window().Canvas().Capture()
			if colours(picture) < 20 {
				t.Errorf("%s at %v is all but empty", id, v)
			}
			if *looks != "" {
				mode := map[look.Mode]string{look.Light: "licht", look.Dark: "donker"}[v.mode]
				save(t, fmt.Sprintf("%s-%.0fx%.0f-%d-%s", id, v.width, v.height, v.text, mode), picture)
			}
		}
	}
}

// save keeps a picture in the folder that was asked for.
func save(t *testing.T, name string, picture image.Image) {
	t.Helper()
	if err := os.MkdirAll(*looks, 0o755); err != nil {
		t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(*looks, strings.ToLower(name)+".png"))
	if err != nil {
		t.Fatal(err)
	}
	if err := png.Encode(f, picture); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Error(err)
	}
}

// colours counts the different colours of a picture, as far as a few rows tell.
func colours(picture image.Image) int {
	seen := map[[3]uint32]bool{}
	b := picture.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 7 {
		for x := b.Min.X; x < b.Max.X; x += 3 {
			r, g, bl, _ := picture.At(x, y).RGBA()
			seen[[3]uint32{r, g, bl}] = true
		}
	}
	return len(seen)
}
