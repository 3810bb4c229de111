package lint

import (
	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
)

// notes warns of names that nothing looks at and of branches that no data
// takes, wherever and for whatever event their file is used.
func (j *judge) notes() {
	all := expr.NewNotes()
	j.versions(func(_ Template, v Version) {
		if v.Survey.Sound {
			all.Add(v.Survey.Notes)
		}
	})
	for at, name := range all.Names {
		if !all.Used[at] && !j.doubts.mayUse(at.File) {
			j.report.Warn(diag.TemplateUnusedName, at, "use it, or remove it", "nothing uses the name %s", name)
		}
	}
	for at, taken := range all.Arms {
		if !taken && !j.doubts.mayUse(at.File) {
			j.report.Warn(diag.TemplateNever, at, "remove the branch, or correct its condition or the ones before and around it", "no data takes this branch")
		}
	}
}
