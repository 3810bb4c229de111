package diag

import (
	"testing"

	"github.com/stretchr/testify/assert"
)

func TestSettle(t *testing.T) {
	list := List{
		{Code: CSSHeadSize, Severity: Warning},
		{Code: LocalePluralUnused, Severity: Warning},
		{Code: MarkdownLiteralMarks, Severity: Warning},
		{Code: DataText},
	}
	settings := map[Code]Setting{CSSHeadSize: Raised, LocalePluralUnused: Off, MarkdownLiteralMarks: AsIs, DataText: Off}
	assert.Equal(t, List{
		{Code: CSSHeadSize},
		{Code: MarkdownLiteralMarks, Severity: Warning},
		{Code: DataText},
	}, list.Settle(settings), "errors stay")
	assert.Equal(t, Warning, list[0].Severity, "the list itself stays as it is")
	assert.Equal(t, list, list.Settle(nil))
}

func TestSeverityOfCodes(t *testing.T) {
	for _, code := range warningCodes() {
		doc, ok := Lookup(code)
		assert.True(t, ok, code)
		assert.Equal(t, Warning, doc.Severity, code)
	}
	doc, ok := Lookup(DataText)
	assert.True(t, ok)
	assert.Equal(t, Error, doc.Severity)
	_, ok = Lookup("no-code")
	assert.False(t, ok)
	assert.Equal(t, "css", CSSHeadSize.Group())
}
