package screen

// Where the manual tells about pages that are no screen of the navigation.

// Help says what the log is for.
func (p *logPage) Help() string { return "als-er-iets-misgaat#het-programma-stopte-opeens" }

// Help is the task that the page is for.
func (p *importPage) Help() string { return "register#een-ledenlijst-inlezen" }

// Help is the task that the page is for.
func (p *rescuePage) Help() string { return "back-up#een-back-up-terugzetten" }
