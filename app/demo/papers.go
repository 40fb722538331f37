package demo

import (
	"context"
	"errors"

	"kiesvoorhetkind.nl/kantoor/app/training"
	"kiesvoorhetkind.nl/kantoor/data"
)

// certificateOf finds the certificate of somebody who took part.
func (s *story) certificateOf(ctx context.Context, c *cohort, guest int) (id int64, err error) {
	err = s.office.Store.Read(ctx, func(tx *data.Tx) error {
		all, err := tx.CertificatesIn(c.id)
		if err != nil {
			return err
		}
		for _, x := range all {
			if x.EnrolmentID == c.guests[guest].enrolment {
				id = x.ID
				return nil
			}
		}
		return errors.New("no certificate")
	})
	return id, err
}

// replaced lets somebody get a new certificate, which is printed.
func (s *story) replaced(c *cohort, guest, day int, how training.Replacement) {
	s.at(s.day(day), "11:40", "replace certificate", func(ctx context.Context) error {
		id, err := s.certificateOf(ctx, c, guest)
		if err != nil {
			return err
		}
		if how.Why == training.BecauseName {
			p := c.guests[guest].person
			p.FirstName = p.Initials
			how.Name = p.Name()
		}
		run, err := s.office.Training.Replace(ctx, id, how)
		if err != nil {
			return err
		}
		_, err = s.office.Training.Print(ctx, run.DocumentID, "", 1)
		return err
	})
}

// revoked lets a certificate that was given wrongly be taken back, with what came of it.
func (s *story) revoked(c *cohort, guest, day int, reason string) {
	s.at(s.day(day), "15:05", "revoke certificate", func(ctx context.Context) error {
		id, err := s.certificateOf(ctx, c, guest)
		if err != nil {
			return err
		}
		_, err = s.office.Training.Revoke(ctx, id, training.Revoking{Reason: reason, Wrongly: true})
		return err
	})
}
