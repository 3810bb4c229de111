package placeholders_test

import (
	"fmt"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/stretchr/testify/assert"
	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/placeholders"
)

// slots lays out paths such as "company.owner.name".
func slots(t *testing.T, l *placeholders.Layout, fields *placeholders.Fields, paths ...string) []int {
	var all []int
	for _, path := range paths {
		all = append(all, l.Slot(walk(t, fields, path)))
	}
	return all
}

func walk(t *testing.T, fields *placeholders.Fields, path string) []*placeholders.Field {
	var way []*placeholders.Field
	for name := range strings.SplitSeq(path, ".") {
		f, ok := fields.Lookup(name)
		require.True(t, ok, path)
		way, fields = append(way, f), f.Fields
	}
	return way
}

func bind(l *placeholders.Layout, data *order, derived *worked) []placeholders.Value {
	return l.Bind(reflect.ValueOf(data).Elem(), reflect.ValueOf(derived).Elem())
}

func TestSlotOfAPathIsOne(t *testing.T) {
	fields, l := schema(t), &placeholders.Layout{}
	n := slots(t, l, fields, "name", "company.name", "seller.name", "name", "company.name", "days")
	assert.Equal(t, []int{0, 1, 2, 0, 1, 3}, n)
	assert.True(t, l.Derives())
	l.Seal()
	assert.Len(t, bind(l, &order{}, &worked{}), 4)
}

func TestLayoutWithoutDerived(t *testing.T) {
	l := &placeholders.Layout{}
	slots(t, l, schema(t), "name", "count")
	assert.False(t, l.Derives())
	got := l.Bind(reflect.ValueOf(&order{Name: "Jo"}).Elem(), reflect.Value{})
	assert.Equal(t, "Jo", got[0].Text)
}

var allPaths = []string{"name", "nick", "address", "words", "count", "small", "limit", "rate", "tax", "total", "day", "at", "site", "mail",
	"active", "trial", "period", "plan", "company", "company.name", "company.owner", "company.owner.name", "seller", "seller.name",
	"seller.owner.name", "file", "lines", "days", "next", "steps", "best", "best.id"}

func TestBindEveryKind(t *testing.T) {
	limit, trial := int64(5), false
	data := &order{
		Name: "J\no", Nick: "j", Address: "a\r\nb", Words: "*w*", Count: -3, Small: -8, Limit: &limit,
		Rate: decimal(t, "1.50"), Tax: events.Percent{Decimal: decimal(t, "0")}, Total: money(t, "0", "EUR"),
		Day: events.DateOf(time.Unix(0, 0).UTC()), At: time.Unix(0, 0).UTC(), Site: "https://x", Mail: "a@b", Active: true, Trial: &trial,
		Period: "year", Plan: "pro", Company: &company{Name: "C", Owner: &owner{"O"}}, Seller: company{Name: "S"},
		File: &events.File{Name: "f"}, Lines: []line{{Text: "1"}},
	}
	l, fields := &placeholders.Layout{}, schema(t)
	slots(t, l, fields, allPaths...)
	got := bind(l, data, &worked{Days: 9, Next: data.Day, Steps: []part{{"s"}}, Best: &part{"b"}})
	var kinds []string
	for i, v := range got {
		kinds = append(kinds, fmt.Sprintf("%s %s %s", allPaths[i], v.Kind, v.Text))
	}
	assert.Equal(t, []string{"name string J o", "nick string j", "address text a\nb", "words markdown *w*", "count integer ", "small integer ",
		"limit integer ", "rate decimal ", "tax percent ", "total money ", "day date ", "at datetime ", "site url https://x", "mail email a@b",
		"active bool ", "trial bool ", "period enum year", "plan enum pro", "company object ", "company.name string C", "company.owner object ",
		"company.owner.name string O", "seller object ", "seller.name string S", "seller.owner.name nothing ", "file file ", "lines list ",
		"days integer ", "next date ", "steps list ", "best object ", "best.id string b"}, kinds)
	assert.EqualValues(t, -3, got[4].Int)
	assert.EqualValues(t, -8, got[5].Int)
	assert.EqualValues(t, 5, got[6].Int)
}

// What is optional and zero, or behind a nil pointer, is absent. Required
// numbers, words and lists are there, whatever they hold.
func TestBindNothing(t *testing.T) {
	l, fields := &placeholders.Layout{}, schema(t)
	slots(t, l, fields, allPaths...)
	var there []string
	for i, v := range bind(l, &order{}, &worked{}) {
		if v.Kind != placeholders.None {
			there = append(there, allPaths[i])
		}
	}
	assert.Equal(t, []string{"name", "address", "count", "small", "site", "active", "period", "seller", "seller.name", "lines", "days", "steps"}, there)
}

// Optional words of which nothing is left are absent too.
func TestBindUnprintable(t *testing.T) {
	l := &placeholders.Layout{}
	slots(t, l, schema(t), "nick", "words")
	for _, v := range bind(l, &order{Nick: "\x00\u202e", Words: "\x01"}, &worked{}) {
		assert.Equal(t, placeholders.None, v.Kind)
	}
}

func TestBindLists(t *testing.T) {
	fields, l := schema(t), &placeholders.Layout{}
	at := slots(t, l, fields, "lines", "steps")
	lines, _ := fields.Lookup("lines")
	steps, _ := fields.Lookup("steps")
	rows := l.Rows(at[0])
	cells := slots(t, rows, lines.Fields, "note", "text", "owner.name", "sub")
	inner := slots(t, rows.Rows(cells[3]), walk(t, lines.Fields, "sub")[0].Fields, "id")
	step := slots(t, l.Rows(at[1]), steps.Fields, "id")
	l.Seal()

	got := bind(l, &order{Lines: []line{{Text: "a", Note: "n", Sub: []part{{"x"}, {"y"}}}, {Text: "b", Owner: &owner{"o"}}, {}}},
		&worked{Steps: []part{{"s"}}})
	list := got[at[0]].Ref.(*placeholders.Rows)
	require.Equal(t, 3, list.Len())
	assert.Equal(t, "n", list.Row(0)[cells[0]].Text)
	assert.Equal(t, placeholders.None, list.Row(0)[cells[2]].Kind)
	assert.Equal(t, placeholders.None, list.Row(1)[cells[0]].Kind)
	assert.Equal(t, "b", list.Row(1)[cells[1]].Text)
	assert.Equal(t, "o", list.Row(1)[cells[2]].Text)
	assert.Equal(t, "y", list.Row(0)[cells[3]].Ref.(*placeholders.Rows).Row(1)[inner[0]].Text)
	assert.Zero(t, list.Row(2)[cells[3]].Ref.(*placeholders.Rows).Len())
	assert.Equal(t, "s", got[at[1]].Ref.(*placeholders.Rows).Row(0)[step[0]].Text, "items of a derived list")

	empty := bind(l, &order{Lines: []line{}}, &worked{})
	assert.Equal(t, placeholders.List, empty[at[0]].Kind)
	assert.Zero(t, empty[at[0]].Ref.(*placeholders.Rows).Len())
	assert.False(t, empty[at[0]].True())
}

// A list of which nothing is read but its length has rows without cells.
func TestBindRowsWithoutCells(t *testing.T) {
	l := &placeholders.Layout{}
	slots(t, l, schema(t), "lines")
	got := bind(l, &order{Lines: make([]line, 2)}, &worked{})
	list := got[0].Ref.(*placeholders.Rows)
	assert.Equal(t, 2, list.Len())
	assert.Empty(t, list.Row(1))
	assert.True(t, got[0].True())
}
