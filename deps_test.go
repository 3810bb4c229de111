package billet_test

import (
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

const module = "github.com/billet-mail/billet"

// imports says what a package may import besides the standard library.
type imports struct {
	ours   string // packages of this module; "." is its root
	others string // modules or packages of others, with those below them
	tests  string // what its tests may import on top, ours and others
}

// arrows is the layering of the packages: each may import those of its row and
// nothing else. Every third-party library has one home; a second one is a
// decision.
func arrows() map[string]imports {
	const (
		cascadia   = "github.com/andybalholm/cascadia"
		colornames = "golang.org/x/image/colornames"
		cobra      = "github.com/spf13/cobra github.com/spf13/pflag"
		currency   = "github.com/bojanz/currency"
		fsnotify   = "github.com/fsnotify/fsnotify"
		goldmark   = "github.com/yuin/goldmark"
		html       = "golang.org/x/net/html"
		idna       = "golang.org/x/net/idna"
		language   = "golang.org/x/text/language"
		pongo2     = "github.com/flosch/pongo2/v6"
		premailer  = "github.com/vanng822/go-premailer"
		validator  = "github.com/go-playground/validator/v10"
		width      = "golang.org/x/text/width"
		yaml       = "go.yaml.in/yaml/v4"
	)
	return map[string]imports{
		"diag":         {},
		"mail":         {others: idna},
		"diag/report":  {ours: "diag", tests: "github.com/santhosh-tekuri/jsonschema/v6"},
		"lint":         {ours: "render config template expr events locales diag"},
		"starter":      {tests: ". billettest events locales diag " + html},
		"template/tag": {ours: "diag"},
		"events":       {ours: "mail diag", others: currency + " " + validator, tests: "github.com/santhosh-tekuri/jsonschema/v6"},
		"locales":      {ours: "diag", others: currency + " " + language + " " + yaml},
		"placeholders": {ours: "events locales diag", tests: currency},
		"expr":         {ours: "placeholders events locales diag", tests: currency + " " + pongo2},
		"template":     {ours: "template/tag expr placeholders locales diag", others: pongo2 + " " + yaml, tests: "events"},
		"config":       {ours: "check/clients rules/schedule template expr placeholders events locales mail diag", others: yaml, tests: "github.com/santhosh-tekuri/jsonschema/v6"},

		"check": {
			ours: "check/clients render/css locales diag", others: cascadia + " " + html + " " + colornames + " " + width,
			tests: currency,
		},
		"check/clients":                       {},
		"check/clients/internal/gencaniemail": {},

		"rules":                   {ours: "config rules/schedule rules/ledger template expr placeholders events locales mail diag"},
		"rules/schedule":          {ours: "events", others: "github.com/rickar/cal/v2"},
		"rules/ledger":            {tests: "rules/ledger/ledgertest rules/schedule events"},
		"rules/ledger/ledgertest": {ours: "rules/ledger"},
		"rules/timeline":          {ours: "rules/ledger mail diag", others: yaml},

		"render/css":      {ours: "template/tag diag", others: premailer + " " + cascadia + " " + html},
		"render/markdown": {ours: "template/tag diag", others: goldmark, tests: html},
		"render/program":  {ours: "expr placeholders mail diag", tests: "events locales"},
		"render/page": {
			ours:   "render/markdown render/program template template/tag expr placeholders diag",
			others: html, tests: "events locales mail",
		},
		"render": {
			ours:  "render/css render/markdown render/program render/page template template/tag expr placeholders events locales mail diag",
			tests: html,
		},
		".": {
			ours:  "check config lint rules rules/ledger rules/timeline render render/css template expr placeholders events locales mail diag starter",
			tests: html + " " + idna + " delivery",
		},
		"internal/gendiagnostics": {ours: "diag"},
		"internal/gallery":        {ours: ". starter events mail"},
		"internal/referees":       {ours: ". starter mail", others: "github.com/emersion/go-message " + idna},
		"preview":                 {ours: ". golden rules rules/timeline expr placeholders locales events mail diag", others: html, tests: "starter delivery"},
		"delivery":                {ours: "mail", others: "github.com/emersion/go-sasl github.com/emersion/go-msgauth golang.org/x/time", tests: "delivery/deliverytest github.com/emersion/go-smtp github.com/emersion/go-message"},
		"delivery/deliverytest":   {tests: "mail delivery"},
		"golden":                  {ours: ". mail", others: "github.com/rogpeppe/go-internal", tests: "starter"},
		"billettest":              {ours: ". golden", tests: "starter golden"},
		"preview/browsertest":     {tests: "events . golden preview starter github.com/chromedp/chromedp github.com/chromedp/cdproto"},
		"cmd/billet":              {ours: "delivery golden preview . rules rules/ledger rules/timeline starter events diag diag/report mail", others: cobra + " " + fsnotify, tests: "delivery/deliverytest"},
	}
}

// forTests is what the tests of every package may import.
const forTests = "github.com/stretchr/testify github.com/rogpeppe/go-internal"

// TestImports holds the arrows between the packages, and the home of each
// third-party library.
func TestImports(t *testing.T) {
	rows := arrows()
	found := goPackages(t)
	for folder := range rows {
		assert.Contains(t, found, folder, "arrows() has a row for %s, which is no package", folder)
	}
	for folder, files := range found {
		row, known := rows[folder]
		if !assert.True(t, known, "package %s has no row in arrows()", folder) {
			continue
		}
		allowed := paths(row.ours + " " + row.others)
		inTests := append(slices.Concat(allowed, paths(row.tests+" "+forTests)), importPath(folder))
		for _, file := range files {
			may := allowed
			if strings.HasSuffix(file, "_test.go") {
				may = inTests
			}
			for _, imported := range importsOf(t, file) {
				assert.True(t, isStandard(imported) || isAllowed(imported, may), "package %s must not import %s, as %s does", folder, imported, file)
			}
		}
	}
}

// TestNoCircle holds that the arrows themselves lead nowhere back.
func TestNoCircle(t *testing.T) {
	rows := arrows()
	var visit func(folder string, above []string)
	visit = func(folder string, above []string) {
		require.NotContains(t, above, folder, "a circle: %s", strings.Join(append(above, folder), " → "))
		for _, next := range strings.Fields(rows[folder].ours) {
			visit(next, append(slices.Clone(above), folder))
		}
	}
	for folder := range rows {
		visit(folder, nil)
	}
}

// TestIsAllowed is about what counts as listed.
func TestIsAllowed(t *testing.T) {
	list := paths(". render golang.org/x/net/html")
	for _, imported := range []string{module, module + "/render", "golang.org/x/net/html", "golang.org/x/net/html/atom"} {
		assert.True(t, isAllowed(imported, list), imported)
	}
	for _, imported := range []string{module + "/render/css", module + "/mail", "golang.org/x/net", "golang.org/x/net/htmlx"} {
		assert.False(t, isAllowed(imported, list), imported)
	}
	assert.True(t, isStandard("net/http"))
	assert.False(t, isStandard("golang.org/x/net"))
}

// paths are the import paths of a row's words: folders of this module are
// told from modules by the first word of their path, which has no point.
func paths(words string) []string {
	var list []string
	for _, word := range strings.Fields(words) {
		if word == "." || isStandard(word) {
			word = importPath(word)
		}
		list = append(list, word)
	}
	return list
}

func importPath(folder string) string { return path.Join(module, folder) }

// isStandard reports whether a package is of the standard library: the first
// word of its path has no point.
func isStandard(imported string) bool {
	first, _, _ := strings.Cut(imported, "/")
	return !strings.Contains(first, ".")
}

// isAllowed reports whether a package is listed, or lies below a third-party
// one that is.
func isAllowed(imported string, list []string) bool {
	return slices.ContainsFunc(list, func(allowed string) bool {
		if strings.HasPrefix(allowed, module) {
			return imported == allowed
		}
		return imported == allowed || strings.HasPrefix(imported, allowed+"/")
	})
}

// goPackages lists the Go files of each folder of this module, without those
// of modules inside it.
func goPackages(t *testing.T) map[string][]string {
	root := os.DirFS(".")
	packages := map[string][]string{}
	err := fs.WalkDir(root, ".", func(name string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir():
			if name == "." {
				return nil
			}
			_, err := fs.Stat(root, path.Join(name, "go.mod"))
			base := path.Base(name)
			if err == nil || base == "testdata" || base == "node_modules" || strings.HasPrefix(base, ".") {
				return fs.SkipDir
			}
		case path.Ext(name) == ".go":
			packages[path.Dir(name)] = append(packages[path.Dir(name)], name)
		}
		return nil
	})
	require.NoError(t, err)
	require.NotEmpty(t, packages)
	return packages
}

func importsOf(t *testing.T, file string) []string {
	parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, parser.ImportsOnly)
	require.NoError(t, err)
	var list []string
	for _, spec := range parsed.Imports {
		imported, err := strconv.Unquote(spec.Path.Value)
		require.NoError(t, err)
		list = append(list, imported)
	}
	return list
}
