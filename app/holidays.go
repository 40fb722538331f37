package app

import (
	"context"
	"errors"

	"kiesvoorhetkind.nl/kantoor/app/workday"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The settings that say on which of the law's holidays the office works; "yes" when it does.
const (
	goodFridaySetting    = "calendar.work_on_good_friday"
	liberationDaySetting = "calendar.work_on_liberation_day"
)

// readCalendar gives the holidays that the office keeps.
func readCalendar(ctx context.Context, store *data.Store) (workday.Calendar, error) {
	var c workday.Calendar
	err := store.Read(ctx, func(tx *data.Tx) error {
		for name, works := range map[string]*bool{goodFridaySetting: &c.WorkOnGoodFriday, liberationDaySetting: &c.WorkOnLiberationDay} {
			v, err := tx.Setting(name, tx.Today())
			if err != nil && !errors.Is(err, data.ErrNotFound) {
				return err
			}
			*works = v == "yes"
		}
		return nil
	})
	return c, err
}

// Holidays gives the holidays that the office keeps, as they are set.
func (o *Office) Holidays(ctx context.Context) (workday.Calendar, error) {
	return readCalendar(ctx, o.Store)
}

// SetHolidays sets them, from the next start of the program on. It gives the change for undoing it.
func (o *Office) SetHolidays(ctx context.Context, c workday.Calendar) (int64, error) {
	return o.Store.Do(ctx, data.Change{Who: o.Who(), Title: "Feestdagen gewijzigd"}, func(tx *data.Tx) error {
		for name, works := range map[string]bool{goodFridaySetting: c.WorkOnGoodFriday, liberationDaySetting: c.WorkOnLiberationDay} {
			v := "no"
			if works {
				v = "yes"
			}
			if err := tx.SaveSetting(name, "", v); err != nil {
				return err
			}
		}
		return nil
	})
}
