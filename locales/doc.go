// Package locales writes values the way readers of a language expect them,
// picks the language of a mail, and reads the strings that templates share.
//
// [New] gives a [Locale]: money, numbers, percentages, dates, times, lists
// and plural categories. Its tables come from the Unicode CLDR, so no output
// depends on the machine; internal/gencldr/README.md says how they are made,
// and testdata/deviations.tsv where and why Billet differs from JavaScript's
// Intl. [NewMatcher] picks, of the languages a mail folder
// has, the one for a recipient. [ParseCatalog] reads a file of strings.
//
// Ten languages and all their regions in the CLDR are known: Arabic, Dutch,
// English, French, German, Italian, Japanese, Polish, Portuguese and Spanish.
// Another language is an error, never silently English.
//
// Everything here is immutable after it is made and safe for concurrent use.
package locales
