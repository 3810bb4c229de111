package diag

import (
	"errors"
	"fmt"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestDiagnosticError(t *testing.T) {
	at := NewSource("a.md", "é {{ x }}").Range(3, 10)
	for _, c := range []struct {
		name string
		d    Diagnostic
		want string
	}{
		{"everything", Diagnostic{Code: DataEnum, Range: at, Message: "no such value", Help: "write day"}, "a.md:1:3: no such value (write day) [data-enum]"},
		{"without a remedy", Diagnostic{Code: DataEnum, Range: at, Message: "no such value"}, "a.md:1:3: no such value [data-enum]"},
		{"the file as a whole", Diagnostic{Code: FolderMissing, Range: Range{File: "billet.yaml"}, Message: "is missing"}, "billet.yaml: is missing [folder-missing]"},
		{"no file", Diagnostic{Code: DataGoType, Message: "of the wrong type"}, "of the wrong type [data-go-type]"},
		{"a warning", Diagnostic{Code: DataEnum, Severity: Warning, Range: at, Message: "m"}, "a.md:1:3: m [data-enum]"},
	} {
		assert.Equal(t, c.want, c.d.Error(), c.name)
	}
}

func TestSeverity(t *testing.T) {
	var zero Severity
	assert.Equal(t, Error, zero, "nobody lowers one by forgetting it")
	assert.Equal(t, "error", Error.String())
	assert.Equal(t, "warning", Warning.String())
}

func TestListAddAndWarn(t *testing.T) {
	at := NewSource("a.md", "abc").Range(1, 2)
	var list List
	list.Add(DataEnum, at, "write 100 %", "%s must be one of %d", "period", 6)
	list.Warn(DataText, at, "", "nothing in it")
	assert.Equal(t, List{
		{Code: DataEnum, Severity: Error, Range: at, Message: "period must be one of 6", Help: "write 100 %"},
		{Code: DataText, Severity: Warning, Range: at, Message: "nothing in it"},
	}, list)
}

func TestListError(t *testing.T) {
	list := List{{Code: DataEnum, Message: "one"}, {Code: DataText, Severity: Warning, Message: "two", Help: "three"}}
	assert.Equal(t, "one [data-enum]", list.Error(), "warnings are no part of what is wrong")
	assert.Equal(t, "two (three) [data-text]", list[1:].Error())
	assert.Equal(t, "one [data-enum]\ntwo [data-text]", List{list[0], {Code: DataText, Message: "two"}}.Error())
	assert.Empty(t, List{}.Error())
}

func TestListErr(t *testing.T) {
	fault, warning := Diagnostic{Code: DataEnum, Message: "a"}, Diagnostic{Code: DataText, Severity: Warning, Message: "b"}
	assert.NoError(t, List(nil).Err())
	assert.NoError(t, List{}.Err())
	assert.NoError(t, List{warning, warning}.Err(), "warnings stop nothing")
	assert.Equal(t, List{warning, fault}, List{warning, fault}.Err(), "warnings come along with an error")
}

func TestListIsFoundInErrors(t *testing.T) {
	list := List{{Code: DataEnum, Message: "a"}, {Code: DataText, Message: "b"}}
	for _, err := range []error{list.Err(), fmt.Errorf("mails: %w", list.Err()), errors.Join(errors.New("first"), list.Err())} {
		var got List
		require.True(t, errors.As(err, &got), "%v", err)
		assert.Equal(t, list, got)
	}
	var got List
	assert.False(t, errors.As(errors.New("no list"), &got))
	assert.False(t, errors.As(List{}.Err(), &got))
}

func TestListNormal(t *testing.T) {
	src := NewSource("b.md", "one\ntwo\nthree")
	at := func(file string, start, end int) Range {
		r := src.Range(start, end)
		r.File = file
		return r
	}
	// Each differs from the one before it in one thing: file, place, end, code,
	// message.
	want := List{
		{Code: DataText, Range: at("a.md", 8, 9), Message: "m"},
		{Code: DataText, Range: Range{File: "b.md"}, Message: "m"},
		{Code: DataText, Range: at("b.md", 2, 9), Message: "m"},
		{Code: DataText, Range: at("b.md", 4, 6), Message: "m"},
		{Code: DataText, Range: at("b.md", 4, 9), Message: "m"},
		{Code: DataURL, Range: at("b.md", 4, 9), Message: "m"},
		{Code: DataURL, Range: at("b.md", 4, 9), Message: "n"},
	}
	given := List{want[4], want[6], want[0], want[5], want[2], want[4], want[1], want[3], want[2], want[4]}
	before := append(List(nil), given...)
	assert.Equal(t, want, given.Normal())
	assert.Equal(t, before, given, "the list itself stays as it is")
	assert.Equal(t, want, want.Normal())
	assert.Empty(t, List(nil).Normal())
}

func TestListNormalKeepsWhatDiffers(t *testing.T) {
	list := List{
		{Code: DataText, Message: "m"},
		{Code: DataText, Message: "m", Help: "h"},
		{Code: DataText, Message: "m", Severity: Warning},
	}
	assert.Equal(t, list, append(list, list...).Normal())
}

// Functions of Billet return a plain error. The faults behind it are a List.
func ExampleList() {
	load := func() error {
		src := NewSource("templates/signup/en.md", "# Hello\n{{ customer.nmae }}")
		var list List
		list.Add(TemplateUnknownName, src.Range(20, 24), DidYouMean("nmae", []string{"name", "email"}), "customer has no field nmae")
		return list.Err()
	}
	err := fmt.Errorf("mails: %w", load())

	var list List
	if errors.As(err, &list) {
		for _, d := range list {
			fmt.Println(d.Code, "in line", d.Range.Start.Line, "of", d.Range.File)
			fmt.Println(d.Message)
			fmt.Println(d.Help)
		}
	}
	// Output:
	// template-unknown-name in line 2 of templates/signup/en.md
	// customer has no field nmae
	// did you mean name?
}
