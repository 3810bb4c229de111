package config

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/placeholders"
)

var update = flag.Bool("update", false, "rewrite the wanted parts of testdata")

// TestSound runs the cases of testdata/sound: files without a fault, and the
// constants that come of them.
func TestSound(t *testing.T) {
	runCases(t, "sound", func(t *testing.T, src *diag.Source) string {
		c, faults := Load(src)
		require.Empty(t, faults)
		return showConfig(c)
	})
}

// TestFaults runs the cases of testdata/faults: files with faults, and each
// fault with its code and exact range.
func TestFaults(t *testing.T) {
	seen := map[diag.Code]bool{}
	runCases(t, "faults", func(t *testing.T, src *diag.Source) string {
		c, faults := Load(src)
		require.NotNil(t, c)
		require.Error(t, faults.Err())
		for _, d := range faults {
			seen[d.Code] = true
		}
		return showFaults(src, faults)
	})
	for _, doc := range diag.Catalogue() {
		if strings.HasPrefix(string(doc.Code), "config-") {
			assert.True(t, seen[doc.Code], "no case has %s", doc.Code)
		}
	}
}

// runCases runs every case of a folder in testdata. A case says in prose why
// it is there, and has billet.yaml and want.
func runCases(t *testing.T, folder string, run func(t *testing.T, src *diag.Source) string) {
	files, err := filepath.Glob("testdata/" + folder + "/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, files)
	for _, file := range files {
		t.Run(filepath.Base(file), func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			require.NoError(t, err)
			require.NotEmpty(t, archive.Comment, "say why the case is there")
			require.NotEmpty(t, archive.Files)
			require.Equal(t, "billet.yaml", archive.Files[0].Name)
			got := run(t, diag.NewSource("billet.yaml", string(archive.Files[0].Data)))
			if *update {
				archive.Files = append(archive.Files[:1], txtar.File{Name: "want", Data: []byte(got)})
				require.NoError(t, os.WriteFile(file, txtar.Format(archive), 0o644))
				return
			}
			require.Len(t, archive.Files, 2, "want is missing; run go test -update")
			assert.Equal(t, string(archive.Files[1].Data), got)
		})
	}
}

// showFaults prints each fault with the text that it is about.
func showFaults(src *diag.Source, faults diag.List) string {
	var b strings.Builder
	for _, d := range faults {
		from, to := d.Range.Start, d.Range.End
		fmt.Fprintf(&b, "%d:%d-%d:%d %s: %s\n", from.Line, from.Column, to.Line, to.Column, d.Code, d.Message)
		fmt.Fprintf(&b, "  help: %s\n  at: %s\n", d.Help, strconv.Quote(src.Text()[from.Offset:to.Offset]))
	}
	return b.String()
}

// showConfig prints the constants, the colours of stylesheets, the languages,
// and who sends what within which limits, where the file says it.
func showConfig(c *Config) string {
	var b strings.Builder
	constants := c.Constants()
	for _, name := range sorted(constants) {
		showConstant(&b, name, constants[name])
	}
	colors := c.Colors()
	for _, name := range sorted(colors) {
		fmt.Fprintf(&b, "css %s: %s\n", name, colors[name])
	}
	l := c.Languages
	fmt.Fprintf(&b, "default %s\navailable %s\n", l.Default, strings.Join(l.Available, " "))
	for _, tag := range sorted(l.Fallbacks) {
		fmt.Fprintf(&b, "fallback %s: %s\n", tag, strings.Join(l.Fallbacks[tag], " "))
	}
	showMail(&b, c)
	if len(c.Check.Clients) > 0 {
		fmt.Fprintf(&b, "clients %s\n", strings.Join(c.Check.Clients, " "))
	}
	for _, code := range sorted(c.Check.Severity) {
		fmt.Fprintf(&b, "severity of %s: %d\n", code, c.Check.Severity[code])
	}
	for _, e := range c.Events {
		fmt.Fprintf(&b, "event %s, %s, for the %s, requires %s\n", e.ID, e.Title, e.Audience, strings.Join(e.Required, " "))
		for _, f := range e.Fields() {
			fmt.Fprintf(&b, "  %s: %s, required %v, %s\n", f.Name, f.Kind, f.Required, f.Doc)
		}
	}
	return b.String()
}

func showMail(b *strings.Builder, c *Config) {
	for _, s := range c.Senders {
		fmt.Fprintf(b, "sender %s: %s <%s>, replies to %q\n", s.ID, s.Name, s.Email, s.ReplyTo)
	}
	for _, a := range c.Attachments {
		fmt.Fprintf(b, "attachment %s: %q, shown as %q, %q, at %q\n", a.ID, a.Name, a.Filename.Text, a.MediaType, a.URL)
		for _, f := range a.Files {
			fmt.Fprintf(b, "  %q: %s\n", f.Language, f.Path)
		}
	}
	if l := c.Limits; l != (Limits{Attachments: DefaultAttachments, TotalSize: DefaultTotalSize, OversizeAt: l.OversizeAt}) {
		fmt.Fprintf(b, "at most %d files, %d bytes, else a link: %v\n", l.Attachments, l.TotalSize, l.LinkOversize)
	}
}

func showConstant(b *strings.Builder, path string, k *expr.Constant) {
	fmt.Fprintf(b, "%s: %s", path, k.Kind)
	switch {
	case k.Value.Kind == placeholders.None:
		b.WriteString(", not given")
	case k.Kind == placeholders.Integer:
		fmt.Fprintf(b, " %d, printed %s", k.Value.Int, k.Value.Text)
	case k.Kind != placeholders.Object:
		b.WriteString(" " + strconv.Quote(k.Value.Text))
	}
	b.WriteString("\n")
	for _, name := range sorted(k.Members) {
		showConstant(b, path+"."+name, k.Members[name])
	}
}

func sorted[K ~string, V any](m map[K]V) []K {
	names := make([]K, 0, len(m))
	for name := range m {
		names = append(names, name)
	}
	slices.Sort(names)
	return names
}
