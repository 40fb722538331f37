package main

import (
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"kiesvoorhetkind.nl/kantoor/data"
)

func backup(c *call) error {
	dir, err := c.one()
	if err != nil {
		return err
	}
	b, err := c.office.Store.Backup(c.ctx, dir)
	if err != nil {
		return err
	}
	return c.print(b, fmt.Sprintf("Back-up gemaakt en gecontroleerd: %s (%d bytes)", b.File, b.Bytes))
}

func restore(c *call) error {
	file, err := c.one()
	if err != nil {
		return err
	}
	b, err := data.Restore(c.ctx, file, c.address, filepath.Join(filepath.Dir(file), "voor-terugzetten"), time.Now)
	if err != nil {
		return err
	}
	text := fmt.Sprintf("Teruggezet: %s (%d bytes)", b.File, b.Bytes)
	if warning, ok := data.UserText(b.Warning); ok {
		text += "\n" + warning
	}
	return c.print(b, text)
}

func check(c *call) error {
	if len(c.args) > 0 {
		return errUsage
	}
	problems, err := c.office.Store.Check(c.ctx)
	if err != nil {
		return err
	}
	if problems == nil {
		problems = []string{}
	}
	text := "Alles is in orde."
	if len(problems) > 0 {
		text = fmt.Sprintf("%d problemen, eerste: %s", len(problems), problems[0])
	}
	if err := c.print(map[string]any{"ok": len(problems) == 0, "problems": problems}, text); err != nil {
		return err
	}
	if len(problems) > 0 {
		return data.Refuse("Er is iets mis met de gegevens. Zet de laatste back-up terug of vraag om hulp.")
	}
	return nil
}

func copyOffice(c *call) (err error) {
	if len(c.args) != 2 {
		return errUsage
	}
	if !data.IsPostgres(c.args[0]) {
		// A mistyped name must not become a new, empty office to copy from.
		if err := data.CheckFile(c.ctx, c.args[0]); err != nil {
			return err
		}
	}
	from, err := data.Open(c.ctx, c.args[0])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, from.Close()) }()
	to, err := data.Open(c.ctx, c.args[1])
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, to.Close()) }()
	if err := data.CopyOffice(c.ctx, from, to); err != nil {
		return err
	}
	return c.print(map[string]any{"from": from.Address(), "to": to.Address()}, "Gekopieerd.")
}
