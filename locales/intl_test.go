package locales

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/bojanz/currency"
	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"
)

// intlRow is one row of testdata/intl.tsv: what the Intl of Node, which has
// the same CLDR version as the tables, makes of an input.
type intlRow struct{ kind, locale, form, input, want string }

// readTable reads the rows of a table in testdata, without its comments.
func readTable(t *testing.T, name string, columns int) [][]string {
	file, err := os.Open("testdata/" + name)
	require.NoError(t, err)
	defer file.Close()
	var rows [][]string
	scan := bufio.NewScanner(file)
	for scan.Scan() {
		if strings.HasPrefix(scan.Text(), "#") {
			continue
		}
		cells := strings.Split(scan.Text(), "\t")
		require.Len(t, cells, columns, scan.Text())
		rows = append(rows, cells)
	}
	require.NoError(t, scan.Err())
	return rows
}

// TestIntl compares every row of intl.tsv. Rows that differ on purpose are in
// deviations.tsv with what Billet writes and why.
func TestIntl(t *testing.T) {
	rows := readTable(t, "intl.tsv", 5)
	require.Greater(t, len(rows), 3000)
	known := map[string]string{}
	for _, cells := range readTable(t, "deviations.tsv", 6) {
		require.NotEmpty(t, cells[5], "a deviation needs a reason")
		known[strings.Join(cells[:4], "\t")] = cells[4]
	}
	made := map[string]*Locale{}
	for _, cells := range rows {
		row := intlRow{cells[0], cells[1], cells[2], cells[3], cells[4]}
		if made[row.locale] == nil {
			l, err := New(row.locale)
			require.NoError(t, err)
			require.Equal(t, row.locale, l.Tag())
			made[row.locale] = l
		}
		key := strings.Join(cells[:4], "\t")
		got := visible(row.run(t, made[row.locale]))
		if want, ok := known[key]; ok {
			delete(known, key)
			assert.NotEqual(t, row.want, got, "%s: no deviation any more", key)
			assert.Equal(t, want, got, key)
			continue
		}
		assert.Equal(t, row.want, got, key)
	}
	assert.Empty(t, known, "deviations of rows that do not exist")
}

// run formats the input of a row.
func (row intlRow) run(t *testing.T, l *Locale) string {
	first, second, _ := strings.Cut(row.form, ",")
	switch row.kind {
	case "money":
		number, code, _ := strings.Cut(row.input, " ")
		amount, err := currency.NewAmount(number, code)
		require.NoError(t, err)
		return l.Money(amount, map[string]MoneyForm{"standard": MoneyStandard, "code": MoneyCode, "narrow": MoneyNarrow, "number": MoneyNumber}[row.form])
	case "number":
		return l.Number(row.input, atoi(t, first), atoi(t, second))
	case "percent":
		return l.Percent(row.input, atoi(t, first), atoi(t, second))
	case "date":
		return l.Date(instant(t, row.input), style(first))
	case "time":
		return l.Time(instant(t, row.input), style(first))
	case "datetime":
		return l.DateTime(instant(t, row.input), style(first), style(second))
	case "list":
		return l.List(strings.Split(row.input, "|"))
	case "plural":
		return string(l.Plural(row.input))
	}
	require.Fail(t, "unknown kind "+row.kind)
	return ""
}

func style(name string) Style {
	return map[string]Style{"short": Short, "medium": Medium, "long": Long, "full": Full,
		"monthday": MonthDay, "monthyear": MonthYear, "weekday": Weekday}[name]
}

func atoi(t *testing.T, text string) int {
	n, err := strconv.Atoi(text)
	require.NoError(t, err)
	return n
}

// instant reads a time; the offset 0 is the location UTC.
func instant(t *testing.T, text string) time.Time {
	at, err := time.Parse("2006-01-02T15:04:05-07:00", text)
	require.NoError(t, err)
	if _, offset := at.Zone(); offset == 0 {
		return at.UTC()
	}
	return at
}

// visible escapes blanks and marks that cannot be seen, as intl.mjs does.
func visible(text string) string {
	var b strings.Builder
	for _, r := range text {
		if r == ' ' || !invisible(r) {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, `\u%04x`, r)
		}
	}
	return b.String()
}
