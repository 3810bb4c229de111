package report

import (
	"encoding/json"
	"io"

	"github.com/billet-mail/billet/diag"
)

// entry is a diagnostic as JSON has it. The form is stable. A file as a whole
// has the line and column 0; the end is behind the last character.
type entry struct {
	File      string    `json:"file"`
	Line      int       `json:"line"`
	Column    int       `json:"column"`
	EndLine   int       `json:"end_line"`
	EndColumn int       `json:"end_column"`
	Code      diag.Code `json:"code"`
	Severity  string    `json:"severity"`
	Message   string    `json:"message"`
	Help      string    `json:"help"`
}

// JSON writes a list of objects with the keys file, line, column, end_line,
// end_column, code, severity, message and help.
func JSON(w io.Writer, list []diag.Diagnostic) error {
	entries := make([]entry, len(list))
	for i, d := range list {
		from, to := d.Range.Start, d.Range.End
		entries[i] = entry{d.Range.File, from.Line, from.Column, to.Line, to.Column, d.Code, d.Severity.String(), d.Message, d.Help}
	}
	return write(w, entries)
}

func write(w io.Writer, value any) error {
	encoder := json.NewEncoder(w)
	encoder.SetEscapeHTML(false)
	encoder.SetIndent("", "  ")
	return encoder.Encode(value)
}

// said is message and remedy in one.
func said(d diag.Diagnostic) string {
	if d.Help == "" {
		return d.Message
	}
	return d.Message + " (" + d.Help + ")"
}
