package demo

import (
	"context"

	"kiesvoorhetkind.nl/kantoor/data"
)

// morePeople fills the register up to a number of people, and gives some of them.
func (s *story) morePeople(ctx context.Context, wanted int, report func(int)) ([]data.Person, error) {
	return nil, nil
}

func (s *story) moreMails(ctx context.Context, n int, people []data.Person, report func(int)) error {
	return nil
}
