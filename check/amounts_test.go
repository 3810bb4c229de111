package check

import (
	"strings"
	"testing"

	"github.com/bojanz/currency"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/locales"
)

func TestAmounts(t *testing.T) {
	for _, c := range []struct{ tag, text, want string }{
		{"en", "", ""},
		{"en", "Pay €61.25 by October 31, 2026", "€61.25"},
		{"en", "€1,061.25 and $5", "€1,061.25 $5"},
		{"en", "-CA$116.00, CHF 920.00", "-CA$116.00 CHF920.00"},
		{"en", "Invoice 2026-10-00317 of EUR 5.", "EUR5"},
		{"en", "20 × €4.90 = €98.00", "€4.90 €98.00"},
		{"en", "5 EUROS, 5 euros, plan XCHF 5", ""},
		{"en", "10 % or 20% of 30", ""},
		{"en", "Box L 5, unit K 7", ""}, // marks of one letter are no marks
		{"fr", "61,25\u00a0€ à régler le 31 octobre 2026", "61,25€"},
		{"fr", "1\u202f234\u202f567,50\u00a0€ et 12 34,00 €", "1234567,50€ 34,00€"},
		{"fr", "\u2212116,00\u00a0$CA", "-116,00$CA"},
		{"de", "1.234,50 €", "1.234,50€"},
		{"de-CH", "CHF 1’234.50", "CHF1’234.50"},
		{"pl", "119,00 zł i 5 PLN", "119,00zł 5PLN"},
		{"ja", "￥123,456です", "￥123,456"},
		{"ar", "\u200f994.68 US$", "994.68US$"},
		{"sv", "5 kr", ""}, // no language of Billet
	} {
		assert.Equal(t, c.want, strings.Join(marksOf(c.tag).amounts(c.text), " "), "%s %q", c.tag, c.text)
	}
}

// Every amount as Billet prints it is one amount, among words and by itself, and
// different amounts are different.
func TestAmountsOfEveryCurrency(t *testing.T) {
	for _, tag := range []string{"ar", "ar-EG", "de", "de-CH", "en", "en-CA", "en-IN", "es", "fr", "fr-CA", "fr-CH", "it", "ja", "nl", "pl", "pt-BR", "pt-PT"} {
		locale, err := locales.New(tag)
		require.NoError(t, err)
		marks := marksOf(tag)
		for _, code := range []string{"EUR", "USD", "CAD", "GBP", "CHF", "JPY", "PLN", "SEK", "CZK", "KWD", "AED", "BRL", "INR"} {
			seen := map[string]string{}
			for _, number := range []string{"0.00", "5.00", "-12.50", "999.99", "1234.56", "-1234567.89", "100000000.01"} {
				amount, err := currency.NewAmount(number, code)
				require.NoError(t, err)
				for _, form := range []locales.MoneyForm{locales.MoneyStandard, locales.MoneyCode} {
					written := locale.Money(amount, form)
					for _, text := range []string{written, "a " + written + " b.", "(" + written + "), c"} {
						found := marks.amounts(text)
						if assert.Len(t, found, 1, "%s %q", tag, text) && form == locales.MoneyStandard {
							assert.Contains(t, []string{"", written}, seen[found[0]], "%q and %q", written, seen[found[0]])
							seen[found[0]] = written
						}
					}
				}
			}
		}
	}
}

func TestColumns(t *testing.T) {
	for text, want := range map[string]int{
		"": 0, "abc": 3, "é": 1, "e\u0301": 1, "日本": 4, "ｱ": 1, "Ａ": 2, "\u200fשלום\u200e": 4, "a\u00a0b": 3, "한국어": 6, "€5": 2,
	} {
		assert.Equal(t, want, columns(text), "%q", text)
	}
}
