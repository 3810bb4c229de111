package diag

import "slices"

// Code names a kind of diagnostic: lower-case words joined by hyphens. Codes
// are stable; tools may match on them.
type Code string

// Doc explains a code to the author of a mail folder.
type Doc struct {
	Code    Code
	Title   string // one line, what the fault is
	Example string // the smallest faulty source
	Remedy  string // what to do
}

// Catalogue lists every code that Billet reports, ordered by code.
func Catalogue() []Doc {
	docs := slices.Concat(
		checkDocs(), cssDocs(), dataDocs(), folderDocs(), localeDocs(), markdownDocs(), pageDocs(), scenarioDocs(),
		templateDocs(),
	)
	slices.SortFunc(docs, func(a, b Doc) int {
		if a.Code < b.Code {
			return -1
		}
		return 1
	})
	return docs
}
