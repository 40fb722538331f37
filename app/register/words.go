package register

import (
	"strings"

	"kiesvoorhetkind.nl/kantoor/app/dutch"
	"kiesvoorhetkind.nl/kantoor/assets/words"
	"kiesvoorhetkind.nl/kantoor/data"
)

// The words that a person's page has for how things stand.

var certificateWords = map[string]string{"valid": words.Later("geldig"), "replaced": words.Later("vervangen"), "revoked": words.Later("ingetrokken")}

// CertificateStatusName is the status of a certificate as the screen says it.
func CertificateStatusName(status string) string {
	return firstFilled(words.T(certificateWords[status]), status)
}

// EnrolmentName says how an enrolment stands: its result where there is one.
func EnrolmentName(status, result string) string {
	if status == "cancelled" {
		result = ""
	}
	return words.T(firstFilled(resultWords[result], firstFilled(enrolmentWords[status], status)))
}

var orderWords = map[string]string{"new": words.Later("nieuw"), "invoiced": words.Later("gefactureerd"), "sent": words.Later("verzonden"), "cancelled": words.Later("geannuleerd")}

// OrderStateName is the state of an order as the screen says it.
func OrderStateName(state string) string { return firstFilled(words.T(orderWords[state]), state) }

// RegimeName is a kind of membership as the screen says it.
func RegimeName(regime string) string {
	if regime == RegimeMediator {
		return words.T("mediator")
	}
	return words.T("coach")
}

// AchievedText is the date of a certificate as far as it is known: "12 mei 2017",
// "mei 2017" or "2017".
func AchievedText(achieved string) string {
	if len(achieved) == len("2006-01") {
		if _, month, ok := strings.Cut(dutch.DeskDay(data.Day(achieved+"-01").Time()), " "); ok {
			return month
		}
	}
	return firstFilled(dutch.DeskDay(data.Day(achieved).Time()), achieved)
}
