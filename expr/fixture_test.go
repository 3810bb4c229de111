package expr_test

import (
	"os"
	"reflect"
	"testing"
	"time"

	"github.com/stretchr/testify/require"

	"github.com/billet-mail/billet/diag"
	"github.com/billet-mail/billet/events"
	"github.com/billet-mail/billet/expr"
	"github.com/billet-mail/billet/locales"
	"github.com/billet-mail/billet/placeholders"
)

// facts is the data of the event that the cases use: every kind of placeholder,
// required and optional.
type facts struct {
	Name    string          `json:"name" validate:"required,max=200" doc:"d" example:"Jo"`
	Nick    string          `json:"nick,omitempty" validate:"max=200" doc:"d" example:"J"`
	Address events.Text     `json:"address" validate:"required,max=500" doc:"d" example:"a"`
	Remark  events.Text     `json:"remark,omitempty" validate:"max=500" doc:"d" example:"a"`
	Words   events.Markdown `json:"words,omitempty" validate:"max=500" doc:"d" example:"a"`
	Letter  events.Markdown `json:"letter" validate:"required,max=500" doc:"d" example:"a"`

	Count    int            `json:"count" validate:"required" doc:"d" example:"1"`
	Big      int64          `json:"big" validate:"required" doc:"d" example:"1"`
	Small    int64          `json:"small" validate:"required" doc:"d" example:"1"`
	Limit    *int           `json:"limit,omitempty" doc:"d" example:"1"`
	Rate     events.Decimal `json:"rate" validate:"required" doc:"d" example:"1.5"`
	Bonus    events.Decimal `json:"bonus,omitzero" doc:"d" example:"1.5"`
	Tax      events.Percent `json:"tax" validate:"required" doc:"d" example:"20"`
	Discount events.Percent `json:"discount,omitzero" doc:"d" example:"20"`

	Invoice bill         `json:"invoice" validate:"required" doc:"d"`
	Fee     events.Money `json:"fee,omitzero" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`

	At    events.Date `json:"at" validate:"required" doc:"d" example:"2026-01-02"`
	Until events.Date `json:"until,omitzero" doc:"d" example:"2026-01-02"`
	Sent  time.Time   `json:"sent" validate:"required" doc:"d" example:"2026-01-02T03:04:05Z"`
	Seen  time.Time   `json:"seen,omitzero" doc:"d" example:"2026-01-02T03:04:05Z"`

	Site   events.URL   `json:"site" validate:"required" doc:"d" example:"https://example.com"`
	Mirror events.URL   `json:"mirror,omitempty" doc:"d" example:"https://example.com"`
	Mail   events.Email `json:"mail" validate:"required" doc:"d" example:"a@example.com"`

	Active bool   `json:"active" validate:"required" doc:"d" example:"true"`
	Trial  *bool  `json:"trial,omitempty" doc:"d" example:"true"`
	Period period `json:"period" validate:"required" doc:"d" example:"month"`
	Plan   string `json:"plan,omitempty" validate:"omitempty,oneof=basic pro" doc:"d" example:"pro"`

	Company *company     `json:"company,omitempty" doc:"d"`
	File    events.File  `json:"file" validate:"required" doc:"d" example:"f"`
	Extra   *events.File `json:"extra,omitempty" doc:"d" example:"f"`
	Empty   []line       `json:"empty,omitempty" validate:"max=9,dive" doc:"d"`
}

type bill struct {
	Number string       `json:"number" validate:"required,max=30" doc:"d" example:"F-1"`
	Total  events.Money `json:"total" validate:"required" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
	Paid   events.Money `json:"paid,omitzero" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
	Lines  []line       `json:"lines" validate:"required,max=50,dive" doc:"d"`
}

