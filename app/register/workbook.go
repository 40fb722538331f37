package register

import (
	"bytes"
	"errors"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"

	"github.com/xuri/excelize/v2"

	"kiesvoorhetkind.nl/kantoor/data"
)

// readWorkbook reads every sheet of an .xlsx file. Values are taken as they are
// kept, not as they are shown, since the look of a date depends on the machine.
func readWorkbook(content []byte) (sheets []sheet, err error) {
	unreadable := func(err error) error {
		return data.Explain("Dit Excel-bestand is beschadigd, of het is geen .xlsx. Open het in Excel en sla het opnieuw op. Er is niets ingelezen.", err)
	}
	defer func() {
		// The reader of workbooks trusts the file in places; what it cannot follow is a broken file.
		if r := recover(); r != nil {
			sheets, err = nil, unreadable(fmt.Errorf("workbook: %v", r))
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(content), excelize.Options{UnzipSizeLimit: maxContent, UnzipXMLSizeLimit: maxContent, RawCellValue: true})
	if err != nil {
		return nil, unreadable(err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	props, err := f.GetWorkbookProps()
	if err != nil {
		return nil, unreadable(err)
	}
	since1904 := props.Date1904 != nil && *props.Date1904
	dates := map[int]bool{}
	for _, name := range f.GetSheetList() {
		rows, err := sheetRows(f, name)
		if err != nil {
			if _, ours := data.UserText(err); ours {
				return nil, err
			}
			// A sheet with only a drawing has no rows.
			continue
		}
		if err := showDates(f, name, rows, dates, since1904); err != nil {
			return nil, unreadable(err)
		}
		hidden, err := hiddenColumns(f, name, rows)
		if err != nil {
			return nil, unreadable(err)
		}
		sheets = append(sheets, sheet{name: name, rows: rows, hidden: hidden})
	}
	if len(sheets) == 0 {
		return nil, data.Refuse("In dit Excel-bestand staat geen werkblad met rijen. Er is niets ingelezen.")
	}
	return sheets, nil
}

// hiddenColumns are the columns with something in them that the workbook does not show.
func hiddenColumns(f *excelize.File, name string, rows [][]string) (map[int]bool, error) {
	width := 0
	for _, r := range rows {
		width = max(width, len(r))
	}
	out := map[int]bool{}
	for i := range min(width, 200) {
		column, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return nil, err
		}
		shown, err := f.GetColVisible(name, column)
		if err != nil {
			return nil, err
		}
		if !shown {
			out[i] = true
		}
	}
	return out, nil
}

// maxBlank is how many blank rows in a row end a sheet: a column that was given a
// colour as a whole has a million of them.
const maxBlank = 5000

func sheetRows(f *excelize.File, name string) (rows [][]string, err error) {
	r, err := f.Rows(name)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, r.Close()) }()
	cells, blank := 0, 0
	for r.Next() {
		cols, err := r.Columns()
		if err != nil {
			return nil, err
		}
		if blank++; len(cols) > 0 {
			blank = 0
		}
		if blank > maxBlank {
			break
		}
		cells += len(cols) + 1
		if len(rows) >= maxRows || cells > maxCells {
			return nil, tooLarge(errors.New("too many rows or cells"))
		}
		rows = append(rows, cols)
	}
	for len(rows) > 0 && len(rows[len(rows)-1]) == 0 {
		rows = rows[:len(rows)-1]
	}
	return rows, r.Error()
}

// showDates writes the cells that a workbook shows as dates as 25-11-2009, and
// numbers that it keeps with an exponent in full.
func showDates(f *excelize.File, name string, rows [][]string, dates map[int]bool, since1904 bool) error {
	for y, row := range rows {
		for x, text := range row {
			if text == "" || len(text) > 24 || !strings.ContainsRune("0123456789-", rune(text[0])) {
				continue
			}
			number, err := strconv.ParseFloat(text, 64)
			if err != nil || math.IsNaN(number) || math.IsInf(number, 0) {
				continue
			}
			cell, err := excelize.CoordinatesToCellName(x+1, y+1)
			if err != nil {
				return err
			}
			kind, err := f.GetCellType(name, cell)
			if err != nil {
				return err
			}
			switch kind {
			case excelize.CellTypeBool:
				rows[y][x] = map[string]string{"1": "ja", "0": "nee"}[text]
			case excelize.CellTypeUnset, excelize.CellTypeNumber, excelize.CellTypeDate, excelize.CellTypeFormula:
				style, err := f.GetCellStyle(name, cell)
				if err != nil {
					return err
				}
				is, known := dates[style]
				if !known {
					is = showsDate(f, style)
					dates[style] = is
				}
				if is && number >= 1 && number < 2958466 { // 31-12-9999
					at, err := excelize.ExcelDateToTime(number, since1904)
					if err == nil {
						rows[y][x] = at.Round(time.Second).Format("2-1-2006")
					}
				} else if strings.ContainsAny(text, "eE") {
					rows[y][x] = strconv.FormatFloat(number, 'f', -1, 64)
				}
			}
		}
	}
	return nil
}

// showsDate says whether a style shows numbers as days: the formats that are built
// in (ECMA-376, 18.8.30) or an own one with a day or a year in it.
func showsDate(f *excelize.File, style int) bool {
	s, err := f.GetStyle(style)
	if err != nil || s == nil {
		return false
	}
	if s.CustomNumFmt != nil {
		return dateFormat(*s.CustomNumFmt)
	}
	return s.NumFmt >= 14 && s.NumFmt <= 17 || s.NumFmt == 22 || s.NumFmt >= 27 && s.NumFmt <= 36 || s.NumFmt >= 50 && s.NumFmt <= 58
}

// dateFormat looks for d, j or y outside quotes and brackets: "dd-mm-jjjj",
// "[$-413]d mmmm yyyy".
func dateFormat(format string) bool {
	quoted, bracket := false, false
	for i, r := range strings.ToLower(format) {
		switch {
		case r == '"':
			quoted = !quoted
		case quoted, i > 0 && format[i-1] == '\\':
		case r == '[':
			bracket = true
		case r == ']':
			bracket = false
		case bracket:
		case r == 'd' || r == 'y' || r == 'j':
			return true
		case r == ';':
			return false
		}
	}
	return false
}
