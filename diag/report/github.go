package report

import (
	"fmt"
	"io"
	"path"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// GitHub writes workflow commands, which GitHub Actions shows beside the lines
// of a pull request: ::error file=…,line=…::message. dir is the path of the
// mail folder in the repository, with slashes; it may be empty.
//
// The form is that of docs.github.com, "Workflow commands for GitHub Actions",
// the escapes those of actions/toolkit (packages/core/src/command.ts).
func GitHub(w io.Writer, list []diag.Diagnostic, dir string) error {
	var b strings.Builder
	for _, d := range list {
		fmt.Fprintf(&b, "::%s %stitle=%s::%s\n", d.Severity, place(d.Range, dir), property(string(d.Code)), data(said(d)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// place is the properties that say where something is. Columns count for ranges
// in one line only; the end column is that of the last character.
func place(r diag.Range, dir string) string {
	if r.File == "" {
		return ""
	}
	at := "file=" + property(path.Join(dir, r.File)) + ","
	if r.Start.Line == 0 {
		return at
	}
	if r.End.Line != r.Start.Line {
		return fmt.Sprintf("%sline=%d,endLine=%d,", at, r.Start.Line, r.End.Line)
	}
	return fmt.Sprintf("%sline=%d,col=%d,endLine=%d,endColumn=%d,", at, r.Start.Line, r.Start.Column, r.End.Line, max(r.Start.Column, r.End.Column-1))
}

func data(s string) string {
	return strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A").Replace(s)
}

func property(s string) string {
	return strings.NewReplacer(":", "%3A", ",", "%2C").Replace(data(s))
}
