package css

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/template/tag"
)

var update = flag.Bool("update", false, "rewrite the wants of testdata")

// TestCases runs the txtar files of testdata. Their files are
//
//	inline.css, head.css  the sheets, as far as the case has them
//	constants             lines "path = value"
//	page.html             [[n]] stands for the token of tag n
//	tags                  a line "role name file:line" for each tag
//	want.faults           what Check and Inline report
//	want.html             the inlined page, unless it cannot be inlined
func TestCases(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	require.NotEmpty(t, paths)
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			runCase(t, path)
		})
	}
}

func runCase(t *testing.T, path string) {
	archive, err := txtar.ParseFile(path)
	require.NoError(t, err)
	require.NotEmpty(t, strings.TrimSpace(string(archive.Comment)), "a case says why it is there")
	got := outcome(t, archive)
	if *update {
		archive.Files = append(inputs(archive), got...)
		require.NoError(t, os.WriteFile(path, txtar.Format(archive), 0o666))
		return
	}
	var want []txtar.File
	for _, f := range archive.Files {
		if strings.HasPrefix(f.Name, "want.") {
			want = append(want, f)
		}
	}
	require.NotEmpty(t, want, "the case has no wants; run the test with -update and read them")
	require.Equal(t, string(txtar.Format(&txtar.Archive{Files: want})), string(txtar.Format(&txtar.Archive{Files: got})))
}

// TestEveryCodeHasACase looks for each code of a stylesheet among the wants.
func TestEveryCodeHasACase(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	require.NoError(t, err)
	var wants strings.Builder
	for _, path := range paths {
		archive, err := txtar.ParseFile(path)
		require.NoError(t, err)
		for _, f := range archive.Files {
			if f.Name == "want.faults" {
				wants.Write(f.Data)
			}
		}
	}
	for _, doc := range diag.Catalogue() {
		if strings.HasPrefix(string(doc.Code), "css-") {
			require.Contains(t, wants.String(), string(doc.Code)+" ", "no case has this code")
		}
	}
}

func inputs(archive *txtar.Archive) []txtar.File {
	var files []txtar.File
	for _, f := range archive.Files {
		if !strings.HasPrefix(f.Name, "want.") {
			files = append(files, f)
		}
	}
	return files
}

// outcome is what the case's inputs lead to, as want files.
func outcome(t *testing.T, archive *txtar.Archive) []txtar.File {
	sources := map[string]*diag.Source{}
	for _, f := range archive.Files {
		sources[f.Name] = diag.NewSource("styles/"+f.Name, strings.TrimSuffix(string(f.Data), "\n"))
	}
	sheet, faults := Check(sources["inline.css"], sources["head.css"], constantsOf(sources["constants"]))
	page, hasPage := sources["page.html"]
	if !hasPage {
		return []txtar.File{{Name: "want.faults", Data: []byte(describe(faults, sources))}}
	}
	tags := tagsOf(t, sources["tags"], page.Text())
	result, more, err := sheet.Inline(withTokens(page.Text(), tags), tags)
	report := describe(append(faults, more...), sources)
	if err != nil {
		report += "error: " + err.Error() + "\n"
	}
	return []txtar.File{
		{Name: "want.faults", Data: []byte(report)},
		{Name: "want.html", Data: []byte(visible(withoutTokens(result, tags)))},
	}
}

func constantsOf(src *diag.Source) map[string]string {
	constants := map[string]string{}
	if src == nil {
		return constants
	}
	for line := range strings.Lines(src.Text()) {
		if path, value, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " = "); ok {
			constants[path] = value
		}
	}
	return constants
}

func tagsOf(t *testing.T, src *diag.Source, page string) *tag.Table {
	tags := tag.NewTable(page)
	if src == nil {
		return tags
	}
	roles := map[string]tag.Role{"output": tag.Output, "open": tag.Open, "middle": tag.Middle, "close": tag.Close}
	for line := range strings.Lines(src.Text()) {
		fields := strings.Fields(line)
		require.Len(t, fields, 3, "role name file:line")
		role, ok := roles[fields[0]]
		require.True(t, ok, fields[0])
		file, number, _ := strings.Cut(fields[2], ":")
		var at int
		_, err := fmt.Sscan(number, &at)
		require.NoError(t, err)
		tags.Tags = append(tags.Tags, tag.Tag{Role: role, Name: fields[1], Range: diag.Range{File: file, Start: diag.Pos{Line: at, Column: 1}}})
	}
	return tags
}

func withTokens(page string, tags *tag.Table) string {
	for i := range tags.Tags {
		page = strings.ReplaceAll(page, fmt.Sprintf("[[%d]]", i), tags.Token(i))
	}
	return page
}

func withoutTokens(page string, tags *tag.Table) string {
	for i := range tags.Tags {
		page = strings.ReplaceAll(page, tags.Token(i), fmt.Sprintf("[[%d]]", i))
	}
	return page
}

// visible ends the text with a line break and writes U+00A0 as an escape.
func visible(s string) string {
	s = strings.ReplaceAll(s, "\u00a0", `\u00a0`)
	if s != "" && !strings.HasSuffix(s, "\n") {
		s += "\n"
	}
	return s
}

// describe lists diagnostics with their range and the text in it.
func describe(list diag.List, sources map[string]*diag.Source) string {
	var b strings.Builder
	for _, d := range list {
		r := d.Range
		fmt.Fprintf(&b, "%s %s %s:%d:%d-%d:%d", d.Code, d.Severity, r.File, r.Start.Line, r.Start.Column, r.End.Line, r.End.Column)
		if src := sources[strings.TrimPrefix(r.File, "styles/")]; src != nil && r.End.Offset > 0 {
			fmt.Fprintf(&b, " «%s»", shorten(src.Text()[r.Start.Offset:r.End.Offset]))
		}
		fmt.Fprintf(&b, "\n\t%s\n\t%s\n", d.Message, d.Help)
	}
	return b.String()
}

func shorten(s string) string {
	s = strings.ReplaceAll(s, "\n", "⏎")
	if len(s) > 80 {
		return s[:40] + "…"
	}
	return s
}
