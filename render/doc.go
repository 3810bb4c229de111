// Package render compiles a template in one language into programs, and runs
// them.
//
// The folders are the pipeline: composition (package template) gives words with
// tokens; markdown makes HTML and text of them; page puts them into the layout
// and proves the result; css inlines the styles; page compiles, and program
// runs at send. All work but the last happens once, when a folder loads.
//
// Threat model: customer data meets none of the stages but the last, where each
// output has the escaper of its place. Authors of templates and configuration
// are trusted with words and structure; what they write wrong is reported with
// its place and never rendered.
package render
