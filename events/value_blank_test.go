package events

import (
	"encoding/json"
	"reflect"
	"strings"
	"testing"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
)

func TestIsBlank(t *testing.T) {
	for name, s := range map[string]string{
		"space": " ", "tab": "\t", "line breaks": "\r\n\n", "form feed": "\f", "next line": "\u0085",
		"no-break space": "\u00a0", "narrow no-break space": "\u202f", "ideographic space": "\u3000",
		"line separator": "\u2028", "paragraph separator": "\u2029",
		"zero width space": "\u200b", "joiner": "\u200d", "non-joiner": "\u200c", "word joiner": "\u2060",
		"byte order mark": "\ufeff", "soft hyphen": "\u00ad", "directions": "\u200e\u202e\u2066\u2069",
		"variation selectors": "\ufe0f\U000e0100", "grapheme joiner": "\u034f", "tags": "\U000e0061",
		"Hangul fillers": "\u115f\u1160\u3164\uffa0", "Khmer vowels": "\u17b4\u17b5", "braille blank": "\u2800",
		"several": " \u200b\u00a0\ufeff\n",
	} {
		assert.True(t, isBlank(s), name)
	}
	for name, s := range map[string]string{
		"letter": "a", "letter among blanks": " \u200ba ", "full stop": ".", "hyphen": "-", "zero": "0",
		"accent": "\u0301", "Arabic number sign": "\u0600", "emoji": "\U0001f600", "han": "合",
		"private use": "\ue000", "replacement character": "\ufffd", "braille": "\u2801", "symbol for space": "\u2423",
	} {
		assert.False(t, isBlank(s), name)
	}
}

func TestValidateRefusesBlank(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(*PaymentOverdue)
		want   string
	}{
		{"required", func(p *PaymentOverdue) { p.Customer.Name = "\u200b " },
			"data-missing customer.name is required, but blank: no character in it shows"},
		{"optional string", func(p *PaymentOverdue) { p.Customer.Company = "\u00a0" },
			"data-text customer.company is blank: no character in it shows"},
		{"optional text", func(p *PaymentOverdue) { p.Merchant.Address = "\n\t\n" },
			"data-text merchant.address is blank: no character in it shows"},
		{"optional with a rule of its own", func(p *PaymentOverdue) { p.Customer.Language = "\ufeff" },
			"data-text customer.language is blank: no character in it shows"},
		{"in a list", func(p *PaymentOverdue) { p.Invoice.Lines[1].Description = " " },
			"data-missing invoice.lines[1].description is required, but blank: no character in it shows"},
	} {
		t.Run(c.name, func(t *testing.T) {
			e, data := sampleData(t, "payment_overdue", "rich")
			c.change(data.(*PaymentOverdue))
			assert.Equal(t, []string{c.want}, faultsOf(t, e.Validate(data)))
		})
	}
}

func TestBlankHelp(t *testing.T) {
	e, data := sampleData(t, "payment_overdue", "rich")
	p := data.(*PaymentOverdue)
	p.Customer.Name, p.Customer.Company = " ", " "
	var list diag.List
	require.ErrorAs(t, e.Validate(p), &list)
	require.Len(t, list, 2)
	help := map[diag.Code]string{}
	for _, d := range list {
		help[d.Code] = d.Help
	}
	assert.True(t, strings.HasPrefix(help[diag.DataMissing], "add it; it holds: "), help)
	assert.Equal(t, "leave the field out", help[diag.DataText])
}

// Go values made of the blank cases have the same faults as the payloads.
func TestValidateAgreesOnBlank(t *testing.T) {
	compared := 0
	eachCase(t, "refuse", func(t *testing.T, e *Event, src *diag.Source) {
		_, err := e.Decode(src)
		want := faultsOf(t, err)
		for _, one := range want {
			if !strings.Contains(one, "blank: ") {
				return
			}
		}
		data := reflect.New(e.Data).Interface()
		require.NoError(t, json.Unmarshal([]byte(src.Text()), data))
		compared++
		assert.ElementsMatch(t, want, faultsOf(t, e.Validate(data)))
	})
	assert.GreaterOrEqual(t, compared, 6)
}
