package locales

import (
	"slices"
	"strings"
	"sync"
	"testing"
	"time"
	"unicode/utf8"

	"github.com/bojanz/currency"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

func TestNew(t *testing.T) {
	for _, cells := range readTable(t, "tags.tsv", 2) {
		l, err := New(cells[0])
		if err != nil {
			assert.Nil(t, l)
			assert.Equal(t, cells[1], err.Error(), cells[0])
			continue
		}
		assert.Equal(t, cells[1], l.Tag()+" "+l.Language()+" "+l.Direction(), cells[0])
	}
}

// TestOwn has cases of formatting that Intl does not have.
func TestOwn(t *testing.T) {
	for _, cells := range readTable(t, "own.tsv", 6) {
		l, err := New(cells[1])
		require.NoError(t, err)
		row := intlRow{cells[0], cells[1], cells[2], cells[3], cells[4]}
		assert.Equal(t, row.want, visible(row.run(t, l)), "%s (%s)", strings.Join(cells[:4], "\t"), cells[5])
	}
}

// TestMalformed holds that text that is no plain decimal comes back unchanged.
func TestMalformed(t *testing.T) {
	l := mustNew(t, "ar-EG")
	for _, text := range []string{"", " ", "-", "+", ".", "1.", ".5", "1,5", "1e5", "1E5", "0x1", "--1", "1 000", "１", "٣", "NaN", "Inf", "1.2.3", "1-", "\xff"} {
		assert.Equal(t, text, l.Number(text, 0, 2))
		assert.Equal(t, text, l.Percent(text, 0, 2))
		assert.Equal(t, Other, l.Plural(text))
	}
}

func TestZeroAmount(t *testing.T) {
	for _, form := range []MoneyForm{MoneyStandard, MoneyCode, MoneyNarrow, MoneyNumber, MoneyForm(9)} {
		assert.Equal(t, "0", mustNew(t, "en").Money(currency.Amount{}, form))
	}
}

// TestLimits holds that no request for digits fills the memory.
func TestLimits(t *testing.T) {
	l := mustNew(t, "en")
	assert.Len(t, l.Number("1", 1<<40, 1<<40), 2+maxDigits)
	assert.Equal(t, l.Number("1.5", 0, 1), l.Number("1.5", 0, 1<<40))
}

func TestUnknownStyle(t *testing.T) {
	l, at := mustNew(t, "en"), time.Date(2026, 3, 5, 14, 5, 9, 0, time.UTC)
	assert.Equal(t, l.Date(at, Medium), l.Date(at, Style(99)))
	assert.Equal(t, l.Time(at, Short), l.Time(at, Weekday))
	assert.Equal(t, "Mar 5, 2026 at 2:05\u202fPM", l.DateTime(at, Style(-1), Style(-1)))
}

// TestCategories holds that a language has the categories that Plural gives.
func TestCategories(t *testing.T) {
	assert.Equal(t, []Category{Zero, One, Two, Few, Many, Other}, mustNew(t, "ar").Categories())
	assert.Equal(t, []Category{One, Few, Many, Other}, mustNew(t, "pl").Categories())
	assert.Equal(t, []Category{Other}, mustNew(t, "ja").Categories())
	assert.Equal(t, mustNew(t, "pt-PT").Plural("0"), mustNew(t, "pt-AO").Plural("0"), "by the CLDR parent")
}

func TestListLengths(t *testing.T) {
	l := mustNew(t, "en")
	assert.Equal(t, "", l.List(nil))
	assert.Equal(t, "a", l.List([]string{"a"}))
}

// TestTables holds that every row of a locale has what its patterns need.
func TestTables(t *testing.T) {
	for i := range localeTable {
		row := &localeTable[i]
		l := mustNew(t, row.tag)
		assert.Equal(t, row.tag, l.Tag())
		for _, names := range [][]string{l.name.months[:], l.name.monthsAlone[:], l.name.monthsShort[:], l.name.days[:], l.name.daysAlone[:], {l.name.am, l.name.pm}} {
			assert.NotContains(t, names, "", row.tag)
		}
	}
}

// TestConcurrent formats with one locale from several goroutines, for the
// race detector.
func TestConcurrent(t *testing.T) {
	l := mustNew(t, "fr-CA")
	amount, err := currency.NewAmount("12.50", "CAD")
	require.NoError(t, err)
	want := l.Money(amount, MoneyStandard)
	var group sync.WaitGroup
	for range 4 {
		group.Go(func() {
			for range 50 {
				assert.Equal(t, want, l.Money(amount, MoneyStandard))
				assert.Equal(t, One, l.Plural("1"))
			}
		})
	}
	group.Wait()
}

func mustNew(t testing.TB, tag string) *Locale {
	l, err := New(tag)
	require.NoError(t, err)
	return l
}

func FuzzNew(f *testing.F) {
	for _, seed := range []string{"en", "fr-CA", "pt_PT", "zh-Hant-TW", "x-a", "en-u-nu-arab", "", "a", "\xff", "i-klingon", "ar-001"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, tag string) {
		l, err := New(tag)
		if err != nil {
			require.Nil(t, l)
			require.True(t, utf8.ValidString(err.Error()))
			return
		}
		again, err := New(l.Tag())
		require.NoError(t, err, "the canonical tag is a tag")
		require.Equal(t, l.Tag(), again.Tag())
	})
}

func FuzzNumber(f *testing.F) {
	for _, seed := range []string{"0", "-1234.5", "999.995", "1E+3", "x", "1e400", "NaN", "0.0000", "00012", "\xff"} {
		f.Add(seed, 0, 2, 3)
	}
	f.Fuzz(func(t *testing.T, text string, least, most, form int) {
		for _, tag := range []string{"ar-EG", "en-IN", "pl"} {
			l := mustNew(t, tag)
			for _, write := range []func(string, int, int) string{l.Number, l.Percent} {
				got := write(text, least, most)
				require.Equal(t, got, write(text, least, most))
				require.Equal(t, utf8.ValidString(text), utf8.ValidString(got))
				if _, ok := parseDecimal(text); !ok {
					require.Equal(t, text, got)
				}
			}
			require.Contains(t, l.Categories(), l.Plural(text))
			if amount, err := currency.NewAmount(text, "EUR"); err == nil {
				require.True(t, utf8.ValidString(l.Money(amount, MoneyForm(form))))
			}
		}
	})
}

// Whatever stands for the currency in an amount is among the currency marks.
func TestCurrencyMarks(t *testing.T) {
	for _, tag := range []string{"en", "en-CA", "fr", "de-CH", "pl", "ja", "ar", "es-MX"} {
		l, err := New(tag)
		require.NoError(t, err)
		marks := l.CurrencyMarks()
		assert.True(t, slices.IsSorted(marks))
		assert.Len(t, slices.Compact(slices.Clone(marks)), len(marks))
		assert.NotContains(t, marks, "")
		for _, code := range currency.GetCurrencyCodes() {
			amount, err := currency.NewAmount("5", code)
			require.NoError(t, err)
			for _, form := range []MoneyForm{MoneyStandard, MoneyCode, MoneyNarrow} {
				written := l.Money(amount, form)
				assert.True(t, slices.ContainsFunc(marks, func(mark string) bool { return strings.Contains(written, mark) }), "%s %s %q", tag, code, written)
				assert.Contains(t, marks, l.symbol(code, form))
			}
		}
	}
}
