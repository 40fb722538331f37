package document

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"syscall"
	"unsafe"
)

// Sumatra prints through SumatraPDF: Windows itself cannot print a PDF, and
// not every PDF program offers to do it for another.
type Sumatra struct {
	// Program is the path of SumatraPDF.exe; looked for when empty.
	Program string
}

// SystemPrinter is the print system of this computer.
func SystemPrinter() Printer { return Sumatra{} }

// program finds SumatraPDF beside this program or where its installer puts it.
func (s Sumatra) program() (string, error) {
	if s.Program != "" {
		return s.Program, nil
	}
	var folders []string
	if own, err := os.Executable(); err == nil {
		folders = append(folders, filepath.Dir(own))
	}
	for _, name := range []string{"ProgramFiles", "ProgramFiles(x86)", "LOCALAPPDATA"} {
		if base := os.Getenv(name); base != "" {
			folders = append(folders, filepath.Join(base, "SumatraPDF"))
		}
	}
	for _, folder := range folders {
		path := filepath.Join(folder, "SumatraPDF.exe")
		if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
			return path, nil
		}
	}
	return "", refuse("rechtstreeks afdrukken kan op deze computer niet, want SumatraPDF ontbreekt. Open de PDF en druk hem daar af")
}

var (
	winspool          = syscall.NewLazyDLL("winspool.drv")
	enumPrinters      = winspool.NewProc("EnumPrintersW")
	getDefaultPrinter = winspool.NewProc("GetDefaultPrinterW")
)

// printerInfo4 is PRINTER_INFO_4W.
type printerInfo4 struct {
	name, server *uint16
	attributes   uint32
}

const (
	printersLocal       = 0x2
	printersConnections = 0x4
)

// List implements Printer.
func (s Sumatra) List(context.Context) ([]Queue, string, error) {
	if err := enumPrinters.Find(); err != nil {
		return nil, "", explain(err, "de printers van deze computer zijn niet op te vragen")
	}
	const flags, level = printersLocal | printersConnections, 4
	var needed, count uint32
	// The first call only says how much room the answer takes.
	_, _, _ = enumPrinters.Call(flags, 0, level, 0, 0,
		uintptr(unsafe.Pointer(&needed)), uintptr(unsafe.Pointer(&count)))
	if needed == 0 {
		return nil, "", nil
	}
	// The answer holds entries and behind them the texts that they point to. It
	// is aligned for pointers but not typed as such: to the garbage collector the texts
	// would be wild ones.
	room := make([]uintptr, int(needed)/int(unsafe.Sizeof(uintptr(0)))+1)
	ok, _, err := enumPrinters.Call(flags, 0, level, uintptr(unsafe.Pointer(&room[0])), uintptr(needed),
		uintptr(unsafe.Pointer(&needed)), uintptr(unsafe.Pointer(&count)))
	if ok == 0 {
		return nil, "", explain(err, "de printers van deze computer zijn niet op te vragen")
	}
	var queues []Queue
	for _, info := range unsafe.Slice((*printerInfo4)(unsafe.Pointer(&room[0])), count) {
		name := wideString(info.name)
		queues = append(queues, Queue{Name: name, Title: name})
	}
	runtime.KeepAlive(room)
	return queues, defaultPrinter(), nil
}

// defaultPrinter is "" when none is set.
func defaultPrinter() string {
	var size uint32 = 1024
	name := make([]uint16, size)
	ok, _, _ := getDefaultPrinter.Call(uintptr(unsafe.Pointer(&name[0])), uintptr(unsafe.Pointer(&size)))
	if ok == 0 {
		return ""
	}
	return syscall.UTF16ToString(name)
}

// wideString reads a string that ends in a zero.
func wideString(p *uint16) string {
	if p == nil {
		return ""
	}
	const longest = 4096
	n := 0
	for n < longest && *(*uint16)(unsafe.Add(unsafe.Pointer(p), 2*n)) != 0 {
		n++
	}
	return syscall.UTF16ToString(unsafe.Slice(p, n))
}

// Print implements Printer. SumatraPDF waits until the job is spooled, after
// which the file that it reads can go; it gives no number for the job.
func (s Sumatra) Print(ctx context.Context, pdf []byte, job Job) (id string, err error) {
	program, err := s.program()
	if err != nil {
		return "", err
	}
	if job, err = checkJob(ctx, s, pdf, job); err != nil {
		return "", err
	}
	folder, err := os.MkdirTemp("", "kantoor-print-")
	if err != nil {
		return "", explain(err, "er is niets afgedrukt: er kan geen tijdelijk bestand worden gemaakt")
	}
	defer func() {
		if gone := os.RemoveAll(folder); gone != nil && err == nil {
			err = explain(gone, "afgedrukt, maar het tijdelijke bestand is niet verwijderd")
		}
	}()
	file := filepath.Join(folder, "document.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		return "", explain(err, "er is niets afgedrukt: het tijdelijke bestand is niet te schrijven")
	}
	cmd := exec.CommandContext(ctx, program, "-print-to", job.Queue,
		"-print-settings", strconv.Itoa(job.Copies)+"x,fit,paper=A4,simplex", "-silent", "-exit-when-done", file)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Run(); err != nil {
		return "", explain(err, "er is niets afgedrukt: SumatraPDF geeft een fout. Open de PDF en druk hem daar af")
	}
	return job.Queue, nil
}
