// Package lint judges a mail folder as a whole: what nothing uses, where the
// languages differ, branches and names that no template needs, samples that do
// not fit their event. Each template may be sound for itself.
//
// Where a template has faults, it is not known what it would use. Nothing is
// reported that such a template could contradict.
package lint
