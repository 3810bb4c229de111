// Gendiagnostics writes docs/diagnostics.md from the catalogue of codes.
package main

import (
	"fmt"
	"os"
	"slices"
	"strings"

	"github.com/billet-mail/billet/diag"
)

//go:generate go run . ../../docs/diagnostics.md

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: gendiagnostics FILE")
		os.Exit(2)
	}
	if err := os.WriteFile(os.Args[1], []byte(document()), 0o644); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

// group is the codes that begin with one word.
type group struct{ word, title, about string }

func groups() []group {
	return []group{
		{"template", "Tags", "Tags, expressions, and how templates are put together."},
		{"markdown", "Words", "The Markdown of templates and partials."},
		{"page", "Pages", "The HTML of layouts and partials, and links."},
		{"css", "Styles", "styles/inline.css, styles/head.css, and style attributes."},
		{"locale", "Strings", "The shared strings, locales/*.yaml."},
		{"language", "Languages", "What one language has and another has not."},
		{"folder", "Files", "The files of a mail folder as a whole."},
		{"config", "billet.yaml", "The configuration."},
		{"event", "Events of your own", "What billet.yaml declares below events."},
		{"client", "Mail clients", "What the clients that `billet.yaml` names do with a finished mail. [checks.md](checks.md) says how it is judged, as for the next four groups."},
		{"size", "Size", "How large finished mails are."},
		{"access", "Accessibility", "Whether everybody can read finished mails."},
		{"text", "Text part", "What the text part lacks."},
		{"inbox", "Inbox", "How a mail looks in the inbox."},
		{"notification", "Notifications", "notifications/*.yaml: who gets which mail, and when."},
		{"scenario", "Scenarios", "What `billet timeline` plays."},
		{"data", "Data", "Samples, and the data that an application hands over."},
	}
}

const head = `# Diagnostics

Everything that ` + "`billet check`" + ` can report, by code. Codes do not change. This page is generated from them; ` + "`go generate ./...`" + ` writes it.

An **error** keeps the mail folder from opening. A **warning** does not; ` + "`billet.yaml`" + ` can make it an error, or silence it:

` + "```" + `
check:
  severity:
    language-links: error
    folder-unused: off
` + "```" + `

Errors cannot be lowered.
`

func document() string {
	var b strings.Builder
	b.WriteString(head)
	for _, g := range groups() {
		fmt.Fprintf(&b, "\n## %s\n\n%s\n", g.title, g.about)
		for _, doc := range diag.Catalogue() {
			if doc.Code.Group() == g.word {
				write(&b, doc)
			}
		}
	}
	return b.String()
}

func write(b *strings.Builder, doc diag.Doc) {
	fmt.Fprintf(b, "\n### %s\n\n**%s.** %s.\n", doc.Code, capital(doc.Severity.String()), capital(doc.Title))
	if doc.Example != "" {
		fmt.Fprintf(b, "\n%s\n%s\n%[1]s\n", fence(doc.Example), doc.Example)
	}
	fmt.Fprintf(b, "\n%s\n", escaped(doc.Remedy))
}

// fence is longer than any run of backticks in a text.
func fence(text string) string {
	longest := slices.MaxFunc(strings.FieldsFunc(text+" `", func(r rune) bool { return r != '`' }), func(a, b string) int { return len(a) - len(b) })
	return strings.Repeat("`", max(3, len(longest)+1))
}

func capital(s string) string { return escaped(strings.ToUpper(s[:1]) + s[1:]) }

// escaped is text whose signs Markdown leaves alone.
func escaped(s string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "_", `\_`, "<", `\<`, "[", `\[`, "`", "\\`", "#", `\#`, "|", `\|`).Replace(s)
}
