package understand

import (
	"strings"
)

var (
	reRegion  = expression(`(?i:\b(?:in|liefst|regio|omgeving|omstreken|(?:in )?de buurt van|rond(?:om)?)\s+(?:in )?(?:(?:de|het)\s+)?)((?i:omgeving|regio|buurt van|(?:noord|zuid|oost|west|midden)(?:en|elijk\w*)?(?:[ -](?:noord|zuid|oost|west|midden))?(?: van (?:het|ons) land|-?nederland)?|randstad)\b(?:\s*:?\s*(?:van )?\(?\p{Lu}[\p{L}\-]+(?:(?:,|/| of| en|, eventueel)\s*\p{Lu}[\p{L}\-]+)*\)?[^.!?\n]{0,0})?)`)
	reRegion2 = expression(`(?i:\b(?:omgeving|regio|omstreken van|in de buurt van|provincie)\s+)(\p{Lu}[\p{L}\-]+(?:(?:,|/|\s+of|\s+en)\s*\p{Lu}[\p{L}\-]+)*)`)
	rePeriod  = expression(`(?i)\b((?:dit|komend|het|volgend|begin|eind|na)?\s?(voorjaar|najaar|zomer|herfst|winter|na de zomer|na de zomervakantie)(?:\s+(20\d\d|van 20\d\d))?|(?:(` + monthForm + `)(?:\s*(?:en|of|/|-|t/m|tot)\s*(?:begin |eind )?(` + monthForm + `))?\s*(20\d\d)?)|(?:eerste|tweede) (?:helft|kwartaal) van 20\d\d|20\d\d|volgend (?:school)?jaar|komend (?:school)?jaar)\b`)
	reTheme   = expression(`(?i)\b(?:belangstelling (?:voor|in)|interesse (?:in|voor)|intresse (?:in|voor)|geïnteresseerd in|(?:iets|\w*studiedag\w*|nascholing|verdiepingsdag|training|dag|bijeenkomst) (?:over|rondom|met als thema)|thema(?:'s)?|onderwerp(?:en)?)\s*:?\s*(?:vooral |met name )?(?:iets (?:over|rondom|met|rond) |in iets over |het thema |de thema's )?`)
	reCount   = expression(`(?i)\b(?:voor|met|van|kosten voor|groep van|ongeveer|circa|ca\.|wij|schooljaar|zijn)?\s*(\d{1,3}|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|veertien|vijftien|zestien|achttien|twintig)\s+(?:\p{L}+\s+){0,2}?\p{L}*(?:deelnemers|medewerkers|collega'?s|collega’s|leerkrachten|begeleiders|professionals|personen|mensen|coaches|teamleden|hulpverleners|ib'ers|intern begeleiders|pedagogisch medewerkers|cursisten)\b`)
	reRequest = expression(`(?i)\b(?:offerte|prijsopgave|informatiepakket|studiegids|brochure|op (?:onze|eigen) locatie|incompany|in-company)\b`)
)

// interestFields reads interest in a course that is no enrolment.
func (l *letter) interestFields(f map[string]any) {
	c, ok := l.namedCourse()
	put(f, "training", c.name)
	if ok && c.page == l.body {
		l.found("training", c.start, c.end)
	}
	f["name"] = l.name()
	f["date"], f["town"] = nil, nil
	text := clip(l.body.flat, 20000)
	region := l.region(text)
	if region != "" {
		f["region"] = region
	} else {
		f["town"] = l.trainingPlace(c, ok)
	}
	period := l.period(text)
	some(f, "period", period)
	if d := l.trainingDate(c, ok); d != nil && ok && period == "" {
		s, _ := d.(string)
		for _, w := range l.dates(l.body, future) {
			if w.day.String() == s && !w.relative && w.sent >= 0 && w.sent == c.sent && c.page == l.body {
				f["date"] = d
			}
		}
	}
	some(f, "themes", l.themes())
	if m := reCount.FindStringSubmatchIndex(l.subject.flat + "\n" + text); m != nil {
		if n := numberWord((l.subject.flat + "\n" + text)[m[2]:m[3]]); n > 1 {
			f["participants_count"] = n
		}
	}
	some(f, "organisation", l.org)
	if p := l.contactPhone(true); p != nil {
		f["phone"] = p
	}
	for i, s := range l.body.sents {
		if reRequest.MatchString(l.body.flat[s.start:s.end]) {
			some(f, "request", clause(l.body.sentenceText(i)))
			break
		}
	}
	for _, d := range l.dates(l.body, future) {
		if d.sent >= 0 && reDecision.MatchString(l.body.sentenceText(d.sent)) {
			f["decision_date"] = d.day.String()
		}
	}
	some(f, "remarks", l.remarks(false))
}

var reDecision = expression(`(?i)\b(?:besluit\w*|beslis\w*|besluitvorming)\b`)

