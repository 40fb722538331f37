// Command gallery draws every block of the window in every state, in light and dark and with text at 100 and 200 percent,
// to be looked at. No display is needed.
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"

	"kiesvoorhetkind.nl/kantoor/app/ui"
	"kiesvoorhetkind.nl/kantoor/app/ui/gallery"
	"kiesvoorhetkind.nl/kantoor/app/ui/picture"
)

func main() {
	folder := flag.String("pictures", "", "folder for the pictures")
	only := flag.String("only", "", "draw only this picture")
	flag.Parse()
	if *folder == "" {
		fmt.Fprintln(os.Stderr, "gallery: say where the pictures go (-pictures folder)")
		os.Exit(2)
	}
	if err := run(*folder, *only); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// run draws all shots; with only, those of one name.
func run(folder, only string) error {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return err
	}
	for _, dark := range []bool{false, true} {
		for _, text := range []int{100, 200} {
			for _, shot := range gallery.Shots() {
				if only != "" && only != shot.Name {
					continue
				}
				if err := draw(folder, shot, dark, text); err != nil {
					return fmt.Errorf("%s: %w", shot.Name, err)
				}
			}
		}
	}
	return nil
}

func draw(folder string, shot gallery.Shot, dark bool, text int) error {
	height := shot.Height
	if height == 0 {
		height = 900
	}
	o := picture.Options{Width: 1440 * float32(text+100) / 200, Height: height * float32(text) / 100, Dark: dark, Text: text}
	cfg := ui.Config{User: "Annelies", Today: func() string { return "2026-03-03" }, Finder: gallery.Finder{}}
	drawn, err := picture.Screen(o, cfg, gallery.Screens(), ui.Route{Screen: shot.Screen}, shot.Do)
	if err != nil {
		return err
	}
	mode := "light"
	if dark {
		mode = "dark"
	}
	file := filepath.Join(folder, fmt.Sprintf("gallery-%s-%d-%s.png", shot.Name, text, mode))
	fmt.Println(file)
	return os.WriteFile(file, drawn, 0o644)
}
