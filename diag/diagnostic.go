package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Severity says whether a diagnostic stops a mail folder from loading.
type Severity int

// The zero Severity is Error, so that nobody lowers one by forgetting it.
const (
	Error Severity = iota
	Warning
)

func (s Severity) String() string {
	if s == Warning {
		return "warning"
	}
	return "error"
}

// Diagnostic is one fault or warning.
type Diagnostic struct {
	Code     Code
	Severity Severity
	Range    Range
	Message  string // what is wrong: lower case, no full stop
	Help     string // what to do about it; empty only where Message says it
}

// Error is "file:line:col: message (help) [code]".
func (d Diagnostic) Error() string {
	var b strings.Builder
	if place := d.Range.String(); place != "" {
		b.WriteString(place + ": ")
	}
	b.WriteString(d.Message)
	if d.Help != "" {
		fmt.Fprintf(&b, " (%s)", d.Help)
	}
	fmt.Fprintf(&b, " [%s]", d.Code)
	return b.String()
}

// List is all the diagnostics of one run. As an error it prints the errors, one a line.
type List []Diagnostic

// Error lists the errors, one a line; warnings only where there is nothing else.
func (l List) Error() string {
	var lines []string
	all := l.Errors() == 0
	for _, d := range l {
		if all || d.Severity == Error {
			lines = append(lines, d.Error())
		}
	}
	return strings.Join(lines, "\n")
}

// Err is the list as an error, or nil if it holds no diagnostic of severity
// [Error].
func (l List) Err() error {
	if l.Errors() > 0 {
		return l
	}
	return nil
}

// Errors counts the diagnostics of severity [Error].
func (l List) Errors() int {
	n := 0
	for _, d := range l {
		if d.Severity == Error {
			n++
		}
	}
	return n
}

// Add appends an error.
func (l *List) Add(code Code, at Range, help, format string, args ...any) {
	*l = append(*l, Diagnostic{Code: code, Range: at, Help: help, Message: fmt.Sprintf(format, args...)})
}

// Warn appends a warning.
func (l *List) Warn(code Code, at Range, help, format string, args ...any) {
	*l = append(*l, Diagnostic{Code: code, Severity: Warning, Range: at, Help: help, Message: fmt.Sprintf(format, args...)})
}

// Normal returns the list ordered by file and place, each diagnostic once.
func (l List) Normal() List {
	sorted := slices.Clone(l)
	slices.SortStableFunc(sorted, func(a, b Diagnostic) int {
		return cmp.Or(
			cmp.Compare(a.Range.File, b.Range.File),
			cmp.Compare(a.Range.Start.Offset, b.Range.Start.Offset),
			cmp.Compare(a.Range.End.Offset, b.Range.End.Offset),
			cmp.Compare(a.Code, b.Code),
			cmp.Compare(a.Message, b.Message),
			cmp.Compare(a.Severity, b.Severity),
			cmp.Compare(a.Help, b.Help),
		)
	})
	return slices.Compact(sorted)
}
