package training

import "testing"

func TestTheStandardCoursesAreAsUsual(t *testing.T) {
	for _, c := range standardCourses {
		is := c
		AsUsual(&is)
		if is.Certificate != c.Certificate || is.ExtendsMembership != c.ExtendsMembership {
			t.Errorf("%s: a new course of its kind is %q, %v and this one %q, %v", c.Name, is.Certificate, is.ExtendsMembership, c.Certificate, c.ExtendsMembership)
		}
	}
}
