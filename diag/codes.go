package diag

import (
	"cmp"
	"slices"
	"strings"
)

// Code names a kind of diagnostic: lower-case words joined by hyphens. Codes
// are stable; tools may match on them.
type Code string

// Doc explains a code to the author of a mail folder.
type Doc struct {
	Code     Code
	Severity Severity // of all its diagnostics, unless billet.yaml raises a warning
	Title    string   // one line, what the fault is
	Example  string   // the smallest faulty source
	Remedy   string   // what to do
}

// Group is what the codes of one kind of source have in common: the first word
// of the code.
func (c Code) Group() string {
	group, _, _ := strings.Cut(string(c), "-")
	return group
}

// entry is a row of the tables of codes.
type entry struct {
	Code                   Code
	Title, Example, Remedy string
}

// Catalogue lists every code that Billet reports, ordered by code.
func Catalogue() []Doc {
	var docs []Doc
	for _, e := range slices.Concat(
		checkDocs(), cssDocs(), dataDocs(), folderDocs(), languageDocs(), localeDocs(), markdownDocs(), notificationDocs(), pageDocs(), scenarioDocs(), templateDocs(),
	) {
		docs = append(docs, Doc{e.Code, severityOf(e.Code), e.Title, e.Example, e.Remedy})
	}
	slices.SortFunc(docs, func(a, b Doc) int { return cmp.Compare(a.Code, b.Code) })
	return docs
}

// Lookup finds a code's entry of the catalogue.
func Lookup(code Code) (Doc, bool) {
	docs := Catalogue()
	i, ok := slices.BinarySearchFunc(docs, code, func(d Doc, c Code) int { return cmp.Compare(d.Code, c) })
	if !ok {
		return Doc{}, false
	}
	return docs[i], true
}
