package locales

import (
	"testing"
	"time"

	"github.com/bojanz/currency"
)

func benchLocale(b *testing.B, tag string) *Locale {
	l, err := New(tag)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	return l
}

func benchAmount(b *testing.B) currency.Amount {
	amount, err := currency.NewAmount("1234567.89", "EUR")
	if err != nil {
		b.Fatal(err)
	}
	return amount
}

func BenchmarkMoney(b *testing.B) {
	for _, tag := range []string{"fr-FR", "ar-EG"} {
		b.Run(tag, func(b *testing.B) {
			l, amount := benchLocale(b, tag), benchAmount(b)
			for b.Loop() {
				l.Money(amount, MoneyStandard)
			}
		})
	}
	// The formatter that Money stands in for, kept as bojanz advises.
	b.Run("bojanz", func(b *testing.B) {
		f, amount := currency.NewFormatter(currency.NewLocale("fr-FR")), benchAmount(b)
		f.MaxDigits = currency.DefaultDigits
		b.ReportAllocs()
		for b.Loop() {
			f.Format(amount)
		}
	})
}

func BenchmarkDate(b *testing.B) {
	l := benchLocale(b, "fr-FR")
	day := time.Date(2026, 3, 5, 14, 5, 0, 0, time.UTC)
	for b.Loop() {
		l.Date(day, Long)
	}
}

func BenchmarkNumber(b *testing.B) {
	l := benchLocale(b, "fr-FR")
	for b.Loop() {
		l.Number("1234567.895", 0, 2)
	}
}

func BenchmarkNew(b *testing.B) {
	b.ReportAllocs()
	for b.Loop() {
		if _, err := New("fr-CA"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkMatch(b *testing.B) {
	m, err := NewMatcher([]string{"en", "de", "es", "fr", "it", "ja", "nl", "pl", "pt-BR", "ar"}, "en", nil)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		m.Match("fr-CA")
	}
}
