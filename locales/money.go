package locales

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/bojanz/currency"
)

// MoneyForm says how an amount shows its currency.
type MoneyForm int

// The zero MoneyForm is MoneyStandard.
const (
	MoneyStandard MoneyForm = iota // the symbol: "US$12.50" in Canada
	MoneyCode                      // the ISO 4217 code: "USD 12.50"
	MoneyNarrow                    // the shortest symbol, which other currencies may share: "$12.50"
	MoneyNumber                    // no currency: "12.50"
)

// Money writes an amount with as many digits after the decimal separator as
// its currency has by ISO 4217: 2 for EUR, 0 for JPY, 3 for KWD, and also 2
// for HUF and others that the CLDR rounds to whole units, for a bill must add
// up. A half is rounded away
// from zero, as currency.Amount.Round does. An amount that is rounded to zero
// has no sign.
//
// An amount that is no number, or has more than about 400 digits by its
// exponent, is written as currency.Amount.String does. The zero Amount has no
// currency and gives "0".
func (l *Locale) Money(a currency.Amount, form MoneyForm) string {
	d, ok := parseScientific(a.Number())
	if !ok {
		return a.String()
	}
	code := a.CurrencyCode()
	if places, known := currency.GetDigits(code); known {
		d = d.round(int(places), true)
		if missing := int(places) - len(d.frac); missing > 0 {
			d.frac += "0000"[:missing]
		}
	}
	n := l.number
	symbol, around := l.symbol(code, form), n.money.of(d.negative)
	switch {
	case symbol == "":
		around = n.moneyNumber.of(d.negative)
	case code == "EUR":
		around = n.euro.of(d.negative)
	}
	b := appendPrefix(make([]byte, 0, 48), around[0], symbol)
	b = n.appendDecimal(b, d, n.moneyDecimal, n.moneyGroup, n.moneySizes)
	return string(appendSuffix(b, around[1], symbol))
}

// symbol is what stands for a currency, "" for nothing.
func (l *Locale) symbol(code string, form MoneyForm) string {
	symbol := ""
	switch form {
	case MoneyNumber:
		return ""
	case MoneyStandard:
		symbol = l.symbols[code]
	case MoneyNarrow:
		symbol = l.narrow[code]
	}
	if symbol == "" {
		return code
	}
	return symbol
}

// CurrencyMarks lists what Money may write for a currency, in any form: every
// symbol, and the code of every currency, each once and in alphabetical order.
func (l *Locale) CurrencyMarks() []string {
	marks := slices.Clone(currency.GetCurrencyCodes())
	for _, symbols := range []map[string]string{l.symbols, l.narrow} {
		for _, symbol := range symbols {
			marks = append(marks, symbol)
		}
	}
	slices.Sort(marks)
	return slices.DeleteFunc(slices.Compact(marks), func(mark string) bool { return mark == "" })
}

// currencySpace parts a currency from a digit beside it, unless it is a
// symbol or a blank there (CLDR, currencySpacing: the same in all our
// locales).
const currencySpace = "\u00a0"

func appendPrefix(b []byte, prefix, symbol string) []byte {
	before, after, found := strings.Cut(prefix, "¤")
	b = append(b, before...)
	if !found {
		return b
	}
	b = append(b, symbol...)
	if last, _ := utf8.DecodeLastRuneInString(symbol); after == "" && needsSpace(last) {
		b = append(b, currencySpace...)
	}
	return append(b, after...)
}

func appendSuffix(b []byte, suffix, symbol string) []byte {
	before, after, found := strings.Cut(suffix, "¤")
	b = append(b, before...)
	if !found {
		return b
	}
	if first, _ := utf8.DecodeRuneInString(symbol); before == "" && needsSpace(first) {
		b = append(b, currencySpace...)
	}
	b = append(b, symbol...)
	return append(b, after...)
}

func needsSpace(edge rune) bool {
	return !unicode.IsSymbol(edge) && !unicode.Is(unicode.Z, edge)
}
