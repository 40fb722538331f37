package demo

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/app/oldpaper"
)

// planOldPapers lets the office remember trainings of before the program, and get a copy of an old certificate by letter.
func (s *story) planOldPapers() {
	s.at(s.day(-60), "15:20", "trainings of before", func(ctx context.Context) error {
		for _, f := range []oldpaper.Former{
			{Course: "KIES coach 7-12 jaar basistraining", When: "20 juni 2014", Town: "Zwolle", Trainers: []string{"Hanneke Wijnsma", "Bert Oldenkamp"}, Source: "map met oude presentielijsten"},
			{Course: "KIES coach", When: "voorjaar 2008", Town: "Assen", Trainers: []string{"Bert Oldenkamp"}, Source: "verteld door Bert", UnsureDate: true},
		} {
			if _, _, err := s.office.OldPapers.SaveFormer(ctx, f); err != nil {
				return err
			}
		}
		return nil
	})
	s.at(s.day(-2), "10:05", "old certificate", func(ctx context.Context) error {
		_, err := s.office.OldPapers.Begin(ctx, oldpaper.Claim{
			Asker: "Geesje Tamminga-Hoving", Holder: "Geesje Hoving", Date: "april 2008", Place: "Assen", Trainers: []string{"B. Oldenkamp"}, Course: "KIES coach", Town: "Rolde",
			Remarks: "kwam per brief; de kopie moet nog worden gescand",
		})
		return err
	})
}
