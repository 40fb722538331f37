package block

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/test"

	"kiesvoorhetkind.nl/kantoor/app/ui/look"
)

func TestMapSaysAndOpensWhatIsUnderThePointer(t *testing.T) {
	app := test.NewApp()
	defer app.Quit()
	app.Settings().SetTheme(look.New(look.Light, 100))
	m := NewMap(200, MapDrawing{
		Shapes: [][]MapPoint{{{0, 0}, {100, 0}, {100, 100}, {0, 100}}}, High: MapPoint{100, 100},
		Dots: []MapDot{{MapPoint: MapPoint{50, 50}, ID: "7", Name: "Zwolle", Count: 9}, {MapPoint: MapPoint{10, 90}, Name: "Ergens"}},
	})
	win := app.NewWindow("")
	defer win.Close()
	win.SetContent(m)
	win.Resize(fyne.NewSize(400, 300))
	scale, x, y := m.spread(float64(m.raster.Size().Width), float64(m.raster.Size().Height))
	at := func(p MapPoint) fyne.Position { return fyne.NewPos(float32(p.X*scale+x), float32(p.Y*scale+y)) }
	opened := ""
	m.OnTap = func(id string) { opened = id }
	m.MouseMoved(&desktop.MouseEvent{PointEvent: fyne.PointEvent{Position: at(MapPoint{50, 50})}})
	if m.said.Text != "Zwolle: 9" {
		t.Errorf("says %q", m.said.Text)
	}
	m.Tapped(&fyne.PointEvent{Position: at(MapPoint{51, 50})})
	m.Tapped(&fyne.PointEvent{Position: at(MapPoint{10, 90})})
	m.Tapped(&fyne.PointEvent{Position: at(MapPoint{90, 10})})
	if opened != "7" {
		t.Errorf("opened %q", opened)
	}
	m.MouseOut()
	if m.said.Text != " " {
		t.Errorf("still says %q", m.said.Text)
	}
	picture := m.draw(200, 200)
	if _, _, _, a := picture.At(100, 100).RGBA(); a == 0 {
		t.Error("nothing is drawn in the middle")
	}
	if m.draw(0, 0) == nil || len(m.names.Objects) != 2 {
		t.Errorf("%d names", len(m.names.Objects))
	}
}
