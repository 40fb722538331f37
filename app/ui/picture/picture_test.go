package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"testing"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/gallery"
)

// inks counts the colours of a picture, which a page that failed to draw has few of.
func inks(img image.Image) int {
	seen := map[[3]uint32]bool{}
	b := img.Bounds()
	for y := b.Min.Y; y < b.Max.Y; y += 2 {
		for x := b.Min.X; x < b.Max.X; x += 2 {
			r, g, bl, _ := img.At(x, y).RGBA()
			seen[[3]uint32{r, g, bl}] = true
		}
	}
	return len(seen)
}

func TestEveryScreenOfTheGalleryDraws(t *testing.T) {
	cfg := ui.Config{User: "Annelies", Today: func() string { return "2026-03-03" }}
	for _, o := range []Options{
		{Width: 1440, Height: 900},
		{Width: 1440, Height: 900, Dark: true, Text: 200},
		{Width: 700, Height: 500, Text: 150},
	} {
		pictures := map[string]ui.ScreenID{}
		for _, sc := range gallery.Screens() {
			data, err := Screen(o, cfg, gallery.Screens(), ui.Route{Screen: sc.ID}, nil)
			if err != nil {
				t.Fatal(err)
			}
			img, err := png.Decode(bytes.NewReader(data))
			if err != nil {
				t.Fatal(err)
			}
			if size := img.Bounds().Size(); size.X != int(o.Width) || size.Y != int(o.Height) {
				t.Errorf("%s at %v is %v", sc.ID, o, size)
			}
			if n := inks(img); n < 50 {
				t.Errorf("%s at %v has only %d colours", sc.ID, o, n)
			}
			key := fmt.Sprintf("%x", data)
			if other, ok := pictures[key]; ok {
				t.Errorf("%s and %s look the same at %v", sc.ID, other, o)
			}
			pictures[key] = sc.ID
		}
	}
}

func TestEveryPictureOfTheGalleryShowsSomethingElse(t *testing.T) {
	cfg := ui.Config{User: "Annelies", Today: func() string { return "2026-03-03" }, Finder: gallery.Finder{}}
	pictures := map[string]string{}
	for _, shot := range gallery.Shots() {
		data, err := Screen(Options{Width: 1000, Height: 700, Dark: true}, cfg, gallery.Screens(), ui.Route{Screen: shot.Screen}, shot.Do)
		if err != nil {
			t.Fatal(err)
		}
		if other, ok := pictures[string(data)]; ok {
			t.Errorf("%s and %s look the same", shot.Name, other)
		}
		pictures[string(data)] = shot.Name
	}
}
