package report

import (
	"io"
	"net/url"
	"path"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
)

// SARIF writes a log in the Static Analysis Results Interchange Format, version
// 2.1.0 (OASIS, errata 01). dir is the path of the mail folder in the
// repository, with slashes; it may be empty.
func SARIF(w io.Writer, list []diag.Diagnostic, dir string) error {
	r := run{
		Tool:       tool{driver{Name: "Billet", InformationURI: "https://github.com/billet-mail/billet", Rules: rules(list)}},
		ColumnKind: "unicodeCodePoints",
		Results:    []result{},
	}
	for _, d := range list {
		one := result{RuleID: d.Code, Level: d.Severity.String(), Message: text{said(d)}}
		if d.Range.File != "" {
			one.Locations = []location{{physicalLocation{artifact{address(path.Join(dir, d.Range.File))}, regionOf(d.Range)}}}
		}
		r.Results = append(r.Results, one)
	}
	return write(w, log{
		Schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json", Version: "2.1.0", Runs: []run{r},
	})
}

// rules are the catalogue's entries of the codes that occur.
func rules(list []diag.Diagnostic) []rule {
	found := []rule{}
	for _, doc := range diag.Catalogue() {
		if !slices.ContainsFunc(list, func(d diag.Diagnostic) bool { return d.Code == doc.Code }) {
			continue
		}
		r := rule{ID: doc.Code, Short: text{doc.Title}, Help: text{doc.Remedy}}
		r.Default.Level = doc.Severity.String()
		found = append(found, r)
	}
	return found
}

// address is a path as a relative reference (RFC 3986, 4.2).
func address(path string) string { return (&url.URL{Path: strings.TrimPrefix(path, "/")}).String() }

// regionOf is the part of a file; nil stands for all of it.
func regionOf(r diag.Range) *region {
	if r.Start.Line == 0 {
		return nil
	}
	return &region{r.Start.Line, r.Start.Column, r.End.Line, r.End.Column}
}

// The parts of the format that are written, by the names of its sections.
type (
	log struct {
		Schema  string `json:"$schema"`
		Version string `json:"version"`
		Runs    []run  `json:"runs"`
	}
	run struct {
		Tool       tool     `json:"tool"`
		ColumnKind string   `json:"columnKind"`
		Results    []result `json:"results"`
	}
	tool struct {
		Driver driver `json:"driver"`
	}
	driver struct {
		Name           string `json:"name"`
		InformationURI string `json:"informationUri"`
		Rules          []rule `json:"rules"`
	}
	rule struct {
		ID      diag.Code `json:"id"`
		Short   text      `json:"shortDescription"`
		Help    text      `json:"help"`
		Default struct {
			Level string `json:"level"`
		} `json:"defaultConfiguration"`
	}
	text struct {
		Text string `json:"text"`
	}
	result struct {
		RuleID    diag.Code  `json:"ruleId"`
		Level     string     `json:"level"`
		Message   text       `json:"message"`
		Locations []location `json:"locations,omitempty"`
	}
	location struct {
		Physical physicalLocation `json:"physicalLocation"`
	}
	physicalLocation struct {
		Artifact artifact `json:"artifactLocation"`
		Region   *region  `json:"region,omitempty"`
	}
	artifact struct {
		URI string `json:"uri"`
	}
	region struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)
