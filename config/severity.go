package config

import (
	"github.com/billet-mail/billet/diag"
)

// severity reads what becomes of warnings: css-head-size: error, or off.
// Errors stay errors.
func (r *reader) severity(p pair) map[diag.Code]diag.Setting {
	s, ok := r.inside(p)
	if !ok {
		return nil
	}
	settings := map[diag.Code]diag.Setting{}
	for _, each := range s.pairs {
		doc, known := diag.Lookup(diag.Code(each.name))
		word, ok := r.word(each)
		switch {
		case !known:
			r.faults.Add(diag.ConfigSeverity, each.at, knownWarning(each.name), "there is no code %q", each.name)
		case doc.Severity == diag.Error:
			r.faults.Add(diag.ConfigSeverity, each.at, "remove the line, and mend what is reported", "%s is an error, which cannot be lowered", each.name)
		case !ok:
		case word == "error":
			settings[doc.Code] = diag.Raised
		case word == "off":
			settings[doc.Code] = diag.Off
		default:
			r.faults.Add(diag.ConfigSeverity, r.rangeOf(each.value), "write error or off; without the line it is a warning", "%q is no severity", word)
		}
	}
	return settings
}

// knownWarning suggests a code of a warning.
func knownWarning(name string) string {
	var codes []string
	for _, doc := range diag.Catalogue() {
		if doc.Severity == diag.Warning {
			codes = append(codes, string(doc.Code))
		}
	}
	if s := diag.Suggest(name, codes); s != "" {
		return "did you mean " + s + "?"
	}
	return "docs/diagnostics.md lists the codes of warnings"
}