type line struct {
	Text     string          `json:"text" validate:"required,max=200" doc:"d" example:"t"`
	Note     string          `json:"note,omitempty" validate:"max=200" doc:"d" example:"t"`
	Long     events.Text     `json:"long,omitempty" validate:"max=200" doc:"d" example:"t"`
	Rich     events.Markdown `json:"rich,omitempty" validate:"max=200" doc:"d" example:"t"`
	Price    events.Money    `json:"price" validate:"required" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
	Quantity events.Decimal  `json:"quantity,omitzero" doc:"d" example:"1"`
	Parts    []part          `json:"parts,omitempty" validate:"max=9,dive" doc:"d"`
}

type part struct {
	ID string `json:"id" validate:"required,max=20" doc:"d" example:"a"`
}

type company struct {
	Name   string       `json:"name" validate:"required,max=200" doc:"d" example:"Acme"`
	VAT    string       `json:"vat,omitempty" validate:"max=20" doc:"d" example:"X"`
	Credit events.Money `json:"credit" validate:"required" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
	Seats  []part       `json:"seats,omitempty" validate:"max=9,dive" doc:"d"`
}

type period string

func (period) Values() []string { return []string{"month", "year"} }

// worked is what the event derives.
type worked struct {
	Days  int          `json:"days" validate:"required" doc:"d" example:"1"`
	Next  events.Date  `json:"next,omitzero" doc:"d" example:"2026-01-02"`
	Steps []part       `json:"steps,omitempty" validate:"max=9,dive" doc:"d"`
	Left  events.Money `json:"left" validate:"required" doc:"d" example:"{\"amount\":\"1.00\",\"currency\":\"EUR\"}"`
}

func testEvent(t testing.TB) *events.Event {
	e, err := events.Define(events.Event{
		ID: "test", Data: reflect.TypeFor[facts](), Derived: reflect.TypeFor[worked](),
		Derive: func(data any, at events.Moment) any {
			d := data.(*facts)
			return worked{Days: d.Count + 1, Steps: []part{{"first"}, {"second"}}, Left: d.Invoice.Total}
		},
	})
	require.NoError(t, err)
	return e
}

// data decodes testdata/data/NAME.json: full, or sparse without anything
// optional.
func data(t testing.TB, e *events.Event, name string) *facts {
	text, err := os.ReadFile("testdata/data/" + name + ".json")
	require.NoError(t, err)
	got, err := e.Decode(diag.NewSource(name+".json", string(text)))
	require.NoError(t, err)
	return got.(*facts)
}

// world is one environment and what it needs to evaluate.
type world struct {
	env    *expr.Env
	event  *events.Event
	report diag.List
}

func newWorld(t testing.TB, language string) *world {
	w := &world{event: testEvent(t)}
	fields, err := placeholders.ForEvent(w.event)
	require.NoError(t, err)
	locale, err := locales.New(language)
	require.NoError(t, err)
	w.env = &expr.Env{
		Fields: fields, Layout: &placeholders.Layout{}, Locale: locale, Report: &w.report, Used: map[string]bool{},
		Constants: map[string]*expr.Constant{
			"brand": {Kind: placeholders.Object, Value: expr.Value{Kind: placeholders.Object}, Members: map[string]*expr.Constant{
				"name":   {Kind: placeholders.String, Value: placeholders.StringValue("Acme & Co")},
				"slogan": {Kind: placeholders.String},
				"logo": {Kind: placeholders.Object, Members: map[string]*expr.Constant{
					"alt": {Kind: placeholders.String},
				}},
			}},
			"locale": {Kind: placeholders.String, Value: placeholders.StringValue(language)},
		},
		Strings: testStrings(t, language),
	}
	return w
}

// fresh is the same world before anything was proved in it.
func (w *world) fresh() *world {
	env := *w.env
	again := &world{env: &env, event: w.event}
	env.Layout, env.Report, env.Used = &placeholders.Layout{}, &again.report, map[string]bool{}
	return again
}

func testStrings(t testing.TB, language string) map[string]locales.String {
	text, err := os.ReadFile("testdata/locales/" + language + ".yaml")
	require.NoError(t, err)
	catalog, faults := locales.ParseCatalog(diag.NewSource("locales/"+language+".yaml", string(text)))
	require.Empty(t, faults)
	all := map[string]locales.String{}
	for _, key := range catalog.Keys() {
		all[key], _ = catalog.Lookup(key)
	}
	return all
}

// stack binds data to what the environment's expressions use.
func (w *world) stack(d *facts) *expr.Stack {
	derived := reflect.New(w.event.Derived)
	derived.Elem().Set(reflect.ValueOf(w.event.Derive(d, events.Moment{})))
	return expr.NewStack(w.env.Locale, w.env.Layout.Bind(reflect.ValueOf(d).Elem(), derived.Elem()))
}
