package diag

import (
	"go/ast"
	"go/parser"
	"go/token"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestCatalogueIsComplete(t *testing.T) {
	noSource := map[Code]string{
		PageInliner:         "no page is known that passes all other checks and that the inliner refuses",
		TemplateComposition: "no source is known that leads to it: it is a fault of Billet",
	}
	form := regexp.MustCompile(`^[a-z]+(-[a-z]+)+$`)
	for _, d := range Catalogue() {
		assert.Regexp(t, form, string(d.Code))
		assert.NotEmpty(t, d.Title, d.Code)
		assert.NotContains(t, d.Title, "\n", "the title of %s is one line", d.Code)
		assert.False(t, strings.HasSuffix(d.Title, "."), "the title of %s is no sentence", d.Code)
		assert.NotEmpty(t, d.Remedy, d.Code)
		assert.True(t, strings.HasSuffix(d.Remedy, "."), "the remedy of %s is a sentence", d.Code)
		_, without := noSource[d.Code]
		assert.Equal(t, without, d.Example == "", "the example of %s", d.Code)
		for _, text := range []string{d.Title, d.Example, d.Remedy} {
			assert.Equal(t, strings.TrimSpace(text), text, d.Code)
		}
	}
}

func TestCatalogueIsOrdered(t *testing.T) {
	var codes []Code
	for _, d := range Catalogue() {
		codes = append(codes, d.Code)
	}
	assert.True(t, slices.IsSorted(codes))
	assert.Len(t, slices.Compact(slices.Clone(codes)), len(codes), "each code is there once")
}

// Whoever changes a Catalogue changes a copy.
func TestCatalogueIsACopy(t *testing.T) {
	changed := Catalogue()
	want := changed[0]
	changed[0] = Doc{}
	assert.Equal(t, want, Catalogue()[0])
}

// Every code that is declared is documented, and none else.
func TestCatalogueHasEveryCode(t *testing.T) {
	declared := map[Code]string{}
	files, err := filepath.Glob("*.go")
	require.NoError(t, err)
	for _, file := range files {
		parsed, err := parser.ParseFile(token.NewFileSet(), file, nil, 0)
		require.NoError(t, err)
		for name, code := range codesOf(t, parsed) {
			assert.True(t, strings.HasPrefix(file, "codes_"), "%s is declared in %s", name, file)
			assert.Empty(t, declared[code], "%s has the code %s too", name, code)
			declared[code] = name
		}
	}
	assert.Greater(t, len(declared), 100)
	for _, d := range Catalogue() {
		assert.NotEmpty(t, declared[d.Code], "the documented code %s is declared", d.Code)
		delete(declared, d.Code)
	}
	assert.Empty(t, declared, "the declared codes are documented")
}

// codesOf lists the constants of the type Code in a file, with their values.
func codesOf(t *testing.T, file *ast.File) map[string]Code {
	codes := map[string]Code{}
	for _, decl := range file.Decls {
		group, ok := decl.(*ast.GenDecl)
		if !ok || group.Tok != token.CONST {
			continue
		}
		for _, spec := range group.Specs {
			constant := spec.(*ast.ValueSpec)
			if of, ok := constant.Type.(*ast.Ident); !ok || of.Name != "Code" {
				continue
			}
			for i, name := range constant.Names {
				value, ok := constant.Values[i].(*ast.BasicLit)
				require.True(t, ok, "the value of %s is a string", name.Name)
				code, err := strconv.Unquote(value.Value)
				require.NoError(t, err)
				codes[name.Name] = Code(code)
			}
		}
	}
	return codes
}