// region is the part of the country somebody names instead of a town.
func (l *letter) region(text string) string {
	if m := reRegion2.FindStringSubmatchIndex(text); m != nil {
		if towns := strings.FieldsFunc(text[m[2]:m[3]], func(r rune) bool { return r == '/' || r == ',' }); len(towns) >= 1 {
			l.found("region", m[2], m[3])
			return "omgeving " + joinOr(text[m[2]:m[3]])
		}
	}
	if m := reRegion.FindStringSubmatchIndex(text); m != nil {
		end := m[3]
		// What stands between brackets behind it belongs to it.
		if k := strings.IndexByte(text[end:], '('); k >= 0 && k < 16 && !strings.ContainsAny(text[end:end+k], ".!?") {
			if j := strings.IndexByte(text[end+k:], ')'); j > 0 && j < 120 {
				end = end + k + j + 1
			}
		}
		l.found("region", m[2], end)
		return squeeze(text[m[2]:end])
	}
	return ""
}

// joinOr writes "Ede/Tiel/Oss" as "Ede, Tiel of Oss".
func joinOr(s string) string {
	parts := strings.FieldsFunc(squeeze(s), func(r rune) bool { return r == '/' || r == ',' })
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	if len(parts) < 2 {
		return squeeze(s)
	}
	return strings.Join(parts[:len(parts)-1], ", ") + " of " + parts[len(parts)-1]
}

// period is the season or months asked for: "najaar 2026".
func (l *letter) period(text string) string {
	for _, p := range []string{text, l.subject.flat} {
		for _, m := range rePeriod.FindAllStringSubmatchIndex(p, 40) {
			group := func(n int) string {
				if m[2*n] < 0 {
					return ""
				}
				return strings.ToLower(p[m[2*n]:m[2*n+1]])
			}
			before := strings.TrimRight(p[max(0, m[0]-4):m[0]], " ")
			if season := group(2); season != "" {
				year := strings.TrimPrefix(group(3), "van ")
				if year == "" {
					year = l.seasonYear(season)
				}
				return squeeze(season + " " + year)
			}
			if group(4) != "" && group(5) != "" {
				year := group(6)
				if year == "" {
					year = yearFor(Day{l.day.Year, months[group(4)], 15}, l.day, -1, future).String()[:4]
				}
				return group(4) + " en " + group(5) + " " + year
			}
			if group(4) != "" && (before == "" || before[len(before)-1] < '0' || before[len(before)-1] > '9') && group(4) != "mei" {
				d := yearFor(Day{l.day.Year, months[group(4)], 28}, l.day, -1, future)
				if group(6) != "" {
					d.Year = number(group(6))
				}
				if !d.before(l.day) && strings.HasSuffix(strings.ToLower(strings.TrimRight(p[max(0, m[0]-8):m[0]], " ")), "in") || strings.HasSuffix(strings.ToLower(strings.TrimRight(p[max(0, m[0]-8):m[0]], " ")), "vanaf") {
					return group(4) + " " + d.String()[:4]
				}
			}
		}
	}
	return ""
}

func (l *letter) seasonYear(season string) string {
	month := 9
	switch {
	case strings.HasPrefix(season, "voorjaar"):
		month = 5
	case strings.HasPrefix(season, "zomer"):
		month = 8
	case strings.HasPrefix(season, "winter"):
		month = 12
	case strings.HasPrefix(season, "najaar"), strings.HasPrefix(season, "herfst"):
		month = 11
	}
	y := l.day.Year
	if int(l.day.Month) > month {
		y++
	}
	return Day{y, 1, 1}.String()[:4]
}

// themes lists the subjects somebody would like a day about.
func (l *letter) themes() []string {
	var out []string
	text := clip(l.body.flat, 20000)
	for _, m := range reTheme.FindAllStringIndex(text, 8) {
		rest := text[m[1]:]
		for _, stop := range []string{". ", ".\n", "!", "?", "\n", ", daar", ", want", ", omdat", ", dat ", "; ", " in het ", ", liefst", " waar ik", " omdat", " als er", " (liefst"} {
			if k := strings.Index(rest, stop); k >= 0 {
				rest = rest[:k]
			}
		}
		rest = strings.Trim(squeeze(rest), " .,:()")
		if low := fold(rest); rest == "" || len(rest) > 140 || len(strings.Fields(rest)) > 14 || strings.HasPrefix(low, "thema") || strings.HasPrefix(low, "de ") && len(l.r.courses.in(newPage(rest))) > 0 || len(l.r.courses.in(newPage(rest))) > 0 {
			continue
		}
		for _, part := range reListAnd.Split(rest, -1) {
			part = reThemeLead.ReplaceAllString(strings.Trim(part, " ,."), "")
			if len(part) > 2 && len(out) < 6 {
				out = append(out, part)
			}
		}
	}
	return out
}

var (
	reListAnd   = expression(`\s+en (?:eventueel |ook |over |iets )?|,\s+(?:en )?`)
	reThemeLead = expression(`(?i)^(?:(?:iets|ook|eventueel|over|rondom|rond|met|in|het thema|thema)\s+)+`)
)
