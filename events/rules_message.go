package events

import (
	"fmt"

	"github.com/billet-mail/billet/diag"
)

// ruleProblem says in words which rule of its tag a value breaks.
func ruleProblem(field Field, tag, param string) *problem {
	limit := func(message string) *problem {
		return &problem{diag.DataLimit, message, ""}
	}
	switch tag {
	case "required":
		return &problem{diag.DataMissing, "is required and must not be empty", addHelp(field)}
	case "max", "lte":
		return limit("must " + amountOf(field.Kind, "at most", param))
	case "min", "gte":
		return limit("must " + amountOf(field.Kind, "at least", param))
	case "len", "eq":
		return limit("must " + amountOf(field.Kind, "exactly", param))
	case "number":
		return limit("must hold digits only")
	case "alphanum":
		return limit("must hold letters and digits only")
	case "not_negative":
		return limit("must not be negative")
	case "oneof":
		return &problem{diag.DataEnum, "must be one of " + param, "check the spelling"}
	case "currency":
		return asProblem(badCurrency())
	case "bcp47_language_tag":
		return &problem{diag.DataLanguage, "must be a language tag (BCP 47)", `write it like "de" or "fr-CA"`}
	case "time_zone":
		return &problem{diag.DataTimeZone, "must be a time zone (IANA name)", `write it like "Europe/Vienna"`}
	}
	rule := tag
	if param != "" {
		rule += "=" + param
	}
	return &problem{diag.DataRule, fmt.Sprintf("(%s) breaks the rule %s", field.Kind, rule), "see the field's documentation"}
}

// amountOf completes "must …" with a limit, in the unit of the kind.
func amountOf(kind Kind, how, limit string) string {
	switch kind {
	case KindInteger:
		return "be " + how + " " + limit
	case KindList:
		return "have " + how + " " + limit + " entries"
	}
	return "have " + how + " " + limit + " characters"
}
