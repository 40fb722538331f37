package main

import (
	"bytes"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

func TestMedian(t *testing.T) {
	for _, c := range []struct {
		all  []int
		want int
	}{{nil, 0}, {[]int{7}, 7}, {[]int{9, 1, 5}, 5}, {[]int{4, 1, 2, 9}, 3}} {
		if got := median(c.all); got != c.want {
			t.Errorf("the median of %v is %d", c.all, got)
		}
	}
}

func TestMemoryLines(t *testing.T) {
	text := "Name:\tkantoor\nVmRSS:\t  204800 kB\nPss:   1024 kB\nBroken: x kB\n"
	if a, b, c, d := kib(text, "VmRSS:"), kib(text, "Pss:"), kib(text, "Broken:"), kib(text, "VmSwap:"); a != 204800 || b != 1024 || c != 0 || d != 0 {
		t.Errorf("read %d, %d, %d and %d", a, b, c, d)
	}
}

func TestReportSaysHowMuchMoreTheOthersTake(t *testing.T) {
	ms := time.Millisecond
	var out bytes.Buffer
	report(&out, []*program{
		{name: "empty", runs: []run{{100 * ms, 120 * ms, 90 * ms, 102400, 51200}, {110 * ms, 130 * ms, 90 * ms, 102400, 51200}, {300 * ms, 320 * ms, 90 * ms, 102400, 51200}}},
		{name: "kantoor", runs: []run{{170 * ms, 260 * ms, 140 * ms, 204800, 102400}, {160 * ms, 250 * ms, 130 * ms, 204800, 102400}, {180 * ms, 270 * ms, 150 * ms, 204800, 102400}}},
	})
	for _, want := range []string{"110 (100 to 300)", "170 (160 to 180)", "200.0", "first picture of kantoor after that of empty: +60 ms, with +50 ms of CPU"} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("%q is not in\n%s", want, out.String())
		}
	}
}

// screen writes a window dump of 4 by 60 pixels.
func screen(t *testing.T, paint func(line int) byte) string {
	t.Helper()
	const wide, high, colors = 4, 60, 2
	head := make([]byte, 4*headWords)
	for n, v := range map[int]uint32{headSize: uint32(len(head)), headHigh: high, headLine: 4 * wide, headColors: colors} {
		binary.BigEndian.PutUint32(head[4*n:], v)
	}
	all := append(head, make([]byte, colors*colorSize)...)
	for line := range high {
		all = append(all, bytes.Repeat([]byte{paint(line)}, 4*wide)...)
	}
	path := filepath.Join(t.TempDir(), "screen")
	if err := os.WriteFile(path, all, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func look(t *testing.T, path string) []byte {
	t.Helper()
	g, err := openGlass(path)
	if err != nil {
		t.Fatal(err)
	}
	seen, err := g.look()
	if err != nil {
		t.Fatal(err)
	}
	if err := g.close(); err != nil {
		t.Fatal(err)
	}
	return seen
}

func TestWhatIsPaintedIsSeen(t *testing.T) {
	black := look(t, screen(t, func(int) byte { return 0 }))
	if len(black) != 60/step*16 || slices.Max(black) != 0 {
		t.Errorf("a black screen is %v", black)
	}
	if slices.Equal(black, look(t, screen(t, func(line int) byte {
		if line >= 24 && line < 24+step {
			return 9
		}
		return 0
	}))) {
		t.Error("a bar is not seen")
	}
}

func TestNoScreenIsSaidToBeNone(t *testing.T) {
	path := filepath.Join(t.TempDir(), "other")
	for _, text := range []string{"", "short", strings.Repeat("x", 4000), strings.Repeat("\x00", 4000)} {
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := openGlass(path); err == nil {
			t.Errorf("%.10q is a screen", text)
		}
	}
	for _, args := range [][]string{{"nameless"}, {"empty="}} {
		if err := measure(path, 1, args, &bytes.Buffer{}); err == nil {
			t.Errorf("%q was taken", args)
		}
	}
}
