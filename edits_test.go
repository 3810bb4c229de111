package billet_test

import (
	"flag"
	"maps"
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet"
	"github.com/billet-mail/billet/diag"
)

var (
	edits    = flag.Int("edits", 250, "how many edits of the starter TestEdits tries")
	editSeed = flag.Uint64("edit-seed", 1, "which edits TestEdits tries")
)

// edit is a random change of one line.
type edit struct {
	kind, file, old, now string
	line                 int // from 1
}

// TestEdits makes one random mistake in the starter, again and again: a name is
// misspelt, a line gets lost, a filter is another one, a tag breaks. The folder
// then opens, and every mail of the template renders; or it is refused, and the
// edited file has a fault at the mistake, or below the beginning of what is
// around it.
//
//	go test . -run TestEdits -edits 5000
func TestEdits(t *testing.T) {
	files := starterFiles(t)
	names := editable(files)
	random := rand.New(rand.NewPCG(*editSeed, 0))
	refused := map[string]int{}
	opened := map[string]int{}
	for range *edits {
		e := randomEdit(random, files, names)
		changed := maps.Clone(files)
		changed[e.file] = &fstest.MapFile{Data: []byte(e.text(files))}
		folder, err := billet.Open(changed, billet.Options{Templates: concerned(e.file)})
		if err == nil {
			opened[e.kind]++
			rendersAll(t, folder, e)
			continue
		}
		refused[e.kind]++
		var faults diag.List
		require.ErrorAs(t, err, &faults, "%+v", e)
		begin := e.blockBegin(files)
		require.True(t, slices.ContainsFunc(faults, func(d diag.Diagnostic) bool {
			return d.Severity == diag.Error && d.Range.File == e.file && (d.Range.Start.Line >= begin || lacks(d.Code))
		}), "%+v\n%v\nis around line %d", e, err, begin)
	}
	t.Logf("refused: %v, opened: %v", refused, opened)
	for _, kind := range editKinds() {
		require.Positive(t, refused[kind], kind)
	}
}

// lacks reports a code that tells what is nowhere in a file.
func lacks(code diag.Code) bool {
	return slices.Contains([]diag.Code{diag.TemplateRequired, diag.PageSubject, diag.PageHead, diag.PageContent}, code)
}

// editable are the files to edit: those of templates more often than others.
func editable(files fstest.MapFS) []string {
	var names []string
	for _, name := range slices.Sorted(maps.Keys(files)) {
		switch folder, _, _ := strings.Cut(name, "/"); folder {
		case "templates":
			names = append(names, slices.Repeat([]string{name}, 4)...)
		case "partials", "layouts":
			names = append(names, name)
		}
	}
	return names
}

// concerned are the templates to open after an edit; none are all.
func concerned(file string) []string {
	if parts := strings.Split(file, "/"); parts[0] == "templates" {
		return parts[1:2]
	}
	return nil
}

func editKinds() []string { return []string{"name", "line", "filter", "tag"} }

var (
	editedName   = regexp.MustCompile(`\{[{%][^}]*?\b([a-z]+(?:_[a-z]+|\.[a-z_]+)+)`)
	editedFilter = regexp.MustCompile(`\|([a-z]+)`)
	editedTag    = regexp.MustCompile(`\{\{|\}\}|\{%|%\}`)
)

func randomEdit(random *rand.Rand, files fstest.MapFS, names []string) edit {
	for {
		e := edit{kind: editKinds()[random.IntN(len(editKinds()))], file: names[random.IntN(len(names))]}
		lines := strings.SplitAfter(string(files[e.file].Data), "\n")
		e.line = 1 + random.IntN(len(lines))
		e.old = lines[e.line-1]
		switch e.kind {
		case "name":
			e.replace(random, editedName, 1, func(word string) string {
				at := random.IntN(len(word) - 1)
				return word[:at] + word[at+1:at+2] + word[at:at+1] + word[at+2:]
			})
		case "line":
			e.now = "\x00"
		case "filter":
			filters := []string{"upper", "date", "number", "default", "label", "compact", "length", "truncate", "percent", "join"}
			e.replace(random, editedFilter, 1, func(string) string { return filters[random.IntN(len(filters))] })
		case "tag":
			e.replace(random, editedTag, 0, func(word string) string { return word[:1] })
		}
		if e.now != "" && e.now != e.old && strings.TrimSpace(e.old) != "" {
			return e
		}
	}
}

// replace changes one occurrence of a pattern's group in the line.
func (e *edit) replace(random *rand.Rand, pattern *regexp.Regexp, group int, by func(string) string) {
	found := pattern.FindAllStringSubmatchIndex(e.old, -1)
	if len(found) == 0 {
		return
	}
	at := found[random.IntN(len(found))][2*group:]
	e.now = e.old[:at[0]] + by(e.old[at[0]:at[1]]) + e.old[at[1]:]
}

// text is the file after the edit.
func (e edit) text(files fstest.MapFS) string {
	lines := strings.SplitAfter(string(files[e.file].Data), "\n")
	if lines[e.line-1] = e.now; e.now == "\x00" {
		lines[e.line-1] = ""
	}
	return strings.Join(lines, "")
}

var statement = regexp.MustCompile(`\{%-?\s*(if|for|with|block|verbatim|comment|end[a-z]+)\b`)

// blockBegin is the line at which begins what the edited line belongs to: its
// paragraph, table or list, the outermost statement around it, or the front
// matter.
func (e edit) blockBegin(files fstest.MapFS) int {
	lines := strings.Split(string(files[e.file].Data), "\n")
	begin := e.line
	for begin > 1 && strings.TrimSpace(lines[begin-2]) != "" {
		begin--
	}
	var open []int
	for i, line := range lines[:e.line] {
		for _, found := range statement.FindAllStringSubmatch(line, -1) {
			switch {
			case !strings.HasPrefix(found[1], "end"):
				open = append(open, i+1)
			case len(open) > 0 && i+1 < e.line:
				open = open[:len(open)-1]
			}
		}
	}
	if len(open) > 0 {
		begin = min(begin, open[0])
	}
	return begin
}

// rendersAll renders what is open with every sample.
func rendersAll(t *testing.T, folder *billet.Folder, e edit) {
	for _, template := range folder.Templates() {
		for _, event := range folder.Serves(template) {
			for _, sample := range folder.Samples(event) {
				for _, locale := range folder.Locales(template) {
					_, err := folder.Render(t.Context(), billet.RenderRequest{
						Event: event, Template: template, Locale: locale, Data: sample.Source, Now: billet.SampleTime(),
					})
					require.NoError(t, err, "%+v", e)
				}
			}
		}
	}
}
