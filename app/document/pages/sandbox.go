package pages

import (
	"context"
	"errors"
	"fmt"
	"image"
	"io"
	"math"
	"os"
	"reflect"

	"github.com/klippa-app/go-pdfium"
	"github.com/klippa-app/go-pdfium/enums"
	"github.com/klippa-app/go-pdfium/references"
	"github.com/klippa-app/go-pdfium/requests"
	"github.com/klippa-app/go-pdfium/webassembly"
	"github.com/tetratelabs/wazero"
	"github.com/tetratelabs/wazero/api"

	"kiesvoorhetkind.nl/kantoor/assets/words"
)

// memoryPages is the most memory that one PDF may take in the sandbox, in
// pages of 64 KiB: 512 MiB.
const memoryPages = 8192

// machine is the compiled library, from which a sandbox is made for each PDF.
type machine struct {
	pool pdfium.Pool
	kept wazero.CompilationCache
}

// startMachine compiles the library, or takes what was compiled before out of the
// folder. What is broken there is thrown away; where the folder cannot be used it does without.
func startMachine(folder string) (*machine, error) {
	if folder == "" {
		return startWith("")
	}
	m, err := startWith(folder)
	if err != nil && os.RemoveAll(folder) == nil {
		m, err = startWith(folder)
	}
	if err != nil {
		return startWith("")
	}
	return m, nil
}

func startWith(folder string) (*machine, error) {
	m := &machine{}
	// A page that takes too long is stopped by closing its sandbox, which works only with this setting.
	config := wazero.NewRuntimeConfig().WithCloseOnContextDone(true).WithMemoryLimitPages(memoryPages)
	if folder != "" {
		// What lies there is run: nobody else may write it.
		if err := errors.Join(os.MkdirAll(folder, 0o700), os.Chmod(folder, 0o700)); err != nil {
			return nil, fmt.Errorf("folder for what was compiled: %w", err)
		}
		kept, err := wazero.NewCompilationCacheWithDir(folder)
		if err != nil {
			return nil, fmt.Errorf("what was compiled: %w", err)
		}
		m.kept = kept
		config = config.WithCompilationCache(kept)
	}
	pool, err := webassembly.Init(webassembly.Config{
		MaxIdle: 1, MaxTotal: 4, RuntimeConfig: config,
		FSConfig: wazero.NewFSConfig(), Stdout: io.Discard, Stderr: io.Discard,
	})
	if err != nil {
		return nil, errors.Join(fmt.Errorf("start of the library: %w", err), m.stop())
	}
	m.pool = pool
	return m, nil
}

func (m *machine) stop() error {
	var err error
	if m.pool != nil {
		err = m.pool.Close()
	}
	if m.kept != nil {
		err = errors.Join(err, m.kept.Close(context.Background()))
	}
	return err
}

// sandbox holds one PDF. Only stop may be called while it is busy.
type sandbox struct {
	lib    pdfium.Pdfium
	module api.Module
	doc    references.FPDF_DOCUMENT
}

func (m *machine) sandbox(ctx context.Context) (*sandbox, error) {
	lib, err := m.pool.GetInstanceWithContext(ctx)
	if err != nil {
		return nil, fmt.Errorf("sandbox: %w", err)
	}
	s := &sandbox{lib: lib}
	// The library has no working way to stop what it is doing, so its module is closed under it.
	inner := reflect.Indirect(reflect.ValueOf(lib.GetImplementation()))
	if inner.Kind() == reflect.Struct {
		if f := inner.FieldByName("Module"); f.IsValid() && f.CanInterface() {
			s.module, _ = f.Interface().(api.Module)
		}
	}
	if s.module == nil {
		return nil, errors.Join(errors.New("sandbox: no module to stop"), lib.Close())
	}
	return s, nil
}

// stop ends what the sandbox is doing, and the sandbox with it.
func (s *sandbox) stop() { _ = s.module.Close(context.Background()) } // a second close is none

// open reads a PDF and answers the size of each page in points.
func (s *sandbox) open(pdf []byte) ([]Size, error) {
	opened, err := s.lib.OpenDocument(&requests.OpenDocument{File: &pdf})
	if err != nil {
		return nil, fmt.Errorf("open: %w", err)
	}
	s.doc = opened.Document
	count, err := s.lib.FPDF_GetPageCount(&requests.FPDF_GetPageCount{Document: s.doc})
	if err != nil {
		return nil, fmt.Errorf("count: %w", err)
	}
	if count.PageCount < 1 {
		return nil, errors.New("no pages")
	}
	if count.PageCount > maxPages {
		return nil, refuse(words.Later("Deze PDF heeft meer dan %d pagina's. Open hem in een ander programma."), maxPages)
	}
	sizes := make([]Size, count.PageCount)
	for i := range sizes {
		got, err := s.lib.FPDF_GetPageSizeByIndex(&requests.FPDF_GetPageSizeByIndex{Document: s.doc, Index: i})
		if err != nil {
			return nil, fmt.Errorf("size: %w", err)
		}
		sizes[i] = Size{got.Width, got.Height}.sane()
	}
	return sizes, nil
}

// draw makes a picture of a page, width by height pixels, on white.
func (s *sandbox) draw(page, width, height int) (*image.RGBA, error) {
	drawn, err := s.lib.RenderPageInPixels(&requests.RenderPageInPixels{
		Page:  requests.Page{ByIndex: &requests.PageByIndex{Document: s.doc, Index: page}},
		Width: width, Height: height, RenderFlags: enums.FPDF_RENDER_FLAG_ANNOT,
	})
	if err != nil {
		return nil, fmt.Errorf("draw: %w", err)
	}
	defer drawn.Cleanup()
	from := drawn.Result.Image
	if from == nil || from.Rect.Empty() || from.Rect.Dx()*from.Rect.Dy() > maxPixels || len(from.Pix) < from.Rect.Dy()*from.Stride {
		return nil, errors.New("draw: no picture")
	}
	return onWhite(from), nil
}

// onWhite copies a picture out of the sandbox's memory. A page with see-through
// parts comes on nothing, its colours not multiplied with how much they cover.
func onWhite(from *image.RGBA) *image.RGBA {
	size := from.Rect.Size()
	to := image.NewRGBA(image.Rectangle{Max: size})
	for y := range size.Y {
		in, out := from.Pix[y*from.Stride:][:4*size.X], to.Pix[y*to.Stride:][:4*size.X]
		for x := 0; x < len(in); x += 4 {
			a := uint32(in[x+3])
			if a == 255 {
				copy(out[x:x+4], in[x:x+4])
				continue
			}
			for c := range 3 {
				out[x+c] = uint8((uint32(in[x+c])*a + 255*(255-a) + 127) / 255)
			}
			out[x+3] = 255
		}
	}
	return to
}

// sane gives a page that says nothing usable of its size that of a sheet of A4.
func (s Size) sane() Size {
	usable := func(v float64) bool { return v >= 1 && v <= 1e6 && !math.IsNaN(v) }
	if !usable(s.Width) || !usable(s.Height) {
		return Size{595, 842}
	}
	return s
}
