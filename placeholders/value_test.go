package placeholders_test

import (
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

func TestPrintAndTruth(t *testing.T) {
	at := time.Date(2026, 3, 5, 14, 5, 9, 0, time.UTC)
	day := events.DateOf(at)
	en, err := locales.New("en")
	require.NoError(t, err)
	fr, err := locales.New("fr")
	require.NoError(t, err)
	for name, c := range map[string]struct {
		value  placeholders.Value
		en, fr string
		truth  bool
	}{
		"absent":       {placeholders.Value{}, "", "", false},
		"words":        {placeholders.StringValue("a"), "a", "a", true},
		"no words":     {placeholders.StringValue(""), "", "", false},
		"blank":        {placeholders.StringValue(" "), " ", " ", true},
		"markdown":     {placeholders.Value{Kind: placeholders.Markdown, Text: "*a*"}, "*a*", "*a*", true},
		"no markdown":  {placeholders.Value{Kind: placeholders.Markdown}, "", "", false},
		"integer":      {placeholders.IntValue(-1234), "-1,234", "-1\u202f234", true},
		"zero":         {placeholders.IntValue(0), "0", "0", false},
		"decimal":      {placeholders.DecimalValue(placeholders.Decimal, decimal(t, "1234.50")), "1,234.50", "1\u202f234,50", true},
		"decimal zero": {placeholders.DecimalValue(placeholders.Decimal, decimal(t, "0.00")), "0.00", "0,00", false},
		"percent":      {placeholders.DecimalValue(placeholders.Percent, decimal(t, "7.5")), "7.5%", "7,5\u00a0%", true},
		"percent zero": {placeholders.DecimalValue(placeholders.Percent, decimal(t, "0")), "0%", "0\u00a0%", false},
		"money":        {placeholders.MoneyValue(money(t, "-1", "EUR")), "-€1.00", "-1,00\u00a0€", true},
		"no money":     {placeholders.MoneyValue(money(t, "0", "EUR")), "€0.00", "0,00\u00a0€", false},
		"date":         {placeholders.Value{Kind: placeholders.Date, Ref: &day}, "March 5, 2026", "5 mars 2026", true},
		"datetime":     {placeholders.Value{Kind: placeholders.DateTime, Ref: &at}, "March 5, 2026 at 2:05\u202fPM", "5 mars 2026 à 14:05", true},
		"true":         {placeholders.BoolValue(true), "true", "true", true},
		"false":        {placeholders.BoolValue(false), "false", "false", false},
		"enum":         {placeholders.Value{Kind: placeholders.Enum, Text: "year"}, "year", "year", true},
		"object":       {placeholders.Value{Kind: placeholders.Object}, "", "", true},
		"file":         {placeholders.Value{Kind: placeholders.File}, "", "", true},
		"list":         {placeholders.Value{Kind: placeholders.List, Ref: &placeholders.Rows{}}, "", "", false},
		"url":          {placeholders.Value{Kind: placeholders.URL, Text: "https://x"}, "https://x", "https://x", true},
		"email":        {placeholders.Value{Kind: placeholders.Email, Text: "a@b"}, "a@b", "a@b", true},
		"colour":       {placeholders.Value{Kind: placeholders.Color, Text: "#fff"}, "#fff", "#fff", true},
		"text":         {placeholders.Value{Kind: placeholders.Text, Text: "a\nb"}, "a\nb", "a\nb", true},
		"largest":      {placeholders.IntValue(1<<63 - 1), "9,223,372,036,854,775,807", "9\u202f223\u202f372\u202f036\u202f854\u202f775\u202f807", true},
		"tiny":         {placeholders.DecimalValue(placeholders.Decimal, decimal(t, "-0.01")), "-0.01", "-0,01", true},
		"year 1":       {placeholders.Value{Kind: placeholders.DateTime, Ref: &time.Time{}}, "January 1, 1 at 12:00\u202fAM", "1 janvier 1 à 00:00", true},
	} {
		t.Run(name, func(t *testing.T) {
			inEnglish, inFrench := c.value, c.value
			assert.Equal(t, c.truth, c.value.True())
			assert.Equal(t, c.en, inEnglish.Print(en))
			assert.Equal(t, c.fr, inFrench.Print(fr))
			assert.Equal(t, c.en, inEnglish.Print(en), "a second time")
			assert.Equal(t, c.truth, inEnglish.True(), "after printing")
		})
	}
}

func TestNumber(t *testing.T) {
	seven := placeholders.IntValue(7)
	half := placeholders.DecimalValue(placeholders.Percent, decimal(t, "0.5"))
	words := placeholders.StringValue("7")
	assert.Equal(t, "7", seven.Number().String())
	assert.Equal(t, "0.5", half.Number().String())
	assert.Equal(t, 0, words.Number().Sign())
}

func TestKinds(t *testing.T) {
	names := map[string]bool{}
	for k := placeholders.None; k <= placeholders.Color; k++ {
		assert.NotEmpty(t, k.String())
		assert.False(t, names[k.String()], k.String())
		names[k.String()] = true
		assert.False(t, k.Worded() && k.Numeric(), k.String())
		if k.Numeric() {
			assert.True(t, k.Printable(), k.String())
		}
	}
}
