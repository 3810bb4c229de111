// Package page turns a layout and the words in it into programs: it proves that
// the page is well formed and that no tag stands where a value could become
// markup, folds constants, and compiles the inlined page with the escaper that
// each place needs.
//
// The stages, in order: [Prove] on the author's HTML, [Fold], the CSS inliner
// (package css), [CompileHTML]; and [CompilePlain] for the text part.
package page
