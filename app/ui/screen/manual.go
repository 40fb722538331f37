package screen

// Where the manual tells about pages that are no screen of the navigation.

// Help is the task that the page is for.
func (p *importPage) Help() string { return "register#een-ledenlijst-inlezen" }
