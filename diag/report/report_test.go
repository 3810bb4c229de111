package report_test

import (
	"encoding/json"
	"errors"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/diag/report"
)

// several is a diagnostic of each shape.
func several() []diag.Diagnostic {
	src := diag.NewSource("templates/à b/fr.md", "né: 合計 {{ nmae }}\nx\n")
	return []diag.Diagnostic{
		{Code: diag.TemplateUnknownName, Range: src.Range(strings.Index(src.Text(), "nmae"), strings.Index(src.Text(), " }}")), Message: "there is no 100 % <nmae>, at all: no", Help: "did you mean name?"},
		{Code: diag.MarkdownLiteralMarks, Severity: diag.Warning, Range: src.Range(4, len(src.Text())-2), Message: "over lines"},
		{Code: diag.FolderMissing, Range: diag.Range{File: "billet.yaml"}, Message: "a file as a whole\r\nwith a line end"},
		{Code: diag.DataText, Range: src.Range(2, 2), Message: "an empty range"},
		{Message: "nowhere"},
	}
}

func TestJSON(t *testing.T) {
	var b strings.Builder
	require.NoError(t, report.JSON(&b, several()[:3]))
	assert.Equal(t, `[
  {
    "file": "templates/à b/fr.md",
    "line": 1,
    "column": 11,
    "end_line": 1,
    "end_column": 15,
    "code": "template-unknown-name",
    "severity": "error",
    "message": "there is no 100 % <nmae>, at all: no",
    "help": "did you mean name?"
  },
  {
    "file": "templates/à b/fr.md",
    "line": 1,
    "column": 4,
    "end_line": 2,
    "end_column": 1,
    "code": "markdown-literal-marks",
    "severity": "warning",
    "message": "over lines",
    "help": ""
  },
  {
    "file": "billet.yaml",
    "line": 0,
    "column": 0,
    "end_line": 0,
    "end_column": 0,
    "code": "folder-missing",
    "severity": "error",
    "message": "a file as a whole\r\nwith a line end",
    "help": ""
  }
]
`, b.String())
	b.Reset()
	require.NoError(t, report.JSON(&b, nil))
	assert.Equal(t, "[]\n", b.String())
}

func TestGitHub(t *testing.T) {
	var b strings.Builder
	require.NoError(t, report.GitHub(&b, several(), "mails, all"))
	assert.Equal(t, `::error file=mails%2C all/templates/à b/fr.md,line=1,col=11,endLine=1,endColumn=14,title=template-unknown-name::there is no 100 %25 <nmae>, at all: no (did you mean name?)
::warning file=mails%2C all/templates/à b/fr.md,line=1,endLine=2,title=markdown-literal-marks::over lines
::error file=mails%2C all/billet.yaml,title=folder-missing::a file as a whole%0D%0Awith a line end
::error file=mails%2C all/templates/à b/fr.md,line=1,col=3,endLine=1,endColumn=3,title=data-text::an empty range
::error title=::nowhere
`, b.String())
	b.Reset()
	require.NoError(t, report.GitHub(&b, nil, ""))
	assert.Empty(t, b.String())
}

// sarifSchema is the schema that OASIS publishes.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	text, err := os.ReadFile("testdata/sarif-schema-2.1.0.json")
	require.NoError(t, err)
	document, err := jsonschema.UnmarshalJSON(strings.NewReader(string(text)))
	require.NoError(t, err)
	compiler := jsonschema.NewCompiler()
	compiler.AssertFormat()
	require.NoError(t, compiler.AddResource("sarif.json", document))
	schema, err := compiler.Compile("sarif.json")
	require.NoError(t, err)
	return schema
}

func TestSARIFFitsItsSchema(t *testing.T) {
	schema := sarifSchema(t)
	var everyCode []diag.Diagnostic
	for _, doc := range diag.Catalogue() {
		everyCode = append(everyCode, diag.Diagnostic{Code: doc.Code, Severity: doc.Severity, Message: doc.Title})
	}
	for name, list := range map[string][]diag.Diagnostic{"none": nil, "several": several()[:4], "every code": everyCode} {
		var b strings.Builder
		require.NoError(t, report.SARIF(&b, list, "mails"))
		got, err := jsonschema.UnmarshalJSON(strings.NewReader(b.String()))
		require.NoError(t, err)
		assert.NoError(t, schema.Validate(got), name)
	}
	wrong, err := jsonschema.UnmarshalJSON(strings.NewReader(`{"version": "2.1.0", "runs": [{"tool": {}}]}`))
	require.NoError(t, err)
	assert.Error(t, schema.Validate(wrong), "the schema refuses what is wrong")
}

func TestSARIF(t *testing.T) {
	var b strings.Builder
	require.NoError(t, report.SARIF(&b, several()[:3], "mails"))
	var got struct {
		Runs []struct {
			ColumnKind string
			Tool       struct {
				Driver struct {
					Rules []struct {
						ID                   string
						DefaultConfiguration struct{ Level string }
					}
				}
			}
			Results []json.RawMessage
		}
	}
	require.NoError(t, json.Unmarshal([]byte(b.String()), &got))
	run := got.Runs[0]
	assert.Equal(t, "unicodeCodePoints", run.ColumnKind)
	var rules []string
	for _, r := range run.Tool.Driver.Rules {
		rules = append(rules, r.ID+" "+r.DefaultConfiguration.Level)
	}
	assert.Equal(t, []string{"folder-missing error", "markdown-literal-marks warning", "template-unknown-name error"}, rules)
	require.Len(t, run.Results, 3)
	assert.JSONEq(t, `{"ruleId": "template-unknown-name", "level": "error",
		"message": {"text": "there is no 100 % <nmae>, at all: no (did you mean name?)"},
		"locations": [{"physicalLocation": {
			"artifactLocation": {"uri": "mails/templates/%C3%A0%20b/fr.md"},
			"region": {"startLine": 1, "startColumn": 11, "endLine": 1, "endColumn": 15}}}]}`, string(run.Results[0]))
	assert.JSONEq(t, `{"ruleId": "folder-missing", "level": "error", "message": {"text": "a file as a whole\r\nwith a line end"},
		"locations": [{"physicalLocation": {"artifactLocation": {"uri": "mails/billet.yaml"}}}]}`, string(run.Results[2]))
}

type full struct{}

func (full) Write([]byte) (int, error) { return 0, errors.New("no space left") }

func TestWriteFails(t *testing.T) {
	assert.EqualError(t, report.JSON(full{}, several()), "no space left")
	assert.EqualError(t, report.GitHub(full{}, several(), ""), "no space left")
	assert.EqualError(t, report.SARIF(full{}, several(), ""), "no space left")
}
